"""Who a Crossref work was made for or is kept by: institution, preprint server, group, degree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from enrich.record import Kind
from enrich.sources.crossref.shape import Institution, Work
from enrich.sources.lines import first_line, read_line, unless_void

__all__ = ["degree_of", "group_of", "institution_of", "place_of"]

# The servers that a DOI's prefix names: those that the work does not name, or names by the
# company that runs them. https://github.com/PREreview/prereview.org keeps such a list.
_SERVERS = {
    "10.2139": "SSRN",
    "10.7287": "PeerJ Preprints",
    "10.20944": "Preprints.org",
    "10.21203": "Research Square",
    "10.22541": "Authorea",
    "10.26434": "ChemRxiv",
    "10.31219": "OSF Preprints",
    "10.31222": "MetaArXiv",
    "10.31223": "EarthArXiv",
    "10.31224": "engrXiv",
    "10.31234": "PsyArXiv",
    "10.31235": "SocArXiv",
    "10.31730": "AfricArXiv",
    "10.32942": "EcoEvoRxiv",
    "10.35542": "EdArXiv",
    "10.36227": "TechRxiv",
}
# Where the group is the server.
_RUNS_SERVERS = "Center for Open Science"
_COMPANY = re.compile(r"authorea,? inc\.?", re.IGNORECASE)
# Groups that tell nothing of a preprint but that it is one.
_NO_GROUP = frozenset({"preprint", "preprints", "open science framework"})
# The Defense Technical Information Center names who paid before who did the work.
_PAID, _WORKED = "Funding", "Performing"
# The Office of Scientific and Technical Information names the site or the catalogue, who did the
# work and who paid, of which any may be missing.
_ENERGY = "10.2172/"
_COUNTRY = re.compile(r"\s*\((?:United States|USA?)\)$")
_PAYS_FOR_ENERGY = re.compile(r"(?:US)?DOE\b|US Atomic Energy Commission")


def institution_of(work: Work, kind: Kind) -> str | None:
    """Find the university, the laboratory, the preprint server, the body that sets standards."""
    if kind is Kind.PREPRINT:
        return _server(work)
    if kind is Kind.STANDARD and work.standards_body:
        return _name(work.standards_body)
    institutions = _institutions(work)
    if work.doi.startswith(_ENERGY):
        return _laboratory(institutions)
    worked = [one for one in institutions if (one.department or ())[:1] == [_WORKED]]
    others = [one for one in institutions if _PAID not in (one.department or ())]
    return _first_name([*worked, *others])


def place_of(work: Work, institution: str | None) -> str | None:
    """Find the place of the institution, or of the publisher where it is that who is named."""
    if institution is None:
        line = unless_void(read_line(work.publisher_location))
        return line.rstrip(" ,:;/") if line else None
    named = (one for one in _institutions(work) if _name(one) == institution)
    place = next((first_line(one.place) for one in named), None)
    return _COUNTRY.sub("", place) if place else None


def group_of(work: Work, kind: Kind) -> str | None:
    """Find what a server files a work under, unless that is the server."""
    group = unless_void(read_line(work.group_title))
    if group is None or group.casefold() in _NO_GROUP:
        return None
    institution = institution_of(work, kind)
    return None if institution and group.casefold() == institution.casefold() else group


def degree_of(work: Work) -> str | None:
    """Find the degree for which a thesis was written."""
    return first_line(work.degree)


def _server(work: Work) -> str | None:
    name = _first_name(_institutions(work))
    if name and not _COMPANY.fullmatch(name):
        return name
    server = _SERVERS.get(work.doi.partition("/")[0])
    if server is None and work.publisher == _RUNS_SERVERS:
        server = unless_void(read_line(work.group_title))
    return server or name


def _laboratory(institutions: Sequence[Institution]) -> str | None:
    """Find who did the work; a laboratory that is the site too has a tidier name as that."""
    for one in institutions[1:]:
        name = _name(one)
        if name and name[0].isupper() and not _PAYS_FOR_ENERGY.match(name):
            said = institutions[0].acronym or []
            acronyms = [said] if isinstance(said, str) else said
            is_site = any(f"({acronym}" in name for acronym in acronyms)
            return _name(institutions[0]) if is_site else name
    return _first_name(institutions)


def _institutions(work: Work) -> Sequence[Institution]:
    said = work.institution
    return [said] if isinstance(said, Institution) else said or ()


def _first_name(institutions: Iterable[Institution]) -> str | None:
    return next((name for one in institutions if (name := _name(one))), None)


def _name(institution: Institution) -> str | None:
    return unless_void(read_line(institution.name))
