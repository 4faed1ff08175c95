"""The library: one entry for each work that somebody wanted, and a miss for each seed without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from enrich.answers import Standing
from enrich.lockfile import Lock
from enrich.locking import locked_anew
from enrich.match import Match
from enrich.merge import Provenance, Reading
from enrich.merge.by_hand import apply
from enrich.misses import Miss
from enrich.naming import Keys, name_works
from enrich.overrides import Override, Overrides
from enrich.packing import Packed
from enrich.policy import Policy
from enrich.record import Record
from enrich.seeds import Seed
from enrich.versions import Rung
from enrich.works import Resolved, Work, sort_into_works

__all__ = ["Entry", "Library", "Terms", "build_library"]


class Entry(msgspec.Struct, frozen=True):
    """A work under its citation key."""

    key: str
    packed: Packed
    provenance: tuple[Provenance, ...]
    seeds: tuple[Seed, ...]
    standing: Standing
    # What it was merged from, the published version first.
    readings: tuple[Reading, ...] = ()
    # The seeds that were found by what is said of the work, and not by an identifier.
    by_title: tuple[Seed, ...] = ()
    # Other keys under which the work was cited before, and can be still.
    aliases: tuple[str, ...] = ()
    # What shows that the preprint and the publication among its readings are one work.
    rung: Rung | None = None
    # What the preprint that is shown may have become, where that is in doubt.
    may_have_become: tuple[Match, ...] = ()
    # What a person says of it.
    override: Override | None = None
    # Which version of it is to be shown; with both, the other has an entry of its own.
    policy: Policy = Policy.PUBLISHED

    @property
    def record(self) -> Record:
        """What is shown of the work."""
        return self.packed.record

    def showing(self, record: Record) -> Entry:
        """Show another record of it."""
        return msgspec.structs.replace(self, packed=Packed.of(record))


class Library(msgspec.Struct, frozen=True):
    """Everything that came of the seeds."""

    entries: tuple[Entry, ...]
    misses: tuple[Miss, ...]
    remarks: tuple[str, ...] = ()
    # What matters only where it is the library itself, and not a look at other seeds.
    about_keys: tuple[str, ...] = ()
    # What was decided of all works, those included that nobody wants any more.
    lock: Lock = Lock()


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What a library keeps to: how keys are made, what was decided before, what a person wants."""

    key_pattern: str
    today: dt.date
    lock: Lock = Lock()
    policy: Policy = Policy.PUBLISHED
    overrides: Overrides = Overrides()


def build_library(seeds: Sequence[Seed], resolved: Resolved, terms: Terms) -> Library:
    """Sort what came of seeds into works, name each, and account for every seed."""
    by_hand = _ByHand(terms)
    sorted_out = sort_into_works(seeds, resolved, by_hand.policy_of)
    works = sorted_out.works
    merged = [work.merged() for work in works]
    # Made from what the sources say, a key is the same whatever somebody corrects.
    keys, key_remarks = name_works(
        works, (one for one, _ in merged), pattern=terms.key_pattern, lock=terms.lock
    )
    entries = [
        by_hand.corrected(_entry(work, its_keys, told, resolved), work)
        for work, its_keys, told in zip(works, keys, merged, strict=True)
    ]
    return Library(
        entries=tuple(sorted(entries, key=lambda entry: (entry.key.casefold(), entry.key))),
        misses=sorted_out.misses,
        remarks=sorted_out.remarks,
        about_keys=(*key_remarks, *by_hand.unused(works, keys)),
        lock=locked_anew(
            works,
            (entry.record for entry in entries),
            keys,
            lock=terms.lock,
            today=terms.today,
        ),
    )


def _entry(
    work: Work, keys: Keys, merged: tuple[Packed, tuple[Provenance, ...]], resolved: Resolved
) -> Entry:
    packed, provenance = merged
    return Entry(
        keys.main,
        packed,
        provenance,
        work.seeds,
        work.standing,
        work.precedence(),
        work.by_title,
        aliases=keys.others,
        rung=work.rung,
        may_have_become=_may_have_become(work, resolved),
        policy=Policy.BOTH if work.is_part else work.policy,
    )


class _ByHand:
    """What a person wants of single works: which version is shown, and what its fields are."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._keys: dict[str, list[str]] = {}
        for one in terms.lock.works if terms.overrides else ():
            for name in one.names:
                self._keys.setdefault(name, []).append(one.key)

    def policy_of(self, work: Work) -> Policy:
        """Tell which version of a work is to be shown."""
        if not self._terms.overrides:
            return self._terms.policy
        locked = (key for name in work.names for key in self._keys.get(name, ()))
        own = (seed.key for seed in work.seeds if seed.key)
        version = self._terms.overrides.version_of(work.identifiers, (*locked, *own))
        return version or self._terms.policy

    def corrected(self, entry: Entry, work: Work) -> Entry:
        """Take a person's word for what an entry says."""
        if not self._terms.overrides:
            return entry
        # Of two versions that stand apart, each is corrected for itself.
        names = [one for one in work.identifiers if not work.is_part or one.paper.key in work.names]
        override = self._terms.overrides.of(names, (entry.key, *entry.aliases))
        if override is None:
            return entry
        record, provenance = apply(override, entry.record, entry.provenance)
        corrected = entry.showing(record)
        return msgspec.structs.replace(corrected, provenance=provenance, override=override)

    def unused(self, works: Iterable[Work], keys: Iterable[Keys]) -> tuple[str, ...]:
        """Tell what was said of works that are not there."""
        if not self._terms.overrides:
            return ()
        names = (name for work in works for name in work.identifiers)
        return self._terms.overrides.unused(names, (key for one in keys for key in one.all))


def _may_have_become(work: Work, resolved: Resolved) -> tuple[Match, ...]:
    """Give what a work may have become that is a preprint and nothing else."""
    if work.has_versions:
        return ()
    found = (resolved.may_have_become.get(name.paper, ()) for name in work.readings)
    return tuple(match for matches in found for match in matches)
