"""Disks that are full, small or can't be written: one line, and the library is whole."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest
from bibtexparser.entrypoint import parse_string

from enrich.lockfile import LOCK_FILE, read_lock
from tests.e2e.conftest import complaint, library
from tests.emulator import Emulator
from tests.projects import COMMAND, Project

SETTINGS = 'formats = ["bibtex", "bibtex-ascii", "biblatex", "csl"]\n'
NAMES = (LOCK_FILE, "library.bib", "library.ascii.bib", "library.biblatex.bib", "library.json")
Bodies = Mapping[str, bytes]


def bodies(project: Project) -> Bodies:
    return {name: (project.folder / "data" / name).read_bytes() for name in NAMES}


def left_over(project: Project) -> list[str]:
    return [one.name for one in os.scandir(project.folder / "data") if one.name[0] == "."]


def limited(project: Project, *arguments: str, size: int) -> subprocess.CompletedProcess[str]:
    """Run the command where no file may be larger than this: a quota that anybody can set."""
    return subprocess.run(
        [COMMAND, *arguments],
        cwd=project.folder,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )


@contextmanager
def small_disk(folder: Path, *options: str) -> Iterator[Path]:
    """Put a disk of its own under a folder, with what is in it; skip where that is not allowed."""
    kept = folder.with_name(f"{folder.name}.kept")
    shutil.copytree(folder, kept)
    mount = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)]
    result = subprocess.run(mount, capture_output=True, check=False)
    if result.returncode:
        pytest.skip(f"mounting is not possible here: {result.stderr.decode().strip()}")
    try:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607 - wherever it is


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory, emulator_of_hundred: Emulator) -> Project:
    """Make a project whose lists have changed since its library was made; all answers are there."""
    dois = emulator_of_hundred.world.dois
    folder = tmp_path_factory.mktemp("mould") / "project"
    project = Project.make(folder, *dois[20:], emulator=emulator_of_hundred, settings=SETTINGS)
    assert 0 == project.run("refresh").returncode
    project.seed(*dois[:60])
    assert 0 == project.run("get", *dois[:20]).returncode
    return project


@pytest.fixture(scope="module")
def emulator_of_hundred() -> Iterator[Emulator]:
    from tests.emulator import World  # noqa: PLC0415 - a world of its own

    with Emulator(World.made(papers=0, works=100)) as running:
        yield running


@pytest.fixture
def copy(changed: Project, tmp_path: Path) -> Project:
    shutil.copytree(changed.folder, tmp_path / "project")
    return Project(tmp_path / "project")


@pytest.fixture(scope="module")
def after(changed: Project, tmp_path_factory: pytest.TempPathFactory) -> Bodies:
    """Give the library that the changed lists make."""
    folder = tmp_path_factory.mktemp("after") / "project"
    shutil.copytree(changed.folder, folder)
    assert 0 == Project(folder).run("refresh", "--offline").returncode
    return bodies(Project(folder))


# Full disks


@pytest.mark.slow
@pytest.mark.parametrize("number", range(8))
def test_where_the_output_has_no_room_it_is_as_it_was_and_the_next_run_makes_it_new(
    copy: Project, after: Bodies, number: int
) -> None:
    before = bodies(copy)
    # Between what holds nothing of it and what holds all but the last byte of the largest.
    largest = max(map(len, after.values()))
    size = (256, largest - 1)[number] if number < 2 else random.Random(number).randrange(largest)
    result = limited(copy, "refresh", "--offline", size=size)
    assert (3, 1) == (result.returncode, len(result.stderr.splitlines())), result.stderr
    assert (before, []) == (bodies(copy), left_over(copy))
    named = [name for name in (*NAMES, "cache/") if name in result.stderr]
    assert named, result.stderr
    assert 0 == copy.run("refresh", "--offline", "--strict").returncode
    assert (after, []) == (bodies(copy), left_over(copy))


@pytest.mark.slow
@pytest.mark.parametrize("number", range(10))
def test_where_the_cache_is_full_within_any_commit_the_next_run_asks_for_the_rest(
    copy: Project, emulator_of_hundred: Emulator, number: int
) -> None:
    size = random.Random(number).randrange(4096, 400_000)
    before = bodies(copy)
    (copy.folder / "cache/answers.sqlite").unlink()
    copy.seed(*emulator_of_hundred.world.dois)
    result = limited(copy, "refresh", size=size)
    assert result.returncode in {0, 3}, result.stderr
    assert "Traceback" not in result.stderr
    if result.returncode:
        assert 1 == len(result.stderr.splitlines()), result.stderr
        assert before == bodies(copy)
    again = copy.run("refresh", "--strict")
    assert 0 == again.returncode, again.stderr
    assert "100 entries, 0 seeds missed" in again.stderr
    assert "ok" == integrity(copy)


def integrity(project: Project) -> str:
    import sqlite3  # noqa: PLC0415 - used once

    with closing(sqlite3.connect(project.folder / "cache/answers.sqlite")) as database:
        (said,) = database.execute("PRAGMA integrity_check").fetchone()
    return str(said)


@pytest.mark.slow
@pytest.mark.parametrize("command", [("get", "--to", "csl"), ("cache", "info")])
def test_on_a_full_disk_what_writes_no_library_fails_in_one_line_or_not_at_all(
    copy: Project, command: tuple[str, ...]
) -> None:
    dois = copy.text("data/seeds/list.txt").split() if command[0] == "get" else []
    result = limited(copy, *command, *dois[:3], size=0)
    assert result.returncode in {0, 3}
    assert len(result.stderr.splitlines()) <= 1, result.stderr
    assert "Traceback" not in result.stderr


def test_an_export_to_a_full_device_is_told(good: Project) -> None:
    complaint(
        good, "cache", "export", "/dev/full", code=3, says=("/dev/full", "No space left on device")
    )


def test_an_export_that_finds_no_room_leaves_the_last_one(good: Project) -> None:
    assert 0 == good.run("cache", "export", "all.jsonl").returncode
    before = good.text("all.jsonl")
    result = limited(good, "cache", "export", "all.jsonl", size=len(before) // 2)
    assert (3, 1) == (result.returncode, len(result.stderr.splitlines())), result.stderr
    assert before == good.text("all.jsonl")
    assert ["all.jsonl"] == [one.name for one in good.folder.iterdir() if "jsonl" in one.name]


# Disks of their own, for who may mount one


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["data", "cache"])
def test_where_there_is_no_room_for_another_file_the_library_is_as_it_was(
    copy: Project, after: Bodies, folder: str
) -> None:
    before = bodies(copy)
    with small_disk(copy.folder / folder, "size=16m", "nr_inodes=40") as disk:
        fillers = []
        try:
            for number in range(100):
                fillers.append(disk / f"filler{number}")
                fillers[-1].touch()
        except OSError:
            fillers.pop()
        assert len(fillers) < 40
        says = (folder, "No space left on device") if folder == "data" else (folder,)
        complaint(copy, "refresh", "--offline", code=3, says=says)
        assert before == bodies(copy)
        for filler in fillers:
            filler.unlink()
        assert 0 == copy.run("refresh", "--offline").returncode
        assert (after, []) == (bodies(copy), left_over(copy))


@pytest.mark.slow
@pytest.mark.parametrize("free", [0, 4096, 20_000, 60_000, 120_000])
def test_on_a_disk_with_little_room_the_library_is_the_old_one_or_the_new(
    copy: Project, after: Bodies, free: int
) -> None:
    before = bodies(copy)
    with small_disk(copy.folder / "data", "size=2m") as disk:
        (disk / "filler").write_bytes(bytes(max(0, shutil.disk_usage(disk).free - free)))
        result = copy.run("refresh", "--offline")
        assert (3, before) == (result.returncode, bodies(copy)) or after == bodies(copy)
        assert "Traceback" not in result.stderr
        (disk / "filler").unlink()
        assert 0 == copy.run("refresh", "--offline", "--strict").returncode
        assert (after, []) == (bodies(copy), left_over(copy))


@pytest.mark.slow
@pytest.mark.parametrize("free", [0, 8192, 40_000, 100_000])
def test_on_a_disk_with_little_room_for_the_cache_nothing_is_damaged(
    copy: Project, emulator_of_hundred: Emulator, free: int
) -> None:
    before = bodies(copy)
    copy.seed(*emulator_of_hundred.world.dois)
    with small_disk(copy.folder / "cache", "size=8m") as disk:
        (disk / "filler").write_bytes(bytes(max(0, shutil.disk_usage(disk).free - free)))
        result = copy.run("refresh", "--max-age", "0")
        if result.returncode:
            assert (3, before) == (result.returncode, bodies(copy)), result.stderr
            assert 1 == len(result.stderr.splitlines()), result.stderr
            assert "cache/" in result.stderr
        assert free > 10_000 or result.returncode
        (disk / "filler").unlink()
        assert 0 == copy.run("refresh", "--strict").returncode
        assert "ok" == integrity(copy)


@pytest.mark.slow
def test_a_cache_that_can_only_be_read_is_read_and_else_told_with_what_to_do(
    copy: Project,
) -> None:
    before = library(copy)
    with small_disk(copy.folder / "cache", "size=8m") as disk:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)  # noqa: S607 - as above
        for command in (("refresh", "--offline"), ("get", "10.5555/x")):
            said = complaint(copy, *command, code=3, says=("cache/",))
            assert "check the folder" in said
        assert "offline" in copy.run("get", "10.5555/x", "--offline").stderr
    assert before == library(copy)


@pytest.mark.slow
def test_what_the_library_of_a_whole_disk_holds_is_sound(copy: Project, after: Bodies) -> None:
    assert 0 == copy.run("refresh", "--offline").returncode
    assert after == bodies(copy)
    read = parse_string(copy.text("data/library.bib"))
    lock = read_lock(copy.folder / "data" / LOCK_FILE)
    assert lock is not None
    assert [] == read.failed_blocks
    ids = {one["id"] for one in msgspec.json.decode(copy.text("data/library.json"))}
    assert ids == set(read.entries_dict) == {one.key for one in lock.kept}
