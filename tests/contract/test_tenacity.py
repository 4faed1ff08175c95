"""What we rely on in tenacity: it asks us when to retry, how long to wait, and how to sleep."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
import tenacity

from enrich.errors import SourceError, Throttled, Unreachable
from enrich.manners import Manners
from enrich.web import Visit, connect
from tests.conftest import FakeClock
from tests.emulator import Emulator, Fault


class PassingError(Exception):
    """An error that may pass."""


class LastingError(Exception):
    """An error that will not."""


class Attempts:
    """Something that fails as often as it is told."""

    def __init__(self, *errors: Exception) -> None:
        """Fail with these errors in turn, then succeed."""
        self.errors = list(errors)
        self.made = 0

    def __call__(self, word: str) -> str:
        """Try once."""
        self.made += 1
        if self.errors:
            raise self.errors.pop(0)
        return word


def retrying(slept: list[float], seen: list[BaseException | None]) -> tenacity.Retrying:
    def wait(state: tenacity.RetryCallState) -> float:
        seen.append(state.outcome.exception() if state.outcome else None)
        return 5.0 * state.attempt_number

    return tenacity.Retrying(
        retry=tenacity.retry_if_exception(lambda error: isinstance(error, PassingError)),
        wait=wait,
        stop=tenacity.stop_after_attempt(4),
        sleep=slept.append,
        reraise=True,
    )


def test_retries_what_may_pass_and_gives_the_answer() -> None:
    slept: list[float] = []
    attempts = Attempts(PassingError(), PassingError())
    assert retrying(slept, [])(attempts, "answer") == "answer"
    assert attempts.made == 3


def test_sleeps_by_our_function_as_long_as_our_wait_says() -> None:
    slept: list[float] = []
    retrying(slept, [])(Attempts(PassingError(), PassingError()), "answer")
    assert slept == [5.0, 10.0]


def test_shows_our_wait_the_error() -> None:
    seen: list[BaseException | None] = []
    error = PassingError()
    retrying([], seen)(Attempts(error), "answer")
    assert seen == [error]


def test_gives_up_after_the_last_attempt_with_the_error_itself() -> None:
    slept: list[float] = []
    errors = [PassingError(str(number)) for number in range(9)]
    attempts = Attempts(*errors)
    with pytest.raises(PassingError) as caught:
        retrying(slept, [])(attempts, "answer")
    assert caught.value is errors[3]
    assert attempts.made == 4
    assert len(slept) == 3


def test_does_not_retry_what_will_not_pass() -> None:
    slept: list[float] = []
    attempts = Attempts(LastingError())
    with pytest.raises(LastingError):
        retrying(slept, [])(attempts, "answer")
    assert (attempts.made, slept) == (1, [])


def test_its_jitter_grows_and_stays_within_bounds() -> None:
    wait = tenacity.wait_exponential_jitter(initial=1, max=30)
    state = tenacity.RetryCallState(tenacity.Retrying(), None, (), {})
    for number in range(1, 12):
        state.attempt_number = number
        least = min(2.0 ** (number - 1), 30.0)
        assert least <= wait(state) <= min(least + 1.0, 30.0)


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


def visit(emulator: Emulator, session: requests.Session, clock: FakeClock) -> Visit:
    manners = Manners(gap=0.0, judge=lambda _: None)
    visit = Visit("crossref", manners, agent="tests", clock=clock)
    connect(session, emulator.crossref_url, visit)
    return visit


def test_our_retries_wait_at_least_what_the_source_asks(
    emulator: Emulator, session: requests.Session, clock: FakeClock
) -> None:
    visit(emulator, session, clock)
    emulator.order("crossref", Fault.status(429, retry_after=20), Fault.status(503))
    assert session.get(f"{emulator.crossref_url}/works?rows=1").ok
    assert len(emulator.requests("crossref")) == 3
    assert clock.sleeps[0] == 20
    assert 2 <= clock.sleeps[1] <= 3


def test_our_retries_end_with_our_own_error(
    emulator: Emulator, session: requests.Session, clock: FakeClock
) -> None:
    visit(emulator, session, clock)
    emulator.always("crossref", Fault.status(429))
    with pytest.raises(SourceError) as caught:
        session.get(f"{emulator.crossref_url}/works?rows=1")
    assert isinstance(caught.value, Throttled)
    assert len(emulator.requests("crossref")) == 4


def test_our_retries_are_none_for_a_host_that_waits_too_long(
    emulator: Emulator, session: requests.Session, clock: FakeClock
) -> None:
    visit(emulator, session, clock)
    emulator.always("crossref", Fault.status(503, retry_after=3600))
    with pytest.raises((Throttled, Unreachable)):
        session.get(f"{emulator.crossref_url}/works?rows=1")
    assert len(emulator.requests("crossref")) == 1
    assert clock.sleeps == []
