"""What is written down of each work, so that the next run decides as this one did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import TypedDict

from enrich.answers import Standing
from enrich.lockfile import Became, Lock, Locked, Rest, Shown
from enrich.merge import Reading
from enrich.naming import Keys
from enrich.record import Notice, Record
from enrich.works import Work

__all__ = ["locked_anew"]


def locked_anew(
    works: Sequence[Work],
    records: Iterable[Record],
    keys: Sequence[Keys],
    *,
    lock: Lock,
    today: dt.date,
) -> Lock:
    """Write down what was decided now, beside what was decided of works that nobody wants now."""
    before = {one.key.casefold(): one for one in lock.works}
    now: dict[str, Locked] = {}
    for work, record, its_keys in zip(works, records, keys, strict=True):
        held = [one for key in its_keys.all if (one := before.get(key.casefold()))]
        for key in its_keys.all:
            old = before.get(key.casefold())
            others = {name for one in held if one is not old for name in one.names}
            state = _state(work, record) if key == its_keys.main else {"main": its_keys.main}
            now[key.casefold()] = _locked(old or _new(key, work, today), work, others, state)
    taken = {name for one in now.values() for name in one.names}
    for fold, old in before.items():
        if fold not in now:
            now[fold] = _reserved(old, taken, today)
    return Lock(tuple(now[fold] for fold in sorted(now)))


def _new(key: str, work: Work, today: dt.date) -> Locked:
    return Locked(key=key, names=work.names, first_seen=today, first_name=_first_name(work))


def _locked(old: Locked, work: Work, others: Collection[str], state: _State) -> Locked:
    """Write down one key of a work.

    A key stands for what it was given for, and for what that is now. Of keys that were of two
    works, each keeps its own names, should they part again; a name that nobody had before is that
    of the main one.
    """
    first_name = old.first_name or _first_name(work)
    new = () if "main" in state else (name for name in work.names if name not in others)
    kept = (name for name in work.names if name in old.names)
    locked = Locked(
        key=old.key,
        names=tuple(sorted({*new, *kept})),
        first_seen=old.first_seen,
        first_name=first_name,
        **state,
    )
    return old if locked == old else locked


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
        main=old.main,
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
        "shown": _shown(work),
        "became": _became(work),
        "notices": tuple(sorted({_noticed(one) for one in record.notices})),
        "rests": tuple(sorted({_rest(one) for one in work.readings.values()})),
    }


def _shown(work: Work) -> Shown:
    # Whatever kind a person says that it is.
    shown = work.shows
    is_preprint = work.readings[shown].is_preprint
    return Shown("preprint" if is_preprint else "published", shown.paper.key)


def _became(work: Work) -> Became | None:
    return Became(work.became.key, work.rung.value) if work.became and work.rung else None


def _noticed(notice: Notice) -> str:
    """Write a notice in words that can be compared."""
    kind = "-".join(notice.kind.split())
    parts = (kind, notice.identifier and notice.identifier.key, notice.date and str(notice.date))
    return " ".join(part for part in parts if part)


def _rest(reading: Reading) -> Rest:
    name = reading.packed.name
    return Rest(
        reading.source,
        name.paper.key if name else "-",
        reading.digest,
        is_lost=reading.standing is Standing.LOST,
    )
