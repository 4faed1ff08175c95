"""A work: the seeds that want it, what was read of it, and which version of it is shown."""

from __future__ import annotations

import msgspec

from enrich.answers import Standing
from enrich.identifiers import ArxivId, Identifier
from enrich.merge import Provenance, Reading, merge
from enrich.packing import Packed
from enrich.policy import Policy
from enrich.record import Notice, Relation
from enrich.seeds import Seed
from enrich.versions import Rung

__all__ = ["Work"]

_POOREST_LAST = tuple(Standing)


class Work:
    """The seeds that want one work, and what was read of it under each identifier."""

    __slots__ = (
        "became",
        "by_title",
        "is_part",
        "keyed",
        "notices",
        "policy",
        "readings",
        "rungs",
        "seeds",
    )

    def __init__(self) -> None:
        """Begin without any."""
        self.seeds: tuple[Seed, ...] = ()
        self.by_title: tuple[Seed, ...] = ()
        # The seeds whose own keys it has.
        self.keyed: tuple[Seed, ...] = ()
        self.readings: dict[Identifier, Reading] = {}
        # What shows that its versions are of one work, and what its preprints became.
        self.rungs: frozenset[Rung] = frozenset()
        self.became: Identifier | None = None
        self.policy = Policy.PUBLISHED
        # Whether its other version stands in an entry of its own.
        self.is_part = False
        # What was published about that, which concerns this one, too.
        self.notices: tuple[Notice, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The identifiers it goes by, in their canonical form."""
        shown = [name for name in self.readings if not (self.is_part and self._is_other(name))]
        found = {one.paper.key for name in shown for one in (name, self._own_name(name)) if one}
        return tuple(sorted(found))

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """The identifiers under which it was read, and those its seeds name."""
        wanted = (seed.wanted for seed in self.seeds if seed.wanted)
        return tuple(dict.fromkeys((*self.readings, *wanted)))

    @property
    def shows(self) -> Identifier:
        """The identifier of the version that is shown."""
        return min(self.readings, key=self._precedence)

    @property
    def has_versions(self) -> bool:
        """Whether there are a preprint and a publication of it."""
        return len({self._is_preprint(name) for name in self.readings}) > 1

    @property
    def rung(self) -> Rung | None:
        """The strongest that shows its versions to be of one work."""
        return min(self.rungs, key=list(Rung).index, default=None)

    def precedence(self) -> tuple[Reading, ...]:
        """Give what was read: the version shown first, of a preprint the latest."""
        ordered = (self.readings[one] for one in sorted(self.readings, key=self._precedence))
        return tuple(map(_without_sequel, ordered) if self.policy is Policy.PREPRINT else ordered)

    def merged(self) -> tuple[Packed, tuple[Provenance, ...]]:
        """Merge what was read; a reading alone is what is shown."""
        readings = self.precedence()
        record, provenance = merge(readings)
        if self.notices:
            notices = tuple(dict.fromkeys((*record.notices, *self.notices)))
            record = msgspec.structs.replace(record, notices=notices)
        elif len(readings) == 1:
            return readings[0].packed, provenance
        return Packed.of(record), provenance

    @property
    def standing(self) -> Standing:
        """The poorest standing among the answers it rests on."""
        return max((one.standing for one in self.readings.values()), key=_POOREST_LAST.index)

    def join(self, other: Work) -> None:
        """Take over what another holds, since it is the same work."""
        self.seeds += other.seeds
        self.by_title += other.by_title
        self.readings |= other.readings
        self.rungs |= other.rungs

    def split(self) -> tuple[Work, ...]:
        """Part a work of which both versions are to be shown; the publication keeps its eprint."""
        self.keyed = self.seeds
        if self.has_versions:
            published = (name for name in self.readings if not self._is_preprint(name))
            self.became = min(published, key=self._precedence)
        if self.policy is not Policy.BOTH or not self.has_versions:
            return (self,)
        preprint = Work()
        preprint.policy, preprint.rungs = Policy.PREPRINT, self.rungs
        preprint.became = self.became
        self.is_part = preprint.is_part = True
        preprint.readings = {
            name: one for name, one in self.readings.items() if self._is_preprint(name)
        }
        others = (one for name, one in self.readings.items() if not self._is_preprint(name))
        preprint.notices = tuple(notice for one in others for notice in one.record.notices)
        preprint.seeds, preprint.by_title = self.seeds, self.by_title
        preprint.keyed = tuple(
            seed for seed in self.seeds if seed.wanted and seed.wanted in preprint.readings
        )
        self.keyed = tuple(seed for seed in self.seeds if seed not in preprint.keyed)
        return (self, preprint)

    def _is_preprint(self, name: Identifier) -> bool:
        return self.readings[name].is_preprint

    def _is_other(self, name: Identifier) -> bool:
        return self._is_preprint(name) != self._is_preprint(self.shows)

    def _own_name(self, name: Identifier) -> Identifier | None:
        return self.readings[name].packed.name

    def _precedence(self, name: Identifier) -> tuple[bool, int, int, str]:
        preprints_first = self.policy is Policy.PREPRINT
        return (self._is_preprint(name) != preprints_first, *_rank(name), name.key)


def _without_sequel(reading: Reading) -> Reading:
    """Take the DOI that an author gave for that of another version, which is not to be shown."""
    record = reading.record
    if record.arxiv is None or record.doi is None:
        return reading
    sequel = Relation("is-preprint-of", record.doi)
    relations = tuple(dict.fromkeys((*record.relations, sequel)))
    shown = msgspec.structs.replace(record, doi=None, relations=relations)
    return msgspec.structs.replace(reading, packed=Packed.of(shown))


def _rank(identifier: Identifier) -> tuple[int, int]:
    if not isinstance(identifier, ArxivId):
        return (0, 0)
    return (1, 0) if identifier.version is None else (2, -identifier.version)
