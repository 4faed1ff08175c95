"""How Crossref is asked, and how its works are read."""

from __future__ import annotations

import msgspec
import pytest
import requests

from enrich.answers import Answer
from enrich.dates import PartialDate
from enrich.errors import Garbled, Refused
from enrich.identifiers import ArxivId, Doi, Identifier, Pii, Title, Wanted, parse_identifier
from enrich.record import Kind, Name, Notice, Record, Relation
from enrich.sources.crossref import Crossref
from enrich.sources.crossref.piis import works_by_pii
from enrich.text import to_unicode
from tests.emulator import Emulator, Fault, Work, World

DOI = Doi("10.5555/x")


def read(**fields: object) -> Record:
    """Read a work with these fields; an underscore stands for a hyphen."""
    message = {"DOI": "10.5555/X", "type": "journal-article"}
    message |= {name.replace("_", "-"): value for name, value in fields.items()}  # type: ignore[misc]
    return Crossref().read(Answer("crossref", DOI, msgspec.json.encode(message), None))


def dois(count: int, length: int) -> list[Identifier]:
    return [Doi(f"10.5555/{number:0{length}}") for number in range(count)]


def test_a_batch_fits_into_a_url_of_4_kb(emulator: Emulator) -> None:
    crossref = Crossref(emulator.crossref_url, "reader@example.org")
    for length in (5, 40, 300):
        for batch in crossref.batches(dois(200, length)):
            crossref.ask(requests.Session(), batch)
    longest = max(len(one.path) + sum(map(len, one.query.values())) for one in emulator.log)
    assert 3000 < longest < 4000


def test_batches_hold_every_identifier_once() -> None:
    wanted = [*dois(150, 20), Doi("10.5555/a,b"), *dois(150, 21)]
    batches = list(Crossref().batches(wanted))
    assert sorted((one for batch in batches for one in batch), key=str) == sorted(wanted, key=str)
    assert (Doi("10.5555/a,b"),) in batches


@pytest.mark.parametrize(
    "doi",
    [
        "10.1002/(sici)1098-2361(2000)19:1<65::aid-zoo7>3.0.co;2-#",
        "10.5555/a,b",
        "10.5555/a?b=c&d",
        "10.5555/a+b",
        "10.5555/ä/ö",
        "10.5555/it's",
    ],
)
def test_odd_dois_are_asked_for_as_they_are(doi: str) -> None:
    wanted = parse_identifier(doi)
    assert wanted
    with Emulator(World([], [Work(wanted.value, {"title": ["Odd"]})])) as emulator:
        crossref = Crossref(emulator.crossref_url)
        (batch,) = crossref.batches([wanted])
        answered = crossref.ask(requests.Session(), batch)
        alone = crossref.confirm(requests.Session(), [wanted])
    assert (list(answered), list(alone)) == ([wanted], [wanted])


def test_the_address_is_sent_in_the_query(emulator: Emulator) -> None:
    crossref = Crossref(emulator.crossref_url, "reader@example.org")
    crossref.ask(requests.Session(), [DOI])
    crossref.confirm(requests.Session(), [DOI])
    assert [one.query["mailto"] for one in emulator.log] == ["reader@example.org"] * 2


def test_a_single_lookup_sends_no_other_parameter(emulator: Emulator) -> None:
    Crossref(emulator.crossref_url).confirm(requests.Session(), [DOI])
    assert emulator.log[0].query == {}


def test_a_refusal_says_what_crossref_said(emulator: Emulator) -> None:
    emulator.poison("10.5555/x")
    with pytest.raises(Refused, match="validation-failure"):
        Crossref(emulator.crossref_url).ask(requests.Session(), [DOI])


def test_a_lookup_answered_with_another_work_is_garbled(emulator: Emulator) -> None:
    doi = parse_identifier(emulator.world.dois[0])
    assert doi
    emulator.order("crossref", Fault.STRANGER)
    with pytest.raises(Garbled, match="another work"):
        Crossref(emulator.crossref_url).confirm(requests.Session(), [doi])


def test_reference_lists_are_not_kept(emulator: Emulator) -> None:
    doi = parse_identifier(emulator.world.dois[0])
    assert doi
    answered = Crossref(emulator.crossref_url).ask(requests.Session(), [doi])
    assert b'"reference"' not in answered[doi]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("journal-article", Kind.ARTICLE),
        ("posted-content", Kind.PREPRINT),
        ("monograph", Kind.BOOK),
        ("book-section", Kind.CHAPTER),
        ("report-component", Kind.REPORT),
        ("database", Kind.DATASET),
        ("grant", Kind.OTHER),
        (None, Kind.OTHER),
    ],
)
def test_types_are_read_by_the_table(kind: str | None, expected: Kind) -> None:
    assert read(type=kind).kind is expected


@pytest.mark.parametrize(
    "signs",
    [
        {"event": {"name": "Garden Days 2021"}},
        {"assertion": [{"name": "conference_name", "value": "Garden Days"}]},
        {"container_title": ["Lecture Notes in Gardening", "Proceedings of Garden Days"]},
    ],
)
def test_a_chapter_of_a_conference_is_a_conference_paper(signs: dict[str, object]) -> None:
    assert read(type="book-chapter", **signs).kind is Kind.CONFERENCE_PAPER


@pytest.mark.parametrize(
    "titles",
    [
        ["Lecture Notes in Computer Science", "Gardens and Machines"],
        ["Gardens and Machines", "Lecture Notes in Computer Science"],
    ],
)
def test_the_volume_is_told_from_its_series(titles: list[str]) -> None:
    venue = read(type="book-chapter", container_title=titles).venue
    assert venue.title
    assert venue.series
    assert (to_unicode(venue.title), to_unicode(venue.series)) == (
        "Gardens and Machines",
        "Lecture Notes in Computer Science",
    )


@pytest.mark.parametrize(
    ("title", "subtitle", "expected"),
    [
        (["Gardens"], ["A Survey"], "Gardens: A Survey"),
        (["Gardens: A Survey"], ["A survey"], "Gardens: A Survey"),
        (["Why Gardens?"], ["A Survey"], "Why Gardens? A Survey"),
        (["Gardens :"], ["A Survey"], "Gardens: A Survey"),
        ([], ["A Survey"], "A Survey"),
        ([" ", "Gardens"], None, "Gardens"),
        ([], None, None),
        (None, None, None),
    ],
)
def test_title_and_subtitle_are_joined(
    title: list[str] | None, subtitle: list[str] | None, expected: str | None
) -> None:
    found = read(title=title, subtitle=subtitle).title
    assert (to_unicode(found) if found else None) == expected


def test_names_of_every_sort() -> None:
    authors = [
        {"family": "Sample", "given": "Ada", "ORCID": "http://orcid.org/0000-0001-0000-0009"},
        {"name": "The Garden Collaboration"},
        {"family": "Single"},
        {"given": "Forename"},
        {"family": "et al."},
        {"name": ""},
        {},
        {"family": "Junior", "given": "Bo", "suffix": "Jr."},
    ]
    assert read(author=authors).authors == (
        Name(family="Sample", given="Ada", orcid="0000-0001-0000-0009"),
        Name(literal="The Garden Collaboration"),
        Name(family="Single"),
        Name(family="Forename"),
        Name(family="Junior", given="Bo", suffix="Jr."),
    )


PRINT, ONLINE = {"date-parts": [[2022, 3]]}, {"date-parts": [[2021, 12, 24]]}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"published_print": PRINT, "published_online": ONLINE, "volume": "3"}, "2022-03"),
        ({"published_print": PRINT, "published_online": ONLINE}, "2021-12-24"),
        ({"published_online": ONLINE, "volume": "3"}, "2021-12-24"),
        (
            {"published_online": ONLINE, "volume": "3"}
            | {"journal_issue": {"issue": "1", "published-print": {"date-parts": [[2022]]}}},
            "2022",
        ),
        ({"published_other": {"date-parts": [[2019]]}}, "2019"),
        ({"issued": {"date-parts": [[2016, 3], [2016, 5]]}}, "2016-03"),
        ({"issued": {"date-parts": [[2020]]}}, "2020"),
        ({"issued": {"date-parts": [[None]]}}, None),
        ({"issued": {"date-parts": [[0, 0, 0]]}}, None),
        ({"issued": {"date-parts": [[2021, 2, 30]]}}, "2021-02"),
        ({"issued": {"date-parts": [[2021, 13]]}}, "2021"),
        ({"issued": {"date-parts": []}}, None),
        ({}, None),
    ],
)
def test_the_date_shown_goes_with_the_volume(
    fields: dict[str, object], expected: str | None
) -> None:
    date = read(**fields).date
    assert (str(date) if date else None) == expected


def test_what_concerns_the_work_is_read() -> None:
    record = read(
        relation={
            "has-preprint": [{"id": "10.48550/arXiv.2101.00001", "id-type": "doi"}],
            "cites": [{"id": "10.5555/y", "id-type": "doi"}],
            "is-part-of": [{"id": "x", "id-type": "issn"}],
        },
        updated_by=[
            {"type": "retraction", "DOI": "10.5555/r", "updated": {"date-parts": [[2023, 1]]}}
        ],
    )
    assert [relation.kind for relation in record.relations] == ["has-preprint"]
    assert isinstance(record.relations[0], Relation)
    assert record.notices == (
        Notice(kind="retraction", identifier=Doi("10.5555/r"), date=PartialDate(2023, 1)),
    )


@pytest.mark.parametrize(
    ("fields", "notices", "announces", "note"),
    [
        (
            {"updated_by": [{"type": "expression_of_concern", "DOI": "10.5555/c"}]},
            [("expression of concern", "10.5555/c")],
            [],
            "Expression of concern (doi:10.5555/c)",
        ),
        (
            {"update_to": [{"type": "retraction", "DOI": "10.5555/y"}]},
            [],
            [("retraction", "10.5555/y")],
            "Retraction of doi:10.5555/y",
        ),
        (
            {"update_to": [{"type": "correction", "DOI": "10.5555/X"}]},
            [("correction", None)],
            [],
            "Corrected",
        ),
        ({"update_to": [{"type": "new_version", "DOI": "10.5555/X"}]}, [], [], None),
        ({"updated_by": [{"type": "new_version", "DOI": "10.5555/x"}]}, [], [], None),
        ({"title": ["RETRACTED: On Gardens"]}, [("retraction", None)], [], "Retracted"),
        ({"title": ["[Retracted] On Gardens"]}, [("retraction", None)], [], "Retracted"),
        ({"title": ["WITHDRAWN ARTICLE: On Gardens"]}, [("withdrawal", None)], [], "Withdrawn"),
        ({"title": ["Retracted landing gear"]}, [], [], None),
        ({"title": ["On Gardens (Retracted)"]}, [("retraction", None)], [], "Retracted"),
        ({"title": ["On Gardens \u2013 RETRACTED"]}, [("retraction", None)], [], "Retracted"),
        ({"title": ["Withdrawn from the world"]}, [], [], None),
        (
            {
                "title": ["RETRACTED: On Gardens"],
                "updated_by": [{"type": "retraction", "DOI": "10.5555/r"}],
            },
            [("retraction", "10.5555/r")],
            [],
            "Retracted (doi:10.5555/r)",
        ),
    ],
)
def test_notices_are_found_wherever_they_are_told(
    fields: dict[str, object],
    notices: list[tuple[str, str | None]],
    announces: list[tuple[str, str | None]],
    note: str | None,
) -> None:
    record = read(**fields)
    told = [
        [(one.kind, one.identifier.value if one.identifier else None) for one in every]
        for every in (record.notices, record.announces)
    ]
    assert told == [notices, announces]
    assert record.note == note


@pytest.mark.parametrize("field", ["updated_by", "update_to"])
def test_the_kind_of_a_notice_is_a_line_of_what_can_be_seen(field: str) -> None:
    told = [{"type": kind, "DOI": "10.5555/r"} for kind in ("\t\n\u202e", "ret\x1bract\u202eion\t")]
    record = read(**{field: told})
    assert ["retraction"] == [one.kind for one in (*record.notices, *record.announces)]


def test_capitals_of_a_title_are_repaired_and_that_is_told() -> None:
    record = read(title=["THE HISTORY OF THE GARDENS OF FRANCE"])
    assert str(record.title) == "The History of the Gardens of France"
    assert [(one.field, one.reason) for one in record.doubts] == [("title", "capitals repaired")]


def test_letters_of_a_title_are_repaired_and_that_is_told() -> None:
    record = read(title=["Der G\u00c3\u00a4rtner"])
    assert str(record.title) == "Der G\u00e4rtner"
    assert [(one.field, one.reason) for one in record.doubts] == [("title", "letters repaired")]


def test_what_a_name_was_repaired_from_is_told() -> None:
    record = read(author=[{"family": "SAMPLE", "given": "ADELE"}])
    assert [str(name) for name in record.authors] == ["Adele Sample"]
    assert [one.field for one in record.doubts] == ["authors"]


@pytest.mark.parametrize(
    ("title", "original", "expected"),
    [
        (["Gardens"], ["G\u00e4rten"], "G\u00e4rten"),
        (["Gardens"], ["GARDENS"], None),
        (["Gardens"], [], None),
        ([], ["G\u00e4rten"], None),
    ],
)
def test_the_original_title_is_kept_where_it_is_another(
    title: list[str], original: list[str], expected: str | None
) -> None:
    found = read(title=title, original_title=original).original_title
    assert (to_unicode(found) if found else None) == expected


def test_the_original_title_stands_where_there_is_no_other() -> None:
    assert str(read(title=[], original_title=["G\u00e4rten"]).title) == "G\u00e4rten"


@pytest.mark.parametrize(
    ("title", "subtitle", "expected", "reasons"),
    [
        ("On gardens", "SAMPLE ET AL.", "On gardens", ["running head left out"]),
        ("On gardens", "A WALK", "On gardens", ["running head left out"]),
        ("On gardens", "A walk", "On gardens: A walk", []),
        ("On gardens", "NASA", "On gardens: NASA", []),
    ],
)
def test_a_running_head_is_no_subtitle(
    title: str, subtitle: str, expected: str, reasons: list[str]
) -> None:
    record = read(title=[title], subtitle=[subtitle])
    assert str(record.title) == expected
    assert [one.reason for one in record.doubts] == reasons


@pytest.mark.parametrize(
    ("publisher", "expected"),
    [
        ("Oxford University Press (OUP)", "Oxford University Press"),
        ("Public Library of Science (PLoS)", "Public Library of Science (PLoS)"),
        ("Garden Press (UK)", "Garden Press (UK)"),
        ("Seed and Plant Co.,", "Seed and Plant Co."),
        ("n/a", None),
    ],
)
def test_a_publisher_is_named_without_its_initials(publisher: str, expected: str | None) -> None:
    assert read(publisher=publisher).publisher == expected


@pytest.mark.parametrize(
    ("institution", "expected"),
    [
        ([{"name": "Garden Laboratory", "place": ["Town (United States)"]}], "Town"),
        ([{"name": "Garden Laboratory", "place": ["-"]}], None),
        ([], "City"),
    ],
)
def test_the_place_is_that_of_whom_it_stands_beside(
    institution: list[object], expected: str | None
) -> None:
    record = read(type="report", institution=institution, publisher_location="City :")
    assert record.publisher_place == expected


def test_people_keep_their_parts() -> None:
    person = [{"family": "Sample", "given": "Ada"}]
    record = read(editor=person, translator=person, chair=person)
    name = (Name(family="Sample", given="Ada"),)
    assert (record.editors, record.translators, record.chairs) == (name, name, name)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("en", "en"), ("EN", "en"), ("en-US", "en"), ("pt_BR", "pt"), ("", None), ("English", None)],
)
def test_a_language_is_a_code_of_two_letters(code: str, expected: str | None) -> None:
    assert read(language=code).language == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("0000-0002-1825-0098", None),
        ("bad", None),
        ("", None),
    ],
)
def test_an_orcid_has_the_right_check_digit(address: str, expected: str | None) -> None:
    (author,) = read(author=[{"family": "Sample", "given": "Ada", "ORCID": address}]).authors
    assert author.orcid == expected


@pytest.mark.parametrize(
    ("volume", "issue", "expected"),
    [
        ("Vol. 5", "No. 3", ("5", "3")),
        ("83 (1999)", "Issue 2", ("83", "2")),
        ("XXVI", "S1", ("XXVI", "S1")),
        ("0", "ahead-of-print", (None, None)),
        ("Volatile", "Notes", ("Volatile", "Notes")),
    ],
)
def test_volume_and_issue_are_without_their_labels(
    volume: str, issue: str, expected: tuple[str | None, str | None]
) -> None:
    record = read(volume=volume, issue=issue)
    assert (record.volume, record.issue) == expected


def test_the_licence_is_that_of_what_readers_get() -> None:
    licences = [
        {"URL": "https://mining.example", "content-version": "tdm"},
        {"URL": "https://readers.example", "content-version": "vor"},
    ]
    assert read(license=licences).licence == "https://readers.example"


def test_a_licence_is_an_address_on_the_web() -> None:
    licences = [
        {"URL": "javascript:alert(1)\u202e", "content-version": "vor"},
        {"URL": "http://licence.example/by", "content-version": "am"},
    ]
    assert "http://licence.example/by" == read(license=licences).licence


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b'{"DOI":"10.5555/x","author":"Ada"}',
        b'{"DOI":7}',
        b"\xff",
        b'{"DOI":"10.5555/x","publisher":"\xff"}',
        b'{"DOI":"10.5555/x","links":' + b"[" * 3000 + b"]" * 3000 + b"}",
    ],
)
def test_an_unexpected_shape_is_garbled(body: bytes) -> None:
    with pytest.raises(Garbled, match="unexpected shape"):
        Crossref().read(Answer("crossref", DOI, body, None))


# PIIs and titles

PII = Pii("S1361841523001068")


def crossref(emulator: Emulator) -> Crossref:
    return Crossref(emulator.crossref_url, "reader@example.org")


def carrying(doi: str, *ids: str, address: str = "https://publisher.invalid/1") -> Work:
    resource = {"primary": {"URL": address}}
    return Work(doi, {"title": ["Gardens"], "alternative-id": list(ids), "resource": resource})


def test_dois_that_are_surely_datacites_are_none_of_crossrefs() -> None:
    asked: list[Wanted] = [
        Doi("10.5281/zenodo.1"),
        Doi("10.5555/x"),
        PII,
        Title("gardens"),
        ArxivId("0704.0001"),
    ]
    assert [Crossref().accepts(one) for one in asked] == [False, True, True, True, False]


def test_each_sort_has_its_lots_and_titles_stand_alone() -> None:
    titles = [Title("on gardens"), Title("on bridges")]
    piis = [Pii(f"S{number:016}") for number in range(300)]
    wanted: list[Wanted] = [Doi("10.5555/a"), *titles, Doi("10.5555/b,c"), *piis, Doi("10.5555/d")]
    batches = list(Crossref().batches(wanted))
    assert batches[:2] == [(titles[0],), (titles[1],)]
    assert batches[-2:] == [(Doi("10.5555/b,c"),), (Doi("10.5555/a"), Doi("10.5555/d"))]
    assert [one for batch in batches[2:-2] for one in batch] == piis
    assert len(batches) < 12


def test_a_batch_of_piis_fits_into_a_url_of_4_kb(emulator: Emulator) -> None:
    for batch in crossref(emulator).batches([Pii(f"S{number:016}") for number in range(300)]):
        crossref(emulator).ask(requests.Session(), batch)
    lengths = [len(one.path) + sum(map(len, one.query.values())) for one in emulator.log]
    assert 3000 < max(lengths) < 4000
    assert all(int(one.query["rows"]) > 2 * len(one.ids) for one in emulator.log)


@pytest.mark.parametrize(
    "written", ["S1361841523001068", "s1361841523001068", "S1361-8415(23)00106-8"]
)
def test_a_work_is_found_by_its_pii_however_that_is_written(written: str) -> None:
    # The filter compares what is deposited; how that is read is what counts here.
    item = {"DOI": "10.5555/A", "alternative-id": ["X", written]}
    (found,) = works_by_pii([msgspec.Raw(msgspec.json.encode(item))], [PII])
    assert found == PII


def test_piis_are_asked_for_in_one_list_and_read_as_the_work() -> None:
    other = Pii("S0000000000000002")
    world = World([], [carrying("10.5555/a", PII.value), carrying("10.5555/b", other.value)])
    with Emulator(world) as emulator:
        answered = crossref(emulator).ask(requests.Session(), [other, PII])
        (request,) = emulator.log
    assert request.ids == (other.value, PII.value)
    read = {one: Crossref().read(Answer("crossref", one, answered[one], None)) for one in answered}
    assert {one: record.doi for one, record in read.items()} == {
        PII: Doi("10.5555/a"),
        other: Doi("10.5555/b"),
    }


def test_a_work_of_another_pii_is_not_what_was_asked() -> None:
    body = msgspec.json.encode({"DOI": "10.5555/a", "alternative-id": ["S0000000000000002"]})
    with pytest.raises(Garbled, match="another name"):
        Crossref().read(Answer("crossref", PII, body, None))


def test_of_two_works_under_one_pii_the_one_that_its_page_names_is_meant() -> None:
    page = f"https://linkinghub.elsevier.com/retrieve/pii/{PII.value}"
    works = [carrying("10.5555/a", PII.value), carrying("10.5555/b", PII.value, address=page)]
    with Emulator(World([], works)) as emulator:
        answered = crossref(emulator).ask(requests.Session(), [PII])
    assert Crossref().read(Answer("crossref", PII, answered[PII], None)).doi == Doi("10.5555/b")


def test_two_works_under_one_pii_that_nothing_tells_apart_are_no_answer() -> None:
    works = [carrying("10.5555/a", PII.value), carrying("10.5555/b", PII.value)]
    with Emulator(World([], works)) as emulator, pytest.raises(Garbled, match="2 works"):
        crossref(emulator).ask(requests.Session(), [PII])


def test_a_pii_that_a_list_lacks_beside_a_known_one_is_absent(emulator: Emulator) -> None:
    assert PII not in crossref(emulator).confirm(requests.Session(), [PII])


def test_an_empty_list_of_piis_proves_nothing_though_others_were_answered() -> None:
    with Emulator(World([], [carrying("10.5555/a", PII.value)])) as emulator:
        source = crossref(emulator)
        assert PII in source.ask(requests.Session(), [PII])
        emulator.order("crossref", Fault.EMPTY)
        with pytest.raises(Garbled, match="leaves out"):
            source.confirm(requests.Session(), [PII])


def test_a_list_of_piis_that_is_not_whole_proves_nothing() -> None:
    piis = [PII, Pii("S0000000000000002")]
    works = [carrying(f"10.5555/{number}", one.value) for number, one in enumerate(piis)]
    with Emulator(World([], works)) as emulator:
        emulator.order("crossref", Fault.CUT)
        with pytest.raises(Garbled, match="leaves out"):
            crossref(emulator).confirm(requests.Session(), piis)


def test_a_title_is_searched_with_its_author_and_year_and_nothing_else() -> None:
    author = [{"given": "Ada", "family": "Sample"}]
    work = Work("10.5555/a", {"title": ["On Purple Gardens"], "author": author})
    title = Title("on purple gardens", "sample", 2021)
    with Emulator(World([], [work])) as emulator:
        answered = crossref(emulator).ask(requests.Session(), [title])
        (request,) = emulator.log
    assert request.query == {
        "query.bibliographic": "on purple gardens sample 2021",
        "rows": "5",
        "mailto": "reader@example.org",
    }
    found = Crossref().read_found(Answer("crossref", title, answered[title], None))
    assert found[0].doi == Doi("10.5555/a")
    assert b'"reference"' not in answered[title]


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        (Title("on purple gardens"), "on purple gardens"),
        (Title("on purple gardens", None, 2021), "on purple gardens 2021"),
        (Title("on purple gardens", "van der sample"), "on purple gardens van der sample"),
    ],
)
def test_a_family_name_is_sought_whole_and_only_where_it_is_known(
    emulator: Emulator, title: Title, asked: str
) -> None:
    crossref(emulator).ask(requests.Session(), [title])
    assert emulator.log[0].query["query.bibliographic"] == asked


def test_candidates_are_few_and_in_the_order_of_the_answer(emulator: Emulator) -> None:
    title = Title("an invented work numbered of the in model")
    body = crossref(emulator).ask(requests.Session(), [title])[title]
    assert len(Crossref().read_found(Answer("crossref", title, body, None))) == 5


def test_a_search_that_finds_a_work_twice_may_lack_another(emulator: Emulator) -> None:
    emulator.order("crossref", Fault.DOUBLED)
    with pytest.raises(Garbled, match="twice"):
        crossref(emulator).ask(
            requests.Session(), [Title("an invented work numbered of the in model")]
        )


@pytest.mark.parametrize("words", ["garden " * 3000, "g" * 20000])
def test_a_title_of_any_length_fits_into_the_url(emulator: Emulator, words: str) -> None:
    title = Title(words.strip(), "sample", 2021)
    assert list(crossref(emulator).batches([title])) == [(title,)]
    crossref(emulator).ask(requests.Session(), [title])
    asked = emulator.log[0].query["query.bibliographic"]
    assert len(asked) < 700
    assert asked.endswith("sample 2021")
    assert set(asked.split()[:-2]) <= {"garden", "g" * 600}


def test_a_title_that_finds_nothing_is_missing_and_is_asked_for_again(emulator: Emulator) -> None:
    title, source = Title("qqq zzz"), crossref(emulator)
    assert source.ask(requests.Session(), [title]) == {}
    assert source.confirm(requests.Session(), [title]) == {}
    # A Crossref that found nothing in this run has to show that it finds anything.
    assert ["", "", "10.1038/171737a0"] == ["".join(one.ids) for one in emulator.log]


def test_a_candidate_that_cannot_be_read_is_left_out() -> None:
    items: list[object] = [{"DOI": 7}, {"DOI": "10.5555/a"}, [], {"DOI": "10.5555/b", "author": 1}]
    body = msgspec.json.encode({"items": items})
    found = Crossref().read_found(Answer("crossref", Title("gardens"), body, None))
    assert [one.doi for one in found] == [Doi("10.5555/a")]


@pytest.mark.parametrize("body", [b"", b"[]", b"{}"])
def test_what_is_no_list_of_candidates_is_garbled(body: bytes) -> None:
    with pytest.raises(Garbled, match="crossref: a list in an unexpected shape"):
        Crossref().read_found(Answer("crossref", Title("gardens"), body, None))
