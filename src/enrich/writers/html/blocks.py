"""What the page's script needs beside the document, as JSON that no markup can get out of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any

import msgspec
from anyascii import anyascii
from markupsafe import Markup

from enrich.library import Entry
from enrich.text import escaped_controls, folded, without_controls
from enrich.writers.bibtex import write_bibtex
from enrich.writers.csl import write_csl
from enrich.writers.html.card import Card
from enrich.writers.html.days import written_day
from enrich.writers.html.facets import Facet, Sort
from enrich.writers.html.gathering import Deck, Shown
from enrich.writers.html.whence import Whence, whence_of

__all__ = ["Block", "blocks_of"]

_TAG = re.compile(r"<[^>]*>")


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
    # Works of which only a preprint is there, and those without an entry.
    preprints: Sequence[int]
    missed: Sequence[int]


class _Values(msgspec.Struct, frozen=True):
    """The values of a facet, and those of each work."""

    name: str
    values: Sequence[str]
    of: Sequence[Sequence[int]]


class _Citation(msgspec.Struct, frozen=True, array_like=True):
    """A work as BibTeX and as CSL, without the abstract if the page shows it word for word."""

    bibtex: str
    csl: Mapping[str, msgspec.Raw]


def blocks_of(deck: Deck, facets: Sequence[Facet]) -> tuple[Block, ...]:
    """Make all blocks of a page."""
    entries = [one.entry for one in deck.shown]
    cited = [_citation(one.entry, one.card) if one.entry else None for one in deck.shown]
    return (
        _block("index", without_controls(_json(_index(deck, facets)))),
        _block("citations", _escaped(_json(cited))),
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


def _escaped(json: str) -> str:
    """Write as escapes what no page may hold, so that what is copied from it has it."""
    told = escaped_controls(json)
    if without_controls(told) == told:
        return told
    return "".join(one if without_controls(one) else _escape(one) for one in told)


def _escape(letter: str) -> str:
    units = letter.encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _index(deck: Deck, facets: Sequence[Facet]) -> _Index:
    cards = deck.cards
    words = [f" {folded(' '.join(_words(card)))}" for card in cards]
    return _Index(
        fold=_folding(text for card in cards for text in (*_words(card), *map(str, card.abstract))),
        words=words,
        keys=[card.key for card in cards],
        facets=[_Values(one.name, one.values, one.of_works) for one in facets],
        orders=_orders(deck.shown),
        preprints=_of_sort(cards, Sort.PREPRINT),
        missed=_of_sort(cards, Sort.MISSED),
    )


def _of_sort(cards: Sequence[Card], sort: Sort) -> list[int]:
    return [number for number, card in enumerate(cards) if Sort.of(card.status) is sort]


def _words(card: Card) -> Iterator[str]:
    """Give all that a work is found by, but for its abstract."""
    yield card.named
    yield from card.people
    yield from filter(None, (card.venue_named, card.key, card.kind, card.status.value))
    if card.date:
        yield from (str(card.date), written_day(card.date))
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


def _citation(entry: Entry, card: Card) -> _Citation:
    record = entry.record
    bare = (
        entry.showing(msgspec.structs.replace(record, abstract=None)) if record.abstract else entry
    )
    return _Citation(write_bibtex((bare,)), _csl(entry, card))


def _csl(entry: Entry, card: Card) -> Mapping[str, msgspec.Raw]:
    """Give a work as CSL; an abstract of which the page shows something else stays in it.

    That is one with indices, which the page sets as such, and one of nothing that can be seen.
    """
    (variables,) = msgspec.json.decode(write_csl((entry,)), type=list[dict[str, msgspec.Raw]])
    abstract = variables.get("abstract")
    if abstract is not None and msgspec.json.decode(abstract, type=str) == _read(card.abstract):
        del variables["abstract"]
    return {name: _squeezed(value) for name, value in variables.items()}


def _read(paragraphs: Iterable[Markup]) -> str:
    """Give the words of paragraphs as a browser reads them out of its document."""
    return "\n\n".join(unescape(_TAG.sub("", one)) for one in paragraphs)


def _squeezed(value: msgspec.Raw) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.format(bytes(value), indent=-1))
