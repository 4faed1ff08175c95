"""Which seeds and readings are of one work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from types import MappingProxyType

import msgspec

from enrich.answers import Failure, Reason, Standing
from enrich.identifiers import ArxivId, Doi, Identifier, Title, Wanted
from enrich.match import Likeness, Match, Verdict, is_same_work, likeness
from enrich.merge import Provenance, Reading, merge
from enrich.misses import Miss, missed, unidentified
from enrich.record import Kind, Record
from enrich.seeds import Claim, Seed
from enrich.text import folded, to_unicode

__all__ = ["Resolved", "SortedOut", "Work", "sort_into_works"]


class Work:
    """The seeds that want one work, and what was read of it under each identifier."""

    def __init__(self) -> None:
        """Begin without any."""
        self.seeds: tuple[Seed, ...] = ()
        self.by_title: tuple[Seed, ...] = ()
        self.readings: dict[Identifier, Reading] = {}

    def precedence(self) -> tuple[Reading, ...]:
        """Give what was read: the published version first, then the latest of the preprint."""
        return tuple(self.readings[one] for one in sorted(self.readings, key=_precedence))

    def merged(self) -> tuple[Record, tuple[Provenance, ...]]:
        """Merge what was read."""
        return merge(self.precedence())

    @property
    def standing(self) -> Standing:
        """The poorest standing among the answers it rests on."""
        order = list(Standing)
        return max((reading.standing for reading in self.readings.values()), key=order.index)

    def join(self, other: Work) -> None:
        """Take over what another holds, since it is the same work."""
        self.seeds += other.seeds
        self.by_title += other.by_title
        self.readings |= other.readings


def _precedence(identifier: Identifier) -> tuple[int, int]:
    if not isinstance(identifier, ArxivId):
        return (0, 0)
    return (1, 0) if identifier.version is None else (2, -identifier.version)


class Resolved(msgspec.Struct, frozen=True):
    """What came of everything that was asked for."""

    readings: Mapping[Identifier, Reading]
    failures: Mapping[Wanted, Failure] = MappingProxyType({})
    # What a PII, or a title by a person's word, means.
    meant: Mapping[Wanted, Identifier] = MappingProxyType({})
    # What claims proved to be of, and what else they may be of.
    proved: Mapping[Claim, Identifier] = MappingProxyType({})
    matches: Mapping[Claim, tuple[Match, ...]] = MappingProxyType({})

    def by_identifier(self, seed: Seed) -> Identifier | None:
        """Give the identifier under which what a seed names was read, if it was."""
        return self._read(self.meant.get(seed.wanted, seed.wanted)) if seed.wanted else None

    def by_title(self, seed: Seed) -> Identifier | None:
        """Give the identifier under which what a seed describes was read, if it was."""
        if seed.sought is None:
            return None
        return self._read(self.meant.get(seed.sought) or self.proved.get(seed.claim))

    def miss(self, seed: Seed) -> Miss:
        """Tell why there is no work: what a title came to says more than that a link is dead."""
        sought = self._failure_of(seed.sought)
        failure = sought or self._failure_of(seed.wanted)
        if failure is None:
            return unidentified(seed)
        doubtful = tuple(
            match for match in self.matches.get(seed.claim, ()) if match.verdict is Verdict.DOUBTFUL
        )
        if doubtful and sought and (failure.was_absent or failure.reason is Reason.NOT_FOUND):
            failure = msgspec.structs.replace(failure, reason=Reason.DOUBTFUL)
        return missed(seed, failure, doubtful)

    def _failure_of(self, asked: Wanted | None) -> Failure | None:
        """Give the failure of what was asked for, or of what somebody said that it is."""
        return self.failures.get(self.meant.get(asked, asked)) if asked else None

    def _read(self, name: Wanted | None) -> Identifier | None:
        if name is None or isinstance(name, Title):
            return None
        return name if name in self.readings else None


class SortedOut(msgspec.Struct, frozen=True):
    """Every seed, in a work or as a miss."""

    works: tuple[Work, ...]
    misses: tuple[Miss, ...]
    remarks: tuple[str, ...]


def sort_into_works(seeds: Sequence[Seed], resolved: Resolved) -> SortedOut:
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
    return SortedOut(works.all, tuple(misses), tuple(works.remarks))


class _Works:
    """The works so far, each under the identifier by which it stands."""

    def __init__(self, resolved: Resolved) -> None:
        self.remarks: list[str] = []
        self._readings = resolved.readings
        self._failures = resolved.failures
        self._works: dict[Identifier, Work] = {}
        self._preprints = _proved_claims(resolved.readings)

    @property
    def all(self) -> tuple[Work, ...]:
        """Every work, once."""
        return tuple(self._works.values())

    def take(self, seed: Seed, named: Identifier) -> Work:
        """Add a seed to the work it wants."""
        reading = self._readings[named]
        home = self._home(named.paper, reading.record)
        work = self._works.setdefault(home, Work())
        work.seeds += (seed,)
        work.readings[named] = self._checked(reading, home)
        if isinstance(home, Doi) and (published := self._readings.get(home)):
            work.readings[home] = published
        return work

    def join_versions(self) -> None:
        """Make one of a preprint and a published work that share no identifier but all else.

        Only where each fits the other and nothing besides; the place of the first is kept.
        """
        order = {name: place for place, name in enumerate(self._works)}
        for pair in _pairs_alike(self._works):
            first, second = sorted(pair, key=order.__getitem__)
            self._works[first].join(self._works.pop(second))

    def _home(self, paper: Identifier, record: Record) -> Identifier:
        """Find the identifier under which a work stands: its DOI if that is proved, else itself."""
        claimed = record.doi
        return claimed if claimed and self._preprints.get(claimed) == paper else paper

    def _checked(self, reading: Reading, home: Identifier) -> Reading:
        """Drop a DOI that proved to be another work's, and say what became of the others."""
        record = reading.record
        doi = record.doi
        if record.arxiv is None or doi is None or home == doi:
            return reading
        if doi in self._readings:
            self.remarks.append(f"{record.arxiv}: gives {doi}, which fits another work; left out")
            return msgspec.structs.replace(
                reading, record=msgspec.structs.replace(record, doi=None)
            )
        failure = self._failures.get(doi)
        if failure and failure.reason is not Reason.NOT_FOUND:
            self.remarks.append(
                f"{record.arxiv}: published as {doi}, for which {failure.source} gave no answer"
                f" ({failure.reason}); the entry shows the preprint"
            )
        return reading


def _proved_claims(readings: Mapping[Identifier, Reading]) -> dict[Doi, Identifier]:
    """Find for each DOI that preprints claim the one it is most like; none if two are."""
    claims: dict[Doi, dict[Identifier, Likeness]] = {}
    for identifier, reading in readings.items():
        doi = reading.record.doi
        if doi is None or doi == identifier or doi not in readings:
            continue
        alike = likeness(reading.record, readings[doi].record)
        if alike.is_plausible:
            rivals = claims.setdefault(doi, {})
            rivals[identifier.paper] = max(alike, rivals.get(identifier.paper, alike))
    proved: dict[Doi, Identifier] = {}
    for doi, rivals in claims.items():
        best = max(rivals.values())
        winners = [paper for paper, alike in rivals.items() if alike == best]
        if len(winners) == 1:
            proved[doi] = winners[0]
    return proved


def _pairs_alike(works: Mapping[Identifier, Work]) -> tuple[tuple[Identifier, Identifier], ...]:
    """Find each preprint and published work that are one, and that nothing else is like."""
    by_title: dict[str, list[tuple[Identifier, Record]]] = {}
    for name, work in works.items():
        record = work.precedence()[0].record
        title = folded(to_unicode(record.title)) if record.title else ""
        by_title.setdefault(title.replace(" ", ""), []).append((name, record))
    by_title.pop("", None)
    pairs = [
        (preprint, published)
        for alike in by_title.values()
        if len(alike) > 1
        for preprint, published in _versions(alike)
    ]
    return tuple(pair for pair in pairs if _is_only_one(pair, pairs))


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
