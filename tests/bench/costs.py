"""What a command costs, told by the system: time, processor time, memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec

import enrich
from tests.projects import COMMAND

__all__ = ["Cost", "cost_of", "cost_of_enrich", "cost_of_part", "load"]

_HERE = Path(__file__).parent
_LAUNCHER = _HERE / "launching.py"
# What a child imports is what this process does, wherever that was found.
_PLACES = (Path(enrich.__path__[0]).parent, _HERE.parents[1])


class Cost(msgspec.Struct, frozen=True):
    """What one run of a command took; processor time is that of all its threads."""

    seconds: float
    processor: float
    kilobytes: int
    code: int
    said: str

    @property
    def megabytes(self) -> float:
        """The most memory that it held at one time, in millions of bytes."""
        return self.kilobytes * 1024 / 1e6


def cost_of(*command: str, folder: Path) -> Cost:
    """Run a command in a folder as a user would, and tell what it cost."""
    environment = {
        **os.environ,
        "ENRICH_MAILTO": "",
        "PYTHONPATH": os.pathsep.join(map(str, _PLACES)),
    }
    # A user's command keeps its compiled modules.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    told = subprocess.run(
        [sys.executable, "-I", "-S", _LAUNCHER, *command],
        cwd=folder,
        stdout=subprocess.PIPE,
        check=True,
        env=environment,
    )
    return msgspec.json.decode(told.stdout, type=Cost)


def cost_of_enrich(*arguments: str, folder: Path, code: int = 0) -> Cost:
    """Run `enrich` in a folder; what it costs to fail is of no interest."""
    cost = cost_of(str(COMMAND), *arguments, folder=folder)
    return _checked(cost, f"enrich {' '.join(arguments)}", code)


def cost_of_part(module: str, *arguments: str, folder: Path) -> Cost:
    """Run a module of this folder in a process of its own."""
    command = (sys.executable, "-m", f"tests.bench.{module}", *arguments)
    return _checked(cost_of(*command, folder=folder), module, 0)


def load() -> str:
    """Tell how busy the machine is: its load, and its processors."""
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()}"


def _checked(cost: Cost, what: str, code: int) -> Cost:
    if cost.code != code:
        message = f"{what}: exit code {cost.code} instead of {code}\n{cost.said}"
        raise RuntimeError(message)
    return cost
