"""What came of everything asked for: answers read, titles proved, failures kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from enrich.answers import Answer, Failure, Outcome, Reason, Standing
from enrich.decisions import Decisions
from enrich.doubts import with_doubts
from enrich.errors import Garbled
from enrich.identifiers import Identifier, Pii, Title, Wanted
from enrich.match import Match, Verdict, prove
from enrich.merge import Reading
from enrich.record import Record
from enrich.seeds import Claim, Seed
from enrich.sources import Source
from enrich.works import Resolved

__all__ = ["Resolution"]


class Resolution:
    """Takes outcomes as they come, and knows in the end what each wanted thing is."""

    def __init__(
        self, sources: Iterable[Source], seeds: Iterable[Seed], decisions: Decisions
    ) -> None:
        """Resolve these seeds; a person's decisions go before any evidence."""
        self.standings: Counter[Standing] = Counter()
        self._readings: dict[Identifier, Reading] = {}
        self._failures: dict[Wanted, Failure] = {}
        # The identifier that a PII or a title proved to mean.
        self._found: dict[Wanted, Identifier] = {}
        # What else a title may mean, best first.
        self._matches: dict[Title, tuple[Match, ...]] = {}
        self._sources = {source.name: source for source in sources}
        self._decisions = decisions
        self._seeds = tuple(seeds)
        self._claims: dict[Title, Claim] = {}
        self._candidates: dict[Title, dict[Identifier, Reading]] = {}
        for seed in self._seeds:
            if sought := seed.sought:
                # Of two lists that ask the same, the one that says more is heard.
                claims = (seed.claim, self._claims.get(sought, seed.claim))
                self._claims[sought] = max(claims, key=_fullness)

    @property
    def resolved(self) -> Resolved:
        """What came of everything so far."""
        return Resolved(self._readings, self._failures, self._found, self._matches)

    def first_wanted(self) -> tuple[Wanted, ...]:
        """Give what to ask for: identifiers, and titles where there are none."""
        asked = (seed.asked for seed in self._seeds)
        return tuple(dict.fromkeys(self._decided(one) for one in asked if one))

    def wanted_instead(self) -> tuple[Wanted, ...]:
        """Give the titles to look for because their identifiers lead nowhere."""
        titles = (seed.sought for seed in self._seeds if seed.wanted and self._is_dead(seed.wanted))
        return tuple(dict.fromkeys(self._decided(one) for one in titles if one))

    def take(self, outcome: Outcome) -> Iterator[Wanted]:
        """Read one outcome, and give the identifiers it reveals."""
        if isinstance(outcome, Failure):
            self._failures[outcome.identifier] = outcome
            return
        self.standings[outcome.standing] += 1
        if outcome.body is None:
            self._lack(outcome)
            return
        try:
            reading = self._read(outcome)
        except Garbled as error:
            self._fail(outcome, Reason.GARBLED, str(error))
            return
        if reading and reading.record.doi and reading.record.doi not in self._readings:
            yield reading.record.doi

    def is_enough(self, answer: Answer) -> bool:
        """Whether no other source need be asked."""
        if isinstance(answer.identifier, Title):
            return answer.identifier in self._found
        return answer.body is not None

    def _read(self, answer: Answer) -> Reading | None:
        source = self._sources[answer.source]
        if isinstance(answer.identifier, Title):
            found = tuple(_reading(answer, record) for record in source.read_found(answer))
            return self._proved(answer, answer.identifier, found)
        reading = _reading(answer, source.read(answer))
        if isinstance(answer.identifier, Pii):
            return self._meant(answer.identifier, reading)
        self._readings[answer.identifier] = reading
        return reading

    def _proved(self, answer: Answer, sought: Title, found: Sequence[Reading]) -> Reading | None:
        """Prove one of the works that were found, here or by the sources before."""
        candidates = self._candidates.setdefault(sought, {})
        for reading in found:
            name = reading.record.name
            if name and not self._decisions.is_refused(sought, name):
                candidates.setdefault(name, reading)
        matches = prove(self._claims[sought], [one.record for one in candidates.values()])
        self._matches[sought] = matches
        proved = next((one.record for one in matches if one.verdict is Verdict.PROVED), None)
        if proved is None:
            self._lack(answer)
            return None
        return self._meant(sought, next(one for one in candidates.values() if one.record is proved))

    def _meant(self, wanted: Wanted, reading: Reading) -> Reading:
        """Keep what a PII or a title means; what is asked for by its own name tells more."""
        if name := reading.record.name:
            self._found[wanted] = name
            self._readings.setdefault(name, reading)
        return reading

    def _decided(self, wanted: Wanted) -> Wanted:
        """Take a person's word for what a title means."""
        if isinstance(wanted, Title) and (chosen := self._decisions.chosen(wanted)):
            self._found[wanted] = chosen
            return chosen
        return wanted

    def _is_dead(self, wanted: Identifier) -> bool:
        failure = self._failures.get(wanted)
        is_known = wanted in self._readings or wanted in self._found
        return failure is not None and failure.reason is Reason.NOT_FOUND and not is_known

    def _lack(self, answer: Answer) -> None:
        """Note that a source has nothing that is surely meant."""
        sought = answer.identifier
        matches = self._matches.get(sought, ()) if isinstance(sought, Title) else ()
        if any(one.verdict is Verdict.DOUBTFUL for one in matches):
            self._fail(answer, Reason.DOUBTFUL, "no work was found that is surely meant")
        else:
            self._fail(answer, Reason.NOT_FOUND, f"{answer.source} does not know it")

    def _fail(self, answer: Answer, reason: Reason, detail: str) -> None:
        self._failures[answer.identifier] = Failure(
            answer.source, answer.identifier, reason, detail
        )


def _fullness(claim: Claim) -> tuple[int, bool, bool, str]:
    """Tell how much a claim says; what it says decides between equals, not who came first."""
    said = repr(claim)
    return len(claim.authors), claim.venue is not None, claim.kind is not None, said


def _reading(answer: Answer, record: Record) -> Reading:
    return Reading(answer.source, with_doubts(record, answer.fetched_at), answer.standing)
