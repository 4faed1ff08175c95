"""Crossref's REST API, asked through `habanero`.

https://api.crossref.org/swagger-ui/index.html
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import msgspec
import requests
from habanero.request_class import Request

from enrich.answers import Answer
from enrich.errors import Garbled, Refused, SourceError
from enrich.identifiers import Doi, Wanted, parse_identifier
from enrich.record import Record
from enrich.sources.crossref.work import read_work
from enrich.web import Manners

__all__ = ["Crossref"]

# A URL this long is answered everywhere on its way; the rest of it takes some room.
_LONGEST_URL = 4000
_OTHER_PARAMETERS = 200
_UNQUOTED = "/:,()"
_FOUND, _ABSENT = 200, 404
# What Crossref says of a DOI it does not have; any other 404 is somebody else's.
_NOT_THERE = b"Resource not found."
# A work that Crossref certainly has: a list that lacks it when asked is no answer.
_WITNESS = Doi("10.1038/171737a0")
_POLITE_GAP, _PUBLIC_GAP = 0.34, 1.0
# Where a few are missing, asking for each is proof; where many are, the list is asked again.
_FEW = 2
# Most of a work's bytes, and nothing we read.
_DROPPED = frozenset({"reference", "indexed", "deposited", "content-domain", "score", "link"})


_Message = TypeVar("_Message")


class _List(msgspec.Struct, rename="kebab"):
    total_results: int
    items: list[msgspec.Raw]


class _Envelope(msgspec.Struct):
    message: _List


class _Single(msgspec.Struct):
    message: msgspec.Raw


class _Named(msgspec.Struct):
    doi: str = msgspec.field(name="DOI")


class Crossref:
    """Published works by DOI."""

    name = "crossref"
    lifetime = dt.timedelta(days=30)

    def __init__(self, url: str | None = None, mailto: str | None = None) -> None:
        """Ask the API at this address, Crossref's own by default, and say who asks."""
        self.url = (url or "https://api.crossref.org").rstrip("/")
        self._mailto = mailto

    def accepts(self, identifier: Wanted) -> bool:
        """Know DOIs."""
        return isinstance(identifier, Doi)

    def manners(self) -> Manners:
        """Three lists a second from those who say who they are, else one."""
        return Manners(gap=_POLITE_GAP if self._mailto else _PUBLIC_GAP, judge=_judge)

    def batches(self, identifiers: Sequence[Wanted]) -> Iterator[tuple[Wanted, ...]]:
        """Cut into lots that one URL holds; a DOI with a comma can't stand in a list."""
        lot: list[Wanted] = []
        space = _LONGEST_URL - _OTHER_PARAMETERS - len(self.url)
        room = space
        for identifier in identifiers:
            if "," in _value(identifier):
                yield (identifier,)
                continue
            length = len(quote(f",doi:{_value(identifier)}", safe=_UNQUOTED))
            if lot and length > room:
                yield tuple(lot)
                lot, room = [], space
            lot.append(identifier)
            room -= length
        if lot:
            yield tuple(lot)

    def ask(self, session: requests.Session, batch: Sequence[Wanted]) -> Mapping[Wanted, bytes]:
        """Ask for a batch as one filtered list, for a DOI that no list can hold by its path."""
        if len(batch) == 1 and "," in _value(batch[0]):
            return self._ask_alone(session, batch[0])
        return self._ask_list(session, batch)[0]

    def confirm(
        self, session: requests.Session, missing: Sequence[Wanted]
    ) -> Mapping[Wanted, bytes]:
        """Ask again, for a few one by one, where a 404 is proof, for many beside a known work."""
        if len(missing) <= _FEW:
            found = [self._ask_alone(session, one) for one in missing]
            return {one: body for answer in found for one, body in answer.items()}
        answered, is_whole = self._ask_list(session, [*missing, _WITNESS])
        if not is_whole or _WITNESS not in answered:
            message = f"{self.name}: answered with a list that leaves out works it has"
            raise Garbled(message)
        return answered

    def read(self, answer: Answer) -> Record:
        """Read a work."""
        record = read_work(answer.body or b"")
        if record.doi != answer.identifier:
            message = f"{self.name}: a work of another DOI than {answer.identifier}"
            raise Garbled(message)
        return record

    def _ask_list(
        self, session: requests.Session, batch: Sequence[Wanted]
    ) -> tuple[Mapping[Wanted, bytes], bool]:
        """Ask for a list, and tell too whether it holds as many works as it says there are."""
        request = self._request(
            session, "/works/", filter={"doi": [_value(one) for one in batch]}, limit=len(batch)
        )
        message = request.do_request()["message"]
        bodies = {_identifier(item): item for item in message["items"]}
        answered = {one: _kept(bodies[one]) for one in batch if one in bodies}
        return answered, message["total-results"] <= len(message["items"])

    def _ask_alone(self, session: requests.Session, identifier: Wanted) -> Mapping[Wanted, bytes]:
        path = f"/works/{quote(_value(identifier), safe='')}"
        body = self._request(session, path).ask_alone()
        if body is None:
            return {}
        if _identifier(body) != identifier:
            message = f"{self.name}: answered with another work than {identifier}"
            raise Garbled(message)
        return {identifier: _kept(body)}

    def _request(self, session: requests.Session, path: str, **options: object) -> _Request:
        return _Request(session, mailto=self._mailto, url=self.url, path=path, **options)


class _Request(Request):  # type: ignore[misc] # habanero has no type hints
    """habanero's request, sent through our session: filters and checks stay habanero's."""

    def __init__(self, session: requests.Session, *, mailto: str | None, **options: object) -> None:
        super().__init__(mailto, None, None, **options)
        self._session = session

    def ask_alone(self) -> msgspec.Raw | None:
        """Give the one work of a single lookup, none if there is none."""
        response = self._get({})
        if response.status_code == _ABSENT and response.content.strip() == _NOT_THERE:
            return None
        return _decoded(response, _Single).message

    def _req(self, payload: dict[str, str], should_warn: bool) -> dict[str, Any]:  # noqa: ARG002, FBT001 - habanero's signature
        message = _decoded(self._get(payload), _Envelope).message
        return {"message": {"total-results": message.total_results, "items": message.items}}

    def _get(self, payload: dict[str, str]) -> requests.Response:
        if self.mailto:
            payload = {**payload, "mailto": self.mailto}
        url = f"{self._url()}?{_quoted(payload)}" if payload else self._url()
        try:
            return self._session.get(url)
        except requests.TooManyRedirects as error:
            message = "crossref: redirects in a circle"
            raise Garbled(message) from error


def _decoded(response: requests.Response, kind: type[_Message]) -> _Message:
    if response.status_code != _FOUND:
        said = response.content[:200].decode(errors="replace").strip()
        message = f"crossref: answered {response.status_code} ({said})"
        raise Refused(message)
    return _read(response.content, kind)


def _read(body: bytes | msgspec.Raw, kind: type[_Message]) -> _Message:
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.DecodeError as error:
        message = f"crossref: answered with something that is no work ({error})"
        raise Garbled(message) from error


def _quoted(payload: Mapping[str, str]) -> str:
    """Quote as little as a query allows, so that more fits into a URL."""
    return urlencode(payload, safe=_UNQUOTED, quote_via=quote)


def _value(identifier: Wanted) -> str:
    return identifier.value if isinstance(identifier, Doi) else ""


def _identifier(item: msgspec.Raw) -> Wanted | None:
    return parse_identifier(_read(item, _Named).doi)


def _kept(item: msgspec.Raw) -> bytes:
    fields = _read(item, dict[str, msgspec.Raw])
    return msgspec.json.encode({k: v for k, v in fields.items() if k not in _DROPPED})


def _judge(response: requests.Response) -> SourceError | None:
    """Tell JSON from a maintenance page that comes with status 200."""
    if not response.ok:
        return None
    try:
        msgspec.json.decode(response.content, type=_Single)
    except msgspec.DecodeError as error:
        return Garbled(f"crossref: answered with something that is no JSON answer ({error})")
    return None
