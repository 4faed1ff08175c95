"""Which seeds and readings are of one work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product

import msgspec

from enrich.answers import Reason
from enrich.identifiers import Identifier
from enrich.match import is_same_work
from enrich.merge import Reading
from enrich.misses import Miss
from enrich.packing import Packed, Records
from enrich.policy import Policy
from enrich.record import Kind, Record
from enrich.seeds import Seed
from enrich.text import folded, to_unicode
from enrich.versions import Rung, follow_preprints
from enrich.works.resolved import Resolved
from enrich.works.work import Work

__all__ = ["SortedOut", "sort_into_works"]


class SortedOut(msgspec.Struct, frozen=True):
    """Every seed, in a work or as a miss."""

    works: tuple[Work, ...]
    misses: tuple[Miss, ...]
    remarks: tuple[str, ...]


def sort_into_works(
    seeds: Sequence[Seed],
    resolved: Resolved,
    policy_of: Callable[[Work], Policy] = lambda _: Policy.PUBLISHED,
) -> SortedOut:
    """Sort seeds into works, in the order in which they were first wanted."""
    works = _Works(resolved)
    misses: list[Miss] = []
    for seed in seeds:
        if name := resolved.by_identifier(seed):
            works.take(seed, name)
        elif name := resolved.by_title(seed):
            works.take(seed, name).by_title += (seed,)
        else:
            misses.append(resolved.miss(seed))
    works.join_versions()
    for work in works.all:
        work.policy = policy_of(work)
    every = tuple(part for work in works.all for part in work.split())
    return SortedOut(every, tuple(misses), tuple(dict.fromkeys(works.remarks)))


class _Works:
    """The works so far, each under the identifier by which it stands."""

    def __init__(self, resolved: Resolved) -> None:
        self.remarks: list[str] = []
        self._readings = resolved.readings
        self._failures = resolved.failures
        self._works: dict[Identifier, Work] = {}
        records = Records({name: one.packed for name, one in resolved.readings.items()})
        self._refused = resolved.refused
        self._followed = follow_preprints(records, resolved.became, resolved.refused)
        self._preprints: dict[Identifier, list[Identifier]] = {}
        for paper, one in self._followed.items():
            self._preprints.setdefault(one.published, []).append(paper)

    @property
    def all(self) -> tuple[Work, ...]:
        """Every work, once."""
        return tuple(self._works.values())

    def take(self, seed: Seed, named: Identifier) -> Work:
        """Add a seed to the work it wants, with all versions of it that are known."""
        followed = self._followed.get(named.paper)
        home = followed.published if followed else named.paper
        work = self._works.setdefault(home, Work())
        work.seeds += (seed,)
        self._add(work, named, home)
        if home in self._readings:
            self._add(work, home, home)
        for paper in self._preprints.get(home, ()):
            work.rungs |= {self._followed[paper].rung}
            # A version of it that somebody names stands for the paper.
            if paper in self._readings and not any(one.paper == paper for one in work.readings):
                self._add(work, paper, home)
        return work

    def join_versions(self) -> None:
        """Make one of a preprint and a published work that share no identifier but all else.

        Only where each fits the other and nothing besides; the place of the first is kept.
        """
        order = {name: place for place, name in enumerate(self._works)}
        for pair in _pairs_alike(self._works):
            if pair in self._refused:
                continue
            first, second = sorted(pair, key=order.__getitem__)
            self._works[first].join(self._works.pop(second))
            self._works[first].rungs |= {Rung.TITLE}

    def _add(self, work: Work, name: Identifier, home: Identifier) -> None:
        """Add what was read under a name; a DOI that proved to be another work's is dropped."""
        work.readings[name] = self._checked(self._readings[name], home)

    def _checked(self, reading: Reading, home: Identifier) -> Reading:
        """Drop a DOI that proved to be another work's, and say what became of the others."""
        if not reading.packed.is_linked:
            return reading
        record = reading.record
        doi = record.doi
        if record.arxiv is None or doi is None or home == doi:
            return reading
        if doi in self._readings:
            self.remarks.append(f"{record.arxiv}: gives {doi}, which fits another work; left out")
            alone = Packed.of(msgspec.structs.replace(record, doi=None))
            return msgspec.structs.replace(reading, packed=alone)
        failure = self._failures.get(doi)
        if failure and failure.reason is not Reason.NOT_FOUND:
            self.remarks.append(
                f"{record.arxiv}: published as {doi}, for which {failure.source} gave no answer"
                f" ({failure.reason}); the entry shows the preprint"
            )
        return reading


def _pairs_alike(works: Mapping[Identifier, Work]) -> tuple[tuple[Identifier, Identifier], ...]:
    """Find each preprint and published work that are one, and that nothing else is like."""
    by_title: dict[str, list[Identifier]] = {}
    for name, work in works.items():
        record = _shown(work)
        title = folded(to_unicode(record.title)) if record.title else ""
        by_title.setdefault(title.replace(" ", ""), []).append(name)
    by_title.pop("", None)
    pairs = [
        (preprint, published)
        for alike in by_title.values()
        if len(alike) > 1
        for preprint, published in _versions((name, _shown(works[name])) for name in alike)
    ]
    return tuple(pair for pair in pairs if _is_only_one(pair, pairs))


def _shown(work: Work) -> Record:
    return work.precedence()[0].record


def _versions(
    alike: Iterable[tuple[Identifier, Record]],
) -> Iterator[tuple[Identifier, Identifier]]:
    works = tuple(alike)
    preprints = [one for one in works if one[1].kind is Kind.PREPRINT]
    published = [one for one in works if one[1].kind is not Kind.PREPRINT]
    for (ours, preprint), (theirs, record) in product(preprints, published):
        if preprint.doi in {None, record.doi} and is_same_work(preprint, record):
            yield ours, theirs


def _is_only_one(
    pair: tuple[Identifier, Identifier], pairs: Sequence[tuple[Identifier, Identifier]]
) -> bool:
    return sum(bool(set(pair) & set(other)) for other in pairs) == 1
