"""The conference of a Crossref work: its event, and what the publisher asserts of it.

Springer names the conferences of its chapters in assertions alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from enrich.dates import PartialDate, date_of_parts, parse_date
from enrich.record import Event
from enrich.sources.crossref import shape
from enrich.sources.crossref.dates import date_of
from enrich.sources.crossref.shape import Work
from enrich.sources.lines import read_line, unless_void
from enrich.text import Text, read_markup

__all__ = ["event_of", "has_event"]

_MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
_DAY = re.compile(r"(\d{1,2})\s+([A-Z][a-z]+)\s+(\d{4})", re.ASCII)
# A conference is not its proceedings, which some publishers give as its name.
_LEAD = re.compile(r"^(?:\[?(?i:proceedings?)\]?\.? (?i:of )?(?i:the )?|the )")
# ACM's older titles: "Proceedings of the 2012 iConference on - iConference '12".
_TAIL = re.compile(r"(?: on)? - (?:(?! - ).)*['\u2019]\d\d\b.*$")


def has_event(work: Work) -> bool:
    """Whether the work says of itself that it was given at a conference."""
    return work.event is not None or any(
        one.name and one.name.startswith("conference_") for one in work.assertion or ()
    )


def event_of(work: Work) -> Event | None:
    """Read the conference; what the event does not say is taken from the assertions."""
    said, asserted = work.event or shape.Event(), _asserted(work)
    start = date_of(said.start) or _day(asserted, "conference_start_date")
    end = date_of(said.end) or _day(asserted, "conference_end_date")
    event = Event(
        name=_name(work, asserted),
        place=_place(said.location, asserted),
        start=start or _day(asserted, "conference_year"),
        end=end if start and end and not _is_before(end, start) else None,
    )
    return event if event != Event() else None


def _asserted(work: Work) -> dict[str, str]:
    return {
        one.name: str(one.value)
        for one in work.assertion or ()
        if one.name and one.name.startswith("conference_") and one.value is not None
    }


def _name(work: Work, asserted: Mapping[str, str]) -> Text | None:
    """Read the name; ACM's are cut before the subject, with which the volume's title goes on."""
    said = work.event.name if work.event else None
    name = said or asserted.get("conference_name") or asserted.get("conference_acronym")
    if not name or unless_void(read_line(name)) is None:
        return None
    bare = _bare(name)
    volumes = [_bare(title) for title in work.container_title or () if title]
    whole = next((one for one in volumes if one.startswith(f"{bare} on ")), None)
    return read_markup(_TAIL.sub("", whole) if whole else bare)


def _bare(name: str) -> str:
    return _LEAD.sub("", " ".join(name.split()))


def _place(location: str | None, asserted: Mapping[str, str]) -> str | None:
    if place := unless_void(read_line(location)):
        return place.strip(" ,;") or None
    parts = (asserted.get(f"conference_{part}") for part in ("city", "country"))
    known = (unless_void(read_line(part)) for part in parts)
    return ", ".join(dict.fromkeys(part for part in known if part)) or None


def _day(asserted: Mapping[str, str], name: str) -> PartialDate | None:
    """Read `24 November 2021`, or a date as it is usually written."""
    text = asserted.get(name, "").strip()
    found = _DAY.fullmatch(text)
    if found is None:
        return parse_date(text)
    day, month, year = found.groups()
    return date_of_parts([year, _MONTHS.index(month) + 1, day]) if month in _MONTHS else None


def _is_before(one: PartialDate, other: PartialDate) -> bool:
    """Compare as far as both are known."""
    known = min(len(one.parts), len(other.parts))
    return one.parts[:known] < other.parts[:known]
