"""How much two records of what may be one work have in common."""

from __future__ import annotations

import msgspec

from enrich.record import Record
from enrich.text import Text, folded, to_unicode

__all__ = ["Likeness", "likeness"]

_SHARED_WORDS = 0.5
_SHARED_NAMES = 0.5
# Shorter words say little of what a title is about.
_TELLING = 4


class Likeness(msgspec.Struct, frozen=True, order=True):
    """How much two records agree, from 0 to 1, and by how many names."""

    title: float
    names: float
    count: int

    @property
    def is_plausible(self) -> bool:
        """Whether a DOI that an author gave for a paper can be right.

        Papers are renamed and author lists grow when they are published. More than half the
        title is enough; without it half the names are, if they are two, or one and a word.
        """
        if self.title > _SHARED_WORDS:
            return True
        return self.names >= _SHARED_NAMES and (self.count > 1 or self.title > 0)


def likeness(one: Record, other: Record) -> Likeness:
    """Compare titles and names of two records; what one of them lacks agrees with nothing."""
    ours, theirs = _names(one), _names(other)
    return Likeness(
        title=_shared(_words(one.title), _words(other.title)),
        names=_shared(ours, theirs),
        count=len(ours & theirs),
    )


def _names(record: Record) -> set[str]:
    """Give family names with the initial, since families share names."""
    return {
        f"{family} {folded(name.given or '')[:1]}".strip()
        for name in record.authors
        if (family := folded(name.sorting))
    }


def _words(title: Text | None) -> set[str]:
    words = folded(to_unicode(title)).split() if title else []
    return {word for word in words if len(word) >= _TELLING} or set(words)


def _shared(ours: set[str], theirs: set[str]) -> float:
    """Give the share of the smaller set that is in the other."""
    smaller = min(len(ours), len(theirs))
    return len(ours & theirs) / smaller if smaller else 0.0
