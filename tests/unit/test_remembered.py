"""Which formulas are read but once."""

from __future__ import annotations

import pytest

from enrich.text.math.remembered import remembered


@pytest.mark.parametrize(("formula", "times"), [("x", 1), ("x" * 60, 1), ("x" * 61, 2)])
def test_a_short_formula_is_read_once_and_a_long_one_is_not_kept(formula: str, times: int) -> None:
    read: list[str] = []

    @remembered
    def reading(source: str) -> str:
        read.append(source)
        return source.upper()

    assert [formula.upper()] * 2 == [reading(formula) for _ in range(2)]
    assert [formula] * times == read
