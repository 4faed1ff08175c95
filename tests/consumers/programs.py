"""Running other people's programs: in a folder of their own, and not for ever."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

__all__ = ["Finished", "ProgramFailedError", "read_written", "run"]


class Finished(msgspec.Struct, frozen=True):
    """What a program left behind: its exit status and what it said."""

    status: int
    said: str
    errors: str


class ProgramFailedError(Exception):
    """A program could not be run, or did not come to an end."""


def run(
    command: Sequence[str], folder: Path, *, seconds: int, setting: Mapping[str, str] | None = None
) -> Finished:
    """Run a program in a folder, with these variables besides our own."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **(setting or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except FileNotFoundError as error:
        message = f"{command[0]} is not there; scripts/install_consumers.sh installs it"
        raise ProgramFailedError(message) from error
    except subprocess.TimeoutExpired as error:
        message = f"{command[0]} was not done after {seconds} s"
        raise ProgramFailedError(message) from error
    return Finished(
        done.returncode,
        done.stdout.decode(errors="replace"),
        done.stderr.decode(errors="replace"),
    )


def read_written(file: Path, errors: str = "replace") -> str:
    """Read what a program wrote, which it may not have done."""
    try:
        return file.read_text(encoding="utf-8", errors=errors)
    except FileNotFoundError as error:
        message = f"{file.name} was not written"
        raise ProgramFailedError(message) from error
