"""Titles written beside links, against the titles of what the links name."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.checks.model import Checked, Fault, Finding
from enrich.library import Entry
from enrich.match import Agreement, TitleFit, is_person, title_fit
from enrich.seeds import Seed
from enrich.text import to_unicode

__all__ = ["wrong_titles"]


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
    titles = [one.record.title for one in entry.readings if one.record.title]
    if not seed.claim.title or not titles:
        return None
    fit = title_fit(seed.claim.title, titles)
    if fit in {TitleFit.SAME, TitleFit.CUT}:
        return None
    wrong_link = fit is TitleFit.OTHER and not _shares_author(seed, entry)
    told = f"the list says {seed.claim.title!r}, the work is {to_unicode(titles[0])!r}"
    return Finding(Fault.WRONG_LINK if wrong_link else Fault.WRONG_TITLE, seed, told)


def _shares_author(seed: Seed, entry: Entry) -> bool:
    """Whether the list names an author of the work: then it is that work under another title."""
    return any(
        is_person(author, name) is Agreement.CLEAR
        for author in seed.claim.authors
        for name in entry.record.authors
    )
