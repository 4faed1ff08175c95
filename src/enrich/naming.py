"""Which citation key each work has: what was decided once holds, what is new is given a free one.

No key ever changes, and none passes to another work. Where a work comes to have several, as when
two works turn out to be one, or its owner's files call it by two names, each of them goes on
naming it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypedDict

import msgspec

from enrich.keys import KeyRing, is_usable_key
from enrich.lockfile import LOCK_FILE, Became, Lock, Locked, Rest, Shown
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
    named = tuple(
        Keys(keys[0], tuple(keys[1:])) if keys else Keys(naming.ring.make(record))
        for keys, record in zip(chosen, records, strict=True)
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
        # Its owner may write a key in other capitals than before.
        every = {**held, **own}
        main = next((fold for fold in held if fold in own), next(iter({**own, **held}), None))
        return (
            [every[main], *(every[fold] for fold in sorted(every) if fold != main)] if main else []
        )

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
            if not is_usable_key(key):
                self.remarks.append(f"{seed.origin}: key {key!r} is not used; BibTeX can't read it")
            elif key.casefold() in held or self.ring.claim(key):
                taken.add(key.casefold())
                yield key
            elif not work.is_part:
                self.remarks.append(
                    f"{seed.origin}: key {key!r} is not used; another work has it, or had it:"
                    f" {LOCK_FILE} tells which"
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
        found = {place for name in locked.names for place in self._places.get(name, ())}
        shown = locked.shown.name if locked.shown else None
        wanted = [locked.first_name, shown]
        if any(self._works[place].is_part for place in found):
            wanted.reverse()
        return sorted(found, key=lambda place: self._rank(place, wanted, locked))

    def _rank(
        self, place: int, wanted: Sequence[str | None], locked: Locked
    ) -> tuple[bool, bool, int, int]:
        names = self._names[place]
        first, second = (name not in names for name in wanted)
        return (first, second, -len(names.intersection(locked.names)), place)


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
    homes = {name: work for work in works for name in work.names}
    now: dict[str, Locked] = {}
    for work, record, its_keys in zip(works, records, keys, strict=True):
        held = {key: before.get(key.casefold()) for key in its_keys.all}
        for key, old in held.items():
            others = (one for one in held.values() if one and one is not old)
            state = _state(work, record) if key == its_keys.main else {"main": its_keys.main}
            now[key.casefold()] = _locked(
                key, old, work, homes=homes, others=tuple(others), today=today, state=state
            )
    taken = {name for one in now.values() for name in one.names}
    for fold, old in before.items():
        if fold not in now:
            now[fold] = _reserved(old, taken, today)
    return Lock(tuple(now[fold] for fold in sorted(now)))


def _locked(  # noqa: PLR0913 - all that a key's lines are made of
    key: str,
    old: Locked | None,
    work: Work,
    *,
    homes: Mapping[str, Work],
    others: Sequence[Locked],
    today: dt.date,
    state: _State,
) -> Locked:
    """Write down one key of a work.

    Of keys that were of two works, each keeps its own names, should they part again; a name that
    nobody had before is that of the main one.
    """
    names = set(work.names)
    if old:
        is_main = "main" not in state
        new = names - {name for one in others for name in one.names} if is_main else set()
        names = new | {name for name in old.names if _is_of(homes.get(name), work)}
    return Locked(
        key=key,
        names=tuple(sorted(names)),
        first_seen=old.first_seen if old else today,
        first_name=(old and old.first_name) or _first_name(work),
        **state,
    )


def _is_of(home: Work | None, work: Work) -> bool:
    """Whether a name may be that of a work: it is no other's, or its other version's."""
    return home is None or home is work or (home.is_part and home.became == work.became)


def _first_name(work: Work) -> str:
    """Give the name for which a key is given: what a seed wants, or else what is shown."""
    wanted = (seed.wanted.paper.key for seed in work.seeds if seed.wanted)
    return next((name for name in wanted if name in work.names), work.shows.paper.key)


def _reserved(old: Locked, taken: Collection[str], today: dt.date) -> Locked:
    names = tuple(name for name in old.names if name not in taken) or old.names
    return Locked(
        key=old.key,
        names=names,
        first_seen=old.first_seen,
        first_name=old.first_name,
        left=old.left or today,
    )


class _State(TypedDict, total=False):
    """What is written of a work under its main key, and of its other keys instead."""

    main: str
    shown: Shown
    became: Became | None
    notices: tuple[str, ...]
    rests: tuple[Rest, ...]


def _state(work: Work, record: Record) -> _State:
    return {
        "shown": _shown(work, record),
        "became": _became(work),
        "notices": tuple(sorted({_noticed(one) for one in record.notices})),
        "rests": tuple(sorted({_rest(one) for one in work.readings.values()})),
    }


def _shown(work: Work, record: Record) -> Shown:
    version = "preprint" if record.kind is Kind.PREPRINT else "published"
    return Shown(version, work.shows.paper.key)


def _became(work: Work) -> Became | None:
    return Became(work.became.key, work.rung.value) if work.became and work.rung else None


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
