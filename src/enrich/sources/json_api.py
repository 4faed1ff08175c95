"""What the APIs that answer in JSON share: lists that one URL holds, and bodies that are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar
from urllib.parse import quote, urlencode

import msgspec
import requests

from enrich.errors import Garbled, Refused, SourceError
from enrich.identifiers import Wanted

__all__ = ["UNQUOTED", "JsonApi", "lots", "quoted"]

# A URL this long is answered everywhere on its way; the rest of it takes some room.
_LONGEST_URL = 4000
_OTHER_PARAMETERS = 200
# As little as a query allows, so that more fits into a URL.
UNQUOTED = "/:,()"
_FOUND = 200

_Message = TypeVar("_Message")
_Listed = TypeVar("_Listed", bound=Wanted)


class JsonApi(msgspec.Struct, frozen=True):
    """One API: its name, which begins every complaint about it, and what holds all it says."""

    name: str
    envelope: type

    def get(self, session: requests.Session, address: str) -> requests.Response:
        """Ask for an address."""
        try:
            return session.get(address)
        except requests.TooManyRedirects as error:
            message = f"{self.name}: redirects in a circle"
            raise Garbled(message) from error

    def found(self, response: requests.Response, kind: type[_Message]) -> _Message:
        """Decode an answer; any that is none is a refusal."""
        if response.status_code != _FOUND:
            said = response.content[:200].decode(errors="replace").strip()
            message = f"{self.name}: answered {response.status_code} ({said})"
            raise Refused(message)
        return self.read(response.content, kind)

    def read(self, body: bytes | msgspec.Raw, kind: type[_Message]) -> _Message:
        """Decode an answer, or a part of one."""
        try:
            return msgspec.json.decode(body, type=kind)
        except msgspec.DecodeError as error:
            message = f"{self.name}: answered with something that is no work ({error})"
            raise Garbled(message) from error

    def judge(self, response: requests.Response) -> SourceError | None:
        """Tell JSON from a maintenance page that comes with status 200."""
        if not response.ok:
            return None
        try:
            msgspec.json.decode(response.content, type=self.envelope)
        except msgspec.DecodeError as error:
            said = f"answered with something that is no JSON answer ({error})"
            return Garbled(f"{self.name}: {said}")
        return None


def lots(
    listed: Sequence[_Listed], written: Callable[[_Listed], str], *, url: str, most: int = 1000
) -> Iterator[tuple[_Listed, ...]]:
    """Cut into lots that, written one behind the other, one URL holds."""
    lot: list[_Listed] = []
    space = _LONGEST_URL - _OTHER_PARAMETERS - len(url)
    room = space
    for one in listed:
        length = len(quote(f",{written(one)}", safe=UNQUOTED))
        if lot and (length > room or len(lot) == most):
            yield tuple(lot)
            lot, room = [], space
        lot.append(one)
        room -= length
    if lot:
        yield tuple(lot)


def quoted(query: Mapping[str, str]) -> str:
    """Write the query of a URL."""
    return urlencode(query, safe=UNQUOTED, quote_via=quote)
