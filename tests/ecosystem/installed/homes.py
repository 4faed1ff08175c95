"""Environments into which something was installed, and the commands that are there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from tests.projects import MAIL

__all__ = ["Home", "run", "user"]


def user(folder: Path) -> dict[str, str]:
    """Give the environment of a user whose home is this folder, and who has nothing of ours."""
    ours = ("PYTHON", "ENRICH_", "VIRTUAL_ENV", "XDG_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    # What pip has fetched before need not be fetched again.
    cache = os.environ.get("PIP_CACHE_DIR", str(Path.home() / ".cache/pip"))
    return {**kept, "HOME": str(folder), "PIP_CACHE_DIR": cache, "ENRICH_MAILTO": MAIL}


def run(
    *command: str | Path, cwd: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
        env=dict(environment),
    )


class Home(msgspec.Struct, frozen=True):
    """An environment."""

    folder: Path

    @classmethod
    def made(cls, folder: Path, *wanted: str | Path) -> Home:
        """Make one, and install what is wanted."""
        home = cls(folder)
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        done = home.run("python", "-m", "pip", "-q", "install", *wanted, cwd=folder)
        assert done.returncode == 0, done.stderr
        return home

    @property
    def commands(self) -> Path:
        """The folder of its commands."""
        return self.folder / "venv/bin"

    def run(self, name: str, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run one of its commands."""
        return run(self.commands / name, *arguments, cwd=cwd, environment=user(self.folder))
