"""What a watcher is told of how the sources are asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from enrich.answers import Outcome, Standing
from enrich.library import Library
from enrich.pipeline import Result, resolve_seeds
from enrich.watching import Asked, Nobody, Pause
from tests.configs import config_for, seeds_of
from tests.conftest import FakeClock
from tests.emulator import Emulator, Fault, World


class Notes(Nobody):
    """A watcher that keeps all it is told."""

    def __init__(self) -> None:
        self.wanted = 0
        self.outcomes: list[Outcome] = []
        self.expected: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self.under_way: Counter[str] = Counter()
        self.requests: list[Asked] = []
        self.pauses: list[tuple[str, Pause]] = []
        self.given_up: list[tuple[str, str]] = []
        self.libraries: list[Library] = []

    def begins(self, wanted: int) -> None:
        self.wanted += wanted

    def comes(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)

    def resolves(self, library: Library) -> None:
        self.libraries.append(library)

    def writes(self, files: object) -> None:
        raise AssertionError(files)

    def expects(self, source: str, count: int) -> None:
        self.expected[source] += count

    def answers(self, source: str, count: int) -> None:
        self.answered[source] += count

    def asks(self, source: str) -> None:
        self.under_way[source] += 1

    def asked(self, asked: Asked) -> None:
        self.under_way[asked.source] -= 1
        self.requests.append(asked)

    def waits(self, source: str, seconds: float, why: Pause) -> None:
        assert seconds > 0
        self.pauses.append((source, why))

    def gives_up(self, source: str, why: str) -> None:
        self.given_up.append((source, why))


@pytest.fixture
def small() -> Iterator[Emulator]:
    with Emulator(World.made(papers=6, works=6)) as running:
        yield running


@pytest.fixture
def notes() -> Notes:
    return Notes()


def watched(folder: Path, emulator: Emulator, notes: Notes, *written: str) -> Result:
    """Resolve what is written, and have it watched."""
    config = config_for(folder, emulator)
    clock = FakeClock()
    return resolve_seeds(seeds_of(written), config, watcher=notes, clock=clock)


def test_as_much_is_answered_as_was_expected_of_each_source(
    tmp_path: Path, small: Emulator, notes: Notes
) -> None:
    world = small.world
    unknown = "10.5555/nobody.has.this"
    watched(tmp_path, small, notes, *world.paper_ids, *world.dois, unknown)
    assert {"arxiv", "crossref", "datacite"} == set(notes.expected)
    assert notes.expected == notes.answered
    assert len(notes.outcomes) == notes.answered.total()


def test_what_is_at_hand_is_expected_of_nobody(
    tmp_path: Path, small: Emulator, notes: Notes
) -> None:
    ids = (*small.world.paper_ids, *small.world.dois)
    watched(tmp_path, small, Notes(), *ids)
    watched(tmp_path, small, notes, *ids)
    assert (0, [], {}) == (notes.expected.total(), notes.requests, dict(notes.under_way))
    assert {Standing.FRESH} == {getattr(one, "standing", None) for one in notes.outcomes}


def test_each_request_is_told_when_it_goes_out_and_when_it_is_over(
    tmp_path: Path, small: Emulator, notes: Notes
) -> None:
    watched(tmp_path, small, notes, *small.world.paper_ids, *small.world.dois)
    assert {0} == set(notes.under_way.values())
    told = Counter(one.source for one in notes.requests)
    assert {api: len(small.requests(api)) for api in ("arxiv", "crossref")} == told
    assert {(200, None)} == {(one.status, one.failure) for one in notes.requests}
    assert all(one.size and one.wanted for one in notes.requests)


def test_no_address_that_is_told_has_the_words_of_a_query(
    tmp_path: Path, small: Emulator, notes: Notes
) -> None:
    watched(tmp_path, small, notes, *small.world.paper_ids, *small.world.dois)
    assert {"..."} == {one.url.partition("?")[2] for one in notes.requests}


def test_a_failure_is_told_with_its_status_and_the_wait_with_its_reason(
    tmp_path: Path, small: Emulator, notes: Notes
) -> None:
    small.order("crossref", Fault.status(503), Fault.status(429, 20))
    watched(tmp_path, small, notes, small.world.dois[0])
    first, second, *_ = notes.requests
    assert (503, 429) == (first.status, second.status)
    assert "crossref: answered 429 Too Many Requests" == second.failure
    assert {Pause.AGAIN, Pause.TOLD} <= {why for source, why in notes.pauses}


def test_the_usual_gap_is_a_wait_for_its_pace(
    tmp_path: Path, small: Emulator, notes: Notes
) -> None:
    watched(tmp_path, small, notes, *small.world.paper_ids, "2101.99999")
    assert ("arxiv", Pause.PACE) in notes.pauses


def test_that_a_source_is_given_up_is_told_once(
    tmp_path: Path, small: Emulator, notes: Notes
) -> None:
    small.always("crossref", Fault.status(403))
    result = watched(tmp_path, small, notes, *small.world.dois)
    assert [("crossref", result.tally.troubles["crossref"])] == notes.given_up
    assert notes.expected == notes.answered


def test_a_library_is_told_once_all_is_known(tmp_path: Path, small: Emulator, notes: Notes) -> None:
    result = watched(tmp_path, small, notes, *small.world.dois)
    assert [result.library] == notes.libraries
