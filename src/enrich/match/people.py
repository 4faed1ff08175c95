"""Whether a name that somebody wrote is that of an author of a work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from enrich.match.model import Agreement
from enrich.match.slips import slips_between
from enrich.names.words import CAPITAL_PARTICLES, SUFFIX
from enrich.record import Kind, Name, Record
from enrich.text import folded

__all__ = ["Roll", "is_person", "roll_of"]

_EDITED = frozenset({Kind.BOOK, Kind.EDITED_BOOK, Kind.REFERENCE_BOOK, Kind.PROCEEDINGS})
_PARTICLES = frozenset(particle.strip(".").lower() for particle in CAPITAL_PARTICLES)
# German umlauts, of which some write the one form and some the other: Muller, Mueller.
# Not in short names: Xu and Xue are two.
_UMLAUT = re.compile(r"(?<=[aou])e(?=\w)")
_UMLAUT_LENGTH = 5
# Capitals without dots, as in "Wang ZY".
_GLUED = re.compile(r"[A-Z]{2,3}")
_GLUED_LENGTH = 3
_SUFFIX_PARTS = re.compile(rf",?\s+(?:{SUFFIX.pattern})(?=$|,)")
_NOTE = re.compile(r"\([^)]*\)|[*\u2020\u2021\u00a7]")
# Names shorter than that differ by a letter without being misspelt.
_SLIP_LENGTH = 5
_SHORT_FORM = 3
# Of so many others one may be missing: lists grow and shrink from version to version.
_MANY = 4

_Words = tuple[str, ...]


class Roll(msgspec.Struct, frozen=True):
    """How the authors that a list names stand to those of a work.

    It is whole if all authors of the work are named, in their order, and no other.
    """

    agreement: Agreement
    named: int = 0
    is_whole: bool = False
    told: str | None = None


def roll_of(claimed: Sequence[str], record: Record) -> Roll:
    """Compare the authors: the first with the first, and the others wherever they stand."""
    people = record.authors or (record.editors if record.kind in _EDITED else ())
    if not claimed:
        return Roll(Agreement.OPEN, told="author: the list names none")
    if not people:
        return Roll(Agreement.OPEN, told="author: the work names none")
    first, others = is_person(claimed[0], people[0]), claimed[1:]
    found = sum(_is_among(one, people[1:]) for one in others)
    if first is Agreement.AGAINST:
        moved = len(claimed) > 1 and all(_is_among(one, people) for one in claimed)
        told = f"author: the list says {claimed[0]}, the work {people[0]}"
        return Roll(Agreement.OPEN if moved else Agreement.AGAINST, len(claimed), told=told)
    agreement = first if _suffices(found, len(others)) else _lacking(found, len(others))
    return Roll(
        agreement,
        len(claimed),
        is_whole=_is_whole(claimed, people),
        told=_told(claimed, people[0], first, agreement),
    )


def _told(
    claimed: Sequence[str], author: Name, first: Agreement, agreement: Agreement
) -> str | None:
    if first is not Agreement.CLEAR:
        return f"author: {claimed[0]} may be {author}"
    if agreement is not Agreement.CLEAR:
        return "author: the list names others that the work does not"
    return None


def _suffices(found: int, named: int) -> bool:
    return found == named or (named >= _MANY and found == named - 1)


def _lacking(found: int, named: int) -> Agreement:
    return Agreement.AGAINST if named > 1 and not found else Agreement.OPEN


def _is_among(claimed: str, people: Sequence[Name]) -> bool:
    return any(is_person(claimed, one) is not Agreement.AGAINST for one in people)


def _is_whole(claimed: Sequence[str], people: Sequence[Name]) -> bool:
    return len(claimed) == len(people) and all(
        is_person(one, other) is Agreement.CLEAR for one, other in zip(claimed, people, strict=True)
    )


def is_person(claimed: str, name: Name) -> Agreement:
    """Whether a name as it was written can be that of a person or a group."""
    if name.literal is not None:
        return _is_group(claimed, name.literal)
    family, given = _core(_words(name.family)), _words(name.given)
    if not family:
        return Agreement.OPEN
    if _is_all(claimed, name):
        return Agreement.CLEAR
    found = {_compare(reading, (family, given)) for reading in _readings(claimed)}
    if len(family) > 1 and given:
        # What a registry takes for the first of two family names may be a given one.
        last = (family[-1:], given + family[:-1])
        found |= {_compare(reading, last) for reading in _readings(claimed) if reading[1]}
    return next((best for best in Agreement if best in found), Agreement.AGAINST)


def _compare(ours: tuple[_Words, _Words], theirs: tuple[_Words, _Words]) -> Agreement:
    if _joined(_core(ours[0])) == _joined(theirs[0]):
        return _given_agree(_without_particles(ours[1]), theirs[1])
    return _is_nearly(ours[0], theirs[0])


def _is_group(claimed: str, literal: str) -> Agreement:
    ours, theirs = (set(folded(text).split()) - {"the"} for text in (claimed, literal))
    if ours == theirs:
        return Agreement.CLEAR
    return Agreement.OPEN if ours and (ours <= theirs or theirs <= ours) else Agreement.AGAINST


def _is_all(claimed: str, name: Name) -> bool:
    """Whether all words of two names are the same, in either order of family and given name."""
    given = _joined(_words(name.given))
    particles = _joined(_words(f"{name.dropping or ''} {name.particle or ''}"))
    family = _joined(_words(name.family))
    whole = _joined(_words(_bare(claimed).replace(",", " ")))
    return bool(given) and whole in {
        given + particles + family,
        particles + family + given,
        family + given + particles,
    }


@lru_cache(maxsize=4096)
def _readings(claimed: str) -> tuple[tuple[_Words, _Words], ...]:
    """Give every family name, with the given names, as which a name can be read."""
    return tuple(_read(claimed))


def _read(claimed: str) -> Iterator[tuple[_Words, _Words]]:
    bare = _bare(claimed)
    family, comma, given = bare.partition(",")
    if comma:
        yield _words(family), _words(given)
        return
    words = bare.split()
    for at in range(len(words)):
        yield _words(" ".join(words[at:])), _words(" ".join(words[:at]))
    # "Wang ZY": behind the family name stand initials only.
    for at in range(1, len(words)):
        behind = _words(" ".join(words[at:]))
        if all(len(word) == 1 for word in behind):
            yield _words(" ".join(words[:at])), behind


def _bare(claimed: str) -> str:
    return _SUFFIX_PARTS.sub("", _NOTE.sub(" ", claimed)).strip(" ,;")


@lru_cache(maxsize=4096)
def _words(text: str | None) -> _Words:
    """Give the words of a name; initials that stand together come apart."""
    if not text:
        return ()
    loud = text.isupper() and len(text.strip()) > _GLUED_LENGTH
    parts = [
        " ".join(word) if not loud and _GLUED.fullmatch(word) else word for word in text.split()
    ]
    words = folded(" ".join(parts)).split()
    return tuple(_UMLAUT.sub("", word) if len(word) >= _UMLAUT_LENGTH else word for word in words)


def _core(family: _Words) -> _Words:
    """Give a family name without the particles before it, if that leaves something."""
    at = 0
    while at < len(family) - 1 and family[at] in _PARTICLES:
        at += 1
    return family[at:]


def _without_particles(given: _Words) -> _Words:
    """Give given names without the particles that were written behind them: Maaten, L. van der."""
    last = len(given)
    while last > 1 and given[last - 1] in _PARTICLES:
        last -= 1
    return given[:last]


def _joined(words: _Words) -> str:
    return "".join(words)


def _is_nearly(ours: _Words, family: _Words) -> Agreement:
    """Whether a family name is another but for a slip, or one of two family names."""
    one, other = _joined(ours), _joined(family)
    is_long = len(ours) == len(family) and min(len(one), len(other)) >= _SLIP_LENGTH
    if is_long and slips_between(one, other) == 1:
        return Agreement.OPEN
    double = len(family) > 1 and ours and _core(ours) in {family[:1], family[-1:]}
    return Agreement.OPEN if double else Agreement.AGAINST


def _given_agree(ours: _Words, theirs: _Words) -> Agreement:
    """Compare given names as far as both are given: initials with names, names with names."""
    if not ours or not theirs or _joined(ours) == _joined(theirs):
        return Agreement.CLEAR
    first = _is_given(ours[0], theirs[0])
    if first is Agreement.CLEAR and (_run_through(ours, theirs) or _run_through(theirs, ours)):
        return Agreement.CLEAR
    shared = {word for word in {*ours} & {*theirs} if len(word) >= _SHORT_FORM}
    return Agreement.OPEN if shared or first is Agreement.OPEN else Agreement.AGAINST


def _run_through(fewer: _Words, more: _Words) -> bool:
    """Whether all of some given names stand among others, in their order: Y. V., Ya-Hue Valerie."""
    left = iter(more)
    return all(any(_is_given(one, other) is Agreement.CLEAR for other in left) for one in fewer)


def _is_given(one: str, other: str) -> Agreement:
    shorter, longer = sorted((one, other), key=len)
    if shorter == longer or (len(shorter) == 1 and longer.startswith(shorter)):
        return Agreement.CLEAR
    if len(shorter) >= _SHORT_FORM and longer.startswith(shorter):
        return Agreement.OPEN
    if len(shorter) >= _SLIP_LENGTH and slips_between(one, other) == 1:
        return Agreement.OPEN
    return Agreement.AGAINST
