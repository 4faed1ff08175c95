"""Identifiers out of what people write down, and out of nothing else.

What is not an identifier is `None`, never a guess.
"""

from __future__ import annotations

import re

from enrich.identifiers.addresses import LONGEST, knows_host, parse_address
from enrich.identifiers.arxiv_ids import parse_arxiv_id
from enrich.identifiers.dois import parse_doi, unwrapped
from enrich.identifiers.model import ArxivId, Identifier, Sequel, Title, Wanted
from enrich.identifiers.piis import parse_pii

__all__ = ["parse_identifier", "parse_key"]

_HOST_FIRST = re.compile(
    r"(?:[\w-]+\.)*(?:arxiv|doi)\.org/|(?:[\w-]+\.)+[a-z]{2,}/\S*10\.\d{4}", re.IGNORECASE
)
_SOME_HOST_FIRST = re.compile(r"((?:[\w-]+\.)+[a-z]{2,})/", re.IGNORECASE | re.ASCII)
_PREFIX = re.compile(r"(?:urn:|info:)?(arxiv|doi|pii)(?:\s*[:=/.]\s*|\s+|(?=10\.))", re.IGNORECASE)
# The `[cs.LG]` that arXiv prints behind its identifiers.
_SUBJECT = re.compile(r"\s*\[[A-Za-z.-]+\](\s+\d{1,2} \w{3} \d{4})?$")
# There is none without, encoded as it may be.
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_SCHEME = re.compile(r"https?://", re.IGNORECASE)


def parse_identifier(text: str) -> Identifier | None:
    """Read the one identifier that a text consists of, in any form people write it."""
    if len(text) > LONGEST or not _DIGIT.search(text):
        return None
    text = unwrapped(text)
    if "://" in text[:10] or _HOST_FIRST.match(text) or _starts_with_publisher(text):
        return parse_address(text)
    return _from_words(text)


def parse_key(key: str) -> Wanted | None:
    """Read back the canonical form of what can be asked for."""
    kind, _, value = key.partition(":")
    if kind == "title":
        return _title(value)
    if kind == "sequel":
        of = parse_identifier(value)
        return Sequel(of) if isinstance(of, ArxivId) else None
    return parse_pii(value) if kind == "pii" else parse_identifier(key)


def _title(text: str) -> Title | None:
    words, *rest = text.split("|")
    if not words or len(rest) != 2:  # noqa: PLR2004 - the author and the year
        return None
    author, year = rest
    if year and not _YEAR.fullmatch(year):
        return None
    return Title(words, author or None, int(year) if year else None)


def _starts_with_publisher(text: str) -> bool:
    found = _SOME_HOST_FIRST.match(text)
    return found is not None and knows_host(found[1])


def _from_words(text: str) -> Identifier | None:
    prefix = _PREFIX.match(text)
    if prefix is None:
        return parse_doi(text) or parse_arxiv_id(_SUBJECT.sub("", text).removesuffix(".pdf"))
    rest = text[prefix.end() :]
    if _SCHEME.match(rest):
        return parse_address(rest)
    match prefix[1].lower():
        case "doi":
            return parse_doi(rest)
        case "pii":
            return parse_pii(rest)
        case _:
            return parse_arxiv_id(_SUBJECT.sub("", rest))
