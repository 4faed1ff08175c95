"""The story of an entry, made of its readings and of what the merge tells of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enrich.dates import PartialDate
from enrich.library import Entry
from enrich.match import Match
from enrich.merge import Provenance, Reading, Rule
from enrich.record import Kind, Notice
from enrich.stories.fields import FIELDS, SHOWN_DATE, fields_named
from enrich.stories.model import (
    AnswerTold,
    FieldStory,
    Guess,
    Other,
    Story,
    Taken,
    Version,
    WantedBy,
)
from enrich.stories.values import headline, value_of, worded
from enrich.versions import sequels_named

__all__ = ["story_of"]


def story_of(
    entry: Entry,
    *,
    field: str | None = None,
    first_seen: PartialDate | None = None,
    note: str | None = None,
) -> Story:
    """Tell all of an entry, or of one field, whatever program calls it so.

    The note is that of a person who says otherwise than the sources.
    """
    record = entry.record
    fields = FIELDS if field is None else fields_named(field)
    stories = [_field_story(entry, name) for name in fields]
    if fields == SHOWN_DATE:
        stories = [*_shown_date(entry), *stories]
    return Story(
        key=entry.key,
        aliases=entry.aliases,
        what=headline(record),
        first_seen=str(first_seen) if first_seen else None,
        wanted_by=tuple(_wanted_by(entry)),
        versions=tuple(_versions(entry)),
        since=entry.rung.told if entry.rung else None,
        not_followed=tuple(_not_followed(entry)),
        may_have_become=tuple(map(_guess, entry.may_have_become)),
        answers=tuple(map(_answer, entry.readings)),
        notices=tuple(
            dict.fromkeys([*map(worded, record.notices), *map(_announced, record.announces)])
        ),
        other_notices=tuple(_other_notices(entry)),
        note=note,
        doubts=tuple(map(str, record.doubts)),
        fields=tuple(one for one in stories if field is not None or one.taken),
        asked=field,
    )


def _wanted_by(entry: Entry) -> Iterator[WantedBy]:
    for seed in entry.seeds:
        yield WantedBy(str(seed.origin), seed.written, seed in entry.by_title)


def _name(reading: Reading) -> str:
    name = reading.record.name or reading.asked
    return name.key if name else "?"


def _versions(entry: Entry) -> Iterator[Version]:
    """Give the publication and the preprint, as far as there are answers to them, shown first."""
    shown = _shows_preprint(entry)
    for is_preprint in (shown, not shown):
        names = dict.fromkeys(
            _name(one)
            for one in entry.readings
            if (one.record.kind is Kind.PREPRINT) is is_preprint
        )
        if names:
            yield Version(tuple(names), is_preprint, is_preprint is shown)


def _not_followed(entry: Entry) -> Iterator[str]:
    """Tell what a preprint is said to have become that was not found, or is not like it."""
    record = entry.record
    answered = {one.record.name for one in entry.readings}
    if not _shows_preprint(entry):
        return
    if record.doi and record.doi not in answered:
        yield f"published as {record.doi}, its author says; no source answers for that"
    for named in sequels_named(record):
        if named not in answered:
            yield f"published as {named}, Crossref says; that has no answer, or is too unlike it"


def _shows_preprint(entry: Entry) -> bool:
    """Whether the reading that goes first is a preprint's, whatever kind a person says it is."""
    return bool(entry.readings) and entry.readings[0].record.kind is Kind.PREPRINT


def _guess(match: Match) -> Guess:
    name = match.record.name
    return Guess(name.key if name else "?", headline(match.record), match.evidence.told)


def _answer(reading: Reading) -> AnswerTold:
    name, asked = _name(reading), reading.asked and reading.asked.key
    return AnswerTold(
        reading.source,
        name,
        str(reading.fetched_at.date()) if reading.fetched_at else None,
        reading.standing.value,
        asked if asked and not name.startswith(asked) else None,
    )


def _announced(notice: Notice) -> str:
    of = f" of {notice.identifier.key}" if notice.identifier else ""
    return f"it is itself a {notice.kind}{of}"


def _other_notices(entry: Entry) -> Iterator[str]:
    for reading in entry.readings:
        for notice in reading.record.notices:
            if notice not in entry.record.notices:
                yield f"{worded(notice)}, said of {_name(reading)}"


def _field_story(entry: Entry, field: str) -> FieldStory:
    told = [one for one in entry.provenance if one.field == field]
    value = worded(value_of(entry.record, field) or None)
    if told:
        return FieldStory(
            field,
            value or None,
            tuple(_taken(one, entry.readings) for one in told),
            tuple(_others(told, entry.readings, value)),
        )
    # What is said of the version that is not shown.
    others = (_other(reading, field) for reading in entry.readings)
    return FieldStory(field, value or None, others=tuple(one for one in others if one.value))


def _shown_date(entry: Entry) -> Iterator[FieldStory]:
    """Tell which of its dates a work is cited by."""
    date = entry.record.date
    parts = (part for part in SHOWN_DATE if value_of(entry.record, part) == date)
    if date and (part := next(parts, None)):
        yield FieldStory("date", f"{date}, that of {part}")


def _taken(told: Provenance, readings: Sequence[Reading]) -> Taken:
    if told.reading is None:
        return Taken(told.source, None, told.rule.value)
    return Taken(told.source, _name(readings[told.reading]), told.rule.value)


def _others(told: Sequence[Provenance], readings: Sequence[Reading], value: str) -> Iterator[Other]:
    """Tell what else is said; names may differ only in what is not told, as in an ORCID."""
    for at in sorted({at for one in told for at in one.over}):
        other = _other(readings[at], told[0].field)
        if other.value:
            yield from [other] if other.value != value else []
        elif told[0].rule is Rule.BY_HAND and told[0].field.startswith("dates."):
            # By hand the date to show is said, of whichever sort that is.
            yield Other(other.source, other.name, worded(readings[at].record.date))


def _other(reading: Reading, field: str) -> Other:
    return Other(reading.source, _name(reading), worded(value_of(reading.record, field) or None))
