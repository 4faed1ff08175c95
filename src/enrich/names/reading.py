"""Names of people and groups, as arXiv prints them and as Crossref has them in fields."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from enrich.names.fields import repaired
from enrich.names.groups import (
    Party,
    group_in_person,
    is_group,
    is_nobody,
    organization,
    parties,
)
from enrich.names.lines import cleaned, plain_line, without_notes
from enrich.names.parts import Draft, finished
from enrich.names.spoken import read_spoken
from enrich.names.words import CAPITAL_PARTICLES
from enrich.record import Doubt, Name

__all__ = [
    "Named",
    "is_group",
    "is_nobody",
    "read_name",
    "read_names",
    "read_person",
]

# Longer than any name; what is longer is kept as it stands.
_LONGEST = 1000
# Names in which there is nothing to put right: given names, initials, one family name.
_WORD = r"[A-Z\u00c0-\u00d6\u00d8-\u00de][a-z\u00df-\u00f6\u00f8-\u00ff]+"
_GIVEN = rf"(?:{_WORD}|[A-Z]\.)(?:-[A-Z]\.|[ -]{_WORD}|-[a-z]+| ?[A-Z]\.| [A-Z](?=$| ))*"
_FAMILY = rf"(?:(?:Mc|[OD]['\u2019])?{_WORD})(?:-{_WORD})*"
_PLAIN_GIVEN = re.compile(rf"(?!(?:Dr|Prof|Mr|Mrs|Ms|The|For|On|And)\b){_GIVEN}")
_PLAIN_FAMILY = re.compile(_FAMILY)
_PLAIN_NAME = re.compile(rf"({_PLAIN_GIVEN.pattern}) ({_FAMILY})")
# Words that make a plain name less plain than it looks.
_TELLING = CAPITAL_PARTICLES | frozenset(
    "Collaboration Collaborations Consortium Consortia Team Teams Group Groups Committee Initiative"
    " Investigators Network Society Association Project Programme University Institute Laboratory"
    " Laboratories Organisation Organization Foundation Force Department Ministry Federation"
    " Academy Editors Gmbh Ltd Inc Others Anonymous None Unknown Jr Sr Filho Junior"
    " J\u00fanior Neto Sobrinho".split()
)


class Named(msgspec.Struct, frozen=True):
    """Whom an author field names: mostly one, now and then several or no one."""

    names: tuple[Name, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def read_name(text: str) -> Name | None:
    """Split a free-form name the way BibTeX splits it; none if it names no one."""
    return next(iter(read_names(text).names), None)


def read_names(text: str, *, field: str = "authors") -> Named:
    """Read a free-form name, and all whom it names if they are more than one."""
    plain = _PLAIN_NAME.fullmatch(text)
    if plain and _TELLING.isdisjoint(text.split()):
        return Named((Name(given=plain[1], family=plain[2]),))
    if len(text) > _LONGEST:
        return _overlong(text, field)
    line, doubts = cleaned(text)
    return _named(line, field, text, doubts) or Named()


def read_person(  # noqa: PLR0913 - the fields as they come
    *,
    given: str | None = None,
    family: str | None = None,
    suffix: str | None = None,
    orcid: str | None = None,
    name: str | None = None,
    field: str = "authors",
) -> Named:
    """Read a name that comes in fields, each of them one line of plain text."""
    if given and family and not suffix and _is_plain(given, family):
        return Named((Name(given=given, family=family, orcid=orcid),))
    if len(f"{given}{family}{name}") > _LONGEST:
        return _overlong(f"{given or ''} {family or name or ''}", field)
    draft = Draft(given or "", family or "", suffix or None)
    return _odd_person(draft, orcid, field) or _organization(name or "", orcid, field)


def _is_plain(given: str, family: str) -> bool:
    return (
        _PLAIN_FAMILY.fullmatch(family) is not None
        and family not in _TELLING
        and _PLAIN_GIVEN.fullmatch(given) is not None
    )


def _named(
    line: str, field: str, found: str, doubts: Iterable[str] = (), orcid: str | None = None
) -> Named | None:
    if is_nobody(line):
        return None
    names: list[Name] = []
    every = list(doubts)
    for party in parties(line):
        text, own = without_notes(party.text) if party.text != line else (line, ())
        name, odd = _party(text, party, orcid if not names else None)
        if not is_nobody(str(name)):
            names.append(name)
            every += (*own, *party.doubts, *odd)
    every += ["several names in one"] * (len(names) > 1)
    return Named(tuple(names), _doubted(field, found, every)) if names else None


def _party(text: str, party: Party, orcid: str | None) -> tuple[Name, tuple[str, ...]]:
    if party.is_group:
        return Name(literal=text, orcid=orcid), ()
    return finished(read_spoken(text), orcid=orcid)


def _overlong(text: str, field: str) -> Named:
    line = plain_line(text)
    if is_nobody(line):
        return Named()
    return Named((Name(literal=line),), (Doubt(field, "too long for a name", line),))


def _odd_person(draft: Draft, orcid: str | None, field: str) -> Named | None:
    found = ", ".join(part for part in (draft.family, draft.given, draft.suffix) if part)
    if group_in_person(draft.given, draft.family):
        line = f"{draft.given} {draft.family}".strip()
        return _named(line, field, found, ["group in the fields of a person"], orcid)
    draft = repaired(draft)
    if not draft.family:
        return None
    name, doubts = finished(draft, orcid=orcid)
    return Named((name,), _doubted(field, found, doubts))


def _organization(text: str, orcid: str | None, field: str) -> Named:
    line = " ".join(text.split())
    if is_nobody(line):
        return Named()
    literal, doubts = organization(line)
    return Named((Name(literal=literal, orcid=orcid),), _doubted(field, text, doubts))


def _doubted(field: str, found: str, reasons: Iterable[str]) -> tuple[Doubt, ...]:
    return tuple(Doubt(field, reason, found) for reason in dict.fromkeys(reasons))
