"""Whether two titles are those of one work."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from enrich.match.notices import (
    is_notice,
    is_notice_before,
    is_notice_behind,
    tells_part,
    without_retraction,
)
from enrich.match.wording import (
    Wording,
    is_equal,
    is_harmless,
    is_marked_alike,
    is_telling,
    is_typed_alike,
    slips_of,
    wording_of,
)
from enrich.text import Text

__all__ = ["Fit", "TitleFit", "announces", "fit_of", "same_fit", "title_fit"]


class TitleFit(StrEnum):
    """How a title that somebody wrote fits that of a work."""

    SAME = "same"
    # One is the head of the other, or lacks what stands before its colon. What is left out names
    # no part, no version and no notice.
    CUT = "cut"
    RENAMED = "renamed"
    OTHER = "other"


class Fit(msgspec.Struct, frozen=True):
    """How two titles fit: whether to the letter, and by how many telling words.

    Titles that are the same are so safely if no sign and no slip in them may make another title.
    """

    fit: TitleFit
    telling: int = 0
    is_exact: bool = False
    is_safe: bool = False


_ORDER = list(TitleFit)
_OTHER = Fit(TitleFit.OTHER)
_FEW, _MANY = 3, 5
_MOST = 0.4


def title_fit(claimed: str, titles: Iterable[Text | str]) -> TitleFit:
    """Tell how a title written beside a link fits any of those of what the link names."""
    return fit_of(without_retraction(claimed), map(without_retraction, titles)).fit


def announces(title: Text | str, claimed: str) -> bool:
    """Whether a title is that of a notice, a review or a part of the work that is claimed."""
    whole, short = without_retraction(title), without_retraction(claimed)
    if is_notice(short) or same_fit(short, [whole]):
        return False
    return is_notice(whole) or _adds_notice(wording_of(whole), wording_of(short))


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


def _rank(fit: Fit) -> tuple[int, bool, bool]:
    return _ORDER.index(fit.fit), not fit.is_exact, not fit.is_safe


def _fit(ours: Wording, theirs: Wording) -> Fit:
    alike = _same(ours, theirs) or _cut(ours, theirs) or _cut(theirs, ours)
    if alike:
        return alike
    return Fit(TitleFit.RENAMED) if _is_related(ours, theirs) else _OTHER


def _same(ours: Wording, theirs: Wording) -> Fit | None:
    alike = is_marked_alike(ours, theirs)
    if is_equal(ours, theirs):
        return Fit(TitleFit.SAME, ours.telling, is_exact=alike, is_safe=alike)
    if slips := slips_of(ours, theirs):
        is_safe = alike and all(is_harmless(*pair) for pair in slips)
        return Fit(TitleFit.SAME, ours.telling, is_safe=is_safe)
    return Fit(TitleFit.SAME, ours.telling) if is_typed_alike(ours, theirs) else None


def _cut(whole: Wording, short: Wording) -> Fit | None:
    """Tell whether a title is another one without its subtitle, or without what is before it."""
    left = _left_before(whole, short) or _left_behind(whole, short)
    if not left:
        return None
    tells = tells_part(left) or _adds_notice(whole, short)
    return Fit(TitleFit.RENAMED if tells else TitleFit.CUT, short.telling)


def _adds_notice(whole: Wording, short: Wording) -> bool:
    before, behind = _left_before(whole, short), _left_behind(whole, short)
    return is_notice_before(before) or is_notice_behind(behind)


def _left_before(whole: Wording, short: Wording) -> tuple[str, ...]:
    """Give the words that one title has before another, up to a colon."""
    splits = whole.splits()
    return next((head.words for head, tail in splits if is_equal(tail, short)), ())


def _left_behind(whole: Wording, short: Wording) -> tuple[str, ...]:
    """Give the words that one title has behind another."""
    for head, tail in whole.splits():
        if is_equal(head, short):
            return tail.words
    size = len(short.words)
    # Without a colon it may be the beginning of any title, unless that is long or ends in dots.
    is_begin = short.telling >= (_FEW if short.is_cut else _MANY)
    return whole.words[size:] if is_begin and whole.words[:size] == short.words else ()


def _is_related(ours: Wording, theirs: Wording) -> bool:
    one, other = ({*filter(is_telling, wording.words)} for wording in (ours, theirs))
    shared, least = len(one & other), min(len(one), len(other))
    # A name before the colon stays with a work that is renamed.
    named = len(ours.parts) > 1 and len(theirs.parts) > 1 and ours.parts[0] == theirs.parts[0]
    if shared < _FEW:
        return shared > 1 and (named or shared == least)
    return named or shared >= _MOST * least
