"""Works by words that occur in them, those that are most about these words first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from enrich.catalogue.briefs import Brief
from enrich.errors import ConfigError
from enrich.library import Entry
from enrich.text import folded, to_unicode

__all__ = ["Words", "found"]

# How much it weighs that a word occurs: as a word of its own, at the beginning of one, within one.
_WHOLE, _BEGINNING, _PART = 4, 3, 2


class Words(msgspec.Struct, frozen=True):
    """The words that are sought, folded; what is written together, as a DOI, stays together."""

    terms: tuple[str, ...]

    @classmethod
    def read(cls, written: str) -> Words:
        """Read words between which there are spaces."""
        words = dict.fromkeys(filter(None, map(folded, written.split())))
        if not words:
            message = f"{written!r} has no word to search for; write letters or digits"
            raise ConfigError(message)
        return cls(tuple(words))

    def mark(self, word: str) -> bool:
        """Tell whether a word, as it is printed, is one that is sought or has it in it."""
        shown = folded(word)
        return any(part in shown for term in self.terms for part in term.split())


class _Place(NamedTuple):
    """A text in which a word may occur, and how much that says of the work."""

    text: str
    weight: int


def found(works: Iterable[tuple[Entry, Brief]], words: Words) -> list[Brief]:
    """Find the works in which all words occur, wherever each does; the best come first."""
    scored = ((_score(list(_places(entry, brief)), words), brief) for entry, brief in works)
    hits = [(score, brief) for score, brief in scored if score is not None]
    return [brief for _, brief in sorted(hits, key=lambda hit: (-hit[0], hit[1].key))]


def _places(entry: Entry, brief: Brief) -> Iterator[_Place]:
    """Give all that is searched, each folded between spaces, so that a word ends where it does."""
    record = entry.record
    seeds = entry.seeds
    names = [*record.identifiers, *(seed.wanted for seed in seeds if seed.wanted)]
    texts = (
        (brief.title, 40),
        (" ".join((entry.key, *entry.aliases)), 30),
        (" / ".join(map(str, (*record.authors, *record.editors))), 20),
        (" / ".join(dict.fromkeys(map(str, names))), 20),
        (brief.venue, 10),
        (" / ".join(brief.sections), 5),
        (to_unicode(record.abstract) if record.abstract else None, 1),
    )
    return (_Place(f" {folded(text)} ", weight) for text, weight in texts if text)


def _score(places: list[_Place], words: Words) -> int | None:
    """Add up the best occurrence of each word; none if one does not occur."""
    scores = [max(one.weight * _fit(one.text, term) for one in places) for term in words.terms]
    return sum(scores) if all(scores) else None


def _fit(text: str, term: str) -> int:
    if term not in text:
        return 0
    if f" {term} " in text:
        return _WHOLE
    return _BEGINNING if f" {term}" in text else _PART
