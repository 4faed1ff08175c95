"""What notices make of works, whoever says so in whichever words: retracted, corrected, renewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import msgspec

from enrich.identifiers import Identifier
from enrich.record import Notice, Record

__all__ = ["Fate", "announced_in", "fate_of", "notices_of"]


class Fate(StrEnum):
    """What a notice makes of a work."""

    CONCERN = "concern"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    CORRECTED = "corrected"


# By a part of the kind, the telling ones first: publishers spell kinds in their own ways.
_FATES = (
    ("concern", Fate.CONCERN),
    ("retract", Fate.RETRACTED),
    ("remov", Fate.RETRACTED),
    ("withdr", Fate.WITHDRAWN),
    # That a text was brought up to date is no business of who cites it.
    ("new version", Fate.REPLACED),
    ("new edition", Fate.REPLACED),
)


def fate_of(notice: Notice) -> Fate:
    """Tell what a notice makes of its work."""
    kind = notice.kind.casefold().replace("_", " ").replace("-", " ")
    return next((fate for part, fate in _FATES if part in kind), Fate.CORRECTED)


def announced_in(records: Iterable[Record]) -> Mapping[Identifier, tuple[Notice, ...]]:
    """Gather what notices among works say of others, which may not know it yet."""
    announced: dict[Identifier, tuple[Notice, ...]] = {}
    for record in records:
        for notice in record.announces:
            if notice.identifier:
                told = msgspec.structs.replace(notice, identifier=record.doi)
                announced[notice.identifier] = (*announced.get(notice.identifier, ()), told)
    return announced


def notices_of(
    record: Record, announced: Mapping[Identifier, tuple[Notice, ...]]
) -> Iterator[Notice]:
    """Give each notice of a work once: one that tells where it was published says the most."""
    others = (one for name in record.identifiers for one in announced.get(name, ()))
    published = {
        (fate_of(one), one.identifier): one for one in (*others, *record.notices) if one.identifier
    }
    yield from published.values()
    # The title of a notice may begin with what became of the work that it is about.
    known = {fate_of(one) for one in (*published.values(), *record.announces)}
    yield from (one for one in record.notices if not one.identifier and fate_of(one) not in known)
