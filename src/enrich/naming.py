"""Which citation key each work has: what was decided once holds, what is new is given a free one.

No key ever changes, and none passes to another work. Where a work comes to have several, as when
two works turn out to be one, or its owner's files call it by two names, each of them goes on
naming it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from enrich.keys import KeyRing, is_usable_key
from enrich.lockfile import LOCK_FILE, Lock, Locked
from enrich.packing import Packed
from enrich.works import Work

__all__ = ["Keys", "name_works"]


class Keys(msgspec.Struct, frozen=True):
    """The key of a work, and the others that name it too."""

    main: str
    others: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every key, the main one first."""
        return (self.main, *self.others)


def name_works(
    works: Sequence[Work], packed: Iterable[Packed], *, pattern: str, lock: Lock
) -> tuple[tuple[Keys, ...], tuple[str, ...]]:
    """Give every work its keys, and tell which of the users' own could not be used."""
    naming = _Naming(works, lock, pattern)
    chosen = [naming.chosen(place) for place in range(len(works))]
    named = tuple(
        Keys(keys[0], tuple(keys[1:])) if keys else Keys(naming.ring.make(one.record))
        for keys, one in zip(chosen, packed, strict=True)
    )
    return named, (*naming.remarks, *naming.partings(named))


class _Naming:
    """Keys on their way to works, all that were ever given being taken."""

    def __init__(self, works: Sequence[Work], lock: Lock, pattern: str) -> None:
        self.ring = KeyRing(pattern)
        self.remarks: list[str] = []
        self._works = works
        self._held: list[list[Locked]] = [[] for _ in works]
        claims = _Claims(works)
        # The works that had a key, too, before another of them kept it.
        self._parted: list[tuple[Locked, list[int]]] = []
        for locked in lock.works:
            self.ring.claim(locked.key)
            candidates = claims.candidates(locked)
            if candidates:
                self._held[candidates[0]].append(locked)
                self._parted.append((locked, candidates[1:]))

    def chosen(self, place: int) -> list[str]:
        """Give the keys that a work has or is to have by somebody's word, the main one first."""
        held = {one.key.casefold(): one.key for one in sorted(self._held[place], key=_seniority)}
        own = {key.casefold(): key for key in self._own(self._works[place], held)}
        every = {**own, **held}
        main = next((fold for fold in held if fold in own), next(iter({**own, **held}), None))
        if main is None:
            return []
        return [every[main], *(every[fold] for fold in sorted(every) if fold != main)]

    def partings(self, named: Sequence[Keys]) -> Iterator[str]:
        """Tell which works that had a key have another now, since it is one other's alone."""
        for locked, others in self._parted:
            for place in others:
                work = self._works[place]
                if not self._held[place] and not work.is_part:
                    yield (
                        f"{LOCK_FILE}: {locked.key} stays with another work; {work.shows.paper},"
                        f" which had it too, is {named[place].main} now: look over what cites it"
                    )

    def _own(self, work: Work, held: Mapping[str, str]) -> Iterable[str]:
        """Give the keys in the users' own files, as far as they are free for this work."""
        taken: set[str] = set()
        for seed in work.keyed:
            key = seed.key
            if key is None or key.casefold() in taken:
                continue
            if key.casefold() not in held and not is_usable_key(key):
                self.remarks.append(f"{seed.origin}: key {key!r} is not used; BibTeX can't read it")
            elif key.casefold() in held or self.ring.claim(key):
                taken.add(key.casefold())
                yield key
                if held.get(key.casefold(), key) != key:
                    self.remarks.append(
                        f"{seed.origin}: key {key!r} stays {held[key.casefold()]!r}, as it was"
                        " written first; programs take no two that differ in case alone"
                    )
            elif not work.is_part:
                self.remarks.append(
                    f"{seed.origin}: key {key!r} is not used; another work has it, or had it:"
                    f" take the lines of {key} out of {LOCK_FILE} to free it"
                )


def _seniority(locked: Locked) -> tuple[bool, bool, dt.date, str]:
    return (locked.left is not None, locked.main is not None, locked.first_seen, locked.key)


class _Claims:
    """Which works the keys in a lock file may be of, and which one each of them is."""

    def __init__(self, works: Sequence[Work]) -> None:
        self._works = works
        self._names = [frozenset(work.names) for work in works]
        self._places: dict[str, list[int]] = {}
        for place, its_names in enumerate(self._names):
            for name in its_names:
                self._places.setdefault(name, []).append(place)

    def candidates(self, locked: Locked) -> list[int]:
        """Give the works that have a name for which the key stands, the one it is of first.

        If what was one fell apart, the key stays with what it was given for; but where the
        versions of a work only stand apart, with the one that was shown.
        """
        names = {*locked.names, locked.first_name or ""}
        found = {place for name in names for place in self._places.get(name, ())}
        if len(found) <= 1:
            return list(found)
        shown = locked.shown.name if locked.shown else None
        wanted = [locked.first_name, shown]
        if any(self._works[place].is_part for place in found):
            wanted.reverse()
        return sorted(found, key=lambda place: self._rank(place, wanted, locked))

    def _rank(self, place: int, wanted: Sequence[str | None], locked: Locked) -> tuple[int, ...]:
        names = self._names[place]
        first, second = (name not in names for name in wanted)
        unlike = -len(names.intersection(locked.names))
        # Of versions that stand apart, a key's own names tell more than what it was given for.
        by_names = unlike if self._works[place].is_part else 0
        return (by_names, first, second, unlike, place)
