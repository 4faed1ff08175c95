"""Identifiers and addresses among other words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from enrich.identifiers import Identifier, parse_identifier
from enrich.seeds.links import claim_of, kind_of
from enrich.seeds.model import Claim, Found, LinkKind, Origin, PassedOver, Seed
from enrich.seeds.words.addresses import WIDE, trimmed

__all__ = ["ADDRESS", "Mention", "find_mentions", "found_at", "visible"]


class Mention(msgspec.Struct, frozen=True):
    """An identifier or an address as it was written, and where it begins."""

    written: str
    wanted: Identifier | None
    begin: int


# What parts an address from the next identifier where no blank does.
_NEXT = r"\][\[(]|[,;|]{1,3}(?:https?:|doi:|10\.\d{4}|arxiv)"
_REST = rf"(?:(?!{_NEXT})[^\s<>\"|{WIDE}])+"
ADDRESS = re.compile(rf"https?://{_REST}", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SERIAL = r"\d{4}\.\d{4,5}(?:v\d{1,3})?(?![\d/])"
_OLD = r"[a-z-]{2,9}(?:\.[a-z]{2})?/\d{7}(?:v\d{1,3})?(?![\d/])"
# A number with a point is an arXiv identifier only where something says so.
_MENTION = re.compile(
    rf"(?P<address>{ADDRESS.pattern})"
    rf"|(?<![\w/.@-])(?P<host>(?:(?:www|dx)\.)?(?:doi|arxiv)\.org/{_REST})"
    rf"|(?P<doi>(?:(?<![A-Za-z\d_])doi\b[:=\s\uff1a]{{0,3}}|(?<![A-Za-z\d_./]))10\.\d{{4,9}}(?:\.\d+)*/(?:(?!{_NEXT})[^\s\"|{WIDE}])+)"
    rf"|(?P<arxiv>(?:(?<![A-Za-z\d_])arxiv[\s.:\uff1a]{{0,3}}|\babs/)(?P<paper>{_SERIAL}|{_OLD}))"
    rf"|[\[(\uff08\u3010](?P<bracketed>{_SERIAL})(?=[\])\uff09\u3011])"
    rf"|(?<![\w/.-])(?P<old>{_OLD})(?!\w)",
    re.IGNORECASE,
)
# In prose, a number behind a stroke is mostly no more than that.
_NO_SUFFIX = re.compile(r"10\.[\d.]+/\d{1,2}")
_KINDS = ("address", "host", "doi", "arxiv", "bracketed", "old")


def visible(text: str) -> str:
    """Leave out characters that nobody sees."""
    return text if text.isascii() else _INVISIBLE.sub("", text)


def find_mentions(line: str) -> Iterator[Mention]:
    """Find what surely is an identifier, and every address."""
    for found in _MENTION.finditer(line):
        kind = next(name for name in _KINDS if found[name])
        written = trimmed(found[kind])
        wanted = parse_identifier(f"arxiv:{found['paper']}" if kind == "arxiv" else written)
        if kind == "doi" and _NO_SUFFIX.fullmatch(written):
            continue
        if wanted is not None or kind == "address":
            yield Mention(written, wanted, found.start(kind))


def found_at(mention: Mention, claim: Claim, origin: Origin, *, key: str | None = None) -> Found:
    """Make a seed of what leads to a paper, and a note of an address that does not."""
    if mention.wanted is not None:
        return Seed(mention.wanted, mention.written, origin, key=key, claim=claim)
    kind = kind_of(mention.written)
    if kind is not LinkKind.PAPER:
        return PassedOver(kind, mention.written, origin)
    claim = claim.filled_from(claim_of(mention.written))
    return Seed(None, mention.written, origin, key=key, claim=claim)
