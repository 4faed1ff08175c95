"""arXiv's API, asked through the `arxiv` package.

https://info.arxiv.org/help/api/user-manual.html
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

import arxiv
import msgspec
import requests

from enrich.answers import Answer
from enrich.errors import Garbled, Refused, Throttled
from enrich.identifiers import ArxivId, Title, Wanted, parse_identifier
from enrich.record import Record
from enrich.sources.arxiv.entry import keep_entry, read_entry
from enrich.sources.arxiv.feed import judge
from enrich.sources.arxiv.search import WITNESS_CLAUSE, can_be_sought, query_for, resemblance
from enrich.sources.found import keep_candidates, read_candidates
from enrich.web import Manners

__all__ = ["Arxiv"]

_NO_PAGE = {404, 410}
_BATCH = 150
_ROOM = 4
# So many titles make a URL of less than 4 kB, whatever their words, and so many papers for each
# let the likeliest of all be among those shown.
_TITLES = 12
_ROOM_FOR_TITLE = 20
_CANDIDATES = 5
_ALIKE = 0.6
# Three seconds from start to start, and a little for the way a request takes to arrive.
_GAP = 3.05
# The first paper under the present scheme: a feed that lacks it when asked is no answer.
_WITNESS = ArxivId("0704.0001")


class Arxiv:
    """Preprints by arXiv id and by title."""

    name = "arxiv"
    lifetime = dt.timedelta(days=7)

    def __init__(self, url: str | None = None) -> None:
        """Ask the API at this address, arXiv's own by default."""
        self.url = url or "https://export.arxiv.org/api/query"

    def accepts(self, identifier: Wanted) -> bool:
        """Know arXiv ids, and titles that have a word to look for."""
        if isinstance(identifier, Title):
            return can_be_sought(identifier)
        return isinstance(identifier, ArxivId)

    def manners(self) -> Manners:
        """One request in three seconds, over one connection."""
        return Manners(gap=_GAP, judge=judge, width=_width)

    def batches(self, identifiers: Sequence[Wanted]) -> Iterator[tuple[Wanted, ...]]:
        """Cut into lots of one sort and of a size the API answers without strain."""
        for kind, size in ((Title, _TITLES), (ArxivId, _BATCH)):
            lot = [one for one in identifiers if isinstance(one, kind)]
            for start in range(0, len(lot), size):
                yield tuple(lot[start : start + size])

    def ask(self, session: requests.Session, batch: Sequence[Wanted]) -> Mapping[Wanted, bytes]:
        """Ask for a batch: ids by `id_list`, titles by one search for all of them."""
        if isinstance(batch[0], Title):
            return self._search(session, batch)[0]
        return self._look_up(session, batch)[0]

    def confirm(
        self, session: requests.Session, missing: Sequence[Wanted]
    ) -> Mapping[Wanted, bytes]:
        """Ask again beside a paper that is there: an empty feed alone proves nothing."""
        if isinstance(missing[0], Title):
            answered, is_proof = self._search(session, missing, WITNESS_CLAUSE)
        else:
            answered, is_proof = self._look_up(session, [*missing, _WITNESS])
        if not is_proof:
            message = f"{self.name}: answered with an empty feed, as it does when asked too much"
            raise Throttled(message)
        return answered

    def read(self, answer: Answer) -> Record:
        """Read an entry."""
        record, wanted = read_entry(answer.body or b""), answer.identifier
        if record.arxiv is None or record.arxiv.paper != wanted.paper:
            message = f"{self.name}: an entry of another paper than {wanted}"
            raise Garbled(message)
        # As it was asked for: with a version only where somebody wants that version.
        return msgspec.structs.replace(
            record, arxiv=wanted if isinstance(wanted, ArxivId) else None
        )

    def read_found(self, answer: Answer) -> tuple[Record, ...]:
        """Read what a search found, but for entries that can't be read."""
        return tuple(read_candidates(answer.body, _read_candidate, source=self.name))

    def _look_up(
        self, session: requests.Session, batch: Sequence[Wanted]
    ) -> tuple[Mapping[Wanted, bytes], bool]:
        """Ask by `id_list`, which answers in no order and drops what it lacks.

        Tell too whether that proves anything: the witness is there, and what is missing has not
        had to make room for something that is there twice.
        """
        ids = [one.short for one in batch if isinstance(one, ArxivId)]
        # The package cuts off what is more than a search's results, and a feed may repeat itself;
        # that it says two things of a paper must not be cut off.
        search = arxiv.Search(id_list=ids, max_results=_ROOM * len(ids))
        results = _results(_Client(session, self.url, page_size=2 * len(ids)), search)
        entries = _undisputed([(one, keep_entry(result)) for one, result in _identified(results)])
        exact: dict[Wanted, bytes] = {
            entry_id: body for entry_id, body in entries if entry_id in batch
        }
        # An id without version is answered by the latest; the highest wins if several came.
        latest: dict[Wanted, bytes] = {
            entry_id.paper: body for entry_id, body in sorted(entries, key=_version)
        }
        answered = exact | {one: latest[one] for one in batch if one in latest}
        # Nothing that is there has had to make room for what is there twice, or was not asked for.
        is_asked = all(one in batch or one.paper in batch for one, _ in entries)
        is_once = is_asked and len(results) == len({entry_id for entry_id, _ in entries})
        return answered, _WITNESS in answered and (is_once or len(answered) == len(batch))

    def _search(
        self, session: requests.Session, batch: Sequence[Wanted], *beside: str
    ) -> tuple[Mapping[Wanted, bytes], bool]:
        """Search for titles, and tell too whether the witness is there or was crowded out."""
        titles = [one for one in batch if isinstance(one, Title)]
        size = _ROOM_FOR_TITLE * (len(titles) + len(beside))
        search = arxiv.Search(query=query_for(titles, *beside), max_results=size)
        results = _results(_Client(session, self.url, page_size=size), search)
        is_full = len(results) == size
        if is_full and len(titles) > 1:
            # What one title finds may have crowded out what another does: let each be alone.
            message = f"{self.name}: more papers for {len(titles)} titles than one feed holds"
            raise Garbled(message)
        entries = {one.paper: result for one, result in _identified(results)}
        answered = {title: _alike(title, list(entries.values())) for title in titles}
        bodies: dict[Wanted, bytes] = {
            title: keep_candidates(kept) for title, kept in answered.items() if kept
        }
        return bodies, is_full or _WITNESS in entries


def _width(address: str) -> int:
    """Count the papers and titles that an address asks for, beside those that are there anyway."""
    query = dict(parse_qsl(urlsplit(address).query))
    ids = query.get("id_list", "").split(",")
    titles = query.get("search_query", "").split(" OR ")
    # One of the two is always empty, which splits into one that is.
    asked = [one for one in (*ids, *titles) if one not in {"", _WITNESS.short, WITNESS_CLAUSE}]
    return max(1, len(asked))


class _Client(arxiv.Client):  # type: ignore[misc] # it has no type hints
    """The package's client on our session, which paces and retries in its stead."""

    def __init__(self, session: requests.Session, url: str, page_size: int) -> None:
        super().__init__(page_size=page_size, delay_seconds=0, num_retries=0)
        self.query_url_format = url + "?{}"
        self._session = session


def _results(client: _Client, search: arxiv.Search) -> list[arxiv.Result]:
    try:
        return list(client.results(search))
    except arxiv.HTTPError as error:
        message = f"arxiv: answered {error.status}"
        # It has no pages that could be missing: somebody else says so.
        raise (Garbled if error.status in _NO_PAGE else Refused)(message) from error
    except (arxiv.UnexpectedEmptyPageError, requests.TooManyRedirects, ValueError) as error:
        message = f"arxiv: broken feed ({error})"
        raise Garbled(message) from error


def _identified(results: Sequence[arxiv.Result]) -> Iterator[tuple[ArxivId, arxiv.Result]]:
    for result in results:
        identifier = parse_identifier(result.entry_id)
        if isinstance(identifier, ArxivId):
            yield identifier, result


def _undisputed(entries: Sequence[tuple[ArxivId, bytes]]) -> list[tuple[ArxivId, bytes]]:
    """Leave out the papers of which a feed says two things under one id."""
    said: dict[ArxivId, set[bytes]] = {}
    for entry_id, body in entries:
        said.setdefault(entry_id, set()).add(body)
    return [(one, body) for one, body in entries if len(said[one]) == 1]


def _alike(title: Title, results: Sequence[arxiv.Result]) -> list[bytes]:
    """Keep the papers whose title shares enough with one that is wanted, the likest first."""
    scored = [(resemblance(title, result.title), result) for result in results]
    alike = [(scores, result) for scores, result in scored if scores[0] >= _ALIKE]
    alike.sort(key=lambda one: (-one[0][1], -one[0][0]))
    return [keep_entry(result) for _, result in alike[:_CANDIDATES]]


def _read_candidate(body: bytes) -> Record:
    """Read an entry as the paper itself, of which nobody asked for a version."""
    record = read_entry(body)
    if record.arxiv is None:
        message = "arxiv: an entry without the id of a paper"
        raise Garbled(message)
    return msgspec.structs.replace(record, arxiv=record.arxiv.paper)


def _version(entry: tuple[ArxivId, bytes]) -> int:
    return entry[0].version or 0
