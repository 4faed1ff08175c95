"""Titles written beside links, against the titles of what the links name."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks.model import Checked, Fault, Finding
from enrich.library import Entry
from enrich.match import Agreement, TitleFit, announces, is_person, title_fit
from enrich.record import Kind, Record
from enrich.seeds import Seed
from enrich.text import to_unicode

__all__ = ["wrong_titles"]

# As what Crossref has works announce that they are another version of one.
_VERSIONS = frozenset({"new version", "new edition"})


def wrong_titles(checked: Checked) -> Iterator[Finding]:
    """Find titles that are not those of the works, and links to another work than they say."""
    places = {seed.origin: place for place, seed in enumerate(checked.scan.seeds)}
    found = [
        (places.get(seed.origin, 0), finding)
        for entry in checked.library.entries
        for seed in entry.seeds
        if seed.wanted and (finding := _wrong_title(seed, entry))
    ]
    yield from (finding for _, finding in sorted(found, key=lambda one: one[0]))


def _wrong_title(seed: Seed, entry: Entry) -> Finding | None:
    claimed = seed.claim.title
    if not claimed:
        return None
    records = [one.record for one in entry.readings if one.record.title]
    if not records:
        return None
    meant = [one for one in records if not _is_notice(one, seed)]
    fit = title_fit(claimed, [one.title for one in meant or records if one.title])
    if meant and fit in {TitleFit.SAME, TitleFit.CUT}:
        return None
    wrong_link = not meant or (fit is TitleFit.OTHER and not _shares_author(seed, entry))
    return Finding(
        Fault.WRONG_LINK if wrong_link else Fault.WRONG_TITLE, seed, _told(seed, records)
    )


def _is_notice(record: Record, seed: Seed) -> bool:
    """Whether a work is a notice, a review or a supplement, though the list claims the work."""
    claim = seed.claim
    if claim.kind is Kind.REVIEW or not (claim.title and record.title):
        return False
    if record.kind is Kind.REVIEW or any(one.kind not in _VERSIONS for one in record.announces):
        return True
    return announces(record.title, claim.title)


def _told(seed: Seed, records: list[Record]) -> str:
    titles = (to_unicode(one.title) for one in records if one.title)
    return f"the list says {seed.claim.title!r}, the work is {next(titles)!r}"


def _shares_author(seed: Seed, entry: Entry) -> bool:
    """Whether the list names an author of the work: then it is that work under another title."""
    return any(
        is_person(author, name) is Agreement.CLEAR
        for author in seed.claim.authors
        for name in entry.record.authors
    )
