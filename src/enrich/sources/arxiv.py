"""arXiv's API, asked through the `arxiv` package.

https://info.arxiv.org/help/api/user-manual.html
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

import arxiv
import msgspec
import requests
from lxml import etree

from enrich.answers import Answer
from enrich.dates import PartialDate, parse_date
from enrich.entities import unescaped
from enrich.errors import Garbled, Refused, SourceError, Throttled
from enrich.identifiers import ArxivId, Doi, Wanted, parse_identifier
from enrich.names import read_names
from enrich.record import Dates, Kind, Notice, Record
from enrich.text import read_latex, read_latex_abstract, to_unicode
from enrich.web import Manners

__all__ = ["Arxiv"]

_BATCH = 150
_ROOM = 4
# Three seconds from start to start, and a little for the way a request takes to arrive.
_GAP = 3.05
_FEED = "{http://www.w3.org/2005/Atom}feed"
_ENTRY_ID = "{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}id"
# The first paper under the present scheme: a feed that lacks it when asked is no answer.
_WITNESS = ArxivId("0704.0001")


def _telling(fate: str) -> re.Pattern[str]:
    """Find the words in which authors and administrators say what became of a paper."""
    work = r"(?:this|the|our) (?:arxiv )?(?:paper|article|submission|manuscript|work|preprint)"
    been = r"(?:has been|have been|had been|is|was|is being)(?: \w+ly)?"
    return re.compile(
        rf"\b{work} {been} {fate}\b|\b{fate} (?:by|due to|because)\b|^\W*{fate}\b"
        rf"|\b(?:the )?authors? (?:has |have )?(?:{fate}|withdr[ae]w) (?:this|the)\b",
        re.IGNORECASE,
    )


_TELLING = {"withdrawal": _telling("withdrawn"), "retraction": _telling("retracted")}


class _Author(msgspec.Struct, omit_defaults=True):
    name: str
    affiliation: list[str] = []


class _Entry(msgspec.Struct, omit_defaults=True):
    """An entry of the feed, as it is kept."""

    id: str
    title: str
    authors: list[_Author] = []
    published: str | None = None
    updated: str | None = None
    abstract: str | None = None
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    primary_category: str | None = None
    categories: list[str] = []


class Arxiv:
    """Preprints by arXiv id."""

    name = "arxiv"
    lifetime = dt.timedelta(days=7)

    def __init__(self, url: str | None = None) -> None:
        """Ask the API at this address, arXiv's own by default."""
        self.url = url or "https://export.arxiv.org/api/query"

    def accepts(self, identifier: Wanted) -> bool:
        """Know arXiv ids."""
        return isinstance(identifier, ArxivId)

    def manners(self) -> Manners:
        """One request in three seconds, over one connection."""
        return Manners(gap=_GAP, judge=_judge)

    def batches(self, identifiers: Sequence[Wanted]) -> Iterator[tuple[Wanted, ...]]:
        """Cut into lots of a size the API answers without strain."""
        for start in range(0, len(identifiers), _BATCH):
            yield tuple(identifiers[start : start + _BATCH])

    def ask(self, session: requests.Session, batch: Sequence[Wanted]) -> Mapping[Wanted, bytes]:
        """Ask for a batch by `id_list`, which answers in no order and drops what it lacks."""
        entries = _fetch(session, self.url, [one for one in batch if isinstance(one, ArxivId)])
        exact: dict[Wanted, bytes] = {
            entry_id: body for entry_id, body in entries if entry_id in batch
        }
        # An id without version is answered by the latest; the highest wins if several came.
        latest: dict[Wanted, bytes] = {
            entry_id.paper: body for entry_id, body in sorted(entries, key=_version)
        }
        return exact | {one: latest[one] for one in batch if one in latest}

    def confirm(
        self, session: requests.Session, missing: Sequence[Wanted]
    ) -> Mapping[Wanted, bytes]:
        """Ask again beside a paper that is there: an empty feed alone proves nothing."""
        answered = self.ask(session, [*missing, _WITNESS])
        if _WITNESS not in answered:
            message = f"{self.name}: answered with an empty feed, as it does when asked too much"
            raise Throttled(message)
        return answered

    def read(self, answer: Answer) -> Record:
        """Read an entry."""
        try:
            entry = msgspec.json.decode(answer.body or b"", type=_Entry)
        except msgspec.DecodeError as error:
            message = f"{self.name}: an entry in an unexpected shape ({error})"
            raise Garbled(message) from error
        named = parse_identifier(entry.id)
        if named is None or named.paper != answer.identifier.paper:
            message = f"{self.name}: an entry of another paper than {answer.identifier}"
            raise Garbled(message)
        doi = parse_identifier(entry.doi.split()[0]) if entry.doi and entry.doi.split() else None
        people = [read_names(author.name) for author in entry.authors]
        classes = (" ".join((one or "").split()) for one in entry.categories)
        categories = dict.fromkeys([entry.primary_category, *classes])
        return Record(
            kind=Kind.PREPRINT,
            # As it was asked for: with a version only where somebody wants that version.
            arxiv=answer.identifier if isinstance(answer.identifier, ArxivId) else None,
            doi=doi if isinstance(doi, Doi) else None,
            title=read_latex(entry.title),
            authors=tuple(name for one in people for name in one.names),
            dates=Dates(posted=_date(entry.published), revised=_date(entry.updated)),
            abstract=read_latex_abstract(entry.abstract) if entry.abstract else None,
            categories=tuple(category for category in categories if category),
            comment=_line(entry.comment),
            journal_reference=_line(entry.journal_ref),
            notices=_notices(entry),
            doubts=tuple(doubt for one in people for doubt in one.doubts),
        )


class _Client(arxiv.Client):  # type: ignore[misc] # it has no type hints
    """The package's client on our session, which paces and retries in its stead."""

    def __init__(self, session: requests.Session, url: str, page_size: int) -> None:
        super().__init__(page_size=page_size, delay_seconds=0, num_retries=0)
        self.query_url_format = url + "?{}"
        self._session = session


def _fetch(
    session: requests.Session, url: str, batch: Sequence[ArxivId]
) -> list[tuple[ArxivId, bytes]]:
    # The package cuts off what is more than a search's results, and a feed may repeat itself.
    search = arxiv.Search(id_list=[one.short for one in batch], max_results=_ROOM * len(batch))
    client = _Client(session, url, page_size=len(batch))
    try:
        results = list(client.results(search))
    except arxiv.HTTPError as error:
        message = f"arxiv: answered {error.status}"
        raise Refused(message) from error
    except (arxiv.UnexpectedEmptyPageError, requests.TooManyRedirects, ValueError) as error:
        message = f"arxiv: broken feed ({error})"
        raise Garbled(message) from error
    entries = ((parse_identifier(result.entry_id), result) for result in results)
    return [(one, _kept(result)) for one, result in entries if isinstance(one, ArxivId)]


def _kept(result: arxiv.Result) -> bytes:
    entry = _Entry(
        id=result.get_short_id(),
        title=result.title,
        authors=[_Author(author.name, author.affiliation) for author in result.authors],
        published=result.published.isoformat(),
        updated=result.updated.isoformat(),
        abstract=result.summary or None,
        comment=result.comment,
        journal_ref=result.journal_ref,
        doi=result.doi,
        primary_category=result.primary_category or None,
        categories=result.categories,
    )
    return msgspec.json.encode(entry)


def _version(entry: tuple[ArxivId, bytes]) -> int:
    return entry[0].version or 0


def _judge(response: requests.Response) -> SourceError | None:
    """Tell a feed from the excuses that arXiv sends with status 200.

    The package's parser repairs what is broken, so a feed cut short would pass for a whole one.
    """
    if not response.ok:
        return None
    if response.content.lstrip()[:14].lower().startswith(b"rate exceeded"):
        return Throttled("arxiv: answered `Rate exceeded.`")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(response.content, parser)
    except etree.XMLSyntaxError as error:
        return Garbled(f"arxiv: answered with something that is no feed ({error.msg})")
    if root.tag != _FEED:
        return Garbled(f"arxiv: answered with {root.tag}, no feed")
    for entry_id in root.iterfind(_ENTRY_ID):
        address, _, said = (entry_id.text or "").partition("#")
        if address.endswith("/api/errors"):
            return Refused(f"arxiv: {said.replace('_', ' ')}")
    return None


def _date(stamp: str | None) -> PartialDate | None:
    return parse_date(stamp) if stamp else None


def _line(text: str | None) -> str | None:
    read = read_latex(text) if text else None
    # Some escape the entity itself, for which LaTeX hides it.
    return " ".join(unescaped(to_unicode(read)).split()) if read else None


def _notices(entry: _Entry) -> tuple[Notice, ...]:
    """Find the withdrawal that arXiv states only in the comment or first in the abstract."""
    comment, abstract = entry.comment or "", (entry.abstract or "").lstrip(" \n*[(")
    return tuple(
        Notice(kind=kind)
        for kind, words in _TELLING.items()
        if words.search(comment) or words.match(abstract)
    )
