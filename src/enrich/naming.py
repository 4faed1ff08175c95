"""Which citation key each work has: what was decided once holds, what is new is given a free one.

No key ever changes, and none passes to another work. Where a work comes to have several, as when
two works turn out to be one, or its owner's files call it by two names, each of them goes on
naming it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

import msgspec

from enrich.keys import KeyRing, is_usable_key
from enrich.lockfile import LOCK_FILE, Lock, Locked, Rest, Shown
from enrich.merge import Reading
from enrich.record import Kind, Notice, Record
from enrich.works import Work

__all__ = ["Keys", "locked_anew", "name_works"]


class Keys(msgspec.Struct, frozen=True):
    """The key of a work, and the others that name it too."""

    main: str
    others: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every key, the main one first."""
        return (self.main, *self.others)


def name_works(
    works: Sequence[Work], records: Sequence[Record], *, pattern: str, lock: Lock
) -> tuple[tuple[Keys, ...], tuple[str, ...]]:
    """Give every work its keys, and tell which of the users' own could not be used."""
    naming = _Naming(works, lock, pattern)
    chosen = [naming.chosen(place) for place in range(len(works))]
    named = (
        Keys(keys[0], tuple(keys[1:])) if keys else Keys(naming.ring.make(record))
        for keys, record in zip(chosen, records, strict=True)
    )
    return tuple(named), tuple(naming.remarks)


class _Naming:
    """Keys on their way to works, all that were ever given being taken."""

    def __init__(self, works: Sequence[Work], lock: Lock, pattern: str) -> None:
        self.ring = KeyRing(pattern)
        self.remarks: list[str] = []
        self._works = works
        self._held: list[list[Locked]] = [[] for _ in works]
        for locked, owner in _owners(works, lock):
            self.ring.claim(locked.key)
            if owner is not None:
                self._held[owner].append(locked)

    def chosen(self, place: int) -> list[str]:
        """Give the keys that a work has or is to have by somebody's word, the main one first."""
        held = {one.key.casefold(): one.key for one in sorted(self._held[place], key=_seniority)}
        own = {key.casefold(): key for key in self._own(self._works[place], held)}
        # Its owner may write a key in other capitals than before.
        every = {**held, **own}
        main = next((fold for fold in held if fold in own), next(iter({**own, **held}), None))
        return (
            [every[main], *(every[fold] for fold in sorted(every) if fold != main)] if main else []
        )

    def _own(self, work: Work, held: Mapping[str, str]) -> Iterable[str]:
        """Give the keys in the users' own files, as far as they are free for this work."""
        taken: set[str] = set()
        for seed in work.keyed:
            key = seed.key
            if key is None or key.casefold() in taken:
                continue
            if not is_usable_key(key):
                self.remarks.append(f"{seed.origin}: key {key!r} is not used; BibTeX can't read it")
            elif key.casefold() in held or self.ring.claim(key):
                taken.add(key.casefold())
                yield key
            else:
                self.remarks.append(
                    f"{seed.origin}: key {key!r} is not used; another work has it, or had it:"
                    f" {LOCK_FILE} tells which"
                )


def _seniority(locked: Locked) -> tuple[bool, bool, dt.date, str]:
    return (locked.left is not None, locked.main is not None, locked.first_seen, locked.key)


def _owners(works: Sequence[Work], lock: Lock) -> list[tuple[Locked, int | None]]:
    """Find for each key the work that it is of: if it fell apart, the version that was shown."""
    places: dict[str, list[int]] = {}
    names = [frozenset(work.names) for work in works]
    for place, its_names in enumerate(names):
        for name in its_names:
            places.setdefault(name, []).append(place)
    owners: list[tuple[Locked, int | None]] = []
    for locked in lock.works:
        candidates = dict.fromkeys(place for name in locked.names for place in places.get(name, ()))
        shown = locked.shown.name if locked.shown else None
        owner = min(
            candidates,
            key=lambda place: (
                shown not in names[place],
                -len(names[place].intersection(locked.names)),
                place,
            ),
            default=None,
        )
        owners.append((locked, owner))
    return owners


def locked_anew(
    works: Sequence[Work],
    records: Sequence[Record],
    keys: Sequence[Keys],
    *,
    lock: Lock,
    today: dt.date,
) -> Lock:
    """Write down what was decided now, beside what was decided of works that nobody wants now."""
    before = {one.key.casefold(): one for one in lock.works}
    homes = {name: place for place, work in enumerate(works) for name in work.names}
    now: dict[str, Locked] = {}
    for place, (work, record, its_keys) in enumerate(zip(works, records, keys, strict=True)):
        held = [before.get(key.casefold()) for key in its_keys.all]
        for key, old in zip(its_keys.all, held, strict=True):
            # Of keys that were of two works, each keeps its own names, should they part again.
            others = {name for one in held if one and one is not old for name in one.names}
            kept = {name for name in (old.names if old else ()) if homes.get(name, place) == place}
            now[key.casefold()] = Locked(
                key=key,
                names=tuple(sorted(kept | (set(work.names) - (others if old else set())))),
                first_seen=old.first_seen if old else today,
                **(_state(work, record) if key == its_keys.main else {"main": its_keys.main}),
            )
    taken = {name for one in now.values() for name in one.names}
    for fold, old in before.items():
        if fold not in now:
            names = tuple(name for name in old.names if name not in taken) or old.names
            now[fold] = Locked(
                key=old.key, names=names, first_seen=old.first_seen, left=old.left or today
            )
    return Lock(tuple(now[fold] for fold in sorted(now)))


class _State(TypedDict, total=False):
    """What is written of a work under its main key, and of its other keys instead."""

    main: str
    shown: Shown
    notices: tuple[str, ...]
    rests: tuple[Rest, ...]


def _state(work: Work, record: Record) -> _State:
    return {
        "shown": _shown(work, record),
        "notices": tuple(sorted({_noticed(one) for one in record.notices})),
        "rests": tuple(sorted({_rest(one) for one in work.readings.values()})),
    }


def _shown(work: Work, record: Record) -> Shown:
    version = "preprint" if record.kind is Kind.PREPRINT else "published"
    rung = work.rung if work.has_versions else None
    return Shown(version, work.shows.paper.key, rung.value if rung else None)


def _noticed(notice: Notice) -> str:
    """Write a notice in words that can be compared."""
    kind = "-".join(notice.kind.split())
    parts = (kind, notice.identifier and notice.identifier.key, notice.date and str(notice.date))
    return " ".join(part for part in parts if part)


def _rest(reading: Reading) -> Rest:
    name = reading.record.name
    return Rest(
        reading.source,
        name.paper.key if name else "-",
        reading.digest,
        is_lost=reading.standing.value == "lost",
    )
