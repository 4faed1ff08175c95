"""habanero's request, sent through our session: filters and checks stay habanero's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import requests
from habanero.request_class import Request

from enrich.sources.crossref.answers import API, Envelope, Single
from enrich.sources.json_api import quoted

__all__ = ["CrossrefRequest"]

_ABSENT = 404
# What Crossref says of a DOI it does not have; any other 404 is somebody else's.
_NOT_THERE = b"Resource not found."


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
        return API.found(response, Single).message

    def _req(self, payload: dict[str, str], should_warn: bool) -> dict[str, Any]:  # noqa: ARG002, FBT001 - habanero's signature
        message = API.found(self._get(payload), Envelope).message
        return {"message": {"total-results": message.total_results, "items": message.items}}

    def _get(self, payload: dict[str, str]) -> requests.Response:
        if self.mailto:
            payload = {**payload, "mailto": self.mailto}
        query = f"?{quoted(payload)}" if payload else ""
        return API.get(self._session, f"{self._url()}{query}")
