"""No formula, whatever stands on or within what, stops a format or takes long."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from enrich.text import Text, read_markup, to_unicode
from enrich.text.html import to_html
from enrich.text.model import Run, Style
from enrich.text.typst import to_typst
from enrich.text.writing import to_csl, to_latex

pytestmark = pytest.mark.slow

_FORMATS: dict[str, Callable[[Text], str]] = {
    "unicode": to_unicode,
    "csl": to_csl,
    "latex": lambda text: to_latex(text, protect=True),
    "html": to_html,
    "typst": lambda text: to_typst(text, protect=True),
}
_ACUTE, _GRAVE, _DOT = "\u0301", "\u0300", "\u0323"


def _on_each(opening: str, marks: str, depth: int) -> str:
    return opening * depth + "x" + f"}}{marks}" * depth


_FORMULAS = {
    "one mark": f"x{_ACUTE * 18}+y",
    "marks": f"x{_ACUTE * 200}+y",
    "as many marks as there is room for": "x" + _ACUTE * 4_900,
    "marks of two sorts": "x" + f"{_DOT}{_ACUTE}" * 2_400,
    "marks on a command": "\\alpha" + _ACUTE * 4_900,
    "marks on an index": "x^{2}" + _ACUTE * 4_900,
    "marks between powers": "x" + f"^2{_ACUTE}" * 1_600,
    "marks between primes": "x" + f"'{_ACUTE}" * 2_400,
    "powers that something silent parts": "x" + r"^2\relax" * 600,
    "powers that fonts part": "x" + r"^2\rm" * 900,
    "marks on each group": _on_each("{", _ACUTE + _GRAVE + _ACUTE, 900),
    "marks on each accent": _on_each(r"\hat{", _ACUTE + _GRAVE + _ACUTE, 400),
    "marks on each root": _on_each(r"\sqrt{", _ACUTE + _GRAVE + _ACUTE, 400),
    "marks on each index": _on_each("x^{", _ACUTE + _GRAVE + _ACUTE, 600),
    "accents": _on_each(r"\hat{", "", 800),
    "accents deeper than any formula is long": _on_each(r"\hat{", "", 1_000),
    "accents without braces": r"\hat " * 900 + "x",
    "script letters": _on_each(r"\mathcal{", "", 12),
    "script letters without braces": r"\mathcal " * 23 + "x",
    "letters of another script": r"\mathscr " * 23 + "x",
    "switches to script letters": _on_each(r"{\cal ", "", 24),
    "negations": r"\not " * 900 + "x",
    "stacks": _on_each(r"\overset{a}{", "", 350),
    "degrees": _on_each(r"x^{\circ C", "", 400),
}


@pytest.mark.parametrize("write", _FORMATS.values(), ids=_FORMATS)
@pytest.mark.parametrize("formula", _FORMULAS.values(), ids=_FORMULAS)
def test_a_formula_in_formulas_is_written_in_little_time(
    formula: str, write: Callable[[Text], str]
) -> None:
    begun = time.process_time()
    assert write(Text((Run(formula, (Style.MATH,)),)))
    assert time.process_time() - begun < 1


_MATHML = {
    "accents": ("<mover>", "<mo>^</mo></mover>"),
    "accents on rows": ("<mover><mrow>", "</mrow><mo>^</mo></mover>"),
    "accents that are marks": ("<mover>", f"<mo>{_ACUTE}</mo></mover>"),
    "marks that are no accents": ("<mover>", f"<mo>{_DOT}</mo></mover>"),
    "lines below": ("<munder>", "<mo>_</mo></munder>"),
    "powers": ("<msup>", "<mi>y</mi></msup>"),
    "fractions": ("<mfrac>", "<mi>y</mi></mfrac>"),
}


@pytest.mark.parametrize("write", _FORMATS.values(), ids=_FORMATS)
@pytest.mark.parametrize(("opening", "closing"), _MATHML.values(), ids=_MATHML)
@pytest.mark.parametrize(
    "letter",
    ["x", pytest.param(f"x{_ACUTE * 1_000}", marks=pytest.mark.slow)],
    ids=["letter", "marked"],
)
def test_mathml_a_thousand_deep_is_written_in_little_time(
    opening: str, closing: str, letter: str, write: Callable[[Text], str]
) -> None:
    begun = time.process_time()
    text = read_markup(f"<math>{opening * 1_000}<mi>{letter}</mi>{closing * 1_000}</math>")
    assert text
    assert write(text)
    assert time.process_time() - begun < 2


def test_marks_without_end_are_put_in_order_in_little_time() -> None:
    begun = time.process_time()
    text = read_markup("a" + f"{_ACUTE}{_DOT}" * 100_000)
    assert text
    assert to_unicode(text)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("marks", ["\u0302", "\u0304\u0301", "\u0302\u0308\u0301", _ACUTE * 40])
def test_a_letter_keeps_its_marks_once_each_and_in_their_order(marks: str) -> None:
    text = read_markup(f"$v + x{marks}$")
    assert text
    assert f"v + x{marks}" == to_unicode(text)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [(r"\hat{\hat{q}}", "q\u0302\u0302"), (r"\vec{\bar{q}}", "q\u0304\u20d7")],
)
def test_an_accent_stands_on_a_letter_and_not_on_its_accents(formula: str, expected: str) -> None:
    assert expected == to_unicode(Text((Run(formula, (Style.MATH,)),)))
