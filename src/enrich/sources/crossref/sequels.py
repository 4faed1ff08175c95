"""Which works of a list a preprint became: those that name it as their preprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from enrich.errors import Garbled
from enrich.identifiers import ArxivId, Sequel, parse_identifier
from enrich.sources.crossref.answers import API
from enrich.sources.crossref.shape import Related

__all__ = ["names_any", "works_by_preprint"]


class _Successor(msgspec.Struct):
    """What of a work tells the preprints it names."""

    doi: str = msgspec.field(name="DOI")
    relation: dict[str, list[Related]] | None = None


def works_by_preprint(
    items: Iterable[msgspec.Raw], sequels: Sequence[Sequel]
) -> Mapping[Sequel, tuple[msgspec.Raw, ...]]:
    """Give each preprint the works that name it, in the order of their DOIs, or none."""
    works: dict[Sequel, dict[str, msgspec.Raw]] = {one: {} for one in sequels}
    for item in items:
        successor = API.read(item, _Successor)
        for sequel in set(_answered(successor)).intersection(works):
            if works[sequel].setdefault(successor.doi.lower(), item) != item:
                message = f"crossref: answered with two works under doi:{successor.doi}"
                raise Garbled(message)
    return {one: tuple(named[doi] for doi in sorted(named)) for one, named in works.items()}


def names_any(sequels: Sequence[Sequel], item: msgspec.Raw) -> bool:
    """Whether a work names one of the preprints in whatever relation, as the filter asks."""
    wanted = {one.of for one in sequels}
    relation = API.read(item, _Successor).relation or {}
    named = (parse_identifier(one.id or "") for many in relation.values() for one in many)
    return any(one.paper in wanted for one in named if one)


def _answered(successor: _Successor) -> Iterator[Sequel]:
    """Read the questions that a work answers; the filter finds other relations too."""
    for related in (successor.relation or {}).get("has-preprint", ()):
        # What is named by something else than a DOI is not what was asked for.
        preprint = parse_identifier(related.id or "") if related.id_type == "doi" else None
        if isinstance(preprint, ArxivId):
            yield Sequel(preprint)
