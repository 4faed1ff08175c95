"""From preprints to what they became, and back: each rung of the ladder, and what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from enrich.decisions import Decision, Decisions
from enrich.identifiers import ArxivId, Doi, Title
from enrich.library import Entry
from enrich.lockfile import Lock
from enrich.merge import Rule
from enrich.pipeline import resolve_seeds
from enrich.policy import Policy
from enrich.record import Kind, Record
from enrich.seeds import Seed
from enrich.versions import Rung, is_told_published
from tests.configs import config_for, seeds_of
from tests.conftest import FakeClock
from tests.emulator import Emulator, Paper, Work, World

SHEEP = "Counting the Sheep of the First Meadow by Their Shadows at Noon"
ADA, BO = "Ada Shepherd", "Bo Meadows"
ARXIV, DOI, POSTED = ArxivId("2101.00001"), Doi("10.5555/sheep"), Doi("10.1101/2020.01.01.000001")


def paper(**changes: Any) -> Paper:
    return Paper(ARXIV.value, SHEEP, (ADA, BO), **changes)


def work(doi: Doi = DOI, title: str = SHEEP, **changes: Any) -> Work:
    message = {
        "title": [title],
        "author": [
            {"given": "Ada", "family": "Shepherd", "sequence": "first"},
            {"given": "Bo", "family": "Meadows", "sequence": "additional"},
        ],
        "issued": {"date-parts": [[2021, 9]]},
        "published-print": {"date-parts": [[2021, 9]]},
        "published-online": None,
        "volume": "7",
    }
    return Work(doi.value, {**message, **changes})


def posted(**changes: Any) -> Work:
    return work(
        POSTED,
        **{"type": "posted-content", "subtype": "preprint", "volume": None, **changes},
    )


def related(kind: str, name: str) -> dict[str, Any]:
    return {"relation": {kind: [{"id-type": "doi", "id": name, "asserted-by": "subject"}]}}


AS_PREPRINT = "10.48550/arXiv.2101.00001"


class Ladder:
    """A world of one work, in which seeds are resolved night by night."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = Lock()
        self.asked: tuple[str, ...] = ()
        self.remarks: tuple[str, ...] = ()

    def entries(
        self, wanted: str | Seed, *there: Paper | Work, **changes: object
    ) -> tuple[Entry, ...]:
        seeds = seeds_of([wanted]) if isinstance(wanted, str) else (wanted,)
        return self.entries_of(seeds, *there, **changes)

    def entries_of(
        self, seeds: Sequence[Seed], *there: Paper | Work, **changes: object
    ) -> tuple[Entry, ...]:
        papers = [one for one in there if isinstance(one, Paper)]
        works = [one for one in there if isinstance(one, Work)]
        with Emulator(World(papers, works)) as emulator:
            config = config_for(self.folder, emulator, **changes)
            library = resolve_seeds(seeds, config, lock=self.lock, clock=FakeClock()).library
            self.lock, self.remarks = library.lock, library.about_keys
            self.asked = tuple(name for one in emulator.log for name in one.ids)
        return library.entries

    def entry(self, wanted: str | Seed, *there: Paper | Work, **changes: object) -> Entry:
        (entry,) = self.entries(wanted, *there, **changes)
        return entry


@pytest.fixture
def ladder(tmp_path: Path) -> Ladder:
    return Ladder(tmp_path)


def shown(entry: Entry) -> tuple[Kind, ArxivId | None, Doi | None, Rung | None]:
    record = entry.record
    return record.kind, record.arxiv, record.doi, entry.rung


PUBLISHED = (Kind.ARTICLE, ARXIV, DOI)


def test_the_authors_doi_at_arxiv_is_followed(ladder: Ladder) -> None:
    entry = ladder.entry(ARXIV.key, paper(doi=DOI.value), work())
    assert (*PUBLISHED, Rung.AUTHOR) == shown(entry)


def test_what_a_work_says_was_its_preprint_is_followed(ladder: Ladder) -> None:
    entry = ladder.entry(ARXIV.key, paper(), work(**related("has-preprint", AS_PREPRINT)))
    assert (*PUBLISHED, Rung.RELATION) == shown(entry)


def test_what_a_preprint_says_it_became_is_followed(ladder: Ladder) -> None:
    entry = ladder.entry(POSTED.key, posted(**related("is-preprint-of", DOI.value)), work())
    assert (Kind.ARTICLE, None, DOI, Rung.RELATION) == shown(entry)


def test_from_a_publication_the_way_leads_back_to_its_eprint(ladder: Ladder) -> None:
    entry = ladder.entry(DOI.key, paper(), work(**related("has-preprint", AS_PREPRINT)))
    assert (*PUBLISHED, Rung.RELATION) == shown(entry)


def test_title_and_authors_prove_what_a_paper_became_that_says_it_is_published(
    ladder: Ladder,
) -> None:
    entry = ladder.entry(ARXIV.key, paper(comment="Accepted at the Meadow Days"), work())
    assert (*PUBLISHED, Rung.TITLE) == shown(entry)


def test_a_paper_that_says_nothing_is_not_looked_for(ladder: Ladder) -> None:
    entry = ladder.entry(ARXIV.key, paper(comment="12 pages"), work())
    assert (Kind.PREPRINT, ARXIV, None, None) == shown(entry)


RENAMED = "Shadows of Sheep: How Many Graze on the First Meadow at Noon"


@pytest.mark.parametrize(
    ("told", "changes"),
    [
        ({"doi": DOI.value}, {}),
        ({}, related("has-preprint", AS_PREPRINT)),
    ],
)
def test_a_renamed_paper_is_followed_where_its_author_or_publisher_says_so(
    ladder: Ladder, told: dict[str, str], changes: dict[str, Any]
) -> None:
    entry = ladder.entry(ARXIV.key, paper(**told), work(title=RENAMED, **changes))
    assert DOI == entry.record.doi
    assert entry.rung in {Rung.AUTHOR, Rung.RELATION}


NEW_AUTHORS: dict[str, Any] = {
    "author": [
        {"given": "Cy", "family": "Goatherd", "sequence": "first"},
        {"given": "Ada", "family": "Shepherd", "sequence": "additional"},
    ]
}


def test_a_changed_author_list_alone_is_left_to_a_person(ladder: Ladder) -> None:
    entry = ladder.entry(
        ARXIV.key, paper(comment="Accepted at the Meadow Days"), work(**NEW_AUTHORS)
    )
    assert (Kind.PREPRINT, ARXIV, None, None) == shown(entry)
    assert [DOI] == [match.record.doi for match in entry.may_have_become]


def decided(folder: Path, *, is_it: bool) -> Path:
    words = "counting the sheep of the first meadow by their shadows at noon"
    decision = Decision(Title(words, "shepherd"), DOI, is_it)
    file = folder / "decisions.jsonl"
    file.write_text(Decisions([decision]).text, encoding="utf-8")
    return file


def test_a_persons_yes_is_followed(ladder: Ladder) -> None:
    there = paper(comment="Accepted at the Meadow Days"), work(**NEW_AUTHORS)
    decisions = decided(ladder.folder, is_it=True)
    entry = ladder.entry(ARXIV.key, *there, decisions=decisions)
    assert (*PUBLISHED, Rung.DECISION) == shown(entry)


def test_a_persons_no_is_obeyed_now_and_for_what_was_followed_before(ladder: Ladder) -> None:
    there = paper(comment="Accepted at the Meadow Days"), work()
    assert (*PUBLISHED, Rung.TITLE) == shown(ladder.entry(ARXIV.key, *there))
    decisions = decided(ladder.folder, is_it=False)
    entry = ladder.entry(ARXIV.key, *there, decisions=decisions)
    assert (Kind.PREPRINT, ARXIV, None, None) == shown(entry)


def test_another_work_that_names_the_preprint_is_not_what_it_became(ladder: Ladder) -> None:
    other = work(
        title="Geese Crossing Rivers",
        author=[{"given": "Gus", "family": "Gander", "sequence": "first"}],
        **related("has-preprint", AS_PREPRINT),
    )
    assert (Kind.PREPRINT, ARXIV, None, None) == shown(ladder.entry(ARXIV.key, paper(), other))


NO_PUBLICATIONS = {
    "erratum": work(title=f"Erratum to: {SHEEP}"),
    "retraction": work(title=f"Retraction: {SHEEP}"),
    "review": work(type="peer-review"),
    "dataset": work(type="dataset"),
    "component": work(type="component"),
}


@pytest.mark.parametrize("there", NO_PUBLICATIONS.values(), ids=NO_PUBLICATIONS)
def test_what_is_about_a_paper_or_beside_it_is_not_what_it_became(
    ladder: Ladder, there: Work
) -> None:
    entry = ladder.entry(ARXIV.key, paper(doi=DOI.value), there)
    assert (Kind.PREPRINT, ARXIV, None, None) == shown(entry)
    naming = Work(there.doi, {**there.message, **related("has-preprint", AS_PREPRINT)})
    assert (Kind.PREPRINT, ARXIV, None, None) == shown(ladder.entry(ARXIV.key, paper(), naming))


def test_an_erratum_that_names_the_preprint_does_not_keep_it_from_its_publication(
    ladder: Ladder,
) -> None:
    named = related("has-preprint", AS_PREPRINT)
    erratum = work(Doi("10.5555/erratum"), f"Erratum to: {SHEEP}", **named)
    entry = ladder.entry(ARXIV.key, paper(), work(**named), erratum)
    assert (*PUBLISHED, Rung.RELATION) == shown(entry)


def test_two_publications_that_call_each_other_a_preprint_are_two_works(ladder: Ladder) -> None:
    other = Doi("10.5555/other")
    there = (
        work(**related("has-preprint", other.value)),
        work(other, **related("has-preprint", DOI.value)),
    )
    first = ladder.entry(DOI.key, *there)
    assert (DOI, None) == (first.record.doi, first.rung)
    assert first.key == ladder.entry(DOI.key, *there).key


def test_a_preprint_of_a_preprint_is_followed_to_the_end(ladder: Ladder) -> None:
    entry = ladder.entry(
        ARXIV.key,
        paper(doi=POSTED.value),
        posted(**related("is-preprint-of", DOI.value)),
        work(),
    )
    assert (Kind.ARTICLE, DOI) == (entry.record.kind, entry.record.doi)


def test_a_doi_that_its_author_moved_to_another_paper_is_no_longer_the_first_ones(
    ladder: Ladder,
) -> None:
    other = Paper("2101.00002", SHEEP, (ADA, BO), doi=DOI.value)
    wrong = Paper(ARXIV.value, RENAMED, (ADA, BO), doi=DOI.value)
    first = ladder.entry(ARXIV.key, wrong, work())
    seeds = seeds_of([ARXIV.key, f"arxiv:{other.id}"])
    anew = ladder.folder / "other/answers.sqlite"
    right = Paper(ARXIV.value, RENAMED, (ADA, BO))
    entries = ladder.entries_of(seeds, right, other, work(), cache=anew)
    found = {entry.record.arxiv: entry for entry in entries}
    assert (first.key, None) == (found[ARXIV].key, found[ARXIV].record.doi)
    assert DOI == found[ArxivId(other.id)].record.doi


def test_what_was_withdrawn_became_nothing_and_nobody_is_asked(ladder: Ladder) -> None:
    ladder.entry(ARXIV.key, paper(comment="This paper has been withdrawn by the author"))
    assert (ARXIV.value,) == ladder.asked


def test_what_was_followed_once_is_asked_for_by_its_name_and_not_looked_for_again(
    ladder: Ladder, tmp_path: Path
) -> None:
    there = paper(comment="Accepted at the Meadow Days"), work()
    first = ladder.entry(ARXIV.key, *there)
    elsewhere = tmp_path / "other/answers.sqlite"
    again = ladder.entry(ARXIV.key, *there, cache=elsewhere)
    assert (first.key, *shown(first)) == (again.key, *shown(again))
    assert {ARXIV.value, DOI.value} == set(ladder.asked)


def test_a_second_night_asks_for_nothing(ladder: Ladder) -> None:
    there = paper(comment="Accepted at the Meadow Days"), work()
    ladder.entry(ARXIV.key, *there)
    ladder.entry(ARXIV.key, *there)
    assert () == ladder.asked


def test_who_does_not_want_to_look_asks_for_nothing_more(ladder: Ladder) -> None:
    there = paper(comment="Accepted"), work(**related("has-preprint", AS_PREPRINT))
    entry = ladder.entry(ARXIV.key, *there, looks_for_published=False)
    assert Kind.PREPRINT is entry.record.kind
    assert (ARXIV.value,) == ladder.asked


@pytest.mark.parametrize("wanted", [ARXIV.key, DOI.key])
def test_a_preprint_is_shown_to_who_wants_that_under_the_same_key(
    ladder: Ladder, wanted: str
) -> None:
    there = paper(doi=DOI.value), work(**related("has-preprint", AS_PREPRINT))
    published = ladder.entry(wanted, *there)
    preprint = ladder.entry(wanted, *there, policy=Policy.PREPRINT)
    assert published.key == preprint.key
    assert (Kind.PREPRINT, ARXIV, None, Rung.AUTHOR) == shown(preprint)
    assert preprint.record.volume is None
    assert DOI in {one.identifier for one in preprint.record.relations}


def test_both_are_shown_to_who_wants_both_and_the_first_key_stays_with_what_was_shown(
    ladder: Ladder,
) -> None:
    there = paper(doi=DOI.value), work()
    key = ladder.entry(ARXIV.key, *there).key
    both = ladder.entries(ARXIV.key, *there, policy=Policy.BOTH)
    kinds = {entry.key: entry.record.kind for entry in both}
    assert {Kind.ARTICLE, Kind.PREPRINT} == set(kinds.values())
    assert Kind.ARTICLE is kinds[key]
    eprints = {entry.record.kind: entry.record.arxiv for entry in both}
    assert ARXIV == eprints[Kind.ARTICLE]
    again = ladder.entry(ARXIV.key, *there)
    assert {key, *again.aliases} == set(kinds)


def test_an_owners_key_stays_with_what_was_shown_without_a_word(ladder: Ladder) -> None:
    there = paper(doi=DOI.value), work()
    (seed,) = seeds_of([ARXIV.key])
    seed = msgspec.structs.replace(seed, key="mine")
    assert "mine" == ladder.entry(seed, *there).key
    both = ladder.entries(seed, *there, policy=Policy.BOTH)
    assert {Kind.ARTICLE: True, Kind.PREPRINT: False} == {
        entry.record.kind: entry.key == "mine" for entry in both
    }
    assert () == ladder.remarks


def by_hand(folder: Path, text: str) -> Path:
    file = folder / "overrides.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("named", ['"arXiv:2101.00001v3"', '"doi:10.5555/sheep"', "KEY"])
def test_a_single_work_is_shown_as_somebody_wants_it(ladder: Ladder, named: str) -> None:
    there = paper(doi=DOI.value), work()
    key = ladder.entry(ARXIV.key, *there).key
    table = f'[{named.replace("KEY", key)}]\nversion = "preprint"\n'
    entry = ladder.entry(ARXIV.key, *there, overrides=by_hand(ladder.folder, table))
    assert (key, Kind.PREPRINT) == (entry.key, entry.record.kind)


def test_two_versions_that_stand_apart_are_corrected_each_for_itself(ladder: Ladder) -> None:
    there = paper(doi=DOI.value), work()
    text = (
        '["arXiv:2101.00001"]\nversion = "both"\ntitle = "Early"\n'
        '["doi:10.5555/sheep"]\ntitle = "Late"\n'
    )
    both = ladder.entries(ARXIV.key, *there, overrides=by_hand(ladder.folder, text))
    assert {Kind.PREPRINT: "Early", Kind.ARTICLE: "Late"} == {
        entry.record.kind: str(entry.record.title) for entry in both
    }


def test_keys_stay_with_their_versions_however_often_the_policy_turns(ladder: Ladder) -> None:
    there = paper(doi=DOI.value), work()
    ladder.entry(ARXIV.key, *there)
    kinds = []
    for _ in range(2):
        both = ladder.entries(ARXIV.key, *there, policy=Policy.BOTH)
        kinds.append({entry.key: entry.record.kind for entry in both})
        ladder.entry(ARXIV.key, *there)
    assert kinds[0] == kinds[1]


def test_who_reads_the_preprint_is_told_what_became_of_the_publication(ladder: Ladder) -> None:
    notice: dict[str, Any] = {
        "DOI": "10.5555/notice",
        "type": "retraction",
        "updated": {"date-parts": [[2022]]},
    }
    noticed: dict[str, Any] = {"updated-by": [notice]}
    there = paper(doi=DOI.value), work(**noticed)
    both = ladder.entries(ARXIV.key, *there, policy=Policy.BOTH)
    assert [["retraction"]] * 2 == [[one.kind for one in entry.record.notices] for entry in both]


@pytest.mark.parametrize(
    "there",
    [
        (paper(doi=DOI.value), work()),
        (paper(), work(**related("has-preprint", AS_PREPRINT))),
    ],
    ids=["author", "relation"],
)
def test_a_persons_no_goes_before_authors_and_publishers(
    ladder: Ladder, there: tuple[Paper | Work, ...]
) -> None:
    decisions = decided(ladder.folder, is_it=False)
    seeds = seeds_of([ARXIV.key, DOI.key])
    entries = ladder.entries_of(seeds, *there, decisions=decisions)
    assert {(ARXIV, None), (None, DOI)} == {
        (entry.record.arxiv, entry.record.doi) for entry in entries
    }


def test_a_kind_by_hand_is_no_publication(ladder: Ladder) -> None:
    table = '["arXiv:2101.00001"]\nkind = "inproceedings"\n'
    ladder.entry(ARXIV.key, paper(), overrides=by_hand(ladder.folder, table))
    (locked,) = ladder.lock.works
    assert locked.shown is not None
    assert "preprint" == locked.shown.version


def test_what_somebody_corrects_wins_and_leaves_the_key_as_it_was(ladder: Ladder) -> None:
    key = ladder.entry(DOI.key, work()).key
    table = '["doi:10.5555/sheep"]\ntitle = "Goats"\ndate = 1999\nnote = "as printed"\n'
    entry = ladder.entry(DOI.key, work(), overrides=by_hand(ladder.folder, table))
    assert (key, "Goats", "1999") == (entry.key, str(entry.record.title), str(entry.record.date))
    (told,) = (one for one in entry.provenance if one.field == "title")
    assert (Rule.BY_HAND, (0,)) == (told.rule, told.over)
    assert told.source.endswith("overrides.toml:2")
    assert entry.override is not None
    assert "as printed" == entry.override.note


@pytest.mark.parametrize(
    ("reference", "comment", "told"),
    [
        ("Phys. Rev. D 76, 013009 (2007)", None, True),
        ("submitted to J. Sheep", None, False),
        (None, "Accepted to ICML", True),
        (None, "Published in the Meadow Days", True),
        (None, "12 pages, CVPR 2021", True),
        (None, "NeurIPS'19 camera ready", True),
        (None, "12 pages, 3 figures", False),
        (None, "Submitted to ICML 2021", False),
        (None, "under review", False),
        (None, "in 2021 we walked", False),
        (None, None, False),
    ],
)
def test_authors_tell_at_arxiv_whether_a_paper_was_taken(
    reference: str | None,
    comment: str | None,
    told: bool,  # noqa: FBT001 - the expectation
) -> None:
    record = Record(kind=Kind.PREPRINT, arxiv=ARXIV, journal_reference=reference, comment=comment)
    assert told is is_told_published(record)
    assert not is_told_published(msgspec.structs.replace(record, doi=DOI))
