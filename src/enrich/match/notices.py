"""Titles of notices, reviews and parts of other works."""

from __future__ import annotations

import re
from collections.abc import Sequence

from enrich.text import Text, to_unicode

__all__ = [
    "is_notice",
    "is_notice_before",
    "is_notice_behind",
    "tells_part",
    "without_retraction",
]

# Of such a title most are about another work.
_NOTICE = re.compile(
    r"(?:author|publisher|editorial|editor) (?:s )?(?:correction|note|response|reply)\b"
    r"|(?:authors? s? ?)?(?:reply|response|rejoinder) to\b|authors? (?:reply|response)\b"
    r"|(?:corrections?|errat(?:um|a)|corrigend(?:um|a)|addendum|retraction|retracted"
    r"|withdrawal|withdrawn|expression of concern|notice of (?:retraction|withdrawal|correction))\b"
    r"(?! (?:of|for|factors?|methods?|in|from|algorithms?)\b)"
    r"|(?:comments?|commentary|discussion|a (?:comment|note)) (?:on|of)\b"
    r"|(?:book |peer )?review(?:s|ed work)? (?:of|for)\b|book reviews?\b|decision letter\b"
    r"|incorrect .* in\b|supplement(?:al|ary) (?:material|figure|table|data|information|file)s?\b"
    r"|data (?:from|for)\b|cheminform abstract\b|letter to the editor\b|preface to\b"
)
_NOTICE_BEHIND = re.compile(
    r"(?:^|[\u2014\u2013:\[(.?]|\s-)\s*(?:correction|erratum|corrigendum|reply|response|comment|"
    r"retraction|author'?s'? reply|book review)[\])\s.]*$",
    re.IGNORECASE,
)
_RE = re.compile(r"\s*re\s*:", re.IGNORECASE)
# A work that is retracted is the same work still.
_RETRACTED = re.compile(
    r"^\s*[\[(]?(?:retracted|withdrawn)(?: (?:article|paper|chapter))?[\])]?\s*[:.\u2013\u2014-]\s*"
    r"|^\s*[\[(](?:retracted|withdrawn)[\])]\s*",
    re.IGNORECASE,
)
# What is added to a title is that of a notice or a supplement, if one of these words is among it
# and no other than those that stand beside them.
_NOTICE_WORDS = frozenset(
    "addenda addendum annex answers appendices appendix chapter comment commentary comments concern"
    " corrected correction corrections corrigenda corrigendum errata erratum errors omissions"
    " rebuttal rejoinder reply response responses retraction retractions supplement supplemental"
    " supplementary supplements supporting withdrawal".split()
)
_BESIDE = frozenset(
    "author authors book data expression figures file files final information last material"
    " materials methods notice online publisher review reviews tables text"
    " a an and by for from in of on the to".split()
)
_REPLIES = re.compile(
    r"(?:an? )?(?:reply|rejoinder|corrections?|errat(?:um|a)|corrigend(?:um|a)|addendum|rebuttal)\b"
    r"|(?:an? )?comments? (?:on|to)\b|study guide\b|solutions? manual\b|book reviews?\b"
)
# Behind a title it is a subtitle.
_REVIEW = re.compile(r"(?:peer )?reviews?")
# What tells one part, version or edition from the next.
_NUMBER = r"(?:\d+|[ivx]+|one|two|three|first|second|third|[a-d])"
_ORDINAL = r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|new|revised|extended)"
_PART = re.compile(
    rf"{_NUMBER}|[ivx]{{2,}} .*"
    rf"|(?:.* )?(?:parts?|vol|volumes?|books?|chapters?|sections?|numbers?|versions?|v)"
    rf" ?{_NUMBER}\b.*"
    rf"|(?:.* )?{_ORDINAL} (?:part|volume|edition|version|report|supplement)\b.*"
    r"|(?:an? |the )?(?:(?:extended|conference|poster|workshop) )?(?:abstract|preface|editorial"
    r"|poster|demo|demonstration|workshop|summary|companion|protocol|study protocol|continued"
    r"|revised|revisited|cheminform|edition)(?: (?:paper|abstract|version|edition))?"
)


def is_notice(title: Text | str) -> bool:
    """Whether a title is that of a correction, a reply, a review or a part of another work."""
    text = _written(title)
    found = _NOTICE.match(_plain(text)) or _NOTICE_BEHIND.search(text) or _RE.match(text)
    return found is not None


def without_retraction(title: Text | str) -> str:
    """Give a title without the word in front that says that the work was retracted."""
    return _RETRACTED.sub("", _written(title))


def is_notice_before(words: Sequence[str]) -> bool:
    """Whether the words before a title make it that of a notice or a review."""
    return _REVIEW.fullmatch(" ".join(words)) is not None or is_notice_behind(words)


def is_notice_behind(words: Sequence[str]) -> bool:
    """Whether the words behind a title make it that of a notice or a supplement."""
    if _REPLIES.match(" ".join(words)):
        return True
    return not _NOTICE_WORDS.isdisjoint(words) and _BESIDE.union(_NOTICE_WORDS).issuperset(words)


def tells_part(words: Sequence[str]) -> bool:
    """Whether the words that a title has more than another tell a part, version or edition."""
    return _PART.fullmatch(" ".join(words)) is not None


def _written(title: Text | str) -> str:
    return title if isinstance(title, str) else to_unicode(title)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))
