"""What came of asking a source for one identifier: its answer, absence included, or a failure."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TypeAlias

import msgspec

from enrich.identifiers import Wanted

__all__ = ["Answer", "Failure", "Outcome", "Reason", "Standing"]


class Standing(StrEnum):
    """How far an answer can be relied on, best first."""

    NEW = "new"
    FRESH = "fresh"
    STALE = "stale"
    SNAPSHOT = "snapshot"


class Reason(StrEnum):
    """Why something that was wanted is not there."""

    UNIDENTIFIED = "no identifier"
    DOUBTFUL = "doubtful"
    NOT_FOUND = "not found"
    OFFLINE = "offline"
    UNREACHABLE = "unreachable"
    THROTTLED = "throttled"
    GARBLED = "garbled"
    REFUSED = "refused"

    @property
    def is_passing(self) -> bool:
        """Whether it may be otherwise in a moment, though the source and the world are as now."""
        return self in {Reason.OFFLINE, Reason.UNREACHABLE, Reason.THROTTLED}


class Answer(msgspec.Struct, frozen=True):
    """One source's answer for one identifier; without a body the source does not know it."""

    source: str
    identifier: Wanted
    body: bytes | None
    fetched_at: dt.datetime | None
    standing: Standing = Standing.NEW


class Failure(msgspec.Struct, frozen=True):
    """An identifier that a source gave no answer for, and why."""

    source: str
    identifier: Wanted
    reason: Reason
    detail: str
    # Whether the source did not know it when it was last asked.
    was_absent: bool = False


Outcome: TypeAlias = Answer | Failure
