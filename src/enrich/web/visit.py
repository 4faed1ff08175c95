"""All requests of a run to one source: each waits its turn, is judged, and tried again if wise."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import cast
from urllib.parse import SplitResult, urljoin, urlsplit

import requests
import tenacity
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool

from enrich.addresses import without_secrets
from enrich.errors import BrokenOff, Garbled, SourceError, Throttled
from enrich.manners import Manners, Pace
from enrich.turns import Clock, Turn, Turns
from enrich.watching import Asked, Listener, Nobody, Pause
from enrich.web.learning import told_pace
from enrich.web.patience import Patience
from enrich.web.signs import Away, Barred, Wait, failure_by_network, failure_by_status
from enrich.web.wire import Exchange, telling

__all__ = ["Visit"]

# Connecting takes a moment or fails; answering a hundred works may take a while.
_LONGEST_CONNECTING = 10.0
# A whole answer may take so many times as long as its beginning.
_TIMES_TO_END = 3
_LONGEST_REST = 30.0
_MOST_TIMES_SLOWER = 8
_MOST_REDIRECTS = 10
# What we say to our own cache, and what requests adds from cookies and from ~/.netrc: a source
# is told no password and keeps no account of us.
_NOT_SAID = ("Cache-Control", "Cookie", "Authorization")


class Visit(HTTPAdapter):
    """One source's pace, the patience with it, and what it has taught us in this run."""

    def __init__(  # noqa: PLR0913 - each has its own reason to be given
        self,
        name: str,
        manners: Manners,
        *,
        agent: str,
        clock: Clock,
        turns: Path | None = None,
        watcher: Listener | None = None,
        timeout: float = 45.0,
    ) -> None:
        """Prepare for the first request, whose answer is to begin within this timeout."""
        super().__init__(max_retries=0, pool_maxsize=manners.connections)
        self.requests = 0
        self._name = name
        self._manners = manners
        self._agent = agent
        self._clock = clock
        self._watcher = watcher or Nobody()
        self._timeout = timeout
        self._patience = Patience(manners)
        self._turns = self._turns_of(Pace(manners.gap, manners.connections), turns)
        alone = turns and turns.with_name(f"{turns.stem}-alone{turns.suffix}")
        self._alone = self._turns_of(manners.alone, alone) if manners.alone else self._turns
        self._homes: list[SplitResult] = []
        self._under_way = threading.local()
        self._pools: list[HTTPConnectionPool] = []
        self._lock = threading.Lock()
        self._redirects = 0
        self._slowed_at = float("-inf")
        # Until when nobody may ask the host for another reason than its pace.
        self._paused_until, self._paused_for = float("-inf"), Pause.PACE
        self._has_told_the_end = False

    @property
    def given_up(self) -> SourceError | None:
        """Why the source is not asked any more in this run."""
        return self._patience.given_up

    def live_at(self, url: str) -> None:
        """Take an address, and all that lies below it, for this source's."""
        self._homes.append(urlsplit(url))

    def lives_at(self, wanted: SplitResult) -> bool:
        """Whether an address is this source's."""
        return any(_lies_below(wanted, home) for home in self._homes)

    def send(  # type: ignore[override] # the options pass through untouched
        self, request: requests.PreparedRequest, **options: object
    ) -> requests.Response:
        """Send a request as often as is wise, and give an answer that is one."""
        if self.given_up:
            raise self.given_up
        # The one that was given is copied by requests for a redirect, and has to stay as it is.
        request = request.copy()
        request.headers["User-Agent"] = self._agent
        for name in _NOT_SAID:
            request.headers.pop(name, None)
        try:
            return self._retrying(request.url or "")(self._attempt, request, options)
        except SourceError as error:
            if error is not self.given_up:
                self._patience.note_failure(error)
            raise
        finally:
            self._tell_the_end()

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        verify: bool | str | None,  # noqa: FBT001 - requests' signature
        proxies: Mapping[str, str] | None = None,
        cert: tuple[str, str] | str | None = None,
    ) -> HTTPConnectionPool:
        """Give connections that tell when a request is on its way."""
        found = super().get_connection_with_tls_context(request, verify, proxies, cert)
        pool = cast("HTTPConnectionPool", found)
        if "ConnectionCls" not in vars(pool):
            kind = cast("type[HTTPConnection]", pool.ConnectionCls)
            pool.ConnectionCls = telling(kind, self._is_sent)
            self._pools.append(pool)
        return pool

    def close(self) -> None:
        """Close every connection now, which urllib3 does when nobody remembers its answers."""
        for pool in self._pools:
            pool.close()
        super().close()

    def _is_sent(self, connection: HTTPConnection) -> None:
        self._under_way.exchange.is_sent(connection)

    def _turns_of(self, pace: Pace, file: Path | None) -> Turns:
        return Turns(
            pace.gap,
            connections=pace.connections,
            clock=self._clock,
            sleep=self._await_turn,
            file=file,
        )

    def _retrying(self, url: str) -> tenacity.Retrying:
        width = self._manners.width(url)
        return tenacity.Retrying(
            retry=tenacity.retry_if_exception(partial(self._patience.may_ask_again, width=width)),
            wait=self._wait,
            stop=tenacity.stop_after_attempt(self._patience.attempts),
            before_sleep=self._tell_of_retry,
            sleep=self._clock.sleep,
            reraise=True,
        )

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.seconds if isinstance(error, Wait) else 0.0
        seconds = max(asked, tenacity.wait_exponential_jitter(initial=1, max=_LONGEST_REST)(state))
        if isinstance(error, Throttled):
            self._pause(seconds, Pause.TOLD if asked else Pause.AGAIN)
        return seconds

    def _pause(self, seconds: float, why: Pause) -> None:
        """Let nobody ask the host for so long."""
        self._paused_until, self._paused_for = self._clock.now() + seconds, why
        for turns in {self._turns, self._alone}:
            turns.pause(seconds)

    def _tell_of_retry(self, state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        why = Pause.TOLD if isinstance(error, Wait) else Pause.AGAIN
        self._watcher.waits(self._name, state.upcoming_sleep, why)

    def _await_turn(self, seconds: float) -> None:
        is_paused = self._clock.now() < self._paused_until
        self._watcher.waits(self._name, seconds, self._paused_for if is_paused else Pause.PACE)
        self._clock.sleep(seconds)

    def _tell_the_end(self) -> None:
        """Tell once that the source is given up."""
        with self._lock:
            is_news = self.given_up is not None and not self._has_told_the_end
            self._has_told_the_end = self.given_up is not None
        if is_news:
            self._watcher.gives_up(self._name, str(self.given_up))

    def _attempt(
        self, request: requests.PreparedRequest, options: Mapping[str, object]
    ) -> requests.Response:
        turns = self._alone if self._manners.is_alone(request.url or "") else self._turns
        with turns.taken() as turn:
            if self.given_up:
                turn.give_back()
                raise self.given_up
            began = self._clock.now()
            response: requests.Response | None = None
            said: SourceError | None = None
            self._watcher.asks(self._name)
            try:
                response = self._sent(turn, request, options)
                self._learn(response, turns)
                if failure := self._failure(response):
                    raise failure
            except SourceError as error:
                said = error
                self._note(error, turns, began)
                raise
            finally:
                self._watcher.asked(self._told(request.url or "", began, response, said))
        if not response.is_redirect:
            self._redirects = 0
            self._patience.note_answer()
        return response

    def _sent(
        self, turn: Turn, request: requests.PreparedRequest, options: Mapping[str, object]
    ) -> requests.Response:
        with self._lock:
            self.requests += 1
        exchange = self._under_way.exchange = Exchange(turn, _TIMES_TO_END * self._timeout)
        timeout = (min(_LONGEST_CONNECTING, self._timeout), self._timeout)
        try:
            with exchange:
                response = super().send(request, **{**options, "stream": True, "timeout": timeout})  # type: ignore[arg-type] # the options pass through untouched
                exchange.read(response)
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError) as error:
            failure = failure_by_network(self._name, error, in_midst=exchange.has_begun)
            if isinstance(failure, Away):
                turn.give_back()
            raise failure from error
        return response

    def _told(
        self,
        url: str,
        began: float,
        response: requests.Response | None,
        failure: SourceError | None,
    ) -> Asked:
        """Tell what came of a request."""
        return Asked(
            source=self._name,
            url=without_secrets(url),
            wanted=self._manners.width(url),
            seconds=self._clock.now() - began,
            status=None if response is None else response.status_code,
            size=None if response is None else len(response.content),
            failure=None if failure is None else str(failure),
        )

    def _note(self, error: SourceError, turns: Turns, began: float) -> None:
        """Draw from a failure what all other requests have to know."""
        now = self._clock.now()
        failures = self._patience.note_attempt(error, began=began, now=now)
        if isinstance(error, BrokenOff):
            self._pause(min(2.0**failures, _LONGEST_REST), Pause.AGAIN)
        if isinstance(error, Throttled) and not isinstance(error, Barred):
            with self._lock:
                # What was asked beside another that was too much says nothing new.
                is_news, self._slowed_at = began >= self._slowed_at, now
            if is_news:
                # Nobody is slowed down without end by what comes and goes.
                longest = _MOST_TIMES_SLOWER * self._documented_gap(turns)
                turns.slow_down(gap=min(2 * turns.gap, longest), connections=1)

    def _documented_gap(self, turns: Turns) -> float:
        alone = self._manners.alone
        return alone.gap if alone and turns is self._alone else self._manners.gap

    def _learn(self, response: requests.Response, turns: Turns) -> None:
        """Slow down to what the source's headers allow; they never speed us up."""
        told = told_pace(response)
        if told.gap > self._manners.longest_wait:
            message = f"{self._name}: allows one request in {told.gap:.0f} s"
            self._patience.give_up(Throttled(message))
            return
        turns.slow_down(gap=told.gap, connections=told.connections)

    def _failure(self, response: requests.Response) -> SourceError | None:
        """Tell what a response is if it is no answer."""
        if response.is_redirect:
            return self._misled(response)
        by_status = failure_by_status(self._name, response, self._clock.moment())
        return by_status or self._manners.judge(response)

    def _misled(self, response: requests.Response) -> SourceError | None:
        """Tell whether a redirect leads elsewhere, or goes on for too long."""
        with self._lock:
            self._redirects += 1
            is_circle = self._redirects > _MOST_REDIRECTS
        if is_circle:
            return Garbled(f"{self._name}: redirects in a circle")
        leads_to = urljoin(response.url, response.headers["Location"])
        try:
            address = requests.Request("GET", leads_to).prepare().url or ""
            target = urlsplit(address)
        except (requests.exceptions.RequestException, ValueError):
            return Garbled(f"{self._name}: led to what is no address")
        if self.lives_at(target):
            return None
        said = f"led to {without_secrets(address)}, which is not to be asked"
        return Garbled(f"{self._name}: {said}")


def _lies_below(wanted: SplitResult, home: SplitResult) -> bool:
    """Whether an address is a source's: compared in parts, for names may begin alike."""
    same = (wanted.scheme, wanted.netloc.lower()) == (home.scheme, home.netloc.lower())
    path = home.path.rstrip("/")
    return same and (wanted.path == path or wanted.path.startswith(f"{path}/"))
