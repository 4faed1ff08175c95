"""The fuzzers find what they are for: errors, false claims, slowness, and what is printed."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import strategies as st

from enrich.errors import SeedError
from tests.fuzz import watching
from tests.fuzz.rounds import Finding, run
from tests.fuzz.table import TARGETS
from tests.fuzz.target import Target
from tests.fuzz.watching import tried


def target(check: Callable[[str], None], pieces: str = "ab") -> Target[str]:
    return Target(
        name="letters",
        inputs=st.text("abc", max_size=20),
        check=check,
        errors=(SeedError,),
        pieces=tuple(pieces),
        holders=(str,),
    )


def findings(check: Callable[[str], None]) -> list[Finding]:
    return run(target(check), 0, 1).findings


def needs_no_c(text: str) -> None:
    if text.count("c") > 1:
        raise KeyError(text)
    assert "bb" not in text


def is_quadratic(text: str) -> None:
    if len(text) > 1000:
        sum(1 for _ in range(len(text) ** 2 // 400))


@pytest.mark.slow
def test_each_error_is_found_once_and_by_the_least_input() -> None:
    found = findings(needs_no_c)
    assert {"cc", "bb"} == {one.given for one in found}
    assert 2 == len(found)


@pytest.mark.slow
def test_a_round_is_repeated_by_its_number() -> None:
    assert run(target(needs_no_c), 0, 7).findings == run(target(needs_no_c), 0, 7).findings


def test_what_a_parser_may_raise_is_no_finding() -> None:
    def refuses(text: str) -> None:
        raise SeedError(text)

    assert [] == findings(refuses)


@pytest.mark.slow
def test_what_takes_ever_longer_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_MEASURABLE", 0.01)
    assert {"TooSlowError by 'a'"} <= {one.place for one in findings(is_quadratic)}


@pytest.mark.slow
def test_what_takes_as_much_longer_as_it_is_longer_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_MEASURABLE", 0.1)

    def is_linear(text: str) -> None:
        sum(1 for _ in range(len(text) * 50))

    assert [] == findings(is_linear)


def test_what_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_LEAST", 0.1)

    def hangs(_: str) -> None:
        while True:
            pass

    with pytest.raises(watching.TooSlowError):
        tried(target(hangs), "a")


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_what_is_printed_is_found(stream: str) -> None:
    with pytest.raises(AssertionError, match="printed"):
        tried(target(lambda text: print(text, file=getattr(sys, stream))), "a")


@pytest.mark.slow
@pytest.mark.parametrize("one", TARGETS, ids=lambda one: one.name)
def test_every_fuzzer_takes_the_first_of_its_pieces(one: Target[str]) -> None:
    for hold in one.holders[:3]:
        tried(one, hold(one.pieces[0]))
