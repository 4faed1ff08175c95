"""Answers as the arXiv API does."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from datetime import date, timedelta
from hashlib import md5
from typing import TYPE_CHECKING, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from tests.emulator.grammar import Query
from tests.emulator.messages import Reply
from tests.emulator.people import full_name
from tests.emulator.world import Paper, shuffled

if TYPE_CHECKING:
    from tests.emulator.faults import Fault
    from tests.emulator.messages import Asked
    from tests.emulator.world import World

Entry: TypeAlias = tuple[Paper, int]

ATOM = "application/atom+xml; charset=utf-8"

_ID = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v([1-9]\d*))?")
_NOW = "2026-01-05T00:00:00Z"
_STRANGER: Entry = (Paper("2012.34567", "A Paper Nobody Asked For", (full_name(9),)), 1)
_FEED = (
    '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'
    ' xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">'
)
_SCHEME = 'scheme="http://arxiv.org/schemas/atom"'


def ids(asked: Asked) -> tuple[str, ...]:
    """Give the ids a request names."""
    named = asked.query.get("id_list", "").split(",")
    return tuple(one.strip() for one in named if one.strip())


def answer(world: World, asked: Asked, fault: Fault) -> Reply:
    """Answer one query."""
    for name in ("start", "max_results"):
        if not asked.query.get(name, "0").isdecimal():
            return _error(f"{name} must be an integer")
    malformed = next((one for one in ids(asked) if not _ID.fullmatch(one)), None)
    if malformed is not None:
        return refusal(malformed)
    found, total = fault.bend(_found(world, asked), _STRANGER, _twisted)
    if ids(asked):
        found = shuffled(found, key=_versioned)
    start = int(asked.query.get("start", "0"))
    size = int(asked.query.get("max_results", "10"))
    shown = found[start : start + size]
    return Reply(200, _feed(asked, shown, (size, total, start)).encode(), ATOM)


def refusal(identifier: str) -> Reply:
    """Refuse a whole request for one id that is not one."""
    return _error(f"incorrect id format for {identifier}")


def _error(message: str) -> Reply:
    anchor = f"https://arxiv.org/api/errors#{message.replace(' ', '_')}"
    lines = [
        *_header("https://arxiv.org/", "arXiv Search Results"),
        *_totals(1, 1, 0),
        "  <entry>",
        f"    <id>{escape(anchor)}</id>",
        "    <title>Error</title>",
        f"    <updated>{_NOW}</updated>",
        f'    <link href={quoteattr(anchor)} rel="alternate" type="text/html"/>',
        f"    <summary>{escape(message)}</summary>",
        *_author("arXiv api core"),
        "  </entry>",
        "</feed>",
    ]
    return Reply(400, "\n".join(lines).encode(), ATOM)


def _twisted(entry: Entry) -> Entry:
    """Say something else of a paper."""
    paper, version = entry
    return replace(paper, title=f"{paper.title}, Mistold"), version


def _found(world: World, asked: Asked) -> list[Entry]:
    """Find the papers asked for, each version once; ids and a query narrow each other."""
    query = asked.query.get("search_query", "")
    if not ids(asked):
        return _searched(world, query) if query else []
    wanted = [_version(world, one) for one in ids(asked)]
    entries = [entry for entry in dict.fromkeys(wanted) if entry is not None]
    shown = {paper.id for paper, _ in _searched(world, query)} if query else None
    return [entry for entry in entries if shown is None or entry[0].id in shown]


def _searched(world: World, query: str) -> list[Entry]:
    """Find the papers that a query finds, the most relevant first."""
    asked = Query(query)
    scored = [(asked.score(world.paper_fields[one.id]), one) for one in world.papers.values()]
    hits = [(score, paper) for score, paper in scored if score]
    best = sorted(hits, key=lambda hit: (-hit[0], len(hit[1].title), hit[1].id))
    return [(paper, paper.versions) for _, paper in best]


def _version(world: World, identifier: str) -> Entry | None:
    match = _ID.fullmatch(identifier)
    if match is None:
        return None
    # arXiv drops the subject class of an old id: math.GT/0309136 is math/0309136.
    plain = re.sub(r"\.[A-Z]{2}/", "/", match[1])
    paper = world.papers.get(match[1]) or world.papers.get(plain)
    if paper is None:
        return None
    version = int(match[2] or paper.versions)
    return (paper, version) if version <= paper.versions else None


def _feed(asked: Asked, shown: list[Entry], totals: tuple[int, int, int]) -> str:
    size, _, start = totals
    query, id_list = (asked.query.get(name, "") for name in ("search_query", "id_list"))
    title = f"search_query={query}&id_list={id_list}&start={start}&max_results={size}"
    link = f"search_query={query}&start={start}&max_results={size}&id_list={id_list}"
    digest = b64encode(md5(title.encode(), usedforsecurity=False).digest()).decode()
    href = quoteattr(f"https://arxiv.org/api/query?{link}")
    lines = [
        *_header(f"https://arxiv.org/api/{digest.rstrip('=')}", f"arXiv Query: {title}"),
        f'  <link href={href} type="application/atom+xml"/>',
        *_totals(*totals),
    ]
    for entry in shown:
        lines += _entry(*entry)
    return "\n".join([*lines, "</feed>"])


def _header(identifier: str, title: str) -> list[str]:
    return [
        "<?xml version='1.0' encoding='UTF-8'?>",
        _FEED,
        f"  <id>{identifier}</id>",
        f"  <title>{escape(title)}</title>",
        f"  <updated>{_NOW}</updated>",
    ]


def _totals(size: int, total: int, start: int) -> list[str]:
    return [
        f"  <opensearch:itemsPerPage>{size}</opensearch:itemsPerPage>",
        f"  <opensearch:totalResults>{total}</opensearch:totalResults>",
        f"  <opensearch:startIndex>{start}</opensearch:startIndex>",
    ]


def _entry(paper: Paper, version: int) -> list[str]:
    name = escape(_versioned((paper, version)))
    first, page = date.fromisoformat(paper.published), f"https://arxiv.org/abs/{name}"
    updated = first + timedelta(days=30 * (version - 1))
    pdf = f'href="https://arxiv.org/pdf/{name}" rel="related" type="application/pdf"'
    lines = [
        "  <entry>",
        f"    <id>http://arxiv.org/abs/{name}</id>",
        f"    <title>{escape(paper.title)}</title>",
        f"    <updated>{updated}T12:00:00Z</updated>",
        f'    <link href="{page}" rel="alternate" type="text/html"/>',
        f'    <link {pdf} title="pdf"/>',
        f"    <summary>{escape(paper.abstract)}</summary>",
        *(f"    <category term={quoteattr(term)} {_SCHEME}/>" for term in paper.categories),
        f"    <published>{first}T12:00:00Z</published>",
    ]
    if paper.comment is not None:
        lines.append(f"    <arxiv:comment>{escape(paper.comment)}</arxiv:comment>")
    lines.append(f"    <arxiv:primary_category term={quoteattr(paper.categories[0])}/>")
    if paper.journal_ref is not None:
        lines.append(f"    <arxiv:journal_ref>{escape(paper.journal_ref)}</arxiv:journal_ref>")
    for author in paper.authors:
        lines += _author(author)
    if paper.doi is not None:
        href = quoteattr(f"https://doi.org/{paper.doi}")
        lines.append(f"    <arxiv:doi>{escape(paper.doi)}</arxiv:doi>")
        lines.append(f'    <link rel="related" href={href} title="doi"/>')
    return [*lines, "  </entry>"]


def _author(name: str) -> list[str]:
    return ["    <author>", f"      <name>{escape(name)}</name>", "    </author>"]


def _versioned(entry: Entry) -> str:
    paper, version = entry
    return f"{paper.id}v{version}"
