"""`enrich status`: whether the bibliography is sound; nobody is asked."""

from __future__ import annotations

import json
import re

import pytest

from enrich.cli.status import status
from tests.commands import Command
from tests.e2e.conftest import library
from tests.emulator import Emulator
from tests.projects import Project

FILES = ("data/enrich.lock", "data/library.bib", "data/library.json")


@pytest.fixture
def told(
    good: Project, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Command:
    return Command(status, good, monkeypatch, capsysbinary)


def states(told: Command) -> dict[str, str]:
    return {one["path"]: one["state"] for one in json.loads(told("--json").out)["files"]}


def test_of_a_project_in_good_order_all_is_told_and_nothing_is_to_do(told: Command) -> None:
    code, out, err = told()
    assert (0, "") == (code, err)
    assert out.startswith("6 works of 6 seeds\n")
    assert re.search(r"^  answers +6 fresh$", out, re.MULTILINE)
    assert re.search(
        r"^  last run +\d{4}-\d\d-\d\d \d\d:\d\d; nothing to ask for", out, re.MULTILINE
    )
    assert re.search(r"^  next +nothing to do$", out, re.MULTILINE)


def test_json_counts_works_by_status_kind_and_field(told: Command) -> None:
    health = json.loads(told("--json").out)
    assert (6, 6, 0) == (health["works"], health["seeds"], health["missed"])
    assert 6 == sum(health["statuses"].values()) == sum(health["kinds"].values())
    assert {"error": 0, "warning": 0, "note": 0} == health["findings"]
    coverage = {one["field"]: (one["has"], one["of"]) for one in health["coverage"]}
    assert (6, 6) == coverage["title"]
    assert health["kinds"]["preprint"] == 6 - coverage["venue"][1]
    assert health["cache_bytes"] > 0


def test_files_are_held_against_what_would_be_written(told: Command) -> None:
    assert dict.fromkeys(FILES, "up to date") == states(told)
    (told.project.folder / FILES[1]).write_text("@comment{mine}\n", encoding="utf-8")
    (told.project.folder / FILES[2]).unlink()
    assert ["up to date", "would change", "not there"] == list(states(told).values())
    assert "enrich refresh: 2 files to write\n" in told().out


def test_another_seed_is_told_to_be_asked_for(told: Command) -> None:
    told.project.seed("10.5555/nobody-asked-for-it", file="b.txt")
    out = told().out
    assert out.startswith("6 works of 7 seeds, 1 without an entry\n")
    assert re.search(r"^  missed +1 offline$", out, re.MULTILINE)
    assert "enrich refresh: 1 seed not asked for yet" in out


def test_a_seed_that_tells_nothing_to_ask_for_is_told_with_what_lists_it(told: Command) -> None:
    told.project.seed("https://openreview.net/forum?id=mDwURmlapX", file="b.txt")
    out = told().out
    assert re.search(r"^  missed +1 no identifier$", out, re.MULTILINE)
    assert "enrich list --status missed: 1 seed without an entry\n" in out


def test_what_checks_find_is_counted_by_level(told: Command, healthy: Emulator) -> None:
    doi = healthy.world.dois[0]
    told.project.seed(
        f"- [Another Title Altogether](https://doi.org/{doi}) by A. Nobody", file="a.md"
    )
    health = json.loads(told("--json").out)
    assert sum(health["findings"].values()) == sum(health["checks"].values()) > 0
    assert re.search(r"^  next +enrich check: \d errors? or warnings?$", told().out, re.MULTILINE)


def test_nobody_is_asked_and_nothing_is_written(told: Command, healthy: Emulator) -> None:
    before = library(told.project)
    told()
    assert ([], before) == (healthy.log, library(told.project))


def test_on_a_terminal_no_line_is_wider_than_it(told: Command) -> None:
    bare = re.sub(r"\x1b\[\d*m", "", told.on_terminal(width=60))
    assert 60 >= max(map(len, bare.splitlines()))
