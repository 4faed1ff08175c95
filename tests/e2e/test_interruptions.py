"""A command that is broken off, however early: one line, and exit code 130."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Presses the keys when a module is about to be imported.
_BROKEN_OFF = """
import os, signal, sys

class Keys:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)

module = sys.argv.pop()
sys.meta_path.insert(0, Keys())
from enrich.cli import main
main()
"""


@pytest.mark.parametrize(
    "module", ["enrich.cli.main", "click", "logging", "enrich.cli._groups", "enrich.cli.list"]
)
def test_broken_off_while_it_begins_it_says_so_in_one_line(module: str) -> None:
    result = subprocess.run(
        [sys.executable, "-c", _BROKEN_OFF, "list", module],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    said = "enrich: interrupted; nothing was changed\n"
    # What a terminal shows of the keys ends its line.
    assert (130, said) == (result.returncode, result.stderr.removeprefix("\n"))
