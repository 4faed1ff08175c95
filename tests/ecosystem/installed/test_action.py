"""The action's scripts, run one after the other as a runner does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ecosystem.action import read_action, run_step
from tests.ecosystem.installed.conftest import ROOT
from tests.ecosystem.installed.homes import user
from tests.emulator import Emulator
from tests.projects import Project

Done = subprocess.CompletedProcess[str]


class Runner:
    """What GitHub's runner knows, and does with a step."""

    def __init__(self, folder: Path) -> None:
        self.action = read_action()
        self.folder = folder
        self.temporary = folder / "temp"
        self.temporary.mkdir()
        self.known = {f"inputs.{name}": one.default for name, one in self.action.inputs.items()}
        self.known["steps.python.outputs.python-path"] = sys.executable
        self.known |= {f"steps.{one}.outputs.code": "" for one in ("nightly", "check")}

    def run(self, name: str, **inputs: str) -> tuple[Done, dict[str, str]]:
        given = {f"inputs.{key.replace('_', '-')}": value for key, value in inputs.items()}
        step = self.action.step(name)
        environment = {
            **user(self.folder),
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_ACTION_PATH": str(ROOT),
        }
        done, told = run_step(step, {**self.known, **given}, self.folder, environment)
        self.known |= {f"steps.{step.id}.outputs.{key}": value for key, value in told.items()}
        return done, told


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    runner = Runner(tmp_path_factory.mktemp("runner"))
    done, _ = runner.run("Install enrich")
    assert (0, True) == (done.returncode, done.stdout.startswith("enrich, version ")), done.stderr
    return runner


@pytest.fixture
def runner(installed: Runner, tmp_path: Path, sources: Emulator) -> Runner:
    """Give a runner whose workspace is a project in good order."""
    made = Runner(tmp_path)
    made.temporary.rmdir()
    made.temporary.symlink_to(installed.temporary)
    project = Project.make(tmp_path / "bib list", *sources.world.dois[:2], emulator=sources)
    made.known["inputs.working-directory"] = project.folder.name
    (installed.temporary / "enrich/answers.jsonl").unlink(missing_ok=True)
    return made


def test_a_sound_bibliography_passes_and_its_answers_are_kept(
    runner: Runner, sources: Emulator
) -> None:
    assert 0 == runner.run("Take over the last answers")[0].returncode
    done, told = runner.run("Rebuild the library", mailto="reader@example.org")
    assert {"code": "10", "changed": "true"} == told, done.stderr
    assert (runner.folder / "bib list/CHANGES.md").exists()
    assert {"code": "0"} == runner.run("Check the bibliography")[1]
    assert 0 == runner.run("Put the answers aside")[0].returncode
    assert 0 == runner.run("Fail where something is wrong")[0].returncode
    # The next run begins with the same answers, and without a cache.
    (runner.folder / "bib list/cache/answers.sqlite").unlink()
    assert 0 == runner.run("Take over the last answers")[0].returncode
    sources.forget()
    assert {"code": "0"} == runner.run("Check the bibliography")[1]
    assert [] == sources.log


def test_what_is_wrong_is_annotated_and_fails_at_the_end(runner: Runner, sources: Emulator) -> None:
    doi = sources.world.dois[0]
    (runner.folder / "bib list/two words.txt").write_text(f"{doi}\n{doi}\n")
    done, told = runner.run("Check the bibliography", seeds="two words.txt\n")
    assert {"code": "1"} == told, done.stderr
    assert done.stdout.startswith("::warning file=two words.txt,line=2,title=duplicate::")
    assert 1 == runner.run("Fail where something is wrong")[0].returncode


def test_the_level_can_be_chosen(runner: Runner, sources: Emulator) -> None:
    doi = sources.world.dois[0]
    (runner.folder / "bib list/list.txt").write_text(f"{doi}\n{doi}\n")
    _, told = runner.run("Check the bibliography", seeds="list.txt", fail_on="error")
    assert {"code": "0"} == told


def test_who_is_offline_asks_nobody(runner: Runner, sources: Emulator) -> None:
    sources.forget()
    _, told = runner.run("Check the bibliography", offline="true")
    assert ({"code": "3"}, []) == (told, sources.log)


def test_an_input_is_no_script(runner: Runner) -> None:
    done, told = runner.run(
        "Check the bibliography", seeds="$(touch gone)\n`touch gone`\n; touch gone"
    )
    assert {"code": "2"} == told, done.stderr
    assert not list(runner.folder.rglob("gone"))
    done, _ = runner.run("Check the bibliography", fail_on='note"; touch gone; "')
    assert not list(runner.folder.rglob("gone"))


def test_an_option_among_the_seeds_is_a_file_that_is_not_there(runner: Runner) -> None:
    done, told = runner.run("Check the bibliography", seeds="--help")
    assert ({"code": "2"}, "") == (told, done.stdout)
    assert "--help: no such file" in done.stderr
