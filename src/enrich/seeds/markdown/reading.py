"""Markdown seeds: a seed for each link to a paper, and a word on every other link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from enrich.identifiers import parse_identifier
from enrich.seeds.links import claim_of
from enrich.seeds.markdown.anchors import Link, Run
from enrich.seeds.markdown.blocks import Block, Entry, read_blocks
from enrich.seeds.markdown.evidence import Evidence, Story
from enrich.seeds.markdown.pieces import kind_at
from enrich.seeds.markdown.places import Places
from enrich.seeds.markdown.rows import Row
from enrich.seeds.model import Found, LinkKind, Origin, PassedOver, Remark, Seed
from enrich.seeds.text.mentions import merged

__all__ = ["linked_seeds", "read_markdown"]

# What we wrote into a list ourselves says nothing new.
_OURS_BEGINS, _OURS_ENDS = re.compile(r"<!--\s*enrich\s*-->"), re.compile(r"<!--\s*/enrich\s*-->")
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

    theirs = _without_ours(text)
    places = Places(theirs)
    told: dict[int, Story | Row] = {}
    for block in read_blocks(parsed(theirs), places, parsed_words):
        for link in _links(block.runs):
            offset = _offset(block, link, theirs)
            origin = Origin(file, places.line(offset))
            end = block.place.end(link.end) if link.end > 0 else -1
            kind = kind_at(link.href)
            if kind is not LinkKind.PAPER:
                yield PassedOver(kind, link.href, origin), end
                continue
            evidence = _evidence(block.entry, link, told)
            if evidence.impossible:
                yield Remark(origin, f"there is no such date as {evidence.impossible!r}"), -1
            yield _seed(link, origin, evidence, block.tags), end


def _without_ours(text: str) -> str:
    """Put blanks in the place of what lies between our comments."""
    parts = []
    at = 0
    while begins := _OURS_BEGINS.search(text, at):
        ends = _OURS_ENDS.search(text, begins.end())
        if ends is None:
            break
        ours = text[begins.start() : ends.end()]
        parts += [text[at : begins.start()], _NO_LINE_END.sub(" ", ours)]
        at = ends.end()
    return "".join((*parts, text[at:]))


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


def _evidence(entry: Entry, link: Link, told: dict[int, Story | Row]) -> Evidence:
    if id(entry) not in told:
        told[id(entry)] = Row(entry) if entry.is_row else Story(entry)
    return told[id(entry)].evidence(link)


def _seed(link: Link, origin: Origin, evidence: Evidence, tags: tuple[str, ...]) -> Seed:
    wanted = parse_identifier(link.href)
    claim = evidence.claim if wanted else merged(evidence.claim, claim_of(link.href))
    return Seed(wanted, link.href, origin, claim=claim, tags=tags)
