"""Every recorded Crossref work, read as it would be from the cache, and written in each format."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library as BibLibrary

from enrich.identifiers import Doi
from enrich.keys import KeyRing
from enrich.library import Entry
from enrich.packing import Packed
from enrich.record import Kind, Name, Record
from enrich.sources.crossref import Crossref
from enrich.text import Text, to_unicode
from enrich.text.formulas import _SYMBOLS
from enrich.writers import find_format
from tests.corpus.recorded import crossref_answers
from tests.records import contents_of, entry_of

# Read by programs as they stand; the others are LaTeX.
VERBATIM = {"doi", "url", "eprint", "month"}
_LATEX = ["bibtex", "bibtex-ascii", "biblatex", "biblatex-ascii"]

pytestmark = pytest.mark.slow


class Read(msgspec.Struct, frozen=True):
    """A recorded work, the DOI it was asked by, and what we made of it."""

    doi: Doi
    message: dict[str, Any]
    record: Record


@pytest.fixture(scope="session")
def works(shared: Path) -> dict[str, Read]:
    source = Crossref()
    return {
        answer.identifier.value: Read(
            answer.identifier, msgspec.json.decode(answer.body or b""), source.read(answer)
        )
        for answer in crossref_answers(shared)
        if isinstance(answer.identifier, Doi)
    }


@pytest.fixture(scope="session")
def entries(works: dict[str, Read]) -> list[Entry]:
    return entries_of(work.record for work in works.values())


def entries_of(records: Iterable[Record]) -> list[Entry]:
    """Make an entry of each record, under the keys the library would give."""
    ring = KeyRing("{family}{year}{word}")
    return [entry_of(record, ring.make(record)) for record in records]


def fields_of(library: BibLibrary) -> Iterator[tuple[str, str, str]]:
    """Give the key of the entry, the name and the text of every field."""
    return (
        (entry.key, field.key, str(field.value))
        for entry in library.entries
        for field in entry.fields
    )


def is_balanced(text: str) -> bool:
    """Whether braces close in order, counted as BibTeX does: whatever stands before them."""
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


def held(works: dict[str, Read], holds: Callable[[Record], object]) -> list[str]:
    """Give the DOIs of the works whose record has something that it should not."""
    return [doi for doi, work in works.items() if holds(work.record)]


def people(record: Record) -> tuple[Name, ...]:
    return (*record.authors, *record.editors)


def words(text: Text | None) -> str:
    return to_unicode(text) if text else ""


def test_every_work_is_read_and_has_the_doi_it_was_asked_by(works: dict[str, Read]) -> None:
    assert len(works) == 4413
    assert [doi for doi, work in works.items() if work.record.doi != work.doi] == []


_MATH = re.compile(r"(?<!\\)\$(?:[^$\\]|\\.)*\$", re.DOTALL)
_BARE = re.compile(r"(?<!\\)[#$%&_^~]")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
# The commands that write text, beside those of symbols.
_OURS = {
    *(rf"\{character}" for character in "#$%&_"),
    *(rf"\text{name}" for name in "it bf sc subscript superscript less greater bar".split()),
    *(rf"\text{name}" for name in "braceleft braceright backslash".split()),
    *(rf"\textascii{name}" for name in "tilde circum grave".split()),
    r"\ensuremath",
    r"\relax",
    r"\sqrt",
}
_ACCENTS = set("`'^~=.\"uHvdcrkb")
_LETTERS = set("AA AE DH O TH ss aa ae dh o th DJ dj i L l NG ng OE oe j SS S P".split()) | set(
    "textcent pounds textyen copyright textordfeminine guillemotleft guillemotright"
    " textregistered textasciimacron textperiodcentered textordmasculine quotesinglbase"
    " quotedblbase dag ddag textbullet ldots textperthousand guilsinglleft guilsinglright"
    " texteuro textnumero texttrademark".split()
)


@pytest.mark.parametrize("form", _LATEX)
def test_nothing_in_an_entry_acts_but_our_own_commands(entries: list[Entry], form: str) -> None:
    ours = _OURS | {f"\\{name}" for name in _SYMBOLS | _ACCENTS | _LETTERS}
    for key, name, text in fields_of(parse_string(find_format(form).write(contents_of(entries)))):
        assert is_balanced(text), (key, name)
        if name not in VERBATIM:
            plain = _MATH.sub("", re.sub(r"\\ensuremath\{\^\{\\circ\}\}", "", text))
            escaped = re.sub(r"\\[\^~]", "", plain)
            assert not _BARE.search(escaped), (key, name, text)
            assert set(_COMMAND.findall(plain)) <= ours, (key, name, text)


def test_math_in_titles_is_ascii(entries: list[Entry]) -> None:
    # Only Unicode engines take other characters in math.
    math = [
        (key, found)
        for key, name, text in fields_of(
            parse_string(find_format("bibtex").write(contents_of(entries)))
        )
        if name == "title"
        for found in _MATH.findall(text)
    ]
    assert [one for one in math if not one[1].isascii()] == []


# What reading should make of recorded dirt.


def test_titles_keep_their_markup(works: dict[str, Read]) -> None:
    marked = re.compile(r"<(?:i|em|sub|sup|b|sc|scp)>|<(?:mml:)?math\b")
    plain = [
        doi
        for doi, work in works.items()
        if work.record.title
        and any(marked.search(title or "") for title in work.message.get("title") or ())
        and not any(run.styles for run in work.record.title.runs)
    ]
    assert plain == []


def test_a_formula_that_only_tex_gives_stays_in_the_title(works: dict[str, Read]) -> None:
    assert "YBa" in words(works["10.1109/tasc.2014.2368072"].record.title)


def test_a_subtitle_element_is_parted_from_the_title(works: dict[str, Read]) -> None:
    title = words(works["10.1001/archpedi.1951.02040040742008"].record.title)
    assert re.search(r"INFANT: Successful", title, re.IGNORECASE)


def test_the_layout_of_xml_puts_no_space_before_an_index(works: dict[str, Read]) -> None:
    title = unicodedata.normalize("NFKC", words(works["10.1002/adom.201800328"].record.title))
    assert "Hg3Se2I2" in title


def test_titles_lose_footnote_marks(works: dict[str, Read]) -> None:
    assert held(works, lambda record: re.search(r"[†‡*]$", words(record.title))) == []


def test_abstracts_lose_a_leading_abstract(works: dict[str, Read]) -> None:
    assert (
        held(works, lambda one: re.match(r"abstract\b", words(one.abstract), re.IGNORECASE)) == []
    )


def test_chapters_in_lecture_notes_are_conference_papers(works: dict[str, Read]) -> None:
    chapters = [
        doi
        for doi, work in works.items()
        if work.record.kind is Kind.CHAPTER
        and re.match(r"lecture notes", words(work.record.venue.series), re.IGNORECASE)
    ]
    assert chapters == []


def test_a_series_is_never_the_book(works: dict[str, Read]) -> None:
    series = re.compile(r"lecture notes|springerbriefs|balisage series", re.IGNORECASE)
    book = held(
        works,
        lambda record: record.venue.series and series.match(words(record.venue.title)),
    )
    assert book == []


def test_no_family_name_ends_in_a_comma(works: dict[str, Read]) -> None:
    assert held(works, lambda one: any("," in (name.family or "") for name in people(one))) == []


def test_a_suffix_is_one_of_generation(works: dict[str, Read]) -> None:
    suffix = re.compile(r"(?:[JS]r\.?|[IVX]+|\d(?:st|nd|rd|th))?", re.IGNORECASE)
    strange = held(
        works, lambda one: any(not suffix.fullmatch(name.suffix or "") for name in people(one))
    )
    assert strange == []


def test_pages_are_pages(works: dict[str, Read]) -> None:
    assert held(works, lambda one: re.search(r"n/a", one.pages or "", re.IGNORECASE)) == []


def test_there_is_no_edition_nought(works: dict[str, Read]) -> None:
    assert held(works, lambda one: one.edition == "0") == []


def is_issn(text: str) -> bool:
    digits = text.replace("-", "")
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        return False
    numbers = [10 if digit == "X" else int(digit) for digit in digits]
    return (
        sum(number * weight for number, weight in zip(numbers, range(8, 0, -1), strict=True)) % (11)
        == 0
    )


def test_every_issn_is_one(works: dict[str, Read]) -> None:
    assert held(works, lambda one: any(not is_issn(issn.value) for issn in one.venue.issns)) == []


def test_every_record_is_packed_and_unpacked_as_it_was(works: dict[str, Read]) -> None:
    assert [] == [doi for doi, one in works.items() if Packed.of(one.record).record != one.record]
