"""Crossref's REST API, asked through `habanero`.

https://api.crossref.org/swagger-ui/index.html
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar
from urllib.parse import quote

import requests

from enrich.answers import Answer
from enrich.errors import Garbled
from enrich.identifiers import Doi, Pii, Sequel, Title, Wanted
from enrich.identifiers.agencies import is_surely_at_datacite
from enrich.record import Record
from enrich.sources.crossref.piis import carries, works_by_pii
from enrich.sources.crossref.request import API, CrossrefRequest
from enrich.sources.crossref.sequels import works_by_preprint
from enrich.sources.crossref.work import read_work
from enrich.sources.found import keep_candidates, read_candidates
from enrich.sources.json_api import is_listable, lots
from enrich.web import Manners

__all__ = ["Crossref"]

# A work that Crossref certainly has: a list that lacks it when asked is no answer.
_WITNESS = Doi("10.1038/171737a0")
_POLITE_GAP, _PUBLIC_GAP = 0.34, 1.0
# Several works may carry one PII, or name one preprint: rows for each, and some more.
_ROWS_EACH, _SPARE_ROWS = 3, 100
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

    def accepts(self, identifier: Wanted) -> bool:
        """Know DOIs that are nobody else's, PIIs, titles and what preprints became."""
        if isinstance(identifier, Doi):
            return not is_surely_at_datacite(identifier)
        return isinstance(identifier, (Pii, Sequel, Title))

    def manners(self) -> Manners:
        """Three lists a second from those who say who they are, else one."""
        return Manners(gap=_POLITE_GAP if self._mailto else _PUBLIC_GAP, judge=API.judge)

    def batches(self, identifiers: Sequence[Wanted]) -> Iterator[tuple[Wanted, ...]]:
        """Cut into lots of one sort that one URL holds, last the DOIs, of which more may come."""
        yield from ((one,) for one in identifiers if isinstance(one, Title))
        piis, sequels = _of(Pii, identifiers), _of(Sequel, identifiers)
        yield from lots(piis, lambda one: f"alternative-id:{one.value}", url=self.url)
        yield from lots(sequels, lambda one: f"relation.object:{one.preprint}", url=self.url)
        dois = _of(Doi, identifiers)
        yield from lots(dois, lambda one: f"doi:{one.value}", url=self.url)

    def ask(self, session: requests.Session, batch: Sequence[Wanted]) -> Mapping[Wanted, bytes]:
        """Ask for a batch as one filtered list, for a DOI that no list can hold by its path."""
        first = batch[0]
        if isinstance(first, Title):
            return self._ask_title(session, first)
        if isinstance(first, Pii):
            return self._ask_piis(session, _of(Pii, batch))[0]
        if isinstance(first, Sequel):
            return self._ask_sequels(session, _of(Sequel, batch))
        dois = _of(Doi, batch)
        if len(dois) == 1 and not is_listable(dois[0].value):
            return self._ask_alone(session, dois[0])
        return self._ask_dois(session, dois)[0]

    def confirm(
        self, session: requests.Session, missing: Sequence[Wanted]
    ) -> Mapping[Wanted, bytes]:
        """Ask again, in the way in which each sort of thing is known to be absent.

        For a few DOIs that is one by one, where a 404 is proof, for many beside a known work.
        No PII is certain to be there, so a second list that is whole must do, and for a title a
        second search that finds nothing at all. What a preprint became is never missing: that no
        work names it is an answer.
        """
        first = missing[0]
        if isinstance(first, Title):
            return self._ask_title(session, first)
        if isinstance(first, Pii):
            answered, is_whole = self._ask_piis(session, _of(Pii, missing))
            return API.prove(answered, is_whole=is_whole)
        if isinstance(first, Sequel):
            return self._ask_sequels(session, _of(Sequel, missing))
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
        request = self._request(session, "/works/", filter={"doi": values}, limit=len(values))
        items, is_whole = request.ask_list()
        return API.choose(dois, items), is_whole

    def _ask_piis(
        self, session: requests.Session, piis: Sequence[Pii]
    ) -> tuple[Mapping[Wanted, bytes], bool]:
        filters = {"alternative-id": [one.value for one in piis]}
        request = self._request(session, "/works/", filter=filters, limit=_rows(piis))
        items, is_whole = request.ask_list()
        works = works_by_pii(items, piis)
        return {one: API.keep(works[one]) for one in piis if one in works}, is_whole

    def _ask_sequels(
        self, session: requests.Session, sequels: Sequence[Sequel]
    ) -> Mapping[Wanted, bytes]:
        """Ask for the works that name these preprints; one left out could be anybody's."""
        filters = {
            "relation.type": "has-preprint",
            "relation.object": [one.preprint for one in sequels],
        }
        request = self._request(session, "/works/", filter=filters, limit=_rows(sequels))
        items, is_whole = request.ask_list()
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
        items, _ = request.ask_list()
        kept = [API.keep(item) for item in items[:_CANDIDATES]]
        return {title: keep_candidates(kept)} if kept else {}

    def _ask_alone(self, session: requests.Session, doi: Doi) -> Mapping[Wanted, bytes]:
        request = self._request(session, f"/works/{quote(doi.value, safe='')}")
        return API.keep_only(doi, request.ask_alone())

    def _request(self, session: requests.Session, path: str, **options: object) -> CrossrefRequest:
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
