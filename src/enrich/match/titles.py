"""Whether two titles are those of one work."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from enrich.match.wording import Wording, is_equal, is_harmless, is_telling, slips_of, wording_of
from enrich.text import Text, to_unicode

__all__ = ["Fit", "TitleFit", "fit_of", "is_notice", "same_fit", "title_fit"]


class TitleFit(StrEnum):
    """How a title that somebody wrote fits that of a work."""

    SAME = "same"
    # One is the head of the other, or lacks what stands before its colon.
    CUT = "cut"
    RENAMED = "renamed"
    OTHER = "other"


class Fit(msgspec.Struct, frozen=True):
    """How two titles fit: whether to the letter, by how many telling words, and what is left out.

    A safe slip makes no other word; a safe cut is at a colon or a dash, and what is left out names
    no part or version.
    """

    fit: TitleFit
    telling: int = 0
    is_exact: bool = False
    is_safe: bool = False


_ORDER = list(TitleFit)
_OTHER = Fit(TitleFit.OTHER)
# What tells one part, version or edition from the next.
_NUMBERING = re.compile(r"\d|^[ivx]+$")
_VERSION = frozenset(
    "abstract addendum appendix author cheminform comment commentary comments companion continued"
    " correction corrections corrigendum demo demonstration discussion edition editorial erratum"
    " extended letter one part poster preface protocol rejoinder reply response retracted"
    " retraction review revised revisited second summary supplement supplementary third three two"
    " version volume workshop".split()
)
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
    r"|data (?:from|for)\b|cheminform abstract\b|letter to the editor\b|re\b|preface to\b"
)
_NOTICE_BEHIND = re.compile(
    r"(?:^|[\u2014\u2013:\[(.?]|\s-)\s*(?:correction|erratum|corrigendum|reply|response|comment|"
    r"retraction|author'?s'? reply|book review)[\])\s.]*$",
    re.IGNORECASE,
)
_FEW, _MANY = 3, 5
# What is called by a name goes without it; longer, what is before the colon is the title.
_NAME = 2
_MOST = 0.4


def title_fit(claimed: str, titles: Iterable[Text | str]) -> TitleFit:
    """Tell how a title written beside a link fits any of those of what the link names."""
    return fit_of(claimed, titles).fit


def fit_of(claimed: Text | str, titles: Iterable[Text | str]) -> Fit:
    """Find how a title fits the best of several."""
    ours = wording_of(claimed)
    fits = [_fit(ours, wording_of(title)) for title in titles]
    return min(fits, key=_rank, default=_OTHER)


def same_fit(title: Text | str, titles: Iterable[Text | str]) -> Fit | None:
    """Tell how a title is the same as one of several, if it is."""
    ours = wording_of(title)
    found = (_same(ours, wording_of(other)) for other in titles)
    return next((fit for fit in found if fit), None)


def is_notice(title: Text | str) -> bool:
    """Whether a title is that of a correction, a reply, a review or a part of another work."""
    text = title if isinstance(title, str) else to_unicode(title)
    return _NOTICE.match(_plain(text)) is not None or _NOTICE_BEHIND.search(text) is not None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def _rank(fit: Fit) -> tuple[int, bool, bool]:
    return _ORDER.index(fit.fit), not fit.is_exact, not fit.is_safe


def _fit(ours: Wording, theirs: Wording) -> Fit:
    alike = _same(ours, theirs) or _cut(ours, theirs) or _cut(theirs, ours)
    if alike:
        return alike
    return Fit(TitleFit.RENAMED) if _is_related(ours, theirs) else _OTHER


def _same(ours: Wording, theirs: Wording) -> Fit | None:
    if is_equal(ours, theirs):
        return Fit(TitleFit.SAME, ours.telling, is_exact=True, is_safe=True)
    if slips := slips_of(ours, theirs):
        is_safe = all(is_harmless(*pair) for pair in slips)
        return Fit(TitleFit.SAME, ours.telling, is_safe=is_safe)
    return None


def _cut(whole: Wording, short: Wording) -> Fit | None:
    """Tell whether a title is another one without its subtitle, or without what is before it."""
    for head, tail in whole.splits():
        if is_equal(head, short):
            return Fit(TitleFit.CUT, head.telling, is_safe=not _tells_version(tail))
        if is_equal(tail, short):
            is_name = len(head.words) <= _NAME
            return Fit(TitleFit.CUT, tail.telling, is_safe=is_name and not _tells_version(head))
    size = len(short.words)
    if whole.words[:size] != short.words or size == len(whole.words):
        return None
    # Without a colon it may be the beginning of any title, unless that is long or ends in dots.
    if short.telling < (_FEW if short.is_cut else _MANY):
        return None
    return Fit(TitleFit.CUT, short.telling, is_safe=short.is_cut)


def _tells_version(left_out: Wording) -> bool:
    return any(_NUMBERING.search(word) or word in _VERSION for word in left_out.words)


def _is_related(ours: Wording, theirs: Wording) -> bool:
    one, other = ({*filter(is_telling, wording.words)} for wording in (ours, theirs))
    shared, least = len(one & other), min(len(one), len(other))
    # A name before the colon stays with a work that is renamed.
    named = len(ours.parts) > 1 and len(theirs.parts) > 1 and ours.parts[0] == theirs.parts[0]
    if shared < _FEW:
        return shared > 1 and (named or shared == least)
    return named or shared >= _MOST * least
