"""Write the snapshot: known facts about the seeds, in the shape of cached answers.

The facts are JSON lines, one paper a line: the links that reading lists use for the
paper, and what is known of its arXiv and Crossref records. The snapshot is JSON lines
too, one answer a line, sorted by source and identifier. It states what the facts
state: an unknown field is absent, and a record without a title is no record.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

_ARXIV_LINK = re.compile(
    r"https?://arxiv\.org/(?:abs|pdf)/(?P<id>\d{4}\.\d{4,5}(?:v\d+)?)(?:\.pdf)?"
)
# The facts also say "v2 or later", which names no version.
_EXACT_VERSION = re.compile(r"(?P<version>v[1-9]\d*)(?: \(as linked\))?")


class SnapshotError(Exception):
    """The facts can't be turned into a snapshot."""


class CrossrefAuthor(msgspec.Struct, frozen=True, omit_defaults=True):
    """An author as Crossref writes one: a person's two names, or one literal name."""

    family: str | None = None
    given: str | None = None
    name: str | None = None


class ArxivFacts(msgspec.Struct, frozen=True):
    """What is known of an arXiv record."""

    id: str
    title: str | None = None
    authors: tuple[str, ...] | None = None
    published: str | None = None
    updated: str | None = None
    version: str | None = None
    primary_category: str | None = None
    categories: tuple[str, ...] | None = None
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None


class CrossrefFacts(msgspec.Struct, frozen=True):
    """What is known of a Crossref record; without a DOI there is none."""

    doi: str | None = None
    type: str | None = None
    title: str | None = None
    authors: tuple[CrossrefAuthor, ...] | None = None
    container_title: str | None = None
    short_container_title: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    article_number: str | None = None
    publisher: str | None = None
    published_print: tuple[int, ...] | None = None
    published_online: tuple[int, ...] | None = None
    issn: tuple[str, ...] | None = msgspec.field(default=None, name="ISSN")
    isbn: tuple[str, ...] | None = msgspec.field(default=None, name="ISBN")
    event: str | None = None


class Paper(msgspec.Struct, frozen=True):
    """One line of the facts."""

    seed_ids: tuple[str, ...]
    arxiv: ArxivFacts | None = None
    crossref: CrossrefFacts | None = None


class ArxivAuthor(msgspec.Struct, frozen=True):
    """An author as arXiv writes one."""

    name: str


class ArxivBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """An arXiv entry, without its abstract."""

    id: str
    title: str
    authors: tuple[ArxivAuthor, ...] | None = None
    published: str | None = None
    updated: str | None = None
    primary_category: str | None = None
    categories: tuple[str, ...] | None = None
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None


class DateParts(msgspec.Struct, frozen=True, rename="kebab"):
    """A date as Crossref writes one: year, perhaps month, perhaps day."""

    date_parts: tuple[tuple[int, ...]]


class Event(msgspec.Struct, frozen=True):
    """The meeting a paper was given at."""

    name: str


class CrossrefBody(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """A Crossref work message, without its abstract.

    https://api.crossref.org/swagger-ui/index.html
    """

    doi: str = msgspec.field(name="DOI")
    title: tuple[str]
    type: str | None = None
    author: tuple[CrossrefAuthor, ...] | None = None
    container_title: tuple[str] | None = None
    short_container_title: tuple[str] | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    article_number: str | None = None
    publisher: str | None = None
    published_print: DateParts | None = None
    published_online: DateParts | None = None
    issued: DateParts | None = None
    issn: tuple[str, ...] | None = msgspec.field(default=None, name="ISSN")
    isbn: tuple[str, ...] | None = msgspec.field(default=None, name="ISBN")
    event: Event | None = None


class Answer(msgspec.Struct, frozen=True):
    """One source's answer for one identifier, as the cache exchanges it."""

    source: str
    identifier: str
    body: ArxivBody | CrossrefBody
    # Never fetched, so never fresh: with a network everything is asked for again.
    fetched_at: None = None


def read_papers(facts: Path) -> Iterator[Paper]:
    """Read the facts, one paper a line."""
    decoder = msgspec.json.Decoder(Paper)
    for number, line in enumerate(facts.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except msgspec.DecodeError as error:
            message = f"{facts}:{number}: not the facts of one paper: {error}"
            raise SnapshotError(message) from error


def answer_of(paper: Paper) -> Answer | None:
    """Give the answer to the identifier by which the seed lists name a paper.

    A paper that is linked at arXiv only is named by its arXiv id, any other by its
    DOI, or by its arXiv id when it has no DOI.
    """
    links = tuple(_ARXIV_LINK.fullmatch(link) for link in paper.seed_ids)
    linked = next((link["id"] for link in links if link), None)
    doi = paper.crossref.doi if paper.crossref else None
    if paper.crossref and doi and not all(links):
        return _crossref_answer(paper.crossref, doi.lower())
    if paper.arxiv:
        return _arxiv_answer(paper.arxiv, linked or paper.arxiv.id)
    return None


def _arxiv_answer(facts: ArxivFacts, value: str) -> Answer | None:
    if not facts.title:
        return None
    version = _EXACT_VERSION.fullmatch(facts.version or "")
    body = ArxivBody(
        id=facts.id + (version["version"] if version else ""),
        title=facts.title,
        authors=tuple(map(ArxivAuthor, facts.authors or ())) or None,
        published=facts.published or None,
        updated=facts.updated or None,
        primary_category=facts.primary_category or None,
        categories=facts.categories or None,
        comment=facts.comment or None,
        journal_ref=facts.journal_ref or None,
        doi=facts.doi or None,
    )
    return Answer("arxiv", f"arxiv:{value}", body)


def _crossref_answer(facts: CrossrefFacts, doi: str) -> Answer | None:
    if not facts.title:
        return None
    dates = filter(None, (facts.published_print, facts.published_online))
    body = CrossrefBody(
        doi=doi,
        title=(facts.title,),
        type=facts.type or None,
        author=facts.authors or None,
        container_title=_alone(facts.container_title),
        short_container_title=_alone(facts.short_container_title),
        volume=facts.volume or None,
        issue=facts.issue or None,
        page=facts.page or None,
        article_number=facts.article_number or None,
        publisher=facts.publisher or None,
        published_print=_date(facts.published_print),
        published_online=_date(facts.published_online),
        issued=_date(min(dates, default=None)),
        issn=facts.issn or None,
        isbn=facts.isbn or None,
        event=Event(facts.event) if facts.event else None,
    )
    return Answer("crossref", f"doi:{doi}", body)


def _alone(value: str | None) -> tuple[str] | None:
    return (value,) if value else None


def _date(parts: tuple[int, ...] | None) -> DateParts | None:
    return DateParts((parts,)) if parts else None


def sorted_answers(papers: Iterable[Paper]) -> tuple[Answer, ...]:
    """Answer for all papers, in the order of the snapshot, each identifier once."""
    answers: dict[tuple[str, str], Answer] = {}
    for answer in filter(None, map(answer_of, papers)):
        place = (answer.source, answer.identifier)
        if place in answers:
            message = f"{answer.identifier}: the facts of two papers claim it; keep one"
            raise SnapshotError(message)
        answers[place] = answer
    return tuple(answers[place] for place in sorted(answers))


def write_snapshot(answers: Iterable[Answer], snapshot: Path) -> None:
    """Write the answers, one a line; a failure leaves the last snapshot in place."""
    encoder = msgspec.json.Encoder(order="sorted")
    partial = snapshot.with_name(f"{snapshot.name}.part")
    partial.write_bytes(encoder.encode_lines(answers))
    partial.replace(snapshot)


def main() -> int:
    """Read the command line and make the snapshot."""
    parser = argparse.ArgumentParser(
        description="Write what is known of the seeds as a snapshot of the cache."
    )
    parser.add_argument("facts", type=Path, help="JSON lines, one paper a line")
    parser.add_argument("snapshot", type=Path, help="the file to write")
    chosen = parser.parse_args()
    try:
        papers = tuple(read_papers(chosen.facts))
        answers = sorted_answers(papers)
        write_snapshot(answers, chosen.snapshot)
    except (OSError, SnapshotError) as error:
        sys.stderr.write(f"make_snapshot: {error}\n")
        return 1
    sys.stdout.write(f"{len(answers)} answers for {len(papers)} papers\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
