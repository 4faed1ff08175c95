"""Markdown seeds: a seed for each link to a paper, and a word on every other link."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from enrich.identifiers import parse_identifier
from enrich.seeds.links import claim_of
from enrich.seeds.markdown.anchors import Link, Run
from enrich.seeds.markdown.blocks import Block, Passage, read_blocks
from enrich.seeds.markdown.marks import OURS
from enrich.seeds.markdown.pieces import kind_at
from enrich.seeds.markdown.places import Places
from enrich.seeds.markdown.rows import Row
from enrich.seeds.markdown.story import Story, Told
from enrich.seeds.model import Found, LinkKind, Origin, PassedOver, Remark, Seed

__all__ = ["linked_seeds", "read_markdown"]


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
    theirs = OURS.sub(lambda ours: " " * len(ours[0]), text)
    places = Places(theirs)
    tellers: dict[Passage, Story | Row] = {}
    for block in read_blocks(parsed(theirs), places, parsed_words):
        for link in _links(block.runs):
            offset = _offset(block, link, theirs)
            origin = Origin(file, places.line(offset))
            end = block.place.end(link.end) if link.end > 0 else -1
            kind = kind_at(link.href)
            if kind is not LinkKind.PAPER:
                yield PassedOver(kind, link.href, origin), end
                continue
            told = _told(block.passage, link, tellers)
            if told.impossible:
                yield Remark(origin, f"there is no such date as {told.impossible!r}"), -1
            yield _seed(link, origin, told, block.tags), end


def _links(runs: tuple[Run, ...]) -> Iterator[Link]:
    for link, _ in groupby(runs, key=lambda run: run.link):
        if link is not None:
            yield link


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
