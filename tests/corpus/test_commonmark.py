"""CommonMark's own examples, each read as a list, alone and in the company of others."""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path

import pytest

from enrich.seeds import PassedOver, Seed
from enrich.seeds.markdown import looks_like_markdown, read_markdown

EXAMPLES = Path(sys.prefix) / "commonmark.json"


@pytest.fixture(scope="module")
def examples() -> list[str]:
    if not EXAMPLES.is_file():
        if os.environ.get("CI"):
            pytest.fail(f"{EXAMPLES} is not there, and under CI these tests must not be skipped")
        pytest.skip(f"needs CommonMark's examples in {EXAMPLES}, which `make check` fetches")
    return [one["markdown"] for one in json.loads(EXAMPLES.read_bytes())]


def read(text: str) -> list[Seed | PassedOver]:
    looks_like_markdown(text)
    found = list(read_markdown(text, "f"))
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= one.origin.line <= lines for one in found)
    return [one for one in found if isinstance(one, (Seed, PassedOver))]


def test_there_are_hundreds(examples: list[str]) -> None:
    assert len(examples) > 600


def test_every_example_is_read(examples: list[str]) -> None:
    links = sum(len(read(one)) for one in examples)
    assert links > 100


def test_examples_are_read_in_any_company(examples: list[str]) -> None:
    dice = random.Random(7)
    for _ in range(300):
        read(dice.choice(["", "\n", "\n\n"]).join(dice.sample(examples, dice.randint(2, 6))))


def test_a_paper_below_any_example_is_found_on_its_line(examples: list[str]) -> None:
    paper = "https://arxiv.org/abs/2101.00001"
    swallowed = 0
    for one in examples:
        text = f"{one.rstrip()}\n\n# Papers\n\n[A title]({paper})\n"
        found = [seed for seed in read(text) if seed.written == paper]
        if not found:
            # An open fence or HTML block goes on to the end of the text.
            swallowed += 1
            continue
        assert text.count("\n") == found[-1].origin.line
    assert swallowed < len(examples) * 0.05
