"""What came of asking a source for one identifier: its answer, absence included, or a failure."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TypeAlias

import msgspec

from enrich.identifiers import Sequel, Title, Wanted

__all__ = ["Answer", "Failure", "Outcome", "Reason", "Standing"]


class Standing(StrEnum):
    """How far an answer can be relied on, best first."""

    NEW = "new"
    FRESH = "fresh"
    STALE = "stale"
    # The source has said since that it does not know it any more.
    LOST = "lost"
    SNAPSHOT = "snapshot"

    @property
    def is_past(self) -> bool:
        """Whether the source might tell something else by now."""
        return self in {Standing.STALE, Standing.LOST, Standing.SNAPSHOT}


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

    @property
    def may_lie_with_source(self) -> bool:
        """Whether it tells nothing of what was asked if the source answers nothing else either."""
        return self in {Reason.GARBLED, Reason.REFUSED}


class Answer(msgspec.Struct, frozen=True):
    """One source's answer for one identifier; without a body the source does not know it."""

    source: str
    identifier: Wanted
    body: bytes | None
    fetched_at: dt.datetime | None
    standing: Standing = Standing.NEW
    # When the source said that it does not know any more what it once answered.
    lost_at: dt.datetime | None = None

    @property
    def told_at(self) -> dt.datetime | None:
        """When the source was last asked."""
        return self.lost_at or self.fetched_at

    def after(self, kept: Answer | None) -> Answer:
        """Give what is to be kept now: a work that its source lost outlives the absence.

        That a search found something once says nothing, nor does an answer of no known age.
        """
        is_loss = self.body is None and self.fetched_at is not None
        if kept is None or kept.body is None or kept.fetched_at is None or not is_loss:
            return self
        if isinstance(self.identifier, (Sequel, Title)):
            return self
        return msgspec.structs.replace(kept, standing=Standing.LOST, lost_at=self.fetched_at)


class Failure(msgspec.Struct, frozen=True):
    """An identifier that a source gave no answer for, and why."""

    source: str
    identifier: Wanted
    reason: Reason
    detail: str
    # Whether the source did not know it when it was last asked.
    was_absent: bool = False


Outcome: TypeAlias = Answer | Failure
