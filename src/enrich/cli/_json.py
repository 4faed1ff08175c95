"""What commands print for scripts: each value with a name, and dates and identifiers as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from enrich.cli._findings import plain_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from enrich.lists import Case
    from enrich.match import Match
    from enrich.seeds import Scan, Seed

__all__ = ["doubts_as_json", "scan_as_json"]


class _Place(msgspec.Struct):
    file: str
    line: int


class _Paper(_Place):
    """A paper that a list names."""

    written: str
    identifier: str | None
    key: str | None
    title: str | None
    authors: tuple[str, ...]
    date: str | None
    venue: str | None
    kind: str | None
    tags: tuple[str, ...]
    extras: dict[str, str]


class _Link(_Place):
    """A link that leads to no paper."""

    kind: str
    written: str


class _Remark(_Place):
    text: str


class _Scan(msgspec.Struct):
    papers: list[_Paper]
    links: list[_Link]
    remarks: list[_Remark]


class _Work(msgspec.Struct):
    """A work that may be meant, and why that is no proof."""

    identifier: str
    title: str | None
    authors: tuple[str, ...]
    date: str | None
    kind: str
    because: tuple[str, ...]


class _Case(msgspec.Struct):
    """A paper with all that it may be."""

    paper: _Paper
    # The key of the preprint that may have become one of the works.
    preprint: str | None
    works: list[_Work]


def scan_as_json(found: Scan) -> bytes:
    """Give everything that was found in lists."""
    links = [
        _Link(one.origin.file, one.origin.line, one.kind, one.written) for one in found.passed_over
    ]
    remarks = [_Remark(one.origin.file, one.origin.line, one.text) for one in found.remarks]
    return plain_json(_Scan([_paper(seed) for seed in found.seeds], links, remarks))


def doubts_as_json(open_cases: Sequence[Case]) -> bytes:
    """Give every case that a person has to decide."""
    return plain_json(
        [
            _Case(_paper(one.seed), one.preprint, [_work(match) for match in one.matches])
            for one in open_cases
        ]
    )


def _paper(seed: Seed) -> _Paper:
    claim = seed.claim
    return _Paper(
        seed.origin.file,
        seed.origin.line,
        written=seed.written,
        identifier=_words(seed.wanted),
        key=seed.key,
        title=claim.title,
        authors=claim.authors,
        date=_words(claim.date),
        venue=claim.venue,
        kind=claim.kind,
        tags=seed.tags,
        extras=dict(seed.extras),
    )


def _work(match: Match) -> _Work:
    from enrich.text import to_unicode

    record = match.record
    return _Work(
        identifier=str(record.name),
        title=to_unicode(record.title) if record.title else None,
        authors=tuple(map(str, record.authors)),
        date=_words(record.date),
        kind=record.kind,
        because=match.evidence.told,
    )


def _words(value: object | None) -> str | None:
    return None if value is None else str(value)
