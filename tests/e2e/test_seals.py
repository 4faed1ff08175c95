"""A run after which there is nothing to do is sealed, and whatever changes breaks the seal."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from enrich.cli._sealing import Sealing
from enrich.config import configured, load_config
from enrich.keepsakes import keep
from enrich.pipeline import Result, refresh_library
from enrich.seals import read_seal
from tests.emulator import Emulator, Fault, World
from tests.projects import Project

PAPER, DOI = "2101.00001", "10.5555/work.000001"


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(World.made(papers=3, works=3)) as running:
        yield running


@pytest.fixture
def project(tmp_path: Path, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Project:
    made = Project.make(
        tmp_path, *emulator.world.paper_ids, *emulator.world.dois, emulator=emulator
    )
    monkeypatch.chdir(tmp_path)
    return made


def is_sealed(**said: object) -> bool:
    """Whether `enrich refresh` would find that there is nothing to do."""
    sealing = Sealing(
        configured(load_config(), **said),
        "refresh",
        verbose=False,
        quiet=False,
        strict=False,
        changes=None,
    )
    return sealing.told_again() is not None


def settled(project: Project) -> None:
    assert project.run("refresh").returncode == 0
    assert is_sealed()


def test_a_sealed_run_says_what_the_run_itself_would_say(project: Project) -> None:
    settled(project)
    sealed = project.run("refresh")
    (project.folder / "cache/run.seal").unlink()
    made = project.run("refresh")
    assert (sealed.returncode, sealed.stdout, sealed.stderr) == (
        made.returncode,
        made.stdout,
        made.stderr,
    )


def test_a_sealed_night_says_what_the_night_itself_would_say(project: Project) -> None:
    project.run("nightly")
    sealed = project.run("nightly")
    (project.folder / "cache/run.seal").unlink()
    made = project.run("nightly")
    assert (sealed.returncode, sealed.stderr) == (made.returncode, made.stderr)


def test_a_sealed_run_asks_nobody_and_touches_nothing(project: Project, emulator: Emulator) -> None:
    settled(project)
    emulator.forget()
    before = {one: one.stat().st_mtime_ns for one in project.folder.rglob("*") if one.is_file()}
    project.run("refresh")
    after = {one: one.stat().st_mtime_ns for one in project.folder.rglob("*") if one.is_file()}
    assert (emulator.log, after) == ([], before)


def add_a_seed_file(project: Project) -> None:
    project.seed(PAPER, file="more.txt")


def change_a_seed(project: Project) -> None:
    project.seed(PAPER)


def configure(project: Project) -> None:
    settings = project.folder / "enrich.toml"
    settings.write_text('key = "{family}{year}"\n' + settings.read_text())


def edit_the_library(project: Project) -> None:
    file = project.folder / "data/library.bib"
    file.write_text(file.read_text() + "\n")


def remove_a_file_of_the_library(project: Project) -> None:
    (project.folder / "data/library.json").unlink()


def edit_the_lock_file(project: Project) -> None:
    file = project.folder / "data/enrich.lock"
    file.write_text(file.read_text() + "# a word\n")


def correct_by_hand(project: Project) -> None:
    (project.folder / "data/overrides.toml").write_text("# nothing yet\n")


def decide(project: Project) -> None:
    (project.folder / "data/decisions.jsonl").write_text("")


def lose_the_cache(project: Project) -> None:
    (project.folder / "cache/answers.sqlite").unlink()


def change_an_answer(project: Project) -> None:
    with sqlite3.connect(project.folder / "cache/answers.sqlite") as database:
        database.execute("DELETE FROM responses")
    database.close()


def break_the_seal(project: Project) -> None:
    (project.folder / "cache/run.seal").write_text('{"code": 0}')


@pytest.mark.parametrize(
    "change",
    [
        add_a_seed_file,
        pytest.param(change_a_seed, marks=pytest.mark.slow),
        pytest.param(configure, marks=pytest.mark.slow),
        edit_the_library,
        remove_a_file_of_the_library,
        pytest.param(edit_the_lock_file, marks=pytest.mark.slow),
        pytest.param(correct_by_hand, marks=pytest.mark.slow),
        pytest.param(decide, marks=pytest.mark.slow),
        lose_the_cache,
        change_an_answer,
        pytest.param(break_the_seal, marks=pytest.mark.slow),
    ],
)
def test_whatever_a_run_reads_or_writes_breaks_the_seal(
    project: Project, change: Callable[[Project], None]
) -> None:
    settled(project)
    change(project)
    assert not is_sealed()


def test_other_options_are_another_run(project: Project) -> None:
    settled(project)
    assert not is_sealed(formats=("biblatex",))


def test_a_touched_file_of_the_same_words_leaves_the_seal_whole(project: Project) -> None:
    settled(project)
    os.utime(project.folder / "data/library.bib")
    assert is_sealed()


def test_no_run_is_sealed_that_left_something_to_ask_for(
    project: Project, emulator: Emulator
) -> None:
    emulator.always("arxiv", Fault.status(403))
    project.run("refresh")
    assert not is_sealed()


def test_no_run_is_sealed_whose_seeds_are_no_files(project: Project) -> None:
    project.run("refresh", "-", "-o", "out", stdin=DOI)
    assert not (project.folder / "cache/run.seal").exists()


def test_the_seal_breaks_when_the_first_answer_is_past_its_time(project: Project) -> None:
    settings = project.folder / "enrich.toml"
    short = settings.read_text().replace("[sources.arxiv]", "[sources.arxiv]\nlifetime = 1e-9")
    settings.write_text(short)
    project.run("refresh")
    assert not is_sealed()


def test_seeds_of_a_pipe_are_left_to_the_run(project: Project) -> None:
    run = project.run("refresh", "/dev/stdin", "-o", "out", stdin=DOI)
    assert "1 entry" in run.stderr


def test_a_name_that_is_no_text_does_no_harm(project: Project) -> None:
    os.close(os.open(os.fsencode(project.folder / "data/seeds") + b"/caf\xe9.log", os.O_CREAT))
    made = [project.run("refresh") for _ in range(2)]
    assert [0, 0] == [one.returncode for one in made]
    assert "Traceback" not in made[0].stderr + made[1].stderr


def test_a_write_that_was_broken_off_breaks_the_seal(project: Project) -> None:
    settled(project)
    (project.folder / "data/.enrich-journal").write_bytes(b"{}")
    assert not is_sealed()


def test_no_run_is_sealed_whose_cache_is_gone(project: Project) -> None:
    config = load_config()
    sealing = Sealing(config, "refresh")

    def finish(result: Result) -> None:
        lose_the_cache(project)
        sealing.seal(result, lambda *_: 0)

    refresh_library(config, finish=finish)
    assert not (project.folder / "cache/run.seal").exists()


def test_a_seal_without_a_cache_is_not_believed(project: Project) -> None:
    settled(project)
    file = project.folder / "cache/run.seal"
    seal = read_seal(file)
    assert seal is not None
    keep(file, msgspec.structs.replace(seal, cache="- - -"))
    lose_the_cache(project)
    assert not is_sealed()


def test_what_comes_new_is_taken_over_the_next_time(project: Project) -> None:
    project.run("refresh")
    before = (project.folder / "cache/library.bib.index").read_bytes()
    (project.folder / "cache/run.seal").unlink()
    project.run("refresh")
    assert before == (project.folder / "cache/library.bib.index").read_bytes()
