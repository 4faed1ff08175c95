"""`enrich search`: works by words that occur in them; nobody is asked."""

from __future__ import annotations

import json
import re

import click
import pytest

from enrich.cli.search import search
from enrich.errors import ConfigError
from tests.commands import Command
from tests.emulator import Emulator
from tests.projects import Project


@pytest.fixture
def sought(
    good: Project, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Command:
    return Command(search, good, monkeypatch, capsysbinary)


def work_of(project: Project) -> dict[str, str]:
    works = json.loads(project.text("data/library.json"))
    return next(one for one in works if one.get("DOI"))


def test_a_work_is_found_by_its_title_in_any_case(sought: Command) -> None:
    work = work_of(sought.project)
    told = sought(*work["title"].upper().split())
    assert (0, work["id"]) == (told.code, told.rows[0][0])
    assert told.err.endswith(" of 6 works\n")


def test_a_work_is_found_by_its_identifier_alone(sought: Command) -> None:
    work = work_of(sought.project)
    told = sought(work["DOI"], "--json")
    assert [work["id"]] == [one["key"] for one in json.loads(told.out)]


def test_where_nothing_is_found_it_says_so_and_the_code_is_1(sought: Command) -> None:
    expected = "'no such words': in none of 6 works; all words have to occur, try fewer\n"
    assert (1, "", expected) == sought("no", "such", "words")
    assert (1, "[]\n", expected) == sought("no", "such", "words", "--json")


def test_on_a_terminal_the_words_stand_out(sought: Command) -> None:
    word = work_of(sought.project)["title"].split()[0]
    assert f"\x1b[1m{word}" in sought.on_terminal(word.lower(), width=200)


def test_nobody_is_asked(sought: Command, healthy: Emulator) -> None:
    sought("a")
    assert [] == healthy.log


def test_what_is_no_word_is_told(sought: Command) -> None:
    with pytest.raises(ConfigError, match=re.escape("'?' has no word to search for")):
        sought("?")
    with pytest.raises(click.UsageError):
        sought()
