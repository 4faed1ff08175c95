"""DOIs, and what prose and encodings put around them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from enrich.entities import unescaped
from enrich.identifiers.arxiv_ids import parse_arxiv_id
from enrich.identifiers.model import ArxivId, Doi

__all__ = ["parse_doi", "unwrapped"]

_CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<"}
# The stops and brackets of Chinese and Japanese, none of which belongs to an identifier.
_WIDE_STARTS = "\uff08\u3010\u300a\u300c\u300e\u3008"
_WIDE_ENDS = "\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\uff09\u3011\u300b\u300d\u300f\u3009"
_QUOTES = "\u2018\u2019\u201c\u201d\u00ab\u00bb"
_INVISIBLE = "\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_BLANKS = " \t\r\n\v\f\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202e"
_BLANKS += "\u2060\u2066\u2069\ufeff"
_PROSE_STARTS = _BLANKS + "\"'`<([{*_|" + _QUOTES + _WIDE_STARTS
_PROSE_ENDS = _BLANKS + ".,;:!?'\"`\u2026*_\\|" + _QUOTES + _WIDE_ENDS

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+", re.ASCII)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
# These never belong to one, and could harm what prints it.
_NEVER_IN_DOI = re.compile(
    rf"[\s\x00-\x20\x7f-\xa0\"\\{{}}^`|{_INVISIBLE}\ufff0-\uffff\ud800-\udfff{_WIDE_STARTS}{_WIDE_ENDS}\u2018\u2019\u201c\u201d]"
)
# Longer than any, and short enough to be read back with a prefix.
_LONGEST = 2000
# Words behind such a stop, none of which is another identifier.
_BEHIND = re.compile(rf"[{_WIDE_STARTS}{_WIDE_ENDS}\u201d\u2019][^\x00-\x7f]*\Z")


def unwrapped(text: str) -> str:
    """Without the quotes, brackets and stops that prose puts around an identifier."""
    text = text.strip(_BLANKS)
    while len(text) > 1 and _CLOSERS.get(text[-1]) == text[0]:
        text = text[1:-1].strip(_BLANKS)
    text = text.lstrip(_PROSE_STARTS)
    if not text.isascii():
        text = _BEHIND.sub("", text)
    text = text.rstrip(_PROSE_ENDS)
    while text and text[-1] in _CLOSERS and _overclosed(text, text[-1]):
        text = text[:-1].rstrip(_PROSE_ENDS)
    return text


def _overclosed(text: str, closer: str) -> bool:
    return text.count(closer) > text.count(_CLOSERS[closer])


def parse_doi(text: str) -> Doi | ArxivId | None:
    """Read a DOI that stands alone; one that arXiv gave is the arXiv identifier."""
    # In lower case before it is decoded too, since case counts in the name of an entity.
    text = unwrapped(_decoded(_lowered(text)))
    if len(text) > _LONGEST or not _DOI.fullmatch(text) or _NEVER_IN_DOI.search(text):
        return None
    if arxiv := _ARXIV_DOI.fullmatch(text):
        return parse_arxiv_id(arxiv[1])
    return Doi(_lowered(text))


def _decoded(text: str) -> str:
    """Undo percent and entity encoding as often as it was done."""
    while ("%" in text or "&" in text) and (plainer := unescaped(unquote(text))) != text:
        text = plainer
    return text


def _lowered(text: str) -> str:
    """In lower case as far as a DOI ignores case: ASCII only."""
    if text.isascii():
        return text.lower()
    return "".join(c.lower() if c.isascii() else c for c in text)
