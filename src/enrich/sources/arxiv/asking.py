"""arXiv asked through the `arxiv` package, which is imported only for that."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence

import arxiv
import requests

from enrich.errors import Garbled, Refused
from enrich.identifiers import ArxivId, Title, Wanted, parse_identifier
from enrich.sources.arxiv.entry import keep_entry
from enrich.sources.arxiv.search import WITNESS, query_for, resemblance
from enrich.sources.found import keep_candidates

__all__ = ["look_up", "search"]

# What it skips it tells in the words of the feed; what is missing we tell ourselves.
logging.getLogger("arxiv").addHandler(logging.NullHandler())

_NO_PAGE = {404, 410}
_ROOM = 4
# So many papers for each title let the likeliest of all be among those shown.
_ROOM_FOR_TITLE = 20
_CANDIDATES = 5
_ALIKE = 0.6


def look_up(
    session: requests.Session, url: str, batch: Sequence[Wanted]
) -> tuple[Mapping[Wanted, bytes], bool]:
    """Ask by `id_list`, which answers in no order and drops what it lacks.

    Tell too whether that proves anything: the witness is there, and what is missing has not
    had to make room for something that is there twice.
    """
    ids = [one.short for one in batch if isinstance(one, ArxivId)]
    # The package cuts off what is more than a search's results, and a feed may repeat itself;
    # that it says two things of a paper must not be cut off.
    sought = arxiv.Search(id_list=ids, max_results=_ROOM * len(ids))
    results = _results(_Client(session, url, page_size=2 * len(ids)), sought)
    entries = _undisputed([(one, keep_entry(result)) for one, result in _identified(results)])
    exact: dict[Wanted, bytes] = {entry_id: body for entry_id, body in entries if entry_id in batch}
    # An id without version is answered by the latest; the highest wins if several came.
    latest: dict[Wanted, bytes] = {
        entry_id.paper: body for entry_id, body in sorted(entries, key=_version)
    }
    answered = exact | {one: latest[one] for one in batch if one in latest}
    # Nothing that is there has had to make room for what is there twice, or was not asked for.
    is_asked = all(one in batch or one.paper in batch for one, _ in entries)
    is_once = is_asked and len(results) == len({entry_id for entry_id, _ in entries})
    return answered, WITNESS in answered and (is_once or len(answered) == len(batch))


def search(
    session: requests.Session, url: str, batch: Sequence[Wanted], *beside: str
) -> tuple[Mapping[Wanted, bytes], bool]:
    """Search for titles, and tell too whether the witness is there or was crowded out."""
    titles = [one for one in batch if isinstance(one, Title)]
    size = _ROOM_FOR_TITLE * (len(titles) + len(beside))
    sought = arxiv.Search(query=query_for(titles, *beside), max_results=size)
    results = _results(_Client(session, url, page_size=size), sought)
    is_full = len(results) == size
    if is_full and len(titles) > 1:
        # What one title finds may have crowded out what another does: let each be alone.
        message = f"arxiv: more papers for {len(titles)} titles than one feed holds"
        raise Garbled(message)
    entries = {one.paper: result for one, result in _identified(results)}
    answered = {title: _alike(title, list(entries.values())) for title in titles}
    bodies: dict[Wanted, bytes] = {
        title: keep_candidates(kept) for title, kept in answered.items() if kept
    }
    return bodies, is_full or WITNESS in entries


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


def _version(entry: tuple[ArxivId, bytes]) -> int:
    return entry[0].version or 0
