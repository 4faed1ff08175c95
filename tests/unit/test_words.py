"""Words that commands say: numbers with what they count, and lists that are cut."""

from __future__ import annotations

import pytest

from enrich.cli._words import counted, shortened


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 answers were"), (1, "1 answer was"), (2, "2 answers were")]
)
def test_what_is_counted_is_singular_where_it_is_one(number: int, said: str) -> None:
    assert said == counted(number, "answer was", "answers were")
    assert said.split()[:2] == counted(number, "answer").split()


@pytest.mark.parametrize("lines", [(), ("a",), ("a", "b")])
@pytest.mark.parametrize("most", [2, None])
def test_a_list_that_is_short_enough_is_given_whole(
    lines: tuple[str, ...], most: int | None
) -> None:
    assert lines == tuple(shortened(lines, most, "-v lists"))


def test_a_longer_list_is_cut_and_the_rest_counted() -> None:
    lines = map(str, range(5))
    assert ["0", "1", "  and 3 more, which -v lists"] == list(shortened(lines, 2, "-v lists"))


def test_a_list_without_a_bound_is_never_cut() -> None:
    assert 1000 == len(list(shortened(map(str, range(1000)), None, "-v lists")))
