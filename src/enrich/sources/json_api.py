"""What the APIs that answer in JSON share: lists that one URL holds, and what these prove."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import quote, urlencode

import msgspec

from enrich.decoding import UNREADABLE
from enrich.errors import CutShort, Garbled, Refused, SourceError
from enrich.identifiers import Wanted, parse_identifier
from enrich.sources.model import LeftOut

if TYPE_CHECKING:
    import requests

__all__ = ["UNQUOTED", "JsonApi", "is_listable", "lots", "quoted"]

# A URL of less than 4 kB is answered everywhere on its way.
_LONGEST_URL = 3999
# As little as a query allows, so that more fits into a URL.
UNQUOTED = "/:,()"
_FOUND, _NO_PAGE = 200, {404, 410}
# Where one is missing, asking for it is proof; where more are, the list is asked again.
_FEW = 1

_Message = TypeVar("_Message")
_Listed = TypeVar("_Listed", bound=Wanted)


class _Named(Protocol):
    """As much of a work as tells its DOI."""

    doi: str


class JsonApi(msgspec.Struct, frozen=True, kw_only=True):
    """One API: its name, which begins every complaint about it, and what its answers are like."""

    name: str
    # What holds all it says.
    envelope: type
    # What of a work tells its DOI.
    named: type[_Named]
    # Which fields of a work we read, or may read one day.
    keeps: Callable[[str], bool]

    def get(self, session: requests.Session, address: str) -> requests.Response:
        """Ask for an address."""
        import requests  # noqa: PLC0415 - 60 ms, only to ask

        try:
            return session.get(address)
        except (requests.RequestException, ValueError) as error:
            # That the transport could not do what is asked is an error of its own, and no such.
            message = f"{self.name}: led astray ({type(error).__name__})"
            raise Garbled(message) from error

    def found(self, response: requests.Response, kind: type[_Message]) -> _Message:
        """Decode an answer; any that is none is a refusal."""
        if response.status_code != _FOUND:
            said = response.content[:200].decode(errors="replace").strip()
            message = f"{self.name}: answered {response.status_code} ({said})"
            # That there is no such page somebody else may have said; the API says it otherwise.
            raise (Garbled if response.status_code in _NO_PAGE else Refused)(message)
        return self.read(response.content, kind)

    def read(self, body: bytes | msgspec.Raw, kind: type[_Message]) -> _Message:
        """Decode an answer, or a part of one."""
        try:
            return msgspec.json.decode(body, type=kind)
        except UNREADABLE as error:
            message = f"{self.name}: answered with something that is no work ({error})"
            raise Garbled(message) from error

    def judge(self, response: requests.Response) -> SourceError | None:
        """Tell JSON from a maintenance page that comes with status 200."""
        if not response.ok:
            return None
        try:
            # What is kept undecoded may hold anything.
            response.content.decode()
            msgspec.json.decode(response.content, type=self.envelope)
        except UNREADABLE as error:
            said = f"answered with something that is no JSON answer ({error})"
            kind = CutShort if response.content.lstrip()[:1] == b"{" else Garbled
            return kind(f"{self.name}: {said}")
        return None

    def identify(self, work: msgspec.Raw) -> Wanted | None:
        """Read what a work is asked for by."""
        return parse_identifier(self._doi(work))

    def keep(self, work: msgspec.Raw) -> bytes:
        """Give what is kept of a work."""
        fields = self.read(work, dict[str, msgspec.Raw])
        return msgspec.json.encode({k: v for k, v in fields.items() if self.keeps(k)})

    def choose(self, asked: Iterable[Wanted], works: Iterable[msgspec.Raw]) -> dict[Wanted, bytes]:
        """Keep those works of a list that were asked for, and of which it says but one thing."""
        named: dict[Wanted | None, set[bytes]] = {}
        for work in works:
            named.setdefault(self.identify(work), set()).add(bytes(work))
        return {
            one: self.keep(msgspec.Raw(next(iter(named[one]))))
            for one in asked
            if len(named.get(one, ())) == 1
        }

    def keep_only(self, asked: Wanted, work: msgspec.Raw | None) -> dict[Wanted, bytes]:
        """Keep the one work that a lookup found, if it found any."""
        if work is None:
            return {}
        if self.identify(work) != asked:
            message = f"{self.name}: answered with another work than {asked}"
            raise Garbled(message)
        return {asked: self.keep(work)}

    def is_whole(
        self,
        works: Sequence[msgspec.Raw],
        total: int,
        is_asked: Callable[[msgspec.Raw], bool] = lambda _: True,
    ) -> bool:
        """Whether a list holds all there is: one work held twice, or not asked, hides another."""
        is_complete = total <= len({self._doi(work) for work in works})
        return is_complete and all(map(is_asked, works))

    def confirm(
        self,
        missing: Sequence[_Listed],
        *,
        alone: Callable[[_Listed], Mapping[Wanted, bytes]],
        listed: Callable[[Sequence[_Listed]], tuple[Mapping[Wanted, bytes], bool]],
        witness: _Listed,
    ) -> Mapping[Wanted, bytes]:
        """Ask again, for a few one by one, where a 404 is proof, for many beside a known work."""
        if len(missing) <= _FEW:
            return {one: body for each in missing for one, body in alone(each).items()}
        answered, is_whole = listed([*missing, witness])
        return self.prove(answered, is_whole=is_whole and witness in answered)

    def checked(
        self, asked: Sequence[Wanted], answered: Mapping[Wanted, bytes], *, is_whole: bool
    ) -> Mapping[Wanted, bytes]:
        """Give what a list answered, unless the source cut it: what it lacks may be behind that."""
        if is_whole or len(asked) == 1 or all(one in answered for one in asked):
            return answered
        message = f"{self.name}: answered with a list that leaves out works it has"
        raise LeftOut(message, answered)

    def prove(self, answered: Mapping[Wanted, bytes], *, is_whole: bool) -> Mapping[Wanted, bytes]:
        """Give what a list answered, where that it lacks a work proves that there is none."""
        if not is_whole:
            message = f"{self.name}: answered with a list that leaves out works it has"
            raise Garbled(message)
        return answered

    def _doi(self, work: msgspec.Raw) -> str:
        return self.read(work, self.named).doi


def is_listable(written: str) -> bool:
    """Whether it can stand in a list, which commas part."""
    return "," not in written


def lots(
    listed: Sequence[_Listed], written: Callable[[_Listed], str], *, empty: str, most: int = 1000
) -> Iterator[tuple[_Listed, ...]]:
    """Cut into lots that, written one behind the other, one URL holds; some must stand alone.

    What the URL is without any of them is known.
    """
    yield from ((one,) for one in listed if not is_listable(written(one)))
    lot: list[_Listed] = []
    # There is one comma less than there are things in a list.
    room = space = _LONGEST_URL - len(empty) + 1
    for one in listed:
        if not is_listable(text := written(one)):
            continue
        length = len(quote(f",{text}", safe=UNQUOTED))
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
