"""What a person says of a work: how it is written down, and that it wins."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from enrich.dates import PartialDate
from enrich.errors import ConfigError
from enrich.identifiers import ArxivId, Doi, Identifier, Pii
from enrich.merge.by_hand import apply
from enrich.merge.model import Provenance, Rule
from enrich.overrides import Correction, Override, Overrides, read_overrides
from enrich.policy import Policy
from enrich.record import Dates, Doubt, Kind, Name, Record
from enrich.text import to_csl
from tests.records import DOI, FULL, plain, record_of

ASHISH = Name(given="Ashish", family="Vaswani")


def _read(folder: Path, toml: str | bytes) -> Overrides:
    file = folder / "overrides.toml"
    file.write_bytes(toml if isinstance(toml, bytes) else toml.encode())
    return read_overrides(file)


def _only(folder: Path, toml: str) -> Override:
    (override,) = _read(folder, toml)
    return override


def _said(folder: Path, toml: str) -> dict[str, object]:
    return {one.field: one.value for one in _only(folder, toml).fields}


def _line(place: str) -> str:
    return Path(place).name.removeprefix("overrides.toml:")


def _refused(folder: Path, toml: str | bytes) -> str:
    with pytest.raises(ConfigError) as caught:
        _read(folder, toml)
    return str(caught.value).removeprefix(f"{folder}/")


def _applied(folder: Path, toml: str, record: Record) -> Record:
    return apply(_only(folder, f"[key]\n{toml}"), record, ())[0]


def _by_hand(field: str, value: str | None, place: str = "overrides.toml:2") -> Override:
    return Override(of=DOI, fields=(Correction(field, value, place),), place="overrides.toml:1")


# The file


def test_every_field_is_read_for_what_it_is(tmp_path: Path) -> None:
    assert {
        "kind": Kind.CONFERENCE_PAPER,
        "arxiv": ArxivId("1706.03762", 5),
        "doi": Doi("10.5555/x"),
        "title": plain("Attention Is All You Need"),
        "authors": (ASHISH, Name(given="Noam", family="Shazeer"), Name(literal="The Group")),
        "editors": (Name(given="Ana", particle="de la", family="Cruz", suffix="Jr."),),
        "translators": (Name(family="Family", orcid="0000-0002-1825-0097"),),
        "date": PartialDate(2017, 6, 12),
        "venue.title": plain("A Venue"),
        "venue.short": plain("AV"),
        "venue.series": plain("Notes"),
        "volume": "30",
        "issue": "2",
        "pages": "770-778",
        "article_number": "e12",
        "edition": "3",
        "publisher": "R&D <Press>",
        "publisher_place": "Town",
        "institution": "A University",
        "degree": "MSc",
        "abstract": plain("Words."),
        "language": "en",
        "licence": "https://example.org/licence",
    } == _said(
        tmp_path,
        '[key]\nkind = "inproceedings"\narxiv = "arXiv:1706.03762v5"\n'
        'doi = "https://doi.org/10.5555/X"\ntitle = "Attention Is All You Need"\n'
        'authors = ["Ashish Vaswani", "Shazeer, Noam", { literal = "The Group" }]\n'
        'editors = [{ given = "Ana", particle = "de la", family = "Cruz", suffix = "Jr." }]\n'
        'translators = [{ family = "Family", orcid = "0000-0002-1825-0097" }]\n'
        'date = 2017-06-12\nvenue = "A Venue"\nshort_venue = "AV"\nseries = "Notes"\n'
        'volume = 30\nissue = "2"\npages = "770--778"\narticle_number = "e12"\nedition = 3\n'
        'publisher = "R&D <Press>"\nplace = "Town"\ninstitution = "A University"\n'
        'degree = "MSc"\nabstract = "Words."\nlanguage = "en"\n'
        'licence = "https://example.org/licence"\n',
    )


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2017-06-12", PartialDate(2017, 6, 12)),
        ('"2017-06"', PartialDate(2017, 6)),
        ("2017", PartialDate(2017)),
        ('"2017"', PartialDate(2017)),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(
    tmp_path: Path, written: str, date: PartialDate
) -> None:
    assert {"date": date} == _said(tmp_path, f"[key]\ndate = {written}\n")


@pytest.mark.parametrize("dash", ["-", "--", "---", " - - ", "\u2013", " \u2014 "])
def test_pages_have_a_hyphen_whatever_dash_was_written(tmp_path: Path, dash: str) -> None:
    expected = "1 - - 2" if dash == " - - " else "1-2"
    assert {"pages": expected} == _said(tmp_path, f'[key]\npages = "1{dash}2"\n')


def test_number_is_another_word_for_issue(tmp_path: Path) -> None:
    assert {"issue": "7"} == _said(tmp_path, "[key]\nnumber = 7\n")


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_goes_by_its_name(tmp_path: Path, kind: Kind) -> None:
    assert {"kind": kind} == _said(tmp_path, f'[key]\nkind = "{kind}"\n')


@pytest.mark.parametrize("policy", list(Policy))
def test_every_version_can_be_chosen(tmp_path: Path, policy: Policy) -> None:
    assert policy == _only(tmp_path, f'[key]\nversion = "{policy}"\n').version


def test_a_note_is_kept(tmp_path: Path) -> None:
    assert "as printed" == _only(tmp_path, '[key]\nnote = "as\\nprinted"\npages = 1\n').note


@pytest.mark.parametrize(
    "title", ["ON LOUD GARDENS", "on quiet gardens", "What is cut short...", "A* and B-C, {D}"]
)
def test_a_title_is_not_repaired(tmp_path: Path, title: str) -> None:
    assert {"title": plain(title)} == _said(tmp_path, f'[key]\ntitle = "{title}"\n')


def test_a_title_may_have_styles_and_formulas(tmp_path: Path) -> None:
    record = _applied(tmp_path, "title = 'Of <i>E. coli</i> and $x^2$'", record_of())
    assert "Of <i>E. coli</i> and x<sup>2</sup>" == to_csl(record.title or plain(""))


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("doi:10.1109/cvpr.2016.90", Doi("10.1109/cvpr.2016.90")),
        ("https://doi.org/10.1109/CVPR.2016.90", Doi("10.1109/cvpr.2016.90")),
        ("1706.03762v2", ArxivId("1706.03762", 2)),
        ("10.48550/arXiv.1706.03762", ArxivId("1706.03762")),
        ("pii:S1361841523001068", Pii("S1361841523001068")),
        ("DBLP:conf/cvpr/HeZRS16", "DBLP:conf/cvpr/HeZRS16"),
    ],
)
def test_a_table_is_named_by_an_identifier_in_any_form_or_a_key(
    tmp_path: Path, name: str, of: Identifier | str
) -> None:
    assert of == _only(tmp_path, f'["{name}"]\npages = 1\n').of


def test_places_are_the_lines_of_tables_and_of_fields(tmp_path: Path) -> None:
    toml = (
        '# [no]\n[one]\nnote = """\n[two]\npages = 0\n"""\nauthors = [\n "Ann Lee", # ]\n]\n'
        "pages = 1\n\n[ 'two' ] # \"\ntitle = 'x = \"'\nabstract = '''\n'[three]'\n'''\nvolume=2\n"
        '["t\\u0068ree"]\nissue = 3\n'
    )
    read = list(_read(tmp_path, toml))
    assert ["2", "12", "18"] == [_line(one.place) for one in read]
    assert [["7", "10"], ["13", "14", "17"], ["19"]] == [
        [_line(field.place) for field in one.fields] for one in read
    ]


def test_a_table_in_one_line_has_the_place_of_that_line(tmp_path: Path) -> None:
    override = _only(tmp_path, "\nkey = { pages = 1 }\n")
    assert ["2", "2"] == [_line(override.place), _line(override.fields[0].place)]


def test_keys_with_dots_have_their_own_places(tmp_path: Path) -> None:
    override = _only(tmp_path, "key.pages = 1\nkey.volume = 2\n")
    assert ["1", "2"] == [_line(field.place) for field in override.fields]


def test_windows_lines_and_its_mark_of_utf_8_are_read(tmp_path: Path) -> None:
    read = _read(tmp_path, b"\xef\xbb\xbf[key]\r\npages = 1\r\nvolume = 2\r\n")
    assert ["2", "3"] == [_line(field.place) for one in read for field in one.fields]


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("", "overrides.toml: is empty"),
        (" \n", "overrides.toml: is empty"),
        ("[key", "overrides.toml:1: not valid TOML"),
        ("[key]\n\npages", "overrides.toml:3: not valid TOML"),
        ("[key]\npages = 1\n[key]\n", "overrides.toml:3: not valid TOML: cannot declare"),
        ("\n[doi:10.5555/x]\n", "overrides.toml:2: .*in quotes"),
        ("[key]\npages = " + "9" * 5000, "overrides.toml: .*out of bounds"),
        ("[key]\npages = " + "[" * 5000, "overrides.toml: .*nested too deeply"),
        ("[key]\npages = 0x" + "f" * 5000, "overrides.toml:2: pages: such a number is no text"),
        ("[key]\nx" + ".a" * 5000 + " = 1", "overrides.toml:2: tables in tables"),
        (b"[key]\npages = '\xff'", "overrides.toml:2: not in UTF-8"),
        ("pages = 1\n", "overrides.toml:1: 'pages' stands above all tables"),
        ("[[key]]\npages = 1\n", "overrides.toml:1: 'key' has a list of tables; write it once"),
        ("[1706.03762]\npages = 1\n", "overrides.toml:1: .*'1706.03762' is meant, quote it"),
        ("['no key']\npages = 1\n", "overrides.toml:1: 'no key' is no identifier and no cita"),
        ("['doi:10.55']\npages = 1\n", "overrides.toml:1: 'doi:10.55' is no identifier"),
        ("[key]\n", "overrides.toml:1: 'key' corrects nothing"),
        ("[key]\nnote = 'x'\n", "overrides.toml:1: 'key' corrects nothing"),
        ("[key]\ntitel = 'x'\n", "overrides.toml:2: 'titel' is no field; did you mean title?"),
        ("[key]\nplcae = 'x'\n", "overrides.toml:2: 'plcae' is no field; did you mean place?"),
        ("[key]\npubl = 'x'\n", "overrides.toml:2: 'publ' is no field; did you mean publisher?"),
        ("[key]\njournal = 'x'\n", "overrides.toml:2: 'journal' .*did you mean venue?"),
        ("[key]\nxyz = 'x'\n", "overrides.toml:2: 'xyz' is no field; there are kind, .*, note"),
        ("[key]\nissue = 1\nnumber = 1\n", "overrides.toml:3: number and issue are one field"),
        ("[key]\ntitle = 3\n", "overrides.toml:2: title: 3 is no text"),
        ("[key]\ntitle = ''\n", "overrides.toml:2: title: '' .*or false to leave the field out"),
        ("[key]\ntitle = '<i> </i>'\n", "overrides.toml:2: title: .* is no text"),
        ("[key]\npages = true\n", "overrides.toml:2: pages: true is no text"),
        ("[key]\nvolume = -1\n", "overrides.toml:2: volume: -1 is no text"),
        ("[key]\nvolume = [1]\n", "overrides.toml:2: volume: a list is no text"),
        ("[key]\nkind = false\n", "overrides.toml:2: kind: false is no kind; there are"),
        ("[key]\nkind = 'x'\n", "overrides.toml:2: kind: 'x' is no kind; there are"),
        ("[key]\nversion = 'x'\n", "overrides.toml:2: 'x' is no version; there are published,"),
        ("[key]\ndate = '2017-13'\n", "overrides.toml:2: date: '2017-13' is no date; write"),
        ("[key]\ndate = 2017-02-30\n", "overrides.toml:2: not valid TOML"),
        ("[key]\ndate = 2017-02-03 04:05:06\n", "overrides.toml:2: date: .* is no date"),
        ("[key]\ndate = 12\n", "overrides.toml:2: date: 12 is no date"),
        ("[key]\ndoi = '1706.03762'\n", "overrides.toml:2: doi: '1706.03762' is no DOI"),
        ("[key]\narxiv = '10.5555/x'\n", "overrides.toml:2: arxiv: .* is no arXiv id"),
        ("[key]\nlanguage = 'Latin'\n", "overrides.toml:2: language: 'Latin' is no language"),
        ("[key]\nauthors = 'Ann Lee'\n", "overrides.toml:2: authors: .* is no list of names"),
        ("[key]\nauthors = []\n", "overrides.toml:2: authors: a list is no list of names"),
        ("[key]\nauthors = [1]\n", "overrides.toml:2: authors: 1 is no text"),
        ("[key]\nauthors = [{ given = 'x' }]\n", "overrides.toml:2: authors: .* is no name"),
        ("[key]\nauthors = [{ name = 'x' }]\n", "overrides.toml:2: authors: 'name' is no part"),
        ("[key]\nauthors = [{ family = 'x', orcid = '1' }]\n", "overrides.toml:2: .*no ORCID"),
    ],
)
def test_what_cannot_be_followed_is_refused_where_it_stands(
    tmp_path: Path, toml: str | bytes, said: str
) -> None:
    with pytest.raises(ConfigError, match=said):
        _read(tmp_path, toml)


@pytest.mark.parametrize(
    "name", ["ANN LEE", "A. Lee and B. Ray", "Lee*", "Dr. Ann Lee", "et al", "{The Group}"]
)
def test_a_name_that_would_be_changed_is_to_be_told_in_parts(tmp_path: Path, name: str) -> None:
    assert f"overrides.toml:2: authors: '{name}' is no name that can be split" in _refused(
        tmp_path, f'[key]\nauthors = ["{name}"]\n'
    )


def test_what_is_too_long_is_refused_and_not_cut(tmp_path: Path) -> None:
    refused = _refused(tmp_path, f"[key]\nabstract = '{'x' * 100_001}'\n")
    assert "longer than any field" in refused
    assert len(refused) < 200


def test_a_table_twice_under_two_forms_of_a_name_is_refused(tmp_path: Path) -> None:
    toml = "['1706.03762']\npages = 1\n['arxiv:1706.03762v3']\npages = 1\n"
    assert "overrides.toml:3: 'arxiv:1706.03762v3' has a table at" in _refused(tmp_path, toml)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    assert "larger than 16 MB" in _refused(tmp_path, b"#" * (16 * 2**20 + 1))


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is no file"):
        read_overrides(tmp_path)


def test_a_file_that_may_not_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "overrides.toml"
    file.touch()

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(ConfigError, match=r"can't be read \(Permission denied\)"):
        read_overrides(file)


def test_without_a_file_or_with_comments_alone_nothing_is_said(tmp_path: Path) -> None:
    assert [] == list(read_overrides(tmp_path / "overrides.toml"))
    assert [] == list(read_overrides(None))
    assert [] == list(_read(tmp_path, "# [key]\n# pages = 1\n"))


# Finding what is said of a work


def test_any_version_of_a_paper_and_any_case_of_a_key_finds_it(tmp_path: Path) -> None:
    said = _read(tmp_path, "['1706.03762v2']\npages = 1\n[Vaswani2017]\nvolume = 2\n")
    first, second = said
    assert first == said.of([ArxivId("1706.03762", 5)])
    assert second == said.of([], ["vaswani2017"])
    assert None is said.of([ArxivId("1706.03763")], ["vaswani"])


def test_what_is_said_under_two_names_is_put_together(tmp_path: Path) -> None:
    said = _read(
        tmp_path,
        "['10.5555/x']\npages = 1\nnote = 'a'\n[key]\npages = 1\nvolume = 2\nversion = 'both'\n"
        "note = 'b'\n",
    )
    found = said.of([DOI], ["key"])
    assert found is not None
    assert [("pages", "1", "2"), ("volume", "2", "6")] == [
        (one.field, one.value, _line(one.place)) for one in found.fields
    ]
    assert (Policy.BOTH, "a; b") == (found.version, found.note)


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        ("pages = 1", "pages = 2", "pages"),
        ("pages = 1", "pages = false", "pages"),
        ("issue = 1", "number = 2", "issue"),
        ("version = 'both'", "version = 'preprint'", "version"),
    ],
)
def test_two_names_that_say_different_things_are_refused_with_both_places(
    tmp_path: Path, one: str, other: str, what: str
) -> None:
    said = _read(tmp_path, f"['10.5555/x']\n{one}\n[key]\n{other}\n")
    with pytest.raises(
        ConfigError, match=rf"overrides\.toml:[34]: says another {what} than .*toml:[12],"
    ):
        said.of([DOI], ["key"])


def test_what_names_no_work_is_told(tmp_path: Path) -> None:
    said = _read(tmp_path, "['10.5555/x']\npages = 1\n[smith2020x]\npages = 1\n[Key]\npages = 1\n")
    assert (f"{tmp_path}/overrides.toml:3: 'smith2020x' names no work of the library",) == (
        said.unused([DOI, ArxivId("2101.00001")], ["key"])
    )
    assert () == Overrides().unused([DOI], ["key"])


# Applying it


def test_a_person_s_word_wins_and_says_where_it_stands() -> None:
    provenance = (
        Provenance("title", "crossref", reading=0),
        Provenance("pages", "crossref", Rule.FULLER, 2, (0, 1)),
        Provenance("abstract", "arxiv", reading=1),
    )
    record, told = apply(_by_hand("pages", "5-6"), FULL, provenance)
    assert msgspec.structs.replace(FULL, pages="5-6") == record
    assert (
        provenance[0],
        Provenance("pages", "overrides.toml:2", Rule.BY_HAND, None, (0, 1, 2)),
        provenance[2],
    ) == told


def test_what_no_source_had_takes_its_place_among_the_fields() -> None:
    record, told = apply(
        _by_hand("pages", "5-6"),
        record_of(),
        (Provenance("title", "crossref"), Provenance("publisher", "crossref")),
    )
    assert "5-6" == record.pages
    assert ["title", "pages", "publisher"] == [one.field for one in told]


@pytest.mark.parametrize(
    ("field", "absent"),
    [("title", None), ("authors", ()), ("pages", None), ("doi", None), ("abstract", None)],
)
def test_what_is_left_out_is_absent_and_told(tmp_path: Path, field: str, absent: object) -> None:
    override = _only(tmp_path, f"[key]\n{field} = false\n")
    record, told = apply(override, FULL, (Provenance(field, "crossref", reading=0),))
    assert absent == getattr(record, field)
    assert (Rule.BY_HAND, (0,)) == (told[0].rule, told[0].over)


def test_a_venue_that_is_left_out_leaves_no_event_to_stand_in(tmp_path: Path) -> None:
    venue = _applied(tmp_path, "venue = false", FULL).venue
    assert (None, None) == (venue.title, venue.event)
    assert FULL.venue.series == venue.series


def test_doubts_about_what_was_said_go_away_and_others_stay() -> None:
    doubts = (
        Doubt("pages", "they run backwards", "9-1"),
        Doubt("title", "capitals repaired", "A TITLE"),
    )
    record, _ = apply(_by_hand("pages", "1-9"), record_of(doubts=doubts), ())
    assert doubts[1:] == record.doubts


DATES = Dates(
    printed=PartialDate(2018, 3),
    online=PartialDate(2017, 12, 1),
    issued=PartialDate(2017),
    posted=PartialDate(2016, 5, 4),
    revised=PartialDate(2019),
)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("volume", [None, "7"])
@pytest.mark.parametrize("year", [1999, 2017, 2020])
def test_the_date_that_was_said_is_shown_whatever_the_kind(
    tmp_path: Path, kind: Kind, volume: str | None, year: int
) -> None:
    record = record_of(kind, dates=DATES, volume=volume)
    assert PartialDate(year) == _applied(tmp_path, f"date = {year}", record).date


def test_a_date_and_a_kind_count_together(tmp_path: Path) -> None:
    record = _applied(tmp_path, 'date = 2020\nkind = "preprint"', record_of(dates=DATES))
    assert (Kind.PREPRINT, PartialDate(2020)) == (record.kind, record.date)


@pytest.mark.parametrize("kind", [Kind.ARTICLE, Kind.PREPRINT])
def test_a_date_that_is_left_out_is_not_shown(tmp_path: Path, kind: Kind) -> None:
    assert None is _applied(tmp_path, "date = false", record_of(kind, dates=DATES)).date


def test_a_date_takes_the_place_of_those_it_settles_and_of_no_others(tmp_path: Path) -> None:
    provenance = tuple(
        Provenance(f"dates.{part}", "crossref", reading=place)
        for place, part in enumerate(("printed", "online", "posted", "revised"))
    )
    doubts = (Doubt("dates.printed", "later than the answer", "2018"),)
    record, told = apply(
        _only(tmp_path, "[key]\ndate = 2015\n"), record_of(dates=DATES, doubts=doubts), provenance
    )
    assert Dates(issued=PartialDate(2015), posted=DATES.posted, revised=DATES.revised) == (
        record.dates
    )
    assert () == record.doubts
    assert {("dates.posted", ()), ("dates.revised", ()), ("dates.issued", (0, 1))} == {
        (one.field, one.over) for one in told
    }
