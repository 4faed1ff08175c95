"""DataCite's REST API.

https://support.datacite.org/docs/api
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import msgspec

from enrich.answers import Answer
from enrich.errors import Garbled
from enrich.identifiers import ArxivId, Doi, Wanted
from enrich.manners import Manners
from enrich.record import Record
from enrich.sources.datacite.shape import KEPT
from enrich.sources.datacite.work import read_work
from enrich.sources.json_api import UNQUOTED, JsonApi, is_listable, lots, quoted

if TYPE_CHECKING:
    import requests

__all__ = ["Datacite"]

_MOST = 100
_ABSENT = 404
# The schema's own DOI, which DataCite's examples ask for: a list that lacks it is no answer.
_WITNESS = Doi("10.5438/0012")
# https://support.datacite.org/docs/is-there-a-rate-limit-for-making-requests-against-the-datacite-apis
# A thousand requests in five minutes for those whose User-Agent says who they are, else half.
_KNOWN_GAP, _UNKNOWN_GAP = 0.3, 0.6
# Nothing is said of how many at one time; so many keep the pace while each takes a while.
_CONNECTIONS = 3


class _Link(msgspec.Struct):
    """The other end of a relationship; that it is null is something else than that it lacks."""

    data: object = ""


class _Relationships(msgspec.Struct):
    client: _Link = msgspec.field(default_factory=_Link)


class _Item(msgspec.Struct):
    attributes: msgspec.Raw
    relationships: _Relationships = msgspec.field(default_factory=_Relationships)


class _Meta(msgspec.Struct):
    total: int


class _List(msgspec.Struct):
    data: list[_Item]
    meta: _Meta


class _Single(msgspec.Struct):
    data: _Item


class _Any(msgspec.Struct):
    data: msgspec.Raw


class _Named(msgspec.Struct):
    doi: str


class _Error(msgspec.Struct):
    status: str


class _Errors(msgspec.Struct):
    errors: list[_Error]


_API = JsonApi(name="datacite", envelope=_Any, named=_Named, keeps=KEPT.__contains__)


class Datacite:
    """Data sets, software and whatever else has a DOI of DataCite's, arXiv's papers among it."""

    name = "datacite"
    lifetime = dt.timedelta(days=30)

    def __init__(self, url: str | None = None, mailto: str | None = None) -> None:
        """Ask the API at this address, DataCite's own by default; the User-Agent says who asks."""
        self.url = (url or "https://api.datacite.org").rstrip("/")
        self._mailto = mailto

    def accepts(self, identifier: Wanted) -> bool:
        """Know DOIs, and arXiv papers by theirs, which is one for all versions."""
        if isinstance(identifier, ArxivId):
            return identifier.version is None
        return isinstance(identifier, Doi)

    def manners(self) -> Manners:
        """As many requests as its limit allows, evenly."""
        return Manners(
            gap=_KNOWN_GAP if self._mailto else _UNKNOWN_GAP,
            connections=_CONNECTIONS,
            judge=_API.judge,
            width=_width,
        )

    def batches(self, identifiers: Sequence[Wanted]) -> Iterator[tuple[Wanted, ...]]:
        """Cut into lots that one URL holds."""
        yield from lots(identifiers, _doi, empty=self._list_address(()), most=_MOST)

    def ask(self, session: requests.Session, batch: Sequence[Wanted]) -> Mapping[Wanted, bytes]:
        """Ask for a batch as one list, for a DOI that no list can hold by its path."""
        if len(batch) == 1 and not is_listable(_doi(batch[0])):
            return self._ask_alone(session, batch[0])
        answered, is_whole = self._ask_list(session, batch)
        return _API.checked(batch, answered, is_whole=is_whole)

    def confirm(
        self, session: requests.Session, missing: Sequence[Wanted]
    ) -> Mapping[Wanted, bytes]:
        """Ask again, one by one or beside a known DOI."""
        return _API.confirm(
            missing,
            alone=partial(self._ask_alone, session),
            listed=partial(self._ask_list, session),
            witness=_WITNESS,
        )

    def read(self, answer: Answer) -> Record:
        """Read a work; that of an arXiv DOI is the paper."""
        record = read_work(answer.body or b"")
        if answer.identifier not in record.identifiers:
            message = f"{self.name}: a work of another name than {answer.identifier}"
            raise Garbled(message)
        return record

    def read_found(self, answer: Answer) -> tuple[Record, ...]:
        """Give nothing: titles are not looked for here."""
        del answer
        return ()

    def _ask_list(
        self, session: requests.Session, batch: Sequence[Wanted]
    ) -> tuple[Mapping[Wanted, bytes], bool]:
        """Ask for a list, and tell too whether it holds as many works as it says there are.

        `ids` finds DOIs in whatever case and leaves out those it does not know
        (`find_by_ids` in https://github.com/datacite/lupo, app/models/doi.rb).
        """
        address = self._list_address(tuple(map(_doi, batch)))
        answered = _API.found(_API.get(session, address), _List)
        # Copies of other agencies' DOIs, kept for their links, belong to no client.
        own = [one for one in answered.data if one.relationships.client.data is not None]
        every = [one.attributes for one in answered.data]
        asked = frozenset(batch)
        is_whole = _API.is_whole(
            every, answered.meta.total, lambda work: _API.identify(work) in asked
        )
        return _API.choose(batch, (one.attributes for one in own)), is_whole

    def _list_address(self, dois: Sequence[str]) -> str:
        # Room for each twice: that it says two things of a work must not be cut off.
        query = {"ids": ",".join(dois), "page[size]": str(2 * _MOST)}
        return f"{self.url}/dois?{quoted(query)}"

    def _ask_alone(self, session: requests.Session, identifier: Wanted) -> Mapping[Wanted, bytes]:
        response = _API.get(session, f"{self.url}/dois/{quote(_doi(identifier), safe=UNQUOTED)}")
        if _is_absence(response):
            return {}
        return _API.keep_only(identifier, _API.found(response, _Single).data.attributes)


def _width(address: str) -> int:
    """Count the DOIs that an address asks for."""
    return urlsplit(address).query.count(",") + 1


def _doi(identifier: Wanted) -> str:
    """Give the DOI of whatever has one here."""
    if isinstance(identifier, ArxivId):
        return f"10.48550/arxiv.{identifier.value}"
    return identifier.value if isinstance(identifier, Doi) else ""


def _is_absence(response: requests.Response) -> bool:
    """Whether a 404 is the API's own; any other is somebody else's."""
    if response.status_code != _ABSENT:
        return False
    try:
        said = msgspec.json.decode(response.content, type=_Errors).errors
    except msgspec.DecodeError:
        return False
    return [one.status for one in said] == [str(_ABSENT)]
