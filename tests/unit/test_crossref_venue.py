"""What a Crossref work is, where it appeared, on which pages, and for whom."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.dates import PartialDate
from enrich.record import Event, Kind, StandardNumber, Venue
from enrich.sources.crossref.host import degree_of, group_of, institution_of
from enrich.sources.crossref.numbers import isbns_of, issns_of
from enrich.sources.crossref.pages import pages_of
from enrich.sources.crossref.shape import Work
from enrich.sources.crossref.venue import kind_of, venue_of
from enrich.text import Text


def made(**fields: object) -> Work:
    """Make a work of fields as Crossref names them, with underscores."""
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return msgspec.convert({"DOI": "10.5555/x"} | named, Work)


def words(text: Text | None) -> str | None:
    return str(text) if text else None


def chapter(*titles: str, **fields: object) -> Venue:
    return venue_of(made(container_title=list(titles), **fields), Kind.CHAPTER)


def journal(*titles: str, short: tuple[str, ...] = ()) -> Venue:
    work = made(container_title=list(titles), short_container_title=list(short))
    return venue_of(work, Kind.ARTICLE)


def event(*titles: str, **fields: object) -> Event | None:
    return venue_of(made(container_title=list(titles), **fields), Kind.CONFERENCE_PAPER).event


# Kinds.


@pytest.mark.parametrize(
    ("subtype", "expected"),
    [
        (None, Kind.PREPRINT),
        ("preprint", Kind.PREPRINT),
        ("working_paper", Kind.PREPRINT),
        ("dissertation", Kind.THESIS),
        ("report", Kind.REPORT),
        ("letter", Kind.OTHER),
        ("blog", Kind.OTHER),
        ("other", Kind.OTHER),
    ],
)
def test_what_is_posted_is_a_preprint_unless_it_says_something_else(
    subtype: str | None, expected: Kind
) -> None:
    assert kind_of(made(type="posted-content", subtype=subtype)) is expected


@pytest.mark.parametrize(
    "signs",
    [
        {"event": {"name": "Garden Days 2021"}},
        {"assertion": [{"name": "conference_acronym", "value": "GD"}]},
        {"container-title": ["Lecture Notes in Gardening", "Gardens and Machines"]},
        {"container-title": ["Springer Proceedings in Gardening", "Gardens and Machines"]},
        {"container-title": ["Proceedings of Garden Days"]},
        {"container-title": ["12th European Symposium on Hedges"]},
        {"container-title": ["International Joint Conference on Hedges"]},
        {"container-title": ["Workshop on Hedges"]},
        {"container-title": ["Multikonferenz Wirtschaftsinformatik 2010"]},
    ],
)
def test_a_chapter_of_a_conference_is_a_conference_paper(signs: dict[str, object]) -> None:
    assert kind_of(made(type="book-chapter", **signs)) is Kind.CONFERENCE_PAPER


@pytest.mark.parametrize(
    "title",
    [
        "Handbook of Gardening",
        "The Paris Peace Conference",
        "Congress and the Presidency",
        "Plato's Symposium",
        "Cross-Border Insolvency Proceedings",
        "Meeting the Challenge of the International Economy",
        "The First World War and the Peace Conference",
        "International Perspectives on the Writing Workshop",
        "ACS Symposium Series",
    ],
)
def test_a_chapter_of_a_book_that_names_a_meeting_stays_a_chapter(title: str) -> None:
    assert kind_of(made(type="book-chapter", container_title=[title])) is Kind.CHAPTER


# Volume and series.


@pytest.mark.parametrize(
    ("series", "volume"),
    [
        ("Lecture Notes in Computer Science", "Gardens and Machines"),
        ("SpringerBriefs in Gardening", "Advances in Hedges"),
        ("EDULEARN Proceedings", "EDULEARN19 Proceedings"),
        ("Garden Days", "Garden Days 2022"),
        ("Ceramic Papers", "Whitewares: Ceramic Papers, Volume 7"),
        ("Göttinger Schriften zur Gartenkunde", "Of Hedges"),
    ],
)
def test_a_name_or_a_number_tells_the_series_in_either_order(series: str, volume: str) -> None:
    expected = (volume, series)
    for titles in (series, volume), (volume, series):
        venue = chapter(*titles)
        assert expected == (words(venue.title), words(venue.series))


def test_the_event_tells_the_volume_in_either_order() -> None:
    titles = ["Garden Days 2021", "Gardening Yearbook"]
    for one in titles, titles[::-1]:
        venue = chapter(*one, event={"name": "GARDEN DAYS 2021"})
        assert ("Garden Days 2021", "Gardening Yearbook") == (str(venue.title), str(venue.series))


def test_nothing_told_the_series_stands_first() -> None:
    venue = chapter("Soil Biology", "Permafrost Soils")
    assert ("Permafrost Soils", "Soil Biology") == (words(venue.title), words(venue.series))


def test_a_series_may_have_the_name_of_its_volume_within_its_own() -> None:
    venue = chapter("Perspectives in Ecology", "Ecology")
    assert ("Ecology", "Perspectives in Ecology") == (words(venue.title), words(venue.series))


def test_of_three_titles_the_outermost_is_the_series_and_the_innermost_the_volume() -> None:
    venue = chapter("Quadrige", "Histoire de France", "La France du XVIe siècle")
    assert ("La France du XVIe siècle", "Quadrige") == (words(venue.title), words(venue.series))


def test_one_title_given_twice_is_one_title() -> None:
    venue = chapter("Hedges &amp; Ditches", "Hedges & Ditches", "HEDGES &amp;amp; DITCHES")
    assert ("Hedges & Ditches", None) == (words(venue.title), words(venue.series))


def test_a_series_of_proceedings_alone_is_not_the_volume() -> None:
    venue = chapter("Lecture Notes in Computer Science")
    assert (None, "Lecture Notes in Computer Science") == (venue.title, words(venue.series))


@pytest.mark.parametrize("kind", [Kind.BOOK, Kind.EDITED_BOOK, Kind.PROCEEDINGS, Kind.REPORT])
def test_what_contains_a_book_is_a_series(kind: Kind) -> None:
    venue = venue_of(made(container_title=["Antarctic Research Series"]), kind)
    assert (None, "Antarctic Research Series") == (venue.title, words(venue.series))


@pytest.mark.parametrize("title", ["All Days", "Day 1 Mon, October 09, 2017", "http://isrctn.com/"])
def test_a_session_or_an_address_is_no_title(title: str) -> None:
    assert chapter(title) == Venue()


def test_a_title_without_its_subject_loses_the_word_before_it() -> None:
    venue = chapter("Proceedings of the 2012 iConference on  - iConference '12")
    assert words(venue.title) == "Proceedings of the 2012 iConference - iConference '12"


# Journals.


@pytest.mark.parametrize(
    "titles",
    [
        ("Cytol. Genet.", "Cytology and Genetics"),
        ("Journal of Managerial Psych", "Journal of Managerial Psychology"),
    ],
)
def test_a_journal_goes_by_its_full_title(titles: tuple[str, ...]) -> None:
    assert words(journal(*titles).title) == titles[1]


@pytest.mark.parametrize(
    ("shorts", "expected"),
    [
        (("Gard. Rev.",), "Gard. Rev."),
        (("TOG", "Gard. Rev."), "Gard. Rev."),
        (("Gard Rev", "Grd Rv"), "Gard Rev"),
        (("GARDENING REVIEW",), None),
        (("GR2", "Gardening Review"), None),
        (("The Gardening Review",), None),
        ((), None),
    ],
)
def test_a_short_title_is_an_abbreviation(shorts: tuple[str, ...], expected: str | None) -> None:
    assert words(journal("Gardening Review", short=shorts).short) == expected


# Events.


def test_an_event_has_its_name_its_place_and_its_days() -> None:
    expected = Event(
        name=event_name("Garden Days"),
        place="Caen, France",
        start=PartialDate(2003, 11, 25),
        end=PartialDate(2003, 11, 28),
    )
    assert expected == event(
        event={
            "name": "Garden Days",
            "location": "Caen, France,",
            "start": {"date-parts": [[2003, 11, 25]]},
            "end": {"date-parts": [[2003, 11, 28]]},
        }
    )


def event_name(name: str) -> Text | None:
    found = event(event={"name": name})
    return found.name if found else None


def test_what_the_event_does_not_say_is_in_the_assertions() -> None:
    asserted = {
        "conference_name": "Garden Days",
        "conference_city": "Lecce",
        "conference_country": "Italy",
        "conference_start_date": "6 September 2023",
        "conference_end_date": "9 September 2023",
    }
    found = event(assertion=[{"name": name, "value": value} for name, value in asserted.items()])
    assert found == Event(
        name=event_name("Garden Days"),
        place="Lecce, Italy",
        start=PartialDate(2023, 9, 6),
        end=PartialDate(2023, 9, 9),
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("16 October 2016", PartialDate(2016, 10, 16)),
        ("31 February 2016", PartialDate(2016, 2)),
        ("2016-10-16", PartialDate(2016, 10, 16)),
        ("2016", PartialDate(2016)),
        ("16 Oktober 2016", None),
        ("sometime", None),
    ],
)
def test_a_day_is_read_as_it_is_written(said: str, expected: PartialDate | None) -> None:
    found = event(
        assertion=[
            {"name": "conference_name", "value": "Garden Days"},
            {"name": "conference_start_date", "value": said},
        ]
    )
    assert found
    assert found.start == expected


def test_an_end_before_the_start_is_none() -> None:
    days = {"start": {"date-parts": [[2016, 10, 3]]}, "end": {"date-parts": [[2016, 9]]}}
    found = event(event={"name": "Garden Days", **days})
    assert found
    assert (found.start, found.end) == (PartialDate(2016, 10, 3), None)


@pytest.mark.parametrize("place", ["Not Known", "-", "n/a", ""])
def test_no_place_is_none(place: str) -> None:
    found = event(event={"name": "Garden Days", "location": place})
    assert found
    assert found.place is None


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("the 7th Workshop", "Proceedings of the 7th Workshop on Hedges - WH '14", "Hedges"),
        ("the 7th Workshop", "Proceedings of the 7th Workshop on - WH '14", None),
        ("Proceedings of the 7th Workshop", "Hedges", None),
        ("[Proceedings] 7th Workshop", "Hedges", None),
    ],
)
def test_the_name_of_an_event_is_whole_and_not_that_of_its_proceedings(
    name: str, title: str, expected: str | None
) -> None:
    found = event(title, event={"name": name})
    assert found
    assert words(found.name) == ("7th Workshop on " + expected if expected else "7th Workshop")


# Numbers.


def test_numbers_stand_with_their_media_those_of_print_first() -> None:
    typed = [
        {"type": "electronic", "value": "1611-3349"},
        {"type": "print", "value": "03029743"},
        {"type": "link", "value": "0277-786X"},
    ]
    work = made(ISSN=["1611-3349", "0302-9743"], issn_type=typed)
    assert issns_of(work) == (
        StandardNumber("0302-9743", "print"),
        StandardNumber("0277-786X"),
        StandardNumber("1611-3349", "electronic"),
    )


@pytest.mark.parametrize("issn", ["1234-987X", "0000-0000", "0302-974", "none"])
def test_an_issn_with_a_wrong_check_digit_is_none(issn: str) -> None:
    assert issns_of(made(ISSN=[issn])) == ()


@pytest.mark.parametrize(
    ("isbns", "expected"),
    [
        (["978-3-540-29410-8"], ["9783540294108"]),
        (["http://id.crossref.org/isbn/978-3-540-29410-8"], ["9783540294108"]),
        (["urn:isbn:080442957x"], ["080442957X"]),
        (["3540294104", "9783540294108"], ["9783540294108"]),
        (["9783540294109"], []),
        (["0000000000"], []),
    ],
)
def test_an_isbn_is_its_digits(isbns: list[str], expected: list[str]) -> None:
    assert [one.value for one in isbns_of(made(ISBN=isbns))] == expected


@given(st.from_regex(r"\A97[89]\d{9}\Z"), st.data())
def test_an_isbn_with_one_digit_changed_is_none(stem: str, draw: st.DataObject) -> None:
    check = -sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(stem)) % 10
    isbn = f"{int(stem):012}{check}"
    at = draw.draw(st.integers(3, 12))
    other = draw.draw(st.sampled_from([one for one in "0123456789" if one != isbn[at]]))
    wrong = isbn[:at] + other + isbn[at + 1 :]
    assert [one.value for one in isbns_of(made(ISBN=[isbn, wrong]))] == [isbn]


# Pages.


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("155-157", "155-157"),
        ("155", "155"),
        ("155-155", "155"),
        ("B107-B107", "B107"),
        ("29-5410-29-5410", "29-5410"),
        ("1\u201310 ", "1-10"),
        ("1 -- 10", "1-10"),
        ("1&#8211;10", "1-10"),
        ("1-", "1"),
        ("1234-8", "1234-1238"),
        ("998-3", "998-3"),
        ("12-5", "12-5"),
        ("E297-299", "E297-E299"),
        ("S12-20", "S12-S20"),
        ("S12-S20", "S12-S20"),
        ("e310-e315", "e310-e315"),
        ("511a-512", "511a-512"),
        ("xi-xx", "xi-xx"),
        ("i-i", "i"),
        ("e12", "e12"),
        ("112P", "112P"),
        ("Supp12", "Supp12"),
        ("Chart12", "Chart12"),
        ("13,771-13,794", "13771-13794"),
        ("1-10,15;17-20", "1-10, 15, 17-20"),
        ("111-128_1", "111-128"),
        ("pp. 1-10", "1-10"),
        ("p. xi", "xi"),
        ("Page 5", "5"),
        ("233-240.e2", "233-240.e2"),
        ("104101-1-104101-4", "104101-1-104101-4"),
    ],
)
def test_pages_are_brought_into_one_form(page: str, expected: str) -> None:
    assert pages_of(made(page=page)) == (expected, None)


@pytest.mark.parametrize(
    "page",
    ["n/a", "n/a-n/a", "no-no", "0", "0-0", "-", "-5", "N.PAG", "123 pages", "12 pp.", "in press"],
)
def test_what_tells_no_page_is_none(page: str) -> None:
    assert pages_of(made(page=page)) == (None, None)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("e0123456", "e0123456"),
        ("041901", "041901"),
        ("eaax1234", "eaax1234"),
        ("Art. 12", "12"),
        ("Article ID 123456", "123456"),
    ],
)
def test_an_article_number_is_no_page(page: str, expected: str) -> None:
    assert pages_of(made(page=page)) == (None, expected)


@pytest.mark.parametrize("page", ["e1234", "1234", "1234-1234"])
def test_pages_that_repeat_the_article_number_are_none(page: str) -> None:
    assert pages_of(made(page=page, article_number="1234")) == (None, "1234")


@pytest.mark.parametrize("number", ["S0269964801153015", "lno.11895", "n/a", ""])
def test_an_identifier_in_a_system_is_no_article_number(number: str) -> None:
    work = made(DOI="10.1002/lno.11895", article_number=number)
    assert pages_of(work) == (None, None)


def test_a_number_that_only_a_system_reads_does_not_stand_beside_pages() -> None:
    assert pages_of(made(page="1-9", article_number="avs0070275")) == ("1-9", None)
    assert pages_of(made(page="1-9", article_number="e270")) == ("1-9", "e270")


@pytest.mark.parametrize("page", ["0" * 99 + "x", "na." * 99 + "x", "- " * 999 + "x"])
def test_pages_that_are_nonsense_take_no_time(page: str) -> None:
    assert pages_of(made(page=page)).article_number is None


@given(st.text() | st.text("0123456789-\u2013,; eSpx.", max_size=12), st.none() | st.text())
def test_whatever_stands_there_pages_are_a_line_or_none(page: str, number: str | None) -> None:
    for line in pages_of(made(page=page, article_number=number)):
        assert line is None or (line.strip() == line and len(line.splitlines()) == 1)


# Institutions, groups and degrees.


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"institution": [{"name": "bioRxiv"}], "group-title": "Ecology"}, ("bioRxiv", "Ecology")),
        ({"institution": {"name": "bioRxiv", "place": ["-"]}}, ("bioRxiv", None)),
        ({"DOI": "10.26434/c", "group-title": "Chemistry"}, ("ChemRxiv", "Chemistry")),
        ({"DOI": "10.2139/ssrn.1", "group-title": "SSRN"}, ("SSRN", None)),
        ({"DOI": "10.31219/o", "group-title": "Open Science Framework"}, ("OSF Preprints", None)),
        ({"publisher": "Center for Open Science", "group-title": "LawArXiv"}, ("LawArXiv", None)),
        (
            {"DOI": "10.36227/t", "institution": [{"name": "Authorea, Inc."}]},
            ("TechRxiv", None),
        ),
        ({"DOI": "10.5194/acp", "group-title": "Gases"}, (None, "Gases")),
    ],
)
def test_a_preprint_has_its_server_and_what_that_files_it_under(
    fields: dict[str, object], expected: tuple[str | None, str | None]
) -> None:
    work = made(**fields)
    assert (institution_of(work, Kind.PREPRINT), group_of(work, Kind.PREPRINT)) == expected


@pytest.mark.parametrize(
    ("doi", "institutions", "expected"),
    [
        ("10.3386/w1", [{"name": "NBER"}, {"name": "Other"}], "NBER"),
        (
            "10.21236/a",
            [
                {"name": "US Dept of the Navy", "department": ["Funding"]},
                {"name": "EXXON", "department": ["Performing"]},
            ],
            "EXXON",
        ),
        ("10.21236/a", [{"name": "Navy", "department": ["Funding", "Performing"]}], None),
        (
            "10.2172/1",
            [{"name": "Historical Energy Database"}, {"name": "Lehigh Univ."}],
            "Lehigh Univ.",
        ),
        (
            "10.2172/1",
            [{"name": "Argonne (ANL)", "acronym": ["ANL"]}, {"name": "Argonne Lab. (ANL), IL"}],
            "Argonne (ANL)",
        ),
        (
            "10.2172/1",
            [{"name": "Argonne"}, {"name": "USDOE"}, {"name": "Not Available"}],
            "Argonne",
        ),
    ],
)
def test_a_report_is_of_those_who_did_the_work(
    doi: str, institutions: list[dict[str, object]], expected: str | None
) -> None:
    work = made(DOI=doi, institution=institutions)
    assert institution_of(work, Kind.REPORT) == expected


def test_a_standard_is_of_its_body() -> None:
    work = made(standards_body={"name": "BSI British Standards", "acronym": "BSI"})
    assert institution_of(work, Kind.STANDARD) == "BSI British Standards"


def test_a_thesis_has_the_first_degree_that_is_one() -> None:
    assert degree_of(made(degree=["", "Doctor of Philosophy (PhD)", "PhD"])) == (
        "Doctor of Philosophy (PhD)"
    )
