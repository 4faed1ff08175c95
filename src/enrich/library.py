"""The library: one entry for each work that somebody wanted, and a miss for each seed without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from enrich.answers import Failure, Reason, Standing
from enrich.identifiers import ArxivId, Doi, Identifier, Wanted
from enrich.keys import KeyRing, is_usable_key
from enrich.match import Likeness, likeness
from enrich.merge import Provenance, Reading, merge
from enrich.record import Record
from enrich.seeds import Seed

__all__ = ["Entry", "Library", "Miss", "build_library"]


class Entry(msgspec.Struct, frozen=True):
    """A work under its citation key."""

    key: str
    record: Record
    provenance: tuple[Provenance, ...]
    seeds: tuple[Seed, ...]
    standing: Standing


class Miss(msgspec.Struct, frozen=True):
    """A seed without an entry, why, and what may help."""

    seed: Seed
    source: str | None
    reason: Reason
    hint: str
    detail: str | None = None

    def __str__(self) -> str:
        """Tell it in one line."""
        return f"{self.seed.origin}: {self.seed.written}: {self.reason}; {self.hint}"


class Library(msgspec.Struct, frozen=True):
    """Everything that came of the seeds."""

    entries: tuple[Entry, ...]
    misses: tuple[Miss, ...]
    remarks: tuple[str, ...] = ()


_HINTS = {
    Reason.UNIDENTIFIED: "write an arXiv id, a DOI or a link that holds one",
    Reason.NOT_FOUND: "check it for a slip, or look whether it is registered elsewhere",
    Reason.OFFLINE: "run without --offline to ask for it",
    Reason.UNREACHABLE: "run again when the network is back",
    Reason.THROTTLED: "run again later; what was answered is kept",
    Reason.GARBLED: "run again later; what was answered is kept",
    Reason.REFUSED: "check it for a slip",
}


def build_library(
    seeds: Sequence[Seed],
    readings: Mapping[Identifier, Reading],
    failures: Mapping[Wanted, Failure],
    *,
    key_pattern: str,
) -> Library:
    """Sort readings into works, name each, and account for every seed."""
    works = _Works(readings, failures)
    misses = tuple(miss for seed in seeds if (miss := works.take(seed)))
    merged = [work.merged() for work in works.all]
    keys, key_remarks = _keys(works.all, [record for record, _ in merged], key_pattern)
    entries = (
        Entry(key, record, provenance, tuple(work.seeds), work.standing)
        for work, key, (record, provenance) in zip(works.all, keys, merged, strict=True)
    )
    return Library(
        entries=tuple(sorted(entries, key=lambda entry: (entry.key.casefold(), entry.key))),
        misses=misses,
        remarks=(*works.remarks, *key_remarks),
    )


class _Work:
    """The seeds that want one work, and what was read of it under each identifier."""

    def __init__(self) -> None:
        self.seeds: list[Seed] = []
        self.readings: dict[Identifier, Reading] = {}

    def merged(self) -> tuple[Record, tuple[Provenance, ...]]:
        """Merge what was read: the published version first, then the latest of the preprint."""
        return merge([self.readings[one] for one in sorted(self.readings, key=_precedence)])

    @property
    def standing(self) -> Standing:
        """The poorest standing among the answers it rests on."""
        order = list(Standing)
        return max((reading.standing for reading in self.readings.values()), key=order.index)


def _precedence(identifier: Identifier) -> tuple[int, int]:
    if not isinstance(identifier, ArxivId):
        return (0, 0)
    return (1, 0) if identifier.version is None else (2, -identifier.version)


class _Works:
    """The works so far, in the order in which seeds first wanted them."""

    def __init__(
        self, readings: Mapping[Identifier, Reading], failures: Mapping[Wanted, Failure]
    ) -> None:
        self.remarks: list[str] = []
        self._readings = readings
        self._failures = failures
        self._works: dict[Identifier, _Work] = {}
        self._preprints = _proved_claims(readings)

    @property
    def all(self) -> tuple[_Work, ...]:
        """Every work, once."""
        return tuple(self._works.values())

    def take(self, seed: Seed) -> Miss | None:
        """Add a seed to the work it wants, or tell why there is none."""
        if seed.wanted is None:
            return Miss(seed, None, Reason.UNIDENTIFIED, _HINTS[Reason.UNIDENTIFIED])
        reading = self._readings.get(seed.wanted)
        if reading is None:
            failure = self._failures[seed.wanted]
            telling = failure.reason in {Reason.REFUSED, Reason.GARBLED}
            return Miss(
                seed,
                failure.source,
                failure.reason,
                _HINTS[failure.reason],
                failure.detail if telling else None,
            )
        home = self._home(seed.wanted.paper, reading.record)
        work = self._works.setdefault(home, _Work())
        if work.seeds:
            first = work.seeds[0].origin
            self.remarks.append(f"{seed.origin}: {seed.written}: same work as at {first}")
        work.seeds.append(seed)
        work.readings[seed.wanted] = self._checked(reading, home)
        if isinstance(home, Doi) and (published := self._readings.get(home)):
            work.readings[home] = published
        return None

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


def _keys(
    works: Sequence[_Work], records: Sequence[Record], pattern: str
) -> tuple[list[str], list[str]]:
    """Give every work its key: the users' own first, then made ones in the order of the works."""
    ring = KeyRing(pattern)
    remarks: list[str] = []
    chosen = [_chosen_key(work, ring, remarks) for work in works]
    made = (key or ring.make(record) for key, record in zip(chosen, records, strict=True))
    return list(made), remarks


def _chosen_key(work: _Work, ring: KeyRing, remarks: list[str]) -> str | None:
    kept: str | None = None
    for seed, key in _wanted_keys(work):
        if kept == key:
            continue
        if kept:
            remarks.append(f"{seed.origin}: key {key!r} is not used; the work has {kept!r} already")
        elif not is_usable_key(key):
            remarks.append(f"{seed.origin}: key {key!r} is not used; BibTeX can't read it")
        elif ring.claim(key):
            kept = key
        else:
            remarks.append(f"{seed.origin}: key {key!r} is not used; another work has it")
    return kept


def _wanted_keys(work: _Work) -> Iterator[tuple[Seed, str]]:
    return ((seed, seed.key) for seed in work.seeds if seed.key is not None)
