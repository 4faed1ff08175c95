"""Editing a .bib in place: nothing without entries, nothing twice, and nothing but entries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.bibfile import Edited, Options, edit_bytes, edited, unified
from enrich.bibfile.cutting import Item, cut
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.library import Entry
from enrich.record import Dates, Kind, Name, Record, Venue
from enrich.text import Charset
from enrich.writers.biblatex import biblatex_fields
from enrich.writers.bibtex import bibtex_fields
from tests.records import entry_of, event, numbers, plain, record_of

WORDS = "Deep learning of {NMR} spectra Gödel naïve the A C++ 3D $x^2$ & 100% Łódź".split()
# What means something to BibTeX, and pieces of entries that lack what makes them whole.
PIECES = [
    *'@ { } ( ) , = # " \\ % @misc{a, @article{b, @string{j= @comment{ @preamble{ }'.split(),
    "title={T}",
    *"year=1999 month=jun journal=j arXiv eprint={2101.00001} @Article(b, \n \r\n \t é".split(" "),
]
broken_texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
names = st.builds(
    Name,
    family=st.sampled_from(["He", "Müller", "van der Berg", "O'Neil", "García Márquez"]),
    given=st.sampled_from(["Kaiming", "J.-P.", "Émile", "Anna B.", None]),
)
dates = st.builds(PartialDate, st.integers(1990, 2024), st.none() | st.integers(1, 12), st.none())
numbers_written = st.none() | st.sampled_from(["7", "12", "Suppl. 1", "A3", "1-2", "012"])


@st.composite
def records(draw: st.DrawFn) -> Record:
    kind = draw(st.sampled_from(list(Kind)))
    title = draw(words)
    return record_of(
        kind,
        title,
        authors=tuple(draw(st.lists(names, max_size=4))),
        editors=tuple(draw(st.lists(names, max_size=1))),
        venue=Venue(
            title=draw(st.none() | words.map(plain)),
            event=draw(st.none() | words.map(event)),
            issns=numbers(*draw(st.sampled_from([(), ("0028-0836", "1476-4687")]))),
        ),
        volume=draw(numbers_written),
        issue=draw(numbers_written),
        pages=draw(st.none() | st.sampled_from(["1-9", "101-109", "e12", "S1-S20", "12"])),
        article_number=draw(st.none() | st.just("046402")),
        edition=draw(st.none() | st.sampled_from(["2", "revised"])),
        publisher=draw(st.none() | words),
        institution=draw(st.none() | words),
        degree=draw(st.sampled_from([None, "PhD", "Master of Science"])),
        dates=Dates(printed=draw(st.none() | dates), posted=draw(st.none() | dates)),
        doi=draw(st.sampled_from([None, Doi("10.5555/x"), Doi("10.1000/a_b(1)")])),
        arxiv=draw(st.sampled_from([None, ArxivId("2101.00001"), ArxivId("hep-th/9901001")])),
        categories=draw(st.sampled_from([(), ("cs.LG",)])),
        language=draw(st.sampled_from([None, "en"])),
        abstract=draw(st.none() | words.map(plain)),
    )


KINDS = (
    "article ARTICLE InProceedings inbook incollection book misc online phdthesis mastersthesis"
    " techreport unpublished thesis software"
).split()
OWN = st.sampled_from(
    [
        ("journal", "arXiv preprint arXiv:2101.00001"),
        ("journal", "CoRR"),
        ("volume", "abs/2101.00001"),
        ("year", "1985"),
        ("year", "in press"),
        ("month", "dec"),
        ("month", "December"),
        ("date", "1985-12-03"),
        ("number", ""),
        ("eid", "046402"),
        ("doi", "10.48550/arXiv.2101.00001"),
        ("author", "Someone Else and others"),
        ("crossref", "other"),
        ("note", "mine"),
        ("howpublished", r"\url{https://arxiv.org/abs/2101.00001}"),
        ("publisher", "arXiv"),
        ("journaltitle", "J. Cheese"),
        ("booktitle", "Proc. of Cheese"),
        ("title", "{An other title}"),
        ("pages", "3"),
        ("eprint", "12345"),
        ("isbn", "9780306406157"),
        ("pubstate", "prepublished"),
    ]
)
CASES = st.sampled_from([str.lower, str.upper, str.capitalize])


@st.composite
def entries(draw: st.DrawFn, key: str, record: Record) -> str:
    """Write an entry in some style, of what is known of its work and of what its owner thinks."""
    made = draw(st.sampled_from([bibtex_fields, biblatex_fields]))(
        entry_of(record), draw(st.sampled_from(list(Charset)))
    )
    known = draw(st.lists(st.sampled_from(made.fields), unique=True)) if made.fields else []
    pairs = [*known, *draw(st.lists(OWN, max_size=4))]
    fields = list(dict(pairs).items())
    comma, before, after = draw(
        st.sampled_from(
            [(",\n  ", " ", " "), (",\r\n\t", "", ""), ("\n  , ", " ", ""), (", ", "", " ")]
        )
    )
    width = draw(st.sampled_from([0, 14]))
    right = draw(st.booleans())
    cased = draw(CASES)
    parts = []
    for name, value in fields:
        padded = cased(name).rjust(width) if right else cased(name).ljust(width)
        marks = draw(st.sampled_from(["{}", '""', "{{}}"] if '"' not in value else ["{}"]))
        half = len(marks) // 2
        bare = value.isdecimal() or (name == "month" and len(value) == 3)
        text = value if bare and draw(st.booleans()) else marks[:half] + value + marks[half:]
        parts.append(f"{padded}{before}={after}{text}")
    end = draw(st.sampled_from(["\n}", ",\n}", "}", ",}"]))
    kind = draw(st.sampled_from([made.kind, *KINDS]))
    return f"@{kind}{{{key}" + "".join(comma + part for part in parts) + end


@st.composite
def files(draw: st.DrawFn) -> tuple[str, dict[str, Entry]]:
    """Write a file of a few entries with other things between."""
    between = st.sampled_from(["\n", "\r\n\r\n", "\n% a note, me@example.org\n", "\n@comment{x}\n"])
    parts, library = [draw(st.sampled_from(["", "\ufeff", "% é\n", '@string{j = "Nature"}\n']))], {}
    for key in ("a", "b", "c")[: draw(st.integers(1, 3))]:
        record = draw(records())
        library[key] = entry_of(record, key)
        parts += [draw(entries(key, record)), draw(between)]
    return "".join(parts), library


LIBRARY = {key: entry_of(record_of(doi=Doi("10.5555/x")), key) for key in ("a", "b")}


@given(st.text() | broken_texts)
def test_without_entries_any_text_stays(text: str) -> None:
    assert text == edited(text, {}).text
    assert text == "".join(text[block.start : block.end] for block in cut(text))


@given(st.binary() | broken_texts.map(str.encode) | broken_texts.map(lambda x: x.encode("latin-1")))
def test_without_entries_all_bytes_stay(raw: bytes) -> None:
    assert raw == edit_bytes(raw, {}).body


@given(broken_texts)
def test_what_is_broken_may_be_edited_but_once(text: str) -> None:
    once = edited(text, LIBRARY)
    assert Edited(once.text, (), once.untouched) == msgless(edited(once.text, LIBRARY), once)


def msgless(again: Edited, once: Edited) -> Edited:
    """Compare without lines, which additions above have moved."""
    assert [one.reason for one in again.untouched] == [one.reason for one in once.untouched]
    return Edited(again.text, again.changes, once.untouched)


@given(files(), st.sampled_from([Options(), Options(adds_abstracts=True)]))
def test_editing_again_changes_nothing(
    file: tuple[str, dict[str, Entry]], options: Options
) -> None:
    text, library = file
    once = edited(text, library, options)
    assert msgless(edited(once.text, library, options), once) == Edited(
        once.text, (), once.untouched
    )


@pytest.mark.slow
@given(files())
def test_what_is_edited_has_the_same_entries_under_the_same_keys(
    file: tuple[str, dict[str, Entry]],
) -> None:
    text, library = file
    after = edited(text, library).text
    keys = [block.key for block in cut(text) if isinstance(block, Item)]
    assert keys == [block.key for block in cut(after) if isinstance(block, Item)]
    outside = [text[block.start : block.end] for block in cut(text) if not isinstance(block, Item)]
    assert outside == [
        after[block.start : block.end] for block in cut(after) if not isinstance(block, Item)
    ]


@pytest.mark.slow
@given(files())
def test_in_ascii_what_is_added_is_ascii(file: tuple[str, dict[str, Entry]]) -> None:
    text, library = file
    ascii_text = text.encode("ascii", "replace").decode()
    assert edited(ascii_text, library).text.isascii()


@pytest.mark.slow
@given(files(), st.sets(st.sampled_from(["author", "title", "year", "journal", "doi", "month"])))
def test_what_is_protected_is_never_changed(
    file: tuple[str, dict[str, Entry]], protected: set[str]
) -> None:
    text, library = file
    changes = edited(text, library, Options(protected=frozenset(protected))).changes
    assert protected.isdisjoint(change.field for change in changes)


lines = st.lists(st.sampled_from(["a", "b", "c", "}", "", "\x0c"]), max_size=12).map("\n".join)


@given(lines, lines)
def test_a_diff_holds_both_texts(before: str, after: str) -> None:
    diff = unified(before + "\n\n", after + "\n\n", "x.bib").split("\n")[2:]
    signs = {"-": before, "+": after}
    for sign, text in signs.items():
        told = [line[1:] for line in diff if line[:1] == sign]
        left = iter([*text.split("\n"), "", ""])
        assert all(line in left for line in told)
    assert (not diff) == (before == after)
