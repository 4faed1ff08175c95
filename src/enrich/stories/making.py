"""The story of an entry, made of its readings and of what the merge tells of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from enrich.dates import PartialDate
from enrich.library import Entry
from enrich.match import Match
from enrich.merge import Provenance, Reading, Rule
from enrich.record import Kind, Notice
from enrich.stories.fields import FIELDS, SHOWN_DATE, fields_named, is_field
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
) -> Story:
    """Tell all of an entry, or of one field, whatever program calls it so."""
    record, override = entry.record, entry.override
    stories = _asked_for(entry, field) if field else [_field_story(entry, name) for name in FIELDS]
    return Story(
        key=entry.key,
        key_from=next((str(one.origin) for one in entry.seeds if one.key == entry.key), None),
        aliases=entry.aliases,
        what=headline(record),
        first_seen=str(first_seen) if first_seen else None,
        wanted_by=tuple(_wanted_by(entry)),
        versions=tuple(_versions(entry)),
        shown_by=_shown_by(entry),
        since=entry.rung.told if entry.rung else None,
        not_followed=tuple(_not_followed(entry)),
        may_have_become=tuple(map(_guess, entry.may_have_become)),
        answers=tuple(map(_answer, entry.readings)),
        notices=tuple(
            dict.fromkeys([*map(worded, record.notices), *map(_announced, record.announces)])
        ),
        other_notices=tuple(_other_notices(entry)),
        note=override.note if override else None,
        by_hand=override.place if override else None,
        doubts=tuple(map(str, record.doubts)),
        fields=tuple(one for one in stories if field is not None or one.taken),
        asked=field,
    )


def _asked_for(entry: Entry, name: str) -> list[FieldStory]:
    """Tell of the fields that a name means, what the user keeps under it first."""
    own = list(_own(entry, name))
    fields = () if own and not is_field(name) else fields_named(name)
    date = _shown_date(entry) if fields == SHOWN_DATE else ()
    return [*own, *date, *(_field_story(entry, one) for one in fields)]


def _own(entry: Entry, name: str) -> Iterator[FieldStory]:
    for seed in entry.seeds:
        for kept, value in seed.extras:
            if kept.lower() == name.strip().lower():
                yours = Taken(str(seed.origin), None, "it is the user's own", is_own=True)
                yield FieldStory(kept.lower(), value, (yours,))


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


def _shown_by(entry: Entry) -> str | None:
    """Tell by what a preprint is shown beside its publication."""
    kinds = {one.record.kind is Kind.PREPRINT for one in entry.readings}
    if len(kinds) == 1 or not _shows_preprint(entry):
        return None
    override = entry.override
    return override.place if override and override.version else "version in enrich.toml"


def _guess(match: Match) -> Guess:
    name = match.record.name
    return Guess(name.key if name else "?", headline(match.record), match.evidence.told)


def _asked(reading: Reading) -> str:
    return reading.asked.key if reading.asked else _name(reading)


def _day(reading: Reading) -> str | None:
    return str(reading.fetched_at.date()) if reading.fetched_at else None


def _answer(reading: Reading) -> AnswerTold:
    name, asked = _name(reading), _asked(reading)
    return AnswerTold(
        reading.source,
        name,
        _day(reading),
        reading.standing.value,
        asked if not name.startswith(asked) else None,
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
    # Where nobody else was asked, it says nothing that nobody else has it.
    is_sole = told.rule is Rule.ONLY and len(readings) == 1
    rule = f"only {told.source} was asked" if is_sole else told.rule.value
    reading = readings[told.reading]
    return Taken(told.source, _name(reading), rule, _asked(reading), _day(reading))


def _others(told: Sequence[Provenance], readings: Sequence[Reading], value: str) -> Iterator[Other]:
    """Tell what else is said; names may differ only in what is not told, as in an ORCID."""
    for at in sorted({at for one in told for at in one.over}):
        other = _other(readings[at], told[0].field)
        if other.value:
            yield from [other] if other.value != value else []
        elif told[0].rule is Rule.BY_HAND and told[0].field.startswith("dates."):
            # By hand the date to show is said, of whichever sort that is.
            date = worded(readings[at].record.date)
            yield msgspec.structs.replace(other, value=date)


def _other(reading: Reading, field: str) -> Other:
    value = worded(value_of(reading.record, field) or None)
    return Other(reading.source, _name(reading), value, _asked(reading), _day(reading))
