"""What went wrong, as far as the network and a response tell."""

from __future__ import annotations

import datetime as dt
import email.utils
import errno
from http import HTTPStatus

import requests
import urllib3

from enrich.errors import BrokenOff, CutShort, SourceError, Throttled, Unreachable

__all__ = [
    "Away",
    "Barred",
    "TooLarge",
    "Wait",
    "failure_by_network",
    "failure_by_status",
    "is_away",
]

_AWAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN}
# Behind these stands a server that did not finish in its time.
_GATEWAYS = {HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT}


class TooLarge(CutShort):
    """The answer is larger than any should be, and would be again."""


class Away(Unreachable):
    """The network itself says that there is no way: waiting won't help."""


class Barred(Throttled):
    """The source wants no more requests of ours: another would only make it worse."""


class Wait(Throttled):
    """The source named a time to wait."""

    def __init__(self, message: str, seconds: float) -> None:
        """Take what to say, and the time that it named."""
        super().__init__(message)
        self.seconds = seconds


def failure_by_network(name: str, error: Exception, *, in_midst: bool) -> SourceError:
    """Tell what an error of the network means, in the midst of an answer or before it."""
    if isinstance(error, requests.exceptions.SSLError):
        said = f"no safe connection ({_innermost(error)})"
        how = "where a proxy of yours signs, name its certificate in REQUESTS_CA_BUNDLE"
        return Away(f"{name}: {said}; {how}")
    message = f"{name}: {_innermost(error)}"
    if is_away(error):
        return Away(message)
    if in_midst or isinstance(error, requests.exceptions.ReadTimeout):
        return BrokenOff(message)
    return Unreachable(message)


def failure_by_status(
    name: str, response: requests.Response, moment: dt.datetime
) -> SourceError | None:
    """Tell what a status means, at this moment, that is no answer from a source."""
    status = response.status_code
    said = f"{name}: answered {status} {response.reason or ''}".rstrip()
    if status == HTTPStatus.FORBIDDEN:
        return Barred(f"{said}, as it does to those who ask too much")
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return CutShort(said)
    is_throttled = status == HTTPStatus.TOO_MANY_REQUESTS
    if not is_throttled and status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return None
    if (seconds := _retry_after(response, moment)) is not None:
        return Wait(said, seconds)
    if is_throttled:
        return Throttled(said)
    return BrokenOff(said) if status in _GATEWAYS else Unreachable(said)


def is_away(error: BaseException) -> bool:
    """Whether the network says that there is no host or no way to it."""
    if isinstance(error, urllib3.exceptions.NameResolutionError):
        return True
    if isinstance(error, OSError) and error.errno in _AWAY:
        return True
    inner = (getattr(error, "reason", None), error.__cause__, *error.args)
    return any(isinstance(one, BaseException) and is_away(one) for one in inner)


def _innermost(error: BaseException) -> str:
    """Give the sentence at the bottom of the layers of a network error."""
    reason = getattr(error, "reason", None)
    for inner in (reason, *error.args):
        if isinstance(inner, BaseException):
            return _innermost(inner)
    return str(error).rpartition("): ")[2] or type(error).__name__


def _retry_after(response: requests.Response, moment: dt.datetime) -> float | None:
    """Read the seconds of a Retry-After header, given as a number or as a date."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        until = email.utils.parsedate_to_datetime(value)
        # A date without a zone is of Greenwich.
        left = until.replace(tzinfo=until.tzinfo or dt.UTC) - moment
    except (ValueError, OverflowError):
        return None
    return max(0.0, left.total_seconds())
