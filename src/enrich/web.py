"""The one way out: every request waits its host's turn, is judged, and is tried again if wise.

Each source is mounted on the session under its own address with its own manners; an address
that belongs to no source is refused, so that a redirect can't lead elsewhere.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import errno
import threading
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import msgspec
import requests
import tenacity
import urllib3
from requests.adapters import BaseAdapter, HTTPAdapter

from enrich.about import NAME, VERSION
from enrich.errors import Garbled, Refused, SourceError, Throttled, Unreachable
from enrich.turns import Clock, Turns

__all__ = ["Manners", "Visit", "connect", "user_agent"]


class Manners(msgspec.Struct, frozen=True, kw_only=True):
    """How a source wants to be asked, and how to tell an answer of it from an excuse."""

    gap: float
    judge: Callable[[requests.Response], SourceError | None]
    attempts: int = 4
    attempts_after_a_strike: int = 2
    longest_wait: float = 60.0
    strikes: int = 12


def user_agent(mailto: str | None) -> str:
    """Say who we are and, where the user says so, whom to write to."""
    return f"{NAME}/{VERSION} (mailto:{mailto})" if mailto else f"{NAME}/{VERSION}"


def connect(session: requests.Session, url: str, visit: Visit) -> None:
    """Let requests to this address out, each as the visit's manners demand; refuse all others."""
    gate = session.get_adapter("https://")
    if not isinstance(gate, _Gate):
        gate = _Gate()
        session.mount("http://", gate)
        session.mount("https://", gate)
    gate.open(url, visit)


# Connecting takes a moment or fails; answering a hundred works may take a while.
_TIMEOUT = (10.0, 45.0)
_LARGEST = 128 * 2**20
_CHUNK = 2**16
_SLOWEST = 120.0
_AWAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN}
_LONGEST_INTERVAL_SECONDS = 3600


class _Gate(BaseAdapter):
    """The only way out: an address that is no source's is refused, whatever it looks like."""

    def __init__(self) -> None:
        super().__init__()
        self._ways: list[tuple[SplitResult, Visit]] = []

    def open(self, url: str, visit: Visit) -> None:
        """Let requests to an address, and to what lies below it, through to a visit."""
        self._ways.append((urlsplit(url), visit))

    def send(self, request: requests.PreparedRequest, **options: object) -> requests.Response:  # type: ignore[override] # the options pass through untouched
        """Send a request the way it belongs."""
        wanted = urlsplit(request.url or "")
        for source, visit in self._ways:
            if _lies_below(wanted, source):
                return visit.send(request, **options)
        message = f"led to {request.url}, which is not to be asked"
        raise Garbled(message)

    def close(self) -> None:
        """Let go of every connection."""
        for _, visit in self._ways:
            visit.close()


def _lies_below(wanted: SplitResult, source: SplitResult) -> bool:
    """Whether an address is a source's: compared in parts, for names may begin alike."""
    same = (wanted.scheme, wanted.netloc.lower()) == (source.scheme, source.netloc.lower())
    path = source.path.rstrip("/")
    return same and (wanted.path == path or wanted.path.startswith(f"{path}/"))


class _Away(Unreachable):
    """The network itself says that there is no way: waiting won't help."""


class _Barred(Throttled):
    """The source wants no more requests of ours: another would only make it worse."""


class _Wait(Throttled):
    """The source named a time to wait."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class Visit(HTTPAdapter):
    """All requests of a run to one source: one pace, one patience, one memory of failures."""

    def __init__(  # noqa: PLR0913 - each has its own reason to be given
        self,
        name: str,
        manners: Manners,
        *,
        agent: str,
        clock: Clock,
        turns: Path | None = None,
        waits: Callable[[str, float], None] = lambda _name, _seconds: None,
    ) -> None:
        """Prepare for the first request."""
        super().__init__(max_retries=0)
        self.requests = 0
        self.given_up: SourceError | None = None
        self._name = name
        self._manners = manners
        self._agent = agent
        self._clock = clock
        self._waits = waits
        self._at_once = threading.Lock()
        self._turns = Turns(manners.gap, clock=clock, sleep=self._sleep, file=turns)
        self._strikes = 0

    def send(  # type: ignore[override]
        self, request: requests.PreparedRequest, **options: object
    ) -> requests.Response:
        """Send a request as often as is wise, and give an answer that is one."""
        request.headers["User-Agent"] = self._agent
        # It was said to our own cache; a cache on the way may well answer.
        request.headers.pop("Cache-Control", None)
        with self._at_once:
            if self.given_up:
                raise self.given_up
            try:
                response = self._retrying()(self._attempt, request, options)
            except SourceError as error:
                self._remember(error)
                raise
            self._strikes = 0
            return response

    def _remember(self, error: SourceError) -> None:
        """Give the host up for the run when more requests would only do harm."""
        self._strikes += 1
        hopeless = isinstance(error, (Throttled, Unreachable))
        if hopeless or self._strikes >= self._manners.strikes:
            self.given_up = error

    def _retrying(self) -> tenacity.Retrying:
        return tenacity.Retrying(
            retry=tenacity.retry_if_exception(self._may_pass),
            wait=self._wait,
            stop=tenacity.stop_after_attempt(
                self._manners.attempts_after_a_strike if self._strikes else self._manners.attempts
            ),
            sleep=self._sleep,
            reraise=True,
        )

    def _may_pass(self, error: BaseException) -> bool:
        if isinstance(error, _Wait):
            return error.seconds <= self._manners.longest_wait
        passing = isinstance(error, (Throttled, Unreachable, Garbled))
        return passing and not isinstance(error, (_Away, _Barred))

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.seconds if isinstance(error, _Wait) else 0.0
        return max(asked, tenacity.wait_exponential_jitter(initial=1, max=30)(state))

    def _sleep(self, seconds: float) -> None:
        self._waits(self._name, seconds)
        self._clock.sleep(seconds)

    def _attempt(
        self, request: requests.PreparedRequest, options: Mapping[str, object]
    ) -> requests.Response:
        try:
            with self._turns.taken():
                response = self._sent(request, options)
        except requests.exceptions.SSLError as error:
            message = f"{self._name}: no safe connection ({_innermost(error)})"
            raise _Away(message) from error
        except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError) as error:
            message = f"{self._name}: {_innermost(error)}"
            raise (_Away if _is_away(error) else Unreachable)(message) from error
        self._learn(response)
        if failure := self._failure(response):
            raise failure
        return response

    def _sent(
        self, request: requests.PreparedRequest, options: Mapping[str, object]
    ) -> requests.Response:
        self.requests += 1
        try:
            response = super().send(request, **{**options, "stream": True, "timeout": _TIMEOUT})  # type: ignore[arg-type] # the options pass through untouched
            _read_whole(response, self._clock)
        except requests.exceptions.ConnectionError as error:
            if _is_away(error):
                self._turns.give_back()
            raise
        return response

    def _learn(self, response: requests.Response) -> None:
        """Slow down to the rate that the source's headers name; they never speed us up."""
        limit = response.headers.get("x-rate-limit-limit", "")
        interval = response.headers.get("x-rate-limit-interval", "").removesuffix("s")
        if (
            limit.isdecimal()
            and interval.isdecimal()
            and int(limit)
            and int(interval) <= _LONGEST_INTERVAL_SECONDS
        ):
            self._turns.gap = max(self._turns.gap, int(interval) / int(limit))

    def _failure(self, response: requests.Response) -> SourceError | None:
        """Tell what a response is if it is no answer."""
        status = response.status_code
        said = f"{self._name}: answered {status} {response.reason or ''}".rstrip()
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            seconds = _retry_after(response)
            return Throttled(said) if seconds is None else _Wait(said, seconds)
        if status == HTTPStatus.FORBIDDEN:
            return _Barred(f"{said}, as it does to those who ask too much")
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            return Garbled(said)
        if status > HTTPStatus.INTERNAL_SERVER_ERROR:
            seconds = _retry_after(response)
            return Unreachable(said) if seconds is None else _Wait(said, seconds)
        return self._manners.judge(response)


def _read_whole(response: requests.Response, clock: Clock) -> None:
    """Read the body here, where a broken one can be asked for again, and within bounds."""
    body = bytearray()
    latest = clock.now() + _SLOWEST
    for chunk in _chunks(response.raw):
        body += chunk
        if len(body) > _LARGEST:
            response.close()
            message = f"answer is larger than {_LARGEST >> 20} MB"
            raise Refused(message)
        if clock.now() > latest:
            response.close()
            message = f"answer took longer than {_SLOWEST:.0f} s"
            raise urllib3.exceptions.TimeoutError(message)
    response._content = bytes(body)  # noqa: SLF001 - where requests looks for it
    response._content_consumed = True  # type: ignore[attr-defined] # noqa: SLF001


def _chunks(raw: urllib3.HTTPResponse) -> Iterator[bytes]:
    """Give what there is as it comes: a chunk that had to be full could take for ever."""
    if raw.chunked and raw.supports_chunked_reads():
        yield from raw.stream(_CHUNK, decode_content=True)
        return
    while chunk := raw.read1(_CHUNK, decode_content=True):
        yield chunk


def _retry_after(response: requests.Response) -> float | None:
    """Read the seconds of a Retry-After header, given as a number or as a date."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        until = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (until - dt.datetime.now(until.tzinfo)).total_seconds())


def _innermost(error: BaseException) -> str:
    """Give the sentence at the bottom of the layers of a network error."""
    reason = getattr(error, "reason", None)
    for inner in (reason, *error.args):
        if isinstance(inner, BaseException):
            return _innermost(inner)
    return str(error).rpartition("): ")[2] or type(error).__name__


def _is_away(error: BaseException) -> bool:
    """Whether the network says that there is no host or no way to it."""
    if isinstance(error, urllib3.exceptions.NameResolutionError):
        return True
    if isinstance(error, OSError) and error.errno in _AWAY:
        return True
    inner = (getattr(error, "reason", None), error.__cause__, *error.args)
    return any(isinstance(one, BaseException) and _is_away(one) for one in inner)
