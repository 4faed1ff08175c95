"""The library: one entry for each work that somebody wanted, and a miss for each seed without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from enrich.answers import Standing
from enrich.keys import KeyRing, is_usable_key
from enrich.match import Match
from enrich.merge import Provenance, Reading
from enrich.misses import Miss
from enrich.record import Record
from enrich.seeds import Seed
from enrich.versions import Rung
from enrich.works import Resolved, Work, sort_into_works

__all__ = ["Entry", "Library", "build_library"]


class Entry(msgspec.Struct, frozen=True):
    """A work under its citation key."""

    key: str
    record: Record
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


class Library(msgspec.Struct, frozen=True):
    """Everything that came of the seeds."""

    entries: tuple[Entry, ...]
    misses: tuple[Miss, ...]
    remarks: tuple[str, ...] = ()


def build_library(seeds: Sequence[Seed], resolved: Resolved, *, key_pattern: str) -> Library:
    """Sort what came of seeds into works, name each, and account for every seed."""
    sorted_out = sort_into_works(seeds, resolved)
    works = sorted_out.works
    merged = [work.merged() for work in works]
    keys, key_remarks = _keys(works, [record for record, _ in merged], key_pattern)
    entries = (
        Entry(
            key,
            record,
            provenance,
            work.seeds,
            work.standing,
            work.precedence(),
            work.by_title,
        )
        for work, key, (record, provenance) in zip(works, keys, merged, strict=True)
    )
    return Library(
        entries=tuple(sorted(entries, key=lambda entry: (entry.key.casefold(), entry.key))),
        misses=sorted_out.misses,
        remarks=(*sorted_out.remarks, *key_remarks),
    )


def _keys(
    works: Sequence[Work], records: Sequence[Record], pattern: str
) -> tuple[list[str], list[str]]:
    """Give every work its key: the users' own first, then made ones in the order of the works."""
    ring = KeyRing(pattern)
    remarks: list[str] = []
    chosen = [_chosen_key(work, ring, remarks) for work in works]
    made = (key or ring.make(record) for key, record in zip(chosen, records, strict=True))
    return list(made), remarks


def _chosen_key(work: Work, ring: KeyRing, remarks: list[str]) -> str | None:
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


def _wanted_keys(work: Work) -> Iterator[tuple[Seed, str]]:
    return ((seed, seed.key) for seed in work.seeds if seed.key is not None)
