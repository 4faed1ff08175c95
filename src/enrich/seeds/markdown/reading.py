"""Markdown seeds: a seed for each link to a paper, and a word on every other link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from enrich.identifiers import parse_identifier
from enrich.seeds.links import claim_of
from enrich.seeds.markdown.anchors import Link, Run, words_of
from enrich.seeds.markdown.blocks import Block, Passage, read_blocks
from enrich.seeds.markdown.front import front_end
from enrich.seeds.markdown.labels import is_beside
from enrich.seeds.markdown.lone import lone_claim
from enrich.seeds.markdown.marks import OURS
from enrich.seeds.markdown.pieces import kind_at
from enrich.seeds.markdown.places import Places
from enrich.seeds.markdown.rows import Row
from enrich.seeds.markdown.story import Story
from enrich.seeds.markdown.written import Told
from enrich.seeds.model import Claim, Found, LinkKind, Origin, PassedOver, Remark, Seed

__all__ = ["linked_seeds", "read_markdown"]


_LONGEST = 400
_NO_LINE_END = re.compile(r"[^\r\n]")


def read_markdown(text: str, file: str) -> Iterator[Found]:
    """Read a seed from each link to a paper, and tell of the links that lead elsewhere."""
    for found, _ in _found(text, file):
        yield found


def linked_seeds(text: str, file: str) -> Iterator[tuple[Seed, int]]:
    """Give each seed and where its link ends in the text, or -1 where that can't be told."""
    for found, end in _found(text, file):
        if isinstance(found, Seed):
            yield found, end


def _found(text: str, file: str) -> Iterator[tuple[Found, int]]:
    # It takes 25 ms, and only Markdown needs it.
    from enrich.seeds.markdown.parser import parsed, parsed_words  # noqa: PLC0415

    # What we wrote into a list ourselves says nothing new.
    front = front_end(text)
    theirs = _blank(text[:front]) + OURS.sub(lambda ours: _blank(ours[0]), text[front:])
    places = Places(theirs)
    tellers: dict[Passage, Story | Row] = {}
    blocks = read_blocks(parsed(theirs), places, parsed_words)
    known = _linked(blocks)
    for block in blocks:
        if claim := known.claim_without_link(block):
            origin = Origin(file, places.line(block.place.begin))
            yield Seed(None, _written(block.passage), origin, claim=claim, tags=block.tags), -1
        for link, words in _links(block.runs):
            if link.is_bare and not known.take(block.passage, link):
                continue
            offset = _offset(block, link, theirs)
            origin = Origin(file, places.line(offset))
            end = block.place.end(link.end) if link.end > 0 else -1
            kind = _kind(link, words)
            if kind is not LinkKind.PAPER:
                yield PassedOver(kind, link.href, origin), end
                continue
            told = _told(block.passage, link, tellers)
            if told.impossible:
                yield Remark(origin, f"there is no such date as {told.impossible!r}"), -1
            yield _seed(link, origin, told, block.tags), end


def _blank(text: str) -> str:
    return _NO_LINE_END.sub(" ", text)


class _Known:
    """Which identifiers each item has, so that none is taken twice."""

    def __init__(self) -> None:
        self._known: set[tuple[Passage, type[object], str]] = set()
        # The passages that link to a paper, and the items above those.
        self._linked: set[Passage] = set()
        self._above: set[Passage] = set()

    def add(self, passage: Passage) -> None:
        """Add a passage that links to a paper."""
        self._linked.add(passage)
        self._above.update(_items_above(passage))

    def claim_without_link(self, block: Block) -> Claim | None:
        """Give the paper that a passage names without a link to any, at its first block."""
        passage = block.passage
        if passage.blocks[0] is not block or passage in self._linked or passage in self._above:
            return None
        if any(above in self._linked for above in _items_above(passage)):
            return None
        return lone_claim(passage)

    def take(self, passage: Passage, link: Link) -> bool:
        """Take an identifier, and tell whether it is new in its item."""
        wanted = parse_identifier(link.href)
        if wanted is None:
            return True
        for above in _items_above(passage):
            passage = above
        known = len(self._known)
        self._known.add((passage, type(wanted), wanted.value))
        return len(self._known) > known


def _linked(blocks: list[Block]) -> _Known:
    known = _Known()
    for block in blocks:
        for link, words in _links(block.runs):
            if _kind(link, words) is LinkKind.PAPER:
                known.add(block.passage)
            if not link.is_bare:
                known.take(block.passage, link)
    return known


def _items_above(passage: Passage) -> Iterator[Passage]:
    above = passage.above
    while above is not None:
        yield above
        above = above.above


def _written(passage: Passage) -> str:
    """Give the words of an item, or those of a row."""
    words = " ".join(words_of(block.runs) for block in passage.blocks)
    return " ".join(words.split())[:_LONGEST]


def _links(runs: tuple[Run, ...]) -> Iterator[tuple[Link, str]]:
    for link, group in groupby(runs, key=lambda run: run.link):
        if link is not None:
            yield link, "".join(run.words for run in group)


def _kind(link: Link, words: str) -> LinkKind:
    """Tell what a link leads to: what is offered beside a paper is none unless it has a name."""
    kind = kind_at(link.href)
    if kind is LinkKind.PAPER and is_beside(words) and parse_identifier(link.href) is None:
        return LinkKind.PAGE
    return kind


def _offset(block: Block, link: Link, text: str) -> int:
    """Find where an address is written, or at least where its link or its block begins."""
    begin = block.place.offset(link.begin) if link.begin >= 0 else -1
    if begin < 0:
        return block.place.begin
    end = block.place.end(link.end)
    at = text.find(link.href, begin, end) if end > begin else -1
    return at if at >= 0 else begin


def _told(passage: Passage, link: Link, tellers: dict[Passage, Story | Row]) -> Told:
    if passage not in tellers:
        tellers[passage] = Row(passage) if passage.is_row else Story(passage)
    return tellers[passage].told_of(link)


def _seed(link: Link, origin: Origin, told: Told, tags: tuple[str, ...]) -> Seed:
    wanted = parse_identifier(link.href)
    claim = told.claim if wanted else told.claim.filled_from(claim_of(link.href))
    return Seed(wanted, link.href, origin, claim=claim, tags=tags)
