"""Sources at work at once: who is asked for what, in which lots, and that it always ends."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from enrich.answers import Answer, Failure, Outcome
from enrich.cache import AnswerCache
from enrich.errors import CacheError, Garbled, Refused
from enrich.identifiers import ArxivId, Doi, Wanted
from enrich.manners import Manners
from enrich.record import Kind, Record
from enrich.sources import Gatherer, Lifetimes, lanes, run_lanes

DAYS = Lifetimes(dt.timedelta(days=1), dt.timedelta(days=1))


class Shelf:
    """A source that knows what stands on a shelf."""

    url = "http://127.0.0.1:9/"
    lifetime = DAYS.found

    def __init__(
        self, name: str, kind: type[Wanted], known: Sequence[Wanted], *, size: int = 3
    ) -> None:
        self.name = name
        self.kind = kind
        self.known = set(known)
        self.size = size
        self.asked: list[tuple[Wanted, ...]] = []
        self.error: Exception | None = None
        self.meets: threading.Barrier | None = None
        self.connections = 1
        self.confirmed: list[tuple[Wanted, ...]] = []

    def accepts(self, identifier: Wanted) -> bool:
        return isinstance(identifier, self.kind)

    def manners(self) -> Manners:
        return Manners(gap=0, judge=lambda _: None, connections=self.connections)

    def batches(self, identifiers: Sequence[Wanted]) -> Iterator[tuple[Wanted, ...]]:
        for start in range(0, len(identifiers), self.size):
            yield tuple(identifiers[start : start + self.size])

    def ask(self, _: requests.Session, batch: Sequence[Wanted]) -> Mapping[Wanted, bytes]:
        self.asked.append(tuple(batch))
        if self.meets:
            self.meets.wait(timeout=5)
        if self.error:
            raise self.error
        return {one: b"{}" for one in batch if one in self.known}

    def confirm(self, _: requests.Session, missing: Sequence[Wanted]) -> Mapping[Wanted, bytes]:
        self.confirmed.append(tuple(missing))
        return {one: b"{}" for one in missing if one in self.known}

    def read(self, _: Answer) -> Record:
        return Record(kind=Kind.OTHER)

    def read_found(self, _: Answer) -> tuple[Record, ...]:
        return ()


def run(
    folder: Path,
    shelves: Sequence[Shelf],
    wanted: Sequence[Wanted],
    reveals: Mapping[Wanted, Wanted] | None = None,
) -> list[Outcome]:
    with AnswerCache(folder / "answers.sqlite") as cache:
        now = dt.datetime.now(dt.UTC)
        gatherers = [Gatherer(shelf, cache, lifetimes=DAYS, now=lambda: now) for shelf in shelves]
        shown = reveals or {}
        return list(
            run_lanes(
                gatherers,
                wanted,
                lambda one: [shown[one.identifier]] if one.identifier in shown else [],
                lambda answer: answer.body is not None,
            )
        )


def papers(count: int) -> list[Wanted]:
    return [ArxivId(f"2101.{number:05}") for number in range(1, count + 1)]


def dois(count: int) -> list[Wanted]:
    return [Doi(f"10.5555/{number}") for number in range(1, count + 1)]


def test_both_lanes_are_at_work_at_one_time(tmp_path: Path) -> None:
    arxiv, crossref = Shelf("arxiv", ArxivId, papers(2)), Shelf("crossref", Doi, dois(2))
    arxiv.meets = crossref.meets = threading.Barrier(2)
    assert len(run(tmp_path, [arxiv, crossref], [*papers(2), *dois(2)])) == 4


def test_what_is_revealed_is_asked_for_in_full_batches_and_the_rest_at_the_end(
    tmp_path: Path,
) -> None:
    arxiv, crossref = Shelf("arxiv", ArxivId, papers(8), size=1), Shelf("crossref", Doi, dois(8))
    run(tmp_path, [arxiv, crossref], papers(8), dict(zip(papers(8), dois(8), strict=True)))
    assert sorted(map(len, crossref.asked)) == [2, 3, 3]


def test_an_identifier_revealed_twice_is_asked_for_once(tmp_path: Path) -> None:
    arxiv, crossref = Shelf("arxiv", ArxivId, papers(3)), Shelf("crossref", Doi, dois(1))
    run(tmp_path, [arxiv, crossref], papers(3), dict.fromkeys(papers(3), dois(1)[0]))
    assert crossref.asked == [tuple(dois(1))]


def test_the_second_source_is_asked_for_what_the_first_does_not_know(tmp_path: Path) -> None:
    known, unknown, nowhere = dois(3)
    first = Shelf("crossref", Doi, [known])
    second = Shelf("datacite", Doi, [known, unknown])
    outcomes = run(tmp_path, [first, second], [known, unknown, nowhere])
    assert sorted(second.asked) == [(unknown, nowhere)]
    found = {one.identifier: one.source for one in outcomes if isinstance(one, Answer) and one.body}
    assert found == {known: "crossref", unknown: "datacite"}


def test_a_second_run_asks_neither_source_again(tmp_path: Path) -> None:
    first, second = Shelf("crossref", Doi, dois(1)), Shelf("datacite", Doi, dois(2))
    run(tmp_path, [first, second], dois(3))
    asked = (len(first.asked), len(second.asked))
    run(tmp_path, [first, second], dois(3))
    assert (len(first.asked), len(second.asked)) == asked


def test_of_more_than_is_held_everything_is_told_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "_MOST_HELD", 600)
    shelf = Shelf("crossref", Doi, dois(1300), size=1300)
    first = run(tmp_path, [shelf], dois(1300))
    again = run(tmp_path, [shelf], dois(1300))
    assert 1 == len(shelf.asked)
    assert {one.identifier for one in first} == {one.identifier for one in again}
    assert 1300 == len(again)


def test_a_failure_is_not_passed_on(tmp_path: Path) -> None:
    first, second = Shelf("crossref", Doi, []), Shelf("datacite", Doi, dois(1))
    first.error = Garbled("nonsense")
    run(tmp_path, [first, second], dois(1))
    assert second.asked == []


def test_an_error_in_a_lane_is_raised_where_its_outcomes_are_awaited(tmp_path: Path) -> None:
    arxiv, crossref = Shelf("arxiv", ArxivId, papers(9)), Shelf("crossref", Doi, dois(9))
    crossref.error = CacheError("no room")
    with pytest.raises(CacheError, match="no room"):
        run(tmp_path, [arxiv, crossref], [*papers(9), *dois(9)])


@given(st.data())
def test_every_identifier_comes_back_whatever_reveals_whatever(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    everything = [*papers(9), *dois(9)]
    some = st.lists(st.sampled_from(everything), unique=True)
    wanted = data.draw(some)
    reveals = data.draw(
        st.dictionaries(st.sampled_from(everything), st.sampled_from(everything), max_size=18)
    )
    size = data.draw(st.integers(1, 5))
    shelves = [
        Shelf("arxiv", ArxivId, data.draw(some), size=size),
        Shelf("crossref", Doi, data.draw(some), size=size),
        Shelf("datacite", Doi, data.draw(some), size=size),
    ]
    outcomes = run(tmp_path_factory.mktemp("run"), shelves, wanted, reveals)
    expected, ahead = set(wanted), list(wanted)
    while ahead:
        shown = reveals.get(ahead.pop())
        if shown is not None and shown not in expected:
            expected.add(shown)
            ahead.append(shown)
    assert {one.identifier for one in outcomes} == expected


def test_what_is_not_enough_goes_to_the_next_source(tmp_path: Path) -> None:
    wanted = dois(1)
    first = Shelf("first", Doi, wanted)
    second = Shelf("second", Doi, wanted)
    with AnswerCache(tmp_path / "answers.sqlite") as cache:
        now = dt.datetime.now(dt.UTC)
        gatherers = [
            Gatherer(shelf, cache, lifetimes=DAYS, now=lambda: now) for shelf in (first, second)
        ]
        outcomes = run_lanes(
            gatherers, wanted, lambda _: (), lambda answer: answer.source == "second"
        )
        sources = [outcome.source for outcome in outcomes]
    assert ["first", "second"] == sources


def test_a_lane_uses_as_many_connections_as_its_source_allows(tmp_path: Path) -> None:
    shelf = Shelf("crossref", Doi, dois(9))
    shelf.connections = 3
    shelf.meets = threading.Barrier(3)
    assert 9 == len(run(tmp_path, [shelf], dois(9)))
    assert [3, 3, 3] == [len(lot) for lot in shelf.asked]


def test_a_smaller_size_that_is_learned_holds_for_all_not_asked_yet(tmp_path: Path) -> None:
    class Small(Shelf):
        def ask(self, session: requests.Session, batch: Sequence[Wanted]) -> Mapping[Wanted, bytes]:
            answered = super().ask(session, batch)
            if len(batch) > 3:
                message = "too long"
                raise Refused(message)
            return answered

    shelf = Small("crossref", Doi, dois(40), size=10)
    assert 40 == len([one for one in run(tmp_path, [shelf], dois(40)) if isinstance(one, Answer)])
    # Ten, its halves of five, and theirs; from then on no more than three.
    assert [10, 5, 3, 2] == [len(lot) for lot in shelf.asked[:4]]
    assert 3 >= max(len(lot) for lot in shelf.asked[4:])


def test_what_one_lot_reveals_fills_up_what_is_left_from_the_start(tmp_path: Path) -> None:
    papers_first = Shelf("arxiv", ArxivId, papers(1))
    crossref = Shelf("crossref", Doi, dois(5), size=5)
    shown: dict[Wanted, Wanted] = {papers(1)[0]: dois(5)[4]}
    crossref.meets = papers_first.meets = None
    outcomes = run(tmp_path, [papers_first, crossref], [*papers(1), *dois(4)], shown)
    assert 6 == len(outcomes)
    assert 2 >= len(crossref.asked)


def test_what_a_source_left_out_is_asked_for_again_together(tmp_path: Path) -> None:
    shelf = Shelf("crossref", Doi, [], size=3)
    run(tmp_path, [shelf], dois(9))
    assert [3, 3, 3] == [len(lot) for lot in shelf.confirmed]
    few = Shelf("datacite", Doi, dois(7), size=3)
    run(tmp_path, [few], dois(9))
    assert [tuple(dois(9)[7:])] == few.confirmed


def test_what_is_known_costs_next_to_nothing(tmp_path: Path) -> None:
    class Remembered(Gatherer):
        """One that has every answer at hand."""

        def at_hand(self, identifiers: Sequence[Wanted]) -> dict[Wanted, Outcome]:
            return {one: answers[one] for one in identifiers}

    now = dt.datetime.now(dt.UTC)
    wanted = dois(10_000)
    answers = {one: Answer("crossref", one, b"{}", now) for one in wanted}
    with AnswerCache(tmp_path / "answers.sqlite") as cache:
        shelf = Shelf("crossref", Doi, wanted)
        gatherer = Remembered(shelf, cache, lifetimes=DAYS, now=lambda: now)
        before = threading.active_count()
        seconds = []
        for _ in range(5):
            start = time.process_time()
            outcomes = list(run_lanes([gatherer], wanted, lambda _: (), lambda _: True))
            seconds.append(time.process_time() - start)
            assert wanted == [one.identifier for one in outcomes]
        assert before == threading.active_count()
    assert min(seconds) < 0.1
    assert [] == shelf.asked


def test_an_interrupted_run_asks_no_further(tmp_path: Path) -> None:
    shelf = Shelf("crossref", Doi, dois(300), size=1)
    with AnswerCache(tmp_path / "answers.sqlite") as cache:
        now = dt.datetime.now(dt.UTC)
        gatherer = Gatherer(shelf, cache, lifetimes=DAYS, now=lambda: now)
        outcomes = run_lanes([gatherer], dois(300), lambda _: (), lambda _: True)
        next(outcomes)
        outcomes.close()  # type: ignore[attr-defined] # it is a generator
        asked = len(shelf.asked)
        time.sleep(0.05)
        assert len(shelf.asked) <= asked + 1


@given(st.data())
def test_what_can_t_be_read_is_asked_for_once_whatever_else_is(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    everything = [*papers(9), *dois(9)]
    some = st.sets(st.sampled_from(everything))
    spoilt, garbled = data.draw(some), data.draw(some)
    now, old_body = dt.datetime.now(dt.UTC), b'{"kept":true}'
    times = st.sampled_from([now, now - DAYS.found * 2])
    kept = {one: data.draw(times) for one in sorted(data.draw(some), key=str)}
    revealed = dict(zip(papers(9), dois(9), strict=True))

    def reveals(outcome: Outcome) -> list[Wanted]:
        one = outcome.identifier
        if isinstance(outcome, Answer) and one in (spoilt if outcome.body == old_body else garbled):
            message = "no answer"
            raise Garbled(message)
        return [revealed[one]] if one in revealed else []

    size = data.draw(st.integers(1, 5))
    shelves = [
        Shelf("arxiv", ArxivId, papers(9), size=size),
        Shelf("crossref", Doi, dois(9), size=size),
    ]
    with AnswerCache(tmp_path_factory.mktemp("run") / "answers.sqlite") as cache:
        for shelf in shelves:
            own = [one for one in kept if shelf.accepts(one)]
            cache.save((Answer(shelf.name, one, old_body, kept[one]) for one in own), DAYS.of)
        gatherers = [Gatherer(shelf, cache, lifetimes=DAYS, now=lambda: now) for shelf in shelves]
        fresh = {one for one, told_at in kept.items() if told_at == now}
        expected = {one for one in everything if one not in fresh or one in spoilt}
        # Neither is anything asked for again, or taken for read, later in the run.
        for _ in range(2):
            outcomes = list(run_lanes(gatherers, everything, reveals, lambda _: True))
            assert sorted(map(str, everything)) == sorted(str(one.identifier) for one in outcomes)
            asked = [one for shelf in shelves for lot in shelf.asked for one in lot]
            assert sorted(map(str, expected)) == sorted(map(str, asked))
            failed = {one.identifier for one in outcomes if isinstance(one, Failure)}
            assert expected & garbled == failed
