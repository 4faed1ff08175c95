"""Preprints and what they became, and by which evidence."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from enrich.identifiers import Doi

__all__ = ["Followed", "Rung"]


class Rung(StrEnum):
    """What shows that a preprint became a publication, the strongest first."""

    AUTHOR = "author"
    RELATION = "relation"
    DECISION = "decision"
    TITLE = "title"

    @property
    def told(self) -> str:
        """What it is, in words that go on with "since"."""
        return _TOLD[self]


_TOLD = {
    Rung.AUTHOR: "its author gave this DOI at arXiv",
    Rung.RELATION: "Crossref relates the two",
    Rung.DECISION: "somebody said so under review",
    Rung.TITLE: "title, authors and years agree and fit nothing else",
}


class Followed(msgspec.Struct, frozen=True):
    """What a preprint became, and what shows it."""

    published: Doi
    rung: Rung
