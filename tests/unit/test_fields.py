"""What the fields of a .bib hold, whatever a source or the user wrote there."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

import pytest
from bibtexparser.entrypoint import parse_string

from enrich.answers import Standing
from enrich.identifiers import Doi
from enrich.library import Entry
from enrich.packing import Packed
from enrich.record import Name
from enrich.seeds import Origin, Seed
from enrich.writers import FORMATS, Format
from enrich.writers.records import write_records
from tests.records import DOI, contents_of, entry_of, plain, record_of

EVERY_BIB = pytest.mark.parametrize(
    "form", [one for one in FORMATS if one.file.endswith(".bib")], ids=lambda form: form.name
)


def field(form: Format, name: str, entry: Entry) -> str:
    """Give a field as it is written."""
    found = re.search(rf"^  {name} += \{{(.*)\}},$", form.write(contents_of([entry])), re.MULTILINE)
    assert found is not None
    return found[1]


@EVERY_BIB
@pytest.mark.parametrize("sign", ["\\", "{", "W", "\u00e9"])
def test_no_field_is_longer_than_bibtex_holds_in_one_string(form: Format, sign: str) -> None:
    written = field(form, "title", entry_of(record_of(title=plain(sign * 30_000))))
    assert 15_000 < len(written) <= 20_000
    assert written.count("{") == written.count("}")


@EVERY_BIB
@pytest.mark.parametrize("part", ["family", "given", "literal", "suffix"])
def test_no_part_of_a_name_is_longer_than_a_label(form: Format, part: str) -> None:
    parts = {"family": "Lovelace", "given": "Ada"} if part != "literal" else {}
    name = Name(**{**parts, part: "{" * 1000})
    written = field(form, "author", entry_of(record_of(authors=(name,))))
    assert 100 < len(written) < 300
    assert written.count("{") == written.count("}")


@EVERY_BIB
@pytest.mark.parametrize(
    "nothing", ["\u0301\u0302", "\u20dd", "\u200b\u2060", "\u202e", "\U000e0041"]
)
def test_a_name_of_which_nothing_can_be_seen_is_unknown(form: Format, nothing: str) -> None:
    work = record_of(authors=(Name(family=nothing, given=nothing),))
    assert "{?}" == field(form, "author", entry_of(work))


@EVERY_BIB
def test_two_carets_in_a_doi_make_no_character(form: Format) -> None:
    assert "10.5555/%5E%5E5cx" == field(form, "doi", entry_of(record_of(doi=Doi("10.5555/^^5cx"))))


def told_of(text: str) -> Entry:
    """Make an entry with a text wherever one can stand."""
    seed = Seed(
        DOI, str(DOI), Origin("own.bib", 1), extras=(("keywords", text), ("file", f"{text}.pdf"))
    )
    authors = (Name(family="Lovelace"),)
    record = record_of(title=plain(text), authors=authors, doi=Doi(f"10.5555/{text}"))
    return Entry("key", Packed.of(record), (), (seed,), Standing.FRESH)


@EVERY_BIB
@pytest.mark.parametrize("name", ["C:\\papers\\", "a\\}", "a\\{b}", "{\\}", "{", "}", "}{"])
def test_no_name_of_a_file_opens_an_entry_or_closes_it(form: Format, name: str) -> None:
    seed = Seed(DOI, str(DOI), Origin("own.bib", 1), extras=(("file", name),))
    entry = Entry("key", Packed.of(record_of()), (), (seed,), Standing.FRESH)
    read = parse_string(form.write(contents_of([entry])), parse_stack=[])
    assert [] == read.failed_blocks
    assert ["key"] == [one.key for one in read.entries]
    assert name == unquote(str(read.entries[0]["file"])[1:-1])


@EVERY_BIB
@pytest.mark.parametrize(
    ("name", "written"),
    [("a\t b\n\n c.pdf", ["a b c.pdf"]), ("a  b.pdf", ["a  b.pdf"]), ("\t\n", [])],
)
def test_the_name_of_a_file_is_one_line(form: Format, name: str, written: list[str]) -> None:
    seed = Seed(DOI, str(DOI), Origin("own.bib", 1), extras=(("file", name),))
    entry = Entry("key", Packed.of(record_of()), (), (seed,), Standing.FRESH)
    assert written == re.findall(
        r"^  file += \{(.*)\},$", form.write(contents_of([entry])), re.MULTILINE
    )


@EVERY_BIB
@pytest.mark.parametrize("unseen", ["\u202e", "\x1b", "\x81", "\u2028", "\ufdd0"])
def test_what_steers_a_terminal_is_in_no_field(form: Format, unseen: str) -> None:
    written = form.write(contents_of([told_of(f"pre{unseen}ss")]))
    # Some part words where they are read.
    assert form.write(contents_of([told_of("press")])) == written.replace("pre ss", "press")


@EVERY_BIB
@pytest.mark.parametrize("unseen", ["\u200b", "\xad", "\u200e", "\U000e0041"])
@pytest.mark.parametrize("name", ["title", "keywords"])
def test_what_latex_has_no_letter_for_and_nobody_sees_is_not_written(
    form: Format, name: str, unseen: str
) -> None:
    assert "press" == field(form, name, told_of(f"pre{unseen}ss"))


@pytest.mark.parametrize("mark", ["\x7f", "\x9b", "\u202e", "\u2069"])
def test_what_steers_a_terminal_is_an_escape_in_records(mark: str) -> None:
    written = write_records([entry_of(record_of(publisher=f"Pre{mark}ss"))])
    assert mark not in written
    assert f"Pre{mark}ss" == json.loads(written)[0]["record"]["publisher"]
