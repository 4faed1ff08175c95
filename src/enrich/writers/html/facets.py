"""What works can be filtered by, and the pictures that show how many there are of each sort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum

import msgspec

from enrich.status import Status
from enrich.text import folded
from enrich.writers.html.card import Card

__all__ = ["Facet", "Form", "Mark", "Sort", "facets_of"]

# A column is to be wide enough for a finger.
_MOST_COLUMNS = 11
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200)
# Whether most works are of late, so that all before them can share a column.
_LATE = 0.6
_FEW, _MANY = 8, 12
_CENTURY = 100


class Form(StrEnum):
    """How a picture is drawn."""

    COLUMNS = "columns"
    ROWS = "rows"


class Sort(StrEnum):
    """What the parts of a bar stand for, from its foot upwards."""

    PUBLISHED = "published"
    PREPRINT = "preprint"
    MISSED = "missed"

    @classmethod
    def of(cls, status: Status) -> Sort:
        """Tell what a work counts as: of a doubtful one, too, only a preprint is there."""
        return _SORTS.get(status, cls.PUBLISHED)


_SORTS = {
    Status.PREPRINT: Sort.PREPRINT,
    Status.DOUBTFUL: Sort.PREPRINT,
    Status.MISSED: Sort.MISSED,
}


class Mark(msgspec.Struct, frozen=True):
    """A bar: what it is called, and how many works it stands for.

    It may stand for several values, as five years do for half a decade.
    """

    label: str
    values: tuple[int, ...]
    count: int
    # Of a hundred, as a share of the longest bar, and what parts of it are preprints and missed.
    share: int
    preprints: int = 0
    missed: int = 0
    # What stands under a column that has no room for its label.
    short: str | None = None
    help: str | None = None


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """A way to sort works out: all its values, those of each work, and its bars."""

    name: str
    title: str
    form: Form
    # Of works without a value nothing is said.
    values: tuple[str, ...]
    of_works: tuple[tuple[int, ...], ...]
    marks: tuple[Mark, ...]
    # Where a picture tells sorts of works apart, which these are.
    legend: tuple[Sort, ...] = ()
    asks_for: str | None = None

    @property
    def is_worth_showing(self) -> bool:
        """Whether it tells works apart."""
        return bool(self.marks)


def facets_of(cards: Sequence[Card]) -> tuple[Facet, ...]:
    """Make all facets of some works; one that tells none of them apart has no bars."""
    return (
        _status(cards),
        _year(cards),
        _waited(cards),
        _most(cards, "section", "Sections", lambda card: card.sections, _MANY),
        _most(cards, "kind", "Kinds", lambda card: [card.kind] if card.kind else [], _FEW),
        _most(cards, "venue", "Venues", _venues, _FEW),
        _most(cards, "author", "Authors", lambda card: dict.fromkeys(card.people), _FEW),
        _most(cards, "list", "Lists", lambda card: card.lists, _FEW),
    )


def _venues(card: Card) -> Sequence[str]:
    return [card.venue_named] if card.venue_named else []


def _status(cards: Sequence[Card]) -> Facet:
    counts = Counter(card.status for card in cards)
    there = [status for status in Status if counts[status]]
    places = {status: number for number, status in enumerate(there)}
    longest = max(counts.values(), default=1)
    return Facet(
        name="status",
        title="Preprints and publications",
        form=Form.ROWS,
        values=tuple(there),
        of_works=tuple((places[card.status],) for card in cards),
        marks=tuple(
            Mark(
                status,
                (places[status],),
                counts[status],
                _share(counts[status], longest),
                help=status.help,
            )
            for status in there
        ),
    )


def _year(cards: Sequence[Card]) -> Facet:
    sorts = {one: Counter(_years(cards, one)) for one in Sort}
    counts = sum(sorts.values(), Counter[int]())
    years = sorted(counts)
    places = {year: number for number, year in enumerate(years)}
    spans = _spans(years, counts) if len(years) > 1 else ()
    longest = max((sum(counts[year] for year in span) for span in spans), default=1)
    return Facet(
        name="year",
        title="Years",
        form=Form.COLUMNS,
        values=tuple(map(str, years)),
        of_works=tuple(() if card.year is None else (places[card.year],) for card in cards),
        marks=tuple(
            msgspec.structs.replace(
                _column(span, sorts, longest),
                values=tuple(places[year] for year in span if year in places),
                short=short,
            )
            for span, short in zip(spans, _shortly(spans), strict=True)
        ),
        legend=tuple(one for one in Sort if sorts[one]),
        asks_for="a single year" if any(len(span) > 1 for span in spans) else None,
    )


def _years(cards: Sequence[Card], sort: Sort) -> Iterator[int]:
    yield from (card.year for card in cards if card.year and Sort.of(card.status) is sort)


def _column(span: range, sorts: Mapping[Sort, Counter[int]], longest: int) -> Mark:
    counts = {one: sum(sorts[one][year] for year in span) for one in Sort}
    total = sum(counts.values())
    share = _share(total, longest)
    missed = _part(share, counts[Sort.MISSED], total)
    # Both are rounded together, so that they never need more than there is.
    above = _part(share, counts[Sort.MISSED] + counts[Sort.PREPRINT], total)
    return Mark(_spanned(span), (), total, share, above - missed, missed)


def _shortly(spans: Sequence[range]) -> Iterator[str]:
    """Name years where there is no room, the last of several on a line of its own."""
    is_past_first = all(len(span) == 1 for span in spans[1:])
    for span in spans:
        first, last = (f"{year % _CENTURY:02}" for year in (span[0], span[-1]))
        if len(span) == 1:
            yield f"\u2019{last}"
        elif is_past_first:
            yield f"\u2264{last}"
        elif len(span) < _CENTURY:
            yield f"\u2019{first}\n\u2013{last}"
        else:
            yield f"{span[0]}\n\u2013{span[-1]}"


def _spanned(span: range) -> str:
    return f"{span[0]}" if len(span) == 1 else f"{span[0]}\u2013{span[-1]}"


def _spans(years: Sequence[int], counts: Mapping[int, int]) -> tuple[range, ...]:
    """Part the years into few spans: all of one length, or single years behind one long past."""
    if not years:
        return ()
    first, end = years[0], years[-1] + 1
    recent = max(first, end - _MOST_COLUMNS + 1)
    if sum(counts[year] for year in years if year >= recent) >= _LATE * sum(counts.values()):
        past = (range(first, recent),) if first < recent else ()
        return (*past, *(range(year, year + 1) for year in range(recent, end)))
    step = next((one for one in _STEPS if (end - 1) // one - first // one < _MOST_COLUMNS), end)
    return tuple(range(start, start + step) for start in range(first // step * step, end, step))


_WAITS = (
    ("at once", range(-1200, 1)),
    ("1\u20133", range(1, 4)),
    ("4\u20136", range(4, 7)),
    ("7\u201312", range(7, 13)),
    ("13\u201324", range(13, 25)),
    ("longer", range(25, 12000)),
)


def _waited(cards: Sequence[Card]) -> Facet:
    of_works = tuple(tuple(_waits(card.waited)) for card in cards)
    counts = Counter(value for values in of_works for value in values)
    longest = max(counts.values(), default=1)
    marks = (
        Mark(label, (number,), counts[number], _share(counts[number], longest))
        for number, (label, _) in enumerate(_WAITS)
    )
    return Facet(
        name="waited",
        title="Months from preprint to publication",
        form=Form.COLUMNS,
        values=tuple(label for label, _ in _WAITS),
        of_works=of_works,
        marks=tuple(marks) if sum(counts.values()) > 1 else (),
    )


def _waits(months: int | None) -> Iterator[int]:
    if months is not None:
        yield from (number for number, (_, span) in enumerate(_WAITS) if months in span)


def _most(
    cards: Sequence[Card],
    name: str,
    title: str,
    values_of: Callable[[Card], Sequence[str] | Mapping[str, None]],
    most: int,
) -> Facet:
    """Show the values that are most frequent, in that order."""
    counts = Counter(value for card in cards for value in values_of(card))
    values = sorted(counts, key=lambda value: (-counts[value], folded(value), value))
    places = {value: number for number, value in enumerate(values)}
    # What all have tells nothing of any.
    telling = [value for value in values if counts[value] < len(cards)]
    longest = max((counts[value] for value in telling), default=1)
    marks = (
        Mark(value, (places[value],), counts[value], _share(counts[value], longest))
        for value in telling[:most]
    )
    return Facet(
        name=name,
        title=title,
        form=Form.ROWS,
        values=tuple(values),
        of_works=tuple(tuple(places[value] for value in values_of(card)) for card in cards),
        marks=tuple(marks),
        asks_for=f"another {name}" if len(telling) > most else None,
    )


def _share(count: int, longest: int) -> int:
    """Give hundredths, of which even the least shows."""
    return max(1, round(100 * count / longest)) if count else 0


def _part(share: int, part: int, whole: int) -> int:
    return round(share * part / whole) if whole else 0
