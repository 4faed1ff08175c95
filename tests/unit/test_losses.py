"""What a new library would lose of the last one, only because nobody answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from enrich.answers import Reason
from enrich.identifiers import ArxivId, Doi, Identifier, Pii
from enrich.library import Entry, Library
from enrich.losses import lost_works
from enrich.misses import Miss
from enrich.seeds import Claim, Origin, Seed
from enrich.writers import find_format
from tests.records import entry_of, record_of

HELD = Doi("10.5555/held")
PREPRINT = ArxivId("2101.00001")
FILES = {"bibtex": "library.bib", "csl": "library.json"}


def entry(name: ArxivId | Doi) -> Entry:
    known = {"arxiv": name} if isinstance(name, ArxivId) else {"doi": name}
    return entry_of(record_of(**known), key=name.value)


def miss_of(wanted: Identifier | None, reason: Reason = Reason.UNREACHABLE) -> Miss:
    seed = Seed(wanted, "x", Origin("list.md", 1), claim=Claim(title="Sheep"))
    return Miss(seed, "crossref", reason, "")


@pytest.fixture(params=FILES)
def last(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give a folder with a library of two works."""
    text = find_format(request.param).write([entry(HELD), entry(PREPRINT)])
    (tmp_path / FILES[request.param]).write_text(text, encoding="utf-8")
    return tmp_path


def lost(last: Path, miss: Miss, *there: ArxivId | Doi) -> bool:
    library = Library(tuple(entry(one) for one in there), (miss,))
    return lost_works(library, last, FILES.values()) == (miss,)


@pytest.mark.parametrize("wanted", [HELD, PREPRINT])
def test_a_work_that_is_held_would_be_lost(last: Path, wanted: Identifier) -> None:
    assert lost(last, miss_of(wanted))


def test_a_new_work_is_not_lost(last: Path) -> None:
    assert not lost(last, miss_of(Doi("10.5555/new")))


@pytest.mark.parametrize("wanted", [Pii("S0123456789012345"), None])
def test_what_has_another_name_in_the_library_may_be_what_goes(
    last: Path, wanted: Identifier | None
) -> None:
    assert lost(last, miss_of(wanted))
    assert lost(last, miss_of(wanted), HELD)
    assert not lost(last, miss_of(wanted), HELD, PREPRINT)


@pytest.mark.parametrize("reason", [Reason.NOT_FOUND, Reason.REFUSED, Reason.DOUBTFUL])
def test_what_does_not_pass_holds_nothing_back(last: Path, reason: Reason) -> None:
    assert not lost(last, miss_of(HELD, reason))


def test_without_a_library_nothing_is_lost(tmp_path: Path) -> None:
    assert not lost(tmp_path, miss_of(HELD))
