"""Works held against what a list claims: each bar for itself, and no work beside its equal."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from enrich.match.kinds import kind_agrees
from enrich.match.model import Agreement, Evidence, Match, Verdict
from enrich.match.people import Roll, roll_of
from enrich.match.rubrics import is_rubric
from enrich.match.titles import Fit, TitleFit, fit_of
from enrich.match.venues import is_venue_of, says_preprint
from enrich.match.years import year_agrees, years_of
from enrich.record import Kind, Record
from enrich.seeds import Claim

__all__ = ["prove"]

# Titles of fewer telling words are given to more than one work.
_TELLING, _TELLING_BESIDE_AUTHORS = 3, 2
# A title that stands without a year has to tell more.
_TELLING_ENOUGH = 5
_ENOUGH_FOR_A_YEAR = 3
# Where there is no title to compare, any may be the right one.
_UNTITLED = Fit(TitleFit.RENAMED)
# Of all other kinds there are editions, under one title and by the same authors.
_WITHOUT_EDITIONS = frozenset({Kind.ARTICLE, Kind.CONFERENCE_PAPER, Kind.PREPRINT})


class _Judged(msgspec.Struct, frozen=True):
    """A candidate, with what decides between it and others."""

    record: Record
    evidence: Evidence
    fit: Fit
    roll: Roll
    rank: tuple[bool, ...]


def prove(claim: Claim, records: Sequence[Record]) -> tuple[Match, ...]:
    """Judge candidates, best first; at most one is PROVED."""
    judged = sorted((_judge(claim, one) for one in records), key=_order)
    winner = _winner(claim, judged)
    matches = [_match(one, winner) for one in judged]
    return tuple(sorted(matches, key=lambda match: list(Verdict).index(match.verdict)))


def _match(judged: _Judged, winner: _Judged | None) -> Match:
    evidence = judged.evidence
    if evidence.verdict is not Verdict.PROVED or judged is winner:
        return Match(judged.record, evidence, evidence.verdict)
    told = evidence.told
    if winner is None:
        told += ("another work fits as well",)
    elif not _is_one_work(judged.record, winner.record):
        told += ("another work fits better",)
    return Match(judged.record, msgspec.structs.replace(evidence, told=told), Verdict.DOUBTFUL)


def _order(judged: _Judged) -> tuple[object, ...]:
    against = [
        getattr(judged.evidence, part) is not Agreement.CLEAR
        for part in ("title", "author", "year", "kind")
    ]
    verdict = list(Verdict).index(judged.evidence.verdict)
    return verdict, list(TitleFit).index(judged.fit.fit), sum(against), judged.rank


def _judge(claim: Claim, record: Record) -> _Judged:
    titles = [title for title in (record.title, record.original_title) if title]
    fit = fit_of(claim.title, titles) if claim.title and titles else _UNTITLED
    roll = roll_of(claim.authors, record)
    is_sure = fit.is_exact and roll.agreement is Agreement.CLEAR
    year = year_agrees(claim, record, is_sure=is_sure)
    is_dated = claim.date is not None and claim.date.year in years_of(record)
    at_venue = is_venue_of(claim.venue, record)
    if claim.date is None and is_sure and _stands_for_year(fit, roll, record):
        year = Agreement.CLEAR
    evidence = Evidence(
        title=_title_agrees(claim, fit, roll, is_dated=is_dated, at_venue=at_venue),
        author=roll.agreement,
        year=year,
        kind=kind_agrees(claim, record),
    )
    rank = (not fit.is_exact, claim.kind is not record.kind, not at_venue, not is_dated)
    return _Judged(record, _with_reasons(evidence, claim, record, roll), fit, roll, rank)


def _stands_for_year(fit: Fit, roll: Roll, record: Record) -> bool:
    """Whether several authors, all of them, do for the year that the list does not say."""
    return (
        roll.is_whole
        and roll.named >= _ENOUGH_FOR_A_YEAR
        and fit.telling >= _TELLING_ENOUGH
        and record.kind in _WITHOUT_EDITIONS
    )


def _title_agrees(
    claim: Claim, fit: Fit, roll: Roll, *, is_dated: bool, at_venue: bool
) -> Agreement:
    if fit.fit is TitleFit.OTHER:
        return Agreement.AGAINST
    # What a title was cut to may be that of another work, or of a part or a notice of this one.
    if fit.fit is not TitleFit.SAME or not fit.is_safe or is_rubric(claim.title or ""):
        return Agreement.OPEN
    if fit.telling >= _TELLING:
        enough = fit.is_exact or is_dated
    else:
        beside = fit.telling >= _TELLING_BESIDE_AUTHORS or at_venue
        enough = beside and is_dated and roll.is_whole
    return Agreement.CLEAR if enough else Agreement.OPEN


def _with_reasons(evidence: Evidence, claim: Claim, record: Record, roll: Roll) -> Evidence:
    reasons = (
        (evidence.title, _title_reason(evidence.title, claim, record)),
        (evidence.author, roll.told),
        (evidence.year, _year_reason(claim, record)),
        (evidence.kind, _kind_reason(evidence.kind, record)),
    )
    told = tuple(why for part, why in reasons if part is not Agreement.CLEAR and why)
    return msgspec.structs.replace(evidence, told=told)


def _title_reason(agreement: Agreement, claim: Claim, record: Record) -> str:
    if not claim.title or record.title is None:
        return f"title: the {'work' if claim.title else 'list'} says none"
    if agreement is Agreement.AGAINST:
        return "title: the work has another"
    return "title: alike, but not surely the same"


def _year_reason(claim: Claim, record: Record) -> str:
    if claim.date is None:
        return "year: the list says none"
    years = " and ".join(map(str, sorted(years_of(record))))
    return f"year: the list says {claim.date.year}, the work {years or 'none'}"


def _kind_reason(agreement: Agreement, record: Record) -> str:
    if agreement is Agreement.OPEN:
        return f"kind: the work is filed under {record.kind}"
    return f"kind: not what is meant, but a {record.kind} or a notice about it"


def _winner(claim: Claim, judged: Sequence[_Judged]) -> _Judged | None:
    """Choose among those that clear every bar, unless two works do that nothing tells apart."""
    clear = [one for one in judged if one.evidence.verdict is Verdict.PROVED]
    if not clear:
        return None
    best = clear[0]
    rivals = [one for one in clear[1:] if not _is_one_work(one.record, best.record)]
    tied = [one for one in rivals if one.rank == best.rank]
    if not tied:
        return best
    return _version_meant(claim, [best, *tied])


def _version_meant(claim: Claim, tied: Sequence[_Judged]) -> _Judged | None:
    """Choose between the preprint and the publication, if there is one of the kind meant."""
    meant = [
        one for one in tied if (one.record.kind is Kind.PREPRINT) is says_preprint(claim.venue)
    ]
    return meant[0] if len(meant) == 1 and len(tied) > 1 else None


def _is_one_work(one: Record, other: Record) -> bool:
    ours = {identifier.paper for identifier in one.identifiers}
    return not ours.isdisjoint(identifier.paper for identifier in other.identifiers)
