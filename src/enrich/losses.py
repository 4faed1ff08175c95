"""What a new library would lose of the last one, only because nobody answered just now."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from enrich.library import Library
from enrich.lockfile import Lock
from enrich.misses import Miss

__all__ = ["lost_works"]


def lost_works(
    former: Lock, library: Library, unanswered: Collection[str], silent: Collection[str] = ()
) -> tuple[str, ...]:
    """Find the keys of works that would go, or lose one of their versions, for want of an answer.

    Unanswered are identifiers that a source may know, and could not be asked for; a silent source
    has answered nothing, whatever it sent. Of what was asked for by its title or a PII nobody can
    tell which work it is; so any work that would go, and that no other seed stands for, may be it.
    """
    return tuple(
        dict.fromkeys(
            (*_missed(former, library, silent), *_fallen_back(former, library, unanswered))
        )
    )


def _missed(former: Lock, library: Library, silent: Collection[str]) -> Iterator[str]:
    # What a source that answers others refuses or garbles is no reason to keep an old library, nor
    # is what it does not know.
    passing = [
        miss
        for miss in library.misses
        if miss.reason.is_passing or (miss.reason.may_lie_with_source and miss.source in silent)
    ]
    there = {name for one in library.lock.kept for name in one.names}
    named = {name for miss in library.misses if (name := _name(miss))}
    asked = {name for miss in passing if (name := _name(miss))}
    is_any_unnamed = any(not (name := _name(miss)) or name.startswith("pii:") for miss in passing)
    for one in former.mains:
        may_be_unnamed = is_any_unnamed and named.isdisjoint(one.names)
        if there.isdisjoint(one.names) and (may_be_unnamed or not asked.isdisjoint(one.names)):
            yield one.key


def _name(miss: Miss) -> str | None:
    return miss.seed.wanted.paper.key if miss.seed.wanted else None


def _fallen_back(former: Lock, library: Library, unanswered: Collection[str]) -> Iterator[str]:
    now = {one.key: {rest.name for rest in one.rests} for one in library.lock.kept}
    there = {name for names in now.values() for name in names}
    for one in former.kept:
        rested = {rest.name for rest in one.rests}
        # Where two versions have an entry each, one of the two may go and the other stay.
        gone = rested - now.get(one.key, there)
        if (one.key in now or rested & there) and not gone.isdisjoint(unanswered):
            yield one.key
