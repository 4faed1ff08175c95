"""Every recorded Crossref work, read as it would be from the cache, and written in each format."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped] # its types are a package of their own
import msgspec
import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library as BibLibrary
from bibtexparser.model import Entry as BibEntry

from enrich.answers import Answer, Standing
from enrich.identifiers import Doi, parse_identifier
from enrich.keys import KeyRing
from enrich.library import Entry
from enrich.record import Kind, Name, Record
from enrich.sources.crossref import Crossref, _kept
from enrich.text import Text, to_unicode
from enrich.text.formulas import _SYMBOLS
from enrich.text.tex import symbol
from enrich.writers import find_format
from enrich.writers.biblatex import _NO_PLACE

# Read by programs as they stand; the others are LaTeX.
VERBATIM = {"doi", "url", "eprint", "month"}


class Recorded(msgspec.Struct, frozen=True):
    """One recorded work."""

    doi: str
    message: msgspec.Raw


class Read(msgspec.Struct, frozen=True):
    """A recorded work, the DOI it was asked by, and what we made of it."""

    doi: Doi
    message: dict[str, Any]
    record: Record


@pytest.fixture(scope="session")
def works(shared: Path) -> dict[str, Read]:
    source = Crossref()
    lines = gzip.decompress((shared / "corpus/crossref-works.jsonl.gz").read_bytes())
    read = {}
    for recorded in msgspec.json.Decoder(Recorded).decode_lines(lines):
        doi = parse_identifier(recorded.doi)
        assert isinstance(doi, Doi)
        answer = Answer("crossref", doi, _kept(recorded.message), None)
        message = msgspec.json.decode(recorded.message)
        read[doi.value] = Read(doi, message, source.read(answer))
    return read


@pytest.fixture(scope="session")
def entries(works: dict[str, Read]) -> list[Entry]:
    return entries_of(work.record for work in works.values())


def entries_of(records: Iterable[Record]) -> list[Entry]:
    """Make an entry of each record, under the keys the library would give."""
    ring = KeyRing("{family}{year}{word}")
    return [Entry(ring.make(record), record, (), (), Standing.FRESH) for record in records]


@pytest.fixture(scope="session")
def bibtex(entries: list[Entry]) -> BibLibrary:
    return parse_string(find_format("bibtex").write(entries))


@pytest.fixture(scope="session")
def biblatex(entries: list[Entry]) -> BibLibrary:
    return parse_string(find_format("biblatex").write(entries))


@pytest.fixture(scope="session")
def csl(entries: list[Entry]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(find_format("csl").write(entries))
    return items


def fields_of(library: BibLibrary) -> Iterator[tuple[str, str, str]]:
    """Give the key of the entry, the name and the text of every field."""
    return (
        (entry.key, field.key, str(field.value))
        for entry in library.entries
        for field in entry.fields
    )


def strings_of(value: object) -> Iterator[str]:
    """Give every string within a JSON value."""
    if isinstance(value, dict):
        for one in value.values():
            yield from strings_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings_of(one)
    elif isinstance(value, str):
        yield value


def is_balanced(text: str) -> bool:
    """Whether braces close in order, counted as BibTeX does: whatever stands before them."""
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


# The ten special characters of LaTeX, and how a text that has them is written.
_WRITTEN = {
    r"\textbraceleft{}": "\ue000",
    r"\textbraceright{}": "\ue001",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textbackslash{}": "\\",
    r"\#": "#",
    r"\$": "$",
    r"\%": "%",
    r"\&": "&",
    r"\_": "_",
}
_SYMBOL = re.compile(r"\\ensuremath\{(?:\\(\w+)|(.))\}")
_STYLE = re.compile(r"\\text(?:it|bf|sc|subscript|superscript)\{")


def unescaped(latex: str) -> str:
    """Read LaTeX that has no math back into words."""
    latex = _SYMBOL.sub(lambda found: found[2] or symbol(found[1]), _STYLE.sub("{", latex))
    latex = re.sub("|".join(map(re.escape, _WRITTEN)), lambda found: _WRITTEN[found[0]], latex)
    latex = latex.replace("{", "").replace("}", "")
    return latex.replace("\ue000", "{").replace("\ue001", "}")


def wanted_fields(record: Record) -> dict[str, str]:
    """Give what some fields must hold once they are read back."""
    title = record.title
    has_math = title is not None and any("math" in run.styles for run in title.runs)
    wanted = {
        "title": to_unicode(title) if title and not has_math else None,
        "edition": record.edition,
        "volume": record.volume,
        "number": record.issue,
        "doi": record.doi.value if record.doi else None,
        "eprint": record.arxiv.short if record.arxiv else None,
    }
    return {key: value for key, value in wanted.items() if value is not None}


def check_fields(library: BibLibrary, entries: list[Entry]) -> None:
    """Hold what was read back against what was written."""
    for entry in entries:
        fields = library.entries_dict[entry.key].fields_dict
        for key, wanted in wanted_fields(entry.record).items():
            if key in _NO_PLACE.get(library.entries_dict[entry.key].entry_type, set()):
                continue
            found = str(fields[key].value)
            read = found if key in VERBATIM else unescaped(found)
            assert plainly(wanted) == plainly(read), entry.key


def plainly(text: str) -> str:
    """Take raised and lowered characters, and variants of a letter, for the plain ones."""
    return unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("\u03f5", "\u03b5")


_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_MARKUP = re.compile(r"<jats|<mml|<ns\d|&amp;|&lt;|&gt;|&#|&nbsp;")


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


def test_every_work_has_an_entry_in_bibtex(bibtex: BibLibrary, entries: list[Entry]) -> None:
    assert bibtex.failed_blocks == []
    assert [one.key for one in bibtex.entries] == [one.key for one in entries]


def test_every_work_has_an_entry_in_biblatex(biblatex: BibLibrary, entries: list[Entry]) -> None:
    assert biblatex.failed_blocks == []
    assert [one.key for one in biblatex.entries] == [one.key for one in entries]


def test_bibtex_reads_back_to_the_same_fields(bibtex: BibLibrary, entries: list[Entry]) -> None:
    check_fields(bibtex, entries)


def test_biblatex_reads_back_to_the_same_fields(biblatex: BibLibrary, entries: list[Entry]) -> None:
    check_fields(biblatex, entries)


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_every_field_has_balanced_braces(form: str, request: pytest.FixtureRequest) -> None:
    library: BibLibrary = request.getfixturevalue(form)
    assert [place for *place, text in fields_of(library) if not is_balanced(text)] == []


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_no_field_holds_markup_or_control_characters(
    form: str, request: pytest.FixtureRequest
) -> None:
    library: BibLibrary = request.getfixturevalue(form)
    dirty = [
        place
        for *place, text in fields_of(library)
        if _CONTROL.search(text) or _MARKUP.search(text)
    ]
    assert dirty == []


_MATH = re.compile(r"(?<!\\)\$(?:[^$\\]|\\.)*\$", re.DOTALL)
_BARE = re.compile(r"(?<!\\)[#$%&_^~]")
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
_OURS = set(_WRITTEN) | {r"\textit", r"\textbf", r"\textsc", r"\textsubscript", r"\textsuperscript"}


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_outside_math_nothing_acts_but_our_own_commands(
    form: str, request: pytest.FixtureRequest
) -> None:
    library: BibLibrary = request.getfixturevalue(form)
    ours = {command.removesuffix("{}") for command in _OURS}
    ours |= {r"\ensuremath", r"\sqrt"} | {f"\\{name}" for name in _SYMBOLS}
    acting = [
        (key, name)
        for key, name, text in fields_of(library)
        if name not in VERBATIM
        and (plain := _MATH.sub("", text)) is not None
        and (_BARE.search(plain) or set(_COMMAND.findall(plain)) - ours)
    ]
    assert acting == []


def test_math_in_titles_is_ascii(bibtex: BibLibrary) -> None:
    # Only Unicode engines take other characters in math.
    math = [
        (key, found)
        for key, name, text in fields_of(bibtex)
        if name == "title"
        for found in _MATH.findall(text)
    ]
    assert [one for one in math if not one[1].isascii()] == []


def test_csl_is_valid(csl: list[dict[str, Any]], entries: list[Entry], shared: Path) -> None:
    schema = json.loads((shared / "schemas/csl-data.json").read_bytes())
    errors = list(jsonschema.Draft7Validator(schema).iter_errors(csl))
    assert errors == []
    assert [one["id"] for one in csl] == [one.key for one in entries]


def test_csl_dates_are_integers(csl: list[dict[str, Any]]) -> None:
    parts = (part for one in csl if "issued" in one for part in one["issued"]["date-parts"][0])
    assert {type(part) for part in parts} == {int}


def test_csl_holds_no_foreign_markup_or_control_characters(csl: list[dict[str, Any]]) -> None:
    dirty = [
        (one["id"], text)
        for one in csl
        for text in strings_of(one)
        if _MARKUP.search(text) or re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    ]
    assert dirty == []


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


def entries_with(library: BibLibrary, name: str) -> list[BibEntry]:
    return [entry for entry in library.entries if name in entry.fields_dict]


@pytest.mark.parametrize("name", ["isbn", "issn"])
def test_biblatex_gives_one_number_a_field(biblatex: BibLibrary, name: str) -> None:
    several = [
        entry.key
        for entry in entries_with(biblatex, name)
        if " " in str(entry.fields_dict[name].value)
    ]
    assert several == []
