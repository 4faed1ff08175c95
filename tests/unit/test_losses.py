"""What a new library would lose of the last one, only because nobody answered."""

from __future__ import annotations

import datetime as dt

import pytest

from enrich.answers import Reason
from enrich.identifiers import ArxivId, Doi, Identifier, Pii
from enrich.library import Library
from enrich.lockfile import Lock, Locked, Rest
from enrich.losses import lost_works
from enrich.misses import Miss
from enrich.seeds import Claim, Origin, Seed

HELD = Doi("10.5555/held")
PREPRINT = ArxivId("2101.00001")
DAY = dt.date(2026, 11, 21)


def locked(key: str, *names: ArxivId | Doi, left: dt.date | None = None) -> Locked:
    return Locked(key=key, names=tuple(one.key for one in names), first_seen=DAY, left=left)


LAST = Lock((locked("held", HELD), locked("preprint", PREPRINT)))


def miss_of(wanted: Identifier | None, reason: Reason = Reason.UNREACHABLE) -> Miss:
    seed = Seed(wanted, "x", Origin("list.md", 1), claim=Claim(title="Sheep"))
    return Miss(seed, "crossref", reason, "")


def lost(miss: Miss, *there: Locked, last: Lock = LAST) -> tuple[str, ...]:
    return lost_works(last, Library((), (miss,), lock=Lock(there)), frozenset())


@pytest.mark.parametrize(("wanted", "key"), [(HELD, "held"), (PREPRINT, "preprint")])
def test_a_work_that_is_held_would_be_lost(wanted: Identifier, key: str) -> None:
    assert lost(miss_of(wanted)) == (key,)


def test_a_version_of_a_paper_that_is_held_stands_for_it() -> None:
    assert lost(miss_of(ArxivId("2101.00001", 3))) == ("preprint",)


def test_a_new_work_is_not_lost() -> None:
    assert lost(miss_of(Doi("10.5555/new"))) == ()


def test_what_left_before_is_not_lost_now() -> None:
    assert lost(miss_of(HELD), last=Lock((locked("held", HELD, left=DAY),))) == ()


@pytest.mark.parametrize("wanted", [Pii("S0123456789012345"), None])
def test_what_has_another_name_in_the_library_may_be_what_goes(wanted: Identifier | None) -> None:
    assert lost(miss_of(wanted)) == ("held", "preprint")
    assert lost(miss_of(wanted), LAST.works[0]) == ("preprint",)
    assert lost(miss_of(wanted), *LAST.works) == ()


@pytest.mark.parametrize("reason", [Reason.NOT_FOUND, Reason.REFUSED, Reason.DOUBTFUL])
def test_what_does_not_pass_holds_nothing_back(reason: Reason) -> None:
    assert lost(miss_of(HELD, reason)) == ()


def test_what_one_bad_answer_garbles_holds_nothing_back_and_what_a_dead_source_does() -> None:
    library = Library((), (miss_of(HELD, Reason.GARBLED),))
    assert lost_works(LAST, library, frozenset(), {"arxiv": "HTML"}) == ()
    assert lost_works(LAST, library, frozenset(), {"crossref": "HTML"}) == ("held",)


def test_without_a_library_nothing_is_lost() -> None:
    assert lost(miss_of(HELD), last=Lock()) == ()


@pytest.mark.parametrize(("unanswered", "keys"), [({HELD.key}, ("work",)), (set(), ())])
def test_a_version_of_a_work_does_not_go_for_want_of_an_answer(
    unanswered: set[str], keys: tuple[str, ...]
) -> None:
    def resting(*names: ArxivId | Doi) -> Lock:
        rests = tuple(Rest("crossref", name.key, "0") for name in names)
        work = Locked(key="work", names=(PREPRINT.key, HELD.key), first_seen=DAY, rests=rests)
        return Lock((work,))

    library = Library((), (), lock=resting(PREPRINT))
    assert lost_works(resting(PREPRINT, HELD), library, frozenset(unanswered)) == keys
