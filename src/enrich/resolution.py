"""What came of everything asked for: answers read, titles proved, failures kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from enrich.answers import Answer, Failure, Outcome, Reason, Standing
from enrich.decisions import Decisions
from enrich.doubts import with_doubts
from enrich.identifiers import Identifier, Pii, Sequel, Title, Wanted
from enrich.match import Match, Verdict, prove
from enrich.merge import Reading
from enrich.record import Record
from enrich.seeds import Claim, Seed
from enrich.sequels import Sequels
from enrich.sources import Source
from enrich.works import Resolved

__all__ = ["Resolution"]


class Resolution:
    """Takes outcomes as they come, and knows in the end what each wanted thing is.

    One question may stand for several claims, which agree in title, first author and year and in
    nothing else: each is proved by itself.
    """

    def __init__(
        self,
        sources: Iterable[Source],
        seeds: Iterable[Seed],
        decisions: Decisions,
        sequels: Sequels,
    ) -> None:
        """Resolve these seeds; a person's decisions go before any evidence."""
        self.standings: Counter[Standing] = Counter()
        self._readings: dict[Identifier, Reading] = {}
        self._failures: dict[Wanted, Failure] = {}
        # The sources that told something new.
        self._heard: set[str] = set()
        # The identifier that a PII, or a title by a person's word, means.
        self._meant: dict[Wanted, Identifier] = {}
        self._proved: dict[Claim, Identifier] = {}
        # What else a claim may mean, best first.
        self._matches: dict[Claim, tuple[Match, ...]] = {}
        self._sources = {source.name: source for source in sources}
        self._decisions = decisions
        self._sequels = sequels
        self._seeds = tuple(seeds)
        self._claims: dict[Title, dict[Claim, None]] = {}
        self._candidates: dict[Title, dict[Identifier, Reading]] = {}
        for seed in self._seeds:
            if sought := seed.sought:
                self._claims.setdefault(sought, {})[seed.claim] = None

    @property
    def resolved(self) -> Resolved:
        """What came of everything so far."""
        return Resolved(
            self._readings,
            self._failures,
            self._meant,
            self._proved,
            self._matches,
            became=self._sequels.became,
            may_have_become=self._sequels.may_have_become,
            refused=self._sequels.refused,
        )

    @property
    def speechless(self) -> frozenset[str]:
        """The sources of whose answers to this run none could be read."""
        failed = {one.source for one in self._failures.values() if one.reason.may_lie_with_source}
        return frozenset(failed - self._heard)

    def unanswered(self, silent: Collection[str]) -> frozenset[str]:
        """Give the identifiers that a source may know, and could not be asked for.

        A silent source has answered nothing, whatever it sent.
        """
        passing = (
            one
            for one, failure in self._failures.items()
            if failure.reason.is_passing
            or (failure.reason.may_lie_with_source and failure.source in silent)
        )
        return frozenset(one.paper.key for one in passing if one not in self._readings)

    def first_wanted(self) -> tuple[Wanted, ...]:
        """Give what to ask for: identifiers, and titles where there are none."""
        asked = (seed.asked for seed in self._seeds)
        return tuple(dict.fromkeys(self._decided(one) for one in asked if one))

    def wanted_instead(self) -> tuple[Wanted, ...]:
        """Give the titles to look for because their identifiers lead nowhere."""
        titles = (seed.sought for seed in self._seeds if seed.wanted and self._is_dead(seed.wanted))
        return tuple(dict.fromkeys(self._decided(one) for one in titles if one))

    def sequels_sought(self) -> tuple[Wanted, ...]:
        """Give the titles to look for of preprints that are published, nobody says where."""
        return self._sequels.sought(self._readings)

    def take(self, outcome: Outcome) -> Iterator[Wanted]:
        """Read one outcome, and give the identifiers it reveals.

        Raise `Garbled` of an answer that can't be read, of which nothing is kept.
        """
        if isinstance(outcome, Failure):
            self._failures[outcome.identifier] = outcome
            return
        records = self._read(outcome) if outcome.body is not None else ()
        self.standings[outcome.standing] += 1
        # That a search finds nothing is no sign of life.
        is_search = isinstance(outcome.identifier, (Sequel, Title))
        if outcome.standing is Standing.NEW and (records or not is_search):
            self._heard.add(outcome.source)
        if outcome.body is None:
            self._fail(outcome, f"{outcome.source} does not know it")
        for record in records:
            yield from self._sequels.reveal(record, outcome.identifier)

    def is_enough(self, answer: Answer) -> bool:
        """Whether no other source need be asked."""
        if isinstance(answer.identifier, Title):
            return all(claim in self._proved for claim in self._claims_of(answer.identifier))
        # What its source lost may have moved to another.
        return answer.body is not None and answer.standing is not Standing.LOST

    def _read(self, answer: Answer) -> tuple[Record, ...]:
        source, wanted = self._sources[answer.source], answer.identifier
        if isinstance(wanted, (Sequel, Title)):
            records = (_doubted(answer, record) for record in source.read_found(answer))
            found = tuple(_reading(answer, record) for record in records)
            return tuple(one.record for one in self._take_found(answer, wanted, found))
        record = _doubted(answer, source.read(answer))
        reading = _reading(answer, record)
        if not isinstance(wanted, Pii):
            self._readings[wanted] = reading
        elif name := record.name:
            self._meant[wanted] = name
            self._readings.setdefault(name, reading)
        return (record,)

    def _take_found(
        self, answer: Answer, wanted: Sequel | Title, found: tuple[Reading, ...]
    ) -> tuple[Reading, ...]:
        """Take what a search found for what it proves: what a preprint became, or what is meant."""
        if isinstance(wanted, Sequel):
            return self._keep(found)
        sequels = self._keep(tuple(self._sequels.prove(wanted, found)))
        return (
            (*sequels, *self._prove(answer, wanted, found)) if self._claims_of(wanted) else sequels
        )

    def _keep(self, found: tuple[Reading, ...]) -> tuple[Reading, ...]:
        """Keep works by their own names, which tell as much when they are asked for."""
        for reading in found:
            if name := reading.packed.name:
                self._readings.setdefault(name, reading)
        return found

    def _claims_of(self, sought: Title) -> Collection[Claim]:
        """Give what lists claim of what they call by this title."""
        return self._claims.get(sought, {})

    def _prove(
        self, answer: Answer, sought: Title, found: Sequence[Reading]
    ) -> tuple[Reading, ...]:
        """Prove the claims by the works that were found, here or by the sources before."""
        candidates = self._candidates.setdefault(sought, {})
        for reading in found:
            name = reading.packed.name
            if name and not self._decisions.is_refused(sought, name):
                candidates.setdefault(name, reading)
        proved = [self._prove_one(claim, candidates) for claim in self._claims[sought]]
        if None in proved:
            self._fail(answer, "no work was found that is surely meant")
        return tuple(reading for reading in proved if reading)

    def _prove_one(self, claim: Claim, candidates: dict[Identifier, Reading]) -> Reading | None:
        matches = prove(claim, [one.record for one in candidates.values()])
        self._matches[claim] = matches
        proved = next((one.record for one in matches if one.verdict is Verdict.PROVED), None)
        for name, reading in candidates.items():
            if reading.record is proved:
                self._proved[claim] = name
                # What is asked for by its own name tells as much, and comes later or earlier.
                self._readings.setdefault(name, reading)
                return reading
        return None

    def _decided(self, wanted: Wanted) -> Wanted:
        """Take a person's word for what a title means."""
        if isinstance(wanted, Title) and (chosen := self._decisions.chosen(wanted)):
            self._meant[wanted] = chosen
            return chosen
        return wanted

    def _is_dead(self, wanted: Identifier) -> bool:
        """Whether an identifier leads nowhere, as far as anybody can tell."""
        failure = self._failures.get(wanted)
        if failure is None or wanted in self._readings or wanted in self._meant:
            return False
        # Two works may answer to one PII, of which the title tells the one that is meant.
        is_ambiguous = isinstance(wanted, Pii) and failure.reason is Reason.GARBLED
        return failure.was_absent or is_ambiguous or failure.reason in _DEAD

    def _fail(self, answer: Answer, detail: str) -> None:
        failure = Failure(answer.source, answer.identifier, Reason.NOT_FOUND, detail)
        self._failures[answer.identifier] = failure


_DEAD = frozenset({Reason.NOT_FOUND, Reason.REFUSED})


def _doubted(answer: Answer, record: Record) -> Record:
    return with_doubts(record, answer.fetched_at)


def _reading(answer: Answer, record: Record) -> Reading:
    return Reading.of(
        answer.source,
        record,
        answer.standing,
        asked=answer.identifier,
        fetched_at=answer.fetched_at,
    )
