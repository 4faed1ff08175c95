"""What became of a library since it was last written: of each work, and of each of its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

import msgspec

from enrich.library import Library
from enrich.lockfile import Lock, Locked
from enrich.versions import Rung

__all__ = ["Change", "FieldChange", "Fields", "Turn", "find_changes"]

# The fields of each entry as they are written, by its key.
Fields = Mapping[str, Mapping[str, str]]


class Turn(StrEnum):
    """What can become of a work, what matters most first."""

    RETRACTED = "retracted"
    CONCERN = "concern"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    NOTICED = "notice"
    CLEARED = "notice taken back"
    PUBLISHED = "published"
    UNPUBLISHED = "shown as a preprint"
    LOST = "lost by its source"
    FOUND = "known to its source again"
    JOINED = "one work with another"
    PARTED = "a work of its own"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


# What a notice makes of a work; other notices are told by their own names.
_TURNS = {
    "retraction": Turn.RETRACTED,
    "partial-retraction": Turn.RETRACTED,
    "removal": Turn.RETRACTED,
    "expression-of-concern": Turn.CONCERN,
    "withdrawal": Turn.WITHDRAWN,
    "correction": Turn.CORRECTED,
    "corrigendum": Turn.CORRECTED,
    "erratum": Turn.CORRECTED,
    "clarification": Turn.CORRECTED,
}


class FieldChange(msgspec.Struct, frozen=True):
    """A field, as it was written and as it is written now."""

    field: str
    before: str | None
    after: str | None


class Change(msgspec.Struct, frozen=True):
    """What became of one work."""

    key: str
    title: str
    turns: tuple[Turn, ...]
    told: tuple[str, ...] = ()
    fields: tuple[FieldChange, ...] = ()


_NO_FIELDS: Fields = MappingProxyType({})
_Told = tuple[Turn, str]


def find_changes(
    former: Lock,
    library: Library,
    *,
    before: Fields = _NO_FIELDS,
    after: Fields = _NO_FIELDS,
) -> tuple[Change, ...]:
    """Compare the last library with this one; what became of the gravest comes first."""
    old = {one.key.casefold(): one for one in former.works}
    titles = {one.key: str(one.record.title or "") for one in library.entries}
    joined = _joined(old, library.lock)
    found: list[Change] = []
    for new in library.lock.works:
        was = old.get(new.key.casefold())
        former_fields = before.get(was.key if was else new.key, {})
        fields = _field_changes(former_fields, after.get(new.key, {}))
        if new.main is None:
            told = [*_came_and_went(was, new), *joined.get(new.key, ())]
            stayed = was is not None and was.left is None and new.left is None
            if was and stayed:
                told += _became(was, new)
                told += _remaining(was, new, fields) if not told else ()
            if told:
                title = titles.get(new.key) or former_fields.get("title", "")
                found.append(_change(new.key, title, told, fields if stayed else ()))
    return tuple(sorted(found, key=lambda one: list(Turn).index(one.turns[0])))


def _change(key: str, title: str, told: Sequence[_Told], fields: tuple[FieldChange, ...]) -> Change:
    turns = sorted({turn for turn, _ in told}, key=list(Turn).index)
    return Change(key, title, tuple(turns), tuple(words for _, words in told if words), fields)


def _came_and_went(was: Locked | None, new: Locked) -> Iterator[_Told]:
    if new.left is None and (was is None or was.left is not None):
        yield Turn.ADDED, f"under the key it had before {was.left}" if was else ""
    elif new.left and was and was.left is None:
        yield Turn.REMOVED, f"its key stays reserved; it was {', '.join(new.names)}"


def _joined(old: Mapping[str, Locked], lock: Lock) -> dict[str, list[_Told]]:
    """Find the keys that have come to name the work of another, and those that no longer do."""
    joined: dict[str, list[_Told]] = {}
    for new in lock.works:
        was = old.get(new.key.casefold())
        main = new.main
        if main and new.left is None and (was is None or was.main is None):
            joined.setdefault(main, []).append((Turn.JOINED, f"{new.key} names it too"))
        elif was and was.main and main is None and new.left is None:
            told = f"no longer the same work as {was.main}"
            joined.setdefault(new.key, []).append((Turn.PARTED, told))
    return joined


def _became(was: Locked, new: Locked) -> Iterator[_Told]:
    """Tell what became of a work that was there before, as far as that was known."""
    if was.shown is None or new.shown is None:
        return
    for notice in sorted(set(new.notices) - set(was.notices)):
        yield _TURNS.get(notice.split()[0], Turn.NOTICED), notice
    for notice in sorted(set(was.notices) - set(new.notices)):
        yield Turn.CLEARED, notice
    if was.shown.version != new.shown.version:
        turn = Turn.PUBLISHED if new.shown.version == "published" else Turn.UNPUBLISHED
        since = f", since {Rung(new.shown.rung).told}" if new.shown.rung else ""
        yield turn, f"{new.shown.name}{since}"
    lost = {one.name for one in was.rests if one.is_lost}
    for rest in new.rests:
        if rest.is_lost != (rest.name in lost):
            turn = Turn.LOST if rest.is_lost else Turn.FOUND
            yield turn, f"{rest.source}, {rest.name}"


def _remaining(was: Locked, new: Locked, fields: tuple[FieldChange, ...]) -> tuple[_Told, ...]:
    """Tell that something differs that has no name of its own."""
    if fields or was.shown is None:
        return ((Turn.CHANGED, ""),) if fields else ()
    if (was.names, was.shown, was.rests) != (new.names, new.shown, new.rests):
        return ((Turn.CHANGED, "what it rests on differs, in nothing that is shown"),)
    return ()


def _field_changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    names = dict.fromkeys((*before, *after))
    return tuple(
        FieldChange(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    )
