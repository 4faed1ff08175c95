"""The files by which others run us have the shape that others read."""

from __future__ import annotations

import re
import shlex
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import click
import pytest
import yaml

from enrich.cli.check import check
from enrich.cli.nightly import nightly
from enrich.seeds.formats import SUFFIXES
from tests.ecosystem.action import ACTION, Step, read_action

ROOT = Path(__file__).parents[2]
SCRIPTS = [one for one in read_action().runs.steps if one.run]


def test_every_input_of_the_action_is_used_and_there_is_no_other() -> None:
    text = ACTION.read_text(encoding="utf-8")
    used = set(re.findall(r"inputs\.([\w-]+)", text.partition("\nruns:")[2]))
    assert set(read_action().inputs) == used


def test_every_output_of_the_action_is_a_step_s() -> None:
    action = read_action()
    steps = {step.id: step.run or "" for step in action.runs.steps if step.id}
    for output in action.outputs.values():
        found = re.fullmatch(r"\$\{\{ steps\.(\w+)\.outputs\.(\w+) \}\}", output.value)
        assert found, output.value
        assert f"{found[2]}=$" in steps[found[1]]


def test_every_step_uses_an_action_of_a_fixed_commit_or_runs_a_script() -> None:
    for step in read_action().runs.steps:
        assert bool(step.uses) != bool(step.run)
        if step.uses:
            assert re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40}", step.uses)
        else:
            assert step.shell == "bash"


@pytest.mark.parametrize("step", SCRIPTS, ids=lambda step: step.name)
def test_nothing_of_an_input_stands_in_a_script(step: Step) -> None:
    assert "${{" not in (step.run or "")


@pytest.mark.parametrize("step", SCRIPTS, ids=lambda step: step.name)
def test_every_script_is_one_that_bash_reads(step: Step) -> None:
    done = subprocess.run(
        ["bash", "-n"],  # noqa: S607
        input=step.run,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr)


@pytest.mark.parametrize("step", SCRIPTS, ids=lambda step: step.name)
def test_every_variable_of_a_script_is_given_or_the_runner_s(step: Step) -> None:
    run, env = step.run or "", set(step.env)
    used = set(re.findall(r"\$\{?([A-Z_]+)", run))
    runner = {"RUNNER_TEMP", "GITHUB_OUTPUT", "GITHUB_ACTION_PATH"}
    assert used - runner <= env
    assert env - used <= {"ENRICH_MAILTO"}


def options_of(command: click.Command) -> set[str]:
    return {option for one in command.params for option in one.opts}


def test_the_options_of_the_action_and_of_the_hook_are_the_command_s() -> None:
    action = read_action()
    used = set(re.findall(r"(?<=[( ])--[a-z-]+", action.step("Check the bibliography").run or ""))
    assert used <= options_of(check)
    used = set(re.findall(r"(?<=[( ])--[a-z-]+", action.step("Rebuild the library").run or ""))
    assert used <= options_of(nightly)
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    command, name, *options = shlex.split(hook["entry"])
    assert ("enrich", "check") == (command, name)
    assert set(options) <= options_of(check)


@pytest.mark.parametrize(
    ("file", "is_meant"),
    [
        ("enrich.toml", True),
        ("data/seeds/list.md", True),
        ("thesis/library.bib", True),
        ("data/overrides.toml", True),
        ("papers.md", True),
        ("reading/list.txt", True),
        ("notes.csv", True),
        ("data/decisions.jsonl", True),
        ("data/seeds/list.org", True),
        ("src/main.py", False),
        ("Makefile", False),
        ("mdbib", False),
    ],
)
def test_the_hook_runs_where_a_bibliography_changes(file: str, is_meant: bool) -> None:  # noqa: FBT001
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert is_meant == bool(re.search(hook["files"], file))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_hook_runs_for_a_list_of_every_format(suffix: str) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert re.search(hook["files"], f"list{suffix}")


def instructions() -> list[tuple[str, str]]:
    """Give the instructions of the container file, one a line."""
    text = re.sub(r"\\\n", " ", (ROOT / "Containerfile").read_text())
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines)]


def test_what_the_container_file_copies_is_there_and_not_ignored() -> None:
    ignored = (ROOT / ".containerignore").read_text().split()
    kept = [one[1:] for one in ignored if one.startswith("!")]
    copied = [shlex.split(rest)[:-1] for word, rest in instructions() if word == "COPY"]
    own = [one for paths in copied if not paths[0].startswith("--from") for one in paths]
    assert ["pyproject.toml", "README.md", "LICENSE", "src"] == own
    assert all((ROOT / one).exists() and one in kept for one in own)
    assert not any(fnmatch("data", one) for one in kept)


def test_what_the_wheel_is_built_of_is_copied() -> None:
    (first, *_) = [rest for word, rest in instructions() if word == "COPY"]
    project = (ROOT / "pyproject.toml").read_text()
    named = re.findall(r'(?:readme = |license-files = \[)"([\w.]+)"', project)
    assert set(named) <= set(first.split())


def test_the_container_runs_the_command_as_nobody_special() -> None:
    made = instructions()
    words = [word for word, _ in made]
    users = [rest for word, rest in made if word == "USER"]
    (home,) = re.findall(r"useradd [^&]*?(\w+) *&&", dict(made)["RUN"])
    assert ([home], "/work") == (users, dict(made)["WORKDIR"])
    assert words.index("USER") > max(at for at, word in enumerate(words) if word == "RUN")
    assert '["enrich"]' == dict(made)["ENTRYPOINT"]
    images = [rest.split()[0] for word, rest in made if word == "FROM"]
    assert {"docker.io/library/python:3.12-slim"} == set(images)
