"""Whether a preprint and a publication that share no identifier are one work."""

from __future__ import annotations

from enrich.match.kinds import PUBLISHED
from enrich.match.model import Agreement
from enrich.match.notices import is_notice
from enrich.match.people import is_person
from enrich.match.rubrics import is_rubric
from enrich.match.titles import Fit, same_fit
from enrich.match.years import LATEST, years_of
from enrich.record import Kind, Name, Record
from enrich.text import to_unicode

__all__ = ["is_same_work"]

_TELLING, _TELLING_BESIDE_AUTHORS = 3, 2
# By so many authors in common, lists that differ by a third are those of one paper.
_MANY = 3
_SHARED = 2 / 3
_EARLIEST = -1


def is_same_work(preprint: Record, published: Record) -> bool:
    """Whether a preprint and a published record, which share no identifier, are surely one work.

    They may stand in either order.
    """
    if published.kind is Kind.PREPRINT:
        preprint, published = published, preprint
    if preprint.kind is not Kind.PREPRINT or published.kind not in PUBLISHED:
        return False
    fit = _title_fit(preprint, published)
    if fit is None or _is_notice(published) or _name_others(preprint, published):
        return False
    years = _years_agree(preprint, published)
    if years is Agreement.AGAINST:
        return False
    return _are_authors_same(fit, preprint, published, is_dated=years is Agreement.CLEAR)


def _is_notice(published: Record) -> bool:
    return bool(published.announces) or is_notice(published.title or "")


def _name_others(preprint: Record, published: Record) -> bool:
    """Whether either names another as its other version."""
    # Other preprints have DOIs of their own, and arXiv gives that of the publication.
    if preprint.arxiv and preprint.doi and preprint.doi != published.doi:
        return True
    if preprint.arxiv and published.arxiv:
        return preprint.arxiv.paper != published.arxiv.paper
    return _names_another(published, "has-preprint", preprint) or _names_another(
        preprint, "is-preprint-of", published
    )


def _names_another(record: Record, kind: str, other: Record) -> bool:
    named = {one.identifier.paper for one in record.relations if one.kind == kind}
    return bool(named) and named.isdisjoint(one.paper for one in other.identifiers)


def _years_agree(preprint: Record, published: Record) -> Agreement:
    posted, appeared = years_of(preprint), years_of(published)
    if not posted or not appeared:
        return Agreement.OPEN
    later = min(appeared) - min(posted)
    return Agreement.CLEAR if _EARLIEST <= later <= LATEST else Agreement.AGAINST


def _title_fit(preprint: Record, published: Record) -> Fit | None:
    titles = [one for one in (published.title, published.original_title) if one]
    fit = same_fit(preprint.title or "", titles)
    rubric = preprint.title is None or is_rubric(to_unicode(preprint.title))
    return fit if fit and fit.is_safe and not rubric else None


def _are_authors_same(fit: Fit, preprint: Record, published: Record, *, is_dated: bool) -> bool:
    """Whether the authors are the same, or nearly so where title and years tell enough."""
    shared = _shared(preprint.authors, published.authors)
    most = max(len(preprint.authors), len(published.authors))
    if shared == most and fit.telling >= _TELLING and is_dated:
        return shared > 0
    if shared == most:
        return shared >= _MANY and fit.telling >= _TELLING_BESIDE_AUTHORS
    return is_dated and fit.telling >= _TELLING and shared >= _MANY and shared >= most * _SHARED


def _shared(ours: tuple[Name, ...], theirs: tuple[Name, ...]) -> int:
    """Count the authors that both have; none unless the first is the same."""
    if not ours or not theirs or not _is_same(ours[0], theirs[0]):
        return 0
    left = list(theirs)
    for one in ours:
        found = next((other for other in left if _is_same(one, other)), None)
        if found:
            left.remove(found)
    return len(theirs) - len(left)


def _is_same(one: Name, other: Name) -> bool:
    """Whether one name, filed or spoken, can be the other."""
    return Agreement.CLEAR in {is_person(_filed(one), other), is_person(str(one), other)}


def _filed(name: Name) -> str:
    if name.literal is not None:
        return name.literal
    before = " ".join(part for part in (name.particle, name.family) if part)
    behind = " ".join(part for part in (name.given, name.dropping) if part)
    return f"{before}, {behind}" if behind else before
