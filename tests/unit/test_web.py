"""Pace, patience and judgement of the transport, over real connections."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from enrich.errors import Garbled, SourceError, Throttled, Unreachable
from enrich.web import Manners, Visit, connect, user_agent
from tests.conftest import FakeClock
from tests.emulator import Emulator, Fault

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


def test_a_body_that_drips_is_given_up_after_two_minutes() -> None:
    class Drip(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            with suppress(OSError):
                while True:
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    gone.wait(0.01)

        def log_message(self, *_: object) -> None:
            return

    class Hasty(FakeClock):
        """Ten seconds pass whenever somebody looks."""

        def now(self) -> float:
            self.time += 10
            return self.time

    gone = threading.Event()
    manners = Manners(gap=0, judge=lambda _: None, attempts=1)
    visit = Visit("drip", manners, agent="test", clock=Hasty())
    with ThreadingHTTPServer(("127.0.0.1", 0), Drip) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        session = requests.Session()
        connect(session, address, visit)
        with pytest.raises(Unreachable, match="longer than 120 s"):
            session.get(address)
        gone.set()
        server.shutdown()


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


def test_a_slower_rate_is_learnt_from_headers(emulator: Emulator, clock: FakeClock) -> None:
    visit = Visit("crossref", Manners(gap=0.01, judge=sound), agent="tester/1", clock=clock)
    session = requests.Session()
    connect(session, emulator.crossref_url, visit)
    for _ in range(2):
        session.get(f"{emulator.crossref_url}/works?rows=1&mailto=reader@example.org")
    assert clock.sleeps == [pytest.approx(1 / 3)]
