"""A plugin that misbehaves while it runs is told in one line, and what it prints is no data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import library
from tests.projects import Project

CHECK = """
import os
print("imported")
from enrich.checks.faults import Level, PluginFault
from enrich.checks.table import Check
def find(checked):
    print("at work")
    if os.environ.get("IS_BAD"):
        raise SystemExit(0)
    return ()
ROW = Check(PluginFault("mine", Level.NOTE, "Something."), find)
"""
SOURCE = """
from enrich.sources.datacite import Datacite
from enrich.sources.table import Row
class Mine(Datacite):
    name = "mine"
    def ask(self, session, batch):
        print("at work")
        raise SystemExit(0)
ROW = Row("mine", Mine)
"""
Environment = dict[str, str]


def installed(folder: Path, group: str, body: str) -> Environment:
    """Install a distribution with one plugin, and give the environment in which it is found."""
    metadata = folder / "plugins/enrich_mine-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Name: enrich-mine\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[enrich.{group}]\nmine = plug_mine:ROW\n")
    (folder / "plugins/plug_mine.py").write_text(body)
    return {"PYTHONPATH": str(folder / "plugins")}


@pytest.mark.parametrize("command", ["check", "status"])
def test_what_a_check_prints_is_no_json(good: Project, command: str, tmp_path: Path) -> None:
    environment = installed(tmp_path, "checks", CHECK)
    done = good.run(command, "--json", environment=environment)
    assert 0 == done.returncode, done.stderr
    json.loads(done.stdout)
    assert done.stderr.startswith("imported\nat work\n")


@pytest.mark.parametrize("command", ["check", "check --json", "status", "nightly"])
def test_a_check_that_ends_the_program_is_told(good: Project, command: str, tmp_path: Path) -> None:
    environment = {**installed(tmp_path, "checks", CHECK), "IS_BAD": "1"}
    done = good.run(*command.split(), environment=environment)
    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.endswith(
        "enrich: enrich-mine 1.0: plugin 'mine' of enrich.checks: it failed (SystemExit: 0);"
        " update that distribution, or uninstall it\n"
    )


def test_a_source_that_ends_its_thread_is_told_and_leaves_the_library(
    good: Project, tmp_path: Path
) -> None:
    good.seed("10.5555/that-ours-do-not-know", file="z.txt")
    before = library(good)
    done = good.run("refresh", environment=installed(tmp_path, "sources", SOURCE))
    assert (2, "", before) == (done.returncode, done.stdout, library(good))
    assert "enrich.sources: it failed (SystemExit: 0)" in done.stderr
    assert "Traceback" not in done.stderr
