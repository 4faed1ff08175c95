"""A library lasts: thirty nights, on most of which something happens in the world."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec
import pytest

from enrich.changes import Turn
from enrich.pipeline import Result
from tests.emulator import Emulator, World
from tests.emulator.messages import Api
from tests.nights import world
from tests.nights.home import Files, Home
from tests.nights.world import first_world

NOBODY: tuple[Api, ...] = ("arxiv", "crossref", "datacite")
# Less than from one night to the next.
HALF_A_DAY = 0.5


def adds(seed: str) -> Callable[[Home], None]:
    def event(home: Home) -> None:
        # What is new stands before what is old, so that no key is right by its place alone.
        home.seeds = {seed: None, **home.seeds}

    return event


def removes(seed: str) -> Callable[[Home], None]:
    return lambda home: home.seeds.pop(seed)


def becomes(change: Callable[[World], None]) -> Callable[[Home], None]:
    return lambda home: change(home.world)


def loses_the_cache(home: Home) -> None:
    home.lose_the_cache()


class Night(msgspec.Struct, frozen=True):
    """What happens before a night's run, what became of which seed's work, and who is silent."""

    event: Callable[[Home], None] | None = None
    turns: Mapping[str, tuple[Turn, ...]] = MappingProxyType({})
    silent: tuple[Api, ...] = ()
    # The sort of identifiers whose works would be lost if they were written.
    held_back: tuple[str, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether nothing happens, or nothing that can be seen."""
        return not self.turns


QUIET = Night()
NIGHTS = {
    # 1 makes the library.
    2: QUIET,
    3: Night(
        becomes(world.author_gives_the_doi),
        {f"arXiv:{world.CLAIMED}": (Turn.PUBLISHED,)},
    ),
    4: QUIET,
    5: Night(
        becomes(world.server_names_the_publication),
        {world.POSTED: (Turn.PUBLISHED,)},
    ),
    6: Night(
        becomes(world.publisher_names_the_preprint),
        {f"arXiv:{world.NAMED}": (Turn.PUBLISHED,)},
    ),
    7: Night(becomes(world.proof_appears), {f"arXiv:{world.ACCEPTED}": (Turn.PUBLISHED,)}),
    8: QUIET,
    9: Night(becomes(world.work_is_retracted), {world.RETRACTED: (Turn.RETRACTED,)}),
    10: Night(becomes(world.work_is_corrected), {world.CORRECTED: (Turn.CORRECTED,)}),
    11: Night(becomes(world.concern_is_expressed), {world.DOUBTED: (Turn.CONCERN,)}),
    12: Night(
        becomes(world.paper_is_withdrawn),
        {f"arXiv:{world.WITHDRAWN}": (Turn.WITHDRAWN,)},
    ),
    13: Night(becomes(world.paper_is_renamed), {f"arXiv:{world.RENAMED}": (Turn.CHANGED,)}),
    14: Night(becomes(world.author_list_is_put_right), {world.MISSPELT: (Turn.CHANGED,)}),
    15: Night(becomes(world.volume_comes), {world.UNBOUND: (Turn.CHANGED,)}),
    16: Night(becomes(world.record_is_lost), {world.FORGOTTEN: (Turn.LOST,)}),
    17: QUIET,
    18: Night(becomes(world.record_is_known_again), {world.FORGOTTEN: (Turn.FOUND,)}),
    19: Night(silent=NOBODY),
    20: Night(adds(world.ADDED), silent=NOBODY),
    21: Night(loses_the_cache, silent=NOBODY, held_back=("arxiv", "doi")),
    22: Night(None, {world.ADDED: (Turn.ADDED,)}),
    23: Night(silent=("crossref",)),
    24: Night(loses_the_cache, silent=("crossref",), held_back=("doi",)),
    25: QUIET,
    26: Night(removes(world.DROPPED), {world.DROPPED: (Turn.REMOVED,)}),
    27: Night(adds(world.DROPPED), {world.DROPPED: (Turn.ADDED,)}),
    28: Night(
        becomes(world.two_are_one),
        {f"arXiv:{world.DIVIDED}": (Turn.PUBLISHED, Turn.JOINED)},
    ),
    29: Night(adds(world.LIKE_ADDED), {world.LIKE_ADDED: (Turn.ADDED,)}),
    30: Night(
        becomes(world.two_are_two_after_all),
        {f"arXiv:{world.DIVIDED}": (Turn.UNPUBLISHED,), world.UNITED: (Turn.PARTED,)},
    ),
    31: QUIET,
}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with Emulator(first_world()) as emulator:
        yield Home(tmp_path / "project", emulator, lifetime=HALF_A_DAY)


def turned(home: Home, result: Result) -> dict[str, tuple[Turn, ...]]:
    """Give what became of the works of seeds."""
    seed_of = {key: seed for seed, key in home.key_of.items()}
    return {seed_of[one.key]: one.turns for one in result.changes}


def live_through(home: Home, number: int, night: Night) -> None:
    """Refresh the library in a night, and once more."""
    files, keys = home.files, home.keys
    if night.event:
        night.event(home)
    home.silence(*night.silent)
    home.emulator.forget()
    result = home.refresh(number)
    if night.held_back:
        check_held_back(home, result, night, files)
    else:
        home.check(result)
        assert () == result.held_back_for
        assert not (night.silent and result.is_perfect)
    assert night.turns == turned(home, result)
    if night.is_quiet:
        assert ((), files) == (result.written, home.files)
    check_nothing_goes(home, keys, night)
    check_again_is_nothing(home, number, night)


def check_held_back(home: Home, result: Result, night: Night, files: Files) -> None:
    held = {
        one.key
        for one in home.lock.kept
        if one.shown and one.shown.name.partition(":")[0] in night.held_back
    }
    assert held == set(result.held_back_for)
    assert (files, ()) == (home.files, result.written)


def check_nothing_goes(home: Home, keys: frozenset[str], night: Night) -> None:
    """Every key that could be cited can be still, but for those of what nobody wants."""
    removed = {seed for seed, turns in night.turns.items() if Turn.REMOVED in turns}
    assert {home.key_of[seed] for seed in removed} == keys - home.keys


def check_again_is_nothing(home: Home, number: int, night: Night) -> None:
    files, asked = home.files, home.asked
    home.emulator.forget()
    again = home.refresh(number)
    assert ((), (), files) == (again.changes, again.written, home.files)
    if not night.silent:
        assert set() == asked & home.asked


def begin(home: Home) -> None:
    result = home.refresh(1)
    assert (40, ()) == (len(result.library.entries), result.library.misses)
    home.check(result)
    assert dict.fromkeys(home.key_of, (Turn.ADDED,)) == turned(home, result)
    check_again_is_nothing(home, 1, QUIET)


@pytest.mark.slow
@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param(tuple(NIGHTS), id="all", marks=pytest.mark.slow),
        pytest.param((3, 4, 20, 22, 24, 28, 29), id="some"),
    ],
)
def test_what_happens_is_told_in_its_night_and_in_no_other(
    home: Home, numbers: tuple[int, ...]
) -> None:
    begin(home)
    for number in numbers:
        live_through(home, number, NIGHTS[number])
    # The second of two works alike came before the first in the list, and has not got its key.
    assert f"{home.key_of[world.ADDED]}b" == home.key_of[world.LIKE_ADDED]
