"""A source: the Example Register, which there isn't, of DOIs that begin with 10.5072.

It answers `GET /works?ids=a,b` with `{"works": [...]}`, leaving out the DOIs it does not know, and
`GET /works/a` with `{"works": [...]}`, which is empty if it does not know that one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec
from enrich.answers import Answer
from enrich.dates import date_of_parts
from enrich.errors import Garbled
from enrich.identifiers import Doi, Wanted
from enrich.manners import Manners
from enrich.names import read_names
from enrich.record import Dates, Kind, Record, Venue
from enrich.sources.json_api import UNQUOTED, JsonApi, lots, quoted
from enrich.sources.table import Row
from enrich.text import read_markup

if TYPE_CHECKING:
    import requests

__all__ = ["ROW", "Register"]

_PREFIX = "10.5072/"
_MOST = 50


class _Works(msgspec.Struct):
    works: list[msgspec.Raw]


class _Work(msgspec.Struct):
    """A work as the register describes it."""

    doi: str
    title: str
    authors: list[str] = []
    year: int | None = None
    journal: str | None = None


# What JSON APIs share: it asks, decodes, and tells every complaint under the source's name. What
# it keeps of an answer is what goes into the cache: all the fields that we may read one day.
_API = JsonApi(
    name="register",
    envelope=_Works,
    named=_Work,
    keeps=frozenset(_Work.__struct_fields__).__contains__,
)


class Register:
    """The Example Register."""

    name = "register"
    # How long an answer is good.
    lifetime = dt.timedelta(days=30)

    def __init__(self, url: str | None = None, mailto: str | None = None) -> None:
        """Ask the register at this address; nobody is told the mail address but by User-Agent."""
        del mailto
        self.url = (url or "https://register.example.org").rstrip("/")

    def accepts(self, identifier: Wanted) -> bool:
        """Know the DOIs of one prefix; no other is asked for here."""
        return isinstance(identifier, Doi) and identifier.value.startswith(_PREFIX)

    def manners(self) -> Manners:
        """One request a second; `judge` tells answers from error pages."""
        return Manners(gap=1.0, judge=_API.judge)

    def batches(self, identifiers: Sequence[Wanted]) -> Iterator[tuple[Wanted, ...]]:
        """Cut into lots that one address holds."""
        yield from lots(identifiers, _doi, empty=self._address(()), most=_MOST)

    def ask(self, session: requests.Session, batch: Sequence[Wanted]) -> Mapping[Wanted, bytes]:
        """Ask for a batch; what the answer leaves out is asked for again by `confirm`."""
        return _API.choose(batch, self._works(session, self._address(batch)))

    def confirm(
        self, session: requests.Session, missing: Sequence[Wanted]
    ) -> Mapping[Wanted, bytes]:
        """Ask for each alone: an empty answer to that proves that there is none."""
        found: dict[Wanted, bytes] = {}
        for one in missing:
            works = self._works(session, f"{self.url}/works/{quote(_doi(one), safe=UNQUOTED)}")
            found |= _API.keep_only(one, next(iter(works), None))
        return found

    def read(self, answer: Answer) -> Record:
        """Read what was kept into a record; what can't be read is `Garbled`, and asked for anew."""
        work = _API.read(answer.body or b"", _Work)
        if Doi(work.doi.lower()) != answer.identifier:
            message = f"{self.name}: a work of another name than {answer.identifier}"
            raise Garbled(message)
        named = read_names("; ".join(work.authors))
        return Record(
            kind=Kind.ARTICLE if work.journal else Kind.OTHER,
            doi=Doi(work.doi.lower()),
            title=read_markup(work.title),
            authors=named.names,
            dates=Dates(issued=date_of_parts([work.year])),
            venue=Venue(title=read_markup(work.journal) if work.journal else None),
            doubts=named.doubts,
        )

    def read_found(self, answer: Answer) -> tuple[Record, ...]:
        """Give nothing: titles are not looked for here."""
        del answer
        return ()

    def _works(self, session: requests.Session, address: str) -> list[msgspec.Raw]:
        return _API.found(_API.get(session, address), _Works).works

    def _address(self, batch: Sequence[Wanted]) -> str:
        return f"{self.url}/works?{quoted({'ids': ','.join(map(_doi, batch))})}"


def _doi(identifier: Wanted) -> str:
    return identifier.value if isinstance(identifier, Doi) else ""


ROW = Row(Register.name, Register)
