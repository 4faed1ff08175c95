"""`enrich show`: a work on a card, or its reference in a style."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from enrich.cli._commands import Command
from enrich.cli._output import put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from enrich.catalogue import Card
    from enrich.library import Library

__all__ = ["show"]


@click.command(cls=Command)
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.option(
    "--style",
    metavar="NAME",
    help="Print the reference in this CSL style, such as apa or ieee, or in a .csl file.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, a list of what the cards show.")
def show(keys: tuple[str, ...], *, style: str | None, as_json: bool) -> int:
    """Show works: authors, venue, status, links, where they are wanted, abstract.

    KEY is a citation key, an old one included, or an identifier. No source is asked, so refresh
    first; `enrich explain` tells where each value comes from. --style needs what the extra
    `styles` installs.
    """
    from enrich.cli._library import known_library
    from enrich.config import load_config

    cards = _cards(known_library(load_config()).library, keys, style)
    if as_json:
        from enrich.cli._findings import plain_json

        put(plain_json(cards))
    elif style is not None:
        _put_references(cards)
    else:
        _put_cards(cards)
    return 0


def _cards(library: Library, keys: Sequence[str], style: str | None) -> list[Card]:
    import msgspec

    from enrich.catalogue import card_of
    from enrich.fates import announced_in
    from enrich.stories import find_entry

    entries = list({one.key: one for one in (find_entry(library, key) for key in keys)}.values())
    announced = announced_in(entry.record for entry in library.entries)
    cards = [card_of(entry, announced) for entry in entries]
    if style is None:
        return cards
    from enrich.references import references

    told = zip(cards, references(entries, style), strict=True)
    return [msgspec.structs.replace(card, reference=reference) for card, reference in told]


def _put_references(cards: Sequence[Card]) -> None:
    from enrich.cli._ink import put_lines

    put_lines([card.reference or ""] for card in cards)


def _put_cards(cards: Sequence[Card]) -> None:
    from enrich.cli._cards import put_card
    from enrich.cli._ink import put_lines

    for number, card in enumerate(cards):
        if number:
            put_lines([[]])
        put_card(card)
