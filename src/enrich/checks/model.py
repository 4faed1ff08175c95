"""What a check looks at, and what it finds."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from enrich.dates import PartialDate
from enrich.library import Library
from enrich.seeds import Origin, PassedOver, Scan, Seed

__all__ = ["Checked", "Fault", "Finding"]


class Fault(StrEnum):
    """What a list can have wrong, the worst first."""

    WRONG_LINK = "wrong link"
    WRONG_TITLE = "wrong title"
    DEAD_IDENTIFIER = "dead identifier"
    IMPOSSIBLE_DATE = "impossible date"
    PLACEHOLDER = "placeholder"
    DUPLICATE = "duplicate"


class Finding(msgspec.Struct, frozen=True):
    """Something a list has wrong: with a paper it names, or with another link."""

    fault: Fault
    about: Seed | PassedOver
    told: str

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return self.about.origin

    @property
    def text(self) -> str:
        """What was written, and what is wrong with it."""
        return f"{self.about.written or '(nothing)'}: {self.told}"

    def __str__(self) -> str:
        """Tell it in one line."""
        return f"{self.origin}: {self.fault}: {self.text}"


class Checked(msgspec.Struct, frozen=True):
    """What was read, what came of it, and the day on which that is looked at."""

    scan: Scan
    library: Library
    today: PartialDate
