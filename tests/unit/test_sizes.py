"""Lots that are too large, or hold what can't be answered: the two are told apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from enrich.answers import Answer, Failure, Reason
from enrich.cache import AnswerCache
from enrich.errors import Garbled, Refused, SourceError, TooLong, Unreachable
from enrich.identifiers import Doi, Wanted
from enrich.manners import Manners
from enrich.record import Kind, Record
from enrich.sources import Gatherer, Lifetimes
from enrich.sources.model import LeftOut
from enrich.sources.sizes import Sizes, halved

DAYS = Lifetimes(dt.timedelta(days=1), dt.timedelta(days=1))
NOW = dt.datetime(2026, 1, 31, tzinfo=dt.UTC)
Judge = Callable[[Sequence[Wanted], int], SourceError | None]


class Fussy:
    """A source that fails as it is told; it answers everything else."""

    name, url, lifetime = "crossref", "http://127.0.0.1:9/", DAYS.found

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self.asked: list[int] = []

    def accepts(self, _: Wanted) -> bool:
        return True

    def manners(self) -> Manners:
        return Manners(gap=0, judge=lambda _: None)

    def batches(self, identifiers: Sequence[Wanted]) -> Iterator[tuple[Wanted, ...]]:
        for start in range(0, len(identifiers), 100):
            yield tuple(identifiers[start : start + 100])

    def ask(self, _: requests.Session, batch: Sequence[Wanted]) -> Mapping[Wanted, bytes]:
        self.asked.append(len(batch))
        if error := self.judge(batch, len(self.asked)):
            raise error
        return dict.fromkeys(batch, b"{}")

    confirm = ask

    def read(self, _: Answer) -> Record:
        return Record(kind=Kind.OTHER)

    def read_found(self, _: Answer) -> tuple[Record, ...]:
        return ()


def dois(count: int) -> list[Wanted]:
    return [Doi(f"10.5555/{number}") for number in range(count)]


def refused(folder: Path, source: Fussy, wanted: Sequence[Wanted]) -> dict[Wanted, Reason]:
    """Ask for all, and give those that failed."""
    with AnswerCache(folder / "answers.sqlite") as cache:
        gatherer = Gatherer(source, cache, lifetimes=DAYS, now=lambda: NOW)
        outcomes = list(gatherer.ask(wanted))
    assert sorted(wanted, key=str) == sorted((one.identifier for one in outcomes), key=str)
    return {one.identifier: one.reason for one in outcomes if isinstance(one, Failure)}


class Silent(TooLong, Unreachable):
    """A host that does not finish."""


@pytest.mark.parametrize("kind", [Refused, Garbled, Silent])
def test_a_source_that_can_not_answer_much_is_asked_for_less_from_then_on(
    tmp_path: Path, kind: type[SourceError]
) -> None:
    source = Fussy(lambda batch, _: kind("too much") if len(batch) > 30 else None)
    assert {} == refused(tmp_path, source, dois(400))
    # A hundred, the first halves until one is answered, and then none is too large any more.
    assert [100, 50, 25, 25] == source.asked[:4]
    assert 30 >= max(source.asked[4:])
    assert len(source.asked) <= 3 + 400 / 25 + 3


@pytest.mark.parametrize("poisoned", [(37,), (0,), (99,), (3, 50, 250), tuple(range(100, 120))])
def test_what_can_not_be_answered_is_found_and_makes_no_lots_smaller(
    tmp_path: Path, poisoned: tuple[int, ...]
) -> None:
    bad = {dois(400)[place] for place in poisoned}
    source = Fussy(lambda batch, _: Refused("no") if bad.intersection(batch) else None)
    assert dict.fromkeys(bad, Reason.REFUSED) == refused(tmp_path, source, dois(400))
    assert len(source.asked) <= 4 + len(poisoned) * 2 * 7
    assert 100 == source.asked[-1] or 399 in poisoned


def test_many_that_can_not_be_answered_are_all_found(tmp_path: Path) -> None:
    bad = set(dois(500)[::25])
    source = Fussy(lambda batch, _: Refused("no") if bad.intersection(batch) else None)
    assert dict.fromkeys(bad, Reason.REFUSED) == refused(tmp_path, source, dois(500))
    assert len(source.asked) <= 5 + len(bad) * 2 * 7


def test_chance_makes_lots_no_smaller_than_were_answered_once(tmp_path: Path) -> None:
    source = Fussy(lambda _, number: Garbled("a bad moment") if number % 5 == 2 else None)
    assert {} == refused(tmp_path, source, dois(2000))
    assert 100 == max(source.asked[-5:])
    assert len(source.asked) <= 2 * 20


def test_a_host_that_is_gone_is_not_asked_in_halves(tmp_path: Path) -> None:
    source = Fussy(lambda *_: Unreachable("gone"))
    assert 400 == len(refused(tmp_path, source, dois(400)))
    assert [100] * 4 == source.asked


def test_a_source_that_refuses_everything_is_asked_few_times(tmp_path: Path) -> None:
    source = Fussy(lambda *_: Refused("no"))
    assert 100 == len(refused(tmp_path, source, dois(100)))
    assert len(source.asked) <= 30


def test_of_a_list_that_was_cut_only_the_rest_is_asked_for_again(tmp_path: Path) -> None:
    def cut(batch: Sequence[Wanted], _: int) -> SourceError | None:
        shown = dict.fromkeys(batch[:60], b"{}")
        return LeftOut("cut", shown) if len(batch) > 60 else None

    source = Fussy(cut)
    assert {} == refused(tmp_path, source, dois(400))
    assert [100, 20, 20] == source.asked[:3]
    # As many as were shown are never too many.
    assert [50] * 6 == source.asked[3:]


@given(st.integers(1, 300), st.integers(1, 100), st.integers(1, 100))
def test_lots_are_cut_into_as_few_as_may_be(count: int, answered: int, size: int) -> None:
    sizes = Sizes()
    sizes.note_answered(Doi, answered)
    sizes.note_too_large(Doi)
    lots = [tuple(dois(count)[start : start + size]) for start in range(0, count, size)]
    cut = list(sizes.cut(iter(lots)))
    assert dois(count) == [one for lot in cut for one in lot]
    assert all(sizes.fits(lot) for lot in cut)
    assert sum(-(-len(lot) // answered) for lot in lots) == len(cut)


@given(st.integers(0, 50))
def test_halves_are_all_there_is(count: int) -> None:
    halves = halved(dois(count))
    assert dois(count) == [one for half in halves for one in half]
    assert len(halves) == min(count, 2)
