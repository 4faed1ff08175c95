"""What stands in the library for a seed, in one word: the gravest that can be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from enrich.fates import Fate, announced_in, fate_of, notices_of
from enrich.identifiers import Identifier
from enrich.library import Entry, Library
from enrich.policy import Policy
from enrich.record import Kind, Notice

__all__ = ["Status", "status_of", "statuses_of"]

_TAKEN_BACK = frozenset({Fate.RETRACTED, Fate.WITHDRAWN})


class Status(StrEnum):
    """What a work is to who cites it; a seed without an entry is missed."""

    PUBLISHED = "published"
    PREPRINT = "preprint"
    RETRACTED = "retracted"
    DOUBTFUL = "doubtful"
    MISSED = "missed"

    @property
    def help(self) -> str:
        """What it means, in a sentence."""
        return _HELP[self]


_HELP = {
    Status.PUBLISHED: "The entry shows a publication.",
    Status.PREPRINT: "The entry shows a preprint of which no publication is known.",
    Status.RETRACTED: "The work was retracted, removed or withdrawn, as a whole or in part.",
    Status.DOUBTFUL: "The entry shows a preprint that may have become a publication.",
    Status.MISSED: "There is no entry: no work is surely the one that is meant.",
}


def status_of(
    entry: Entry, announced: Mapping[Identifier, tuple[Notice, ...]] | None = None
) -> Status:
    """Tell the status of an entry, by its own notices and by those that other works announce."""
    record = entry.record
    if any(fate_of(one) in _TAKEN_BACK for one in notices_of(record, announced or {})):
        return Status.RETRACTED
    # Who wants preprints shown is in no doubt.
    if entry.may_have_become and entry.policy is Policy.PUBLISHED:
        return Status.DOUBTFUL
    return Status.PREPRINT if record.kind is Kind.PREPRINT else Status.PUBLISHED


def statuses_of(library: Library) -> Mapping[str, Status]:
    """Tell the status of every entry by its key; what one says of another counts, too."""
    announced = announced_in(entry.record for entry in library.entries)
    return {entry.key: status_of(entry, announced) for entry in library.entries}
