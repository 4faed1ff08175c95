"""Preprints and what they became: a ladder of evidence, the strongest rung first.

What an author or a publisher says is followed though a paper was renamed or its authors changed,
as long as the two are alike at all; title and authors alone must prove it in full.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType

import msgspec

from enrich.identifiers import ArxivId, Doi, Identifier
from enrich.match import Likeness, is_notice, is_same_work, likeness
from enrich.packing import Records
from enrich.record import Kind, Record

__all__ = ["Followed", "Rung", "follow_preprints", "is_told_published", "sequels_named"]


class Rung(StrEnum):
    """What shows that a preprint became a publication, the strongest first."""

    AUTHOR = "author"
    RELATION = "relation"
    DECISION = "decision"
    TITLE = "title"

    @property
    def told(self) -> str:
        """What it is, in words that go on with "since"."""
        return _TOLD[self]


_TOLD = {
    Rung.AUTHOR: "its author gave this DOI at arXiv",
    Rung.RELATION: "Crossref relates the two",
    Rung.DECISION: "somebody said so under review",
    Rung.TITLE: "title, authors and years agree and fit nothing else",
}


class Followed(msgspec.Struct, frozen=True):
    """What a preprint became, and what shows it."""

    published: Identifier
    rung: Rung


def follow_preprints(
    records: Records,
    decided: Mapping[Identifier, Followed] = MappingProxyType({}),
    refused: Collection[tuple[Identifier, Identifier]] = (),
) -> dict[Identifier, Followed]:
    """Find what each preprint among these became, by the strongest rung that holds.

    What a person refused is no rung at all. A person's word goes first, then that of the author.
    What else was decided before stands before anything new, as long as it holds: what was found out
    yesterday is not asked for again, so that today's rivals are not all there.
    """
    said = {paper: one for paper, one in decided.items() if one.rung is Rung.DECISION}
    followed = dict(_holding(said, records))
    authors = _rivals(records, _but(_given_by_authors(records), refused))
    for paper, published in authors.items():
        followed.setdefault(paper, Followed(published, Rung.AUTHOR))
    given = {published: paper for paper, published in authors.items()}
    for paper, one in _holding(decided, records):
        # A DOI that its author has moved to another paper is no longer this one's.
        if given.get(one.published, paper) == paper:
            followed.setdefault(paper, one)
    for paper, published in _rivals(records, _but(_related(records), refused), sole=False).items():
        followed.setdefault(paper, Followed(published, Rung.RELATION))
    return {paper: _last(paper, followed) for paper in followed}


def _holding(
    decided: Mapping[Identifier, Followed], records: Mapping[Identifier, Record]
) -> Iterator[tuple[Identifier, Followed]]:
    if not decided:
        return
    papers = {name.paper: name for name in records}
    for paper, one in decided.items():
        if paper in papers and _holds(one, records.get(one.published), records[papers[paper]]):
            yield paper, one


def _last(paper: Identifier, followed: Mapping[Identifier, Followed]) -> Followed:
    """Follow a preprint that became another preprint to where that leads."""
    passed = {paper}
    last = followed[paper]
    while last.published in followed and last.published not in passed:
        passed.add(last.published)
        last = Followed(followed[last.published].published, last.rung)
    return last


def _holds(followed: Followed, published: Record | None, preprint: Record) -> bool:
    """Whether what was decided before can still be: proof is made anew from what is known now."""
    if published is None or not _is_publication(published) or _is_about(published, preprint):
        return False
    if followed.rung is Rung.TITLE:
        return is_same_work(preprint, published)
    return followed.rung is Rung.DECISION or likeness(preprint, published).is_plausible


_Claim = tuple[Identifier, Identifier]


def _but(
    claims: Iterator[_Claim], refused: Collection[tuple[Identifier, Identifier]]
) -> Iterator[_Claim]:
    return (claim for claim in claims if (claim[0].paper, claim[1]) not in refused)


def _given_by_authors(records: Records) -> Iterator[_Claim]:
    for name, record in records.linked.items():
        given = record.doi
        if record.arxiv and given and given != name and _is_paper(records.get(given)):
            yield name, given


def _related(records: Records) -> Iterator[_Claim]:
    """Give each preprint with what it is related to, whichever of the two says so."""
    related = [(name, record) for name, record in records.linked.items() if record.relations]
    for name, record in related:
        for published in sequels_named(record):
            if _is_publication(records.get(published)):
                yield name, published
    named = [
        (one.identifier.paper, name)
        for name, record in related
        if _is_publication(record)
        for one in record.relations
        if one.kind == "has-preprint"
    ]
    if named:
        preprints = {name.paper for name in records.preprints}
        yield from (claim for claim in named if claim[0] in preprints)


# What carries the title of a paper, or names it, without being what it became.
_NEVER = frozenset({Kind.DATASET, Kind.REVIEW, Kind.OTHER})


def _is_paper(record: Record | None) -> bool:
    """Whether a record can be that of a paper: no review, no data, no notice about it."""
    return record is not None and record.kind not in _NEVER and not record.announces


def _is_about(published: Record, preprint: Record) -> bool:
    """Whether a title is that of an erratum, a reply or a part, and the preprint's is not."""
    return _has_notices_title(published) and not _has_notices_title(preprint)


def _has_notices_title(record: Record) -> bool:
    return record.title is not None and is_notice(record.title)


def _is_publication(record: Record | None) -> bool:
    return record is not None and record.kind is not Kind.PREPRINT and _is_paper(record)


def sequels_named(record: Record) -> Iterator[Doi]:
    """Give the publications that a preprint's own record says it became."""
    if record.kind is not Kind.PREPRINT:
        return
    for one in record.relations:
        if one.kind == "is-preprint-of" and isinstance(one.identifier, Doi):
            yield one.identifier


def _rivals(
    records: Mapping[Identifier, Record], claims: Iterator[_Claim], *, sole: bool = True
) -> dict[Identifier, Identifier]:
    """Settle claims: for each publication the paper most like it, for each paper its likest.

    Of papers whose authors gave one DOI, all but one are wrong; a publisher may well name several
    preprints of one work.
    """
    likely: dict[_Claim, Likeness] = {}
    for name, published in claims:
        ours, theirs = records.get(name), records.get(published)
        if ours is None or theirs is None or _is_about(theirs, ours):
            continue
        alike = likeness(ours, theirs)
        if alike.is_plausible:
            pair = (name.paper, published)
            likely[pair] = max(alike, likely.get(pair, alike))
    if sole:
        likely = {pair: likely[pair] for pair in _best(likely, of=1)}
    return dict(_best(likely, of=0))


def _best(likely: Mapping[_Claim, Likeness], *, of: int) -> Iterator[_Claim]:
    """Give for each side the pair that is most alike; none where two are as much."""
    groups: dict[Identifier, list[_Claim]] = {}
    for pair in likely:
        groups.setdefault(pair[of], []).append(pair)
    for pairs in groups.values():
        best = max(likely[pair] for pair in pairs)
        winners = [pair for pair in pairs if likely[pair] == best]
        if len(winners) == 1:
            yield winners[0]


# What authors write in the comment of a paper that somebody took. Of one that is only under
# review, they say so.
_TAKEN = re.compile(
    r"(?i:\b(?:accepted|published|in press|to appear|appear(?:s|ed|ing)? (?:in|at)|camera[- ]ready"
    r"|presented at|proceedings|oral|spotlight|poster)\b)"
    r"|\b[A-Z][A-Za-z]*[A-Z]{2,}[A-Za-z]*\W{0,2}(?:(?:19|20)\d\d|\d\d)\b",
)
_WAITING = re.compile(r"\b(?:submitted|under review|in review|rejected)\b", re.IGNORECASE)


def is_told_published(record: Record) -> bool:
    """Whether the authors of an arXiv paper say there that it was published, though not as what."""
    if not isinstance(record.name, ArxivId) or record.doi:
        return False
    if record.journal_reference:
        return not _WAITING.search(record.journal_reference)
    comment = record.comment or ""
    return bool(_TAKEN.search(comment)) and not _WAITING.search(comment)
