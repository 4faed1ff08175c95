"""Answers live for weeks, each for a while of its own: what happens is told when it comes to light.

An answer is asked for again once it is stale, and no sooner; the library says what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec
import pytest

from enrich.changes import Turn
from tests.emulator import Emulator, World
from tests.nights import world
from tests.nights.home import Home

CROSSREF_DAYS, ARXIV_DAYS, ABSENCE_DAYS = 30, 7, 1


class Event(msgspec.Struct, frozen=True):
    """What happens to a seed's work, what becomes of that, and which answer tells it."""

    change: Callable[[World], None]
    seed: str
    turn: Turn
    told_by: str
    # No later than so many nights after.
    within: int = CROSSREF_DAYS


def of_paper(change: Callable[[World], None], name: str, turn: Turn) -> Event:
    return Event(change, f"arXiv:{name}", turn, f"arxiv:arxiv:{name}", ARXIV_DAYS)


def of_work(change: Callable[[World], None], name: str, turn: Turn) -> Event:
    return Event(change, name, turn, f"crossref:doi:{name}")


SOUGHT = "crossref:title:crooked meadows under patient glaciers familygabebale"
# By night.
EVENTS: Mapping[int, Event] = MappingProxyType(
    {
        2: of_work(world.work_is_retracted, world.RETRACTED, Turn.RETRACTED),
        3: of_paper(world.author_gives_the_doi, world.CLAIMED, Turn.PUBLISHED),
        5: of_work(world.server_names_the_publication, world.POSTED, Turn.PUBLISHED),
        6: Event(
            world.publisher_names_the_preprint,
            f"arXiv:{world.NAMED}",
            Turn.PUBLISHED,
            f"crossref:sequel:arxiv:{world.NAMED}",
        ),
        8: Event(
            world.proof_appears,
            f"arXiv:{world.ACCEPTED}",
            Turn.PUBLISHED,
            SOUGHT,
            # Nothing like it was there, which is believed for a day.
            ABSENCE_DAYS,
        ),
        10: of_work(world.work_is_corrected, world.CORRECTED, Turn.CORRECTED),
        11: of_work(world.concern_is_expressed, world.DOUBTED, Turn.CONCERN),
        13: of_paper(world.paper_is_withdrawn, world.WITHDRAWN, Turn.WITHDRAWN),
        17: of_paper(world.paper_is_renamed, world.RENAMED, Turn.CHANGED),
        20: of_work(world.author_list_is_put_right, world.MISSPELT, Turn.CHANGED),
        24: of_work(world.volume_comes, world.UNBOUND, Turn.CHANGED),
        26: of_work(world.record_is_lost, world.FORGOTTEN, Turn.LOST),
    }
)
# Of these, one that comes to light soon.
SOON = MappingProxyType({3: EVENTS[3]})


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with Emulator(world.first_world()) as emulator:
        yield Home(tmp_path / "project", emulator)


def live_through(home: Home, number: int, open_events: tuple[Event, ...]) -> frozenset[Event]:
    """Refresh the library in a night, and give the events that came to light."""
    answers, files = home.answers(number), home.files
    stale = {name for name, is_good in answers.items() if not is_good}
    told = frozenset(one for one in open_events if one.told_by in stale)
    home.emulator.forget()
    result = home.refresh(number)
    home.check(result)
    expected = {home.key_of[one.seed]: (one.turn,) for one in told}
    assert expected == {one.key: one.turns for one in result.changes}
    assert home.asked & answers.keys() <= stale
    assert len(home.asked) < len(answers) / 4
    if not told:
        assert home.asked <= stale
        assert ((), files) == (result.written, home.files)
    return told


@pytest.mark.parametrize(
    "events", [pytest.param(EVENTS, id="all", marks=pytest.mark.slow), pytest.param(SOON, id="one")]
)
def test_each_event_is_told_once_in_the_night_in_which_its_answer_is_asked_for_again(
    home: Home, events: Mapping[int, Event]
) -> None:
    home.check(home.refresh(1))
    happened: dict[Event, int] = {}
    told: set[Event] = set()
    last = max(number + event.within for number, event in events.items())
    for number in range(2, last + 1):
        if event := events.get(number):
            event.change(home.world)
            happened[event] = number
        now = live_through(home, number, tuple(happened.keys() - told))
        assert all(number - happened[one] <= one.within for one in now)
        told |= now
    assert set(events.values()) == told
