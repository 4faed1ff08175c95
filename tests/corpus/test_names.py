"""Names as arXiv prints them against its registry, and names as Crossref sends them in fields."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from enrich.names import Named, read_name, read_names, read_person
from enrich.record import Name
from enrich.text import read_markup, to_unicode

Parts = tuple[str, ...]

# Those that the registry's own program does not know: PREFIX_MATCH in the module that parses
# authors, https://github.com/arXiv/arxiv-base. The registry is what that program makes of a line.
_UNKNOWN_PARTICLES = set("abu a\u00eft al ben d den do el le ten ur v. van vander".split())
_LOSSES = {
    "affiliation left out",
    "degree left out",
    "group in the fields of a person",
    "mark left out",
    "others left out",
    "role left out",
    "suffix left out",
    "title left out",
}
_REPAIRS = {
    "a letter is lost",
    "capitals left",
    "capitals repaired",
    "comma in the family name",
    "comma in the given name",
    "digit in the name",
    "half a family name",
    "initial in the family name",
    "initials for a family name",
    "may be an affiliation",
    "may be no group",
    "only a given name",
    "two scripts",
    "whole name in one field",
}


class Registered(msgspec.Struct, frozen=True):
    """A name as printed, and its parts as registered."""

    name: str
    family: str | None = None
    given: str | None = None
    suffix: str | None = None


class Person(msgspec.Struct):
    """A name in fields."""

    given: str | None = None
    family: str | None = None
    suffix: str | None = None
    name: str | None = None

    @property
    def words(self) -> str:
        return " ".join(filter(None, (self.given, self.family, self.suffix, self.name)))


class Message(msgspec.Struct):
    """The people of a work."""

    author: list[Person] = []
    editor: list[Person] = []
    translator: list[Person] = []
    chair: list[Person] = []


class Work(msgspec.Struct):
    """A line of the recorded works."""

    message: Message


class Shares(msgspec.Struct, frozen=True):
    """How many names are split as the registry splits them, and how the others differ."""

    alike: float
    kinds: dict[str, list[Registered]]


def read_registered(shared: Path) -> list[Registered]:
    text = (shared / "corpus/names.jsonl").read_bytes()
    return msgspec.json.Decoder(Registered).decode_lines(text)


def shares(registered: Sequence[Registered]) -> Shares:
    """Compare our parts with the registry's, and sort what differs by kind."""
    kinds: dict[str, list[Registered]] = {}
    for one in registered:
        if not agrees(one):
            kinds.setdefault(kind_of(one), []).append(one)
    alike = 1 - sum(map(len, kinds.values())) / len(registered)
    return Shares(alike, dict(sorted(kinds.items(), key=lambda kind: -len(kind[1]))))


def agrees(one: Registered) -> bool:
    """Whether our parts are the registry's; particles count as part of the family."""
    name = read_name(one.name)
    theirs = tuple(map(folded, (one.family, one.given, one.suffix)))
    return name is not None and parts(name) == theirs


def parts(name: Name) -> Parts:
    family = f"{name.particle or ''} {name.family or name.literal or ''}"
    return folded(family), folded(name.given), folded(name.suffix)


def folded(text: str | None) -> str:
    return " ".join((text or "").replace("~", " ").split()).casefold()


def kind_of(one: Registered) -> str:
    """Say in what way our reading of a name differs from the registry's."""
    names = read_names(one.name).names
    if not names:
        return "names no one"
    if any(name.literal for name in names):
        return "group"
    ours, theirs = parts(names[0]), tuple(map(folded, (one.family, one.given, one.suffix)))
    holds = (kind for kind, differs in _DIFFERENCES.items() if differs(ours, theirs))
    return next(holds, "unexplained")


def _is_particle_left(ours: Parts, theirs: Parts) -> bool:
    more = ours[0].removesuffix(f" {theirs[0]}")
    return more.split()[0] in _UNKNOWN_PARTICLES and _has_same_words(ours, theirs)


def _has_same_words(ours: Parts, theirs: Parts) -> bool:
    return f"{ours[1]} {ours[0]}".strip() == f"{theirs[1]} {theirs[0]}".strip()


_DIFFERENCES: dict[str, Callable[[Parts, Parts], bool]] = {
    "particle in the given name": _is_particle_left,
    "title or sign in the given name": lambda ours, theirs: (
        ours[0] == theirs[0] and ours[1] != theirs[1] and theirs[1].endswith(ours[1])
    ),
    "initial for a suffix": lambda ours, theirs: (
        theirs[2] == "v" == ours[0] and f"{theirs[1]} {theirs[0]}" == ours[1]
    ),
    "comma in the family name": lambda ours, theirs: (
        theirs[0] == f"{ours[0]}," and ours[1:] == theirs[1:]
    ),
    "half a family name": lambda ours, theirs: (
        ours[0].endswith(f" {theirs[0]}")
        and theirs[0] in {"filho", "j\u00fanior", "junior", "neto", "sobrinho"}
        and _has_same_words(ours, theirs)
    ),
}


def read_people(shared: Path) -> Iterator[Person]:
    """Give everybody in the recorded works, in plain lines."""
    with gzip.open(shared / "corpus/crossref-works.jsonl.gz") as file:
        works = msgspec.json.Decoder(Work).decode_lines(file.read())
    for work in works:
        one = work.message
        for person in (*one.author, *one.editor, *one.translator, *one.chair):
            fields = (person.given, person.family, person.suffix, person.name)
            yield Person(*map(plain, fields))


def plain(raw: str | None) -> str | None:
    text = read_markup(raw) if raw else None
    return to_unicode(text) if text else None


def named(person: Person) -> Named:
    return read_person(
        given=person.given, family=person.family, suffix=person.suffix, name=person.name
    )


def oddities(people: Sequence[Person]) -> dict[str, list[Person]]:
    """Sort by kind those of whose names something was repaired or looks wrong."""
    kinds: dict[str, list[Person]] = {}
    for person in people:
        for reason in {doubt.reason for doubt in named(person).doubts}:
            kinds.setdefault(reason, []).append(person)
    return dict(sorted(kinds.items(), key=lambda kind: -len(kind[1])))


@pytest.fixture(scope="session")
def people(shared: Path) -> list[Person]:
    return list(read_people(shared))


@pytest.fixture(scope="session")
def registered(shared: Path) -> list[Registered]:
    return read_registered(shared)


def test_agrees_with_the_registry(registered: list[Registered]) -> None:
    assert shares(registered).alike >= 0.990


def test_every_difference_from_the_registry_is_explained(registered: list[Registered]) -> None:
    counts = {kind: len(found) for kind, found in shares(registered).kinds.items()}
    assert counts == {
        "particle in the given name": 22,
        "group": 5,
        "title or sign in the given name": 5,
        "initial for a suffix": 4,
        "comma in the family name": 2,
        "names no one": 2,
        "half a family name": 1,
    }


def test_loses_no_word_of_a_printed_name(registered: list[Registered]) -> None:
    lost = [
        kind_of(one)
        for one in registered
        if (names := read_names(one.name).names)
        and letters(" ".join(map(str, names))) != letters(one.name)
    ]
    assert set(lost) <= {"title or sign in the given name", "group"}


def test_finds_nobody_only_where_nobody_is_named(registered: list[Registered]) -> None:
    assert {one.name for one in registered if read_name(one.name) is None} == {".", "eds."}


@pytest.mark.parametrize(
    ("printed", "family", "particle", "given", "suffix"),
    [
        ("Antal van den Bosch", "Bosch", "van den", "Antal", None),
        ("Yannick Le Moullec", "Le Moullec", None, "Yannick", None),
        ("C. L. Webber, Jr.", "Webber", None, "C. L.", "Jr."),
        ("Balder ten Cate", "Cate", "ten", "Balder", None),
    ],
)
def test_splits_where_the_registry_errs(
    printed: str, family: str, particle: str | None, given: str, suffix: str | None
) -> None:
    name = Name(family=family, particle=particle, given=given, suffix=suffix)
    assert name == read_name(printed)


def test_nearly_everybody_at_crossref_is_taken_as_sent(people: list[Person]) -> None:
    odd = sum(bool(named(person).doubts) for person in people)
    assert odd / len(people) < 0.015


def test_every_oddity_at_crossref_is_of_a_known_kind(people: list[Person]) -> None:
    assert set(oddities(people)) <= _LOSSES | _REPAIRS


def test_nobody_at_crossref_loses_a_word_unsaid(people: list[Person]) -> None:
    lost = {
        person.words
        for person in people
        if (read := named(person)).names
        and letters(" ".join(map(str, read.names))) != letters(person.words)
        and _LOSSES.isdisjoint(doubt.reason for doubt in read.doubts)
    }
    # Of organisations, the words that only say that somebody speaks for them.
    assert all(re.match(r"(?:on )?behalf of|for", words) for words in lost)


def test_those_whom_crossref_names_are_all_there(people: list[Person]) -> None:
    nobody = {person.words for person in people if not named(person).names}
    assert nobody == {"", "Unknown", "et al."}


def test_no_person_at_crossref_becomes_a_group(people: list[Person]) -> None:
    groups = {
        person.words
        for person in people
        if person.family and any(name.literal for name in named(person).names)
    }
    assert groups == {"Gastroenterology Research and Practice"}


def test_no_part_of_a_name_at_crossref_is_in_capitals_but_initials(people: list[Person]) -> None:
    loud = {
        name.family
        for person in people
        for name in named(person).names
        if name.family and re.search(r"[^\W\d_]{3}", name.family) and name.family.isupper()
    }
    assert loud == {"SPIE"}


def letters(text: str) -> list[str]:
    """Give the words of a text in one order, for comparison."""
    return sorted(re.findall(r"[^\W\d_]+", text.casefold()))
