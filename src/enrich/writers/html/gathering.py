"""All cards of a page, the newest first, with the links that stand beside works in their lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from enrich.library import Entry
from enrich.misses import Miss
from enrich.seeds import LinkKind, Origin, PassedOver, Seed
from enrich.status import statuses_of
from enrich.text import folded
from enrich.writers.contents import Contents
from enrich.writers.html.card import Card, Link, fragments, is_web_address
from enrich.writers.html.entries import card_of_entry
from enrich.writers.html.missing import card_of_miss

__all__ = ["Deck", "Shown", "deal"]

_BESIDE = {
    LinkKind.CODE: "code",
    LinkKind.DATA_SET: "data",
    LinkKind.VIDEO: "video",
    LinkKind.BLOG: "blog",
}


class Shown(msgspec.Struct, frozen=True):
    """A card with what it was made of; a miss has no entry."""

    card: Card
    entry: Entry | None
    seeds: tuple[Seed, ...]


class Deck(msgspec.Struct, frozen=True):
    """Everything that the page shows, in the order in which it stands there."""

    shown: tuple[Shown, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards alone."""
        return tuple(one.card for one in self.shown)


def deal(contents: Contents) -> Deck:
    """Make cards of entries and misses."""
    library = contents.library
    entries = contents.entries
    names = fragments(
        (*(one.key for one in entries), *(str(miss.seed.origin) for miss in library.misses))
    )
    statuses, beside = statuses_of(library), _beside(contents)
    shown = [
        Shown(card_of_entry(one, name, statuses[one.key], beside), one, one.seeds)
        for one, name in zip(entries, names[: len(entries)], strict=True)
    ]
    shown += [
        _missed(one, name) for one, name in zip(library.misses, names[len(entries) :], strict=True)
    ]
    return Deck(tuple(sorted(shown, key=lambda one: _newest(one.card))))


def _missed(miss: Miss, fragment: str) -> Shown:
    return Shown(card_of_miss(miss, fragment), None, (miss.seed,))


def _newest(card: Card) -> tuple[object, ...]:
    """Sort the newest first, a vague date behind the precise ones of its span."""
    date = card.date
    parts = (date.year, date.month or 0, date.day or 0) if date else (0, 0, 0)
    return (*(-part for part in parts), folded(card.named), card.fragment)


def _beside(contents: Contents) -> Mapping[Origin, Sequence[Link]]:
    """Find the links to code and the like that stand at the line of one work alone."""
    works: defaultdict[Origin, set[int]] = defaultdict(set)
    for number, entry in enumerate(contents.entries):
        for seed in entry.seeds:
            works[seed.origin].add(number)
    for miss in contents.library.misses:
        works[miss.seed.origin].add(-1)
    found: defaultdict[Origin, list[Link]] = defaultdict(list)
    for one in contents.scan.passed_over:
        if len(works.get(one.origin, ())) == 1 and (link := _link(one)):
            found[one.origin].append(link)
    return found


def _link(one: PassedOver) -> Link | None:
    called = _BESIDE.get(one.kind)
    return Link(called, one.written) if called and is_web_address(one.written) else None
