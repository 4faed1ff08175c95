"""Kinds, venues, numbers and pages of the recorded Crossref works."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from enrich.record import Kind, Venue
from enrich.sources.crossref.event import event_of
from enrich.sources.crossref.host import institution_of
from enrich.sources.crossref.pages import Pages, pages_of
from enrich.sources.crossref.shape import Work, decode_work
from enrich.sources.crossref.venue import kind_of, venue_of
from enrich.text import Text, read_markup

# Which of two container titles is the series, told by hand from what the publishers bring out.
SERIES = {
    "10.1002/9780470320365.ch27": 1,
    "10.1007/0-306-46968-5_12": 0,
    "10.1007/11551362_21": 1,
    "10.1007/11569510_16": 1,
    "10.1007/3-540-26981-9_4": 0,
    "10.1007/3-540-45348-2_6": 1,
    "10.1007/3-540-45357-1_34": 1,
    "10.1007/978-1-4471-3236-3_18": 0,
    "10.1007/978-1-4614-3535-8_69": 0,
    "10.1007/978-1-4614-7010-6_95": 1,
    "10.1007/978-3-030-92038-8_3": 0,
    "10.1007/978-3-031-33148-0_45": 0,
    "10.1007/978-3-031-42463-2_3": 0,
    "10.1007/978-3-031-43401-3_2": 0,
    "10.1007/978-3-319-04102-5_11": 0,
    "10.1007/978-3-319-04244-2_3": 1,
    "10.1007/978-3-319-07230-2_7": 1,
    "10.1007/978-3-319-07626-3_17": 1,
    "10.1007/978-3-319-08245-5_20": 0,
    "10.1007/978-3-319-08245-5_38": 0,
    "10.1007/978-3-319-18687-0_168": 0,
    "10.1007/978-3-319-19890-3_33": 1,
    "10.1007/978-3-319-20916-6_19": 1,
    "10.1007/978-3-319-26161-4_16": 0,
    "10.1007/978-3-319-26502-5_5": 0,
    "10.1007/978-3-319-56154-7_43": 1,
    "10.1007/978-3-319-56538-5_68": 0,
    "10.1007/978-3-319-67162-8_26": 0,
    "10.1007/978-3-319-75889-3_1": 0,
    "10.1007/978-3-540-39929-2_9": 1,
    "10.1007/978-3-642-00909-9_8": 0,
    "10.1007/978-3-642-02806-9_98": 1,
    "10.1007/978-3-642-03354-4_20": 0,
    "10.1007/978-3-642-03658-3_50": 1,
    "10.1007/978-3-642-04766-4_5": 1,
    "10.1007/978-3-642-11245-4_6": 1,
    "10.1007/978-3-642-28872-2_24": 1,
    "10.1007/978-3-642-33191-6_49": 1,
    "10.1007/978-3-642-33823-6_2": 0,
    "10.1007/978-3-642-34922-5_19": 1,
    "10.1007/978-3-642-35386-4_1": 0,
    "10.1007/978-3-642-35623-0_10": 1,
    "10.1007/978-3-642-39200-9_10": 0,
    "10.1007/978-3-642-39200-9_11": 0,
    "10.1007/978-3-642-39200-9_45": 0,
    "10.1007/978-3-642-40814-4_49": 0,
    "10.1007/978-3-7091-8885-9_5": 0,
    "10.1007/978-94-017-1899-8_7": 0,
    "10.1007/978-981-287-670-6_15": 1,
    "10.1007/bfb0022061": 0,
    "10.1007/bfb0110966": 0,
    "10.1016/s0074-7742(09)88011-2": 1,
    "10.1063/5.0057925": 1,
    "10.1090/conm/280/04622": 1,
    "10.1090/psapm/014/9946": 0,
    "10.1117/12.2177577": 0,
    "10.1117/12.2214605": 0,
    "10.1117/12.886122": 0,
    "10.1159/000384025": 1,
    "10.17875/gup2021-1672": 1,
    "10.21125/edulearn.2019.0799": 0,
    "10.2991/icismme-15.2015.92": 0,
    "10.3917/puf.jouan.2012.01.0493": 0,
    "10.4242/balisagevol23.renear01": 0,
    "10.4242/balisagevol26.renear01": 0,
    "10.4242/balisagevol3.renear01": 0,
    "10.4242/balisagevol5.renear01": 0,
    "10.5593/sgemsocial2014/b24/s7.064": 0,
}


class Recorded(msgspec.Struct, frozen=True):
    """One recorded work."""

    doi: str
    message: msgspec.Raw


class Placed(msgspec.Struct, frozen=True):
    """A recorded work, and where we say that it appeared."""

    work: Work
    kind: Kind
    venue: Venue
    pages: Pages


@pytest.fixture(scope="session")
def placed(shared: Path) -> dict[str, Placed]:
    lines = gzip.decompress((shared / "corpus/crossref-works.jsonl.gz").read_bytes())
    works = {}
    for recorded in msgspec.json.Decoder(Recorded).decode_lines(lines):
        work = decode_work(bytes(recorded.message))
        kind = kind_of(work)
        works[work.doi.lower()] = Placed(work, kind, venue_of(work, kind), pages_of(work))
    return works


def words(text: Text | None) -> str | None:
    return str(text) if text else None


def test_every_work_with_two_titles_is_in_the_table(placed: dict[str, Placed]) -> None:
    several = {doi for doi, one in placed.items() if len(one.work.container_title or ()) > 1}
    assert several == set(SERIES)


@pytest.mark.parametrize("doi", SERIES)
def test_the_volume_is_told_from_the_series(doi: str, placed: dict[str, Placed]) -> None:
    one = placed[doi]
    titles = [read_markup(title or "") for title in one.work.container_title or ()]
    expected = (titles[1 - SERIES[doi]], titles[SERIES[doi]])
    assert expected == (one.venue.title, one.venue.series)


def test_a_container_is_lost_only_if_it_names_nothing(placed: dict[str, Placed]) -> None:
    lost = {
        title
        for one in placed.values()
        for title in one.work.container_title or ()
        if title and one.venue.title is None and one.venue.series is None
    }
    assert lost == {"All Days", "http://isrctn.com/"}


def test_a_book_stands_in_a_series_only(placed: dict[str, Placed]) -> None:
    books = {Kind.BOOK, Kind.EDITED_BOOK, Kind.REFERENCE_BOOK, Kind.PROCEEDINGS}
    assert [doi for doi, one in placed.items() if one.kind in books and one.venue.title] == []


def test_a_paper_of_a_conference_has_a_volume_or_an_event(placed: dict[str, Placed]) -> None:
    papers = [one for one in placed.values() if one.kind is Kind.CONFERENCE_PAPER]
    assert len(papers) == 282
    without = [
        one.work.doi
        for one in papers
        if not one.venue.title and not (one.venue.event and one.venue.event.name)
    ]
    assert without == []


def test_kinds_are_those_of_the_types_but_for_what_says_otherwise(
    placed: dict[str, Placed],
) -> None:
    counted = Counter((one.work.type, one.kind.value) for one in placed.values())
    assert {
        pair: count
        for pair, count in counted.items()
        if pair[0] in {"book-chapter", "posted-content"}
    } == {
        ("book-chapter", "book-chapter"): 238,
        ("book-chapter", "proceedings-article"): 41,
        ("posted-content", "preprint"): 65,
        ("posted-content", "dissertation"): 1,
        ("posted-content", "other"): 16,
    }


def test_a_short_title_is_shorter_than_the_title(placed: dict[str, Placed]) -> None:
    longer = [
        (words(one.venue.title), words(one.venue.short))
        for one in placed.values()
        if one.venue.short and len(str(one.venue.short)) >= len(str(one.venue.title))
    ]
    assert longer == []


def test_every_event_that_is_said_is_read(placed: dict[str, Placed]) -> None:
    silent = [one.work.doi for one in placed.values() if one.work.event and not event_of(one.work)]
    assert silent == []


def test_no_event_bears_the_name_of_its_proceedings_or_a_cut_one(
    placed: dict[str, Placed],
) -> None:
    stub = re.compile(r"the |\[?[Pp]roceedings?\b|.* - \S+ '\d\d$")
    names = [words(one.venue.event.name) for one in placed.values() if one.venue.event]
    assert [name for name in names if name and stub.match(name)] == []


def test_every_event_ends_after_it_began_and_somewhere(placed: dict[str, Placed]) -> None:
    events = [one.venue.event for one in placed.values() if one.venue.event]
    assert len(events) == 246
    assert [
        one for one in events if one.start and one.end and one.end.parts < one.start.parts
    ] == []
    assert [one.place for one in events if one.place and re.search(r"[ ,]$|^Not ", one.place)] == []


def test_every_number_is_of_its_form_and_those_of_print_stand_first(
    placed: dict[str, Placed],
) -> None:
    order = {"print": 0, None: 1, "electronic": 2}
    for one in placed.values():
        for numbers in one.venue.issns, one.venue.isbns:
            media = [order[number.medium] for number in numbers]
            assert media == sorted(media)
            assert len(numbers) == len({number.value for number in numbers})
        assert all(re.fullmatch(r"\d{4}-\d{3}[\dX]", issn.value) for issn in one.venue.issns)
        assert all(re.fullmatch(r"\d{13}|\d{9}[\dX]", isbn.value) for isbn in one.venue.isbns)


def test_only_wrong_numbers_are_lost(placed: dict[str, Placed]) -> None:
    lost = {
        issn
        for one in placed.values()
        for issn in one.work.issn or ()
        if issn not in {number.value for number in one.venue.issns}
    }
    assert lost == {"1234-987X", "0000-0000"}
    assert [doi for doi, one in placed.items() if one.work.isbn and not one.venue.isbns] == []


PAGES = re.compile(
    r"[A-Za-z]{0,3}\d+[A-Z]?|[A-Za-z]?\d+[A-Za-z]?-[A-Za-z]?\d+[A-Za-z]?|[ivxlIVXL]+(-[ivxlIVXL]+)?"
)
# In no form of which more can be told.
ODD_PAGES = {
    *(
        "12A528",
        "12A530",
        "III-318",
        "1038.3",
        "90.1-90",
        "198-a-198",
        "1308-1309.e1",
        "233-240.e2",
    ),
    *("pdb.rec088286", "ebi", "IFC", "IBC", "Cover1"),
}


def test_pages_are_of_a_form_that_writers_know(placed: dict[str, Placed]) -> None:
    pages = {one.pages.pages for one in placed.values() if one.pages.pages}
    assert {one for one in pages if not PAGES.fullmatch(one)} == ODD_PAGES


def test_no_work_has_a_page_that_is_its_article_number(placed: dict[str, Placed]) -> None:
    same = [doi for doi, one in placed.items() if one.pages.pages and one.pages[0] == one.pages[1]]
    assert same == []


def test_only_what_tells_nothing_is_lost_of_the_pages(placed: dict[str, Placed]) -> None:
    lost = Counter(
        one.work.page for one in placed.values() if one.work.page and one.pages == (None, None)
    )
    assert lost == {"n/a-n/a": 2, "no-no": 1, "0-0": 5}


def test_every_preprint_has_its_server_but_those_of_journals(placed: dict[str, Placed]) -> None:
    homeless = {
        one.work.publisher
        for one in placed.values()
        if one.kind is Kind.PREPRINT and institution_of(one.work, one.kind) is None
    }
    assert homeless == {"Copernicus GmbH", "American Mathematical Society (AMS)"}


def test_no_report_is_of_a_catalogue_or_of_those_who_paid(placed: dict[str, Placed]) -> None:
    paid = re.compile(r"US ?DOE|US Dept|OSD or|Historical Energy|Divisi?on of Technical|Not Avail")
    reports = [one.work for one in placed.values() if one.kind is Kind.REPORT]
    institutions = [institution_of(work, Kind.REPORT) for work in reports]
    assert [name for name in institutions if name and paid.match(name)] == []
