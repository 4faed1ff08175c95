"""What can be wrong with a bibliography, how bad that is, and what it means."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

import msgspec

__all__ = ["AnyFault", "Fault", "Level", "PluginFault"]


class Level(StrEnum):
    """How bad it is, the worst first: errors and warnings hold a change back, notes do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Fault(StrEnum):
    """What can be wrong, the worst first."""

    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"
    WRONG_LINK = "wrong link"
    DEAD_IDENTIFIER = "dead identifier"
    MISSED = "missed"
    CONCERN = "concern"
    DOUBTFUL_MATCH = "doubtful match"
    LOST = "lost"
    SUPERSEDED = "superseded preprint"
    WRONG_TITLE = "wrong title"
    IMPOSSIBLE_DATE = "impossible date"
    DUPLICATE = "duplicate"
    PLACEHOLDER = "placeholder"
    IN_TWO_LISTS = "in two lists"
    NOTICE = "notice"
    CORRECTED = "corrected"
    INCOMPLETE = "incomplete"
    SUSPICIOUS_DATE = "suspicious date"
    UNCHECKED = "unchecked"
    STALE_IGNORE = "stale ignore"

    @property
    def check(self) -> str:
        """The name by which settings and options call it."""
        return self.value.replace(" ", "-")

    @property
    def level(self) -> Level:
        """How bad it is."""
        return _TABLE[self][0]

    @property
    def help(self) -> str:
        """What it means, in a sentence."""
        return _TABLE[self][1]


class PluginFault(msgspec.Struct, frozen=True):
    """What the check of a plugin finds wrong: its name in settings, how bad, what it means."""

    check: str
    level: Level
    help: str

    def __str__(self) -> str:
        """Print as ours are."""
        return self.check.replace("-", " ")


AnyFault: TypeAlias = Fault | PluginFault

_TABLE = {
    Fault.RETRACTED: (Level.ERROR, "The work was retracted or removed, as a whole or in part."),
    Fault.WITHDRAWN: (Level.ERROR, "The work was withdrawn by its authors or its publisher."),
    Fault.WRONG_LINK: (Level.ERROR, "The link leads to another work than the list says."),
    Fault.DEAD_IDENTIFIER: (Level.ERROR, "No source knows the identifier."),
    Fault.MISSED: (Level.ERROR, "No source has a work that is surely the one that is meant."),
    Fault.CONCERN: (Level.WARNING, "The publisher expressed concern about the work."),
    Fault.DOUBTFUL_MATCH: (
        Level.WARNING,
        "It is in doubt which work is meant; `enrich review` lets you decide.",
    ),
    Fault.LOST: (Level.WARNING, "The source that once knew the work no longer does."),
    Fault.SUPERSEDED: (
        Level.WARNING,
        "The entry shows a preprint, though there is or may be a publication.",
    ),
    Fault.WRONG_TITLE: (Level.WARNING, "The work has another title than the list says."),
    Fault.IMPOSSIBLE_DATE: (
        Level.WARNING,
        "The list dates the paper before it was there, or in time to come.",
    ),
    Fault.DUPLICATE: (Level.WARNING, "An earlier line of the list names the same work."),
    Fault.IN_TWO_LISTS: (Level.NOTE, "Another list names the same work."),
    Fault.PLACEHOLDER: (Level.NOTE, "The link leads nowhere on purpose."),
    Fault.NOTICE: (Level.NOTE, "The entry is itself a notice about another work."),
    Fault.CORRECTED: (Level.NOTE, "A correction or the like was published about the work."),
    Fault.INCOMPLETE: (Level.NOTE, "A field that BibTeX requires for such a work is missing."),
    Fault.SUSPICIOUS_DATE: (Level.NOTE, "A date that the sources give of the work looks wrong."),
    Fault.UNCHECKED: (Level.NOTE, "No source answered for it just now, so it was not checked."),
    Fault.STALE_IGNORE: (Level.NOTE, "Something is to be ignored that was not found."),
}
