"""What is merged, and what is told of it: a record with where it comes from, a field likewise."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import msgspec

from enrich.answers import Standing
from enrich.identifiers import Wanted
from enrich.packing import Packed
from enrich.record import Record

__all__ = ["Provenance", "Reading", "Rule"]


class Reading(msgspec.Struct, frozen=True):
    """A record, the source whose answer it was read from, and how good that answer is."""

    source: str
    packed: Packed
    standing: Standing
    # What the source was asked for, and when it answered; the snapshot's answers have no time.
    asked: Wanted | None = None
    fetched_at: dt.datetime | None = None

    @classmethod
    def of(
        cls,
        source: str,
        record: Record,
        standing: Standing,
        asked: Wanted | None = None,
        fetched_at: dt.datetime | None = None,
    ) -> Reading:
        """Take a record for what a source answered."""
        return cls(source, Packed.of(record), standing, asked, fetched_at)

    @property
    def record(self) -> Record:
        """The record."""
        return self.packed.record

    @property
    def is_preprint(self) -> bool:
        """Whether it is the record of a preprint."""
        return self.packed.is_preprint

    @property
    def digest(self) -> str:
        """What tells this answer from another, as far as anything in it counts here.

        It is of what was read: sources count citations and reindex works every day.
        """
        return self.packed.digest


class Rule(StrEnum):
    """Why one value was taken, and not another."""

    ONLY = "nobody else has it"
    AGREED = "all who have it agree"
    SHOWN = "it belongs to the version shown"
    FIRST = "its source goes first, or its version is later"
    FULLER = "it is fuller"
    PRECISER = "it is more precise"
    CLEANER = "it is cleaner"
    ADDED_UP = "what each source says is added up"
    BY_HAND = "somebody said so"


class Provenance(msgspec.Struct, frozen=True):
    """Where one field came from, or one part of it as in `dates.posted`, and by which rule.

    Readings are named by their place among those that were merged; a value by hand has none.
    """

    field: str
    source: str
    rule: Rule = Rule.ONLY
    reading: int | None = None
    # The readings that say otherwise.
    over: tuple[int, ...] = ()
