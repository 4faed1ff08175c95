"""How DataCite is asked, and how what it says of a DOI is read."""

from __future__ import annotations

import msgspec
import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from enrich.answers import Answer
from enrich.errors import Garbled, Refused
from enrich.identifiers import ArxivId, Doi, Identifier, Pii, Title, Wanted
from enrich.record import Kind, Name, Record, Relation
from enrich.sources.datacite import Datacite
from enrich.sources.datacite.shape import KEPT
from enrich.text import to_unicode
from tests.emulator import Dataset, Emulator, Fault, World

DOI = Doi("10.5281/zenodo.1")
PAPER = ArxivId("2101.00001")
ARXIV_DOI = "10.48550/arXiv.2101.00001"


def read(identifier: Wanted = DOI, **attributes: object) -> Record:
    body = {"doi": "10.5281/ZENODO.1", **attributes}
    return Datacite().read(Answer("datacite", identifier, msgspec.json.encode(body), None))


def source(emulator: Emulator) -> Datacite:
    return Datacite(emulator.datacite_url, "reader@example.org")


def dois(count: int, length: int = 10) -> list[Identifier]:
    return [Doi(f"10.5281/{number:0{length}}") for number in range(count)]


# Asking


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (DOI, True),
        (Doi("10.5555/x"), True),
        (PAPER, True),
        (ArxivId("2101.00001", 2), False),
        (Pii("S0000000000000001"), False),
        (Title("gardens"), False),
    ],
)
def test_dois_and_papers_are_accepted(wanted: Wanted, expected: bool) -> None:  # noqa: FBT001 - a row of the table
    assert Datacite().accepts(wanted) is expected


def test_who_says_who_they_are_may_ask_twice_as_often() -> None:
    assert [Datacite(None, one).manners().gap for one in (None, "a@b.example")] == [0.6, 0.3]


def test_one_request_asks_for_a_whole_batch(emulator: Emulator) -> None:
    batch = [Doi(one) for one in emulator.world.dataset_dois]
    answered = source(emulator).ask(requests.Session(), batch)
    (request,) = emulator.log
    assert set(answered) == set(batch)
    assert request.ids == tuple(one.value for one in batch)
    # Twice as many, so that one that is there twice takes no room from another.
    assert request.query["page[size]"] == "200"


def test_a_batch_fits_into_a_url_of_4_kb(emulator: Emulator) -> None:
    wanted = [one for length in (5, 40, 300) for one in dois(150, length)]
    batches = list(source(emulator).batches(wanted))
    for batch in batches:
        source(emulator).ask(requests.Session(), batch)
    lengths = [len(one.path) + sum(map(len, one.query.values())) for one in emulator.log]
    assert 3000 < max(lengths) < 4000
    assert max(map(len, batches)) == 100
    assert sorted(one for batch in batches for one in batch) == sorted(wanted)


@pytest.mark.parametrize(
    "doi",
    ["10.5281/a,b", "10.5281/a?b=c&d", "10.5281/a+b", "10.5281/ä/ö", "10.5281/a#b", "10.5281/a(b)"],
)
def test_odd_dois_are_asked_for_as_they_are(doi: str) -> None:
    with Emulator(World(datasets=[Dataset(doi)])) as emulator:
        (batch,) = source(emulator).batches([Doi(doi)])
        answered = source(emulator).ask(requests.Session(), batch)
        alone = source(emulator).confirm(requests.Session(), [Doi(doi)])
    assert (list(answered), list(alone)) == ([Doi(doi)], [Doi(doi)])


def test_a_doi_with_a_comma_stands_alone() -> None:
    wanted = [Doi("10.5281/a"), Doi("10.5281/b,c"), Doi("10.5281/d")]
    batches = list(Datacite().batches(wanted))
    assert batches == [(wanted[1],), (wanted[0], wanted[2])]


def test_a_paper_is_asked_for_by_its_doi() -> None:
    with Emulator(World(datasets=[Dataset(ARXIV_DOI)])) as emulator:
        answered = source(emulator).ask(requests.Session(), [PAPER, ArxivId("hep-th/9901001")])
        (request,) = emulator.log
    assert list(answered) == [PAPER]
    assert request.ids == ("10.48550/arxiv.2101.00001", "10.48550/arxiv.hep-th/9901001")


def test_what_is_not_read_is_not_kept(emulator: Emulator) -> None:
    doi = Doi(emulator.world.dataset_dois[0])
    body = source(emulator).ask(requests.Session(), [doi])[doi]
    assert b'"titles"' in body
    assert b'"xml"' not in body


def test_a_copy_of_another_agencys_doi_is_no_answer() -> None:
    with Emulator(World(datasets=[Dataset("10.5555/copy", is_own=False)])) as emulator:
        assert source(emulator).ask(requests.Session(), [Doi("10.5555/copy")]) == {}
        assert source(emulator).confirm(requests.Session(), [Doi("10.5555/copy")]) == {}


def test_one_is_confirmed_alone_and_more_beside_a_known_doi(emulator: Emulator) -> None:
    missing = dois(3)
    assert source(emulator).confirm(requests.Session(), missing[:1]) == {}
    assert source(emulator).confirm(requests.Session(), missing).keys() == {Doi("10.5438/0012")}
    assert [len(one.ids) for one in emulator.log] == [1, 4]


@pytest.mark.parametrize("fault", [Fault.EMPTY, Fault.CUT])
def test_a_list_without_the_known_doi_proves_nothing(emulator: Emulator, fault: Fault) -> None:
    known = Doi(emulator.world.dataset_dois[0])
    emulator.order("datacite", fault)
    with pytest.raises(Garbled, match="leaves out"):
        source(emulator).confirm(requests.Session(), [*dois(3), known])


def test_a_404_that_is_not_the_apis_own_is_no_absence(emulator: Emulator) -> None:
    emulator.order("datacite", Fault.status(404))
    with pytest.raises(Garbled, match="404"):
        source(emulator).confirm(requests.Session(), [DOI])


def test_a_refusal_says_what_datacite_said(emulator: Emulator) -> None:
    emulator.poison(DOI.value)
    with pytest.raises(Refused, match="can't be asked for"):
        source(emulator).ask(requests.Session(), [DOI])


def test_a_lookup_answered_with_another_work_is_garbled(emulator: Emulator) -> None:
    emulator.order("datacite", Fault.STRANGER)
    with pytest.raises(Garbled, match="another work"):
        source(emulator).confirm(requests.Session(), [DOI])


@pytest.mark.parametrize(
    ("body", "is_garbled"),
    [
        (b'{"data":[],"meta":{"total":0}}', False),
        (b"<html>Down for maintenance</html>", True),
        (b'{"data":[', True),
        (b'{"status":"ok"}', True),
        (b"", True),
    ],
)
def test_json_is_told_from_what_only_comes_with_status_200(body: bytes, is_garbled: bool) -> None:  # noqa: FBT001 - a row of the table
    response = requests.Response()
    response.status_code = 200
    response._content = body
    assert isinstance(Datacite().manners().judge(response), Garbled) is is_garbled


# Reading


@pytest.mark.parametrize(
    ("general", "written", "expected"),
    [
        ("Dataset", None, Kind.DATASET),
        ("Software", None, Kind.OTHER),
        ("Preprint", None, Kind.PREPRINT),
        ("JournalArticle", None, Kind.ARTICLE),
        ("ConferencePaper", None, Kind.CONFERENCE_PAPER),
        ("Dissertation", None, Kind.THESIS),
        ("Text", "Journal article", Kind.ARTICLE),
        ("Text", "JournalArticle", Kind.ARTICLE),
        ("Text", "Conference paper", Kind.CONFERENCE_PAPER),
        ("Text", "Book section", Kind.CHAPTER),
        ("Text", "PhD Thesis", Kind.THESIS),
        ("Text", "ConferenceProceedings", Kind.PROCEEDINGS),
        ("Text", "Poem", Kind.OTHER),
        ("Image", "Conference paper", Kind.OTHER),
        (None, None, Kind.OTHER),
    ],
)
def test_types_are_read_by_the_tables(
    general: str | None, written: str | None, expected: Kind
) -> None:
    assert read(types={"resourceTypeGeneral": general, "resourceType": written}).kind is expected


def test_a_data_set_is_read_whole() -> None:
    record = read(
        titles=[
            {"title": "Soils of the Moon", "titleType": "AlternativeTitle"},
            {"title": "Measurements of H<sub>2</sub>O"},
            {"title": "A Survey", "titleType": "Subtitle"},
        ],
        types={"resourceTypeGeneral": "Dataset"},
        publicationYear=2021,
        dates=[
            {"date": "2021-03-04", "dateType": "Issued"},
            {"date": "2020", "dateType": "Created"},
        ],
        publisher={"name": "Garden Repository"},
        language="en-US",
        rightsList=[{"rights": "Free"}, {"rightsUri": "https://licences.example/by"}],
        subjects=[{"subject": "Soil"}, {"subject": "Soil"}, {"subject": None}],
        descriptions=[
            {"description": "How.", "descriptionType": "Methods"},
            {"description": "<p>We dug &amp; <b>measured</b>.</p>", "descriptionType": "Abstract"},
        ],
        relatedIdentifiers=[
            {"relationType": "IsSupplementTo", "relatedIdentifier": "10.5555/X"}
            | {"relatedIdentifierType": "DOI"},
            {"relationType": "Cites", "relatedIdentifier": "10.5555/y"}
            | {"relatedIdentifierType": "DOI"},
        ],
    )
    assert record.title
    assert record.abstract
    assert to_unicode(record.title) == "Measurements of H₂O: A Survey"
    assert to_unicode(record.abstract) == "We dug & measured."
    assert (record.kind, record.doi, record.arxiv) == (Kind.DATASET, DOI, None)
    assert (str(record.date), record.publisher) == ("2021-03-04", "Garden Repository")
    assert (record.language, record.licence) == ("en", "https://licences.example/by")
    assert record.subjects == ("Soil",)
    assert record.relations == (Relation("is-supplement-to", Doi("10.5555/x")),)


def test_a_licence_is_an_address_on_the_web() -> None:
    rights = [{"rightsUri": "https://x\u202e"}, {"rightsUri": "http://licence.example/by"}]
    assert "http://licence.example/by" == read(rightsList=rights).licence


def test_names_of_every_sort() -> None:
    orcid = {"nameIdentifier": "https://orcid.org/0000-0002-1825-0097"}
    orcid |= {"nameIdentifierScheme": "ORCID"}
    creators = [
        {"name": "Sample, Ada", "givenName": "Ada", "familyName": "Sample"}
        | {"nameType": "Personal", "nameIdentifiers": [orcid]},
        {"name": "Other, Bo"},
        {"name": "Cy Else", "nameIdentifiers": [orcid]},
        {"name": "The Garden, Lawn and Hedge Society", "nameType": "Organizational"},
        {"name": "Garden Collaboration"},
        {"name": "(:Unav)"},
        {"name": ":unkn"},
        {"name": ""},
        {},
    ]
    assert read(creators=creators).authors == (
        Name(given="Ada", family="Sample", orcid="0000-0002-1825-0097"),
        Name(given="Bo", family="Other"),
        Name(given="Cy", family="Else", orcid="0000-0002-1825-0097"),
        Name(literal="The Garden, Lawn and Hedge Society"),
        Name(literal="Garden Collaboration"),
    )


def test_contributors_are_read_by_their_role() -> None:
    roles = ("Editor", "Translator", "DataCurator")
    people = [{"name": f"Sample, {one}", "contributorType": one} for one in roles]
    record = read(contributors=people)
    assert [str(one) for one in (*record.editors, *record.translators)] == [
        "Editor Sample",
        "Translator Sample",
    ]


@pytest.mark.parametrize(
    ("kind", "dates", "expected"),
    [
        ("Dataset", [], "2021"),
        ("Dataset", [("2020-05", "Issued")], "2020-05"),
        ("Dataset", [("2020-05-01/2020-06-01", "Issued")], "2020-05-01"),
        ("Dataset", [("soon", "Issued"), ("2019", "Created")], "2021"),
        ("Preprint", [("2020-05-01", "Issued")], "2020-05-01"),
        (
            "Preprint",
            [
                ("2021-02-03T10:00:00Z", "Submitted"),
                ("2020-12-31", "Submitted"),
                ("2022", "Issued"),
            ],
            "2020-12-31",
        ),
    ],
)
def test_the_date_is_that_of_issue_or_of_posting(
    kind: str, dates: list[tuple[str, str]], expected: str
) -> None:
    said = [{"date": date, "dateType": sort} for date, sort in dates]
    record = read(types={"resourceTypeGeneral": kind}, dates=said, publicationYear="2021")
    assert str(record.date) == expected


def test_the_container_of_an_article_is_its_journal() -> None:
    container = {"type": "Journal", "title": "Journal of Gardens", "volume": "3", "issue": "2"}
    container |= {"firstPage": "7", "lastPage": "9"}
    record = read(types={"resourceTypeGeneral": "JournalArticle"}, container=container)
    assert str(record.venue.title) == "Journal of Gardens"
    assert (record.volume, record.issue, record.pages) == ("3", "2", "7-9")


@pytest.mark.parametrize(
    ("kind", "sort", "expected"),
    [
        ("Report", "Series", (None, "Garden Notes")),
        ("ConferencePaper", "Series", ("Garden Notes", None)),
        ("Dataset", "DataRepository", (None, None)),
    ],
)
def test_other_containers_are_series_or_nothing(
    kind: str, sort: str, expected: tuple[str | None, str | None]
) -> None:
    container = {"type": sort, "title": "Garden Notes"}
    venue = read(types={"resourceTypeGeneral": kind}, container=container).venue
    assert tuple(str(one) if one else None for one in (venue.title, venue.series)) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Dissertation", (None, "Garden University")),
        ("Preprint", (None, "Garden University")),
        ("Dataset", ("Garden University", None)),
    ],
)
def test_who_keeps_a_thesis_is_its_institution(
    kind: str, expected: tuple[str | None, str | None]
) -> None:
    record = read(types={"resourceTypeGeneral": kind}, publisher="Garden University")
    assert (record.publisher, record.institution) == expected


def test_an_arxiv_doi_is_read_as_the_paper_with_what_was_published_of_it() -> None:
    related = {"relationType": "IsVersionOf", "relatedIdentifierType": "DOI"}
    record = read(
        PAPER,
        doi=ARXIV_DOI.lower(),
        titles=[{"title": "On $a < b$ in\n Gardens"}],
        types={"resourceTypeGeneral": "Preprint", "resourceType": "Article"},
        publisher="arXiv",
        subjects=[{"subject": "Machine Learning (cs.LG)", "subjectScheme": "arXiv"}],
        dates=[
            {"date": "2021-01-04T18:00:00Z", "dateType": "Submitted"},
            {"date": "2021-05-06T18:00:00Z", "dateType": "Updated"},
        ],
        relatedIdentifiers=[{**related, "relatedIdentifier": "10.5555/PUBLISHED"}],
    )
    assert record.title
    assert (record.kind, record.arxiv, record.doi) == (Kind.PREPRINT, PAPER, None)
    assert (record.publisher, record.institution) == (None, None)
    assert to_unicode(record.title) == "On a < b in Gardens"
    assert (str(record.date), str(record.dates.revised)) == ("2021-01-04", "2021-05-06")
    assert record.categories == ("cs.LG",)
    assert record.relations == (Relation("is-preprint-of", Doi("10.5555/published")),)


def test_a_version_of_a_preprint_at_the_same_place_is_not_published() -> None:
    related = {"relationType": "IsVersionOf", "relatedIdentifierType": "DOI"}
    related |= {"relatedIdentifier": "10.5281/zenodo.0"}
    record = read(types={"resourceTypeGeneral": "Preprint"}, relatedIdentifiers=[related])
    assert record.relations == (Relation("is-version-of", Doi("10.5281/zenodo.0")),)


@pytest.mark.parametrize(
    ("titles", "expected", "reasons"),
    [
        (
            [{"title": "THE HISTORY OF THE GARDENS OF FRANCE"}],
            "The History of the Gardens of France",
            ["capitals repaired"],
        ),
        ([{"title": "Der G\u00c3\u00a4rtner"}], "Der G\u00e4rtner", ["letters repaired"]),
        ([{"title": "Jardins", "titleType": "TranslatedTitle"}], "Jardins", []),
        ([{"title": "Why?"}, {"title": "Because", "titleType": "Subtitle"}], "Why? Because", []),
        ([{"title": "(:unav)"}], None, []),
        ([{"title": None}], None, []),
        ([], None, []),
        (None, None, []),
    ],
)
def test_titles_are_read_and_repaired(
    titles: list[object] | None, expected: str | None, reasons: list[str]
) -> None:
    record = read(titles=titles)
    assert (to_unicode(record.title) if record.title else None) == expected
    assert [one.reason for one in record.doubts] == reasons


def test_another_doi_than_the_one_asked_for_is_garbled() -> None:
    for asked in (Doi("10.5281/zenodo.2"), PAPER):
        with pytest.raises(Garbled, match="another name"):
            read(asked)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"doi":1}',
        b'{"doi":"10.5281/zenodo.1","titles":1}',
        b'{"doi":"10.5281/zenodo.1","url":"","language":"\xff"}',
        b'{"doi":"10.5281/zenodo.1","links":' + b"[" * 3000 + b"]" * 3000 + b"}",
    ],
)
def test_an_unexpected_shape_is_garbled(body: bytes) -> None:
    with pytest.raises(Garbled, match="unexpected shape"):
        Datacite().read(Answer("datacite", DOI, body, None))


LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
FIELDS = ("title", "titleType", "name", "nameType", "date", "dateType", "subject", "description")
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(KEPT - {"doi"})), VALUES, max_size=6))
def test_whatever_is_said_is_read_or_garbled(attributes: dict[str, object]) -> None:
    try:
        record = read(DOI, **attributes)
    except Garbled:
        return
    assert record.doi == DOI


def test_nothing_is_found_by_title() -> None:
    assert Datacite().read_found(Answer("datacite", Title("gardens"), b"", None)) == ()
