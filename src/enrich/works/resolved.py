"""What came of everything that was asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

import msgspec

from enrich.answers import Failure, Reason
from enrich.identifiers import Identifier, Sequel, Title, Wanted
from enrich.match import Match, Verdict
from enrich.merge import Reading
from enrich.misses import Miss, missed, unidentified
from enrich.seeds import Claim, Seed
from enrich.versions import Followed

__all__ = ["Resolved"]


class Resolved(msgspec.Struct, frozen=True):
    """What came of everything that was asked for."""

    readings: Mapping[Identifier, Reading]
    failures: Mapping[Wanted, Failure] = MappingProxyType({})
    # What a PII, or a title by a person's word, means.
    meant: Mapping[Wanted, Identifier] = MappingProxyType({})
    # What claims proved to be of, and what else they may be of.
    proved: Mapping[Claim, Identifier] = MappingProxyType({})
    matches: Mapping[Claim, tuple[Match, ...]] = MappingProxyType({})
    # What preprints became by a person's word or by proof, now or when it was decided before.
    became: Mapping[Identifier, Followed] = MappingProxyType({})
    # What else they may have become.
    may_have_become: Mapping[Identifier, tuple[Match, ...]] = MappingProxyType({})
    # What preprints have not become, as somebody said.
    refused: Collection[tuple[Identifier, Identifier]] = frozenset()

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
        if name is None or isinstance(name, (Sequel, Title)):
            return None
        return name if name in self.readings else None
