"""Pace, patience and judgement of the transport, over real connections."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
import requests

from enrich.errors import Garbled, SourceError, Throttled, TooLong, Unreachable
from enrich.manners import Manners, user_agent
from enrich.sources.crossref import Crossref
from enrich.watching import Nobody, Pause
from enrich.web import Visit, connect
from enrich.web.learning import told_pace
from enrich.web.patience import Patience
from tests.conftest import FakeClock
from tests.emulator import Emulator, Fault, World
from tests.emulator.limits import Limit

GAP = 3.0


def sound(_: requests.Response) -> SourceError | None:
    return None


@pytest.fixture
def visit(clock: FakeClock) -> Visit:
    return Visit("arxiv", Manners(gap=GAP, judge=sound), agent="tester/1", clock=clock)


@pytest.fixture
def get(emulator: Emulator, visit: Visit) -> Callable[[], requests.Response]:
    session = requests.Session()
    session.trust_env = False
    connect(session, emulator.arxiv_url, visit)
    paper = emulator.world.paper_ids[0]
    return lambda: session.get(f"{emulator.arxiv_url}?id_list={paper}&max_results=1")


def test_requests_start_a_gap_apart(get: Callable[[], requests.Response], clock: FakeClock) -> None:
    for _ in range(4):
        get()
    assert clock.sleeps == pytest.approx([GAP] * 3)


def test_time_spent_elsewhere_counts_as_waiting(
    get: Callable[[], requests.Response], clock: FakeClock
) -> None:
    get()
    clock.time += 2 * GAP
    get()
    assert clock.sleeps == []


def test_threads_take_turns(get: Callable[[], requests.Response], emulator: Emulator) -> None:
    emulator.always("arxiv", Fault.SLOW(0.05))
    threads = [threading.Thread(target=get) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(emulator.requests("arxiv")), emulator.peak("arxiv")) == (5, 1)


@pytest.mark.parametrize(
    "fault",
    [
        Fault.status(500),
        Fault.status(502),
        Fault.status(503),
        Fault.status(429),
        Fault.RESET,
        Fault.HANGUP,
    ],
    ids=str,
)
def test_a_passing_fault_is_asked_through(
    get: Callable[[], requests.Response], emulator: Emulator, fault: Fault
) -> None:
    emulator.order("arxiv", fault, fault)
    assert get().status_code == 200
    assert len(emulator.requests("arxiv")) == 3


def test_retry_after_is_waited_for(
    get: Callable[[], requests.Response], emulator: Emulator, clock: FakeClock
) -> None:
    emulator.order("arxiv", Fault.status(429, retry_after=17))
    get()
    assert sum(clock.sleeps) >= 17


def test_waits_grow_without_retry_after(
    get: Callable[[], requests.Response], emulator: Emulator, clock: FakeClock
) -> None:
    emulator.order("arxiv", *[Fault.status(503)] * 3)
    get()
    assert sum(clock.sleeps) >= 1 + 2 + 4


def test_a_wait_longer_than_patience_is_not_begun(
    get: Callable[[], requests.Response], emulator: Emulator, clock: FakeClock
) -> None:
    emulator.order("arxiv", Fault.status(429, retry_after=3600))
    with pytest.raises(Throttled):
        get()
    assert (len(emulator.requests("arxiv")), clock.sleeps) == (1, [])


@pytest.mark.parametrize(
    ("fault", "error", "requests_made"),
    [
        (Fault.status(429), Throttled, 4),
        (Fault.status(503), Unreachable, 4),
        (Fault.HANGUP, Unreachable, 4),
        (Fault.status(403), Throttled, 1),
    ],
    ids=str,
)
def test_a_host_that_stays_bad_is_given_up_for_the_run(
    get: Callable[[], requests.Response],
    emulator: Emulator,
    fault: Fault,
    error: type[SourceError],
    requests_made: int,
) -> None:
    emulator.always("arxiv", fault)
    for _ in range(3):
        with pytest.raises(error):
            get()
    assert len(emulator.requests("arxiv")) == requests_made


def test_an_answer_judged_garbled_is_asked_for_again(emulator: Emulator, clock: FakeClock) -> None:
    verdicts = [Garbled("half a feed"), None]
    manners = Manners(gap=0, judge=lambda _: verdicts.pop(0))
    visit = Visit("arxiv", manners, agent="tester/1", clock=clock)
    session = requests.Session()
    connect(session, emulator.arxiv_url, visit)
    session.get(f"{emulator.arxiv_url}?id_list=0704.0001")
    assert (verdicts, visit.requests) == ([], 2)


def test_a_name_that_resolves_to_nothing_is_given_up_at_once(
    visit: Visit, clock: FakeClock
) -> None:
    session = requests.Session()
    connect(session, "http://nowhere.invalid/", visit)
    with pytest.raises(Unreachable, match=r"nowhere\.invalid"):
        session.get("http://nowhere.invalid/api")
    assert (visit.requests, clock.sleeps) == (1, [])


@pytest.mark.parametrize(
    "near",
    [
        "http://127.0.0.1:{port}@localhost/api/query",
        "http://127.0.0.1:{port}/api/query.other",
        "http://127.0.0.1:{port}/api",
        "https://127.0.0.1:{port}/api/query",
    ],
)
def test_an_address_that_only_begins_like_a_sources_is_refused(
    emulator: Emulator, visit: Visit, near: str
) -> None:
    session = requests.Session()
    connect(session, emulator.arxiv_url, visit)
    port = emulator.arxiv_url.split(":")[2].split("/")[0]
    with pytest.raises(Garbled, match="not to be asked"):
        session.get(near.format(port=port))


@pytest.mark.parametrize(
    "fault",
    [Fault.HANG, Fault.HANG_MIDWAY, Fault.DRIP_FOR_EVER, Fault.DRIP_OF_HEADERS],
    ids=str,
)
def test_an_answer_that_never_ends_is_given_up_in_time(
    emulator: Emulator, clock: FakeClock, fault: Fault
) -> None:
    manners = Manners(gap=0, judge=sound, attempts=1)
    visit = Visit("slow", manners, agent="test", clock=clock, timeout=0.2)
    session = requests.Session()
    connect(session, emulator.crossref_url, visit)
    emulator.always("crossref", fault)
    begun = time.monotonic()
    with pytest.raises(Unreachable):
        session.get(f"{emulator.crossref_url}/works?rows=1")
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize("fault", [Fault.GZIP_BOMB, Fault.ENDLESS], ids=str)
def test_an_answer_of_any_size_is_given_up_and_not_asked_for_again(
    emulator: Emulator, clock: FakeClock, fault: Fault
) -> None:
    visit = Visit("large", Manners(gap=0, judge=sound), agent="test", clock=clock)
    session = requests.Session()
    connect(session, emulator.crossref_url, visit)
    emulator.always("crossref", fault)
    with pytest.raises(Garbled, match="larger than 64 MB"):
        session.get(f"{emulator.crossref_url}/works?rows=1")
    assert 1 == visit.requests


@pytest.mark.parametrize(
    ("fault", "requests_made"),
    [
        (Fault.HANG, 1),
        (Fault.HANG_MIDWAY, 1),
        (Fault.RESET, 1),
        (Fault.status(500), 1),
        (Fault.status(502), 1),
        (Fault.status(504), 1),
        (Fault.status(503), 2),
        (Fault.HANGUP, 2),
        (Fault.HTML, 2),
    ],
    ids=str,
)
def test_a_long_question_is_not_repeated_where_a_shorter_one_may_do(
    emulator: Emulator, clock: FakeClock, fault: Fault, requests_made: int
) -> None:
    manners = Crossref(emulator.crossref_url, "reader@example.org").manners()
    visit = Visit("crossref", manners, agent="tester/1", clock=clock, timeout=0.2)
    session = requests.Session()
    connect(session, emulator.crossref_url, visit)
    asked = f"{emulator.crossref_url}/works?filter=doi:10.5555/a,doi:10.5555/b&rows=2"
    emulator.order("crossref", fault)
    with suppress(TooLong):
        session.get(asked)
    assert requests_made == visit.requests
    # The source is not given up for that: it may answer a half.
    assert session.get(asked).ok


def test_an_address_of_no_source_is_refused(emulator: Emulator, visit: Visit) -> None:
    session = requests.Session()
    connect(session, emulator.arxiv_url, visit)
    with pytest.raises(Garbled, match="not to be asked"):
        session.get(f"{emulator.crossref_url}/works")
    assert emulator.log == []


def test_the_user_agent_is_ours(get: Callable[[], requests.Response], emulator: Emulator) -> None:
    get()
    assert emulator.log[0].user_agent == "tester/1"


def test_the_user_agent_names_the_address() -> None:
    assert user_agent("reader@example.org").endswith(" (mailto:reader@example.org)")
    assert "mailto" not in user_agent(None)


# What is learned


def crossref(clock: FakeClock, gap: float = 0.01, connections: int = 3) -> Visit:
    manners = Manners(gap=gap, connections=connections, judge=sound)
    return Visit("crossref", manners, agent="tester/1", clock=clock)


def lists(emulator: Emulator, visit: Visit) -> Callable[[], requests.Response]:
    session = requests.Session()
    session.trust_env = False
    connect(session, emulator.crossref_url, visit)
    return lambda: session.get(f"{emulator.crossref_url}/works?rows=1&mailto=reader@example.org")


def test_a_slower_rate_is_learnt_from_headers(emulator: Emulator, clock: FakeClock) -> None:
    get = lists(emulator, crossref(clock))
    get()
    get()
    assert [pytest.approx(0.34)] == clock.sleeps


def test_a_faster_rate_is_not(emulator: Emulator, clock: FakeClock) -> None:
    visit = crossref(clock, gap=2.0, connections=1)
    get = lists(emulator, visit)
    get()
    get()
    assert [2.0] == clock.sleeps
    assert 1 == visit._turns.connections


def test_stricter_limits_are_learnt_for_the_run(clock: FakeClock) -> None:
    limits = {"polite-array": Limit(1, 1, seconds=2.0)}
    with Emulator(World.made(3, 3), limits=limits) as emulator:
        visit = crossref(clock)
        get = lists(emulator, visit)
        for _ in range(3):
            get()
    assert [pytest.approx(2.04)] * 2 == clock.sleeps
    assert 1 == visit._turns.connections


def test_a_source_that_allows_next_to_nothing_is_given_up(clock: FakeClock) -> None:
    with Emulator(World.made(3, 3), limits={"polite-array": Limit(1, 1, 3600)}) as emulator:
        get = lists(emulator, crossref(clock))
        get()
        with pytest.raises(Throttled, match="one request in 3672 s"):
            get()
    assert [] == clock.sleeps


@pytest.mark.parametrize(
    "headers",
    [
        {"x-rate-limit-limit": "0", "x-rate-limit-interval": "1s"},
        {"x-rate-limit-limit": "-1", "x-rate-limit-interval": "1s"},
        {"x-rate-limit-limit": "\u00b2", "x-rate-limit-interval": "1s"},
        {"x-rate-limit-limit": "1" * 5000, "x-rate-limit-interval": "1s"},
        {"x-rate-limit-limit": "3", "x-concurrency-limit": "0"},
        {"x-rate-limit-interval": "9s", "x-concurrency-limit": "-3"},
        {},
    ],
    ids=str,
)
def test_what_is_no_limit_teaches_nothing(headers: dict[str, str]) -> None:
    response = requests.Response()
    response.headers.update(headers)
    assert (0.0, True) == ((told := told_pace(response)).gap, told.connections > 100)


def test_after_429_the_gap_is_twice_as_long_and_one_connection_is_left(
    emulator: Emulator, clock: FakeClock
) -> None:
    visit = crossref(clock, gap=3.0)
    get = lists(emulator, visit)
    emulator.order("crossref", Fault.status(429))
    get()
    get()
    assert (6.0, 1) == (visit._turns.gap, visit._turns.connections)
    assert 6.0 == clock.sleeps[-1]


def test_what_is_too_much_again_and_again_slows_down_only_so_far(
    emulator: Emulator, clock: FakeClock
) -> None:
    visit = crossref(clock, gap=3.0)
    get = lists(emulator, visit)
    for _ in range(9):
        emulator.order("crossref", Fault.status(429))
        get()
    assert 24.0 == visit._turns.gap


@pytest.mark.parametrize("fault", [Fault.status(429, 20), Fault.status(503, 20)], ids=str)
def test_retry_after_holds_for_all_that_ask_the_host(
    emulator: Emulator, clock: FakeClock, fault: Fault
) -> None:
    source = Crossref(emulator.crossref_url, "reader@example.org")
    others: list[float] = []

    class Looking(Nobody):
        def waits(self, source: str, seconds: float, why: Pause) -> None:
            """Look when anybody else could start, while one begins to wait for so long."""
            assert ("crossref", Pause.TOLD) == (source, why)
            earliest = (asking._turns._earliest(), asking._alone._earliest())
            others.append(min(earliest) - clock.time - seconds)

    asking = Visit("crossref", source.manners(), agent="tester/1", clock=clock, watcher=Looking())
    get = lists(emulator, asking)
    emulator.order("crossref", fault)
    get()
    assert [pytest.approx(0)] == others


def test_requests_beside_one_that_was_too_much_say_nothing_new() -> None:
    patience = Patience(Manners(gap=0, judge=sound, attempts=2))
    for began in (0.0, 0.1, 0.2):
        patience.note_attempt(Unreachable("reset"), began=began, now=1.0)
    assert patience.given_up is None
    patience.note_attempt(Unreachable("reset"), began=1.1, now=2.0)
    assert isinstance(patience.given_up, Unreachable)


def test_three_requests_are_under_way_at_one_time(emulator: Emulator, clock: FakeClock) -> None:
    emulator.always("crossref", Fault.SLOW(0.3))
    get = lists(emulator, crossref(clock))
    threads = [threading.Thread(target=get) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (6, 3) == (len(emulator.requests("crossref")), emulator.peak("crossref"))


def test_single_works_have_a_pace_of_their_own(emulator: Emulator, clock: FakeClock) -> None:
    source = Crossref(emulator.crossref_url, "reader@example.org")
    visit = Visit("crossref", source.manners(), agent="tester/1", clock=clock)
    session = requests.Session()
    connect(session, source.url, visit)
    doi = emulator.world.dois[0]
    for address in ("/works?rows=1", f"/works/{doi}", f"/works/{doi}", "/works?rows=1"):
        session.get(f"{source.url}{address}{'&' if '?' in address else '?'}mailto=a@b.org")
    assert [pytest.approx(0.102), pytest.approx(0.34 - 0.102)] == clock.sleeps


# Redirects


def test_a_circle_of_redirects_costs_few_requests(emulator: Emulator, clock: FakeClock) -> None:
    visit = Visit("crossref", Manners(gap=0, judge=sound), agent="tester/1", clock=clock)
    get = lists(emulator, visit)
    emulator.always("crossref", Fault.REDIRECT_LOOP)
    for _ in range(20):
        with pytest.raises(Garbled, match="redirects in a circle"):
            get()
    assert visit.requests <= 50


@pytest.mark.parametrize("fault", [Fault.REDIRECT_AWAY, Fault.REDIRECT_ASIDE], ids=str)
def test_a_redirect_elsewhere_is_no_answer(
    emulator: Emulator, clock: FakeClock, fault: Fault
) -> None:
    visit = Visit("crossref", Manners(gap=0, judge=sound), agent="tester/1", clock=clock)
    get = lists(emulator, visit)
    emulator.order("crossref", fault)
    assert get().ok
    assert (2, ()) == (visit.requests, emulator.strays)
