"""Names: who is a person, who a group, who no one, where the parts lie, what is repaired."""

from __future__ import annotations

import pytest

from enrich.names import Named, is_group, is_nobody, read_name, read_names, read_person
from enrich.record import Doubt, Name

ADA = Name(given="Ada", family="Sample")
BERG = Name(given="Jan", particle="van der", family="Berg")
GARDEN = Name(literal="Garden Collaboration")


def reasons(named: Named) -> list[str]:
    return [doubt.reason for doubt in named.doubts]


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
        ("Ada Sample JR.", "Jr."),
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
        "n. a.",
        "Unknown",
        "eds.",
        "1",
        "1,2",
        "*",
        ";",
    ],
)
def test_what_names_no_one_is_none(text: str) -> None:
    assert read_name(text) is None
    assert is_nobody(text)


@pytest.mark.parametrize("text", ["Ada Sample", "Other", "Etal", "Nonesuch", "Al Sample", "Na"])
def test_a_person_is_somebody(text: str) -> None:
    assert not is_nobody(text)


@pytest.mark.parametrize("text", ["Ada Sample", "Ada Groupe", "Teamer, Ada", "Ada Laborator"])
def test_a_person_is_no_group(text: str) -> None:
    assert not is_group(text)


@pytest.mark.parametrize("text", [",", ", ,", "Ada,", ", Ada", "()", "(", ")", "a, b, c, d", "Jr."])
def test_odd_punctuation_leaves_no_empty_part(text: str) -> None:
    name = read_name(text)
    assert name is None or "" not in {name.family, name.given, name.particle, name.suffix}


@pytest.mark.parametrize(
    ("text", "given", "particle", "family"),
    [
        ("Ada St. Sample", "Ada", None, "St. Sample"),
        ("Ada Mc Sample", "Ada", None, "Mc Sample"),
        ("Ada Van der Sample", "Ada", None, "Van der Sample"),
        ("Ada v. Sample", "Ada", "v.", "Sample"),
        ("Ada op de Sample", "Ada", "op de", "Sample"),
        ("Ada ur Sample", "Ada", "ur", "Sample"),
        ("Ada d'Orsay Sample", "Ada", None, "d'Orsay Sample"),
        ("jan van sample", "jan", "van", "sample"),
    ],
)
def test_other_particles_are_known(
    text: str, given: str, particle: str | None, family: str
) -> None:
    assert Name(given=given, particle=particle, family=family) == read_name(text)


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        # In lower case, but no particles.
        ("kc sample", "kc", "sample"),
        ("Ying chi Sample", "Ying chi", "Sample"),
        ("Ada in Sample", "Ada in", "Sample"),
        # Particles in other languages.
        ("Zhi Bin Sample", "Zhi Bin", "Sample"),
        ("Young Do Sample", "Young Do", "Sample"),
        ("Van Hunter Sample", "Van Hunter", "Sample"),
        # Within given names, as an initial or another name behind them shows.
        ("Ada de B. Sample", "Ada de B.", "Sample"),
        ("Ada da C. Muster Sample", "Ada da C. Muster", "Sample"),
        ("Ada de Muster Sample", "Ada de Muster", "Sample"),
        ("Ada Dos Muster Sample", "Ada Dos Muster", "Sample"),
        ("Ada bin Bo Sample", "Ada bin Bo", "Sample"),
    ],
)
def test_not_every_such_word_begins_the_family_name(text: str, given: str, family: str) -> None:
    assert Name(given=given, family=family) == read_name(text)


def test_the_last_of_several_particles_begins_the_family_name() -> None:
    assert Name(given="Ada de Muster Bo", particle="da", family="Sample") == read_name(
        "Ada de Muster Bo da Sample"
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Muster y Sample", Name(given="Ada", family="Muster y Sample")),
        ("Ada de Muster e Sample", Name(given="Ada", particle="de", family="Muster e Sample")),
        ("Ada Sample Neto", Name(given="Ada", family="Sample Neto")),
        ("Ada de Sample Filho", Name(given="Ada", particle="de", family="Sample Filho")),
        ("A. Neto", Name(given="A.", family="Neto")),
        ("Ada J. Neto", Name(given="Ada J.", family="Neto")),
        ("A. J. e Sample", Name(given="A. J.", dropping="e", family="Sample")),
    ],
)
def test_some_family_names_are_two_words(text: str, name: Name) -> None:
    assert name == read_name(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sample Jr., Ada", Name(given="Ada", family="Sample", suffix="Jr.")),
        ("Sample, Ada Jr.", Name(given="Ada", family="Sample", suffix="Jr.")),
        ("Sample, Ludwig van", Name(given="Ludwig", dropping="van", family="Sample")),
        ("Ada Sample 1,2", ADA),
        ("Ada Sample1", ADA),
        ("Sample1, Ada", ADA),
        ("(Ada Sample)", ADA),
        ("Ada Sample,1", ADA),
        ("Ada Sample; 1", ADA),
        ("Ada Sample and others", ADA),
    ],
)
def test_forms_in_between_are_read(text: str, name: Name) -> None:
    assert name == read_name(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Sample for the Garden Collaboration", (ADA, GARDEN)),
        ("Ada Sample, on behalf of the Garden Collaboration", (ADA, GARDEN)),
        ("Ada Sample (for the Garden Collaboration)", (ADA, GARDEN)),
        ("Ada Sample and the Garden Collaboration", (ADA, GARDEN)),
        ("Garden Collaboration: Ada Sample", (GARDEN, ADA)),
        ("Ada Sample for the NuGARDEN", (ADA, Name(literal="NuGARDEN"))),
        ("A. Sample and Garden Collaboration", (Name(given="A.", family="Sample"), GARDEN)),
        ("for the Garden Collaboration", (GARDEN,)),
        ("(Garden Collaboration)", (GARDEN,)),
        ("Ada Sample and Jan van der Berg", (ADA, BERG)),
        ("Sample, Ada; van der Berg, Jan", (ADA, BERG)),
        ("Ada Sample (1) and Jan van der Berg (2)", (ADA, BERG)),
        # A group whose name has an "and" in it.
        ("Plant Health and Garden Group", (Name(literal="Plant Health and Garden Group"),)),
        ("Plant Centre for the Garden Group", (Name(literal="Plant Centre for the Garden Group"),)),
    ],
)
def test_a_line_may_name_several(text: str, names: tuple[Name, ...]) -> None:
    assert names == read_names(text).names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Sample", []),
        ("Jan van der Berg", []),
        ("Ada Sample*", []),
        ("Ada Sample et al.", []),
        ("Garden Collaboration", []),
        ("Dr. Ada Sample", ["title left out"]),
        ("Prof. Dr. Ada Sample", ["title left out"]),
        ("Ada Sample, PhD", ["degree left out"]),
        ("Ada Sample, M.D., Ph.D.", ["degree left out"]),
        ("Ada Sample PhD", ["degree left out"]),
        ("Ada Sample, MD", ["degree left out"]),
        ("Ada Sample 1", ["mark left out"]),
        ("Sample1, Ada", ["mark left out"]),
        ("Ada Sample (Nowhere)", ["words in brackets left out"]),
        ("Ada Sample, University of Nowhere", ["affiliation left out"]),
        ("ADA SAMPLE", ["capitals repaired"]),
        ("Ada S\u00c3\u00a4mple", ["encoding repaired"]),
        ("Ada Sa?mple", ["a letter is lost"]),
        ("Ada 5ample Bo", ["digit in the name"]),
        ("Ada S.", ["initials for a family name"]),
        ("Ada Sample and Jan van der Berg", ["several names in one"]),
        ("Gardening Research and Practice", ["may be no group"]),
        ("Sample, A., Muster, B.", ["more commas than a name has", "initials for a family name"]),
    ],
)
def test_what_was_repaired_or_looks_wrong_is_said(text: str, found: list[str]) -> None:
    named = read_names(text, field="editors")
    assert found == reasons(named)
    assert [Doubt("editors", reason, text) for reason in found] == list(named.doubts)


def test_initials_are_no_degree() -> None:
    assert Named((Name(given="MD", family="Sample"),)) == read_names("Sample, MD")


@pytest.mark.parametrize("text", ["x" * 2000, "et al " * 2000])
def test_what_is_too_long_for_a_name_is_kept_as_it_is(text: str) -> None:
    named = read_names(text)
    assert (Name(literal=text.strip()),) == named.names
    assert reasons(named) == ["too long for a name"]
    assert named.names == read_person(family=text).names
    assert read_names(" " * 2000) == Named()


# Names in fields, as Crossref sends them.


@pytest.mark.parametrize(
    ("given", "family", "name"),
    [
        ("Ada", "Sample", ADA),
        ("Jan", "van der Berg", BERG),
        ("Ada", "De Sample", Name(given="Ada", family="De Sample")),
        ("Ada", "Van der Sample", Name(given="Ada", family="Van der Sample")),
        ("Ada", "chi Sample", Name(given="Ada", particle="chi", family="Sample")),
        ("Ada", "d\u2019Orsay Sample", Name(given="Ada", family="d\u2019Orsay Sample")),
        ("Ada", "Muster de Sample", Name(given="Ada", family="Muster de Sample")),
        ("Ada", "Na", Name(given="Ada", family="Na")),
        ("Ada", "Group", Name(given="Ada", family="Group")),
        ("Ada B.", "Network", Name(given="Ada B.", family="Network")),
        ("Ada", "Sample (Muster)", Name(given="Ada", family="Sample (Muster)")),
        ("Bo (Ada)", "Sample", Name(given="Bo (Ada)", family="Sample")),
        ("Md.", "Sample", Name(given="Md.", family="Sample")),
        ("The Anh", "Sample", Name(given="The Anh", family="Sample")),
        ("kc", "sample", Name(given="kc", family="sample")),
        (None, "Sample", Name(family="Sample")),
        (None, "SPIE", Name(family="SPIE")),
        (None, "\uc774\ub2e4\uc601", Name(family="\uc774\ub2e4\uc601")),
        (
            "\u0410\u0434\u0430",
            "\u041f\u0420\u041e\u0411\u0410",
            Name(given="\u0410\u0434\u0430", family="\u041f\u0420\u041e\u0411\u0410"),
        ),
    ],
)
def test_fields_in_order_are_taken_as_they_are(given: str | None, family: str, name: Name) -> None:
    assert Named((name,)) == read_person(given=given, family=family)


@pytest.mark.parametrize(
    ("given", "family", "name"),
    [
        ("Ludwig van", "Sample", Name(given="Ludwig", dropping="van", family="Sample")),
        ("Ada Muster de", "Sample", Name(given="Ada Muster", dropping="de", family="Sample")),
        ("Ada Muster e", "Sample", Name(given="Ada Muster", dropping="e", family="Sample")),
        ("van der", "Berg", Name(particle="van der", family="Berg")),
        ("Ying chi", "Sample", Name(given="Ying chi", family="Sample")),
    ],
)
def test_particles_behind_given_names_drop(given: str, family: str, name: Name) -> None:
    assert Named((name,)) == read_person(given=given, family=family)


@pytest.mark.parametrize(
    ("given", "family", "suffix"),
    [
        ("Ada", "Sample Jr.", None),
        ("Ada", "Sample, Jr.", None),
        ("Ada, Jr.", "Sample", None),
        ("Ada Jr.", "Sample", None),
        ("Ada", "Sample,", "Jr."),
        ("Ada", "Sample", "Jr."),
    ],
)
def test_a_suffix_is_found_wherever_it_is(given: str, family: str, suffix: str | None) -> None:
    named = read_person(given=given, family=family, suffix=suffix)
    assert (Name(given="Ada", family="Sample", suffix="Jr."),) == named.names


@pytest.mark.parametrize(
    ("given", "family", "found"),
    [
        ("Dr. Ada", "Sample", ["title left out"]),
        ("Ada", "Sample, PhD", ["degree left out"]),
        ("Ada", "Sample, MD, MPH", ["degree left out"]),
        ("Ada", "Sample PhD", ["degree left out"]),
        ("Ada, PhD", "Sample", ["degree left out"]),
        ("Ada", "Sample, Author", ["role left out"]),
        ("Ada", "Sample*", ["mark left out"]),
        ("Ada", "Sample1,2", ["mark left out"]),
        ("Ada\u2020", "Sample", ["mark left out"]),
        ("Ada", "Sample et al.", ["others left out"]),
        (None, "Ada Sample", ["whole name in one field"]),
        (None, "Sample, Ada", ["whole name in one field"]),
        ("Ada Sample", None, ["whole name in one field"]),
        ("Ada Sample", "-", ["whole name in one field"]),
    ],
)
def test_fields_are_repaired(given: str | None, family: str | None, found: list[str]) -> None:
    named = read_person(given=given, family=family)
    assert (ADA,) == named.names
    assert found == reasons(named)


@pytest.mark.parametrize(
    ("given", "family", "name", "reason"),
    [
        (None, "Sample J.", Name(family="Sample J."), "whole name in one field"),
        (None, "El Sample", Name(family="El Sample"), "whole name in one field"),
        (
            None,
            "\uc774 \ub2e4\uc601",
            Name(family="\uc774 \ub2e4\uc601"),
            "whole name in one field",
        ),
        ("Ada", "II", Name(family="Ada", suffix="II"), "only a given name"),
        (
            "Ada Sample",
            "II",
            Name(given="Ada", family="Sample", suffix="II"),
            "whole name in one field",
        ),
        ("Ada", None, Name(family="Ada"), "only a given name"),
        ("Ada", "-", Name(family="Ada"), "only a given name"),
        ("Ada", "B. Sample", Name(given="Ada B.", family="Sample"), "initial in the family name"),
        ("Ada", "B Sample", Name(given="Ada B", family="Sample"), "initial in the family name"),
        ("Ada", "G.", Name(given="Ada", family="G."), "initials for a family name"),
        ("Ada", "P.W.B", Name(given="Ada", family="P.W.B"), "initials for a family name"),
        ("Ada", "Filho", Name(given="Ada", family="Filho"), "half a family name"),
        ("Bo, A", "Sample", Name(given="Bo, A", family="Sample"), "comma in the given name"),
        (
            "Ada",
            "Sample, Muster",
            Name(given="Ada", family="Sample Muster"),
            "comma in the family name",
        ),
        ("Ada", "Sam?ple", Name(given="Ada", family="Sam?ple"), "a letter is lost"),
        ("Ada", "S4mple", Name(given="Ada", family="S4mple"), "digit in the name"),
        ("\u674e\u660e", "Li Ming", Name(given="\u674e\u660e", family="Li Ming"), "two scripts"),
    ],
)
def test_what_is_not_certain_is_marked(
    given: str | None, family: str | None, name: Name, reason: str
) -> None:
    named = read_person(given=given, family=family)
    assert (name,) == named.names
    assert reason in reasons(named)


@pytest.mark.parametrize(
    ("given", "family"), [("Ada", "St. Sample"), ("Ada", "O Sample"), ("Ada", "E Sample")]
)
def test_not_every_short_word_is_an_initial(given: str, family: str) -> None:
    assert Named((Name(given=given, family=family),)) == read_person(given=given, family=family)


@pytest.mark.parametrize("suffix", ["Manager of", "MD", "join(' '"])
def test_what_is_no_suffix_is_left_out(suffix: str) -> None:
    named = read_person(given="Ada", family="Sample", suffix=suffix)
    assert (ADA,) == named.names
    assert reasons(named) == ["suffix left out"]


@pytest.mark.parametrize(
    ("given", "family"),
    [
        (None, None),
        ("", ""),
        (None, "-"),
        (None, "et al"),
        ("et", "al."),
        ("and", "others"),
        (None, "Unknown"),
        ("Anonymous", "Anonymous"),
        ("1", "2"),
    ],
)
def test_fields_may_name_no_one(given: str | None, family: str | None) -> None:
    assert read_person(given=given, family=family) == Named()


@pytest.mark.parametrize(
    ("given", "family", "names"),
    [
        (None, "Garden Collaboration", (GARDEN,)),
        ("Garden", "Collaboration", (GARDEN,)),
        ("for the", "Garden Collaboration", (GARDEN,)),
        ("on behalf of the", "Garden Collaboration", (GARDEN,)),
        ("Ada Sample for the", "Garden Collaboration", (ADA, GARDEN)),
        ("on behalf of the", "Gardeners", (Name(literal="on behalf of the Gardeners"),)),
        ("The Garden", "Group", (Name(literal="The Garden Group"),)),
        ("Garden Study", "Group", (Name(literal="Garden Study Group"),)),
        ("Royal Society", "of Gardening", (Name(literal="Royal Society of Gardening"),)),
        ("Gardening", "Research and Practice", (Name(literal="Gardening Research and Practice"),)),
    ],
)
def test_a_group_in_the_fields_of_a_person_is_a_group(
    given: str | None, family: str, names: tuple[Name, ...]
) -> None:
    named = read_person(given=given, family=family)
    assert names == named.names
    assert reasons(named)[0] == "group in the fields of a person"


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("Garden Collaboration", "Garden Collaboration"),
        ("the Garden Study", "the Garden Study"),
        ("for The Garden Trial (GT) Group", "The Garden Trial (GT) Group"),
        ("on behalf of the Gardens In Europe study", "Gardens In Europe study"),
        ("behalf of the the Garden Group", "Garden Group"),
        ("Garden & Sample", "Garden & Sample"),
        ("Sample", "Sample"),
        ("GARDEN\nTEAM", "GARDEN TEAM"),
    ],
)
def test_an_organisation_is_one_literal(text: str, literal: str) -> None:
    assert Named((Name(literal=literal),)) == read_person(name=text)


@pytest.mark.parametrize("text", ["", "et al.", "-"])
def test_an_organisation_may_be_no_one(text: str) -> None:
    assert read_person(name=text) == Named()


def test_an_affiliation_in_the_place_of_a_name_is_marked() -> None:
    text = "Assistant Professor, Department of Gardening, Nowhere"
    named = read_person(name=text, field="chairs")
    assert (Name(literal=text),) == named.names
    assert (Doubt("chairs", "may be an affiliation", text),) == named.doubts


def test_an_organisation_stands_in_where_the_fields_of_a_person_name_no_one() -> None:
    assert Named((GARDEN,)) == read_person(family="-", name="Garden Collaboration")


@pytest.mark.parametrize(
    ("given", "family"),
    [("Ada", "Sample"), ("ADA", "SAMPLE"), ("Ada Sample for the", "Garden Collaboration")],
)
def test_an_orcid_stays_with_the_person(given: str, family: str) -> None:
    first, *others = read_person(given=given, family=family, orcid="0000-0001-0000-0009").names
    assert first.orcid == "0000-0001-0000-0009"
    assert all(other.orcid is None for other in others)


# Capitals.


@pytest.mark.parametrize(
    ("given", "family", "expected"),
    [
        ("J.", "SAMPLE", "J. Sample"),
        ("J", "SAMPLE", "J Sample"),
        ("JM", "SAMPLE", "JM Sample"),
        ("AJS", "SAMPLE", "AJS Sample"),
        ("ADA", "SAMPLE", "ADA Sample"),
        ("BERTA", "SAMPLE", "Berta Sample"),
        ("BERTA", "LI", "Berta Li"),
        ("BERTA ANN", "SAMPLE", "Berta Ann Sample"),
        ("ADA B.", "SAMPLE", "Ada B. Sample"),
        ("BERTA J. M.", "SAMPLE", "Berta J. M. Sample"),
        ("BERTA-ANN", "SAMPLE-MUSTER", "Berta-Ann Sample-Muster"),
        ("J.-P.", "SAMPLE\u2010MUSTER", "J.-P. Sample\u2010Muster"),
        ("YU.N.", "SAMPLE", "YU.N. Sample"),
        ("Berta", "SAMPLE", "Berta Sample"),
        ("Berta", "ITO", "Berta Ito"),
        ("K.", "NG", "K. Ng"),
        ("S.", "\u0141\u00d3\u0143SKI", "S. \u0141\u00f3\u0144ski"),
        ("J.", "MCSAMPLE", "J. McSample"),
        ("J.", "MACSAMPLE", "J. Macsample"),
        ("J.", "MCHEDLISHVILI", "J. Mchedlishvili"),
        ("J.", "O'SAMPLE", "J. O'Sample"),
        ("J.", "D\u2019SAMPLE", "J. D\u2019Sample"),
        ("J.", "SAM'PLE", "J. Sam'ple"),
        ("J.", "DE SAMPLE", "J. De Sample"),
        ("J.", "OLDE SAMPLE", "J. Olde Sample"),
        ("J.", "EL SAMPLE", "J. El Sample"),
        ("J.", "ABD EL SAMPLE", "J. Abd El Sample"),
        ("J.", "VAN DER SAMPLE", "J. van der Sample"),
        ("J.", "DE LA SAMPLE", "J. de la Sample"),
        ("J.", "DOS SAMPLE", "J. dos Sample"),
        ("J.", "'T SAMPLE", "J. 't Sample"),
        ("J.", "MUSTER Y SAMPLE", "J. Muster y Sample"),
        ("J.", "von SAMPLE", "J. von Sample"),
        ("J.", "SAMPLE III", "J. Sample III"),
        ("J.", "SAMPLE JR.", "J. Sample Jr."),
    ],
)
def test_capitals_are_repaired(given: str, family: str, expected: str) -> None:
    named = read_person(given=given, family=family)
    assert expected == str(named.names[0])
    assert reasons(named) == ["capitals repaired"]


@pytest.mark.parametrize(
    ("given", "family"),
    [
        # Initials, as some print them behind the name.
        ("Berta", "MG"),
        ("Berta", "KSR"),
        ("Berta", "Sample SK"),
        ("Berta", "LI"),
        ("BERTA", "SAMPLe"),
    ],
)
def test_capitals_that_may_mean_something_stay(given: str, family: str) -> None:
    named = read_person(given=given, family=family)
    assert (Name(given=given, family=family),) == named.names
    assert reasons(named) == ["capitals left"]


def test_an_i_that_may_have_no_dot_stays() -> None:
    names = [
        read_person(given="A.", family=one).names[0].family for one in ("\u0130NCE", "I\u015eIK")
    ]
    assert names == ["\u0130NCE", "I\u015eIK"]


def test_capitals_are_repaired_in_a_printed_name() -> None:
    assert Name(given="Berta", family="Sample") == read_name("BERTA SAMPLE")
    assert Name(literal="GARDEN COLLABORATION") == read_name("GARDEN COLLABORATION")


@pytest.mark.parametrize(
    "text", ["\u0130BRAH\u0130M YILMAZ", "G\u00dcL\u015eAH KIRA\u00c7", "Smith JR"]
)
def test_capitals_that_may_mean_something_else_stay_and_are_told(text: str) -> None:
    named = read_names(text)
    assert [str(name) for name in named.names] == [text]
    assert [one.reason for one in named.doubts] == ["capitals left"]


def test_a_degree_behind_a_suffix_is_none_of_it() -> None:
    named = read_person(given="Ada", family="Sample", suffix="Jr., PhD")
    assert [name.suffix for name in named.names] == ["Jr."]


@pytest.mark.parametrize("text", ["Group, John", "GROUP, J.", "Initiative, A. B."])
def test_a_family_name_before_a_comma_is_no_group(text: str) -> None:
    (name,) = read_names(text).names
    assert name.literal is None


def test_a_name_that_may_be_a_group_or_a_person_is_doubted() -> None:
    named = read_names("John Group")
    assert named.names == (Name(literal="John Group"),)
    assert [one.reason for one in named.doubts] == ["may be no group"]


def test_an_overlong_name_is_a_line_of_what_can_be_seen() -> None:
    (name,) = read_names("Ada\x1b \u202e" + "Lovelace " * 200).names
    assert ("Ada " + "Lovelace " * 200).strip() == name.literal


def test_a_name_without_end_is_cut() -> None:
    (name,) = read_names("\u00e9" * 1_000_000).names
    assert len(str(name)) <= 100_000


@pytest.mark.parametrize("control", ["\r", "\x7f", "\x0b"])
def test_a_control_in_a_groups_name_goes(control: str) -> None:
    (name,) = read_names(f"f{control}the X Collaboration").names
    assert control not in str(name)
