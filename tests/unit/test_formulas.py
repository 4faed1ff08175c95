"""A formula is written so that LaTeX's kernel alone prints it, or it is no formula to us."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enrich.text.formulas import _ARGUMENTS, _SYMBOLS, _WORDS, harmless_math, plain_math
from enrich.text.math.commands import CALLS, ENCLOSING, SPACES, WORDS
from enrich.text.math.names import CHARACTERS, PACKAGED, SIGNS


@pytest.mark.parametrize(
    ("math", "plain"),
    [
        # Greek letters as arXiv sends them, and other signs.
        ("\u03bd_e", r"\nu_e"),
        ("3\u03c3", r"3\sigma"),
        ("\\bar\u03bd_e", r"\bar{\nu}_e"),
        ("|\u0394v| \\sim 50", r"|\Delta v|\sim50"),
        ("2.5\u00d710^{-3}", r"2.5\times10^{-3}"),
        ("A\u2272B", r"A\stackrel{<}{\sim}B"),
        ("1,\u2026,m", r"1,\ldots,m"),
        ("45\u00b0", r"45^{\circ}"),
        ("x\u00b2", "x^2"),
        ("f\u2032", "f'"),
        ("\u2081", "_1"),
        ("\u211d^n", r"\mathbf{R}^n"),
        ("x\u0302", r"\hat{x}"),
        ("\u00e9", r"\acute{e}"),
        ("a\u2013b", r"a\mbox{--}b"),
        # Commands of LaTeX 2.09, and of packages.
        (r"\rm [Fe/H]", r"\mathrm{[Fe/H]}"),
        (r"M_{\rm BH}", r"M_{\mathrm{BH}}"),
        (r"M\rm_{BH}", r"M_{\mathrm{BH}}"),
        (r"P_{\rm{i}}", r"P_{\mathrm{i}}"),
        (r"{\bf x}", r"{\mathbf{x}}"),
        (r"n \over k", r"\frac{n}{k}"),
        (r"\mathbb R^n", r"\mathbf{R}^n"),
        (r"\mathscr{L}", r"\mathcal{L}"),
        (r"\mathscr{l}", "{l}"),
        (r"\boldsymbol{x}", r"\mathbf{x}"),
        (r"\operatorname{Tr}\rho", r"\mathop{\mathrm{Tr}}\rho"),
        (r"x_{\text{max}}", r"x_{\mathrm{max}}"),
        (r"\text{for all } x", r"\mathrm{for\ all\ }x"),
        (r"\hbox{X-ray}", r"\mathrm{X}\mbox{-}\mathrm{ray}"),
        (r"a \gtrsim b", r"a\stackrel{>}{\sim}b"),
        (r"a \leqslant b", r"a\leq b"),
        (r"a \nmid b", r"a\not\mid b"),
        (r"\tfrac{1}{2}", r"\frac{1}{2}"),
        (r"a\equiv b \pmod n", r"a\equiv b\ (\mathrm{mod}\ n)"),
        (r"\ket{\psi}", r"|\psi\rangle"),
        (r"\ce{H2O}", r"\mathrm{H}_2\mathrm{O}"),
        (r"\SI{5}{\km\per\s}", r"5\,\mathrm{km}\,\mathrm{s}^{-1}"),
        (r"\SI{5}{\kilo\metre\per\second}", r"5\,\mathrm{km}\,\mathrm{s}^{-1}"),
        # What was typed amiss.
        (r"\{1, 2\}", r"\lbrace1, 2\rbrace"),
        ("80%", r"80\%"),
        ("a~b", r"a\ b"),
        ("a & b", r"a\&b"),
        (r"\left(x", r"\left(x\right."),
        ("x^a^b", "x^{ab}"),
        ("x'^2", r"x^{\prime2}"),
        (r"x^\log", r"x^{\log}"),
        (r"x_\hat{a}", r"x_{\hat{a}}"),
        (r"\frac\sqrt{a}{b}", r"\frac{\sqrt{a}}{b}"),
        ("{x", "{x}"),
        ("x}", "x"),
        # What the kernel prints stays as it is.
        ("x^2", "x^2"),
        (r"\frac12 x", r"\frac12 x"),
        (r"50\%", r"50\%"),
    ],
)
def test_a_formula_is_written_for_latex_without_packages(math: str, plain: str) -> None:
    assert plain == plain_math(math)


@pytest.mark.parametrize(
    "math",
    [
        r"\begin{matrix}a&b\\c&d\end{matrix}",
        r"\binom{n}{k}",
        r"\unknown{x}",
        r"\unknown",
        r"\square",
        "\u4e2d",
        "\\text{\u4e2d}",
        r"\frac",
        r"\phantom{x}",
        "",
        "Using these data for the model",
        "a and b",
        "x" * 6_000,
    ],
)
def test_what_the_kernel_cannot_print_is_left_to_be_text(math: str) -> None:
    assert plain_math(math) is None


@pytest.mark.parametrize(
    "command",
    [
        r"\input{x}",
        r"\include{x}",
        r"\write18{ls}",
        r"\immediate\write18{ls}",
        r"\openout1=x",
        r"\special{x}",
        r"\href{a}{b}",
        r"\def\a{b}",
        r"\let\a\b",
        r"\csname x\endcsname",
        r"\catcode`\@=11",
        r"\expandafter\x",
        r"\newcommand{\a}{b}",
        r"\usepackage{x}",
        r"\^^M",
        "^^41",
    ],
)
@pytest.mark.parametrize("form", ["{}", "x_{}", "{{}}", r"\text{{}}", r"\mathrm{{}}", r"\ce{{}}"])
def test_no_command_of_a_stranger_passes(command: str, form: str) -> None:
    plain = plain_math(form.replace("{}", command, 1)) or ""
    assert set() == set(re.findall(r"\\([A-Za-z]+)", plain)) - _ours()


def _ours() -> set[str]:
    return {*_SYMBOLS, *_ARGUMENTS, *_WORDS, "left", "right"}


# Each of these stops pdflatex.
@pytest.mark.parametrize(
    "math",
    [r"x^\log", r"x_\hat{a}", r"\frac\sqrt{a}{b}", r"\hat\dots", r"x_\,", "x^'", "x^a'", r"\bar'"],
)
def test_an_argument_without_its_braces_is_not_harmless(math: str) -> None:
    assert not harmless_math(math)


@pytest.mark.parametrize(
    "math", ["x''", "x'_i", r"a\not\in A", r"\stackrel{a}{=}", r"\mathop{x}", r"x_\alpha"]
)
def test_what_the_kernel_has_is_harmless(math: str) -> None:
    assert harmless_math(math)


_HOSTILE = {
    "braces": "{" * 100_000,
    "fractions": r"\frac" * 10_000,
    "spaced fractions": r"\frac " * 10_000,
    "indices": "x^{" * 30_000,
    "accents": r"\hat" * 20_000,
    "primes": "x" + "'" * 90_000,
    "roots": r"\sqrt[" * 15_000,
    "fences": r"{\left(" * 10_000,
    "switches": r"\rm " * 20_000,
    "fractions within": r"a\over " * 14_000,
    "chemistry": r"\ce{" * 20_000,
    "words": r"\text{$" * 12_000,
    "tables": r"\begin{matrix}" * 7_000,
}


@pytest.mark.parametrize("math", _HOSTILE.values(), ids=_HOSTILE)
@pytest.mark.parametrize("length", [4_900, 100_000])
def test_a_hostile_formula_takes_little_time(math: str, length: int) -> None:
    begun = time.process_time()
    plain_math(math[:length])
    harmless_math(math[:length])
    assert time.process_time() - begun < 1


_NAMES = [*CHARACTERS, *CALLS, *WORDS, *ENCLOSING, "left", "right", "rm", "over", "foo", "input"]
_pieces = st.sampled_from([*"{}^_'x1-=()|&~$%\u03b1\u211d\u00b0\u00b2\u00e9", r"\,", r"\\", " "])
_maths = st.lists(
    st.text() | _pieces | st.sampled_from(_NAMES).map(lambda name: f"\\{name} "), max_size=9
).map("".join)


@example("\\left")
@example("\\begin{")
@given(_maths)
def test_what_is_written_is_harmless_and_balanced(math: str) -> None:
    plain = plain_math(math)
    if plain is not None:
        assert plain.isascii()
        assert harmless_math(plain)
        assert set(re.findall(r"\\([A-Za-z]+)", plain)) <= _ours()


def _documented() -> list[str]:
    """Every command of the tables, alone, in an index and with an index, as we write it."""
    maths = [f"\\{name}" for name in (*CHARACTERS, *PACKAGED)]
    maths += [f"\\{name}{'{A}' * arity}" for name, (arity, _) in CALLS.items()]
    maths += [f"\\{name}{{A}}" for name in (*WORDS, *ENCLOSING)]
    maths += [*SIGNS, *(f"a\\{name} b" for name in SPACES)]
    forms = ("{}", "x_{{}}", "{}^2 b", r"\hat{{}}", r"\frac{{}}{a}", r"\mathrm{{}}")
    plain = (plain_math(form.replace("{}", math, 1)) for math in maths for form in forms)
    return [math for math in plain if math is not None]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
def test_every_command_of_the_tables_compiles_with_no_package(tmp_path: Path) -> None:
    lines = [f"${math}$\n\n" for math in _documented()]
    assert len(lines) > 2_000
    document = rf"\documentclass{{article}}\begin{{document}}{''.join(lines)}\end{{document}}"
    (tmp_path / "all.tex").write_text(document)
    subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-file-line-error", "all.tex"],  # noqa: S607 - found
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    log = (tmp_path / "all.log").read_text(errors="replace")
    assert re.findall(r"^(?:\./all\.tex:\d+:|! |LaTeX Warning).*", log, re.MULTILINE) == []
    assert "Output written on all.pdf" in log
