"""What every format does alike, whatever it looks like."""

from __future__ import annotations

import json

import msgspec
import pytest

from enrich.answers import Standing
from enrich.writers import find_format
from tests.records import contents_of, entry_of, record_of

KNOWN_BY_TWO = msgspec.structs.replace(
    entry_of(record_of(title="Sheep"), key="sheep"), aliases=("Lambs_1",)
)
OTHER = entry_of(record_of(title="Goats"), key="goats")


@pytest.mark.parametrize("name", ["bibtex", "bibtex-ascii"])
def test_bibtex_has_an_entry_for_each_key_of_a_work_in_their_order(name: str) -> None:
    text = find_format(name).write(contents_of([OTHER, KNOWN_BY_TWO]))
    assert ["goats", "Lambs_1", "sheep"] == [
        line.partition("{")[2].rstrip(",") for line in text.splitlines() if line.startswith("@")
    ]


@pytest.mark.parametrize("name", ["biblatex", "biblatex-ascii"])
def test_biblatex_knows_a_work_by_its_other_keys(name: str) -> None:
    text = find_format(name).write(contents_of([OTHER, KNOWN_BY_TWO]))
    assert 2 == text.count("\n@") + text.startswith("@")
    assert ["ids"] == [line.split()[0] for line in text.splitlines() if "{Lambs_1}" in line]


def test_csl_has_an_item_for_each_key_of_a_work() -> None:
    found = json.loads(find_format("csl").write(contents_of([OTHER, KNOWN_BY_TWO])))
    assert ["goats", "Lambs_1", "sheep"] == [one["id"] for one in found]


def test_our_own_records_list_the_other_keys() -> None:
    found = json.loads(find_format("json").write(contents_of([OTHER, KNOWN_BY_TWO])))
    assert [("goats", []), ("sheep", ["Lambs_1"])] == [
        (one["key"], one["aliases"]) for one in found
    ]


def test_whether_an_answer_came_now_or_in_the_last_run_changes_no_byte() -> None:
    texts = {
        find_format("json").write(contents_of([msgspec.structs.replace(OTHER, standing=standing)]))
        for standing in (Standing.NEW, Standing.FRESH)
    }
    assert 1 == len(texts)
