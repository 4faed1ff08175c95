"""The repository's own action, as far as it can be run without GitHub."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import msgspec
import yaml

__all__ = ["ACTION", "Action", "Step", "read_action", "run_step"]

ACTION = Path(__file__).parents[2] / "action.yml"
_EXPRESSION = re.compile(r"\$\{\{ *(.+?) *\}\}")


class Input(msgspec.Struct, forbid_unknown_fields=True):
    """What is given to the action."""

    description: str
    default: str


class Output(msgspec.Struct, forbid_unknown_fields=True):
    """What the action gives."""

    description: str
    value: str


class Step(msgspec.Struct, forbid_unknown_fields=True, rename={"condition": "if", "given": "with"}):
    """One thing that it does: another action, or a script."""

    name: str | None = None
    id: str | None = None
    uses: str | None = None
    given: dict[str, str] = {}
    condition: str | None = None
    shell: str | None = None
    working_directory: str | None = msgspec.field(default=None, name="working-directory")
    env: dict[str, str] = {}
    run: str | None = None


class Runs(msgspec.Struct, forbid_unknown_fields=True):
    """What the action does."""

    using: str
    steps: list[Step]


class Branding(msgspec.Struct, forbid_unknown_fields=True):
    """How the marketplace shows it."""

    icon: str
    color: str


class Action(msgspec.Struct, forbid_unknown_fields=True):
    """What an action.yml may hold.

    https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax
    """

    name: str
    description: str
    branding: Branding
    inputs: dict[str, Input]
    outputs: dict[str, Output]
    runs: Runs

    def step(self, name: str) -> Step:
        """Give the step of this name."""
        return next(one for one in self.runs.steps if one.name == name)


def read_action() -> Action:
    """Read the action, which must have the shape that GitHub reads."""
    return msgspec.convert(yaml.safe_load(ACTION.read_text(encoding="utf-8")), Action)


def run_step(
    step: Step, known: Mapping[str, str], folder: Path, environment: Mapping[str, str]
) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
    """Run a step's script as a runner does, what stands in expressions being known."""
    output = folder / "output"
    output.write_text("")
    script = folder / "script.sh"
    script.write_text(step.run or "")
    env = {
        name: _EXPRESSION.sub(lambda one: known[one[1]], said) for name, said in step.env.items()
    }
    where = _EXPRESSION.sub(lambda one: known[one[1]], step.working_directory or ".")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],  # noqa: S607
        cwd=folder / where,
        env={**os.environ, **environment, **env, "GITHUB_OUTPUT": str(output)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    told = dict(line.partition("=")[::2] for line in output.read_text().splitlines())
    return done, told
