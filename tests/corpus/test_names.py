"""Splitting names as arXiv prints them, against the names as arXiv's registry keeps them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from enrich.names import read_name


class Registered(msgspec.Struct, frozen=True):
    """A name as printed, and its parts as registered."""

    name: str
    family: str | None = None
    given: str | None = None
    suffix: str | None = None


@pytest.fixture(scope="session")
def registered(shared: Path) -> list[Registered]:
    text = (shared / "corpus/names.jsonl").read_bytes()
    return msgspec.json.Decoder(Registered).decode_lines(text)


def folded(text: str | None) -> str:
    return " ".join((text or "").replace("~", " ").split()).casefold()


def agrees(one: Registered) -> bool:
    """Whether our parts are the registry's; particles count as part of the family."""
    name = read_name(one.name)
    if name is None:
        return False
    family = f"{name.particle or ''} {name.family or name.literal or ''}"
    ours = (family, name.given, name.suffix)
    theirs = (one.family, one.given, one.suffix)
    return [*map(folded, ours)] == [*map(folded, theirs)]


def test_agrees_with_the_registry(registered: list[Registered]) -> None:
    share = sum(map(agrees, registered)) / len(registered)
    assert share >= 0.98


def test_loses_no_word_of_a_name(registered: list[Registered]) -> None:
    lost = [
        one.name
        for one in registered
        if (name := read_name(one.name)) and folded(str(name)) != folded(one.name)
    ]
    # Commas before suffixes and stray marks go; nothing else does.
    kept = [name for name in lost if folded(str(read_name(name))) != folded(name.strip(" ,;*"))]
    assert [name for name in kept if not name.endswith(("Jr.", "Jr", "II", "III", "IV"))] == []


def test_finds_nobody_only_where_nobody_is_named(registered: list[Registered]) -> None:
    nobody = {one.name for one in registered if read_name(one.name) is None}
    assert not any(character.isalpha() for name in nobody for character in name)


def test_gives_every_person_a_family_name(registered: list[Registered]) -> None:
    names = [name for one in registered if (name := read_name(one.name))]
    assert all(name.family or name.literal for name in names)


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
    name = read_name(printed)
    assert name is not None
    parts = (name.family, name.particle, name.given, name.suffix)
    assert parts == (family, particle, given, suffix)
