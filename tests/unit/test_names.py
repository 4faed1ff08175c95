"""Free-form names: who is a person, who a group, who no one, and where the parts lie."""

from __future__ import annotations

import pytest

from enrich.names import is_group, is_nobody, read_name
from enrich.record import Name

ADA = Name(given="Ada", family="Sample")
BERG = Name(given="Jan", particle="van der", family="Berg")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Sample", ADA),
        ("Sample, Ada", ADA),
        ("  Ada \t Sample\n", ADA),
        ("Ada\u00a0Sample", ADA),
        ("Ada Sample,", ADA),
        ("Ada B. Sample", Name(given="Ada B.", family="Sample")),
        ("A. B. Sample", Name(given="A. B.", family="Sample")),
        ("A.B. Sample", Name(given="A.B.", family="Sample")),
        ("Sample, A. B.", Name(given="A. B.", family="Sample")),
        ("Ada Sample-Muster", Name(given="Ada", family="Sample-Muster")),
        ("Ada O'Sample", Name(given="Ada", family="O'Sample")),
        ("Ada", Name(family="Ada")),
        ("\u674e\u660e", Name(family="\u674e\u660e")),
    ],
)
def test_a_name_is_parted_into_given_and_family(text: str, name: Name) -> None:
    assert name == read_name(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jan van der Berg", BERG),
        ("van der Berg, Jan", BERG),
        ("Ada de Sample", Name(given="Ada", particle="de", family="Sample")),
        ("Ada B. von Sample", Name(given="Ada B.", particle="von", family="Sample")),
        ("von Sample, Ada B.", Name(given="Ada B.", particle="von", family="Sample")),
        ("Ada de la Sample Muster", Name(given="Ada", particle="de la", family="Sample Muster")),
        ("Ada De Sample", Name(given="Ada", family="De Sample")),
        ("Ada Van Sample", Name(given="Ada", family="Van Sample")),
        ("De Sample, Ada", Name(given="Ada", family="De Sample")),
        ("Ada von", Name(given="Ada", family="von")),
    ],
)
def test_particles_stand_before_the_family_name(text: str, name: Name) -> None:
    assert name == read_name(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("van der Berg", Name(particle="van der", family="Berg")),
        ("de Sample", Name(particle="de", family="Sample")),
    ],
)
def test_a_name_that_begins_with_a_particle_has_no_given_name(text: str, name: Name) -> None:
    assert name == read_name(text)


@pytest.mark.parametrize("text", ["Ada 't Sample", "'t Sample, Ada"])
def test_an_elided_article_is_a_particle(text: str) -> None:
    assert Name(given="Ada", particle="'t", family="Sample") == read_name(text)


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("Ada Sample Jr.", "Jr."),
        ("Ada Sample Jr", "Jr"),
        ("Ada Sample, Jr.", "Jr."),
        ("Sample, Ada, Jr.", "Jr."),
        ("Ada Sample Sr.", "Sr."),
        ("Ada Sample II", "II"),
        ("Ada Sample III", "III"),
        ("Ada Sample IV", "IV"),
    ],
)
def test_a_suffix_stands_apart(text: str, suffix: str) -> None:
    assert Name(given="Ada", family="Sample", suffix=suffix) == read_name(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sample, Jr., Ada", Name(given="Ada", family="Sample", suffix="Jr.")),
        (
            "van der Berg, Jr., Jan",
            Name(given="Jan", particle="van der", family="Berg", suffix="Jr."),
        ),
    ],
)
def test_a_suffix_between_two_commas_is_read_as_bibtex_does(text: str, name: Name) -> None:
    assert name == read_name(text)


def test_a_family_name_that_only_looks_like_a_number_is_kept() -> None:
    assert Name(given="Ada", family="Ii") == read_name("Ada Ii")


@pytest.mark.parametrize(
    "text",
    [
        "Ada Sample*",
        "Ada Sample\u2020",
        "Ada Sample (1)",
        "Ada Sample (University of Nowhere)",
        "Ada Sample (Nowhere (Far))",
        "Ada Sample (for the Made-up Collaboration)",
    ],
)
def test_footnote_marks_and_affiliations_go(text: str) -> None:
    assert ADA == read_name(text)


@pytest.mark.parametrize("text", ["Ada Sample (1) (2)", "Ada Sample (1) (University of Nowhere)"])
def test_several_affiliations_go_too(text: str) -> None:
    assert ADA == read_name(text)


@pytest.mark.parametrize("text", ["Ada Sample et al.", "Ada Sample et al", "Ada Sample, et al."])
def test_et_al_behind_a_name_is_no_part_of_it(text: str) -> None:
    assert ADA == read_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Made-up Collaboration",
        "MADEUP Collaboration",
        "Made-up Consortium",
        "Sample Team",
        "Sample Working Group",
        "on behalf of the samplers",
        "University of Nowhere",
        "Ada Sample for the Made-up Collaboration",
        "the sample collaboration",
    ],
)
def test_a_group_is_one_literal(text: str) -> None:
    assert Name(literal=text) == read_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        "-",
        "\u2014",
        "et al",
        "et al.",
        "et. al.",
        "Et Al.",
        "et alii",
        "others",
        "and others",
        "Anonymous",
        "None",
        "N/A",
        "*",
        ";",
    ],
)
def test_what_names_no_one_is_none(text: str) -> None:
    assert read_name(text) is None
    assert is_nobody(text)


@pytest.mark.parametrize("text", ["Ada Sample", "Other", "Etal", "Nonesuch", "Al Sample"])
def test_a_person_is_somebody(text: str) -> None:
    assert not is_nobody(text)


@pytest.mark.parametrize("text", ["Ada Sample", "Ada Groupe", "Teamer, Ada", "Ada Laborator"])
def test_a_person_is_no_group(text: str) -> None:
    assert not is_group(text)


@pytest.mark.parametrize("text", [",", ", ,", "Ada,", ", Ada", "()", "(", ")", "a, b, c, d", "Jr."])
def test_odd_punctuation_leaves_no_empty_part(text: str) -> None:
    name = read_name(text)
    assert name is None or "" not in {name.family, name.given, name.particle, name.suffix}
