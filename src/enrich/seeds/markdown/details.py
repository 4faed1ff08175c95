"""What is said of a paper in the list below its item, and what its heading says."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from enrich.seeds.links import kind_of
from enrich.seeds.markdown.blocks import Block, Passage, Section
from enrich.seeds.markdown.labels import is_label
from enrich.seeds.markdown.pieces import Look, pieces_of, plain, title_of
from enrich.seeds.markdown.written import Told, credited
from enrich.seeds.model import Claim, LinkKind
from enrich.seeds.words.dates import date_in
from enrich.seeds.words.persons import all_persons, find_persons
from enrich.seeds.words.slants import unslanted
from enrich.seeds.words.titles import label_venue
from enrich.seeds.words.venues import tidy_venue

__all__ = ["detailed", "headed"]

_NAMED = re.compile(
    r"(?P<name>authors?|venue|conference|journal|published(?: in)?|publication|year|date)"
    r"\s*:\s*(?P<words>.+)",
    re.IGNORECASE,
)
_MOST_CHILDREN = 12
_LONGEST = 600
_FEWEST_HEADING_WORDS = 5
_MOST_LINKS = 4
_MOST_BLOCKS = 8
# What is said of an item or below a heading is asked for by each link there, of which there may be
# thousands.
_NEAR = 4


def detailed(told: Told, passage: Passage) -> Told:
    """Add what the items below say of who wrote a paper, when and where."""
    if not told.claim.title or not passage.is_item or _has_more_titles(passage):
        return told
    return msgspec.structs.replace(told, claim=told.claim.filled_from(_below(passage)))


@lru_cache(maxsize=_NEAR)
def _below(passage: Passage) -> Claim:
    claim = Claim()
    for child in passage.children[:_MOST_CHILDREN]:
        if child.blocks:
            claim = claim.filled_from(_detail(child.blocks[0]))
    return claim


@lru_cache(maxsize=_NEAR)
def _has_more_titles(passage: Passage) -> bool:
    pieces = [piece for block in passage.blocks[:1] for piece in pieces_of([block])]
    return sum(bool(piece.title) and piece.kind is LinkKind.PAPER for piece in pieces) > 1


def _detail(block: Block) -> Claim:
    pieces = pieces_of([block])
    words = " ".join(unslanted(plain(pieces), " ").split())
    if len(words) > _LONGEST:
        return Claim()
    if found := _NAMED.fullmatch(words):
        return _named(found["name"].lower(), found["words"])
    if any(piece.look is Look.LINK for piece in pieces):
        return Claim()
    if venue := label_venue(words):
        return Claim(venue=tidy_venue(venue) or venue, date=date_in(words))
    persons = all_persons(words)
    return Claim(authors=persons.names) if len(persons.names) > 1 or persons.is_cut else Claim()


def _named(name: str, words: str) -> Claim:
    if name.startswith("author"):
        return Claim(authors=all_persons(words).names or find_persons(words).names)
    if name in {"year", "date"}:
        return Claim(date=date_in(words))
    return Claim(venue=tidy_venue(words), date=date_in(words))


def headed(passage: Passage) -> Told | None:
    """Take a heading for the title of the only paper below it."""
    section = passage.section
    if section is None or passage.is_item or passage.is_row or not section.heading:
        return None
    return _by_heading(section)


@lru_cache(maxsize=_NEAR)
def _by_heading(section: Section) -> Told | None:
    if len(section.blocks) > _MOST_BLOCKS or not all(map(_is_paragraph, section.blocks)):
        return None
    title = title_of(section.heading)
    if title is None or len(title.split()) < _FEWEST_HEADING_WORDS:
        return None
    pieces = pieces_of(section.blocks)
    links = [piece for piece in pieces if piece.link and kind_of(piece.link.href) is LinkKind.PAPER]
    if len(links) > _MOST_LINKS or not all(is_label(piece.words) for piece in links):
        return None
    return credited(title, plain(pieces), "")


def _is_paragraph(block: Block) -> bool:
    return not block.passage.is_item and not block.passage.is_row
