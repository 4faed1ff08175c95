"""Runs that are killed, at any moment: what is there is the old library or the new one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest

from enrich.config import load_config
from enrich.lockfile import LOCK_FILE, read_lock
from enrich.outputs import recover
from enrich.pipeline import refresh_library
from tests.conftest import FakeClock
from tests.e2e.conftest import start
from tests.emulator import Emulator, World
from tests.projects import MAIL, Project

pytestmark = pytest.mark.slow

NAMES = (LOCK_FILE, "library.bib", "library.ascii.bib", "library.biblatex.bib", "library.json")
SETTINGS = 'formats = ["bibtex", "bibtex-ascii", "biblatex", "csl"]\n'
JOURNALS = (".enrich-journal", ".enrich-undo")
# Kills in a lot; every other one falls into the writing, or into what little is behind it.
KILLS, LOTS = 10, 5
DRIVER = """
import os
import signal
import sys

left = int(sys.argv.pop(1))
replace = os.replace


def replace_or_die(*arguments, **options):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(*arguments, **options)


os.replace = replace_or_die
from enrich.cli.main import main

main()
"""

Bodies = Mapping[str, bytes]


class Change(msgspec.Struct, frozen=True):
    """A project whose lists have changed since its library was made, and both libraries."""

    mould: Project
    old: Bodies
    new: Bodies
    # How many seconds it takes to make the new one, and how many of them are writing.
    seconds: float
    writing: float

    def copy(self, folder: Path) -> Project:
        """Give the project as it is before the run that is to be killed."""
        if folder.exists():
            shutil.rmtree(folder)
        shutil.copytree(self.mould.folder, folder)
        return Project(folder)


@pytest.fixture(scope="module")
def change(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Change]:
    with Emulator(World.made(papers=0, works=120)) as emulator:
        dois = emulator.world.dois
        project = Project.make(
            tmp_path_factory.mktemp("mould"), *dois[:80], emulator=emulator, settings=SETTINGS
        )
        assert 0 == project.run("refresh").returncode
        old = bodies(project)
        project.seed(*dois[40:])
        copy = Project(tmp_path_factory.mktemp("done") / "project")
        shutil.copytree(project.folder, copy.folder)
        begun = time.monotonic()
        process = start(copy, "refresh")
        wait_for_writing(copy, process)
        writing = time.monotonic()
        process.communicate()
        done = time.monotonic()
        assert 0 == process.returncode
        new = bodies(copy)
        assert all(old[name] != new[name] for name in NAMES)
        yield Change(project, old, new, done - begun, done - writing)


def bodies(project: Project) -> dict[str, bytes]:
    return {name: (project.folder / "data" / name).read_bytes() for name in NAMES}


def laid_out(project: Project) -> list[str]:
    """Name what lies beside the files of the library while they are written."""
    return [one.name for one in os.scandir(project.folder / "data") if one.name[0] == "."]


def wait_for_writing(project: Project, process: subprocess.Popen[str]) -> None:
    while process.poll() is None and not laid_out(project):
        # Writing takes milliseconds, of which as few as can be are to go by unseen.
        time.sleep(0.0002)


def check_left(project: Project, change: Change) -> None:
    """What a kill leaves is whole, and one library or the other, or a journal tells which."""
    left = bodies(project)
    assert all(left[name] in (change.old[name], change.new[name]) for name in NAMES)
    if not any((project.folder / "data" / name).exists() for name in JOURNALS):
        assert left in (change.old, change.new)
    # The next run does this before anything else.
    copy = project.folder.with_name("recovered")
    shutil.copytree(project.folder, copy)
    recover(copy / "data", NAMES)
    assert bodies(Project(copy)) in (change.old, change.new)
    assert [] == laid_out(Project(copy))
    shutil.rmtree(copy)


def check_made_anew(project: Project, change: Change) -> None:
    """The new library is there, to the byte, and nothing else."""
    assert change.new == bodies(project)
    assert [] == laid_out(project)
    lock = read_lock(project.folder / "data" / LOCK_FILE)
    assert lock is not None
    csl = msgspec.json.decode(project.text("data/library.json"))
    assert {one.key for one in lock.kept} == {one["id"] for one in csl}


def run_next(project: Project) -> None:
    """Do what the next command does, but for waiting."""
    config = msgspec.structs.replace(load_config(project.folder), mailto=MAIL)
    result = refresh_library(config, clock=FakeClock())
    assert ((), ()) == (result.library.misses, result.held_back_for)


@pytest.mark.parametrize("lot", range(LOTS))
def test_killed_at_any_moment_the_old_library_or_the_new_one_is_there(
    change: Change, tmp_path: Path, lot: int
) -> None:
    moments = random.Random(lot)
    for number in range(KILLS):
        project = change.copy(tmp_path / "project")
        process = start(project, "refresh")
        if number % 2:
            wait_for_writing(project, process)
        # Any moment of a run, or of its writing.
        time.sleep(moments.uniform(0, change.writing if number % 2 else change.seconds))
        process.kill()
        process.communicate()
        check_left(project, change)
        run_next(project)
        check_made_anew(project, change)


def test_killed_before_any_renaming_the_old_library_or_the_new_one_is_there(
    change: Change, tmp_path: Path
) -> None:
    endings: list[int] = []
    while not endings or endings[-1] == -signal.SIGKILL:
        project = change.copy(tmp_path / "project")
        endings.append(driven(project, len(endings) + 1).returncode)
        check_left(project, change)
        again = project.run("refresh", "-q", "--strict")
        assert (0, "", "") == (again.returncode, again.stdout, again.stderr)
        check_made_anew(project, change)
    # The journal's, each file's, that of an index of each format, and the seal's.
    renamings = 1 + len(NAMES) + len(NAMES) - 1 + 1
    assert [*[-signal.SIGKILL] * renamings, 0] == endings


def driven(project: Project, number: int) -> subprocess.CompletedProcess[bytes]:
    """Refresh the library in a process that dies at the renaming of this number, from one on."""
    return subprocess.run(
        [sys.executable, "-c", DRIVER, str(number), "refresh"],
        cwd=project.folder,
        capture_output=True,
        timeout=60,
        check=False,
    )
