"""Entries taken out of the last file, where they did not change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from enrich.answers import Standing
from enrich.keepsakes import digest, keep
from enrich.library import Entry
from enrich.merge import Reading
from enrich.seeds import Kept, Origin, Seed
from enrich.writers import FORMATS, Listing, Shelf, print_of
from tests.records import DOI, FULL, contents_of, entry_of, record_of

ENTRIES = (
    msgspec.structs.replace(entry_of(FULL, "full"), aliases=("fuller",)),
    entry_of(record_of(title="Geese \N{GREEK SMALL LETTER BETA}"), "geese"),
    entry_of(record_of(title="Sheep"), "sheep"),
)
KEPT = (Kept("@comment{mine}", Origin("mine.bib", 1)),)


def written(
    form: Listing,
    folder: Path,
    entries: Sequence[Entry],
    kept: Sequence[Kept] = (),
    program: str = "1",
) -> tuple[str, int]:
    """Write entries to their file, and count those that were taken from the last one."""
    shelf = Shelf(folder / "index", folder / form.file, program)
    text = b"".join(form.pieces(contents_of(entries, kept), [*map(print_of, entries)], shelf))
    (folder / form.file).write_bytes(text)
    shelf.keep()
    return text.decode(), shelf.taken


LISTINGS = [form for form in FORMATS if isinstance(form, Listing)]
every_format = pytest.mark.parametrize("form", LISTINGS, ids=lambda form: form.name)


@every_format
@pytest.mark.parametrize("entries", [ENTRIES, ENTRIES[:1], ()])
def test_the_pieces_of_a_file_are_the_file(
    form: Listing, entries: Sequence[Entry], tmp_path: Path
) -> None:
    for _ in range(2):
        assert form.write(contents_of(entries, KEPT)) == written(form, tmp_path, entries, KEPT)[0]


@every_format
def test_only_what_changed_is_written_anew(form: Listing, tmp_path: Path) -> None:
    _, none = written(form, tmp_path, ENTRIES)
    _, every = written(form, tmp_path, ENTRIES)
    changed = (entry_of(record_of(title="Ants"), "ants"), *ENTRIES[1:])
    text, some = written(form, tmp_path, changed)
    assert (0, len(ENTRIES) + (not form.has_aliases), 2) == (none, every, some)
    assert form.write(contents_of(changed)) == text


@every_format
def test_nothing_is_taken_from_a_file_that_somebody_edited(form: Listing, tmp_path: Path) -> None:
    text, _ = written(form, tmp_path, ENTRIES)
    (tmp_path / form.file).write_text(text.replace("Sheep", "Goats"), encoding="utf-8")
    assert (text, 0) == written(form, tmp_path, ENTRIES)


def test_nothing_is_taken_from_what_another_program_wrote(tmp_path: Path) -> None:
    text, _ = written(LISTINGS[0], tmp_path, ENTRIES)
    assert (text, 0) == written(LISTINGS[0], tmp_path, ENTRIES, program="2")


@pytest.mark.parametrize("index", [b"", b"\xff", b"\x93\xa11\xc4\x00\x90"])
def test_nothing_is_taken_by_an_index_that_is_none(index: bytes, tmp_path: Path) -> None:
    text, _ = written(LISTINGS[0], tmp_path, ENTRIES)
    (tmp_path / "index").write_bytes(index)
    assert (text, 0) == written(LISTINGS[0], tmp_path, ENTRIES)


@pytest.mark.parametrize("place", [(-5, 1), (2**64 - 1, 1), (0, 2**40)])
def test_nothing_is_taken_from_where_the_file_is_not(
    place: tuple[int, int], tmp_path: Path
) -> None:
    text, _ = written(LISTINGS[0], tmp_path, ENTRIES)
    left = Forged("1", digest(text.encode()).digest(), [(print_of(ENTRIES[0]), *place)])
    keep(tmp_path / "index", left)
    assert (text, 0) == written(LISTINGS[0], tmp_path, ENTRIES)


class Forged(msgspec.Struct, array_like=True):
    """An index that somebody made."""

    program: str
    whole: bytes
    places: list[tuple[bytes, int, int]]


ONE = ENTRIES[2]
SEED = Seed(DOI, str(DOI), Origin("thesis.bib", 1), extras=(("keywords", "sheep"),))


@pytest.mark.parametrize(
    "other",
    [
        msgspec.structs.replace(ONE, key="goats"),
        msgspec.structs.replace(ONE, aliases=("goats",)),
        msgspec.structs.replace(ONE, seeds=(SEED,)),
        msgspec.structs.replace(ONE, readings=(Reading.of("arxiv", FULL, Standing.LOST),)),
        ONE.showing(FULL),
    ],
)
def test_whatever_an_entry_is_written_from_changes_its_print(other: Entry) -> None:
    assert print_of(ONE) != print_of(other)


def test_what_nobody_writes_leaves_the_print_as_it_was() -> None:
    assert print_of(ONE) == print_of(msgspec.structs.replace(ONE, standing=Standing.STALE))
