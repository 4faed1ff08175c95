"""Whether the names in a field are those of the people that a source names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from enrich.match import Agreement, is_person
from enrich.names import is_group
from enrich.record import Name
from enrich.seeds.bibtex.fields import plain_words

__all__ = ["people_agree", "shares_person"]

_AND = re.compile(r"[{}]|(?<=\s)and(?=\s)", re.IGNORECASE)
_OTHERS = re.compile(r"others|et\.?\s*al\.?", re.IGNORECASE)
_AND_ALL = re.compile(r"(?:,\s*|(?<!\s)\s+)?\bet\.?\s*al\.?$", re.IGNORECASE)
# Names told part by part, as biber reads them: family=Berg, given=Jan, prefix=van.
_IN_PARTS = re.compile(r"(?:^|[\s,{\"])(?:family|given|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)


def people_agree(value: str, people: Sequence[Name]) -> Agreement:
    """Compare the names in order; `and others` stands for any number of them."""
    if not people or _IN_PARTS.search(value):
        return Agreement.OPEN
    named = _unbraced(value, people)
    if _is_group(value, named, people):
        return Agreement.OPEN
    is_open = bool(named) and _OTHERS.fullmatch(named[-1]) is not None
    claimed = named[:-1] if is_open else named
    if not claimed:
        return Agreement.OPEN if is_open else Agreement.AGAINST
    if _are(claimed, people, is_open=is_open) or _are_without_groups(
        claimed, people, is_open=is_open
    ):
        return Agreement.CLEAR
    return _longer(claimed, people) if len(claimed) > len(people) else Agreement.AGAINST


def shares_person(value: str, people: Sequence[Name]) -> bool | None:
    """Whether any name is that of one of these people; groups and nobody tell nothing."""
    persons = [one for one in people if one.literal is None]
    if not persons or _IN_PARTS.search(value):
        return None
    named = _unbraced(value, persons)
    if _is_group(value, named, persons):
        return None
    claimed = [_AND_ALL.sub("", one) for one in named if not is_group(one)]
    claimed = [one for one in claimed if one and not _OTHERS.fullmatch(one)]
    if not claimed:
        return None
    return any(_may_be(one, name) for one in claimed for name in persons)


def _unbraced(value: str, people: Sequence[Name]) -> tuple[str, ...]:
    """Read the names, though braces around all of them make them one."""
    named = _names(value)
    if _is_braced(value) and len(named) == 1 and len(people) > 1:
        return _names(value[1:-1])
    return named


def _is_group(value: str, named: Sequence[str], people: Sequence[Name]) -> bool:
    """Whether the owner says in braces that it is one name, and that of none of these people."""
    if not _is_braced(value) or any(one.literal is not None for one in people):
        return False
    return not any(_may_be(one, name) for one in named for name in people)


def _are(claimed: Sequence[str], people: Sequence[Name], *, is_open: bool) -> bool:
    if len(claimed) > len(people) or (len(claimed) < len(people) and not is_open):
        return False
    return bool(claimed) and all(map(_may_be, claimed, people))


def _are_without_groups(claimed: Sequence[str], people: Sequence[Name], *, is_open: bool) -> bool:
    """Compare the persons alone: some name the collaboration beside them, and others do not."""
    persons = [one for one in claimed if not is_group(one)]
    return _are(persons, [one for one in people if one.literal is None], is_open=is_open)


def _longer(claimed: Sequence[str], people: Sequence[Name]) -> Agreement:
    """Leave a list alone that names all whom the source names, and more: sources cut lists."""
    known = all(any(_may_be(one, name) for one in claimed) for name in people)
    return Agreement.OPEN if known else Agreement.AGAINST


def _may_be(claimed: str, name: Name) -> bool:
    return is_person(claimed, name) is not Agreement.AGAINST


def _is_braced(value: str) -> bool:
    return value.startswith("{") and value.endswith("}")


@lru_cache(maxsize=16384)
def _names(value: str) -> tuple[str, ...]:
    """Part the names at each `and` outside braces, and read them."""
    parts: list[str] = []
    depth = start = 0
    for mark in _AND.finditer(value):
        if mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
        elif depth <= 0:
            parts.append(value[start : mark.start()])
            start = mark.end()
    read = (plain_words(" ".join(part.split())) for part in (*parts, value[start:]))
    return tuple(one for one in read if one)
