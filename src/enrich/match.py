"""Whether two records describe the same work: evidence, not a guess."""

from __future__ import annotations

from enrich.record import Record
from enrich.text import Text, folded, to_unicode

__all__ = ["is_plausible_pair"]

_SHARED_WORDS = 0.5


def is_plausible_pair(preprint: Record, published: Record) -> bool:
    """Whether a DOI that an author gave can be right: some name or half the title agrees.

    Papers are renamed and author lists grow when they are published, so one of the two will
    do; where neither agrees, the DOI is another paper's.
    """
    return bool(_names(preprint) & _names(published)) or (
        _shared(preprint.title, published.title) >= _SHARED_WORDS
    )


def _names(record: Record) -> set[str]:
    return {words for name in record.authors if (words := folded(name.sorting))}


def _shared(one: Text | None, other: Text | None) -> float:
    """Give the share of the shorter title's words that stand in the other."""
    words = [set(folded(to_unicode(text)).split()) if text else set() for text in (one, other)]
    shortest = min(len(words[0]), len(words[1]))
    return len(words[0] & words[1]) / shortest if shortest else 0.0
