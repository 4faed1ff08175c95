"""The notices that there are of a Crossref work, and those that it is itself of others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrich.identifiers import Doi, parse_identifier
from enrich.record import Notice
from enrich.sources.crossref.dates import date_of
from enrich.sources.crossref.shape import Update, Work
from enrich.sources.lines import read_line
from enrich.text import Text, to_unicode

__all__ = ["announced_by", "notices_of"]

# What publishers put before the title of a work that they took back.
_TAKEN_BACK = re.compile(
    r"\W{0,3}(?P<fate>retracted|withdrawn|removed)(?: (?:article|chapter|paper))?"
    r"\s*[\]):\u2013\u2014-]",
    re.IGNORECASE,
)
_TAKEN_BACK_BEHIND = re.compile(
    r"[(\[\u2013\u2014-]\s*(?P<fate>retracted|withdrawn)(?: (?:article|chapter|paper))?"
    r"\s*[)\]]?\s*\.?$"
    r"|^this (?:article|chapter|paper) (?:has been|is) (?P<said>retracted|withdrawn)\b",
    re.IGNORECASE,
)
_FATES = {"retracted": "retraction", "withdrawn": "withdrawal", "removed": "removal"}
# A work is no notice of itself, and what a version replaced is no business of a reader.
_OF_ITSELF = frozenset({"new version", "new edition"})


def notices_of(work: Work, title: Text | None) -> Iterator[Notice]:
    """Find what was published about the work, be it only in its title or under its own DOI."""
    own = work.doi.casefold()
    corrected = [one for one in work.update_to or () if (one.doi or "").casefold() == own]
    told = list(filter(None, map(_notice, (*(work.updated_by or ()), *corrected))))
    fate = _fate(to_unicode(title)) if title else None
    if fate and fate not in {one.kind for one in told}:
        told.append(Notice(kind=fate))
    for notice in told:
        itself = notice.identifier is not None and notice.identifier.value == own
        if not (itself and notice.kind in _OF_ITSELF):
            yield Notice(kind=notice.kind, date=notice.date) if itself else notice


def _fate(title: str) -> str | None:
    """Find what a title says became of its work."""
    found = _TAKEN_BACK.match(title) or _TAKEN_BACK_BEHIND.search(title)
    said = found and (found["fate"] or found.groupdict().get("said"))
    return _FATES[said.lower()] if said else None


def announced_by(work: Work) -> Iterator[Notice]:
    """Find the works that this one is a notice of."""
    for update in work.update_to or ():
        is_other = update.doi and update.doi.casefold() != work.doi.casefold()
        if is_other and (notice := _notice(update)):
            yield notice


def _notice(update: Update) -> Notice | None:
    """Read a notice; one that does not say of what kind it is says nothing."""
    kind = read_line((update.type or "").replace("_", " "))
    if kind is None:
        return None
    doi = parse_identifier(update.doi or "")
    return Notice(
        kind=kind,
        identifier=doi if isinstance(doi, Doi) else None,
        date=date_of(update.updated),
    )
