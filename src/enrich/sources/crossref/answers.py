"""What Crossref is asked by, and what its answers are like."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import msgspec

from enrich.sources.json_api import JsonApi, quoted

__all__ = ["API", "MOST_ROWS", "Envelope", "Single", "is_alone", "list_address", "width"]

MOST_ROWS = 1000
# Most of a work's bytes, and nothing we read.
_DROPPED = frozenset({"reference", "indexed", "deposited", "content-domain", "score", "link"})


class _List(msgspec.Struct, rename="kebab"):
    total_results: int
    items: list[msgspec.Raw]


class Envelope(msgspec.Struct):
    """What holds a list."""

    message: _List


class Single(msgspec.Struct):
    """What holds one work, or whatever it may be."""

    message: msgspec.Raw


class _Named(msgspec.Struct):
    doi: str = msgspec.field(name="DOI")


API = JsonApi(
    name="crossref",
    envelope=Single,
    named=_Named,
    keeps=lambda field: field not in _DROPPED,
)


def list_address(url: str, mailto: str | None, filters: str = "") -> str:
    """Give the address of a filtered list with as many rows as there can be."""
    told = {"mailto": mailto} if mailto else {}
    return f"{url}/works?{quoted({'filter': filters, 'rows': str(MOST_ROWS), **told})}"


def is_alone(address: str) -> bool:
    """Whether an address is that of a single work."""
    return "/works/" in urlsplit(address).path


def width(address: str) -> int:
    """Count the works, or the questions, that an address asks for."""
    filters = dict(parse_qsl(urlsplit(address).query)).get("filter", "").split(",")
    return sum(not one.startswith("relation.type:") for one in filters)
