"""What the page's script needs beside the document, as JSON that no markup can get out of."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from anyascii import anyascii
from markupsafe import Markup

from enrich.library import Entry
from enrich.status import Status
from enrich.text import escaped_controls, folded, without_controls
from enrich.writers.bibtex import write_bibtex
from enrich.writers.csl import write_csl
from enrich.writers.html.card import Card
from enrich.writers.html.facets import Facet
from enrich.writers.html.gathering import Deck, Shown
from enrich.writers.html.whence import Whence, whence_of

__all__ = ["Block", "blocks_of"]


class Block(msgspec.Struct, frozen=True):
    """A piece of JSON under the name by which the script finds it."""

    name: str
    json: Markup


class _Index(msgspec.Struct, frozen=True):
    """All by which works are found and sorted, in the order in which they stand on the page."""

    fold: Mapping[str, str]
    words: Sequence[str]
    keys: Sequence[str | None]
    facets: Sequence[_Values]
    orders: Mapping[str, Sequence[int]]
    # Works of which only a preprint is there.
    preprints: Sequence[int]


class _Values(msgspec.Struct, frozen=True):
    """The values of a facet, and those of each work."""

    name: str
    values: Sequence[str]
    of: Sequence[Sequence[int]]


class _Citation(msgspec.Struct, frozen=True, array_like=True):
    """A work as BibTeX and as CSL, both without its abstract."""

    bibtex: str
    csl: msgspec.Raw


def blocks_of(deck: Deck, facets: Sequence[Facet]) -> tuple[Block, ...]:
    """Make all blocks of a page."""
    entries = [one.entry for one in deck.shown]
    return (
        _block("index", without_controls(_json(_index(deck, facets)))),
        _block(
            "citations",
            escaped_controls(_json([_citation(one) if one else None for one in entries])),
        ),
        _block(
            "whence", without_controls(_json([whence_of(one) if one else None for one in entries]))
        ),
    )


def _json(value: _Index | list[_Citation | None] | list[tuple[Whence, ...] | None]) -> str:
    return msgspec.json.encode(value).decode()


def _block(name: str, json: str) -> Block:
    """Keep JSON in which a browser sees neither an end of the script nor a comment."""
    safe = json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Block(name, Markup(safe))  # noqa: S704 - no sign of markup is left in it


def _index(deck: Deck, facets: Sequence[Facet]) -> _Index:
    cards = deck.cards
    words = [f" {folded(' '.join(_words(card)))}" for card in cards]
    return _Index(
        fold=_folding(text for card in cards for text in (*_words(card), *map(str, card.abstract))),
        words=words,
        keys=[card.key for card in cards],
        facets=[_Values(one.name, one.values, one.of_works) for one in facets],
        orders=_orders(deck.shown),
        preprints=[
            number
            for number, card in enumerate(cards)
            if card.status in {Status.PREPRINT, Status.DOUBTFUL}
        ],
    )


def _words(card: Card) -> Iterator[str]:
    """Give all that a work is found by, but for its abstract."""
    yield card.named
    yield from card.people
    yield from filter(None, (card.venue_named, card.key, card.kind, card.status.value))
    yield str(card.date or "")
    yield from (*card.sections, *card.identifiers)
    if card.missing:
        yield from (card.missing.written, card.missing.reason)


def _folding(texts: Iterable[str]) -> dict[str, str]:
    """Tell how letters are spelled in ASCII that taking marks off won't tell, in either case."""
    letters = {letter for text in texts if not text.isascii() for letter in text}
    cases = {case for letter in letters for case in (letter, letter.lower(), letter.upper())}
    return {
        letter: spelled
        for letter in sorted(cases)
        if len(letter) == 1
        and not letter.isascii()
        and (spelled := anyascii(letter)) != _without_marks(letter)
    }


def _without_marks(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _orders(shown: Sequence[Shown]) -> dict[str, list[int]]:
    """Give each order in which works can be shown, but for the one in which they stand."""
    cards = [one.card for one in shown]
    orders = {name: _sorted([key(card) for card in cards]) for name, key in _KEYS.items()}
    return {
        **orders,
        "list": _sorted([sorted(seed.origin for seed in one.seeds)[:1] for one in shown]),
    }


def _sorted(keys: Sequence[Any]) -> list[int]:
    """Give the places of works in the order of their keys."""
    return sorted(range(len(keys)), key=lambda at: (keys[at], at))


def _oldest(card: Card) -> tuple[object, ...]:
    return (card.date.parts if card.date else (9999,),)


def _by_author(card: Card) -> tuple[object, ...]:
    return (not card.sorting, folded(card.sorting), card.year or 0)


def _by_title(card: Card) -> tuple[object, ...]:
    return (folded(card.named),)


def _by_venue(card: Card) -> tuple[object, ...]:
    return (not card.venue_named, folded(card.venue_named or ""), -(card.year or 0))


_KEYS: Mapping[str, Callable[[Card], tuple[object, ...]]] = {
    "oldest": _oldest,
    "author": _by_author,
    "title": _by_title,
    "venue": _by_venue,
}


def _citation(entry: Entry) -> _Citation:
    record = entry.record
    bare = (
        entry.showing(msgspec.structs.replace(record, abstract=None)) if record.abstract else entry
    )
    return _Citation(write_bibtex((bare,)), msgspec.Raw(_one(write_csl((bare,)))))


def _one(written: str) -> bytes:
    (item,) = msgspec.json.decode(written, type=list[msgspec.Raw])
    return msgspec.json.format(bytes(item), indent=-1)
