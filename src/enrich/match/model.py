"""What is found when a work is held against what a list claims: evidence and a verdict."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from enrich.record import Record

__all__ = ["Agreement", "Evidence", "Match", "Verdict"]


class Agreement(StrEnum):
    """How one part of a claim and a work stand to each other."""

    CLEAR = "clear"
    # There is nothing to compare, or it does not tell.
    OPEN = "open"
    AGAINST = "against"


class Verdict(StrEnum):
    """Whether a work is the one that was meant."""

    PROVED = "proved"
    DOUBTFUL = "doubtful"
    NONE = "none"


class Evidence(msgspec.Struct, frozen=True):
    """How far a work agrees with what a list claims: each part for itself.

    What is told are the reasons, in plain words, of every part that is not clear.
    """

    title: Agreement
    author: Agreement
    year: Agreement
    kind: Agreement
    told: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Prove only what is clear in every part: none makes up for another.

        Lists get years wrong more than anything, so that a year alone leaves a doubt.
        """
        surest = {self.title, self.author, self.kind}
        if surest == {Agreement.CLEAR}:
            return Verdict.PROVED if self.year is Agreement.CLEAR else Verdict.DOUBTFUL
        return Verdict.NONE if Agreement.AGAINST in {*surest, self.year} else Verdict.DOUBTFUL


class Match(msgspec.Struct, frozen=True):
    """A work that may be the one that was meant; the verdict has seen its rivals, too."""

    record: Record
    evidence: Evidence
    verdict: Verdict
