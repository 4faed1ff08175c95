"""Values in plain words, as a person reads them."""

from __future__ import annotations

from collections.abc import Callable

from enrich.dates import PartialDate
from enrich.record import Event, Notice, Record, Relation, StandardNumber
from enrich.text import Text, to_unicode

__all__ = ["headline", "value_of", "worded"]

_MOST_NAMED = 3


def value_of(record: Record, field: str) -> object:
    """Give the value of a field or, as in `dates.posted`, of a part of one."""
    whole, _, part = field.rpartition(".")
    return getattr(getattr(record, whole) if whole else record, part)


def worded(value: object) -> str:
    """Put a value in words; none is empty."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        separator = ", " if all(isinstance(one, str) for one in value) else "; "
        return separator.join(map(worded, value))
    words: Callable[..., str] = _WORDS.get(type(value), str)
    return words(value)


def headline(record: Record) -> str:
    """Say in a line what a work is: who wrote it, its title, its year."""
    title = worded(record.title) or "(without a title)"
    people = record.authors or record.editors
    named = [str(one) for one in people[:_MOST_NAMED]]
    if len(people) > _MOST_NAMED:
        named = [named[0], f"{len(people) - 1} others"]
    who = f"{_listed(named)}: " if named else ""
    return f"{who}{title}{_year(record.date)}"


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _year(date: PartialDate | None) -> str:
    return f" ({date.year})" if date else ""


def _event(event: Event) -> str:
    days = " to ".join(dict.fromkeys(str(day) for day in (event.start, event.end) if day))
    return ", ".join(filter(None, (worded(event.name), event.place, days)))


def _notice(notice: Notice) -> str:
    where = ", ".join(str(part) for part in (notice.identifier, notice.date) if part)
    return f"{notice.kind} ({where})" if where else notice.kind


def _number(number: StandardNumber) -> str:
    return f"{number.value} ({number.medium})" if number.medium else number.value


def _relation(relation: Relation) -> str:
    return f"{relation.kind} {relation.identifier.key}"


# What does not print itself as a person reads it.
_WORDS: dict[type, Callable[..., str]] = {
    Event: _event,
    Notice: _notice,
    Relation: _relation,
    StandardNumber: _number,
    Text: to_unicode,
}
