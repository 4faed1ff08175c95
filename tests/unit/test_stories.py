"""What is told of an entry: all of it in short, a field in full."""

from __future__ import annotations

import datetime as dt
from itertools import takewhile

import msgspec
import pytest

from enrich.answers import Standing
from enrich.dates import PartialDate
from enrich.errors import ConfigError
from enrich.identifiers import ArxivId, Doi, Sequel, Title, Wanted
from enrich.library import Entry, Library
from enrich.lockfile import Lock, Locked
from enrich.match import Agreement, Evidence, Match, Verdict
from enrich.merge import Provenance, Reading, Rule, merge
from enrich.overrides import Override
from enrich.packing import Packed
from enrich.policy import Policy
from enrich.record import Dates, Doubt, Event, Kind, Name, Notice, Record, Relation, Venue
from enrich.seeds import Origin, Seed
from enrich.stories import find_entry, story_of, told
from enrich.stories.fields import FIELDS, NAMED_FIRST
from enrich.versions import Rung
from enrich.writers.records import write_records
from tests.records import ARXIV, DOI, FULL, numbers, plain, record_of

WHEN = dt.datetime(2026, 11, 20, 7, tzinfo=dt.UTC)
ADA, BO = Name(family="Sample", given="Ada"), Name(family="Example", given="Bo")
PUBLISHED = record_of(
    title="On Walls",
    doi=DOI,
    authors=(ADA, BO),
    dates=Dates(printed=PartialDate(2022, 3), online=PartialDate(2021, 9)),
    venue=Venue(title=plain("Journal of X")),
    volume="7",
    notices=(Notice(kind="correction", identifier=Doi("10.5555/notice"), date=PartialDate(2023)),),
)
PREPRINT = record_of(
    Kind.PREPRINT,
    "On Garden Walls",
    arxiv=ARXIV,
    authors=(ADA, BO),
    dates=Dates(posted=PartialDate(2021, 1, 5)),
    publisher="A Server",
    notices=(Notice(kind="withdrawal"),),
)
BOTH = (
    Reading.of("crossref", PUBLISHED, Standing.FRESH, asked=DOI, fetched_at=WHEN),
    Reading.of("arxiv", PREPRINT, Standing.SNAPSHOT, asked=ARXIV),
)


def entry_of(*readings: Reading, **more: object) -> Entry:
    record, provenance = merge(readings)
    seed = Seed(DOI, DOI.url, Origin("list.md", 12))
    known = {"readings": readings, **more}
    return Entry("sample2022walls", Packed.of(record), provenance, (seed,), Standing.FRESH, **known)  # type: ignore[arg-type]


def lines(
    entry: Entry,
    field: str | None = None,
    *,
    override: Override | None = None,
    first_seen: PartialDate | None = None,
) -> list[str]:
    entry = msgspec.structs.replace(entry, override=override)
    return [line.strip() for line in told(story_of(entry, field=field, first_seen=first_seen))]


def labelled(label: str, every: list[str]) -> str:
    """Give what stands behind a label, and in the lines below it."""
    (at,) = [place for place, line in enumerate(every) if line.startswith(f"{label}  ")]
    return every[at].removeprefix(label).strip()


def facts_of(every: list[str]) -> list[str]:
    """Give what is told before the fields."""
    return list(takewhile(bool, every))


def below(label: str, every: list[str], count: int) -> list[str]:
    """Give the lines below a label."""
    (at,) = [place for place, line in enumerate(every) if line.startswith(f"{label}  ")]
    return every[at + 1 : at + 1 + count]


def test_the_first_line_says_what_it_is() -> None:
    assert "Ada Sample and Bo Example: On Walls (2022)" == lines(entry_of(*BOTH))[0]


def test_of_many_authors_the_first_is_named() -> None:
    people = (ADA, BO, ADA, BO)
    entry = entry_of(Reading.of("crossref", record_of(authors=people), Standing.FRESH))
    assert "Ada Sample and 3 others: A Title" == lines(entry)[0]


def test_keys_and_the_day_it_was_first_seen_are_told() -> None:
    every = lines(entry_of(*BOTH, aliases=("old2021walls",)), first_seen=PartialDate(2026, 11, 19))
    assert ["sample2022walls", "old2021walls", "2026-11-19"] == [
        labelled(label, every) for label in ("key", "also", "first seen")
    ]


def test_a_key_that_a_seed_gave_is_told_with_its_place() -> None:
    entry = entry_of(*BOTH)
    given = Seed(DOI, DOI.url, Origin("rest.txt", 2), key="sample2022walls")
    other = msgspec.structs.replace(given, origin=Origin("rest.txt", 3), key="other")
    entry = msgspec.structs.replace(entry, seeds=(*entry.seeds, other, given))
    assert "sample2022walls, given in rest.txt:2" == labelled("key", lines(entry))
    assert ("sample2022walls", "rest.txt:2") == (story_of(entry).key, story_of(entry).key_from)


def test_who_wanted_it_is_told() -> None:
    assert "list.md:12  https://doi.org/10.5555/x" == labelled("wanted by", lines(entry_of(*BOTH)))


def test_what_was_found_by_its_title_is_told_so() -> None:
    entry = entry_of(*BOTH)
    entry = msgspec.structs.replace(entry, by_title=entry.seeds)
    assert labelled("wanted by", lines(entry)).endswith(", found by its title")


def test_which_version_is_shown_is_told_and_what_makes_the_two_one() -> None:
    every = lines(entry_of(*BOTH, rung=Rung.AUTHOR))
    assert "the publication doi:10.5555/x" == labelled("shown", every)
    assert (
        "the same work as the preprint arxiv:2101.00001, since its author gave this DOI at arXiv"
        in every
    )


def override_of(**said: object) -> Override:
    return Override(of=DOI, place="data/overrides.toml:6", **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("override", "says"),
    [
        (None, "version in enrich.toml says"),
        (override_of(note="as on the cover"), "version in enrich.toml says"),
        (override_of(version=Policy.PREPRINT), "data/overrides.toml:6 says"),
    ],
)
def test_a_preprint_beside_its_publication_says_by_what_it_is_shown(
    override: Override | None, says: str
) -> None:
    every = lines(entry_of(*reversed(BOTH)), override=override)
    assert f"the preprint arxiv:2101.00001, as {says}" == labelled("shown", every)


def test_a_kind_said_by_hand_does_not_change_which_version_is_shown() -> None:
    entry = entry_of(*BOTH)
    record = msgspec.structs.replace(entry.record, kind=Kind.PREPRINT)
    every = lines(entry.showing(record))
    assert "the publication doi:10.5555/x" == labelled("shown", every)


def test_a_doi_that_no_source_answered_for_is_told() -> None:
    preprint = Reading.of("arxiv", msgspec.structs.replace(PREPRINT, doi=DOI), Standing.FRESH)
    assert "published as doi:10.5555/x, its author says; no source answers for that" in lines(
        entry_of(preprint)
    )


def test_what_crossref_says_it_became_is_told_where_it_was_not_followed() -> None:
    named = (Relation("is-preprint-of", DOI),)
    preprint = Reading.of(
        "crossref", msgspec.structs.replace(PREPRINT, relations=named), Standing.FRESH
    )
    every = [line for line in lines(entry_of(preprint)) if "Crossref says" in line]
    assert [
        "published as doi:10.5555/x, Crossref says; that has no answer, or is too unlike it"
    ] == every


def test_a_doi_of_a_preprint_that_was_answered_for_is_not_told_so() -> None:
    preprint = msgspec.structs.replace(PREPRINT, doi=DOI)
    reading = Reading.of("arxiv", preprint, Standing.FRESH)
    for readings in ((reading, BOTH[0]), (BOTH[0], reading)):
        assert not [line for line in lines(entry_of(*readings)) if "no source answers" in line]


def test_what_it_may_have_become_is_told_with_what_speaks_against_it() -> None:
    open_ones = Evidence(Agreement.CLEAR, Agreement.OPEN, Agreement.OPEN, Agreement.CLEAR, ("why",))
    match = Match(PUBLISHED, open_ones, Verdict.DOUBTFUL)
    every = lines(entry_of(BOTH[1], may_have_become=(match,)))
    assert "published as doi:10.5555/x: Ada Sample and Bo Example: On Walls (2022)" == labelled(
        "perhaps", every
    )
    assert "that is in doubt: why" in every


@pytest.mark.parametrize(
    ("standing", "when", "expected"),
    [
        (Standing.NEW, WHEN, "2026-11-20, new"),
        (Standing.FRESH, WHEN, "2026-11-20, still fresh"),
        (Standing.STALE, WHEN, "2026-11-20, past its time"),
        (Standing.LOST, WHEN, "2026-11-20, kept, though the source no longer knows it"),
        (Standing.SNAPSHOT, None, "from the snapshot, day unknown"),
    ],
)
def test_how_good_each_answer_is_is_told(
    standing: Standing, when: dt.datetime | None, expected: str
) -> None:
    reading = Reading.of("crossref", PUBLISHED, standing, asked=DOI, fetched_at=when)
    assert f"crossref on doi:10.5555/x: {expected}" == labelled(
        "rests on", lines(entry_of(reading))
    )


def test_an_answer_to_a_title_is_told_so() -> None:
    asked = Title("on walls", "sample", 2022)
    reading = Reading.of("crossref", PUBLISHED, Standing.FRESH, asked=asked, fetched_at=WHEN)
    assert labelled("rests on", lines(entry_of(reading))).endswith(
        "still fresh, found by its title"
    )


def test_an_answer_to_what_a_preprint_became_is_told_so() -> None:
    assert labelled("rests on", lines(entry_of(reading_of(Sequel(ARXIV))))).endswith(
        "still fresh, found as what arxiv:2101.00001 became"
    )


def test_an_answer_to_its_own_name_is_not_told_to_be_found() -> None:
    later = msgspec.structs.replace(PREPRINT, arxiv=ArxivId("2101.00001", 3))
    reading = Reading.of("arxiv", later, Standing.FRESH, asked=ARXIV, fetched_at=WHEN)
    assert "arxiv on arxiv:2101.00001v3: 2026-11-20, still fresh" == labelled(
        "rests on", lines(entry_of(reading))
    )


def test_notices_are_told_and_those_of_the_other_version_apart() -> None:
    every = lines(entry_of(*BOTH))
    assert "correction (doi:10.5555/notice, 2023)" == labelled("notices", facts_of(every))
    assert "withdrawal, said of arxiv:2101.00001" == labelled("not shown", every)


def test_doubts_and_the_note_of_a_person_are_told() -> None:
    doubted = msgspec.structs.replace(PUBLISHED, doubts=(Doubt("title", "odd", "x"),))
    override = override_of(note="as on the cover")
    every = lines(entry_of(Reading.of("crossref", doubted, Standing.FRESH)), override=override)
    assert ("title: odd (x)", "data/overrides.toml:6: as on the cover") == (
        labelled("doubts", every),
        labelled("by hand", every),
    )


def test_the_story_itself_has_the_note_of_a_person_apart_from_its_place() -> None:
    override = override_of(note="as on the cover")
    story = story_of(msgspec.structs.replace(entry_of(*BOTH), override=override))
    assert ("as on the cover", "data/overrides.toml:6") == (story.note, story.by_hand)


def test_fields_of_one_answer_name_it_once() -> None:
    every = lines(entry_of(BOTH[0]))
    assert 1 == sum("crossref" in line for line in every if not line.startswith("rests on"))
    assert "All from crossref on doi:10.5555/x:" in every
    assert "7" == labelled("volume", every)


def test_fields_of_two_say_whose_they_are_and_what_lost() -> None:
    every = lines(entry_of(*BOTH))
    assert "On Walls" == labelled("title", every)
    assert [
        "from crossref: it belongs to the version shown",
        "not \u201cOn Garden Walls\u201d of arxiv",
    ] == below("title", every, 2)
    assert "2021-01-05  (from arxiv: nobody else has it)" == labelled("dates.posted", every)


def test_names_that_differ_in_what_is_not_told_have_not_lost() -> None:
    with_orcid = msgspec.structs.replace(ADA, orcid="0000-0002-1825-0097")
    preprint = msgspec.structs.replace(PREPRINT, authors=(with_orcid, BO))
    every = lines(entry_of(BOTH[0], Reading.of("arxiv", preprint, Standing.FRESH)), "authors")
    assert [
        "Ada Sample; Bo Example",
        "from crossref, asked on 2026-11-20 for doi:10.5555/x: it belongs to the version shown",
    ] == every[1:]


def reading_of(asked: Wanted | None) -> Reading:
    return Reading.of("crossref", PUBLISHED, Standing.FRESH, asked=asked, fetched_at=WHEN)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (DOI, "doi:10.5555/x"),
        (None, "doi:10.5555/x"),
        (Title("on walls", "sample", 2022), "its title"),
        (Sequel(ARXIV), "what arxiv:2101.00001 became"),
    ],
)
def test_a_field_is_told_with_the_day_on_which_its_source_was_asked(
    asked: Wanted | None, words: str
) -> None:
    every = lines(entry_of(reading_of(asked)), "volume")
    assert f"from crossref, asked on 2026-11-20 for {words}: only crossref was asked" == every[2]


def test_what_one_of_several_has_nobody_else_has() -> None:
    expected = "from crossref, asked on 2026-11-20 for doi:10.5555/x: nobody else has it"
    assert expected == lines(entry_of(*BOTH), "volume")[2]


def test_a_field_of_several_names_each_with_its_day() -> None:
    related = [
        msgspec.structs.replace(PUBLISHED, relations=(Relation("cites", Doi(f"10.5555/{name}")),))
        for name in "ab"
    ]
    readings = (
        Reading.of("crossref", related[0], Standing.FRESH, DOI, WHEN),
        Reading.of("datacite", related[1], Standing.FRESH, DOI, WHEN),
    )
    assert (
        "from crossref, asked on 2026-11-20 for doi:10.5555/x, and"
        " datacite, asked on 2026-11-20 for doi:10.5555/x: what each source says is added up"
    ) == lines(entry_of(*readings), "relations")[2]


def test_two_versions_of_one_source_are_told_apart() -> None:
    preprint = msgspec.structs.replace(PREPRINT, doi=Doi("10.5555/preprint"), arxiv=None)
    readings = (BOTH[0], Reading.of("crossref", preprint, Standing.FRESH))
    every = lines(entry_of(*readings))
    assert "not \u201cOn Garden Walls\u201d of the preprint" in every


def corrected() -> Entry:
    """Make an entry whose volume is by hand."""
    entry = entry_of(BOTH[0])
    by_hand = Provenance("volume", "data/overrides.toml:3", Rule.BY_HAND, over=(0,))
    told_else = (one for one in entry.provenance if one.field != "volume")
    return msgspec.structs.replace(
        entry,
        packed=Packed.of(msgspec.structs.replace(entry.record, volume="8")),
        provenance=(*told_else, by_hand),
    )


def test_fields_by_hand_do_not_stand_below_a_heading_that_says_otherwise() -> None:
    headings = [line for line in lines(corrected()) if line.endswith(":")]
    assert ["All but what is by hand from crossref on doi:10.5555/x:"] == headings


def test_what_is_said_by_hand_names_the_line_and_what_it_replaced() -> None:
    entry = corrected()
    every = lines(entry)
    assert "8" == labelled("volume", every)
    assert ["by hand at data/overrides.toml:3", "not \u201c7\u201d of crossref"] == below(
        "volume", every, 2
    )
    assert [
        "volume of sample2022walls",
        "8",
        "by hand at data/overrides.toml:3",
        "instead of \u201c7\u201d of crossref, asked on 2026-11-20 for doi:10.5555/x",
    ] == lines(entry, "volume")


def test_what_is_left_out_by_hand_is_told() -> None:
    by_hand = Provenance("volume", "data/overrides.toml:3", Rule.BY_HAND, over=(0,))
    record = msgspec.structs.replace(PUBLISHED, volume=None)
    entry = msgspec.structs.replace(entry_of(BOTH[0]).showing(record), provenance=(by_hand,))
    assert "left out" == lines(entry, "volume")[1]
    assert "left out" == labelled("volume", lines(entry))


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("journal", "venue.title"),
        ("venue.title", "venue.title"),
        ("Author", "authors"),
        ("eprint", "arxiv"),
        ("doi", "doi"),
        ("dates.posted", "dates.posted"),
        ("publisher", "publisher"),
        ("note", "notices"),
    ],
)
def test_a_field_is_found_by_whatever_program_names_it(name: str, field: str) -> None:
    assert f"{field} of sample2022walls" == lines(entry_of(*BOTH), name)[0]


def kept(*entry_extras: tuple[str, str], **fields: object) -> Entry:
    """Make an entry of which a user's .bib keeps more than sources know."""
    entry = entry_of(Reading.of("crossref", record_of(**fields), Standing.FRESH))  # type: ignore[arg-type]
    seed = Seed(DOI, "10.5555/x", Origin("thesis.bib", 12), extras=entry_extras)
    return msgspec.structs.replace(entry, seeds=(seed,))


@pytest.mark.parametrize("name", ["keywords", "Keywords", "annote"])
def test_a_field_of_the_user_s_own_is_told_as_theirs(name: str) -> None:
    entry = kept(("keywords", "sheep, goats"), ("Annote", "sheep, goats"))
    assert [
        f"{name.lower()} of sample2022walls",
        "sheep, goats",
        "yours, from thesis.bib:12",
    ] == lines(entry, name)


def test_what_sources_say_stands_below_what_is_the_user_s_own() -> None:
    entry = kept(("keywords", "sheep"), subjects=("Herding",))
    assert ["keywords", "subjects"] == [
        line.partition(" of ")[0] for line in lines(entry, "keywords") if " of sample" in line
    ]


@pytest.mark.parametrize("name", ["year", "month", "date"])
def test_the_date_shown_is_told_before_all_dates(name: str) -> None:
    told_first = lines(entry_of(*BOTH), name)
    assert ["date of sample2022walls", "2022-03, that of dates.printed"] == told_first[:2]
    assert "dates.posted of sample2022walls" in told_first


def test_a_field_is_told_in_full() -> None:
    words = "word " * 100
    entry = entry_of(Reading.of("crossref", record_of(abstract=plain(words)), Standing.FRESH))
    assert words.strip() == lines(entry, "abstract")[1]
    assert max(map(len, told(story_of(entry)))) < 120


def test_what_the_other_version_says_of_a_field_is_told() -> None:
    assert [
        "publisher of sample2022walls",
        "nothing is known of it",
        (
            "of another version, and not taken: \u201cA Server\u201d of arxiv,"
            " asked on an unknown day for arxiv:2101.00001"
        ),
    ] == lines(entry_of(*BOTH), "publisher")


@pytest.mark.parametrize(
    ("name", "called"), [("year", "year"), ("booktitle", "booktitle"), ("volume", "volume")]
)
def test_of_what_nothing_is_known_one_sentence_is_told(name: str, called: str) -> None:
    entry = entry_of(Reading.of("crossref", record_of(), Standing.FRESH))
    assert [f"{called} of sample2022walls", "nothing is known of it"] == lines(entry, name)


def test_an_unknown_field_is_told_with_the_names_that_bibtex_has_first() -> None:
    with pytest.raises(ConfigError) as error:
        story_of(entry_of(*BOTH), field="zzzzzz")
    said = str(error.value)
    assert said.startswith("'zzzzzz' is no field; there are author, title, journal, booktitle, ")
    assert (True, False) == (len(said) < 250, "dates.posted" in said)


@pytest.mark.parametrize("name", NAMED_FIRST)
def test_every_name_that_is_told_can_be_asked_for(name: str) -> None:
    assert lines(entry_of(*BOTH), name)


@pytest.mark.parametrize(
    ("name", "near"),
    [("jurnal", "journal"), ("yaer", "year"), ("Publ", "publisher"), ("abstrct", "abstract")],
)
def test_an_unknown_field_is_told_with_one_that_is_near(name: str, near: str) -> None:
    with pytest.raises(ConfigError, match=rf"'{name}' is no field; did you mean {near}\?"):
        story_of(entry_of(*BOTH), field=name)


def test_every_field_of_a_record_can_be_asked_for() -> None:
    entry = entry_of(Reading.of("crossref", FULL, Standing.FRESH))
    assert all(lines(entry, field) for field in FIELDS)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("relations", (Relation("has-preprint", ARXIV),), "has-preprint arxiv:2101.00001"),
        ("announces", (Notice(kind="retraction", identifier=DOI),), "retraction (doi:10.5555/x)"),
        ("venue", Venue(issns=numbers("0378-5955")), "0378-5955"),
        (
            "venue",
            Venue(
                event=Event(
                    name=plain("X"), place="Rome", start=PartialDate(2021), end=PartialDate(2022)
                )
            ),
            "X, Rome, 2021 to 2022",
        ),
        ("categories", ("cs.LG", "cs.AI"), "cs.LG, cs.AI"),
    ],
)
def test_values_are_told_in_words(field: str, value: object, expected: str) -> None:
    entry = entry_of(Reading.of("crossref", record_of(**{field: value}), Standing.FRESH))  # type: ignore[arg-type]
    assert expected == lines(entry, field)[1]


def library() -> Library:
    return Library((entry_of(*BOTH, aliases=("Old2021Walls",)),), ())


@pytest.mark.parametrize(
    "name",
    [
        "sample2022walls",
        "SAMPLE2022walls",
        "old2021walls",
        "doi:10.5555/x",
        "https://doi.org/10.5555/X",
        "arXiv:2101.00001v3",
    ],
)
def test_an_entry_is_found_by_its_keys_and_identifiers(name: str) -> None:
    assert "sample2022walls" == find_entry(library(), name).key


def test_of_two_versions_that_stand_apart_each_is_found_by_its_own_name() -> None:
    published = msgspec.structs.replace(entry_of(*BOTH), key="late")
    preprint = msgspec.structs.replace(entry_of(BOTH[1]), key="early")
    assert "late" == find_entry(Library((preprint, published), ()), str(DOI)).key


def test_what_a_list_says_that_a_work_is_called_too_yields_to_what_is_known() -> None:
    seed = Seed(Doi("10.5555/other"), "10.5555/other", Origin("list.bib", 1), others=(ARXIV,))
    said = msgspec.structs.replace(entry_of(BOTH[0]), key="said", seeds=(seed,))
    assert "said" == find_entry(Library((said,), ()), str(ARXIV)).key
    known = msgspec.structs.replace(entry_of(*BOTH), key="known")
    assert "known" == find_entry(Library((said, known), ()), str(ARXIV)).key


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("sample2022wall", "did you mean sample2022walls?"),
        ("nothing", "`enrich list` shows the keys"),
        ("arXiv:2202.00002", "no entry has it, and no list; `enrich add` puts it into one"),
    ],
)
def test_an_unknown_key_is_told_with_what_to_do(name: str, says: str) -> None:
    with pytest.raises(ConfigError) as error:
        find_entry(library(), name)
    assert says in str(error.value)


def left_library() -> Library:
    """Make a library in which a key is like one that was left, and one is another's."""
    left = dt.date(2026, 11, 21)
    names = ("arxiv:2101.00005",)
    gone = Locked(key="sample2022wallsb", names=names, first_seen=left, left=left)
    other = Locked(key="Old", names=names, first_seen=left, main="sample2022wallsb")
    return Library((entry_of(*BOTH),), (), lock=Lock((gone, other)))


@pytest.mark.parametrize("name", ["sample2022wallsb", "Sample2022Wallsb", "old"])
def test_a_key_that_is_reserved_is_told_to_be_so(name: str) -> None:
    with pytest.raises(ConfigError) as error:
        find_entry(left_library(), name)
    expected = " left on 2026-11-21; its key stays reserved for arxiv:2101.00005"
    assert f"{name}{expected}".casefold() == str(error.value).casefold()


def test_a_key_like_one_that_is_reserved_is_told_with_one_that_is_there() -> None:
    with pytest.raises(ConfigError, match="did you mean sample2022walls"):
        find_entry(left_library(), "sample2022wallsc")


def test_records_are_written_with_rules_and_losers() -> None:
    (written,) = msgspec.json.decode(write_records([entry_of(*BOTH)]))
    assert {
        "title": [{"source": "crossref", "rule": "shown", "over": ["arxiv"]}],
        "volume": [{"source": "crossref", "rule": "only"}],
        "dates.posted": [{"source": "arxiv", "rule": "only"}],
    } == {name: written["provenance"][name] for name in ("title", "volume", "dates.posted")}


def test_a_record_without_anything_has_a_story() -> None:
    entry = Entry("key", Packed.of(Record(kind=Kind.OTHER)), (), (), Standing.FRESH)
    assert ("(without a title)", "  key  key") == told(story_of(entry))


def test_versions_of_a_preprint_are_named() -> None:
    readings = [
        Reading.of(
            "arxiv",
            msgspec.structs.replace(PREPRINT, arxiv=ArxivId("2101.00001", version)),
            Standing.FRESH,
        )
        for version in (2, 1)
    ]
    every = lines(entry_of(*readings))
    assert "the preprint arxiv:2101.00001v2 and arxiv:2101.00001v1" == labelled("shown", every)
