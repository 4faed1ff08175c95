"""Ids that a server refuses together with all that is asked beside them."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from enrich.answers import Reason
from enrich.identifiers import ArxivId, Doi, parse_identifier
from tests.chaos.home import Home
from tests.chaos.truth import Truth, bare, entries_by_place, find_truth, reasons_by_place
from tests.chaos.world import Lists, make_lists
from tests.emulator import Emulator

__all__ = ["Found", "find_poison"]

_LARGEST_LOT = 150


@dataclass(frozen=True, slots=True)
class Found:
    """What it took to find the poisoned ids, and what was wrong."""

    poisoned: int
    healthy_requests: int
    requests: int
    wrong: str

    def __str__(self) -> str:
        """Print as a line below the table."""
        verdict = f"WRONG: {self.wrong}" if self.wrong else "each stands alone"
        return (
            f"{self.poisoned} poisoned: {self.requests} requests, "
            f"{self.healthy_requests} without: {verdict}"
        )


def find_poison(size: int, count: int, seed: int) -> Found:
    """Poison some ids that are wanted, and see that they alone are refused."""
    lists = make_lists(size)
    poisoned = _chosen(lists, count, seed)
    with tempfile.TemporaryDirectory() as name, Emulator(lists.world) as emulator:
        truth = find_truth(Path(name) / "truth", lists, emulator)
        for one in poisoned.values():
            emulator.poison(one)
        home = Home(Path(name) / "poisoned", lists, emulator)
        night = home.refresh()
        wrong = _wrong(truth, set(poisoned), reasons_by_place(night.result))
        entries = entries_by_place(night.result)
        wrong += [
            f"{place} is another entry"
            for place, one in truth.entries.items()
            if place not in poisoned and (place not in entries or bare(entries[place]) != bare(one))
        ]
    # Each is found in as many halvings as its lot allows, both halves asked.
    steps = 2 * math.ceil(math.log2(_LARGEST_LOT)) + 2
    most = truth.requests + count * steps
    if len(night.log) > most:
        wrong.append(f"{len(night.log)} requests where {most} are enough")
    return Found(count, truth.requests, len(night.log), "; ".join(wrong[:5]))


def _chosen(lists: Lists, count: int, seed: int) -> dict[str, str]:
    """Choose among what is wanted by a plain identifier; give the id as it is sent."""
    plain = {
        place: one.short if isinstance(one, ArxivId) else one.value
        for place, wanted in lists.wanted.items()
        if wanted.exists and isinstance(one := parse_identifier(wanted.written), (ArxivId, Doi))
    }
    return {place: plain[place] for place in Random(seed).sample(sorted(plain), count)}


def _wrong(truth: Truth, poisoned: set[str], missed: Mapping[str, Reason]) -> list[str]:
    right = {
        place: Reason.REFUSED if place in poisoned else Reason.NOT_FOUND
        for place, one in truth.lists.wanted.items()
        if place in poisoned or not one.exists
    }
    return [
        f"{place} is {missed.get(place, 'an entry')}"
        for place in sorted(right.keys() | missed.keys())
        if right.get(place) != missed.get(place)
    ]
