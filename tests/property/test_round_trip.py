"""What is written as BibTeX reads back as what was written, whatever the words are."""

from __future__ import annotations

import unicodedata

import pytest
from anyascii import anyascii
from hypothesis import example, given, settings
from hypothesis import strategies as st

from enrich.dates import PartialDate
from enrich.record import Dates, Kind, Name, Record, Venue
from enrich.text import Run, Text, read_markup
from tests.corpus.roundtrip import differences, missing_blocks
from tests.records import entry_of

# Letters of many scripts that have a form in Latin ones, every sign of ASCII, quotes, dashes,
# mathematical signs.
_letters = st.characters(
    codec="utf-8",
    categories=("Lu", "Ll", "Lo", "Nd"),
    max_codepoint=0x9FFF,
    exclude_characters="\u0345",
).filter(lambda one: unicodedata.normalize("NFKC", one) == one and anyascii(one).isalnum())
_signs = st.sampled_from(
    [chr(code) for code in range(0x21, 0x7F)]
    + list("\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u00a7\u00b0\u00b1\u00d7\u2212\u2264\u2265")
    + list("\u03b1\u03b2\u03c0\u2192\u221e\u20ac\u00ab\u00bb")
)
_word = st.text(_letters | _signs, min_size=1, max_size=8)
_words = st.lists(_word, min_size=1, max_size=5).map(" ".join)
# Short enough not to be cut, whatever commands their letters take.
_groups = st.lists(st.text(_letters | _signs, min_size=1, max_size=4), min_size=1, max_size=2)
_texts = _words.map(read_markup).filter(bool)
_parts = st.from_regex(r"[A-Z][a-z\u00e0-\u00f6]{1,8}(?:-[A-Z][a-z]{1,5})?", fullmatch=True)
_names = st.builds(
    Name,
    family=_parts,
    given=_parts,
    particle=st.none() | st.sampled_from(["van", "de la"]),
    suffix=st.none() | st.sampled_from(["Jr.", "III"]),
) | st.builds(Name, literal=_groups.map(" ".join).map(read_markup).filter(bool).map(str))
_dates = st.none() | st.builds(PartialDate, st.integers(1900, 2100), st.none() | st.integers(1, 12))


@st.composite
def _records(draw: st.DrawFn) -> Record:
    text: st.SearchStrategy[Text | None] = _texts
    return Record(
        kind=draw(st.sampled_from(Kind)),
        title=draw(text),
        authors=tuple(draw(st.lists(_names, max_size=3))),
        dates=Dates(printed=draw(_dates)),
        venue=Venue(title=draw(text), series=draw(st.none() | text)),
        volume=draw(st.none() | st.from_regex(r"[0-9]{1,3}", fullmatch=True)),
        pages=draw(st.none() | st.from_regex(r"[1-9][0-9]{0,3}-[1-9][0-9]{0,3}", fullmatch=True)),
        edition=draw(st.none() | st.integers(1, 120).map(str)),
        publisher=draw(st.none() | st.just("R&D Press")),
        abstract=draw(st.none() | text),
    )


@pytest.mark.parametrize(
    "form",
    # What the two others do is in these.
    [
        *("bibtex", "biblatex-ascii"),
        *(pytest.param(one, marks=pytest.mark.slow) for one in ("bibtex-ascii", "biblatex")),
    ],
)
@settings(max_examples=60)
@example(Record(kind=Kind.ARTICLE, abstract=Text((Run("\u0152 \u07b0"),))))
@example(Record(kind=Kind.ARTICLE, title=Text((Run("Plants \u39dd of Asia"),))))
@given(_records())
def test_what_is_written_reads_back(form: str, record: Record) -> None:
    entry = entry_of(record)
    assert missing_blocks([entry], form) == []
    assert list(differences([entry], form)) == []
