"""How far each source is, in lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.cli._progress import Progress
from enrich.watching import Asked, Pause


class Hands:
    """A clock whose hands are put by hand."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def progress(hands: Hands) -> Progress:
    return Progress(hands, is_plain=True)


def parts(line: str) -> list[str]:
    """Give what stands in the columns of a line."""
    return re.split("  +", line)


def answered(source: str) -> Asked:
    return Asked(source=source, url="https://example.org/?...", wanted=1, seconds=0.1, status=200)


def test_a_line_tells_how_many_at_which_rate_and_how_much_time_is_left(
    progress: Progress, hands: Hands
) -> None:
    progress.expects("crossref", 2_000)
    progress.asks("crossref")
    hands.time += 10
    progress.answers("crossref", 500)
    (line,) = progress.lines(100)
    bar = "#" * 7 + "-" * 23
    told = ["crossref", "500/2,000", bar, "50/s", "30 s left", "waiting for an answer"]
    assert told == parts(line)


def test_sources_without_work_have_no_line(progress: Progress) -> None:
    progress.waits("datacite", 3.0, Pause.PACE)
    assert () == progress.lines(80)


def test_as_long_as_nobody_is_asked_the_answers_at_hand_are_counted(progress: Progress) -> None:
    for _ in range(1_200):
        progress.comes()
    assert ("cache  1,200 answers",) == progress.lines(80)
    progress.expects("arxiv", 1)
    assert ["arxiv"] == [line.split()[0] for line in progress.lines(80)]


def test_the_columns_stand_under_each_other(progress: Progress, hands: Hands) -> None:
    progress.expects("crossref", 20_000)
    progress.expects("arxiv", 5)
    progress.asks("arxiv")
    hands.time += 60
    progress.answers("arxiv", 3)
    first, second = progress.lines(120)
    assert first.index("-") == second.index("#")
    assert ["3/min", "40 s left"] == [one.strip() for one in second.split("  ") if one.strip()][
        -3:-1
    ]


@pytest.mark.parametrize(
    ("seconds", "why", "told"),
    [
        (1.2, Pause.PACE, "next request in 2 s"),
        (30.0, Pause.TOLD, "told to wait 30 s"),
        (90.0, Pause.TOLD, "told to wait 2 min"),
        (4.0, Pause.AGAIN, "trying again in 4 s"),
    ],
)
def test_what_is_waited_for_is_told(
    progress: Progress, seconds: float, why: Pause, told: str
) -> None:
    progress.expects("arxiv", 5)
    progress.waits("arxiv", seconds, why)
    assert progress.lines(80)[0].endswith(told)


def test_answers_that_are_under_way_go_before_the_usual_gap(
    progress: Progress, hands: Hands
) -> None:
    progress.expects("crossref", 5)
    for _ in range(3):
        progress.asks("crossref")
    progress.waits("crossref", 1.0, Pause.PACE)
    assert progress.lines(80)[0].endswith("waiting for 3 answers")
    for _ in range(2):
        progress.asked(answered("crossref"))
    assert progress.lines(80)[0].endswith("waiting for an answer")
    progress.asked(answered("crossref"))
    assert progress.lines(80)[0].endswith("next request in 1 s")
    hands.time += 2
    assert not progress.lines(80)[0].endswith("s")


def test_a_wait_that_was_told_is_not_hidden_by_the_usual_gap(progress: Progress) -> None:
    progress.expects("crossref", 5)
    progress.waits("crossref", 30.0, Pause.TOLD)
    progress.waits("crossref", 1.0, Pause.PACE)
    assert progress.lines(80)[0].endswith("told to wait 30 s")


def test_the_end_of_a_source_is_told(progress: Progress) -> None:
    progress.expects("arxiv", 2)
    progress.answers("arxiv", 2)
    progress.expects("crossref", 9)
    progress.answers("crossref", 9)
    progress.gives_up("crossref")
    done, given_up = progress.lines(75)
    assert ["arxiv", "2/2", "#" * 16, "done"] == parts(done)
    assert ["crossref", "-" * 16, "given up"] == parts(given_up)
    assert ("arxiv     2/2  done", "crossref  given up") == progress.lines(30)


def test_a_bar_is_as_long_whatever_stands_behind_it(progress: Progress, hands: Hands) -> None:
    progress.expects("arxiv", 100)
    before = progress.lines(79)[0].count("-")
    progress.asks("arxiv")
    hands.time += 7_200
    progress.answers("arxiv", 50)
    line = progress.lines(79)[0]
    assert before == line.count("-") + line.count("#")
    assert ["25/h", "2.0 h left"] == parts(line)[3:5]


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (65, "arxiv    150/1,500  15/s  90 s left  waiting for an answer"),
        (55, "arxiv    150/1,500  2 min left  waiting for an answer"),
        (42, "arxiv    150/1,500  waiting for an answer"),
        (30, "arxiv    150/1,500  2 min left"),
        (20, "arxiv    150/1,500"),
        (11, "arxiv    15"),
    ],
)
def test_where_there_is_no_room_what_matters_least_is_left_out(
    progress: Progress, hands: Hands, width: int, line: str
) -> None:
    progress.expects("arxiv", 1_500)
    progress.asks("arxiv")
    hands.time += 10
    progress.answers("arxiv", 150)
    assert (line.replace("90 s", "2 min"),) == progress.lines(width)


@given(
    st.integers(1, 200),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.floats(0, 10**6),
    st.floats(0, 10**5),
    st.sampled_from(Pause),
)
def test_no_line_is_ever_wider_than_its_room(  # noqa: PLR0913, PLR0917 - all that a line is made of
    width: int, expected: int, done: int, elapsed: float, wait: float, why: Pause
) -> None:
    hands = Hands()
    progress = Progress(hands)
    progress.expects("crossref", expected)
    progress.asks("crossref")
    hands.time += elapsed
    progress.answers("crossref", done)
    progress.waits("crossref", wait, why)
    assert all(len(line) <= width for line in progress.lines(width))


def test_in_words_the_same_is_told(progress: Progress, hands: Hands) -> None:
    progress.expects("arxiv", 300)
    progress.asks("arxiv")
    hands.time += 100
    progress.answers("arxiv", 150)
    assert ("arxiv: 150/300, 1.5/s, 2 min left, waiting for an answer",) == progress.told()
