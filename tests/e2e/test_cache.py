"""`enrich cache`: look, carry, clear; and what a cache may not do."""

from __future__ import annotations

import datetime as dt
import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from enrich.cache import AnswerCache
from enrich.runs import alone
from tests.e2e.conftest import complaint, library
from tests.emulator import Emulator, Work
from tests.projects import COMMAND, Project

CACHE = "cache/answers.sqlite"
PAPER = "2101.00001"


def row(**changes: object) -> str:
    """Write one line of an export."""
    said: dict[str, object] = {
        "source": "arxiv",
        "identifier": f"arxiv:{PAPER}",
        "fetched_at": "2024-01-01T00:00:00Z",
        "body": {"id": f"{PAPER}v1", "title": "Carried"},
    }
    return json.dumps(said | changes) + "\n"


def asked(good: Project, *lines: str) -> Path:
    path = good.folder / "carried.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_info_counts_what_there_is_by_source(good: Project, healthy: Emulator) -> None:
    good.seed("10.5555/none", file="more.txt")
    good.run("refresh")
    result = good.run("cache", "info")
    assert (0, "") == (result.returncode, result.stderr)
    assert CACHE in result.stdout
    assert re.search(r"arxiv: 3 answers", result.stdout)
    assert "crossref: 1 known to be absent" in result.stdout
    assert healthy.log


def test_a_cache_carried_elsewhere_makes_the_same_library_offline(
    good: Project, tmp_path: Path
) -> None:
    exported = good.run("cache", "export", str(tmp_path / "all.jsonl"))
    assert (0, "") == (exported.returncode, exported.stdout)
    other = Project.make(tmp_path / "other", *good.text("data/seeds/list.txt").split())
    assert 0 == other.run("cache", "import", str(tmp_path / "all.jsonl")).returncode
    result = other.run("refresh", "--offline", "--strict")
    assert 0 == result.returncode, result.stderr
    for name in ("library.bib", "library.json"):
        assert good.text(f"data/{name}") == other.text(f"data/{name}")


def test_an_export_is_the_same_on_standard_output_and_after_a_round_trip(good: Project) -> None:
    good.run("cache", "export", "one.jsonl")
    printed = good.run("cache", "export", "-").stdout
    good.run("cache", "clear", "-y")
    good.run("cache", "import", "one.jsonl")
    good.run("cache", "export", "two.jsonl")
    assert good.text("one.jsonl") == printed == good.text("two.jsonl")
    assert "one.jsonl: 0 answers were new" in good.run("cache", "import", "one.jsonl").stderr


def test_one_answer_is_told_in_the_singular(good: Project) -> None:
    good.run("cache", "clear", "-y")
    asked(good, row())
    assert (
        "carried.jsonl: 1 answer was new\n" == good.run("cache", "import", "carried.jsonl").stderr
    )
    assert "one.jsonl: 1 answer\n" == good.run("cache", "export", "one.jsonl").stderr
    told = good.run("cache", "info").stdout.splitlines()
    assert [f"{CACHE}: 1 answer, 0.0 MB", "  arxiv: 1 answer"] == told


def test_an_import_takes_the_newer_and_leaves_the_older(good: Project) -> None:
    newer = row(fetched_at="2025-01-01T00:00:00Z", body={"id": PAPER, "title": "Newer"})
    older = row(fetched_at="2023-01-01T00:00:00Z", body={"id": PAPER, "title": "Older"})
    for line in (row(), newer, older):
        asked(good, line)
        assert 0 == good.run("cache", "import", "carried.jsonl").returncode
    assert "Newer" in good.run("get", PAPER, "--offline").stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    "spoilt",
    [
        "\x00\x01\x02\n",
        "{}\n",
        row(surplus=1),
        row(identifier="hello"),
        row(body="text"),
        row()[:-30],
        row(source="nowhere"),
        row(identifier="doi:10.5555/of-another-source"),
        row().replace('"Carried"', "[" * 100_000 + "]" * 100_000),
    ],
    ids="binary empty surplus identifier body cut source alien deep".split(),
)
def test_a_spoilt_line_is_named_and_nothing_of_it_is_taken(good: Project, spoilt: str) -> None:
    asked(good, row(identifier="arxiv:2101.00002"), spoilt)
    before = kept(good)
    said = complaint(good, "cache", "import", "carried.jsonl", code=3, says=("carried.jsonl:2",))
    assert len(said) < 500
    assert before <= kept(good) <= before | {"arxiv:2101.00002"}


def kept(good: Project) -> set[str]:
    with AnswerCache(good.folder / CACHE) as cache:
        return {answer.identifier.key for answer in cache.answers()}


def test_a_file_that_is_not_there_is_named(good: Project) -> None:
    complaint(good, "cache", "import", "none.jsonl", code=3, says=("none.jsonl",))


def test_an_export_into_a_missing_folder_is_named(good: Project) -> None:
    complaint(good, "cache", "export", "none/all.jsonl", code=3, says=("none/all.jsonl",))


def test_an_export_writes_into_what_is_no_plain_file_and_does_not_replace_it(
    good: Project,
) -> None:
    pipe = good.folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        result = good.run("cache", "export", "pipe")
        assert 0 == result.returncode, result.stderr
        assert pipe.is_fifo()
        assert os.read(reader, 2**16).decode() == good.run("cache", "export", "-").stdout
    finally:
        os.close(reader)


def test_an_answer_from_the_future_is_not_fresh_for_ever(good: Project, healthy: Emulator) -> None:
    doi = healthy.world.dois[0]
    exported = good.run("cache", "export", "-").stdout
    (line,) = (one for one in exported.splitlines() if f"doi:{doi}" in one)
    future = re.sub(r'"fetched_at":"\d{4}', '"fetched_at":"9998', line)
    asked(good, future + "\n")
    good.run("cache", "clear", "-y")
    good.run("cache", "import", "carried.jsonl")
    good.run("get", doi)
    assert 1 == len(healthy.log)


# Lifetimes


def aged(good: Project, days: float) -> None:
    """Let all that the cache holds be this old."""
    then = (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).isoformat()
    exported = good.run("cache", "export", "-").stdout
    asked(good, re.sub(r'"fetched_at":"[^"]+"', f'"fetched_at":"{then}"', exported))
    good.run("cache", "clear", "-y")
    good.run("cache", "import", "carried.jsonl")


@pytest.mark.slow
def test_an_age_on_the_command_line_is_exact(good: Project, healthy: Emulator) -> None:
    aged(good, 99.9)
    assert 0 == good.run("refresh", "--max-age", "100d").returncode
    assert [] == healthy.log
    assert 0 == good.run("refresh", "--max-age", "99d").returncode
    asked_for = {request.api for request in healthy.log}
    assert {"arxiv", "crossref"} == asked_for


@pytest.mark.slow
def test_answers_of_one_night_do_not_all_turn_stale_in_the_half_of_their_time(
    good: Project, healthy: Emulator
) -> None:
    aged(good, 14.9)
    good.run("refresh")
    assert [] == healthy.requests("crossref")
    aged(good, 30)
    good.run("refresh")
    assert healthy.requests("crossref")


# What a source has lost


@pytest.fixture
def losing(tmp_path: Path, small: Emulator) -> Project:
    """Give a project one of whose works Crossref has lost since."""
    doi, *_ = small.world.dois
    project = Project.make(tmp_path / "project", doi, small.world.paper_ids[0], emulator=small)
    assert 0 == project.run("refresh", "--strict").returncode
    del small.world.works[doi]
    return project


@pytest.mark.slow
def test_what_a_source_has_lost_stays_in_the_library(losing: Project, small: Emulator) -> None:
    before = library(losing)
    result = losing.run("refresh", "--max-age", "0")
    assert 0 == result.returncode, result.stderr
    assert "1 entry rests on answers that their sources have lost since" in result.stderr
    assert "1 lost by the source, from the cache" in result.stderr
    assert "missed: not found" not in result.stderr
    assert before["library.bib"] == library(losing)["library.bib"]
    assert small.world.dois[0] in losing.text("data/library.bib")


@pytest.mark.slow
def test_what_a_source_has_lost_is_imperfect_until_it_is_known_again(
    losing: Project, small: Emulator
) -> None:
    doi = small.world.dois[0]
    strict = ("refresh", "--strict")
    assert 1 == losing.run(*strict, "--max-age", "0").returncode
    assert 1 == losing.run(*strict).returncode
    small.world.works[doi] = Work(doi)
    assert 0 == losing.run(*strict, "--max-age", "0").returncode
    again = losing.run(*strict, "--offline")
    assert (0, False) == (again.returncode, "lost" in again.stderr), again.stderr


@pytest.mark.slow
def test_what_a_source_has_lost_is_carried_elsewhere_with_its_loss(
    losing: Project, tmp_path: Path
) -> None:
    losing.run("refresh", "--max-age", "0")
    exported = losing.run("cache", "export", "-").stdout
    assert 1 == exported.count('"lost_at":')
    other = Project.make(tmp_path / "other", *losing.text("data/seeds/list.txt").split())
    (other.folder / "carried.jsonl").write_text(exported, encoding="utf-8")
    assert 0 == other.run("cache", "import", "carried.jsonl").returncode
    result = other.run("refresh", "--offline", "--strict")
    assert 1 == result.returncode
    assert "have lost since" in result.stderr
    assert exported == other.run("cache", "export", "-").stdout


# Clearing


def test_clearing_deletes_it_and_the_next_run_asks_again(good: Project, healthy: Emulator) -> None:
    before = library(good)
    result = good.run("cache", "clear", "--yes")
    assert (0, "") == (result.returncode, result.stdout)
    assert [] == list((good.folder / "cache").glob("answers*"))
    assert 0 == good.run("refresh").returncode
    assert healthy.log
    assert before == library(good)


@pytest.mark.parametrize(("answer", "kept"), [("n\n", True), ("y\n", False)])
def test_clearing_asks_first_and_not_on_standard_output(
    good: Project, answer: str, *, kept: bool
) -> None:
    result = good.run("cache", "clear", stdin=answer)
    assert (kept, "") == ((good.folder / CACHE).exists(), result.stdout)


def test_clearing_with_nobody_to_ask_says_what_to_do(good: Project) -> None:
    result = good.run("cache", "clear", stdin="")
    assert (good.folder / CACHE).exists()
    assert 2 == result.returncode
    assert "--yes" in result.stderr
    assert "library" not in result.stderr


def test_clearing_where_there_is_no_folder_makes_none(tmp_path: Path) -> None:
    project = Project.make(tmp_path)
    result = project.run("cache", "clear", "--yes")
    assert (0, False) == (result.returncode, (tmp_path / "cache").exists())
    assert "there was none" in result.stderr


@pytest.mark.parametrize("command", [("clear", "--yes"), ("import", "carried.jsonl")])
def test_a_cache_is_left_to_the_run_that_is_at_work(
    good: Project, command: tuple[str, ...]
) -> None:
    asked(good, row())
    before = (good.folder / CACHE).read_bytes()
    with alone(good.folder / "cache/run.lock"):
        said = complaint(good, "cache", *command, code=3, says=("another run is at work here",))
    assert f"process {os.getpid()}" in said
    assert before == (good.folder / CACHE).read_bytes()
    assert 0 == good.run("cache", *command).returncode


def powerless(good: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as somebody who may not write what is write-protected."""
    powers = "-dac_override,-dac_read_search"
    without = ["setpriv", "--bounding-set", powers, "--inh-caps", powers]
    if os.geteuid() == 0 and not shutil.which(without[0]):
        pytest.skip("root may write what is write-protected, and setpriv is not there")
    return subprocess.run(
        [*(without if os.geteuid() == 0 else ()), COMMAND, *arguments],
        cwd=good.folder,
        capture_output=True,
        encoding="utf-8",
        timeout=20,
        check=False,
    )


@pytest.mark.parametrize(
    ("command", "end"),
    [
        (("refresh", "--max-age", "0"), ""),
        (("get", "10.5555/none"), ""),
        (("get", "10.5555/none"), "-wal"),
        (("get", "10.5555/none"), "-shm"),
    ],
)
def test_a_write_protected_cache_is_told_before_anything_is_asked(
    good: Project, healthy: Emulator, command: tuple[str, ...], end: str
) -> None:
    protected = good.folder / f"{CACHE}{end}"
    protected.touch()
    protected.chmod(0o444)
    before = sorted(one.name for one in (good.folder / "cache").glob("answers*"))
    result = powerless(good, *command)
    said = f"enrich: {CACHE}{end}: is write-protected; check its permissions\n"
    assert (3, "", said) == (result.returncode, result.stdout, result.stderr)
    assert [] == healthy.log
    assert before == sorted(one.name for one in (good.folder / "cache").glob("answers*"))
    protected.chmod(0o644)
    assert 0 == powerless(good, "cache", "info").returncode


def test_a_write_protected_cache_in_such_a_folder_is_told_with_the_folder(good: Project) -> None:
    (good.folder / CACHE).chmod(0o444)
    (good.folder / "cache").chmod(0o555)
    result = powerless(good, "get", "10.5555/none")
    (good.folder / "cache").chmod(0o755)
    said = f"enrich: {CACHE}: is write-protected; check the folder, its permissions and the disk\n"
    assert (3, said) == (result.returncode, result.stderr)


@contextmanager
def write_protected(*paths: Path) -> Iterator[None]:
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o222)
    yield
    for path in reversed(paths):
        path.chmod(path.stat().st_mode | 0o200)


READING = [("list",), ("search", "a"), ("check", "--offline"), ("cache", "info")]


@pytest.mark.parametrize("command", READING)
def test_a_library_in_a_write_protected_folder_can_be_read(
    good: Project, command: tuple[str, ...]
) -> None:
    told = good.run(*command)
    before = sorted(good.folder.rglob("*"))
    with write_protected(good.folder / CACHE, good.folder / "cache", good.folder):
        read = powerless(good, *command)
    assert (told.stdout, told.returncode) == (read.stdout, read.returncode)
    assert before == sorted(good.folder.rglob("*"))


def test_a_write_protected_folder_needs_no_cache_beside_a_snapshot(good: Project) -> None:
    told = good.run("list")
    assert 0 == good.run("cache", "export", "data/snapshot.jsonl").returncode
    shutil.rmtree(good.folder / "cache")
    with write_protected(good.folder):
        read = powerless(good, "list")
    assert (told.stdout, 0) == (read.stdout, read.returncode)
    assert not (good.folder / "cache").exists()


def test_what_a_write_protected_cache_still_has_in_its_log_is_read_too(good: Project) -> None:
    with AnswerCache(good.folder / CACHE) as cache:
        cache.save([next(cache.answers())], lambda _: dt.timedelta(1))
        there = sorted((good.folder / "cache").glob("answers*"))
        with write_protected(*there, good.folder / "cache"):
            read = powerless(good, "list")
    assert [CACHE, f"{CACHE}-shm", f"{CACHE}-wal"] == [
        one.relative_to(good.folder).as_posix() for one in there
    ]
    assert good.run("list").stdout == read.stdout


def test_a_write_protected_cache_can_be_cleared(good: Project) -> None:
    (good.folder / CACHE).chmod(0o444)
    assert 0 == powerless(good, "cache", "clear", "--yes").returncode
    assert [] == list((good.folder / "cache").glob("answers*"))


def test_a_write_protected_database_of_something_else_is_left_as_it_is(good: Project) -> None:
    theirs = good.folder / CACHE
    theirs.unlink()
    with closing(sqlite3.connect(theirs)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE places (url TEXT)")
    theirs.chmod(0o444)
    assert 3 == powerless(good, "cache", "clear", "--yes").returncode
    assert [theirs] == list((good.folder / "cache").glob("answers*"))


def test_clearing_in_a_folder_that_keeps_us_out_is_told(good: Project) -> None:
    settings = good.folder / "enrich.toml"
    settings.write_text('cache = "locked/away/answers.sqlite"\n' + settings.read_text())
    (good.folder / "locked").mkdir(0o000)
    result = powerless(good, "cache", "clear", "--yes")
    assert (3, 1) == (result.returncode, len(result.stderr.splitlines())), result.stderr
    assert "locked/away" in result.stderr


# A cache that is not as we left it


@pytest.mark.slow
@pytest.mark.parametrize("value", ["{garbage", '{"a": 1}', "[]", b"\xff\xfe"])
def test_a_spoilt_answer_is_asked_for_again_and_never_believed(
    good: Project, healthy: Emulator, value: str | bytes
) -> None:
    before = library(good)
    spoil(good, value)
    result = good.run("refresh")
    assert "not found" not in result.stderr
    assert (0, before) == (result.returncode, library(good)), result.stderr
    assert len(healthy.log) >= 2


def spoil(good: Project, value: str | bytes) -> None:
    connection = sqlite3.connect(good.folder / CACHE)
    connection.execute("UPDATE responses SET value = ?", (value,))
    connection.commit()
    connection.close()


def test_a_spoilt_answer_makes_no_noise(good: Project) -> None:
    spoil(good, "{garbage")
    result = good.run("cache", "info")
    assert (0, "") == (result.returncode, result.stderr)


def test_a_seed_does_not_play_with_the_terminal(good: Project) -> None:
    good.seed("\x1b]0;owned\x07\x1b[31mred\x9b31m \u202etxt", file="more.txt")
    ours, theirs = pty.openpty()
    subprocess.run(
        [COMMAND, "refresh", "--offline"],
        cwd=good.folder,
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
        timeout=20,
        env={**os.environ, "TERM": "dumb"},
    )
    os.close(theirs)
    seen = os.read(ours, 2**16).decode()
    os.close(ours)
    assert "more.txt:1" in seen
    assert not [one for one in "\x1b]0;|\x1b[31m|\x9b|\x07|\u202e".split("|") if one in seen]


def test_works_for_which_nobody_answers_are_named(good: Project, healthy: Emulator) -> None:
    doi = healthy.world.dois[0]
    entries = json.loads(good.text("data/library.json"))
    key = next(one["id"] for one in entries if one.get("DOI") == doi)
    with closing(sqlite3.connect(good.folder / CACHE)) as database:
        database.execute("DELETE FROM responses WHERE key LIKE ?", (f"%{doi}%",))
        database.commit()
    result = good.run("refresh", "--offline")
    said = f"data: left as it was; it holds 1 work ({key}) for which no source answered just now;"
    assert (3, True) == (result.returncode, said in result.stderr), result.stderr
