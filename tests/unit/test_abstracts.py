"""How abstracts are read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from enrich.text import Text, read_abstract, read_latex_abstract, to_csl, to_unicode
from tests.readings import within


def words(raw: str, language: str | None = None) -> str | None:
    text = read_abstract(raw, language)
    return to_unicode(text) if text else None


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("<jats:p>One.</jats:p><jats:p>Two.</jats:p>", "One.\n\nTwo."),
        ("<jats:title>Abstract</jats:title><jats:p>One.</jats:p>", "One."),
        ("<jats:title>ABSTRACT:</jats:title> <jats:p>One.</jats:p>", "One."),
        ("<title>Summary</title><p>One.</p>", "One."),
        ("<title>R\u00e9sum\u00e9</title><p>Un.</p>", "Un."),
        ("Abstract: One.", "One."),
        ("ABSTRACT One.", "One."),
        ("Abstract\n\nOne.", "One."),
        ("<p><bold>Abstract</bold></p><p>One.</p>", "One."),
        ("<p><bold>Abstract:</bold> One.</p>", "One."),
        ("Abstract algebra is one.", "Abstract algebra is one."),
        ("Abstracts are short.", "Abstracts are short."),
        ("Abstract Meaning Representation is one.", "Abstract Meaning Representation is one."),
        ("Abstract 3D shapes are one.", "Abstract 3D shapes are one."),
        ("Abstract We study one.", "We study one."),
        ("AbstractOne.", "One."),
        ("<p>A &amp;amp; B</p>", "A & B"),
        ("&lt;p&gt;One.&lt;/p&gt;", "One."),
        ("<p/>", None),
        ("", None),
        ("N/A", None),
        ("<p>No abstract available.</p>", None),
        ("<title>Abstract</title>", None),
    ],
)
def test_paragraphs_stay_and_the_heading_goes(raw: str, read: str | None) -> None:
    assert words(raw) == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (
            "<sec><title>Aim</title><p>One.</p></sec><sec><title>Results:</title><p>Two.</p></sec>",
            "Aim: One.\n\nResults: Two.",
        ),
        ("<sec>\n <title>Aim</title>\n <p>One.</p>\n</sec>", "Aim: One."),
        ("<title>Abstract</title><sec><title>Aim</title><p>One.</p></sec>", "Aim: One."),
        ("<p><italic>Aim.</italic>One.</p>", "Aim. One."),
        ("<p><bold>Aim:</bold>One.</p><p><bold>End:</bold>Two.</p>", "Aim: One.\n\nEnd: Two."),
        ("<p>One.</p><title>Picture</title>", "One."),
        ("<title/><p>One.</p>", "One."),
        ("<p><bold>All of it is bold.</bold></p>", "All of it is bold."),
    ],
)
def test_a_section_begins_with_its_label(raw: str, read: str) -> None:
    assert words(raw) == read


def test_a_label_is_bold() -> None:
    text = read_abstract("<sec><title>Aim</title><p>One.</p></sec>")
    assert text
    assert to_csl(text) == "<b>Aim:</b> One."


@pytest.mark.parametrize(
    "raw",
    [
        '<p xml:lang="en">One.</p><p xml:lang="pt">Um.</p>',
        "<title>Abstract</title><p>One.</p><title>Resumo</title><p>Um.</p>",
        '<abstract xml:lang="en-GB"><p>One.</p></abstract><p xml:lang="pt">Um.</p>',
    ],
)
@pytest.mark.parametrize(
    ("language", "read"),
    [
        ("en", "One.\n\nUm."),
        ("pt", "Um.\n\nOne."),
        ("pt-BR", "Um.\n\nOne."),
        ("fr", "One.\n\nUm."),
        (None, "One.\n\nUm."),
    ],
)
def test_the_language_of_the_record_comes_first(raw: str, language: str | None, read: str) -> None:
    assert words(raw, language) == read


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("One\nline\nis broken.", "One line is broken."),
        ("One.\n  Two\nis broken.", "One.\n\nTwo is broken."),
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("Abstract: One.", "One."),
        (r"With $\alpha$ \emph{and} more.", "With \u03b1 and more."),
    ],
)
def test_the_line_breaks_of_arxiv_are_undone(raw: str, read: str) -> None:
    text = read_latex_abstract(raw)
    assert text
    assert to_unicode(text) == read


def test_titles_that_never_end_are_read_in_linear_time() -> None:
    with within(5):
        read_abstract("<jats:title>" * 8000)


@pytest.mark.parametrize("reader", [read_abstract, read_latex_abstract])
def test_an_abstract_without_end_is_cut(reader: Callable[[str], Text | None]) -> None:
    read = reader("W" * 1_000_000)
    assert read is not None
    assert 100_000 == len(to_unicode(read))
