"""What the fuzzers start from: the project's own files, the emulator's answers, recorded ones."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

from tests.corpus.recorded import find_shared
from tests.emulator import Dataset, Paper, Work, World
from tests.emulator.arxiv import answer as arxiv_answer
from tests.emulator.datacite import answer as datacite_answer
from tests.emulator.faults import Fault
from tests.emulator.messages import Asked
from tests.fuzz.trees import Tree

__all__ = ["WORLD", "bib_files", "crossref_works", "datasets", "feeds", "lists", "recorded_feeds"]

_PROJECT = Path(__file__).parents[2]
_NO_FAULT = Fault("none")
# Of many recorded answers every so-manieth; no input needs to be longer than this.
_EVERY = 40
_LONGEST = 4000

WORLD = World(
    [
        Paper(
            "2101.00001",
            r"On $\mathbb{R}^n$ and \emph{G\"odel}'s {SAT}",
            ("Ada van der Sample", "Jos\u00e9 {\\'A}lvarez III", "The X Collaboration"),
            versions=3,
            abstract=r"We show $x_i \le \frac{a}{b}$."
            "\n  Second; see \\url{https://a.invalid}.",
            doi="10.5555/joined",
            journal_ref="J. Inv. Res. 1 (2021) 2",
            comment="5 pages. This paper has been withdrawn",
            categories=("cs.DL", "math.GT"),
        ),
        Paper("hep-th/9901001", "Old", ("B. Cat",)),
    ],
    [
        Work(
            "10.5555/rich",
            {
                "title": ["<i>In vivo</i> NMR of H<sub>2</sub>O: <mml:math><mml:mi>x</mml:mi>"],
                "subtitle": ["A STUDY"],
                "original-title": ["Der Titel"],
                "author": [
                    {"given": "J. R.", "family": "VAN DER DOE", "suffix": "Jr."},
                    {"name": "The Group", "ORCID": "https://orcid.org/0000-0002-1825-0097"},
                ],
                "editor": [{"given": "An", "family": "Editor"}],
                "translator": [{"name": "T. Translator"}],
                "chair": [{"family": "Chair"}],
                "published-online": {"date-parts": [[2021, 2, 3]]},
                "posted": {"date-parts": [[2021, "1"]]},
                "approved": {"date-parts": [[2020]]},
                "event": {
                    "name": "3rd Conference on X (X '21)",
                    "location": "Rome",
                    "acronym": "X '21",
                    "number": "3",
                    "start": {"date-parts": [[2021, 5, 1]]},
                },
                "assertion": [{"name": "received", "value": "1 May 2020", "label": "Received"}],
                "ISBN": ["http://id.crossref.org/isbn/9780306406157"],
                "isbn-type": [{"value": "9780306406157", "type": "print"}],
                "journal-issue": {"issue": "2", "published-print": {"date-parts": [[2021, 4]]}},
                "article-number": "e12345",
                "page": "S12-S34, 99",
                "edition-number": "2",
                "publisher-location": "New York, NY, USA",
                "institution": [{"name": "bioRxiv", "acronym": ["B"], "place": ["Rome"]}],
                "standards-body": {"name": "ISO", "acronym": "I"},
                "group-title": "Biology",
                "degree": ["PhD"],
                "abstract": "<jats:title>Abstract</jats:title><jats:p>We &amp; <jats:italic>x"
                "</jats:italic> <jats:inline-formula><jats:tex-math>$a_b$</jats:tex-math>"
                "</jats:inline-formula></jats:p>",
                "subject": ["Oncology"],
                "license": [{"URL": "http://a.invalid/l", "content-version": "vor"}],
                "relation": {"has-preprint": [{"id": "10.48550/arXiv.2101.00001"}]},
                "updated-by": [{"type": "retraction", "DOI": "10.5555/r"}],
                "update-to": [{"type": "erratum", "DOI": "10.5555/e", "updated": {}}],
                "alternative-id": ["S1361841523001068"],
            },
        ),
        Work("10.5555/poor", {"type": "book-chapter", "author": None, "issued": None}),
    ],
    [
        Dataset("10.5281/zenodo.1"),
        Dataset(
            "10.48550/arxiv.2101.00001",
            {
                "creators": [{"name": "Doe, J.", "nameType": "Personal", "givenName": "J."}],
                "contributors": [{"name": "X", "contributorType": "Editor"}],
                "titles": [{"title": "T"}, {"title": "S", "titleType": "Subtitle"}],
                "publisher": {"name": "arXiv"},
                "container": {"type": "Journal", "title": "J", "volume": "1", "firstPage": "2"},
                "publicationYear": 2021,
                "dates": [{"date": "2021-02/2021-03", "dateType": "Issued"}],
                "descriptions": [{"description": "<p>W</p>", "descriptionType": "Abstract"}],
                "relatedIdentifiers": [
                    {
                        "relatedIdentifier": "10.5555/rich",
                        "relatedIdentifierType": "DOI",
                        "relationType": "IsVersionOf",
                    }
                ],
                "rightsList": [{"rightsUri": "https://a.invalid", "rights": "CC"}],
                "types": {"resourceTypeGeneral": "Preprint", "resourceType": "Article"},
                "version": "1.0",
                "language": "en",
                "subjects": [{"subject": "x"}],
            },
        ),
    ],
)


def crossref_works() -> tuple[Tree, ...]:
    """Give works as Crossref prints them."""
    own = [WORLD.message(doi) for doi in ("10.5555/rich", "10.5555/poor", "10.1038/171737a0")]
    return (*own, *_recorded("crossref-works.jsonl.gz", "message"))


def datasets() -> tuple[Tree, ...]:
    """Give lists as DataCite prints them."""
    reply = datacite_answer(WORLD, _asked("datacite", "/datacite/dois"), _NO_FAULT)
    return (json.loads(reply.body),)


def feeds() -> tuple[str, ...]:
    """Give feeds as arXiv prints them."""
    asked = _asked("arxiv", "/api/query", id_list="2101.00001,hep-th/9901001,0704.0001")
    own = arxiv_answer(WORLD, asked, _NO_FAULT).body.decode()
    return (own, own, *recorded_feeds())


def recorded_feeds() -> tuple[str, ...]:
    """Give the recorded feeds, cut where they are long."""
    shared = find_shared()
    files = sorted((shared / "corpus/arxiv-feeds").glob("*.xml")) if shared else []
    texts = (file.read_text(encoding="utf-8") for file in files)
    return tuple(text if len(text) < 2 * _LONGEST else _short_feed(text) for text in texts)


def bib_files() -> tuple[str, ...]:
    """Give .bib files as programs write them, and the library's own."""
    files = sorted((_PROJECT / "tests/e2e/in_place").glob("*.bib"))
    return tuple(one for file in (*files, _PROJECT / "data/library.bib") for one in _parts(file))


def lists() -> tuple[str, ...]:
    """Give lists in Markdown."""
    files = (*sorted((_PROJECT / "data/seeds").glob("*.md")), _PROJECT / "README.md")
    shared = find_shared()
    documents = sorted((shared / "seeds").glob("*.txt")) if shared else []
    return tuple(part for file in (*files, *documents) for part in _parts(file)[:12])


def _parts(file: Path) -> list[str]:
    """Cut a file at line ends, so that no part is longer than an input need be."""
    parts = [""]
    for line in file.read_text(encoding="utf-8").splitlines(keepends=True):
        if len(parts[-1]) + len(line) > _LONGEST // 2:
            parts.append("")
        parts[-1] += line[:_LONGEST]
    return parts


def _short_feed(text: str) -> str:
    """Leave the first entry of a feed."""
    return re.sub(r"(</entry>).*</entry>", r"\1", text, count=1, flags=re.DOTALL)


def _recorded(name: str, field: str) -> Iterator[Tree]:
    shared = find_shared()
    if shared is None:
        return
    lines = gzip.decompress((shared / "corpus" / name).read_bytes()).splitlines()
    for line in lines[::_EVERY]:
        if len(line) < _LONGEST:
            yield json.loads(line)[field]


def _asked(api: str, path: str, **query: str) -> Asked:
    return Asked(api, path, query, "fuzz", 0)  # type: ignore[arg-type]
