"""The last library read back from its files: keys from before there was a lock file, and fields."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from enrich.changes import Change, FieldChange, Turn
from enrich.former import Former, read_former
from enrich.identifiers import ArxivId, Doi
from enrich.library import Library
from enrich.lockfile import LOCK_FILE, Lock, Locked
from enrich.writers import FORMATS, Contents, Format, find_format
from tests.records import FULL, contents_of, entry_of, record_of

DAY = dt.date(2026, 11, 21)
COMPARED = [form for form in FORMATS if form.is_compared]
every_format = pytest.mark.parametrize("form", COMPARED, ids=lambda form: form.name)
PREPRINT, PUBLISHED = ArxivId("2101.00001"), Doi("10.5555/under_score")
ENTRIES = (
    entry_of(record_of(doi=PUBLISHED, arxiv=PREPRINT, title="Sheep & Goats"), "sheep"),
    entry_of(record_of(arxiv=ArxivId("hep-th/9901001"), title="Geese"), "geese"),
    entry_of(record_of(title="Nameless"), "nameless"),
)


@every_format
def test_a_library_from_before_there_was_a_lock_file_keeps_its_keys(
    form: Format, tmp_path: Path
) -> None:
    (tmp_path / form.file).write_text(form.write(contents_of(ENTRIES)), encoding="utf-8")
    adopted = read_former(tmp_path, [form], DAY).lock
    assert {
        "geese": ("arxiv:hep-th/9901001",),
        "sheep": ("arxiv:2101.00001", "doi:10.5555/under_score"),
    } == {one.key: one.names for one in adopted.works}


def test_a_lock_file_goes_before_the_library_itself(tmp_path: Path) -> None:
    lock = Lock((Locked(key="mine", names=(PUBLISHED.key,), first_seen=DAY),))
    (tmp_path / LOCK_FILE).write_text(lock.text, encoding="utf-8")
    (form,) = COMPARED[:1]
    (tmp_path / form.file).write_text(form.write(contents_of(ENTRIES)), encoding="utf-8")
    assert lock == read_former(tmp_path, [form], DAY).lock


def test_without_either_nothing_was_decided(tmp_path: Path) -> None:
    assert Lock() == read_former(tmp_path, FORMATS, DAY).lock


@pytest.mark.parametrize("text", ["", "no library at all", "{", "@article{a,", "[1, 2]", "[{}]"])
@every_format
def test_a_file_that_is_no_library_says_nothing(form: Format, text: str, tmp_path: Path) -> None:
    (tmp_path / form.file).write_text(text, encoding="utf-8")
    assert Lock() == read_former(tmp_path, [form], DAY).lock


def changes(former: Former, library: Library, folder: Path, *formats: Format) -> tuple[Change, ...]:
    """Write a library over the last one, and tell what changed."""
    former.remember(Contents(library), (), [form.file for form in formats])
    for form in formats:
        (folder / form.file).write_text(form.write(contents_of(library.entries)), encoding="utf-8")
    return former.changes(library)


@every_format
def test_each_field_that_is_written_otherwise_is_told_and_no_other(
    form: Format, tmp_path: Path
) -> None:
    one = entry_of(FULL, "sheep")
    other = one.showing(msgspec.structs.replace(FULL, volume="8"))
    (tmp_path / form.file).write_text(form.write(contents_of([one])), encoding="utf-8")
    locked = Locked(key="sheep", names=(PUBLISHED.key,), first_seen=DAY)
    library = Library((other,), (), lock=Lock((locked,)))
    former = Former(tmp_path, [form], Lock((locked,)))
    (change,) = changes(former, library, tmp_path, form)
    assert (("sheep",), (Turn.CHANGED,)) == ((change.key,), change.turns)
    assert (FieldChange("volume", "7", "8"),) == change.fields


def test_what_another_format_alone_has_is_told_with_its_file(tmp_path: Path) -> None:
    formats = [find_format("bibtex"), find_format("csl")]
    one = entry_of(FULL, "sheep")
    other = one.showing(msgspec.structs.replace(FULL, language="de"))
    for form in formats:
        (tmp_path / form.file).write_text(form.write(contents_of([one])), encoding="utf-8")
    locked = Locked(key="sheep", names=(PUBLISHED.key,), first_seen=DAY)
    former = Former(tmp_path, formats, Lock((locked,)))
    library = Library((other,), (), lock=Lock((locked,)))
    (change,) = changes(former, library, tmp_path, *formats)
    assert (FieldChange("library.json: language", "en", "de"),) == change.fields


def test_what_is_written_as_before_is_no_change(tmp_path: Path) -> None:
    (form,) = COMPARED[:1]
    text = form.write(contents_of(ENTRIES))
    (tmp_path / form.file).write_text(text, encoding="utf-8")
    former = read_former(tmp_path, [form], DAY)
    unchanged: tuple[Change, ...] = ()
    assert unchanged == changes(former, Library(ENTRIES, (), lock=former.lock), tmp_path, form)
