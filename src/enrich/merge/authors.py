"""Which list of authors is taken, and what each knows of a name that the other cuts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import cast

import msgspec

from enrich.match import Agreement, is_person
from enrich.merge.model import Rule
from enrich.merge.said import Choice, Said
from enrich.record import Name
from enrich.text import folded

__all__ = ["choose_authors"]

_Names = tuple[Name, ...]


def choose_authors(said: Sequence[Said]) -> Choice:
    """Choose the list of the version shown, unless it looks cut; fill in its given names."""
    chosen = said[0]
    for other in said[1:]:
        if _looks_cut(_names(chosen), _names(other)):
            chosen = other
    names = _names(chosen)
    for other in said:
        if other is not chosen and not _is_doubted(other):
            names = _filled(names, _names(other))
    if names == _names(said[0]):
        return Choice(names, (said[0].of,))
    whole = next((one for one in said if one.value == names), chosen)
    return Choice(names, (whole.of,), Rule.FULLER)


def _names(said: Said) -> _Names:
    return cast("_Names", said.value)


def _is_doubted(said: Said) -> bool:
    return any(doubt.field == "authors" for doubt in said.of.record.doubts)


def _looks_cut(names: _Names, others: _Names) -> bool:
    """Whether a list is but the first half, or less, of another."""
    return len(names) * 2 <= len(others) and all(map(_is_same, names, others))


def _filled(names: _Names, others: _Names) -> _Names:
    """Take given names from a list of the same people in the same order; none where in doubt."""
    if names == others or len(names) != len(others):
        return names
    if not all(map(_is_same, names, others)):
        return names
    return tuple(map(_fuller, names, others))


def _is_same(one: Name, other: Name) -> bool:
    if one == other:
        return True
    if one.family and one.family == other.family and one.given and other.given:
        return _are_alike(one.given, other.given) or _is_named(one, other)
    return _is_named(one, other)


def _is_named(one: Name, other: Name) -> bool:
    return is_person(str(one), other) is Agreement.CLEAR


def _are_alike(one: str, other: str) -> bool:
    return _is_cut_from(one, other) or _is_cut_from(other, one)


def _fuller(name: Name, other: Name) -> Name:
    """Take the other's given name if it is the same with more letters; all else stays."""
    if name == other or not name.given or not other.given:
        return name
    if _family(name) != _family(other) or _say_otherwise(name, other):
        return name
    if _letters(other.given) <= _letters(name.given) or _is_glued(other.given):
        return name
    if not _is_cut_from(name.given, other.given):
        return name
    return msgspec.structs.replace(name, given=other.given)


def _family(name: Name) -> str:
    """Give all of a family name, however much of it a source took for a particle."""
    if name.dropping or name.particle:
        parts = (name.dropping, name.particle, name.family)
        return _folded(" ".join(part for part in parts if part))
    return _folded(name.family or "")


def _say_otherwise(name: Name, other: Name) -> bool:
    """Whether what stands beside the names shows two people: a father and a son."""
    if name.orcid and other.orcid and name.orcid != other.orcid:
        return True
    return _folded(name.suffix or "") != _folded(other.suffix or "")


def _is_cut_from(short: str, full: str) -> bool:
    """Whether each given name is one of the full ones or begins it, in their order."""
    ours, theirs = _folded(short).split(), _folded(full).split()
    if not ours or not theirs or not _begins(ours[0], theirs[0]):
        return False
    left = iter(theirs)
    return all(any(_begins(one, other) for other in left) for one in ours)


def _begins(one: str, other: str) -> bool:
    return one == other or (len(one) == 1 and other.startswith(one))


def _letters(given: str) -> int:
    return len(_folded(given).replace(" ", ""))


def _is_glued(given: str) -> bool:
    """Whether initials stand together as in "ZY", which is no name."""
    return any(len(word) > 1 and word.isupper() and word.isalpha() for word in given.split())


_folded = lru_cache(maxsize=16384)(folded)
