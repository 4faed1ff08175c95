"""arXiv's API, asked through the `arxiv` package.

https://info.arxiv.org/help/api/user-manual.html
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import msgspec

from enrich.answers import Answer
from enrich.errors import Garbled, Throttled
from enrich.identifiers import ArxivId, Title, Wanted
from enrich.manners import Manners
from enrich.record import Record
from enrich.sources.arxiv.entry import read_entry
from enrich.sources.arxiv.feed import judge
from enrich.sources.arxiv.search import WITNESS, WITNESS_CLAUSE, can_be_sought
from enrich.sources.found import read_candidates

if TYPE_CHECKING:
    import requests

__all__ = ["Arxiv"]

_BATCH = 150
# So many titles make a URL of less than 4 kB, whatever their words.
_TITLES = 12
# Three seconds from start to start, and a little for the way a request takes to arrive.
_GAP = 3.05


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
        from enrich.sources.arxiv.asking import look_up, search  # noqa: PLC0415 - 80 ms, only to ask

        if isinstance(batch[0], Title):
            return search(session, self.url, batch)[0]
        return look_up(session, self.url, batch)[0]

    def confirm(
        self, session: requests.Session, missing: Sequence[Wanted]
    ) -> Mapping[Wanted, bytes]:
        """Ask again beside a paper that is there: an empty feed alone proves nothing."""
        from enrich.sources.arxiv.asking import look_up, search  # noqa: PLC0415 - 80 ms, only to ask

        if isinstance(missing[0], Title):
            answered, is_proof = search(session, self.url, missing, WITNESS_CLAUSE)
        else:
            answered, is_proof = look_up(session, self.url, [*missing, WITNESS])
        if not is_proof:
            message = f"{self.name}: left out a paper that is there, as it does when asked too much"
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


def _width(address: str) -> int:
    """Count the papers and titles that an address asks for, beside those that are there anyway."""
    query = dict(parse_qsl(urlsplit(address).query))
    ids = query.get("id_list", "").split(",")
    titles = query.get("search_query", "").split(" OR ")
    # One of the two is always empty, which splits into one that is.
    asked = [one for one in (*ids, *titles) if one not in {"", WITNESS.short, WITNESS_CLAUSE}]
    return max(1, len(asked))


def _read_candidate(body: bytes) -> Record:
    """Read an entry as the paper itself, of which nobody asked for a version."""
    record = read_entry(body)
    if record.arxiv is None:
        message = "arxiv: an entry without the id of a paper"
        raise Garbled(message)
    return msgspec.structs.replace(record, arxiv=record.arxiv.paper)
