"""What a run shows on a terminal while it goes on, and what is left of it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.emulator import Emulator, Fault
from tests.projects import COMMAND, MAIL, Project

pytestmark = pytest.mark.slow

# What a terminal is told: to erase from the cursor on, or to go up.
_TOLD = re.compile(r"\r|\n|\x1b\[J|\x1b\[(\d+)A|[^\r\n\x1b]+")


@dataclass
class Screen:
    """As much of a terminal as the command needs; whatever else it is told is an error."""

    lines: list[str] = field(default_factory=lambda: [""])
    row: int = 0
    column: int = 0

    def show(self, text: str) -> str:
        """Show a text, and give what is on the screen then."""
        end = 0
        for told in _TOLD.finditer(text):
            assert end == told.start(), ascii(text[end : told.start()])
            end = told.end()
            self._obey(told[0], int(told[1] or 0))
        return "\n".join(self.lines)

    def _obey(self, told: str, up: int) -> None:
        if told == "\r":
            self.column = 0
        elif told == "\n":
            self.row += 1
            self.lines += [""] * (self.row + 1 - len(self.lines))
        elif told == "\x1b[J":
            self.lines[self.row :] = [self.lines[self.row][: self.column]]
        elif up:
            self.row = max(0, self.row - up)
        else:
            line = self.lines[self.row].ljust(self.column)
            self.lines[self.row] = line[: self.column] + told + line[self.column + len(told) :]
            self.column += len(told)


class Terminal:
    """The command on a terminal of its own; standard output is elsewhere."""

    def __init__(
        self,
        project: Project,
        *arguments: str,
        columns: int = 80,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        ours, its = pty.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        given = {"TERM": "xterm", "PYTHONUTF8": "1", "ENRICH_MAILTO": MAIL, **(environment or {})}
        self.process = subprocess.Popen(
            [COMMAND, *arguments],
            cwd=project.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=its,
            env={**os.environ, **given},
        )
        os.close(its)
        self._ours = ours
        self.said = ""

    def read(self, until: Callable[[str], object] | None = None) -> str:
        """Read till something is said, or the command has ended."""
        latest = time.monotonic() + 20
        while until is None or not until(self.said):
            assert time.monotonic() < latest, self.said
            if not select.select([self._ours], [], [], 0.1)[0]:
                continue
            try:
                more = os.read(self._ours, 2**16)
            except OSError:
                # So a terminal says that nobody writes to it any more.
                more = b""
            if not more:
                assert until is None, self.said
                break
            self.said += more.decode()
        return self.said

    def end(self) -> tuple[int, str]:
        """Wait for the end; give the exit code and what is left on the screen."""
        self.read()
        code = self.process.wait(timeout=20)
        os.close(self._ours)
        return code, Screen().show(self.said)


@pytest.fixture
def project(tmp_path: Path, small: Emulator) -> Project:
    """Give a project of which nothing is known yet."""
    world = small.world
    return Project.make(tmp_path / "project", *world.paper_ids[:4], *world.dois[:4], emulator=small)


def test_each_source_has_a_line_that_tells_what_it_waits_for(
    project: Project, small: Emulator
) -> None:
    small.order("crossref", Fault.status(429, 2))
    terminal = Terminal(project, "refresh")
    shown = Screen().show(terminal.read(lambda said: "told to wait" in said))
    assert re.search(r"^crossref +\d/\d  [━╌]+ .*told to wait [12] s$", shown, re.MULTILINE)
    assert re.search(r"^arxiv +\d/\d  [━╌]+ .*\S$", shown, re.MULTILINE)
    assert 0 == terminal.end()[0]


def test_at_the_end_nothing_is_left_but_what_a_pipe_is_told_too(
    project: Project, small: Emulator
) -> None:
    small.order("crossref", Fault.status(429, 2))
    code, left = Terminal(project, "refresh").end()
    assert (0, 2) == (code, left.count("\n")), left
    assert left.startswith("requests: arxiv ")
    assert left.endswith("data: 8 entries, 0 seeds missed, 3 files changed\n")


@pytest.mark.parametrize("columns", [20, 40, 60])
def test_lines_fit_a_narrow_terminal(project: Project, small: Emulator, columns: int) -> None:
    small.order("crossref", Fault.status(429, 2))
    terminal = Terminal(project, "get", small.world.dois[0], columns=columns)
    shown = Screen().show(terminal.read(lambda said: "crossref" in said))
    assert max(map(len, shown.splitlines())) < columns
    assert (0, "") == terminal.end()


@pytest.mark.parametrize("name", ["NO_COLOR", "FORCE_COLOR"])
def test_colours_are_no_matter_of_the_lines(project: Project, small: Emulator, name: str) -> None:
    small.order("crossref", Fault.status(429, 2))
    terminal = Terminal(project, "get", small.world.dois[0], environment={name: "1"})
    terminal.read(lambda said: "crossref" in said)
    assert (0, "") == terminal.end()


def test_where_lines_cannot_be_drawn_over_they_are_plain(project: Project, small: Emulator) -> None:
    small.order("crossref", Fault.status(429, 6))
    terminal = Terminal(project, "refresh", environment={"TERM": "dumb"})
    terminal.read(lambda said: "waiting" in said)
    terminal.process.send_signal(signal.SIGINT)
    code, _ = terminal.end()
    assert 130 == code
    assert "crossref: waiting 6 s before the next request\r\n" in terminal.said
    assert "\x1b" not in terminal.said


def test_who_wants_it_quiet_sees_no_progress(project: Project, small: Emulator) -> None:
    small.order("crossref", Fault.status(429, 1))
    code, _ = (terminal := Terminal(project, "refresh", "-q")).end()
    assert (0, True) == (code, terminal.said.startswith("requests: ") or not terminal.said)


def test_ctrl_c_ends_it_at_once_and_leaves_one_line(project: Project, small: Emulator) -> None:
    small.always("crossref", Fault.status(429, 30))
    terminal = Terminal(project, "refresh")
    terminal.read(lambda said: "told to wait" in said)
    started = time.monotonic()
    terminal.process.send_signal(signal.SIGINT)
    code, left = terminal.end()
    assert time.monotonic() - started < 2
    # click ends the line on which a terminal has shown the ^C.
    assert (130, "\nenrich: interrupted; nothing was changed\n") == (code, left)


def test_a_run_that_is_killed_has_hidden_no_cursor(project: Project, small: Emulator) -> None:
    small.always("crossref", Fault.status(429, 30))
    terminal = Terminal(project, "refresh")
    terminal.read(lambda said: "told to wait" in said)
    terminal.process.kill()
    assert -9 == terminal.end()[0]
    assert "\x1b[?" not in terminal.said


def test_a_pipe_is_told_of_long_waits_alone(project: Project, small: Emulator) -> None:
    small.order("crossref", Fault.status(429, 6))
    lines = project.run("refresh").stderr.splitlines()
    assert "crossref: waiting 6 s before the next request" == lines[0]
    assert ["requests", "data"] == [line.partition(":")[0] for line in lines[-2:]]
    assert {"crossref"} == {line.partition(":")[0] for line in lines[:-2]}
