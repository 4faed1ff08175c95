"""habanero's request, sent through our session: filters and checks stay habanero's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec
import requests
from habanero.request_class import Request

from enrich.sources.json_api import JsonApi, quoted

__all__ = ["API", "MOST_ROWS", "CrossrefRequest", "is_alone", "list_address", "width"]

MOST_ROWS = 1000
_ABSENT = 404
# What Crossref says of a DOI it does not have; any other 404 is somebody else's.
_NOT_THERE = b"Resource not found."
# Most of a work's bytes, and nothing we read.
_DROPPED = frozenset({"reference", "indexed", "deposited", "content-domain", "score", "link"})


class _List(msgspec.Struct, rename="kebab"):
    total_results: int
    items: list[msgspec.Raw]


class _Envelope(msgspec.Struct):
    message: _List


class _Single(msgspec.Struct):
    message: msgspec.Raw


class _Named(msgspec.Struct):
    doi: str = msgspec.field(name="DOI")


API = JsonApi(
    name="crossref",
    envelope=_Single,
    named=_Named,
    keeps=lambda field: field not in _DROPPED,
)


def list_address(url: str, mailto: str | None, filters: str = "") -> str:
    """Give the address of a filtered list with as many rows as there can be."""
    told = {"mailto": mailto} if mailto else {}
    return f"{url}/works?{quoted({'filter': filters, 'rows': str(MOST_ROWS), **told})}"


def is_alone(address: str) -> bool:
    """Whether an address is that of a single work."""
    return "/works/" in urlsplit(address).path


def width(address: str) -> int:
    """Count the works, or the questions, that an address asks for."""
    filters = dict(parse_qsl(urlsplit(address).query)).get("filter", "").split(",")
    return sum(not one.startswith("relation.type:") for one in filters)


class CrossrefRequest(Request):  # type: ignore[misc] # habanero has no type hints
    """One request, for a list or for one work."""

    def __init__(self, session: requests.Session, *, mailto: str | None, **options: object) -> None:
        """Make a request with habanero's options, to be sent through this session."""
        super().__init__(mailto, None, None, **options)
        self._session = session

    def ask_list(self, is_asked: Callable[[msgspec.Raw], bool]) -> tuple[list[msgspec.Raw], bool]:
        """Give the works of a list, and whether these are all that were asked for and are there."""
        message = self.do_request()["message"]
        items: list[msgspec.Raw] = message["items"]
        return items, API.is_whole(items, message["total-results"], is_asked)

    def ask_alone(self) -> msgspec.Raw | None:
        """Give the one work of a single lookup, none if there is none."""
        response = self._get({})
        if response.status_code == _ABSENT and response.content.strip() == _NOT_THERE:
            return None
        return API.found(response, _Single).message

    def _req(self, payload: dict[str, str], should_warn: bool) -> dict[str, Any]:  # noqa: ARG002, FBT001 - habanero's signature
        message = API.found(self._get(payload), _Envelope).message
        return {"message": {"total-results": message.total_results, "items": message.items}}

    def _get(self, payload: dict[str, str]) -> requests.Response:
        if self.mailto:
            payload = {**payload, "mailto": self.mailto}
        query = f"?{quoted(payload)}" if payload else ""
        return API.get(self._session, f"{self._url()}{query}")
