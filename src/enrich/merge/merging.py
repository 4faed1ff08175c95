"""Several records of one work, made one, and for each field whose it is and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

from enrich.merge.dates import is_dated
from enrich.merge.model import Provenance, Reading, Rule
from enrich.merge.said import Choice, Ranked, Said, ranked
from enrich.merge.table import ROWS, Versions
from enrich.record import Dates, Doubt, Record, Venue

__all__ = ["merge"]

_POSTED = "dates.posted"
_VALUES = attrgetter(*(row.name for row in ROWS))
_ROWS = tuple(
    (row, row.name.rpartition(".")[0] or None, row.name.rpartition(".")[2]) for row in ROWS
)


def merge(readings: Sequence[Reading]) -> tuple[Record, tuple[Provenance, ...]]:
    """Merge readings of one work into a record of the version that the first of them is of.

    A reading alone is the record. Of several, the table tells for each field from which versions
    it may come, and how one value is chosen. Notices of a publication go with its preprint, too,
    and not the other way round: what is withdrawn from arXiv may well stand in print. The day on
    which a preprint was posted is left out of a publication that has no date of its own, since it
    would be shown as that.
    """
    order = ranked(readings)
    if len(order) == 1:
        return order[0].record, _told_alone(order[0])
    chosen: dict[str, object] = {}
    told: list[Provenance] = []
    is_undated = _is_undated(order)
    for row, whole, field in _ROWS:
        said = _said(order, whole, field)
        if not said:
            continue
        versions = Versions.NONE if is_undated and row.name == _POSTED else row.versions
        allowed = [one for one in said if versions.allow(one.of)]
        if allowed:
            choice = row.choose(allowed)
            chosen[row.name] = choice.value
            told += _told(row.name, choice, said)
    provenance = tuple(told)
    doubts = tuple(dict.fromkeys(_standing_doubts(order, provenance)))
    return _record_of(chosen, doubts), provenance


def _told_alone(one: Ranked) -> tuple[Provenance, ...]:
    return _told_of(one.source, one.at, tuple(map(bool, _VALUES(one.record))))


@lru_cache(4096)
def _told_of(source: str, at: int, has: tuple[bool, ...]) -> tuple[Provenance, ...]:
    """Tell of fields that one source alone has; most records have the same ones."""
    return tuple(
        Provenance(row.name, source, Rule.ONLY, at)
        for row, is_there in zip(ROWS, has, strict=True)
        if is_there
    )


def _said(order: Sequence[Ranked], whole: str | None, field: str) -> list[Said]:
    """Give what each reading says of a field, as far as it says something."""
    found = []
    for one in order:
        holder = getattr(one.record, whole) if whole else one.record
        if value := getattr(holder, field):
            found.append(Said(one, value))
    return found


def _record_of(chosen: dict[str, object], doubts: tuple[Doubt, ...]) -> Record:
    parts: dict[str | None, dict[str, object]] = {None: {}, "dates": {}, "venue": {}}
    for row, whole, field in _ROWS:
        if row.name in chosen:
            parts[whole][field] = chosen[row.name]
    return Record(
        dates=Dates(**parts["dates"]),  # type: ignore[arg-type]
        venue=Venue(**parts["venue"]),  # type: ignore[arg-type]
        doubts=doubts,
        **parts[None],  # type: ignore[arg-type]
    )


def _told(field: str, choice: Choice, said: Sequence[Said]) -> list[Provenance]:
    """Tell whose a value is, by which rule, and who says otherwise."""
    if len(said) == 1:
        return [Provenance(field, said[0].of.source, Rule.ONLY, said[0].of.at)]
    takers, value = choice.takers, choice.value
    losers = [one.of for one in said if one.of not in takers and one.value != value]
    over = tuple(sorted([one.at for one in losers]))
    return [
        Provenance(field, taker.source, _rule(choice, taker, losers), taker.at, over)
        for taker in takers
    ]


def _rule(choice: Choice, taker: Ranked, losers: Sequence[Ranked]) -> Rule:
    is_alone = choice.rule is Rule.ADDED_UP and len(choice.takers) == 1
    if choice.rule and not is_alone:
        return choice.rule
    if not losers:
        return Rule.AGREED
    if taker.is_shown and not any(one.is_shown for one in losers):
        return Rule.SHOWN
    return Rule.FIRST


def _is_undated(order: Sequence[Ranked]) -> bool:
    """Whether a publication is shown for which nobody gives a date."""
    shown = [one for one in order if one.is_shown]
    return not shown[0].is_preprint and not any(is_dated(one.record.dates) for one in shown)


def _standing_doubts(order: Sequence[Ranked], provenance: Sequence[Provenance]) -> Iterator[Doubt]:
    """Give the doubts about the values that were taken; those about others are settled."""
    if not any(one.record.doubts for one in order):
        return
    taken = {(one.field, one.reading) for one in provenance}
    known = {one.field for one in provenance}
    for reading in order:
        for doubt in reading.record.doubts:
            # Of what was left out as nobody's name there is no value.
            is_of_nothing = reading.is_shown and doubt.field not in known
            if is_of_nothing or (doubt.field, reading.at) in taken:
                yield doubt
