"""Readers of seeds take any text, and read back what our writers write."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.errors import SeedError
from enrich.identifiers import ArxivId, Doi, parse_identifier
from enrich.record import Kind
from enrich.seeds.bibtex import looks_like_bibtex, read_bibtex
from enrich.seeds.csl import looks_like_csl, read_csl
from enrich.seeds.encoding import decoded
from enrich.seeds.model import Found, Seed
from enrich.seeds.ris import looks_like_ris, read_ris
from enrich.seeds.table import looks_like_table, read_table
from enrich.writers import find_format
from tests.records import contents_of, entry_of, record_of

Reader = Callable[[str, str], Iterator[Found]]

READERS = {
    "bibtex": (read_bibtex, looks_like_bibtex),
    "csl": (read_csl, looks_like_csl),
    "ris": (read_ris, looks_like_ris),
    "tables": (read_table, looks_like_table),
}
# What means something in one of the formats.
PIECES = {
    "bibtex": '@misc{ @string( @comment{ @preamble{ k, title = {A} " { } ( ) , = # \\ \\{ \\" ~ '
    "@article{a, author={B and C}, doi={10.1000/x}, eprint={2101.00001} jan 2020 crossref={k}",
    "csl": '[ ] { } : , " \\ "id" "title" "DOI": "items": [ null 1e9 true "10.1000/x" "T" '
    '{"title":"T"} "author":[{"family":"F"}] "issued":{"date-parts":[[2020]]} "note"',
    "ris": "TY - ER TI DO PMID- LID 10.1000/x JOUR AU PY 2020 ID a2020 N1",
    "tables": 'doi title key , ; | " "" sep=; 10.1000/x 2101.00001 A author',
}
_spaces = st.sampled_from([" ", "\n", "\n\n", "\t", "\r\n", "  - ", "\0", "é", "\ufeff"])


def texts(name: str) -> st.SearchStrategy[str]:
    pieces = st.sampled_from(PIECES[name].split()) | _spaces
    return st.text() | st.lists(pieces, max_size=30).map("".join)


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
def test_reading_never_raises_and_each_line_is_one_of_the_text(
    name: str, data: st.DataObject
) -> None:
    text = data.draw(texts(name))
    read, looks = READERS[name]
    looks(text)
    lines = text.count("\n") + text.count("\r") + 1
    for one in read(text, "f"):
        assert 1 <= one.origin.line <= lines
        assert not isinstance(one, Seed) or one.asked is not None or one.claim.title


@given(st.binary(max_size=200) | st.text().map(lambda text: text.encode("utf-8", "replace")))
def test_bytes_are_text_or_refused(raw: bytes) -> None:
    with contextlib.suppress(SeedError):
        text, _ = decoded(raw, "f")
        assert "\r" not in text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n")))
def test_a_right_text_is_never_mended_twice(text: str) -> None:
    once, _ = decoded(text.encode(), "f") if text else ("", ())
    assert once.count("\n") == text.count("\n")
    assert (once, ()) == decoded(once.encode(), "f")


@pytest.mark.parametrize("codec", ["latin-1", "mac_roman", "utf-16", "utf-32"])
@given(st.text("abc défêü\n", max_size=60))
def test_letters_of_any_encoding_come_out_as_they_went_in(codec: str, text: str) -> None:
    if codec == "mac_roman":
        # One letter alone may be one of either encoding.
        text = f"Jérôme, Müller, café\n{text}"
    assert text == decoded(text.encode(codec), "f")[0]


_dois = (
    st.from_regex(r"10\.[1-9][0-9]{3}/[a-z0-9][a-z0-9_().;:<>#%&+~-]{0,12}[a-z0-9]", fullmatch=True)
    .map(Doi)
    .filter(lambda doi: parse_identifier(doi.value) == doi)
)
_ids = st.builds(
    ArxivId,
    st.integers(1, 99999).map(lambda serial: f"2101.{serial:05}")
    | st.integers(1, 999).map(lambda serial: f"hep-th/9901{serial:03}"),
    st.none() | st.integers(1, 20),
)
_keys = st.from_regex(r"[A-Za-z][A-Za-z0-9:._+-]{0,8}[a-z]", fullmatch=True)
_papers = st.tuples(st.none() | _dois, st.none() | _ids, st.sampled_from([*Kind]))


@pytest.mark.parametrize(
    ("form", "reader"),
    [
        ("bibtex", read_bibtex),
        ("bibtex-ascii", read_bibtex),
        ("biblatex", read_bibtex),
        ("biblatex-ascii", read_bibtex),
        ("csl", read_csl),
    ],
)
@given(papers=st.dictionaries(_keys.map(str.lower), _papers, max_size=4))
def test_what_we_write_is_read_back_to_the_same_identifiers_and_keys(
    form: str, reader: Reader, papers: dict[str, tuple[Doi | None, ArxivId | None, Kind]]
) -> None:
    entries = [
        entry_of(record_of(kind, doi=doi, arxiv=arxiv), key)
        for key, (doi, arxiv, kind) in papers.items()
    ]
    found = list(reader(find_format(form).write(contents_of(entries)), "f"))
    assert [(doi or arxiv, key, "A Title") for key, (doi, arxiv, _) in papers.items()] == [
        (one.wanted, one.key, one.claim.title) if isinstance(one, Seed) else one for one in found
    ]
