"""Wheels, environments that hold nothing else, and the sources on loopback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ecosystem.installed.homes import Home
from tests.emulator import Emulator, Paper, World

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _patience(request: pytest.FixtureRequest) -> None:
    """Installing takes longer than a test may."""
    request.node.add_marker(pytest.mark.timeout(900))


def built(folder: Path, *sources: Path) -> Path:
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "wheel"),
            *("--no-deps", "--wheel-dir", str(folder), *map(str, sources)),
        ],
        check=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": ""},
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build our wheel as pip does."""
    return built(tmp_path_factory.mktemp("wheel"), ROOT)


@pytest.fixture(scope="session")
def plugin_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build that of the example."""
    return built(tmp_path_factory.mktemp("plugin"), ROOT / "examples/plugin")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Home:
    """Install the wheel and what it needs into an environment of its own."""
    return Home.made(tmp_path_factory.mktemp("home"), wheel)


@pytest.fixture(scope="session")
def home_with_plugins(
    tmp_path_factory: pytest.TempPathFactory, wheel: Path, plugin_wheel: Path
) -> Home:
    """Install the example beside it in another."""
    return Home.made(tmp_path_factory.mktemp("home-with-plugins"), wheel, plugin_wheel)


@pytest.fixture(scope="session")
def sources() -> Iterator[Emulator]:
    """Run the APIs over a world that has the paper of the README."""
    made = World.made(papers=3, works=3)
    paper = Paper("2006.11239", "Denoising of Salt", ("Ada Ott", "Bo Lin"))
    with Emulator(
        World((*made.papers.values(), paper), made.works.values()),
    ) as running:
        yield running
