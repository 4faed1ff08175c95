"""What holds of names whatever a source sends."""

from __future__ import annotations

import re

from bibtexparser.middlewares.names import parse_single_name_into_parts
from hypothesis import assume, given
from hypothesis import strategies as st

from enrich.names import Named, read_name, read_names, read_person
from enrich.record import Name
from enrich.writers._names import _name as written

_BITS = (
    "Ada Bo J. K. J.-P. Sample O'Muster d'Orsay Anna-Lena 't van der de la Le El Van St. e y II"
    " III Jr. Jr Filho Neto PhD M.D. Dr. Prof. et al and & for the on behalf of Collaboration"
    " Group University Network SAMPLE VON MCSAMPLE ATLAS * 1 1,2 \u2020 ( ) (1) , ; : . -"
    " \u674e\u660e \ufffd \u00d8ster \u00c3\u00a4 \u0418\u0432\u0430\u043d eds. others Anonymous"
).split()
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(_BITS), max_size=8).map(" ".join),
    st.lists(st.one_of(st.sampled_from(_BITS), st.text(max_size=5)), max_size=6).map("".join),
)
FIELDS = st.one_of(st.none(), TEXTS)


def words(alphabet: str, least: int, most: int) -> st.SearchStrategy[str]:
    bits = st.sampled_from(alphabet.split())
    return st.lists(bits, min_size=least, max_size=most).map(" ".join)


GIVENS = words("Ada Bo J. K. J.-P. Anna-Lena Ying chi \u00d8ystein de \u674e\u660e", 1, 3)
PARTICLES = words("van der de la von 't den La El St.", 0, 2)
FAMILIES = words("Sample Muster O'Muster \u00d8ster Sample-Muster SAMPLE d'Orsay Neto Ng", 1, 2)
SUFFIXES = st.sampled_from(["", "Jr.", "Jr", "III"])
# What is no part of a name, and where it stands.
BEFORE = st.sampled_from(["", "", "", "Dr. ", "Prof. Dr. ", "* "])
BEHIND = st.sampled_from(
    [
        "",
        "",
        "",
        "*",
        "\u2020",
        " (1)",
        " 1,2",
        " et al.",
        " and others",
        ", PhD",
        " (Nowhere)",
    ]
)


@st.composite
def printed_names(draw: st.DrawFn) -> str:
    given, particles, family, suffix = map(draw, (GIVENS, PARTICLES, FAMILIES, SUFFIXES))
    form = draw(
        st.sampled_from(["{g} {p} {f} {s}", "{p} {f}, {g}", "{p} {f}, {s}, {g}", "{g} {f}, {s}"])
    )
    name = form.format(g=given, p=particles, f=family, s=suffix)
    return draw(BEFORE) + " ".join(name.split()).strip(", ") + draw(BEHIND)


def letters(text: str) -> list[str]:
    """Give the words of a text in one order, for comparison."""
    return sorted(re.findall(r"[^\W\d_]+", text.casefold()))


def is_whole(named: Named) -> bool:
    """Whether every name has what it is called by, and no part of one is empty."""
    return all(
        (name.family or name.literal)
        and all(part is None or part == part.strip() != "" for part in parts(name))
        for name in named.names
    )


def parts(name: Name) -> tuple[str | None, ...]:
    return (name.given, name.dropping, name.particle, name.family, name.suffix, name.literal)


@given(TEXTS)
def test_a_name_is_never_empty(text: str) -> None:
    assert is_whole(read_names(text))


@given(FIELDS, FIELDS, FIELDS, FIELDS)
def test_a_name_from_fields_is_never_empty(
    given: str | None, family: str | None, suffix: str | None, name: str | None
) -> None:
    assert is_whole(read_person(given=given, family=family, suffix=suffix, name=name))


@given(TEXTS)
def test_what_is_repaired_is_said_with_what_was_found(text: str) -> None:
    for doubt in read_names(text, field="editors").doubts:
        assert (doubt.field, doubt.found) == ("editors", text)


@given(printed_names())
def test_a_printed_name_is_one_person(text: str) -> None:
    (name,) = read_names(text).names
    assert name.literal is None


@given(printed_names())
def test_what_was_read_is_read_alike_again(text: str) -> None:
    name = read_name(text)
    assert name is not None
    # Capitals settle in a family name that is known to be one, and not within other words.
    assert str(read_name(str(name))).casefold() == str(name).casefold()


@given(PARTICLES, FAMILIES, GIVENS)
def test_no_word_of_a_name_is_lost(particles: str, family: str, given: str) -> None:
    text = f"{given} {particles} {family}"
    (name,) = read_names(text).names
    assert letters(str(name)) == letters(text)


@given(GIVENS, FAMILIES)
def test_no_word_of_the_fields_is_lost(given: str, family: str) -> None:
    (name,) = read_person(given=given, family=family).names
    assert letters(str(name)) == letters(f"{given} {family}")


@given(GIVENS, FAMILIES, SUFFIXES, BEFORE, BEHIND)
def test_what_is_no_part_of_a_name_changes_nothing(
    given: str, family: str, suffix: str, before: str, behind: str
) -> None:
    name = f"{given} {family} {suffix}".strip()
    assert read_name(f"{before}{name}{behind}") == read_name(name)


@given(printed_names())
def test_bibtex_reads_a_name_back_in_the_same_parts(text: str) -> None:
    name = read_name(text)
    assert name is not None
    assume(name.given)
    read = parse_single_name_into_parts(written(name))
    particles = f"{name.dropping or ''} {name.particle or ''}".split()
    family = (name.family or "").split()
    assert (read.first, read.jr) == ((name.given or "").split(), (name.suffix or "").split())
    assert read.von == particles
    assert " ".join(read.last).strip("{}").split() == family
