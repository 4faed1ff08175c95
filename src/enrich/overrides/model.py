"""What a person says of works, each found by any name that the work goes by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import TypeAlias

import msgspec

from enrich.dates import PartialDate
from enrich.errors import ConfigError
from enrich.identifiers import ArxivId, Doi, Identifier
from enrich.policy import Policy
from enrich.record import Kind, Name
from enrich.text import Text

__all__ = ["Correction", "Override", "Overrides", "Value"]

Value: TypeAlias = Text | tuple[Name, ...] | PartialDate | Kind | ArxivId | Doi | str


class Correction(msgspec.Struct, frozen=True):
    """What a field of a record is, none where it is to be left out, and the line that says so.

    The field is named as in a record, `pages` or `venue.title`, but for `date`: the date to show.
    """

    field: str
    value: Value | None
    place: str


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of one work, named by an identifier or by its citation key."""

    of: Identifier | str
    fields: tuple[Correction, ...] = ()
    version: Policy | None = None
    note: str | None = None
    place: str

    @property
    def name(self) -> Identifier | str:
        """What tells this work from others: versions of a paper are one, and so is a key's case."""
        return self.of.casefold() if isinstance(self.of, str) else self.of.paper


class Overrides:
    """All that was said by hand."""

    def __init__(self, overrides: Iterable[Override] = ()) -> None:
        """Take overrides, no two of which may be under the same name."""
        self._by_name: dict[Identifier | str, Override] = {}
        for one in overrides:
            first = self._by_name.setdefault(one.name, one)
            if first is not one:
                message = f"{one.place}: {str(one.of)!r} has a table at {first.place}; join the two"
                raise ConfigError(message)

    def __bool__(self) -> bool:
        """Whether anything was said."""
        return bool(self._by_name)

    def __iter__(self) -> Iterator[Override]:
        """Give each override, in the order of the file."""
        return iter(self._by_name.values())

    def of(self, identifiers: Iterable[Identifier], keys: Iterable[str] = ()) -> Override | None:
        """Give what is said of a work under any of its identifiers and citation keys."""
        names = dict.fromkeys(_names(identifiers, keys))
        found = [self._by_name[name] for name in names if name in self._by_name]
        return reduce(_joined, found) if found else None

    def version_of(
        self, identifiers: Iterable[Identifier], keys: Iterable[str] = ()
    ) -> Policy | None:
        """Give the version in which a work is to be shown, under any of its names."""
        found = (self._by_name[name] for name in _names(identifiers, keys) if name in self._by_name)
        said = [one for one in found if one.version]
        first = said[0] if said else None
        for one in said:
            if first and one.version is not first.version:
                raise _contradiction(one.place, first.place, of="version")
        return first.version if first else None

    def unused(self, identifiers: Iterable[Identifier], keys: Iterable[str]) -> tuple[str, ...]:
        """Tell of each override whose name is none of those that the library's works go by."""
        names = set(_names(identifiers, keys))
        return tuple(
            f"{one.place}: {str(one.of)!r} names no work of the library"
            for name, one in self._by_name.items()
            if name not in names
        )


def _names(identifiers: Iterable[Identifier], keys: Iterable[str]) -> Iterator[Identifier | str]:
    yield from (one.paper for one in identifiers)
    yield from (key.casefold() for key in keys)


def _joined(first: Override, second: Override) -> Override:
    """Put together what is said of one work under two names."""
    said = {one.field: one for one in first.fields}
    for one in second.fields:
        other = said.setdefault(one.field, one)
        if other.value != one.value:
            raise _contradiction(one.place, other.place, of=one.field)
    if first.version and second.version and first.version is not second.version:
        raise _contradiction(second.place, first.place, of="version")
    notes = dict.fromkeys(note for note in (first.note, second.note) if note)
    return Override(
        of=first.of,
        fields=tuple(said.values()),
        version=first.version or second.version,
        note="; ".join(notes) or None,
        place=first.place,
    )


def _contradiction(place: str, other: str, *, of: str) -> ConfigError:
    return ConfigError(
        f"{place}: says another {of} than {other}, of the same work; take one of them out"
    )
