"""Running a page's examples: one project after the other, each command as a reader types it."""

from __future__ import annotations

import datetime as dt
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.docs.pages import Block, blocks
from tests.docs.world import world
from tests.emulator import Emulator
from tests.projects import sources_of

__all__ = ["ExampleError", "Session", "filled", "ready"]

ROOT = Path(__file__).resolve().parents[2]
_PROGRAMS = Path(sys.executable).parent
# The day on which the examples were made, whenever they are made anew.
_DAY = dt.date(2026, 11, 20)
_HOME = "/home/you"
# Where the sources are for readers.
_ADDRESSES = {
    "arxiv_url": "https://export.arxiv.org/api/query",
    "crossref_url": "https://api.crossref.org",
    "datacite_url": "https://api.datacite.org",
}
_COMMAND = re.compile(r"^\$ (?P<command>.*)\n", re.MULTILINE)
# How many requests a run makes depends a little on which source is quicker; and times pass.
_VARYING = re.compile(
    r"(?<=^requests: ).*|(?<=^  last run ).*|(?<=, )[\d.]+ MB|\d+(?= MB free)"
    r"|(?<=after )[\d.]+(?= s$)|\d\d:\d\d(?= UTC$)|Python [\d.]+|\d+(?= libraries)",
    re.MULTILINE,
)
_LAST_RUN = re.compile(r"^  last run .*$", re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST = 60


class ExampleError(Exception):
    """A command ends otherwise than its page says."""


@dataclass
class Session:
    """The folder in which a page's commands run, and the sources that answer them."""

    home: Path
    emulator: Emulator
    folder: Path = Path()
    # What is added to enrich.toml while a command runs, so that it asks nobody else.
    sources: str = ""
    exits_with: int = 0
    is_on_terminal: bool = False

    def begin(self, what: str) -> None:
        """Begin a project: its own folder, and those who answer."""
        kind, _, name = what.partition(" ")
        self.folder = self.home / (name or f"papers-{kind}")
        self.folder.mkdir(parents=True)
        self.sources = {
            "sources": sources_of(self.emulator),
            "nobody": sources_of(None),
            "snapshot": "",
        }[kind]
        if kind == "snapshot":
            shutil.copy(ROOT / "enrich.toml", self.folder)
            shutil.copytree(ROOT / "data", self.folder / "data")

    def write(self, name: str, text: str) -> None:
        """Write a file of the project."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def obey(self, block: Block) -> None:
        """Do what a direction says."""
        if block.kind == "project":
            self.begin(block.text)
        elif block.kind == "file":
            name, _, text = block.text.partition("\n")
            self.write(name, f"{text}\n")
        elif block.kind == "run":
            self.run(block.text, 0)
        elif block.kind == "on":
            self.is_on_terminal = True
        else:
            self.exits_with = int(block.text)

    def run_through(self, page: str) -> str:
        """Do all that a page says, in its order; give it with what its commands print."""
        made, copied_to = [], 0
        for block in blocks(page):
            if block.is_direction:
                self.obey(block)
            elif block.title:
                self.write(block.title, block.text)
            elif block.kind == "console" and not block.text.startswith("$ make"):
                made += [page[copied_to : block.start], _renewed(block.text, self.console(block))]
                copied_to = block.end
        return "".join((*made, page[copied_to:]))

    def console(self, block: Block) -> str:
        """Run a block's commands, the last of which may end with a code of its own."""
        commands = [found["command"] for found in _COMMAND.finditer(block.text)]
        codes = [0] * (len(commands) - 1) + [self.exits_with]
        said = [self.run(*one) for one in zip(commands, codes, strict=True)]
        self.exits_with, self.is_on_terminal = 0, False
        return "".join(f"$ {one}\n{text}" for one, text in zip(commands, said, strict=True))

    def run(self, command: str, code: int) -> str:
        """Run one line in bash; give what a terminal would show of it, standard error included."""
        if command.startswith("cd "):
            self.folder = (self.folder / command.removeprefix("cd ")).resolve()
            return ""
        with self._reaching_the_sources(command):
            done = subprocess.run(
                self._started(command),
                cwd=self.folder,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                timeout=_LONGEST,
                check=False,
            )
        if done.returncode != code:
            message = f"{command!r} ends with {done.returncode}, not {code}:\n{done.stdout}"
            raise ExampleError(message)
        return self._as_readers_see_it(done.stdout.replace("\r\n", "\n"))

    def _started(self, command: str) -> list[str]:
        line = ["bash", "-o", "pipefail", "-c", command]
        return ["script", "-qec", shlex.join(line), os.devnull] if self.is_on_terminal else line

    @contextmanager
    def _reaching_the_sources(self, command: str) -> Iterator[None]:
        """Let enrich ask the emulator, and nobody see that."""
        path = self.folder / "enrich.toml"
        if not self.sources or "enrich " not in command:
            yield
            return
        # A folder without one is no project, but its commands are not to leave the machine either.
        told = path if path.exists() else self.home / "enrich.toml"
        before = told.read_text(encoding="utf-8") if told.exists() else ""
        told.write_text(f"{before}\n{self.sources}", encoding="utf-8")
        yield
        after = told.read_text(encoding="utf-8").removesuffix(f"\n{self.sources}")
        told.write_text(after, encoding="utf-8")

    def _environment(self) -> dict[str, str]:
        kept = {"LANG": "C.UTF-8", "COLUMNS": "90", "TZ": "UTC", "NO_COLOR": "1"}
        path = f"{_PROGRAMS}:{os.environ.get('PATH', os.defpath)}"
        return {**kept, "PATH": path, "HOME": str(self.home), "PYTHONUNBUFFERED": "1"}

    def _as_readers_see_it(self, said: str) -> str:
        """Put the reader's home, the sources' addresses and one day for those of this run."""
        for name, address in _ADDRESSES.items():
            said = said.replace(getattr(self.emulator, name), address)
        said = _LAST_RUN.sub(lambda line: _DATE.sub(_on_that_day, line[0]), said)
        return said.replace(str(self.home), _HOME).replace(_today().isoformat(), _DAY.isoformat())


def filled(page: str) -> str:
    """Run every example of a page, and put in what it prints."""
    if "```console" not in page:
        return page
    with ready() as session:
        return session.run_through(page)


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _on_that_day(date: re.Match[str]) -> str:
    """Give the date that lies as far from the examples' day as this one from today."""
    try:
        written = dt.date.fromisoformat(date[0])
    except ValueError:
        return date[0]
    return (_DAY + (written - _today())).isoformat()


def _renewed(shown: str, said: str) -> str:
    """Give what is said now, or what is shown where they differ in what may differ."""
    return shown if _VARYING.sub("", shown) == _VARYING.sub("", said) else said


@contextmanager
def ready() -> Iterator[Session]:
    """Give a home in which a page's examples can be run."""
    with tempfile.TemporaryDirectory() as name, Emulator(world()) as emulator:
        session = Session(Path(name).resolve(), emulator)
        session.begin("snapshot")
        yield session
