"""Claims and works made by hand: what proves that a work is meant, and what does not."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.match import (
    Agreement,
    Evidence,
    TitleFit,
    Verdict,
    is_same_work,
    prove,
    title_fit,
)
from enrich.match.people import is_person
from enrich.record import Dates, Kind, Name, Notice, Record, Relation, Venue
from enrich.seeds import Claim
from tests.records import plain, record_of

TITLE = "Growing purple gardens on paper from sparse seeds"
ADA, BO, CY = (
    Name(family="Sample", given="Ada"),
    Name(family="Örn", given="Bo K."),
    Name(family="Li"),
)


def made(kind: Kind = Kind.ARTICLE, title: str = TITLE, year: int = 2021, **more: object) -> Record:
    """Make a work by three people that came out in one year."""
    date = PartialDate(year)
    dates = Dates(posted=date) if kind is Kind.PREPRINT else Dates(printed=date)
    fields = {"authors": (ADA, BO, CY), "dates": dates, **more}
    return record_of(kind, title, **fields)


def claim(title: str = TITLE, *authors: str, year: int | None = 2021, **more: object) -> Claim:
    """Claim a title by people, of a year."""
    date = PartialDate(year) if year else None
    return Claim(title=title, authors=authors or ("Sample, A.",), date=date, **more)  # type: ignore[arg-type]


def verdict(claimed: Claim, *records: Record) -> Verdict:
    """Give the best of the verdicts."""
    return prove(claimed, records or (made(),))[0].verdict


def test_a_work_that_agrees_in_every_part_is_proved() -> None:
    (match,) = prove(claim(), [made()])
    clear = Agreement.CLEAR
    assert (match.verdict, match.evidence) == (
        Verdict.PROVED,
        Evidence(title=clear, author=clear, year=clear, kind=clear),
    )


def test_no_part_makes_up_for_another() -> None:
    sure = Agreement.CLEAR
    clear = Evidence(title=sure, author=sure, year=sure, kind=sure)
    assert clear.verdict is Verdict.PROVED
    for part in ("title", "author", "year", "kind"):
        doubted = msgspec.structs.replace(clear, **{part: Agreement.OPEN})
        refuted = msgspec.structs.replace(clear, **{part: Agreement.AGAINST})
        # Lists get years wrong more than anything.
        at_worst = Verdict.DOUBTFUL if part == "year" else Verdict.NONE
        assert (doubted.verdict, refuted.verdict) == (Verdict.DOUBTFUL, at_worst)


def test_a_wrong_year_leaves_no_doubt_where_another_part_is_open() -> None:
    sure = Agreement.CLEAR
    evidence = Evidence(title=sure, author=Agreement.OPEN, year=Agreement.AGAINST, kind=sure)
    assert evidence.verdict is Verdict.NONE


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        (Claim(title=TITLE, date=PartialDate(2021)), Verdict.DOUBTFUL),
        (claim(year=None), Verdict.DOUBTFUL),
        (claim(TITLE, "Sample, A.", "Örn, B.", "Li", year=None), Verdict.PROVED),
        (claim(TITLE, "Sample, A.", "Li", "Örn, B.", year=None), Verdict.DOUBTFUL),
        (claim(TITLE, "Örn, B.", "Sample, A."), Verdict.DOUBTFUL),
        (claim(TITLE, "Örn, B."), Verdict.NONE),
        (claim(TITLE, "Sample, A.", "Nobody, N."), Verdict.DOUBTFUL),
        (claim(TITLE, "Sample, A.", "Nobody, N.", "Strange, S."), Verdict.NONE),
        (claim(year=2022), Verdict.DOUBTFUL),
        (claim(year=2023), Verdict.DOUBTFUL),
        (claim("Machines of steel"), Verdict.NONE),
        (claim(kind=Kind.THESIS), Verdict.NONE),
        (Claim(), Verdict.DOUBTFUL),
    ],
)
def test_what_a_list_does_not_say_or_says_otherwise_does_not_prove(
    claimed: Claim, expected: Verdict
) -> None:
    assert verdict(claimed) is expected


def test_authors_do_not_stand_for_the_year_of_an_edition() -> None:
    claimed = claim(TITLE, "Sample, A.", "Örn, B.", "Li", year=None)
    assert verdict(claimed, made(Kind.BOOK)) is Verdict.DOUBTFUL


def test_what_is_not_clear_is_told_in_plain_words() -> None:
    (match,) = prove(claim(TITLE, "Nobody, N.", year=2019), [made()])
    assert match.evidence.told == (
        "author: the list says Nobody, N., the work Ada Sample",
        "year: the list says 2019, the work 2021",
    )
    (match,) = prove(Claim(), [made(Kind.REVIEW)])
    assert match.evidence.told == (
        "title: the list says none",
        "author: the list names none",
        "year: the list says none",
        "kind: not what is meant, but a peer-review or a notice about it",
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.ARTICLE, Verdict.PROVED),
        (Kind.CONFERENCE_PAPER, Verdict.PROVED),
        (Kind.PREPRINT, Verdict.PROVED),
        (Kind.BOOK, Verdict.PROVED),
        (Kind.OTHER, Verdict.DOUBTFUL),
        (Kind.REVIEW, Verdict.NONE),
        (Kind.THESIS, Verdict.NONE),
        (Kind.DATASET, Verdict.NONE),
        (Kind.STANDARD, Verdict.NONE),
    ],
)
def test_where_no_kind_is_claimed_a_paper_is_meant(kind: Kind, expected: Verdict) -> None:
    assert verdict(claim(), made(kind)) is expected


def test_a_kind_that_is_claimed_is_meant() -> None:
    assert verdict(claim(kind=Kind.THESIS), made(Kind.THESIS)) is Verdict.PROVED
    assert verdict(claim(kind=Kind.CONFERENCE_PAPER), made(Kind.CHAPTER)) is Verdict.PROVED
    assert verdict(claim(kind=Kind.ARTICLE), made(Kind.PREPRINT)) is Verdict.DOUBTFUL


def test_a_chapter_named_like_its_book_may_not_be_what_is_meant() -> None:
    venue = Venue(title=plain(TITLE))
    assert verdict(claim(), made(Kind.CHAPTER, venue=venue)) is Verdict.DOUBTFUL


@pytest.mark.parametrize(
    "begin", ["Correction to: ", "Erratum: ", "Reply to: ", "Review of ", "Retracted: ", "Re: "]
)
def test_a_notice_is_not_the_work_unless_the_notice_is_claimed(begin: str) -> None:
    notice = made(title=f"{begin}{TITLE}")
    assert verdict(claim(), notice) is Verdict.NONE
    assert verdict(claim(f"{begin}{TITLE}"), notice) is Verdict.PROVED


def test_a_notice_under_the_title_of_the_work_is_not_the_work() -> None:
    assert verdict(claim(), made(announces=(Notice(kind="correction"),))) is Verdict.NONE
    assert verdict(claim(), made(title=f"{TITLE}\N{EM DASH}Reply")) is Verdict.NONE


@pytest.mark.parametrize(
    "title",
    [
        TITLE.upper(),
        f"{TITLE}.",
        f"The {TITLE}",
        "Growing purple-gardens on paper, from sparse seeds",
        "Growing purplegardens on paper from sparse seeds",
        "Growing purple garden on paper from sparse seeds",
    ],
)
def test_a_title_written_a_little_otherwise_is_the_same(title: str) -> None:
    assert title_fit(title, [TITLE]) is TitleFit.SAME


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} II",
        f"{TITLE} 2",
        f"{TITLE}: Part II",
        f"Not {TITLE}",
        "Growing purple gardens without paper from sparse seeds",
        "Growing purple gardens on paper from dense seeds",
        "Growing purple gardens on paper",
        "Growing unpurple gardens on paper from sparse seeds",
    ],
)
def test_a_title_that_says_something_else_proves_nothing(title: str) -> None:
    assert verdict(claim(title)) is not Verdict.PROVED
    assert verdict(claim(), made(title=title)) is not Verdict.PROVED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A study of C for small machines", "A study of C++ for small machines"),
        ("A* search over small machine models", "A search over small machine models"),
        ("Search over small machine models by A*", "Search over small machine models by A"),
        ("Keys from a symmetric cipher of machines", "Keys from asymmetric cipher of machines"),
        ("Machines of children at ages 1-2", "Machines of children at ages 12"),
        ("Contractive models of small machines", "Contrastive models of small machines"),
        ("Absorption by layers of small machines", "Adsorption by layers of small machines"),
        ("Layers of trimethylgold in machines", "Layers of triethylgold in machines"),
        ("Machine layers for 2016 and after", "Machine layers for 2017 and after"),
        ("Machine layers of 2D materials", "Machine layers of 3D materials"),
    ],
)
def test_titles_that_differ_in_little_are_of_two_works(one: str, other: str) -> None:
    assert verdict(claim(one), made(title=other)) is not Verdict.PROVED
    assert not is_same_work(made(Kind.PREPRINT, one), made(title=other))


def test_spelling_and_formulas_make_no_other_title() -> None:
    british = "Modelling the behaviour of colour centres: an optimisation"
    assert title_fit(british, ["Modeling behavior of color centers: an optimization"]) == "same"
    assert title_fit("Speed of LaO$_2$ by $\\beta$", ["Speed of LaO\u2082 by \u03b2"]) == "same"


def test_a_doubled_letter_and_a_plural_make_no_other_title() -> None:
    work = made(title="Reconstruction of occurring purple gardens on paper from seeds")
    for title in (
        "Reconstruction of occuring purple gardens",
        "Reconstruction of occurring purple garden",
    ):
        assert verdict(claim(f"{title} on paper from seeds"), work) is Verdict.PROVED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reconstruciton of gardens on paper", "Reconstruction of gardens on paper"),
        ("Complaint behaviour of paper gardens", "Compliant behaviour of paper gardens"),
    ],
)
def test_letters_in_the_wrong_order_may_make_another_title(one: str, other: str) -> None:
    assert title_fit(one, [other]) is TitleFit.SAME
    assert verdict(claim(one), made(title=other)) is Verdict.DOUBTFUL


SIGNS_APART = [
    ("Growing gardens on the group H^{-1} of paper", "Growing gardens on the group H^{1} of paper"),
    (
        "Growing gardens on the group $H^{-1}$ of paper",
        "Growing gardens on the group H\u00b9 of paper",
    ),
    ("Why paper gardens grow if P = NP holds", "Why paper gardens grow if P \u2260 NP holds"),
    ("Growing gardens on paper for n > 4", "Growing gardens on paper for n < 4"),
    ("Growing gardens on paper below -5 degrees", "Growing gardens on paper below 5 degrees"),
    ("Growing gardens on paper from $\\bar{D}$ mesons", "Growing gardens on paper from D mesons"),
    ("Paper gardens by p\u0304p collisions of seeds", "Paper gardens by pp collisions of seeds"),
    ("Growing paper gardens of type G' from seeds", "Growing paper gardens of type G from seeds"),
    ("Growing paper gardens of type G'' from seeds", "Growing paper gardens of type G' from seeds"),
    ("Sonata of paper gardens in F\u266f major", "Sonata of paper gardens in F major"),
    ("Sonata of paper gardens in B\u266d major", "Sonata of paper gardens in B major"),
    ("Growing paper gardens by \u03b7 of seeds", "Growing paper gardens by \u03b9 of seeds"),
    ("Growing 10\u00b3 paper gardens from seeds", "Growing 103 paper gardens from seeds"),
    (
        "Paper gardens \u4f7f\u7528\u7814\u7a76 from sparse seeds",
        "Paper gardens \u5b9e\u7528\u7814\u7a76 from sparse seeds",
    ),
]


@pytest.mark.parametrize(("one", "other"), SIGNS_APART)
def test_signs_and_letters_that_fold_alike_leave_a_doubt(one: str, other: str) -> None:
    assert verdict(claim(one), made(title=one)) is Verdict.PROVED
    assert verdict(claim(one), made(title=other)) is Verdict.DOUBTFUL
    assert verdict(claim(other), made(title=one)) is Verdict.DOUBTFUL
    assert not is_same_work(made(Kind.PREPRINT, one), made(title=other))


def test_of_short_titles_signs_and_letters_tell_too() -> None:
    for one, other in (
        ("\u4f7f\u7528\u7814\u7a76", "\u5b9e\u7528\u7814\u7a76"),
        ("P = NP", "P \u2260 NP"),
        ("F\u266f minor", "F minor"),
        (
            "\u0395\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ae",
            "\u0395\u03bb\u03bb\u03b9\u03bd\u03b7\u03ba\u03ae",
        ),
    ):
        whole = claim(one, "Ada Sample", "Bo \u00d6rn", "Li")
        assert verdict(whole, made(title=other)) is Verdict.DOUBTFUL


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        (
            "Growing alpha-gardens on H2O paper from seeds",
            "Growing \u03b1-gardens on H\u2082O paper from seeds",
        ),
        (
            "Growing $\\alpha$-gardens on paper from seeds",
            "Growing \u03b1-gardens on paper from seeds",
        ),
        ("TNF-alpha and IL-1beta in paper gardens", "TNF\u03b1 & IL-1\u03b2 in paper gardens"),
        ("Growing 2x2 gardens on paper from seeds", "Growing 2\u00d72 gardens on paper from seeds"),
        (
            "Gardens on paper - growing 'purple' seeds",
            "Gardens on paper \u2013 growing \u2018purple\u2019 seeds",
        ),
        ('Growing "purple" gardens on paper', "Growing \u201cpurple\u201d gardens on paper"),
        (
            "Growing gardens of vitamin A from paper",
            "Growing gardens of \u2018vitamin A\u2019 from paper",
        ),
        (
            "Ada's gardens on d'Or paper from seeds",
            "Ada\u2019s gardens on d\u2019Or paper from seeds",
        ),
        (
            "Paper gardens in helium-4 for ages 1-2",
            "Paper gardens in helium\u20114 for ages 1\u20132",
        ),
        ("Growing gardens on H^{-1} of paper", "Growing gardens on H\u207b\u00b9 of paper"),
        ("Growing gardens of type G' on paper", "Growing gardens of type G\u2032 on paper"),
        ("Paper gardens in F# major from seeds", "Paper gardens in F\u266f major from seeds"),
        (
            "Gardens of $\\overline{K}$ on paper from seeds",
            "Gardens of K\u0304 on paper from seeds",
        ),
        ("Growing paper gardens for n >= 4 seeds", "Growing paper gardens for n \u2265 4 seeds"),
        ("Paper gardens a la carte from seeds", "Paper gardens \u00e0 la carte from seeds"),
        ("Paper gardens by Orn from seeds", "Paper gardens by \u00d6rn from seeds"),
        ("Growing purple gardens on paper", "Growing purple gardens on paper\u2606"),
    ],
)
def test_what_is_typed_for_a_sign_is_that_sign(typed: str, title: str) -> None:
    assert verdict(claim(typed), made(title=title)) is Verdict.PROVED
    assert verdict(claim(title), made(title=typed)) is Verdict.PROVED


def test_a_letter_that_may_make_another_word_fits_but_proves_nothing() -> None:
    title = "A nucleoside in the garden of sparse seeds"
    assert title_fit("A nucleotide in the garden of sparse seeds", [title]) is TitleFit.SAME
    assert (
        verdict(claim("A nucleotide in the garden of sparse seeds"), made(title=title))
        is Verdict.DOUBTFUL
    )


def test_a_cut_title_is_told_from_a_renamed_one_and_from_another() -> None:
    whole = f"{TITLE}: a survey of methods"
    assert title_fit(TITLE, [whole]) is TitleFit.CUT
    assert title_fit(whole, [TITLE]) is TitleFit.CUT
    assert title_fit(TITLE, [f"Flora: {TITLE}"]) is TitleFit.CUT
    assert title_fit("Growing purple gardens\N{HORIZONTAL ELLIPSIS}", [TITLE]) is TitleFit.CUT
    assert title_fit("Growing green gardens on paper", [TITLE]) is TitleFit.RENAMED
    assert title_fit("Machines of steel", [TITLE]) is TitleFit.OTHER
    assert title_fit("Machines of steel", []) is TitleFit.OTHER
    assert title_fit("Machines of steel", [TITLE, "Machines of Steel"]) is TitleFit.SAME


ADDED = [
    "A Rebuttal", "Errors and Omissions", "Study Guide and Solutions Manual", "Online Annex",
    "The Final Chapter", "Comment", "Supplementary Material", "Part II", "Poster",
]  # fmt: skip


@pytest.mark.parametrize("left", ["a survey of methods", *ADDED])
def test_a_cut_title_proves_nothing_whatever_else_agrees(left: str) -> None:
    authors, whole = ("Ada Sample", "Bo K. \u00d6rn", "Li"), f"{TITLE}: {left}"
    cut, full = claim(TITLE, *authors), claim(whole, *authors)
    assert verdict(cut, made(title=whole)) is not Verdict.PROVED
    assert verdict(full, made()) is Verdict.DOUBTFUL
    assert verdict(cut, made(title=f"Flora: {TITLE}")) is Verdict.DOUBTFUL
    assert verdict(cut, made(title=whole), made()) is Verdict.PROVED


@pytest.mark.parametrize("left", ADDED)
def test_a_cut_leaves_out_no_part_and_no_notice(left: str) -> None:
    assert title_fit(TITLE, [f"{TITLE}: {left}"]) is TitleFit.RENAMED
    assert title_fit(TITLE, [f"{left}: {TITLE}"]) is TitleFit.RENAMED
    assert title_fit(f"{TITLE}. {left}", [TITLE]) is TitleFit.RENAMED


@pytest.mark.parametrize(
    "left",
    [
        "a systematic review",
        "a review",
        "10 years on",
        "no one left",
        "response to warming",
        "two of three",
        "a case study",
    ],
)
def test_a_subtitle_may_be_left_out(left: str) -> None:
    assert title_fit(TITLE, [f"{TITLE}: {left}"]) is TitleFit.CUT


@pytest.mark.parametrize("title", ["Editorial", "Introduction", "Book Reviews", "Gardens"])
def test_a_title_that_many_works_have_proves_nothing(title: str) -> None:
    assert verdict(claim(title), made(title=title, authors=(ADA,))) is Verdict.DOUBTFUL


def test_a_short_title_needs_all_authors() -> None:
    assert verdict(claim("Deep gardens"), made(title="Deep Gardens")) is Verdict.DOUBTFUL
    whole = claim("Deep gardens", "Ada Sample", "Bo Örn", "Li")
    assert verdict(whole, made(title="Deep Gardens")) is Verdict.PROVED


def test_a_year_beside_the_right_one_needs_the_venue() -> None:
    venue = Venue(title=plain("Journal of Paper Gardening"))
    for written in ("Journal of Paper Gardening", "J. Paper Gard.", "JPG"):
        claimed = claim(year=2020, venue=written)
        assert verdict(claimed, made(venue=venue)) is Verdict.PROVED
    assert verdict(claim(year=2020, venue="GardenConf"), made(venue=venue)) is Verdict.DOUBTFUL
    assert verdict(claim(year=2020), made(venue=venue)) is Verdict.DOUBTFUL


def test_the_year_of_a_known_preprint_is_one_of_the_work() -> None:
    relation = Relation("has-preprint", ArxivId("1905.00001"))
    assert verdict(claim(year=2019), made(relations=(relation,))) is Verdict.PROVED


@pytest.mark.parametrize(
    ("year", "venue", "expected"),
    [
        (2021, None, Verdict.PROVED),
        (2022, None, Verdict.DOUBTFUL),
        (2022, "arXiv", Verdict.PROVED),
        (2023, None, Verdict.DOUBTFUL),
        (2027, None, Verdict.DOUBTFUL),
        (2018, None, Verdict.DOUBTFUL),
    ],
)
def test_a_later_year_than_that_of_the_preprint_may_be_of_its_publication(
    year: int, venue: str | None, expected: Verdict
) -> None:
    assert verdict(claim(year=year, venue=venue), made(Kind.PREPRINT)) is expected


def test_of_a_preprint_and_its_publication_the_one_that_is_meant_is_proved() -> None:
    preprint = made(Kind.PREPRINT, arxiv=ArxivId("2101.00001"))
    published = made(doi=Doi("10.5555/x"))
    for both in ((preprint, published), (published, preprint)):
        assert prove(claim(), both)[0].record == published
        assert prove(claim(venue="arXiv"), both)[0].record == preprint
        assert [one.verdict for one in prove(claim(), both)] == ["proved", "doubtful"]


def test_two_works_that_nothing_tells_apart_are_both_doubtful() -> None:
    paper = made(
        Kind.CONFERENCE_PAPER, doi=Doi("10.5555/a"), venue=Venue(title=plain("GardenConf"))
    )
    article = made(doi=Doi("10.5555/b"))
    found = [(one.verdict, one.evidence.told) for one in prove(claim(), [paper, article])]
    assert found == [(Verdict.DOUBTFUL, ("another work fits as well",))] * 2
    assert prove(claim(venue="GardenConf"), [article, paper])[0].record == paper
    assert prove(claim(kind=Kind.ARTICLE), [paper, article])[0].record == article


def test_of_two_works_that_fit_the_worse_says_so() -> None:
    editions = [made(doi=Doi("10.5555/a")), made(doi=Doi("10.5555/b"), kind=Kind.CONFERENCE_PAPER)]
    best, other = prove(
        claim(kind=Kind.CONFERENCE_PAPER),
        [*editions[1:], msgspec.structs.replace(editions[0], kind=Kind.CHAPTER)],
    )
    assert (best.verdict, best.evidence.told) == (Verdict.PROVED, ())
    assert other.evidence.told == ("another work fits better",)


def test_one_work_from_two_sources_is_no_rival_of_itself() -> None:
    one = made(doi=Doi("10.5555/a"))
    other = made(doi=Doi("10.5555/a"), publisher="Press")
    assert [match.verdict for match in prove(claim(), [one, other])] == ["proved", "doubtful"]


@pytest.mark.parametrize(
    ("written", "family", "given", "expected"),
    [
        ("Gretton, A.", "Gretton", "Arthur", "clear"),
        ("A. Gretton", "Gretton", "Arthur", "clear"),
        ("SEMA ATASEVER", "Atasever", "Sema", "clear"),
        ("Wang, Zhou", "Wang", "Zhou", "clear"),
        ("Zhou, Wang", "Wang", "Zhou", "clear"),
        ("Skandarani", "Skandarani", "Youssef", "clear"),
        ("Wang ZY", "Wang", "Zhi-Yong", "clear"),
        ("Müller, K.", "Mueller", "Karl", "clear"),
        ("Minguk Kang", "Kang", "MinGuk", "clear"),
        ("Sandra Carrasco Limeros", "Limeros", "Sandra Carrasco", "clear"),
        ("Soong, Y. V.", "Soong", "Ya-Hue Valerie", "clear"),
        ("Smith, J., Jr.", "Smith", "John", "clear"),
        ("Gretton, B.", "Gretton", "Arthur", "against"),
        ("Wen Zhang", "Zhang", "Wei", "against"),
        ("James Smith", "James", "Robert", "against"),
        ("James Smith", "James", "S.", "against"),
        ("J. A. Smith", "Smith", "John Brown", "against"),
        ("Alex Smith", "Smith", "Alexander", "open"),
        ("Cardos, J.", "Cardoso", "Jorge", "open"),
        ("Garcia", "García Márquez", "Gabriel", "open"),
        ("Li, W.", "Wu", "Lin", "against"),
    ],
)
def test_names_are_compared_as_far_as_they_are_written(
    written: str, family: str, given: str, expected: str
) -> None:
    assert is_person(written, Name(family=family, given=given)) == expected


@pytest.mark.parametrize(
    "written", ["Laurens van der Maaten", "van der Maaten, L.", "Maaten, L. van der", "L. Maaten"]
)
def test_particles_may_stand_anywhere(written: str) -> None:
    for name in (
        Name(family="Maaten", given="Laurens", particle="van der"),
        Name(family="Van der Maaten", given="Laurens"),
    ):
        assert is_person(written, name) is Agreement.CLEAR


def test_groups_are_compared_word_by_word() -> None:
    group = Name(literal="The ATLAS Collaboration")
    assert is_person("ATLAS Collaboration", group) is Agreement.CLEAR
    assert is_person("ATLAS", group) is Agreement.OPEN
    assert is_person("CMS Collaboration", group) is Agreement.AGAINST


PREPRINT = made(Kind.PREPRINT, arxiv=ArxivId("2101.00001"))


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"dates": Dates(printed=PartialDate(2025))}, True),
        ({"dates": Dates(printed=PartialDate(2026))}, False),
        ({"dates": Dates(printed=PartialDate(2019))}, False),
        ({"dates": Dates()}, True),
        ({"kind": Kind.CHAPTER}, True),
        ({"kind": Kind.THESIS}, False),
        ({"kind": Kind.REVIEW}, False),
        ({"kind": Kind.PREPRINT}, False),
        ({"title": plain(f"{TITLE}: a survey")}, False),
        ({"title": plain(f"Erratum: {TITLE}")}, False),
        ({"announces": (Notice(kind="correction"),)}, False),
        ({"authors": (ADA, BO)}, False),
        ({"authors": (ADA, BO, CY, Name(family="New"))}, True),
        ({"authors": (BO, ADA, CY)}, False),
        ({"authors": ()}, False),
        ({"relations": (Relation("has-preprint", ArxivId("2101.00002")),)}, False),
    ],
)
def test_a_preprint_and_a_publication_are_one_work_if_all_but_the_venue_agrees(
    changes: dict[str, object],
    same: bool,  # noqa: FBT001 - the expectation
) -> None:
    published = msgspec.structs.replace(made(doi=Doi("10.5555/x"), year=2022), **changes)
    assert is_same_work(PREPRINT, published) is same
    assert is_same_work(published, PREPRINT) is same


def test_a_preprint_that_gives_another_doi_is_another_work() -> None:
    preprint = msgspec.structs.replace(PREPRINT, doi=Doi("10.5555/y"))
    assert not is_same_work(preprint, made(doi=Doi("10.5555/x")))


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=60))
def test_no_text_is_too_strange_to_be_compared(title: str, name: str, other: str) -> None:
    (match,) = prove(claim(title, name), [made(title=other or "x")])
    assert match.verdict in Verdict
    assert title_fit(title, [other]) is title_fit(title, [other, other])


@given(st.text(max_size=60), st.text(max_size=60))
def test_titles_fit_alike_either_way(one: str, other: str) -> None:
    assert title_fit(one, [other]) is title_fit(other, [one])
