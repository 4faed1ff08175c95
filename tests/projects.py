"""A user's project in a temporary folder, and the installed command run in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from tests.emulator import Emulator
from tests.forks import run_forked

__all__ = ["MAIL", "Project", "sources_of"]

COMMAND = Path(sys.executable).parent / "enrich"
# Who gives an address may ask three times as often.
MAIL = "reader@example.org"
# An address that answers nobody: the port of a service that is not there.
NOBODY = "http://127.0.0.1:9"


def sources_of(emulator: Emulator | None) -> str:
    """Give the settings by which every source is the emulator's, or nobody's."""
    urls = {
        "arxiv": emulator.arxiv_url if emulator else f"{NOBODY}/api/query",
        "crossref": emulator.crossref_url if emulator else NOBODY,
        "datacite": emulator.datacite_url if emulator else NOBODY,
    }
    return "".join(f'[sources.{name}]\nurl = "{url}"\n' for name, url in urls.items())


class Project(msgspec.Struct, frozen=True):
    """A folder with an enrich.toml and seeds."""

    folder: Path

    @classmethod
    def make(
        cls, folder: Path, *lines: str, emulator: Emulator | None = None, settings: str = ""
    ) -> Project:
        """Make a project whose sources are the emulator's, or nobody's."""
        (folder / "data/seeds").mkdir(parents=True)
        (folder / "enrich.toml").write_text(f"{settings}\n{sources_of(emulator)}")
        project = cls(folder)
        if lines:
            project.seed(*lines)
        return project

    def seed(self, *lines: str, file: str = "list.txt") -> Path:
        """Write a seed file."""
        path = self.folder / "data/seeds" / file
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    def run(
        self,
        *arguments: str,
        stdin: str | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run the command here, as a user would: in a fork, where that makes no difference."""
        command = [str(COMMAND), *arguments]
        given = {**os.environ, "ENRICH_MAILTO": MAIL, **(environment or {})}
        if stdin is None and environment is None:
            return run_forked(command, cwd=self.folder, env=given, timeout=60)
        return subprocess.run(
            command,
            cwd=self.folder,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            env=given,
        )

    def text(self, name: str) -> str:
        """Read a file of the project."""
        return (self.folder / name).read_text(encoding="utf-8")
