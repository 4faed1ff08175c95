"""Names in one line, be it `Given Family` or `Family, Given`: where the family name begins."""

from __future__ import annotations

import re

from enrich.names.groups import is_nobody
from enrich.names.parts import Draft
from enrich.names.words import (
    CERTAIN_DEGREE,
    CONJUNCTIONS,
    DEGREE,
    KINSHIP,
    NUMBERS,
    SUFFIX,
    TITLE,
    begins_family,
    has_elision,
    is_initials,
    is_lower,
    parts_given,
)

__all__ = ["read_spoken"]

_GIVEN_AND_FAMILY, _FAMILY_FIRST, _WITH_SUFFIX = 2, 2, 3
# Behind an unmistakable family name this is a degree; otherwise it may be initials.
_DOCTOR = re.compile(r"M\.?\s?D\.?")
_HAS_LETTER = re.compile(r"[^\W\d_]")


def read_spoken(text: str) -> Draft:
    """Part a name written in one line, be it `Given Family` or `Family, Given`."""
    bare = TITLE.sub("", text)
    lines = [part.strip(" ;:") for part in bare.split(",")]
    unmarked = [NUMBERS.sub("", line) for line in lines]
    parts = [part for part in unmarked if not is_nobody(part)]
    doubts = ["title left out"] * (bare != text) + ["mark left out"] * (unmarked != lines)
    doubts += ["degree left out"] * _drop_degrees(parts)
    suffix = _taken_suffix(parts)
    if len(parts) == _FAMILY_FIRST:
        return Draft(parts[1], parts[0], suffix, tuple(doubts))
    doubts += ["more commas than a name has"] * (len(parts) > _FAMILY_FIRST)
    given, family = _spoken(" ".join(parts).split())
    return Draft(given, family, suffix, tuple(doubts))


def _drop_degrees(parts: list[str]) -> bool:
    """Take degrees off the end, and tell whether there were any."""
    before = len(parts)
    while len(parts) > 1 and _is_degree(parts):
        parts.pop()
    words = parts[-1].split() if parts else []
    while len(words) > _GIVEN_AND_FAMILY and CERTAIN_DEGREE.fullmatch(words[-1]):
        if not _HAS_LETTER.search("".join(words[:-1])):
            break
        words.pop()
        parts[-1] = " ".join(words)
        before += 1
    return len(parts) < before


def _is_degree(parts: list[str]) -> bool:
    last = parts[-1]
    if len(parts) > _FAMILY_FIRST:
        return DEGREE.fullmatch(last) is not None
    whole = " " in parts[0] and _DOCTOR.fullmatch(last) is not None
    return whole or CERTAIN_DEGREE.fullmatch(last) is not None


def _taken_suffix(parts: list[str]) -> str | None:
    """Take a suffix from between or behind commas, or from the end of either part."""
    if len(parts) > 1 and SUFFIX.fullmatch(parts[-1]):
        return parts.pop()
    if len(parts) == _WITH_SUFFIX and SUFFIX.fullmatch(parts[1]):
        return parts.pop(1)
    for at, part in enumerate(parts):
        head, _, tail = part.rpartition(" ")
        # Behind one word alone, capitals may be initials: Smith JR.
        is_initial = tail.isupper() and " " not in head and len(parts) == 1
        if _HAS_LETTER.search(head) and SUFFIX.fullmatch(tail) and not is_initial:
            parts[at] = head
            return tail
    return None


def _spoken(words: list[str]) -> tuple[str, str]:
    joined = words if len(words) <= _GIVEN_AND_FAMILY else _joined(words)
    at = _family_at(joined)
    return " ".join(joined[:at]), " ".join(joined[at:])


def _joined(words: list[str]) -> list[str]:
    """Join what is one family name: Ortega y Gasset, Lima Neto."""
    whole: list[str] = []
    last = len(words) - 1
    joining = False
    for at, word in enumerate(words):
        linked = word in (CONJUNCTIONS if at < last else KINSHIP)
        if joining or (linked and at > 1 and not is_initials(words[at - 1])):
            whole[-1] += f" {word}"
            joining = linked and not joining
        else:
            whole.append(word)
    return whole


def _family_at(words: list[str]) -> int:
    """Find where the family name begins: at a particle if there is one, else at the last word."""
    last = len(words) - 1
    at = 0
    while at < last:
        behind = _behind_particles(words, at)
        if behind > at and not _is_within_given(words, at, behind):
            return at
        if at and has_elision(words[at]):
            return at
        at = max(behind, at + 1)
    return last


def _behind_particles(words: list[str], at: int) -> int:
    while at < len(words) - 1 and begins_family(words, at):
        at += 1
    return at


def _is_within_given(words: list[str], at: int, behind: int) -> bool:
    """Whether particles belong to given names, as in María del Coro or Mario de J."""
    if at == 0:
        return all(map(is_lower, words))
    several = behind < len(words) - 1
    return several and (is_initials(words[behind]) or (behind - at == 1 and parts_given(words[at])))
