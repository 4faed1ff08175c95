"""A pipe in the place of a file: told by name wherever it is, and read where it is meant."""

from __future__ import annotations

import os

import pytest

from tests.e2e.conftest import complaint, shell
from tests.emulator import Emulator
from tests.projects import Project

pytestmark = pytest.mark.slow

REFRESH = ("refresh", "--max-age", "0")


def put_pipe(good: Project, place: str) -> None:
    """Put a pipe that nobody writes to into the place of a file."""
    path = good.folder / place
    if path.is_dir():
        path.rename(path.with_name("elsewhere"))
    path.unlink(missing_ok=True)
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("place", "command", "code"),
    [
        ("enrich.toml", ("scan",), 2),
        ("data/seeds", ("scan",), 2),
        ("data/overrides.toml", REFRESH, 2),
        ("data/decisions.jsonl", REFRESH, 2),
        ("data/enrich.lock", REFRESH, 2),
        ("data/enrich.lock", ("get", "2101.00001"), 2),
        ("data/snapshot.jsonl", REFRESH, 3),
        ("data/library.bib", REFRESH, 3),
        ("data/library.json", REFRESH, 3),
        ("cache/run.lock", REFRESH, 3),
        ("cache/crossref.turn", REFRESH, 3),
        ("cache/crossref.turn.lock", REFRESH, 3),
        ("cache/crossref.turn.0.lock", REFRESH, 3),
        ("cache/crossref.turn.pause", REFRESH, 3),
        ("cache/answers.sqlite", REFRESH, 3),
        ("cache/answers.sqlite", ("cache", "clear", "-y"), 3),
        ("cache/answers.sqlite-journal", REFRESH, 3),
        ("cache/answers.sqlite-journal", ("cache", "clear", "-y"), 3),
        ("all.jsonl", ("cache", "import", "all.jsonl"), 3),
        ("list.md", ("annotate", "--in-place", "list.md"), 2),
        ("thesis.bib", ("refresh", "--in-place", "thesis.bib"), 2),
    ],
)
def test_a_pipe_in_the_place_of_a_file_is_named_and_not_waited_for(
    good: Project, place: str, command: tuple[str, ...], code: int
) -> None:
    put_pipe(good, place)
    complaint(good, *command, code=code, says=(place, "is no file"))
    assert (good.folder / place).is_fifo()


def test_a_pipe_that_the_configuration_names_is_not_waited_for(good: Project) -> None:
    put_pipe(good, "thesis.bib")
    settings = good.text("enrich.toml")
    (good.folder / "enrich.toml").write_text(f'seeds = ["thesis.bib"]\n{settings}')
    for command in (("refresh",), ("refresh", "--diff"), ("explain", "10.5555/a")):
        complaint(good, *command, code=2, says=("thesis.bib: is no file",))


@pytest.mark.parametrize(
    "line",
    [
        "enrich scan <(cat data/seeds/list.txt)",
        "cat data/seeds/list.txt | enrich scan /dev/stdin",
        "(cat data/seeds/list.txt > pipe & enrich scan pipe; wait)",
    ],
)
def test_a_pipe_that_is_named_to_the_command_is_read(good: Project, line: str) -> None:
    os.mkfifo(good.folder / "pipe")
    result = shell(good, line)
    assert 0 == result.returncode, result.stderr
    assert "6 papers, 6 different" in result.stderr


def test_the_difference_of_a_pipe_is_that_of_the_file(good: Project, healthy: Emulator) -> None:
    entry = f"@article{{sheep,\n  doi = {{{healthy.world.dois[0]}}},\n}}\n"
    (good.folder / "thesis.bib").write_text(entry)
    of_file, of_pipe = (
        shell(good, f"enrich refresh --diff {name}") for name in ("thesis.bib", "<(cat thesis.bib)")
    )
    assert (0, 0) == (of_file.returncode, of_pipe.returncode)
    assert added(of_file.stdout) == added(of_pipe.stdout) != []


def added(diff: str) -> list[str]:
    """Give the lines that a difference adds, without the name of its file."""
    return [line for line in diff.splitlines() if line.startswith("+ ")]
