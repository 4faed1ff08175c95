"""What became of a library between two nights: of works, of their fields, and nothing else."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from enrich.changes import Change, FieldChange, Turn, find_changes
from enrich.cli._changes import changes_as_lines
from enrich.library import Library
from enrich.lockfile import Became, Lock, Locked, Rest, Shown
from tests.records import entry_of, record_of

DAY, NEXT_DAY = dt.date(2026, 11, 21), dt.date(2026, 11, 22)
PREPRINT, PUBLISHED = "arxiv:2101.00001", "doi:10.5555/x"
REST = Rest("arxiv", PREPRINT, "0011223344556677")
WORK = Locked(
    key="sheep",
    names=(PREPRINT,),
    first_seen=DAY,
    shown=Shown("preprint", PREPRINT),
    rests=(REST,),
)


def changed(**changes: object) -> Locked:
    return msgspec.structs.replace(WORK, **changes)


def compared(
    was: Locked | None,
    now: Locked,
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
) -> tuple[Change, ...]:
    entries = () if now.left else (entry_of(record_of(title="Counting Sheep"), now.key),)
    return find_changes(
        Lock((was,) if was else ()),
        Library(entries, (), lock=Lock((now,))),
        before={WORK.key: before} if before else {},
        after={WORK.key: after} if after else {},
    )


def only(*turns: Turn, told: tuple[str, ...] = ()) -> tuple[Change, ...]:
    return (Change("sheep", "Counting Sheep", turns, told),)


def test_where_nothing_changed_there_is_nothing_to_tell() -> None:
    assert () == compared(WORK, WORK, {"title": "a"}, {"title": "a"})


def test_a_new_work_was_added() -> None:
    assert only(Turn.ADDED) == compared(None, WORK, after={"title": "Counting Sheep"})


def test_a_work_that_comes_back_has_the_key_it_had() -> None:
    told = ("under its old key, reserved since 2026-11-22",)
    assert only(Turn.ADDED, told=told) == compared(changed(left=NEXT_DAY), WORK)


def test_a_work_that_nobody_wants_any_more_was_removed() -> None:
    gone = Locked(key="sheep", names=(PREPRINT,), first_seen=DAY, left=NEXT_DAY)
    (change,) = compared(WORK, gone, {"title": "Counting Sheep"})
    assert (Turn.REMOVED,) == change.turns
    assert ("Counting Sheep", ()) == (change.title, change.fields)
    assert () == compared(gone, gone)


@pytest.mark.parametrize(
    ("notice", "turn"),
    [
        ("retraction doi:10.5555/r 2026", Turn.RETRACTED),
        ("partial-retraction doi:10.5555/r", Turn.RETRACTED),
        ("removal", Turn.RETRACTED),
        ("expression-of-concern doi:10.5555/r", Turn.CONCERN),
        ("withdrawal", Turn.WITHDRAWN),
        ("correction doi:10.5555/c", Turn.CORRECTED),
        ("erratum doi:10.5555/c", Turn.CORRECTED),
        ("addendum doi:10.5555/c", Turn.NOTICED),
    ],
)
def test_a_notice_is_told_when_it_comes_and_when_it_is_taken_back(notice: str, turn: Turn) -> None:
    noticed = changed(notices=(notice,))
    assert only(turn, told=(notice,)) == compared(WORK, noticed)
    assert () == compared(noticed, noticed)
    assert only(Turn.CLEARED, told=(notice,)) == compared(noticed, WORK)


def test_a_publication_is_told_with_its_reason_and_the_fields_that_differ() -> None:
    published = changed(
        names=(PREPRINT, PUBLISHED),
        shown=Shown("published", PUBLISHED),
        became=Became(PUBLISHED, "author"),
    )
    before, after = {"title": "a", "howpublished": "b"}, {"title": "a", "doi": "c"}
    (change,) = compared(WORK, published, before, after)
    assert (Turn.PUBLISHED,) == change.turns
    assert (f"{PUBLISHED}, since its author gave this DOI at arXiv",) == change.told
    assert (
        FieldChange("howpublished", "b", None),
        FieldChange("doi", None, "c"),
    ) == change.fields
    (back,) = compared(published, WORK)
    assert (Turn.UNPUBLISHED,) == back.turns


def test_a_record_that_its_source_lost_is_told_and_when_it_is_known_again() -> None:
    lost = changed(rests=(msgspec.structs.replace(REST, is_lost=True),))
    told = (f"arxiv no longer knows {PREPRINT}",)
    assert only(Turn.LOST, told=told) == compared(WORK, lost)
    told = (f"arxiv knows again {PREPRINT}",)
    assert only(Turn.FOUND, told=told) == compared(lost, WORK)


def test_fields_that_differ_are_told_with_what_they_were() -> None:
    (change,) = compared(WORK, WORK, {"title": "a", "year": "1"}, {"title": "b", "year": "1"})
    assert ((Turn.CHANGED,), (FieldChange("title", "a", "b"),)) == (change.turns, change.fields)


def test_an_answer_that_differs_in_nothing_that_is_shown_is_told_too() -> None:
    other = changed(rests=(msgspec.structs.replace(REST, digest="ff"),))
    (change,) = compared(WORK, other)
    assert ((Turn.CHANGED,), ()) == (change.turns, change.fields)


def test_of_a_library_from_before_there_was_a_lock_file_only_fields_are_told() -> None:
    adopted = Locked(key="sheep", names=(PREPRINT,), first_seen=DAY)
    noticed = changed(notices=("retraction",))
    assert () == compared(adopted, noticed, {"title": "a"}, {"title": "a"})
    (change,) = compared(adopted, noticed, {"title": "a"}, {"title": "b"})
    assert (Turn.CHANGED,) == change.turns


def test_keys_that_come_to_name_one_work_are_told_and_when_they_part() -> None:
    alias = Locked(key="lambs", names=(PUBLISHED,), first_seen=DAY)
    joined = msgspec.structs.replace(alias, main="sheep")
    entry = entry_of(record_of(title="Counting Sheep"), "sheep")
    apart = Library((entry,), (), lock=Lock((alias, WORK)))
    together = Library((entry,), (), lock=Lock((joined, WORK)))
    assert only(Turn.JOINED, told=("lambs names it too",)) == find_changes(apart.lock, together)
    (change,) = find_changes(together.lock, apart)
    assert ("lambs", (Turn.PARTED,)) == (change.key, change.turns)


def test_the_gravest_comes_first() -> None:
    other = Locked(key="a", names=(PUBLISHED,), first_seen=DAY, shown=Shown("preprint", "x"))
    library = Library((), (), lock=Lock((other, changed(notices=("retraction",)))))
    turns = [one.turns for one in find_changes(Lock((WORK,)), library)]
    assert [(Turn.RETRACTED,), (Turn.ADDED,)] == turns


def test_what_is_told_of_a_work_is_cut_where_lists_are() -> None:
    told = tuple(f"k{number} names it too" for number in range(50))
    change = Change(key="ants", title="Ants", turns=(Turn.JOINED,), told=told)
    assert 1 + 20 + 1 == len(list(changes_as_lines([change], most=20)))
    assert 1 + 50 == len(list(changes_as_lines([change], most=None)))
