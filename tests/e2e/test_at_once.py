"""Several commands at once in one project: each is done or told why not, and nothing breaks."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest
from bibtexparser.entrypoint import parse_string

from enrich.cache import AnswerCache
from enrich.errors import EnrichError
from enrich.lockfile import LOCK_FILE, Lock, read_lock
from tests.e2e.conftest import library, start, wait_until
from tests.emulator import Emulator, Fault, World
from tests.projects import Project

RUNS, ROUNDS = 8, 2
AT_WORK = re.compile(
    r"enrich: cache/run\.lock: another run is at work here"
    r"( \('enrich \w+', process \d+, since \d{4}-\d\d-\d\d \d\d:\d\d\))?; wait until it is done\n"
)


@pytest.fixture
def crowd() -> Iterator[Emulator]:
    """Run the APIs over as many works as all commands together ask for."""
    with Emulator(World.made(papers=0, works=60)) as running:
        yield running


class Reader(threading.Thread):
    """Reads a project's files over and over, as editors and LaTeX do, and keeps what is wrong."""

    def __init__(self, project: Project) -> None:
        super().__init__(daemon=True)
        self.wrong: list[str] = []
        self.readings = 0
        self._project = project
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.is_set():
            self.wrong += wrong_with(self._project)
            self.readings += 1
            # Often enough to look between any two steps, and seldom enough to let them happen.
            time.sleep(0.002)

    def end(self) -> None:
        self._done.set()
        self.join()


def wrong_with(project: Project) -> list[str]:
    """Tell what is not whole of a project's library, or not under a key that is written down."""
    folder = project.folder / "data"
    bib, csl = folder / "library.bib", folder / "library.json"
    keys: set[str] = set()
    try:
        if bib.exists():
            read = parse_string(bib.read_text(encoding="utf-8"))
            if read.failed_blocks:
                return ["library.bib"]
            keys |= set(read.entries_dict)
        if csl.exists():
            keys |= {one["id"] for one in msgspec.json.decode(csl.read_bytes())}
        lock = read_lock(folder / LOCK_FILE) or Lock()
    except (msgspec.DecodeError, EnrichError) as error:
        return [str(error)]
    # The lock file comes first, so that whoever reads it last finds every key.
    return sorted(keys - {one.key for one in lock.works})


@contextmanager
def read_all_the_while(project: Project) -> Iterator[Reader]:
    reader = Reader(project)
    reader.start()
    try:
        yield reader
    finally:
        reader.end()


def check_whole(project: Project) -> Lock:
    """The library holds together, the cache is sound, nothing is left over."""
    assert [] == wrong_with(project)
    lock = read_lock(project.folder / "data" / LOCK_FILE)
    assert lock is not None
    ids = {one["id"] for one in msgspec.json.decode(project.text("data/library.json"))}
    bib = parse_string(project.text("data/library.bib"))
    assert ids == set(bib.entries_dict) <= {one.key for one in lock.kept}
    assert [] == [one.name for one in os.scandir(project.folder / "data") if one.name[0] == "."]
    assert not (project.folder / "cache/run.holder").exists()
    with AnswerCache(project.folder / "cache/answers.sqlite") as cache:
        assert all(answer.body is not None for answer in cache.answers())
    with closing(sqlite3.connect(project.folder / "cache/answers.sqlite")) as database:
        assert [("ok",)] == database.execute("PRAGMA integrity_check").fetchall()
    return lock


def ended(processes: Sequence[subprocess.Popen[str]]) -> list[tuple[int, str]]:
    """Give the code of each, and what it said."""
    said = [process.communicate(timeout=60)[1] for process in processes]
    return [(process.returncode, one) for process, one in zip(processes, said, strict=True)]


def check_ends(ends: Sequence[tuple[int, str]]) -> None:
    """Somebody did the work; who did not says who did."""
    assert 0 in {code for code, _ in ends}
    for code, said in ends:
        assert code == 0 or (code == 3 and AT_WORK.fullmatch(said)), said


@pytest.mark.slow
def test_of_eight_refreshes_at_once_with_the_same_seeds_each_is_done_or_told(
    tmp_path: Path, crowd: Emulator
) -> None:
    dois = crowd.world.dois
    project = Project.make(tmp_path / "project", *dois[:10], emulator=crowd)
    with read_all_the_while(project) as reader:
        for number in range(ROUNDS):
            project.seed(*dois[: 20 * (number + 1)])
            check_ends(ended([start(project, "refresh", "-q") for _ in range(RUNS)]))
            assert 20 * (number + 1) == len(check_whole(project).kept)
    assert (True, []) == (reader.readings > 10, reader.wrong)


@pytest.mark.slow
def test_of_eight_refreshes_at_once_with_seeds_of_their_own_each_is_done_or_told(
    tmp_path: Path, crowd: Emulator
) -> None:
    dois, moments = crowd.world.dois, random.Random(8)
    project = Project.make(tmp_path / "project", *dois[:4], emulator=crowd)
    lists = [
        project.seed(*dois[:4], *dois[4 + number :: RUNS], file=f"../{number}.txt")
        for number in range(RUNS)
    ]
    keys: set[str] = set()
    with read_all_the_while(project) as reader:
        for _ in range(ROUNDS):
            processes = []
            for one in lists:
                place = str(one.relative_to(project.folder))
                order = ("refresh", "-q", place, "-o", "data")
                processes.append(start(project, *order))
                # So that they meet at other steps each time.
                time.sleep(moments.uniform(0, 0.1))
            check_ends(ended(processes))
            decided = {one.key for one in check_whole(project).works}
            # No key is ever lost, whoever had the last word.
            assert keys <= decided
            keys = decided
    assert (True, []) == (reader.readings > 10, reader.wrong)
    assert 0 == project.run("refresh", "--strict").returncode
    check_whole(project)


@pytest.fixture
def busy(good: Project, crowd: Emulator) -> Iterator[tuple[Project, subprocess.Popen[str]]]:
    """Give a project in which a refresh waits for its source, and that refresh."""
    settings = good.text("enrich.toml").splitlines()
    (good.folder / "enrich.toml").write_text(
        "\n".join(
            f'url = "{crowd.crossref_url}"' if above == "[sources.crossref]" else line
            for above, line in zip(["", *settings], settings, strict=False)
        )
    )
    good.seed(*crowd.world.dois[:3], file="more.txt")
    crowd.order("crossref", Fault.SLOW(8))
    process = start(good, "refresh")
    wait_until(lambda: crowd.log, process)
    yield good, process
    process.kill()
    process.communicate()


def test_who_is_at_work_is_told_to_who_comes_later(
    busy: tuple[Project, subprocess.Popen[str]],
) -> None:
    project, process = busy
    before = library(project)
    result = project.run("nightly")
    assert (3, "") == (result.returncode, result.stdout)
    assert AT_WORK.fullmatch(result.stderr), result.stderr
    assert f"'enrich refresh', process {process.pid}," in result.stderr
    assert before == library(project)


def test_a_run_with_another_cache_keeps_off_the_same_library(
    busy: tuple[Project, subprocess.Popen[str]],
) -> None:
    project, process = busy
    before = library(project)
    settings = project.text("enrich.toml")
    (project.folder / "enrich.toml").write_text(f'cache = "other/answers.sqlite"\n{settings}')
    result = project.run("refresh")
    assert process.poll() is None
    said = "data: another run is at work here, with another cache; wait until it is done"
    assert (3, f"enrich: {said}\n") == (result.returncode, result.stderr)
    assert before == library(project)


@pytest.mark.slow
def test_after_a_killed_run_the_next_one_works_and_leaves_no_note(
    busy: tuple[Project, subprocess.Popen[str]],
) -> None:
    project, process = busy
    process.kill()
    process.communicate()
    assert (project.folder / "cache/run.holder").exists()
    assert 0 == project.run("refresh", "--strict").returncode
    check_whole(project)


def _list(project: Project) -> Path:
    lines = (f"- <https://doi.org/{one}>" for one in project.text("data/seeds/list.txt").split())
    path = project.folder / "list.md"
    path.write_text("# Works\n\n" + "\n".join(line for line in lines if "10." in line) + "\n")
    return path


def _get(project: Project) -> tuple[str, ...]:
    return "get", *project.text("data/seeds/list.txt").split()


def _annotate(project: Project) -> tuple[str, ...]:
    return "annotate", "--in-place", str(_list(project))


def _export(_: Project) -> tuple[str, ...]:
    return "cache", "export", "all.jsonl"


@pytest.mark.slow
@pytest.mark.parametrize("command", [_get, _annotate, _export])
def test_beside_a_refresh_other_commands_go_on(
    busy: tuple[Project, subprocess.Popen[str]], command: Callable[[Project], tuple[str, ...]]
) -> None:
    project, process = busy
    result = project.run(*command(project))
    assert process.poll() is None
    assert 0 == result.returncode, result.stderr


@pytest.mark.slow
def test_what_is_written_in_place_beside_a_refresh_is_whole_or_as_it_was(
    busy: tuple[Project, subprocess.Popen[str]],
) -> None:
    project, _ = busy
    bib = project.folder / "mine.bib"
    doi = next(one for one in project.text("data/seeds/list.txt").split() if "10." in one)
    before = f"@article{{mine,\n  doi = {{{doi}}},\n}}\n"
    bib.write_text(before)
    result = project.run("refresh", "--in-place", "mine.bib")
    assert (3, before) == (result.returncode, bib.read_text())
    assert AT_WORK.search(result.stderr)


@pytest.mark.slow
def test_commands_of_all_sorts_at_once_end_well(tmp_path: Path, crowd: Emulator) -> None:
    dois = crowd.world.dois
    project = Project.make(tmp_path / "project", *dois[:20], emulator=crowd)
    (project.folder / "mine.bib").write_text(f"@article{{mine,\n  doi = {{{dois[50]}}},\n}}\n")
    (project.folder / "list.md").write_text(f"- <https://doi.org/{dois[51]}>\n")
    commands = (
        ("refresh", "-q"),
        ("get", *dois[30:40]),
        ("annotate", "--in-place", "list.md"),
        ("refresh", "-q", "--in-place", "mine.bib"),
        ("nightly",),
        ("get", *dois[35:45]),
        ("cache", "info"),
        ("cache", "export", "all.jsonl"),
    )
    with read_all_the_while(project) as reader:
        for _ in range(ROUNDS):
            ends = ended([start(project, *one) for one in commands])
            for (code, said), command in zip(ends, commands, strict=True):
                fine = code in {0, 10} or (code == 3 and AT_WORK.search(said))
                assert fine, (command, code, said)
    assert [] == reader.wrong
    assert 0 == project.run("refresh", "--strict").returncode
    check_whole(project)
