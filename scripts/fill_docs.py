"""Fill the documentation's console examples with what the commands print now.

Each block that begins with `$ enrich ...` is run in a copy of the project, and what it prints
takes the place of what stood there. Commands that begin otherwise are left alone.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = ["DOCUMENTS", "ROOT", "filled"]

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
_BLOCK = re.compile(r"(```console\n\$ enrich (?P<arguments>[^\n]*)\n).*?(```)", re.DOTALL)


def filled(text: str) -> str:
    """Run every example of a document, and put in what it prints."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        shutil.copy(ROOT / "enrich.toml", project)
        shutil.copytree(ROOT / "data", project / "data")
        return _BLOCK.sub(lambda block: f"{block[1]}{_printed(block, project)}{block[3]}", text)


def _printed(block: re.Match[str], project: Path) -> str:
    command = [str(Path(sys.executable).parent / "enrich"), *shlex.split(block["arguments"])]
    environment = {**os.environ, "COLUMNS": "90", "ENRICH_MAILTO": ""}
    done = subprocess.run(  # noqa: S603 - our own command, from our own documents
        command, cwd=project, env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout


def main() -> None:
    """Fill every document in place."""
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        document.write_text(filled(text), encoding="utf-8")


if __name__ == "__main__":
    main()
