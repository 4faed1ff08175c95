"""What the end-to-end tests share: a healthy world, a project in good order, its library."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.emulator import Emulator, Paper, Work, World
from tests.projects import COMMAND, Project

# A host that no name service knows: the network as it is on a machine without one.
NOWHERE = "".join(
    f'[sources.{name}]\nurl = "https://nohost.invalid{path}"\n'
    for name, path in (("arxiv", "/api/query"), ("crossref", ""), ("datacite", ""))
)

Files = dict[str, tuple[bytes, int]]


def _rich_world() -> World:
    """Invent a world with what is hard to write: accents, markup, math, odd identifiers."""
    made = World.made(papers=8, works=8)
    papers = (
        Paper(
            "2103.00007",
            r"Über $\alpha$-Kräfte & 50% of {Mengen} #1_a",
            ("José Ángel Núñez", "Đỗ Thị Hồng", "Ludwig van Beethoven"),
            versions=2,
            abstract="Ein Maß ~ für x_1 & \\emph{y}.",
        ),
    )
    works = (
        Work("10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"),
        Work(
            "10.5555/under_score",
            {
                "title": ["Growth of <i>E. coli</i> at 5% &amp; H<sub>2</sub>O"],
                "author": [
                    {"given": "Zoë", "family": "Ångström", "sequence": "first"},
                    {"name": "The ATLAS Collaboration", "sequence": "additional"},
                    {"given": "Anna", "family": "de la Cruz", "sequence": "additional"},
                ],
                "container-title": ["Annals of Salt & Light"],
                "page": "101-9",
            },
        ),
    )
    kept = (Work(doi, work.message) for doi, work in made.works.items())
    return World((*(made.papers[one] for one in made.paper_ids), *papers), (*kept, *works))


@pytest.fixture(scope="session")
def healthy() -> Iterator[Emulator]:
    """Run the APIs for all tests that order no faults."""
    with Emulator(_rich_world()) as running:
        yield running


@pytest.fixture
def small() -> Iterator[Emulator]:
    """Run the APIs for one test, which may order faults."""
    with Emulator(World.made(papers=6, works=6)) as running:
        yield running


@pytest.fixture(scope="session")
def mould(tmp_path_factory: pytest.TempPathFactory, healthy: Emulator) -> Path:
    """Make a project with a library, to be copied."""
    world = healthy.world
    project = Project.make(
        tmp_path_factory.mktemp("mould"), *world.paper_ids[:3], *world.dois[:3], emulator=healthy
    )
    assert project.run("refresh").returncode == 0
    return project.folder


@pytest.fixture
def good(tmp_path: Path, mould: Path, healthy: Emulator) -> Project:
    """Give a project in good order: six seeds, their library, all answers fresh in the cache."""
    folder = tmp_path / "project"
    shutil.copytree(mould, folder)
    healthy.forget()
    return Project(folder)


def library(project: Project, folder: str = "data") -> Files:
    """Give the files of the library with their bytes and times."""
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted((project.folder / folder).iterdir())
        if path.is_file()
    }


def start(project: Project, *arguments: str) -> subprocess.Popen[str]:
    """Start the installed command, and don't wait for it."""
    return subprocess.Popen(
        [COMMAND, *arguments],
        cwd=project.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def wait_until(condition: Callable[[], object], process: subprocess.Popen[str]) -> None:
    """Wait for what a command that runs brings about."""
    latest = time.monotonic() + 15
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < latest
        # The command is another process: there is nothing to wait on but its doing.
        time.sleep(0.01)


def shell(project: Project, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash, in which `enrich` is the installed command; a pipe fails as a whole."""
    path = f"{COMMAND.parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],  # noqa: S607 - wherever bash is
        cwd=project.folder,
        capture_output=True,
        encoding="utf-8",
        timeout=20,
        check=False,
        env={**os.environ, "PATH": path},
    )


def complaint(
    project: Project,
    *arguments: str,
    code: int,
    says: tuple[str, ...] = (),
    stdin: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run what must fail with this code, one line and an untouched library; give the line."""
    before = library(project) if (project.folder / "data").is_dir() else {}
    result = project.run(*arguments, stdin=stdin, environment=environment)
    assert "Traceback" not in result.stderr
    assert (code, "") == (result.returncode, result.stdout), result.stderr
    lines = [line for line in result.stderr.splitlines() if line]
    assert len(lines) == 1, result.stderr
    for word in says:
        assert word in lines[0]
    assert before == (library(project) if before else {})
    return lines[0]
