"""Crossref's REST API, asked through `habanero`.

https://api.crossref.org/swagger-ui/index.html
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

import msgspec

from enrich.answers import Answer
from enrich.errors import Garbled
from enrich.identifiers import Doi, Pii, Sequel, Title, Wanted
from enrich.identifiers.agencies import is_surely_at_datacite
from enrich.manners import Manners, Pace
from enrich.record import Record
from enrich.sources.crossref.answers import (
    API,
    MOST_ROWS,
    is_alone,
    list_address,
    width,
)
from enrich.sources.crossref.piis import carries, carries_any, works_by_pii
from enrich.sources.crossref.sequels import names_any, works_by_preprint
from enrich.sources.crossref.work import read_work
from enrich.sources.found import keep_candidates, read_candidates
from enrich.sources.json_api import is_listable, lots

if TYPE_CHECKING:
    import requests

    from enrich.sources.crossref.request import CrossrefRequest

__all__ = ["Crossref"]

# A work that Crossref certainly has: a list that lacks it when asked is no answer.
_WITNESS = Doi("10.1038/171737a0")
# The PII of a work that it certainly has, to tell the same of lists of these.
_WITNESS_BY_PII = Pii("S0022354916305858")
# The paces of lists and of single works, each a little slower than what is allowed:
# https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/
_POLITE = (Pace(0.34, 3), Pace(0.102, 3))
_PUBLIC = (Pace(1.02, 1), Pace(0.204, 1))
# Several works may carry one PII, or name one preprint: rows for each, and some more.
_ROWS_EACH, _SPARE_ROWS = 3, 100
# Of more preprints than these some have nearly always become something.
_MOST_UNNAMED = 20
# The best are among the first, and no title needs more words to be found by.
_CANDIDATES = 5
_LONGEST_TITLE, _LONGEST_NAME = 600, 60

_Listed = TypeVar("_Listed", Doi, Pii, Sequel)


class Crossref:
    """Published works by DOI, by PII, by title and by the preprint that they name."""

    name = "crossref"
    lifetime = dt.timedelta(days=30)

    def __init__(self, url: str | None = None, mailto: str | None = None) -> None:
        """Ask the API at this address, Crossref's own by default, and say who asks."""
        self.url = (url or "https://api.crossref.org").rstrip("/")
        self._mailto = mailto
        # Whether any list of this run held anything, and any of works that name preprints.
        self._answers_lists = self._finds_sequels = False
        # Whether a list was empty that could not be.
        self._is_doubted = False

    def accepts(self, identifier: Wanted) -> bool:
        """Know DOIs that are nobody else's, PIIs, titles and what preprints became."""
        if isinstance(identifier, Doi):
            return not is_surely_at_datacite(identifier)
        return isinstance(identifier, (Pii, Sequel, Title))

    def manners(self) -> Manners:
        """Three lists a second from those who say who they are, else one; more of single works."""
        lists, alone = _POLITE if self._mailto else _PUBLIC
        return Manners(
            gap=lists.gap,
            connections=lists.connections,
            judge=API.judge,
            alone=alone,
            is_alone=is_alone,
            width=width,
        )

    def batches(self, identifiers: Sequence[Wanted]) -> Iterator[tuple[Wanted, ...]]:
        """Cut into lots of one sort that one URL holds, last the DOIs, of which more may come."""
        yield from ((one,) for one in identifiers if isinstance(one, Title))
        piis, sequels = _of(Pii, identifiers), _of(Sequel, identifiers)
        empty = list_address(self.url, self._mailto)
        yield from lots(piis, lambda one: f"alternative-id:{one.value}", empty=empty)
        of_sequels = list_address(self.url, self._mailto, "relation.type:has-preprint,")
        yield from lots(sequels, lambda one: f"relation.object:{one.preprint}", empty=of_sequels)
        yield from lots(_of(Doi, identifiers), lambda one: f"doi:{one.value}", empty=empty)

    def ask(self, session: requests.Session, batch: Sequence[Wanted]) -> Mapping[Wanted, bytes]:
        """Ask for a batch as one filtered list, for a DOI that no list can hold by its path."""
        first = batch[0]
        if isinstance(first, Title):
            return self._ask_title(session, first)
        if isinstance(first, Pii):
            answered, is_whole = self._ask_piis(session, _of(Pii, batch))
            return API.checked(batch, answered, is_whole=is_whole)
        if isinstance(first, Sequel):
            return self._ask_sequels(session, _of(Sequel, batch))
        dois = _of(Doi, batch)
        if len(dois) == 1 and not is_listable(dois[0].value):
            return self._ask_alone(session, dois[0])
        answered, is_whole = self._ask_dois(session, dois)
        return API.checked(batch, answered, is_whole=is_whole)

    def confirm(
        self, session: requests.Session, missing: Sequence[Wanted]
    ) -> Mapping[Wanted, bytes]:
        """Ask again, in the way in which each sort of thing is known to be absent.

        For a few DOIs that is one by one, where a 404 is proof, for many beside a known work, as
        for PIIs. For a title a second search that finds nothing at all must do, from a Crossref
        that does find something. What a preprint became is missing only where that is hard to
        believe: that no work names it is an answer.
        """
        first = missing[0]
        if isinstance(first, Title):
            return self._ask_title(session, first) or self._nothing(session)
        if isinstance(first, Pii):
            piis = [*_of(Pii, missing), _WITNESS_BY_PII]
            answered, is_whole = self._ask_piis(session, piis)
            return API.prove(answered, is_whole=is_whole and _WITNESS_BY_PII in answered)
        if isinstance(first, Sequel):
            return self._ask_sequels(session, _of(Sequel, missing), most=len(missing))
        return API.confirm(
            _of(Doi, missing),
            alone=partial(self._ask_alone, session),
            listed=partial(self._ask_dois, session),
            witness=_WITNESS,
        )

    def read(self, answer: Answer) -> Record:
        """Read a work."""
        body, identifier = answer.body or b"", answer.identifier
        record = read_work(body)
        if isinstance(identifier, Pii):
            is_meant = carries(body, identifier)
        else:
            is_meant = record.doi == identifier
        if not is_meant:
            message = f"{self.name}: a work of another name than {identifier}"
            raise Garbled(message)
        return record

    def read_found(self, answer: Answer) -> tuple[Record, ...]:
        """Read what a search found, but for works that can't be read."""
        return tuple(read_candidates(answer.body, read_work, source=self.name))

    def _ask_dois(
        self, session: requests.Session, dois: Sequence[Doi]
    ) -> tuple[Mapping[Wanted, bytes], bool]:
        """Ask for a list, and tell too whether it holds as many works as it says there are."""
        values = [one.value for one in dois]
        # Room for each twice: that it says two things of a work must not be cut off.
        limit = min(2 * len(values), MOST_ROWS)
        request = self._request(session, "/works/", filter={"doi": values}, limit=limit)
        asked = frozenset(dois)
        items, is_whole = self._listed(request, lambda item: API.identify(item) in asked)
        return API.choose(dois, items), is_whole

    def _ask_piis(
        self, session: requests.Session, piis: Sequence[Pii]
    ) -> tuple[Mapping[Wanted, bytes], bool]:
        filters = {"alternative-id": [one.value for one in piis]}
        request = self._request(session, "/works/", filter=filters, limit=_rows(piis))
        items, is_whole = self._listed(request, partial(carries_any, piis))
        works = works_by_pii(items, piis)
        return {one: API.keep(works[one]) for one in piis if one in works}, is_whole

    def _ask_sequels(
        self, session: requests.Session, sequels: Sequence[Sequel], *, most: int = _MOST_UNNAMED
    ) -> Mapping[Wanted, bytes]:
        """Ask for the works that name these preprints; one left out could be anybody's.

        None at all is believed of a few; of many where Crossref does answer with lists, and has
        found none of others either.
        """
        filters = {
            "relation.type": "has-preprint",
            "relation.object": [one.preprint for one in sequels],
        }
        request = self._request(session, "/works/", filter=filters, limit=_rows(sequels))
        items, is_whole = self._listed(request, partial(names_any, sequels))
        if not items and (self._is_doubted or len(sequels) > _MOST_UNNAMED):
            self._nothing(session)
        if not items and self._finds_sequels and len(sequels) > most:
            return {}
        self._finds_sequels |= bool(items)
        works = works_by_preprint(items, sequels)
        kept: dict[Wanted, bytes] = {
            one: keep_candidates(map(API.keep, found)) for one, found in works.items()
        }
        return API.prove(kept, is_whole=is_whole)

    def _ask_title(self, session: requests.Session, title: Title) -> Mapping[Wanted, bytes]:
        """Search as for a reference: more filters would make it slower and the matches worse."""
        author = _cut(title.author or "", _LONGEST_NAME)
        said = (_cut(title.words, _LONGEST_TITLE), author, title.year)
        words = " ".join(str(one) for one in said if one)
        request = self._request(session, "/works/", query_bibliographic=words, limit=_CANDIDATES)
        items, _ = self._listed(request, lambda _: True)
        if len({API.identify(item) for item in items}) < len(items):
            message = f"{self.name}: found a work twice, in the place of another"
            raise Garbled(message)
        kept = [API.keep(item) for item in items[:_CANDIDATES]]
        return {title: keep_candidates(kept)} if kept else {}

    def _listed(
        self, request: CrossrefRequest, is_asked: Callable[[msgspec.Raw], bool]
    ) -> tuple[list[msgspec.Raw], bool]:
        """Ask for a list, and tell whether it is whole."""
        items, is_whole = request.ask_list(is_asked)
        self._answers_lists |= bool(items)
        return items, is_whole

    def _nothing(self, session: requests.Session) -> Mapping[Wanted, bytes]:
        """Give nothing for an answer, unless Crossref finds nothing in any list just now."""
        if not self._answers_lists and not self._ask_dois(session, [_WITNESS])[0]:
            self._is_doubted = True
            message = f"{self.name}: answered with empty lists, even for a work that it has"
            raise Garbled(message)
        return {}

    def _ask_alone(self, session: requests.Session, doi: Doi) -> Mapping[Wanted, bytes]:
        request = self._request(session, f"/works/{quote(doi.value, safe='')}")
        return API.keep_only(doi, request.ask_alone())

    def _request(self, session: requests.Session, path: str, **options: object) -> CrossrefRequest:
        from enrich.sources.crossref.request import CrossrefRequest  # noqa: PLC0415 - 60 ms, to ask

        return CrossrefRequest(session, mailto=self._mailto, url=self.url, path=path, **options)


def _of(kind: type[_Listed], batch: Sequence[Wanted]) -> list[_Listed]:
    return [one for one in batch if isinstance(one, kind)]


def _rows(listed: Sequence[Wanted]) -> int:
    return _ROWS_EACH * len(listed) + _SPARE_ROWS


def _cut(words: str, longest: int) -> str:
    """Cut behind a word, if that is possible."""
    if len(words) <= longest:
        return words
    return words[: longest + 1].rpartition(" ")[0] or words[:longest]
