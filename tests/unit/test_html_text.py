"""Typed text as HTML: what is said is kept, and no sign of it is markup."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.text import Run, Style, Text, read_latex, read_markup, without_controls
from enrich.text.html import to_html, to_html_paragraphs

NOTHING = Text(())


def of(*runs: tuple[str, *tuple[Style, ...]]) -> Text:
    return Text(tuple(Run(words, tuple(styles)) for words, *styles in runs))


@pytest.mark.parametrize(
    ("style", "written"),
    [
        (Style.ITALIC, "<i>x</i>"),
        (Style.BOLD, "<b>x</b>"),
        (Style.SUB, "<sub>x</sub>"),
        (Style.SUP, "<sup>x</sup>"),
        (Style.SMALL_CAPS, '<span class="small-caps">x</span>'),
        (Style.CASED, "x"),
    ],
)
def test_each_style_has_its_element(style: Style, written: str) -> None:
    assert written == to_html(of(("x", style)))


def test_the_outermost_style_comes_first() -> None:
    assert "<i><sub>x</sub></i>" == to_html(of(("x", Style.ITALIC, Style.SUB)))


def test_signs_of_markup_are_words() -> None:
    words = "a < b & \"c\" > 'd' <script>"
    assert words == unescape(to_html(of((words,))))
    assert "<" not in to_html(of((words,)))


def test_a_formula_is_readable_without_latex() -> None:
    text = read_latex(r"Of $\alpha_{i}^{2} \leq \sqrt{n}$") or NOTHING
    formula = "\u03b1<sub>i</sub><sup>2</sup> \u2264 \u221an"
    assert f'Of <span class="math">{formula}</span>' == to_html(text)


def test_styles_around_a_formula_stay_around_it() -> None:
    text = of(("x", Style.ITALIC, Style.MATH))
    assert to_html(text).startswith('<i><span class="math">')


def test_markup_that_a_source_sent_is_set() -> None:
    text = read_markup("H<sub>2</sub>O in <i>E. coli</i>")
    assert "H<sub>2</sub>O in <i>E. coli</i>" == to_html(text or NOTHING)


def test_blank_lines_part_paragraphs_and_styles_go_on() -> None:
    text = of(("One ",), ("two\n\nthree", Style.ITALIC), ("\n\n\n\n",))
    assert ("One <i>two</i>", "<i>three</i>") == to_html_paragraphs(text)


def test_what_steers_a_screen_is_left_out() -> None:
    assert "ab" == to_html(of(("a\u202e\x1b\x00b",)))


class _Words(HTMLParser):
    """Collects the words of a page, and every tag."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert dict(attrs) in ({}, {"class": "small-caps"}, {"class": "math"})

    def handle_data(self, data: str) -> None:
        self.words.append(data)


STYLES = st.lists(st.sampled_from([one for one in Style if one is not Style.MATH]), max_size=3)
RUNS = st.lists(st.builds(Run, st.text(max_size=30), STYLES.map(tuple)), max_size=5)


@given(RUNS.map(tuple).map(Text))
def test_whatever_is_said_is_read_back_and_only_known_elements_come_of_it(text: Text) -> None:
    reader = _Words()
    reader.feed(to_html(text))
    reader.close()
    assert without_controls(str(text)) == "".join(reader.words)
    assert reader.tags <= {"i", "b", "sub", "sup", "span"}
