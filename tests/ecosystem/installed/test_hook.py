"""pre-commit installs the hook out of a clone, and holds back what is wrong."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.ecosystem.installed.conftest import ROOT
from tests.ecosystem.installed.homes import Home, run, user
from tests.emulator import Emulator
from tests.projects import Project


def git(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    said = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org")
    return run("git", *said, *words, cwd=cwd, environment=user(cwd))


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home.made(tmp_path_factory.mktemp("pre-commit"), "pre-commit")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a repository of what an installation needs, as it stands here."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "all"), ("tag", "v0")):
        assert git(*words, cwd=folder).returncode == 0
    return folder


@pytest.fixture
def project(tmp_path: Path, sources: Emulator, clone: Path, tool: Home, home: Home) -> Project:
    """Give a project under version control that has its answers, and whose hook is installed."""
    made = Project.make(
        tmp_path / "project", *sources.world.dois[:2], emulator=sources, settings=""
    )
    folder = made.folder
    (folder / ".gitignore").write_text("/cache/\n")
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: file://{clone}\n  rev: v0\n  hooks:\n  - id: enrich-check\n"
    )
    assert home.run("enrich", "refresh", cwd=folder).returncode == 0
    assert git("init", "-q", cwd=folder).returncode == 0
    assert tool.run("pre-commit", "install", cwd=folder).returncode == 0
    return made


def commit(project: Project, tool: Home, *files: str) -> subprocess.CompletedProcess[str]:
    environment = user(tool.folder)
    environment["PATH"] = f"{tool.commands}:{environment['PATH']}"
    run("git", "add", *files, cwd=project.folder, environment=environment)
    said = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org")
    return run("git", *said, "commit", "-m", "list", cwd=project.folder, environment=environment)


def test_a_sound_bibliography_is_committed(project: Project, tool: Home) -> None:
    done = commit(project, tool, "data/seeds", "enrich.toml")
    assert 0 == done.returncode, done.stderr
    assert "enrich check" in done.stderr
    assert "Passed" in done.stderr


def test_a_duplicate_holds_the_commit_back_and_is_told(
    project: Project, tool: Home, sources: Emulator
) -> None:
    sources.forget()
    project.seed(*sources.world.dois[:2], sources.world.dois[0])
    done = commit(project, tool, "data/seeds")
    assert 1 == done.returncode
    assert "Failed" in done.stderr
    assert "data/seeds/list.txt:3: duplicate: " in done.stderr
    assert [] == sources.log


def test_what_is_no_bibliography_is_not_checked(project: Project, tool: Home) -> None:
    (project.folder / "main.py").write_text("pass\n")
    done = commit(project, tool, "main.py")
    assert 0 == done.returncode, done.stderr
    assert "Skipped" in done.stderr
