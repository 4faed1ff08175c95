"""Whatever prints JSON is told in the reference, with every name of its document or its rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import click
import pytest

from enrich.cli.main import enrich
from tests.docs.texts import text_of
from tests.emulator import Emulator, World
from tests.projects import Project

PAGE = "docs/reference/json.md"
KEY = "KEY"
# What each is run with, KEY being the key of a work.
RUNS = {
    "add": ("2101.00001", "10.5555/nobody.knows.it"),
    "cache info": (),
    "check": (),
    "doctor": ("--offline",),
    "explain": (KEY,),
    "get": ("2101.00001", "10.5555/nobody.knows.it"),
    "init": ("--yes", "new"),
    "list": (),
    "nightly": (),
    "open": ("--print", KEY),
    "refresh": ("--max-age", "0"),
    "remove": ("--dry-run", KEY),
    "review": (),
    "scan": (),
    "search": ("a",),
    "show": (KEY, "--style", "apa"),
    "status": (),
}
# Whose names are told elsewhere: on the page of the checks, or with the command whose are the same.
ELSEWHERE = {
    "check": ("docs/reference/checks.md", "What check prints"),
    "nightly": (PAGE, "enrich refresh --json"),
    "search": (PAGE, "enrich list --json"),
}


def sections(page: str) -> dict[str, str]:
    """Give what stands under each heading of a page."""
    parts = re.split(r"(?m)^## (.*)$", text_of(page))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def told_under(page: str, heading: str) -> str:
    """Give the text under the heading that begins so."""
    return next(text for name, text in sections(page).items() if name.startswith(heading))


def documented() -> set[str]:
    """Give the commands that the page tells of."""
    named = re.findall(r"enrich ([a-z ]+) --json", " ".join(sections(PAGE)))
    return set(named)


def commands(group: click.Group, names: tuple[str, ...] = ()) -> Iterator[str]:
    """Give the commands that take --json."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*names, name))
        elif command and any("--json" in one.opts for one in command.params):
            yield " ".join((*names, name))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with Emulator(World.made(papers=3, works=3)) as emulator:
        folder = tmp_path_factory.mktemp("json")
        wanted = (*emulator.world.paper_ids, *emulator.world.dois, "10.5555/nobody")
        made = Project.make(folder, *wanted, emulator=emulator)
        assert 0 == made.run("refresh").returncode
        yield made


def test_every_command_that_prints_json_is_told_of_and_tried() -> None:
    assert set(commands(enrich)) == documented() == set(RUNS)


@pytest.mark.slow
@pytest.mark.parametrize("command", RUNS)
def test_every_name_of_the_document_or_of_its_rows_is_told(project: Project, command: str) -> None:
    key = json.loads(project.text("data/library.json"))[0]["id"]
    arguments = (key if one == KEY else one for one in RUNS[command])
    printed = json.loads(project.run(*command.split(), "--json", *arguments).stdout)
    told = told_under(
        PAGE, next(one for one in sections(PAGE) if f"enrich {command} --json" in one)
    )
    if command in ELSEWHERE:
        told += told_under(*ELSEWHERE[command])
    names = set(printed) if isinstance(printed, dict) else {name for one in printed for name in one}
    assert names or command == "review"
    assert set() == names - set(re.findall(r"`([a-z_]+)`", told))
