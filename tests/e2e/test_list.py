"""`enrich list`: the works of the library, one a line; nobody is asked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

from enrich.cli.list import list_
from enrich.errors import ConfigError
from tests.commands import Command
from tests.e2e.conftest import library
from tests.emulator import Emulator
from tests.projects import Project


@pytest.fixture
def listed(
    good: Project, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Command:
    return Command(list_, good, monkeypatch, capsysbinary)


def keys_of(project: Project) -> list[str]:
    return re.findall(r"^@\w+\{([^,]+),", project.text("data/library.bib"), re.MULTILINE)


def test_every_entry_of_the_library_has_a_line_that_begins_with_its_key(listed: Command) -> None:
    told = listed()
    assert (0, "6 works\n") == (told.code, told.err)
    assert keys_of(listed.project) == [row[0] for row in told.rows]
    assert {5} == {len(row) for row in told.rows}


def test_works_are_listed_by_year_and_kind_and_status(listed: Command) -> None:
    preprints = listed("--status", "preprint")
    assert preprints.out == listed("--kind", "preprint").out
    assert preprints.err.endswith(" of 6 works\n")
    others = listed("--status", "published", "--status", "retracted")
    assert sorted(keys_of(listed.project)) == sorted(
        row[0] for row in (*preprints.rows, *others.rows)
    )
    years = [row[1] for row in listed("--sort", "year").rows]
    assert sorted(years) == years
    first = listed("--year", years[0])
    assert {years[0]} == {row[1] for row in first.rows}


def test_works_are_listed_by_author_venue_and_section(listed: Command) -> None:
    world = listed.project.text("data/library.json")
    work = next(one for one in json.loads(world) if one.get("container-title"))
    assert work["id"] in listed("--venue", work["container-title"].upper()).out
    family = work["author"][0]["family"]
    assert work["id"] in listed("--author", family.lower()).out
    listed.project.seed(f"## Walls & Fences\n\n- https://doi.org/{work['DOI']}", file="a.md")
    told = listed("--section", "fences")
    assert [work["id"]] == [row[0] for row in told.rows]


def test_json_has_all_that_can_be_filtered(listed: Command) -> None:
    told = json.loads(listed("--json").out)
    assert keys_of(listed.project) == [one["key"] for one in told]
    assert {"published", "preprint"} == {one["status"] for one in told}
    assert all(one["identifiers"] and one["authors"] and one["year"] for one in told)


def test_seeds_without_an_entry_are_listed_with_the_reason_and_what_helps(
    listed: Command,
) -> None:
    listed.project.seed("10.5555/nobody-asked-for-it", file="b.txt")
    assert "6 works; 1 seed without an entry: `enrich list --status missed`\n" == listed().err
    told = listed("--status", "missed")
    place, written, reason, hint = told.rows[0]
    assert ("data/seeds/b.txt:1", "10.5555/nobody-asked-for-it") == (place, written)
    assert ("offline", "let `enrich refresh` ask for it, without --offline") == (reason, hint)
    assert "1 seed without an entry\n" == told.err
    assert ["missed"] == [
        one["status"] for one in json.loads(listed("--status", "missed", "--json").out)
    ]


def test_a_person_is_told_once_what_helps_and_sees_every_line_number(
    listed: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    listed.project.seed("10.5555/nobody-1", "10.5555/nobody-2", file="a-list-of-papers.txt")
    shown = listed.on_terminal("--status", "missed", width=60)
    assert ["-papers.txt:1", "-papers.txt:2"] == re.findall(r"-papers\.txt:\d", shown)
    assert "refresh" not in shown


def test_where_there_is_no_project_it_is_told_how_to_begin_one(
    listed: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="no project in this folder or above it; `enrich init`"):
        listed()


def test_where_no_work_is_like_that_nothing_is_listed(listed: Command) -> None:
    told = listed("--author", "nobody at all")
    assert (0, "", "0 of 6 works\n") == told


def test_on_a_terminal_columns_are_fitted_and_coloured(listed: Command) -> None:
    shown = listed.on_terminal(width=60)
    bare = re.sub(r"\x1b\[\d*m", "", shown)
    assert shown.startswith("\x1b[36m")
    assert 60 >= max(map(len, bare.splitlines()))
    assert "\t" not in shown
    assert "\u2026" in bare


def test_nobody_is_asked_and_nothing_is_written(listed: Command, healthy: Emulator) -> None:
    before = library(listed.project)
    listed()
    assert ([], before) == (healthy.log, library(listed.project))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--year", "soon"), "'soon' are no years; write 2020, 2019-2021, 2019- or -2021"),
        (("--venue", "--"), "'--' has no word in it"),
        (("--status", "lost"), "'lost' is unknown; there are published"),
        (("--sort", "colour"), "'colour' is unknown; there are key"),
    ],
)
def test_what_can_not_be_listed_by_is_told_in_one_line(
    listed: Command, arguments: tuple[str, ...], says: str
) -> None:
    with pytest.raises(click.UsageError) as error:
        listed(*arguments)
    assert says in error.value.format_message()
