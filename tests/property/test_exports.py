"""What is written for Typst, reference managers and spreadsheets reads back as what was written."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.library import Entry
from enrich.record import Dates, Event, Kind, Name, Record, Venue
from enrich.seeds import Seed
from enrich.seeds.ris import read_ris
from enrich.seeds.table import read_table
from enrich.text import Run, Style, Text, read_markup, to_unicode
from enrich.writers import Listing, Shelf, print_of
from enrich.writers.hayagriva import write_hayagriva
from enrich.writers.ris import write_ris
from enrich.writers.spreadsheet import HEAD, write_csv
from enrich.writers.table import _Frame
from tests.hostile.catalogue import ALL
from tests.records import contents_of, entry_of

_words = st.text(min_size=1, max_size=30) | st.sampled_from(ALL).map(lambda text: text[:200])
_formulas = st.lists(
    st.sampled_from(
        "x 2 12 # $ { } _ ^ _{i} ^{2} \\\\ \\# \\$ \\alpha \\frac \\text{a} \\mathrm{#b} \\hat [ ]"
        " ( ) ` @ / // /* \" ' , ; : \u2264 \u6f22 \\sqrt[3]{x} \\left( \\right) \\unknown".split()
    ),
    min_size=1,
    max_size=6,
).map("".join)
_SETTINGS = [style for style in Style if style is not Style.MATH]
_any_text = st.builds(
    lambda runs: Text(tuple(runs)),
    st.lists(
        st.builds(Run, _words, st.lists(st.sampled_from(_SETTINGS), max_size=2).map(tuple))
        | st.builds(Run, _formulas, st.just((Style.MATH,))),
        min_size=1,
        max_size=3,
    ),
)
_any_names = st.builds(Name, literal=_words) | st.builds(
    Name,
    family=st.none() | _words,
    given=st.none() | _words,
    particle=st.none() | _words,
    dropping=st.none() | _words,
    suffix=st.none() | _words,
)
_identifiers = st.fixed_dictionaries(
    {},
    optional={
        "doi": st.integers(1, 9999).map(lambda number: Doi(f"10.5555/x{number}")),
        "arxiv": st.integers(1, 9999).map(lambda number: ArxivId(f"2101.{number:05}")),
    },
)
_dates = st.none() | st.builds(PartialDate, st.integers(1900, 2025), st.none() | st.integers(1, 12))
_line = st.none() | _words


@st.composite
def _anything(draw: st.DrawFn) -> Record:
    """Give a record as an attacker would fill it."""
    text = st.none() | _any_text
    event = st.none() | st.builds(Event, name=text, place=_line, start=_dates)
    record = Record(
        kind=draw(st.sampled_from(Kind)),
        title=draw(text),
        authors=tuple(draw(st.lists(_any_names, max_size=3))),
        editors=tuple(draw(st.lists(_any_names, max_size=2))),
        translators=tuple(draw(st.lists(_any_names, max_size=1))),
        chairs=tuple(draw(st.lists(_any_names, max_size=1))),
        dates=Dates(printed=draw(_dates)),
        venue=Venue(title=draw(text), short=draw(text), series=draw(text), event=draw(event)),
        abstract=draw(text),
        subjects=tuple(draw(st.lists(_words, max_size=2))),
    )
    lines = {name: draw(_line) for name in _LINES}
    return msgspec.structs.replace(record, **lines, **draw(_identifiers))


_LINES = (
    "volume issue pages article_number edition publisher publisher_place institution degree"
    " language".split()
)
_entries = st.lists(_anything(), min_size=1, max_size=3).map(
    lambda records: [entry_of(record, f"key{at}") for at, record in enumerate(records)]
)


@given(_entries)
def test_any_library_is_a_mapping_of_its_keys_to_yaml(entries: list[Entry]) -> None:
    found = yaml.safe_load(write_hayagriva(entries))
    assert [entry.key for entry in entries] == list(found)


_ESCAPED = re.compile(r"\\([\\{}$])")


@given(st.text(min_size=1))
@example("$#panic()$")
@example("\\$#panic()\\$")
@example("{GAN} $x$ \\\\$")
def test_no_words_are_braces_or_formulas_to_typst(words: str) -> None:
    title = Text((Run(words),))
    ((_, found),) = yaml.safe_load(write_hayagriva([_titled(title)])).items()
    left = _ESCAPED.sub("", str(found.get("title", "")))
    assert "$" not in left
    assert "\\" not in left
    assert re.fullmatch(r"(?:[^{}]|\{[^{}]*\})*", left)


@given(_any_text)
def test_nothing_runs_between_dollar_signs(title: Text) -> None:
    ((_, found),) = yaml.safe_load(write_hayagriva([_titled(title)])).items()
    left = _ESCAPED.sub("", str(found.get("title", "")))
    formulas = left.split("$")[1::2]
    assert len(left.split("$")) % 2
    assert [] == [one for one in formulas if re.search(r"[#\\`@{}\[\]]|//|/\*", one)]


def _titled(title: Text) -> Entry:
    return entry_of(Record(kind=Kind.OTHER, title=title))


@given(_entries)
def test_any_library_is_as_many_entries_in_ris(entries: list[Entry]) -> None:
    lines = write_ris(entries).removesuffix("\r\n").split("\r\n")
    assert [] == [line for line in lines if line and not re.match(r"[A-Z][A-Z0-9]  - ", line)]
    assert len(entries) == sum(line.startswith("TY  - ") for line in lines)
    assert len(entries) == sum(line == "ER  - " for line in lines)
    assert lines == "\n".join(lines).splitlines()


@given(_entries)
def test_any_library_is_a_table_of_as_many_rows(entries: list[Entry]) -> None:
    written = write_csv(entries)
    found = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline="")))
    assert {len(found[0])} == {len(row) for row in found}
    assert [entry.key for entry in entries] == [row[0] for row in found[1:]]
    assert [] == [cell for row in found for cell in row if re.match(r"[\s=+@\uff1d-]", cell)]


# What a reader is to understand is no attack: words, names, a year.
_letters = st.characters(codec="utf-8", categories=("Lu", "Ll"), max_codepoint=0x24F)
_word = st.text(_letters, min_size=2, max_size=8)
_titles = (
    st.lists(_word | st.sampled_from(["a,", "x:", "\u2013", "3", "\u03b1"]), min_size=1, max_size=5)
    .map(lambda words: read_markup(" ".join(["On", *words, "again"])))
    .filter(bool)
)
_name = st.from_regex(r"[A-Z][a-z]{2,8}(?:-[A-Z][a-z]{2,5})?", fullmatch=True)
_people = st.lists(
    st.builds(Name, family=_name, given=_name)
    | st.builds(Name, family=_name, given=_name, particle=st.just("van der"))
    | st.builds(Name, literal=_name.map(lambda name: f"The {name} Group")),
    max_size=3,
)
_known = st.builds(
    lambda kind, title, people, date, names: msgspec.structs.replace(
        Record(kind=kind, title=title, authors=tuple(people), dates=Dates(issued=date)), **names
    ),
    st.sampled_from([Kind.ARTICLE, Kind.BOOK, Kind.CONFERENCE_PAPER, Kind.PREPRINT]),
    _titles,
    _people,
    _dates,
    _identifiers.filter(bool),
)


def _sorted_names(record: Record) -> tuple[str, ...]:
    return tuple(
        name.literal
        or ", ".join(
            [" ".join(filter(None, (name.particle, name.family))), *filter(None, [name.given])]
        )
        for name in record.authors
    )


def _holds(seed: Seed, record: Record) -> None:
    assert record.title
    assert seed.wanted in record.identifiers
    assert to_unicode(record.title) == seed.claim.title
    assert _sorted_names(record) == seed.claim.authors
    assert record.date == seed.claim.date


@given(_known)
def test_ris_is_read_by_ourselves_as_what_was_written(record: Record) -> None:
    (seed,) = read_ris(write_ris([entry_of(record, "key2021")]), "library.ris")
    assert isinstance(seed, Seed)
    _holds(seed, record)
    assert "key2021" == seed.key


# Of a lone name in a table, nobody knows whether a comma parts it.
@given(_known.filter(lambda record: len(record.authors) != 1))
def test_a_table_is_read_by_ourselves_as_what_was_written(record: Record) -> None:
    (seed,) = read_table(write_csv([entry_of(record, "key2021")]), "library.csv")
    assert isinstance(seed, Seed)
    _holds(seed, record)
    assert "key2021" == seed.key


FORMATS = (
    Listing("hayagriva", "library.yml", "hayagriva.write_hayagriva"),
    Listing("ris", "library.ris", "ris.write_ris", _Frame(between="\r\n")),
    Listing(
        "csv",
        "library.csv",
        "spreadsheet.write_csv",
        _Frame(head=HEAD, between=""),
        has_aliases=True,
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@given(st.lists(_anything(), max_size=3))
def test_the_pieces_of_a_file_are_the_file(form: Listing, records: list[Record]) -> None:
    entries = [entry_of(record, f"key{at}") for at, record in enumerate(records)]
    entries = [msgspec.structs.replace(one, aliases=(f"old-{one.key}",)) for one in entries]
    contents = contents_of(entries)
    with TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder, "index"), Path(folder, "output"), "1")
        pieces = b"".join(form.pieces(contents, [*map(print_of, entries)], shelf))
    assert form.write(contents) == pieces.decode()
