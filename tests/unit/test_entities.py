"""Character entities undone."""

from __future__ import annotations

import pytest

from enrich.entities import unescaped
from tests.readings import within


@pytest.mark.parametrize(
    "raw",
    [
        "&lt;",
        "&amp;lt;",
        "&amp;amp;amp;lt;",
        "&#38;#60;",
        "&" + "amp;" * 30_000 + "lt;",
        "&#6&#48;;",
    ],
)
def test_an_entity_is_undone_as_often_as_it_was_escaped(raw: str) -> None:
    assert "<" == unescaped(raw)


def test_entities_in_entities_are_read_in_linear_time() -> None:
    # Each round undoes the innermost alone, which is a digit of the next.
    with within(2):
        unescaped("&#5" * 30_000 + "1" + ";" * 30_000)


def test_an_ampersand_between_words_stays() -> None:
    assert "R&D; AT&T & more" == unescaped("R&D; AT&T & more")
