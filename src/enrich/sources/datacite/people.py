"""Whom DataCite names, in parts, in one line, or as a group."""

from __future__ import annotations

import msgspec

from enrich.names import Named, read_names
from enrich.sources.datacite.lines import known_line
from enrich.sources.datacite.shape import Attributes, Creator
from enrich.sources.people import People, name_all, read_contributor, read_orcid

__all__ = ["people_of"]

_ORCID = "orcid"


def people_of(work: Attributes) -> People:
    """Read who wrote, edited and translated a work."""
    return People(
        authors=name_all(_person(one, "authors") for one in work.creators or ()),
        editors=_contributors(work, "Editor", "editors"),
        translators=_contributors(work, "Translator", "translators"),
    )


def _contributors(work: Attributes, role: str, field: str) -> Named:
    having = (one for one in work.contributors or () if one.contributor_type == role)
    return name_all(_person(one, field) for one in having)


def _person(one: Creator, field: str) -> Named:
    """Read somebody by the parts of the name, or by the name in which a comma parts them."""
    name, orcid = known_line(one.name) or "", _orcid(one)
    given, family = one.given_name, one.family_name
    if one.name_type == "Organizational":
        return read_contributor(name=name, orcid=orcid, field=field)
    if not (given or family) and "," in name:
        family, given = (part.strip() for part in name.split(",", 1))
    if given or family:
        return read_contributor(given=given, family=family, orcid=orcid, field=field)
    named = read_names(name, field=field) if name else Named()
    if not orcid or len(named.names) != 1:
        return named
    return Named((msgspec.structs.replace(named.names[0], orcid=orcid),), named.doubts)


def _orcid(one: Creator) -> str | None:
    named = (
        identifier.name_identifier
        for identifier in one.name_identifiers or ()
        if (identifier.name_identifier_scheme or "").lower() == _ORCID
    )
    # Read here too, so that only a right one reaches a name that came in one line.
    return next((number for number in map(read_orcid, named) if number), None)
