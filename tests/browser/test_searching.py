"""What is typed or pasted into the search: addresses, versions, phrases, and what finds nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from enrich.dates import PartialDate
from enrich.identifiers import ArxivId
from enrich.library import Entry
from enrich.record import Dates, Kind
from enrich.text import folded, to_unicode
from enrich.writers.contents import Contents
from tests.browser.conftest import Open
from tests.browser.invented import contents_of
from tests.browser.opened import Opened
from tests.browser.test_finding import size_of, title_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# No portion of the abstracts is ever ready: each ends before it begins.
BUSY = "let ticks = 0; performance.now = () => (ticks += 1000);"


def fill(opened: Opened, words: str) -> None:
    opened.page.locator("#query").fill(words)


@pytest.mark.parametrize(
    "pasted",
    [
        "https://doi.org/{}",
        "http://dx.doi.org/{}",
        "doi.org/{}",
        "https://doi.org/{}?from=mail",
        "doi:{}",
        "{}.",
    ],
)
def test_a_doi_is_found_however_it_is_pasted(show: Open, library: Contents, pasted: str) -> None:
    place = next(at for at, one in enumerate(library.entries) if one.record.doi)
    doi = library.entries[place].record.doi
    assert doi is not None
    opened = show()
    fill(opened, pasted.format(doi.value))
    assert title_of(library, place) in opened.titles
    assert opened.works.count() < 12


def test_an_address_is_read_as_a_browser_writes_it(show: Open, library: Contents) -> None:
    place = next(at for at, one in enumerate(library.entries) if one.record.doi)
    doi = library.entries[place].record.doi
    assert doi is not None
    opened = show()
    fill(opened, f"https://doi.org/{doi.value.replace('/', '%2F')}")
    assert title_of(library, place) in opened.titles


@pytest.mark.parametrize(
    "pasted",
    [
        "https://arxiv.org/abs/{}",
        "https://arxiv.org/abs/{}v2",
        "http://www.arxiv.org/pdf/{}",
        "https://arxiv.org/pdf/{}v1.pdf",
        "arxiv.org/html/{}v3",
        "https://arxiv.org/abs/{}?context=cs",
        "arXiv:{}v1",
        "{}v1",
        "10.48550/arXiv.{}",
        "https://doi.org/10.48550/arXiv.{}",
    ],
)
def test_a_paper_of_arxiv_is_found_however_it_is_pasted(
    show: Open, library: Contents, pasted: str
) -> None:
    paper = library.entries[3].record.arxiv
    assert paper is not None
    opened = show()
    fill(opened, pasted.format(paper.value))
    assert [title_of(library, 3)] == opened.titles


@pytest.mark.parametrize(
    "pasted", ["https://arxiv.org/abs/math.GT/0309136v2", "math/0309136v1", "math.GT/0309136"]
)
def test_an_old_number_is_found_with_its_class_and_version(
    show: Open, library: Contents, pasted: str
) -> None:
    entry = library.entries[0]
    old = entry.showing(msgspec.structs.replace(entry.record, arxiv=ArxivId("math/0309136")))
    opened = show(contents_of((old, *library.entries[1:9])))
    fill(opened, pasted)
    assert [title_of(library, 0)] == opened.titles


@pytest.mark.parametrize("quotes", ['"{}"', "\u201c{}\u201d", '"{}'])
def test_words_between_quotes_stand_together(show: Open, library: Contents, quotes: str) -> None:
    opened, words = show(), title_of(library, 7).split()[:2]
    fill(opened, quotes.format(" ".join(words)))
    assert title_of(library, 7) in opened.titles
    fill(opened, quotes.format(" ".join(reversed(words))))
    assert title_of(library, 7) not in opened.titles


def test_words_behind_a_phrase_stand_alone(show: Open, library: Contents) -> None:
    opened, words = show(), title_of(library, 7).split()
    fill(opened, f'"{words[0]} {words[1]}" {words[-1]} {words[2]}')
    assert title_of(library, 7) in opened.titles


def test_a_date_is_found_as_it_is_written(show: Open, library: Contents) -> None:
    entry = library.entries[0]
    dates = Dates(issued=PartialDate(2023, 10))
    record = msgspec.structs.replace(entry.record, kind=Kind.REPORT, dates=dates)
    opened = show(contents_of((entry.showing(record), *library.entries[1:9])))
    fill(opened, '"October 2023"')
    assert title_of(library, 0) in opened.titles


@pytest.mark.parametrize("typed", ['"', "(", "..."])
def test_a_search_without_letters_is_told_to_be_one(
    show: Open, library: Contents, typed: str
) -> None:
    opened = show()
    fill(opened, typed)
    assert f"{size_of(library)} works: the search has no letter and no digit" == opened.told


@pytest.fixture
def hurried(chromium: Browser, written: Callable[[Contents], Path], library: Contents) -> Opened:
    """Open a page whose abstracts are not gathered yet."""
    page = chromium.new_context().new_page()
    page.add_init_script(BUSY)
    page.goto(written(library).as_uri())
    page.wait_for_selector("html[data-ready=works]", state="attached")
    return Opened(page)


def words_of(entry: Entry) -> str:
    record = entry.record
    texts = filter(None, (record.title, record.abstract))
    return f" {folded(' '.join(map(to_unicode, texts)))}"


WORDS_OF_ABSTRACTS = "weak assumptions"


def test_while_abstracts_are_gathered_that_is_told(hurried: Opened) -> None:
    fill(hurried, WORDS_OF_ABSTRACTS)
    assert hurried.told.endswith("so far, searching the abstracts \u2026")
    hurried.page.context.close()


def test_nothing_is_done_with_what_is_found_before_all_is_found(
    hurried: Opened, library: Contents, tmp_path: Path
) -> None:
    fill(hurried, WORDS_OF_ABSTRACTS)
    with hurried.page.expect_download() as awaited:
        hurried.page.get_by_role("button", name="Download .json").click()
    awaited.value.save_as(tmp_path / "saved.json")
    found = {one["id"] for one in json.loads((tmp_path / "saved.json").read_text("utf-8"))}
    having = {
        one.key
        for one in library.entries
        if all(f" {word}" in words_of(one) for word in WORDS_OF_ABSTRACTS.split())
    }
    assert having == found
    assert f"{len(found)} of {size_of(library)} works" == hurried.told
    hurried.page.context.close()


def test_what_is_selected_is_all_that_is_found(hurried: Opened, library: Contents) -> None:
    fill(hurried, WORDS_OF_ABSTRACTS)
    hurried.page.get_by_role("button", name="Select these").click()
    selected = hurried.page.locator("#export-title").inner_text()
    assert f"{selected.split()[0]} of {size_of(library)} works" == hurried.told
    hurried.page.context.close()
