"""What became of a library since it was last written: of each work, and of each of its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType

import msgspec

from enrich.library import Library
from enrich.lockfile import Became, Lock, Locked
from enrich.seeds.bibtex.fields import plain_words
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
    FOUND = "known again"
    JOINED = "one work with another"
    NAMED = "another key"
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


# What may differ in a lock file though nothing that is shown does.
_SILENT = ("names", "shown", "became", "rests")


_GRAVE = frozenset({Turn.RETRACTED, Turn.CONCERN, Turn.WITHDRAWN, Turn.LOST})


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

    @property
    def is_grave(self) -> bool:
        """Whether nobody should miss it."""
        return not _GRAVE.isdisjoint(self.turns)


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
    compared = _Compared(former, library)
    titles = {one.key: str(one.record.title or "") for one in library.entries}
    found: list[Change] = []
    for new in library.lock.works:
        if new.main is not None:
            continue
        was = compared.former(new)
        former_fields = before.get(was.key if was else new.key, {})
        stayed = was is not None and was.left is None and new.left is None
        # Of what was not in the file, though it was wanted, every field would be new.
        is_known = stayed and bool(former_fields)
        fields = _field_changes(former_fields, after.get(new.key, {})) if is_known else ()
        told = compared.told(new)
        if was and stayed and not told:
            told = _remaining(was, new, fields)
            if not told and before and not former_fields:
                told = ((Turn.CHANGED, "it was not in the library's file"),)
        if told:
            title = titles.get(new.key) or plain_words(former_fields.get("title")) or ""
            found.append(_change(new.key, title, told, fields))
    return tuple(sorted(found, key=lambda one: list(Turn).index(one.turns[0])))


class _Compared:
    """Two lock files, and what became of each key between them."""

    def __init__(self, former: Lock, library: Library) -> None:
        self._old = {one.key.casefold(): one for one in former.works}
        self._owners = {name: one for one in former.kept for name in one.names}
        self._misses = {
            miss.seed.wanted.paper.key: str(miss.reason)
            for miss in library.misses
            if miss.seed.wanted
        }
        self._kept = {one.key for one in library.lock.kept}
        self._others: dict[str, list[Locked]] = {}
        for one in library.lock.kept:
            if one.main:
                self._others.setdefault(one.main, []).append(one)

    def former(self, new: Locked) -> Locked | None:
        """Give what was decided of a key before."""
        return self._old.get(new.key.casefold())

    def told(self, new: Locked) -> tuple[_Told, ...]:
        """Tell what became of a key's work that has a name of its own."""
        was = self.former(new)
        if new.left:
            return tuple(self._left(was, new)) if was and was.left is None else ()
        told = [*self._came(was, new), *self._named(was, new)]
        if was and was.left is None:
            told += _became(was, new)
        return tuple(told)

    def _left(self, was: Locked, new: Locked) -> Iterator[_Told]:
        why = next((self._misses[name] for name in was.names if name in self._misses), None)
        reason = f"{why}; " if why else ""
        names = new.names or filter(None, (new.first_name,))
        yield Turn.REMOVED, f"{reason}its key stays reserved; it was {', '.join(names)}"

    def _came(self, was: Locked | None, new: Locked) -> Iterator[_Told]:
        if was and was.left is None:
            if was.main:
                yield Turn.PARTED, f"no longer the same work as {was.main}"
            return
        owner = next((self._owners[name] for name in new.names if name in self._owners), None)
        if was:
            yield Turn.ADDED, f"under its old key, reserved since {was.left}"
        elif owner is None:
            yield Turn.ADDED, ""
        elif owner.key not in {one.key for one in self._others.get(new.key, ())}:
            is_twin = new.became is not None and new.shown and new.shown.name != new.became.name
            turn = Turn.ADDED if is_twin and owner.key in self._kept else Turn.PARTED
            told = f"the preprint of {owner.key}, since both versions are wanted"
            yield turn, told if turn is Turn.ADDED else f"it was named by {owner.key} before"

    def _named(self, was: Locked | None, new: Locked) -> Iterator[_Told]:
        """Tell of other keys that have come to name the work: another's, or its owner's."""
        for other in self._others.get(new.key, ()):
            before = self.former(other)
            if before and before.main is None and before.left is None:
                is_another = was is not None and set(before.names).isdisjoint(was.names)
                turn = Turn.JOINED if is_another else Turn.NAMED
                yield turn, f"{other.key} names it too"
            elif before is None:
                yield Turn.NAMED, f"{other.key} names it too"


def _change(key: str, title: str, told: Sequence[_Told], fields: tuple[FieldChange, ...]) -> Change:
    turns = sorted({turn for turn, _ in told}, key=list(Turn).index)
    return Change(key, title, tuple(turns), tuple(words for _, words in told if words), fields)


def _became(was: Locked, new: Locked) -> Iterator[_Told]:
    """Tell what became of a work that was there before, as far as that was known."""
    if was.shown is None or new.shown is None:
        return
    for notice in sorted(set(new.notices) - set(was.notices)):
        yield _TURNS.get(notice.partition(" ")[0], Turn.NOTICED), notice
    for notice in sorted(set(was.notices) - set(new.notices)):
        yield Turn.CLEARED, notice
    if was.shown.version != new.shown.version:
        turn = Turn.PUBLISHED if new.shown.version == "published" else Turn.UNPUBLISHED
        since = f", since {_shows(new.became)}" if new.became and turn is Turn.PUBLISHED else ""
        yield turn, f"{new.shown.name}{since}"
    lost = {(one.source, one.name) for one in was.rests if one.is_lost}
    for rest in new.rests:
        if rest.is_lost != ((rest.source, rest.name) in lost):
            turn = Turn.LOST if rest.is_lost else Turn.FOUND
            knows = "no longer knows" if rest.is_lost else "knows again"
            yield turn, f"{rest.source} {knows} {rest.name}"


def _shows(became: Became) -> str:
    return Rung(became.rung).told


def _remaining(was: Locked, new: Locked, fields: tuple[FieldChange, ...]) -> tuple[_Told, ...]:
    """Tell that something differs that has no name of its own."""
    if fields or was.shown is None:
        return ((Turn.CHANGED, ""),) if fields else ()
    if any(getattr(was, part) != getattr(new, part) for part in _SILENT):
        return ((Turn.CHANGED, "its answers differ, in nothing that is shown"),)
    return ()


def _field_changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    names = dict.fromkeys((*before, *after))
    return tuple(
        FieldChange(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    )
