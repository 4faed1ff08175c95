"""Names in a line: where one ends and the next begins, and who is only counted among others."""

from __future__ import annotations

import re
from itertools import accumulate

__all__ = ["OTHERS", "PARTICLES", "split_names", "without_others"]

# How lists say that there are more; none of it is a name.
OTHERS = r"et\.?\s*al\b\.?|others\b\.?"
_CUT = re.compile(rf"(?:[\s,;&]|\band\b){{0,5}}(?:\b(?:{OTHERS})|\u2026|\.\.\.)$", re.IGNORECASE)
# Longer than any way to say so.
_TAIL = 40
# What stands before a family's name and belongs to it.
PARTICLES = frozenset(
    "de da do dos das del della di du des van von der den ten ter la le el al bin ibn ben abu y e f"
    " af av zu zur zum 't d' dal dello st. op in't".split()
)
_CAPITAL = r"[^\W\d_a-z\u00df-\u00f6\u00f8-\u00ff]"
_INITIALS = re.compile(rf"{_CAPITAL}\.?(?:[ -]?{_CAPITAL}\.?){{0,3}}")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_AND = r"(?:&|and\b|with\b)"
_SEMICOLON = re.compile(rf"\s*;\s*(?:{_AND}\s*)?")
_BETWEEN = re.compile(rf"(?:^|\s*,\s*|\s){_AND}(?:\s+|$)")
_PAIR = 2


def without_others(text: str) -> str:
    """Cut a line of names where it says that there are others."""
    text = text.rstrip()
    while found := _CUT.search(text[-_TAIL:]):
        text = text[: max(len(text) - _TAIL, 0) + found.start()].rstrip()
    return text


def split_names(text: str) -> tuple[str, ...]:
    """Part the names of a line, be they `Given Family`, `Family, Given` or `Family, G.`."""
    text = without_others(" ".join(text.split()))
    if ";" in text:
        names = _tidy(_SEMICOLON.split(text))
    else:
        groups = [_tidy(group.split(",")) for group in _BETWEEN.split(text)]
        names = _joined([group for group in groups if group])
    return tuple(name for one in names if (name := without_others(one)))


def _tidy(parts: list[str]) -> list[str]:
    stripped = (part.strip(" -\u2013,") for part in parts)
    whole = (part if _ends_in_initial(part) else part.rstrip(". ") for part in stripped)
    return [part for part in whole if part]


def _ends_in_initial(part: str) -> bool:
    return re.search(r"(?:^|[\s.-])[^\W\d_]{1,2}\.$", part) is not None


def _has_initial(part: str) -> bool:
    return re.match(r"[^\W\d_]\.", part) is not None or _ends_in_initial(part)


def _joined(groups: list[list[str]]) -> list[str]:
    """Join family names to what is given, in the groups that `and` parts."""
    parts = [part for group in groups for part in group]
    begins = [0, *accumulate(map(len, groups))]
    families = {at for at, group in zip(begins, groups, strict=False) if _is_pair(group)}
    if not all(_is_pair(group) or _is_whole(group) for group in groups):
        families = {0} if len(groups[0]) > 1 and _is_first_reversed(parts) else set()
    names: list[str] = []
    at = 0
    while at < len(parts):
        end = _end(parts, at, is_family=at in families)
        names.append(", ".join(parts[at:end]))
        at = end
    return names


def _end(parts: list[str], at: int, *, is_family: bool) -> int:
    """Find where a name ends: behind what is given, and behind `Jr.` before or after that."""
    end = _behind_suffix(parts, at + 1)
    if end == len(parts):
        return end
    if is_family or (not _has_initial(parts[at]) and _INITIALS.fullmatch(parts[end])):
        end = _behind_suffix(parts, end + 1)
    return end


def _behind_suffix(parts: list[str], at: int) -> int:
    return at + 1 if at < len(parts) and _SUFFIX.fullmatch(parts[at]) else at


def _is_pair(group: list[str]) -> bool:
    """Whether it is one name, `Family, Given`."""
    family, *given = _without_suffix(group) or [""]
    return len(given) == 1 and sum(word not in PARTICLES for word in family.split()) == 1


def _is_whole(group: list[str]) -> bool:
    """Whether it is one name, `Given Family`."""
    names = _without_suffix(group)
    return len(names) == 1 and " " in names[0]


def _without_suffix(parts: list[str]) -> list[str]:
    return [part for part in parts if not _SUFFIX.fullmatch(part)]


def _is_first_reversed(parts: list[str]) -> bool:
    """Whether only the first name is turned round, as in `Ho, Jonathan, Ajay Jain`."""
    words = [len(part.split()) for part in _without_suffix(parts)]
    return words[:2] == [1, 1] and (len(words) == _PAIR or words[2] > 1)
