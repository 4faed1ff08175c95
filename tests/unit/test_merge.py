"""What becomes of each field where several sources, or two versions, speak of one work."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from enrich.answers import Standing
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.merge import Provenance, Reading, Rule, merge
from enrich.record import Dates, Doubt, Kind, Name, Notice, Record, Relation, Venue
from enrich.sources.crossref import Crossref
from tests.corpus.recorded import crossref_answers
from tests.records import ARXIV, DOI, plain, record_of

CAPITALS = Doubt("title", "capitals repaired", "ON WALLS")
ADA = Name(family="Sample", given="Ada")
BO = Name(family="Example", given="Bo")
CY = Name(family="Instance", given="Cy")
DI = Name(family="Specimen", given="Di")
GROUP = Name(literal="The Garden Group")


def of_publication(**fields: object) -> Reading:
    return Reading.of("crossref", record_of(**{"doi": DOI, **fields}), Standing.FRESH)  # type: ignore[arg-type]


def of_preprint(**fields: object) -> Reading:
    known = {"kind": Kind.PREPRINT, "arxiv": ARXIV, **fields}
    return Reading.of("arxiv", record_of(**known), Standing.FRESH)  # type: ignore[arg-type]


def of_datacite(**fields: object) -> Reading:
    return Reading.of("datacite", record_of(**{"doi": DOI, **fields}), Standing.FRESH)  # type: ignore[arg-type]


def notice_of(kind: str, doi: Doi | None = None, date: PartialDate | None = None) -> Notice:
    return Notice(kind=kind, identifier=doi, date=date)


def merged(*readings: Reading) -> Record:
    return merge(readings)[0]


def told(field: str, *readings: Reading) -> Provenance:
    (one,) = [one for one in merge(readings)[1] if one.field == field]
    return one


@pytest.mark.parametrize(
    "field",
    "editors translators chairs volume issue pages article_number edition publisher"
    " publisher_place institution group degree licence announces".split(),
)
def test_what_is_of_one_version_never_gets_into_the_other(field: str) -> None:
    values = {"announces": (notice_of("retraction", DOI),)}
    people = dict.fromkeys(("editors", "translators", "chairs"), (Name(family="Seven"),))
    value = (values | people).get(field, "7")
    publication, preprint = of_publication(**{field: value}), of_preprint(**{field: value})
    assert not getattr(merged(of_publication(), preprint), field)
    assert not getattr(merged(of_preprint(), publication), field)


def test_a_shown_preprint_has_nothing_of_the_journal() -> None:
    publication = of_publication(
        venue=Venue(title=plain("Journal of X")), dates=Dates(issued=PartialDate(2022))
    )
    record = merged(of_preprint(dates=Dates(posted=PartialDate(2021))), publication)
    assert (Kind.PREPRINT, None, Venue()) == (record.kind, record.doi, record.venue)
    assert PartialDate(2021) == record.date


@pytest.mark.parametrize("part", ["printed", "online", "issued"])
def test_a_publication_is_not_dated_by_another_date_of_its_preprint(part: str) -> None:
    preprint = of_preprint(dates=Dates(**{part: PartialDate(2019)}))
    assert Dates() == merged(of_publication(), preprint).dates
    assert Dates() == merged(of_preprint(), of_publication(dates=preprint.record.dates)).dates


@pytest.mark.parametrize("part", ["posted", "revised"])
def test_a_preprint_was_not_posted_when_its_publication_was(part: str) -> None:
    publication = of_publication(dates=Dates(**{part: PartialDate(2022)}))
    assert Dates() == merged(of_preprint(), publication).dates


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("arxiv", ARXIV),
        ("original_title", plain("Sur les murs")),
        ("abstract", plain("Words.")),
        ("language", "en"),
        ("categories", ("cs.LG",)),
        ("subjects", ("Walls",)),
        ("comment", "7 pages"),
        ("journal_reference", "J. X 7"),
        ("relations", (Relation("is-preprint-of", DOI),)),
    ],
)
def test_what_is_of_no_version_is_taken_from_any(field: str, value: object) -> None:
    readings = (of_publication(), of_preprint(**{field: value}))
    assert value == getattr(merged(*readings), field)
    assert Provenance(field, "arxiv", Rule.ONLY, 1) == told(field, *readings)


def test_the_version_shown_goes_first_and_the_other_is_named() -> None:
    readings = (of_publication(language="de"), of_preprint(language="en"))
    assert Provenance("language", "crossref", Rule.SHOWN, 0, (1,)) == told("language", *readings)


def test_who_says_the_same_has_not_lost() -> None:
    readings = (of_publication(language="en"), of_preprint(language="en"))
    assert Provenance("language", "crossref", Rule.AGREED, 0) == told("language", *readings)


def test_of_one_version_a_source_goes_before_another() -> None:
    readings = (of_datacite(volume="8"), of_publication(volume="7"))
    assert Provenance("volume", "crossref", Rule.FIRST, 1, (0,)) == told("volume", *readings)


def test_a_later_version_goes_before_an_earlier_one() -> None:
    first = of_preprint(arxiv=ArxivId("2101.00001", 1), comment="draft")
    tenth = of_preprint(arxiv=ArxivId("2101.00001", 10), comment="7 pages")
    second = of_preprint(arxiv=ArxivId("2101.00001", 2), comment="6 pages")
    assert "7 pages" == merged(first, second, tenth).comment


def test_of_what_only_preprints_know_the_later_version_goes_first() -> None:
    first = of_preprint(arxiv=ArxivId("2101.00001", 1), comment="draft")
    second = of_preprint(arxiv=ArxivId("2101.00001", 2), comment="6 pages")
    expected = Provenance("comment", "arxiv", Rule.FIRST, 2, (1,))
    assert expected == told("comment", of_publication(), first, second)


def test_a_list_that_is_half_of_another_is_cut() -> None:
    readings = (of_publication(authors=(ADA,)), of_preprint(authors=(ADA, BO)))
    assert (ADA, BO) == merged(*readings).authors
    assert Provenance("authors", "arxiv", Rule.FULLER, 1, (0,)) == told("authors", *readings)


@pytest.mark.parametrize(
    "others",
    [
        (ADA, BO, CY),
        (BO, ADA, CY, DI),
        (ADA, Name(family="Example", given="Xi"), CY, DI),
    ],
)
def test_a_list_that_is_not_surely_cut_stays(others: tuple[Name, ...]) -> None:
    ours = (ADA, BO)
    assert ours == merged(of_publication(authors=ours), of_preprint(authors=others)).authors


def test_given_names_are_filled_in_name_by_name() -> None:
    publication = of_publication(
        authors=(
            Name(family="Sample", given="A.", orcid="0000-0002-1825-0097", suffix="Jr."),
            Name(family="Maaten", given="Laurens", particle="van der"),
            GROUP,
        )
    )
    preprint = of_preprint(
        authors=(
            Name(family="Sample", given="Ada", suffix="Jr"),
            Name(family="van der Maaten", given="L."),
            GROUP,
        )
    )
    assert (
        Name(family="Sample", given="Ada", orcid="0000-0002-1825-0097", suffix="Jr."),
        Name(family="Maaten", given="Laurens", particle="van der"),
        GROUP,
    ) == merged(publication, preprint).authors
    assert Rule.FULLER is told("authors", publication, preprint).rule


@pytest.mark.parametrize(
    ("given", "other"),
    [
        ("A.", Name(family="Sample", given="Bea")),
        ("A.", Name(family="Sampler", given="Ada")),
        ("A.", Name(family="Sample", given="AB")),
        ("A. B.", Name(family="Sample", given="Ada Cleo")),
        ("Ada", Name(family="Sample", given="A.")),
        ("Ada X.", Name(family="Sample", given="A. Xenia")),
        ("A.", Name(family="Sample", given="Ada", suffix="III")),
        ("A.", Name(family="Sample")),
    ],
)
def test_a_given_name_that_may_be_anothers_is_not_taken(given: str, other: Name) -> None:
    ours = (Name(family="Sample", given=given), BO)
    assert ours == merged(of_publication(authors=ours), of_preprint(authors=(other, BO))).authors


def test_a_given_name_of_another_orcid_is_not_taken() -> None:
    ours = (Name(family="Sample", given="A.", orcid="0000-0002-1825-0097"),)
    others = (Name(family="Sample", given="Ada", orcid="0000-0001-5109-3700"),)
    assert ours == merged(of_publication(authors=ours), of_preprint(authors=others)).authors


def test_nothing_is_filled_in_from_another_list_of_people() -> None:
    ours = (Name(family="Sample", given="A."), BO)
    others = (ADA, CY)
    assert ours == merged(of_publication(authors=ours), of_preprint(authors=others)).authors


def test_nothing_is_filled_in_from_names_in_doubt() -> None:
    ours = (Name(family="Sample", given="A."),)
    doubt = Doubt("authors", "several names in one", "Ada Sample")
    preprint = of_preprint(authors=(ADA,), doubts=(doubt,))
    assert ours == merged(of_publication(authors=ours), preprint).authors


@pytest.mark.parametrize(
    ("ours", "doubts", "theirs"),
    [
        ("On Walls and Gans", (CAPITALS,), "On Walls and GANs"),
        ("Caf\ufffds and walls", (Doubt("title", "a letter is lost", "x"),), "Caf\xe9s and walls"),
        (
            "On walls of very old gardens\u2026",
            (Doubt("title", "cut short", "x"),),
            "On Walls of Very Old Gardens in Rome",
        ),
        ("Schrodinger's cat", (), "Schr\xf6dinger's cat"),
        ("On walls and gans of rome", (), "On walls and GANs of Rome"),
    ],
)
def test_a_title_that_lost_something_gives_way_to_a_cleaner_one(
    ours: str, doubts: tuple[Doubt, ...], theirs: str
) -> None:
    readings = (of_publication(title=ours, doubts=doubts), of_preprint(title=theirs))
    record = merged(*readings)
    assert (plain(theirs), ()) == (record.title, record.doubts)
    assert Provenance("title", "arxiv", Rule.CLEANER, 1, (0,)) == told("title", *readings)


@pytest.mark.parametrize(
    ("ours", "doubts", "theirs"),
    [
        ("On Walls", (), "On walls"),
        ("On Walls", (CAPITALS,), "On Gardens"),
        ("On the\u2026", (Doubt("title", "cut short", "x"),), "On the Gardens of Rome"),
        ("On walls and gardens", (), "ON WALLS AND GARDENS"),
        ("Gardens", (), "Caf\xe9s"),
        ("Schr\xf6dinger's cat", (), "Schr\xf6dinger's Cat"),
        ("???", (CAPITALS,), "\u2026!"),
    ],
)
def test_another_title_is_not_taken(ours: str, doubts: tuple[Doubt, ...], theirs: str) -> None:
    publication = of_publication(title=ours, doubts=doubts)
    record = merged(publication, of_preprint(title=theirs))
    assert (plain(ours), doubts) == (record.title, record.doubts)


def test_a_title_in_doubt_does_not_settle_a_doubt() -> None:
    preprint = of_preprint(title="On WALLS", doubts=(CAPITALS,))
    assert (
        plain("On Walls")
        == merged(of_publication(doubts=(CAPITALS,), title="On Walls"), preprint).title
    )


def test_a_doubt_is_settled_by_who_has_the_same_without() -> None:
    assert () == merged(of_publication(doubts=(CAPITALS,)), of_preprint()).doubts


def test_of_dates_that_agree_the_more_precise_is_taken() -> None:
    vague = of_publication(dates=Dates(printed=PartialDate(2021), online=PartialDate(2020)))
    precise = of_datacite(dates=Dates(printed=PartialDate(2021, 3), online=PartialDate(2021, 1, 2)))
    assert (
        Dates(printed=PartialDate(2021, 3), online=PartialDate(2020))
        == merged(vague, precise).dates
    )
    assert Rule.PRECISER is told("dates.printed", vague, precise).rule


def test_a_date_of_the_other_version_makes_none_more_precise() -> None:
    publication = of_publication(dates=Dates(posted=PartialDate(2021), issued=PartialDate(2022)))
    preprint = of_preprint(dates=Dates(posted=PartialDate(2021, 3)))
    assert PartialDate(2021) == merged(publication, preprint).dates.posted


def test_a_publication_without_a_date_is_not_dated_by_its_preprint() -> None:
    preprint = of_preprint(dates=Dates(posted=PartialDate(2019), revised=PartialDate(2020)))
    record = merged(of_publication(), preprint)
    assert (None, Dates(revised=PartialDate(2020))) == (record.date, record.dates)


def test_a_withdrawn_preprint_withdraws_no_publication() -> None:
    preprint = of_preprint(notices=(notice_of("withdrawal"),))
    assert None is merged(of_publication(), preprint).note
    assert "Withdrawn" == merged(preprint, of_publication()).note


def test_a_retracted_publication_is_told_beside_its_preprint() -> None:
    notice = notice_of("retraction", Doi("10.5555/notice"), PartialDate(2022))
    publication = of_publication(notices=(notice,))
    preprint = of_preprint(notices=(notice_of("withdrawal"),))
    assert "Retracted (doi:10.5555/notice, 2022)" == merged(of_preprint(), publication).note
    assert {"retraction", "withdrawal"} == {
        one.kind for one in merged(preprint, publication).notices
    }


def test_notices_of_several_are_added_up() -> None:
    one, other = (
        notice_of("correction", Doi("10.5555/a")),
        notice_of("correction", Doi("10.5555/b")),
    )
    readings = (of_publication(notices=(one,)), of_datacite(notices=(one, other)))
    assert (one, other) == merged(*readings).notices
    assert [Rule.ADDED_UP, Rule.ADDED_UP] == [
        each.rule for each in merge(readings)[1] if each.field == "notices"
    ]


def test_notices_of_the_version_shown_alone_are_told_as_that() -> None:
    readings = (
        of_publication(notices=(notice_of("correction"),)),
        of_preprint(notices=(notice_of("withdrawal"),)),
    )
    assert Provenance("notices", "crossref", Rule.SHOWN, 0, (1,)) == told("notices", *readings)


def test_a_doubt_about_what_was_left_out_stays() -> None:
    nobody = Doubt("authors", "several names in one", "others")
    assert (nobody,) == merged(of_publication(doubts=(nobody,)), of_preprint()).doubts


@pytest.fixture(scope="module")
def recorded(shared: Path) -> dict[str, Reading]:
    wanted = {
        "10.1002/ece3.2314",
        "10.1101/014852",
        "10.1371/journal.pone.0033693",
        "10.1371/journal.pone.0210346",
    }
    source = Crossref()
    return {
        doi: Reading.of("crossref", source.read(answer), Standing.FRESH)
        for answer in crossref_answers(shared)
        if (doi := str(answer.identifier).removeprefix("doi:")) in wanted
    }


def test_a_recorded_publication_takes_of_its_preprint_when_it_was_posted(
    recorded: dict[str, Reading],
) -> None:
    publication, preprint = recorded["10.1002/ece3.2314"], recorded["10.1101/014852"]
    dates = msgspec.structs.replace(publication.record.dates, posted=PartialDate(2015, 2, 4))
    expected = msgspec.structs.replace(publication.record, dates=dates)
    assert expected == merged(publication, preprint)
    assert Provenance("publisher", "crossref", Rule.SHOWN, 0, (1,)) == told(
        "publisher", publication, preprint
    )


def test_a_recorded_preprint_takes_of_its_publication_the_language_and_the_relation(
    recorded: dict[str, Reading],
) -> None:
    publication, preprint = recorded["10.1002/ece3.2314"], recorded["10.1101/014852"]
    expected = msgspec.structs.replace(
        preprint.record, language="en", relations=publication.record.relations
    )
    assert expected == merged(preprint, publication)


def test_a_recorded_correction_is_told_of_the_work_and_of_its_preprint(
    recorded: dict[str, Reading],
) -> None:
    corrected = recorded["10.1371/journal.pone.0033693"]
    note = "Corrected (doi:10.1371/annotation/c76da2c1-ccb8-4797-94c1-359d3ceceeda, 2012-05-08)"
    withdrawn = of_preprint(notices=(notice_of("withdrawal"),))
    assert note == merged(corrected, withdrawn).note
    assert note == merged(of_preprint(), corrected).note


def test_what_a_recorded_notice_announces_stays_its_own(recorded: dict[str, Reading]) -> None:
    notice = recorded["10.1371/journal.pone.0210346"]
    assert "Retraction of doi:10.1371/journal.pone.0031093" == merged(notice, of_preprint()).note
    assert None is merged(of_preprint(), notice).note
