"""Whatever a file says is followed or refused, and what is said by hand is what is written."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from enrich.errors import ConfigError
from enrich.merge.by_hand import apply
from enrich.overrides import Overrides, read_overrides
from enrich.record import Record
from enrich.text import to_unicode
from enrich.writers import find_format
from tests.records import FULL, contents_of, entry_of

_FIELDS = (
    "kind arxiv doi title authors editors translators date venue short_venue series volume issue"
    " number pages article_number edition publisher place institution degree abstract language"
    " licence version note nothing".split()
)
_WORDS = "1 -1 2017-06-12 2017 10:00:00 1.5 nan true false \"\" [] {} [1] 'preprint' 'en'".split()
_VALUES = st.sampled_from(_WORDS) | st.sampled_from(
    (
        '"article"',
        '"10.5555/x"',
        '"2101.00001"',
        '["Ann Lee"]',
        '[{ family = "Lee" }]',
        '[{ literal = "X" }]',
        "'''x\n[y]'''",
        '"\\u0000"',
        '"a" # b',
    )
)
_NAMES = st.sampled_from(
    ["key", "Key", '"doi:10.5555/x"', "'2101.00001v2'", "2101.00001", '"a b"', "a.b", "doi:10.5"]
)
_lines = st.one_of(
    _NAMES.map(lambda name: f"[{name}]"),
    _NAMES.map(lambda name: f"[[{name}]]"),
    st.builds("{} = {}".format, st.sampled_from(_FIELDS), _VALUES),
    st.sampled_from(["# x", "", '"', "'''", '"""', "[", "]", "\\", "=", "a.b = 1"]),
)
_toml = st.text() | st.lists(_lines, max_size=8).map("\n".join)


def _read(content: bytes) -> Overrides:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "overrides.toml"
        file.write_bytes(content)
        return read_overrides(file)


@given(_toml.map(lambda text: text.encode(errors="surrogatepass")) | st.binary())
def test_any_file_gives_overrides_or_says_why_not(content: bytes) -> None:
    try:
        overrides = _read(content)
    except ConfigError:
        return
    assert all(isinstance(apply(one, FULL, ())[0], Record) for one in overrides)


_words = st.from_regex(r"[A-Z][a-z]{1,8}(?: [a-z]{1,8}){0,3}", fullmatch=True)
_parts = st.from_regex(r"[A-Z][a-z]{2,8}", fullmatch=True)
_said = st.fixed_dictionaries(
    {},
    optional={
        "title": _words,
        "venue": _words,
        "series": _words,
        "publisher": _words,
        "place": _words,
        "volume": st.integers(0, 999),
        "issue": st.integers(0, 999),
        "pages": st.integers(1, 999),
        "year": st.integers(1900, 2100),
    },
).filter(bool)
# What BibTeX calls them in an article.
_IN_BIBTEX = {"venue": "journal", "issue": "number", "place": "address"}


def _toml_of(said: dict[str, object]) -> bytes:
    lines = (
        f"{'date' if field == 'year' else field} = "
        + (str(value) if isinstance(value, int) else f'"{value}"')
        for field, value in said.items()
    )
    return "\n".join(["[key]", *lines]).encode()


@given(_said)
def test_what_is_said_is_what_bibtex_is_written(said: dict[str, object]) -> None:
    (override,) = _read(_toml_of(said))
    record, provenance = apply(override, FULL, ())
    assert len(said) == len(provenance)
    library = parse_string(find_format("bibtex").write(contents_of([entry_of(record)])))
    fields = {one.key: str(one.value) for one in library.entries[0].fields}
    # Braces keep a title's capitals.
    written = {
        field: fields[_IN_BIBTEX.get(field, field)].strip("{}").replace("{", "").replace("}", "")
        for field in said
    }
    assert {field: str(value) for field, value in said.items()} == written


@given(st.sets(st.sampled_from(["title", "venue", "volume", "issue", "pages", "publisher"])))
def test_what_is_left_out_is_not_written(left_out: set[str]) -> None:
    toml = "[key]\nlicence = 'x'\n" + "".join(f"{field} = false\n" for field in left_out)
    (override,) = _read(toml.encode())
    record, _ = apply(override, FULL, ())
    library = parse_string(find_format("bibtex").write(contents_of([entry_of(record)])))
    there = {one.key for one in library.entries[0].fields}
    assert not there & {_IN_BIBTEX.get(field, field) for field in left_out}


@given(st.lists(st.tuples(_parts, _parts), min_size=1, max_size=4), st.booleans())
def test_names_are_those_that_were_said(
    people: list[tuple[str, str]],
    family_first: bool,  # noqa: FBT001 - what is drawn
) -> None:
    names = ", ".join(
        f'{{ family = "{family}", given = "{given}" }}'
        if family_first
        else f'{{ given = "{given}", family = "{family}" }}'
        for given, family in people
    )
    (override,) = _read(f"[key]\nauthors = [{names}]\n".encode())
    record, _ = apply(override, FULL, ())
    assert people == [(name.given, name.family) for name in record.authors]


@given(_words)
def test_a_title_has_the_words_that_were_said(words: str) -> None:
    for said in (words, words.upper()):
        (override,) = _read(f'[key]\ntitle = "{said}"\n'.encode())
        record, _ = apply(override, FULL, ())
        assert record.title is not None
        assert said == to_unicode(record.title)
