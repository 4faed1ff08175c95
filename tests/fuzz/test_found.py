"""What the fuzzers found that belongs to no other test: texts that took ever longer to read."""

from __future__ import annotations

import pytest

from enrich.bibfile import edited
from enrich.text import read_markup, to_csl, to_latex
from enrich.text.formulas import harmless_math, plain_math
from tests.readings import within
from tests.records import FULL, entry_of

FIELDS = ("author", "journal", "pages", "number", "year", "title")
VALUES = (f"a{' ' * 50_000}b", "\\a" + "\t" * 50_000 + "x", "-" * 50_000)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "@misc{k, title = {T}}" + "\n" * 100_000,
        "@misc{k, title = {T}}" + ", " * 50_000,
        "@misc{k, title = {T}" + "\n" * 100_000,
        "@a" * 50_000,
        "@a{" * 50_000,
        "% @a{b}" * 20_000,
        *(
            f"@article{{k, {field} = {{{value}}}, doi = {{10.5555/x}}}}"
            for field in FIELDS
            for value in VALUES
        ),
    ],
    ids=lambda text: repr(text[:32]),
)
def test_a_bib_file_with_a_long_run_of_anything_is_edited_soon(text: str) -> None:
    with within(3):
        edited(text, {"k": entry_of(FULL, "k")})


@pytest.mark.parametrize(
    "text",
    [
        "<tex-math>" + "</math><br/>" * 8000 + "a</tex-math>",
        "<j" + ' href="x"' * 400 + " hre",
        f"a{chr(39) * 50_000}Results",
        f"A{'.' * 50_000}B",
    ],
    ids=lambda text: text[:12],
)
def test_a_title_with_a_long_run_of_anything_is_read_and_written_soon(text: str) -> None:
    with within(3):
        title = read_markup(text)
        assert title is not None
        to_latex(title, protect=True)


@pytest.mark.parametrize("opening", ["\\", "{\\it", "x"])
def test_brackets_in_brackets_are_no_formula_that_is_written(opening: str) -> None:
    deep = opening + "^{" * 4000
    assert not harmless_math(deep)
    assert plain_math(deep) is None or harmless_math(plain_math(deep) or "")


STACKS = "<munder>x" * 23
UNITS = r"x^{\circ C" * 23


@pytest.mark.parametrize("text", [f"<math>{STACKS}</math>", f"${UNITS}$"], ids=["stacks", "units"])
def test_what_stands_in_many_others_is_shown_once_for_each(text: str) -> None:
    """Each level that is shown twice would double the time: a minute for these."""
    with within(3):
        title = read_markup(text * 40)
        assert title is not None
        to_csl(title)
