"""The installed command against bad weather, with all its waits waited."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.chaos.weather import MIXED
from tests.emulator import Emulator, World
from tests.emulator.messages import APIS
from tests.projects import Project

__all__ = ["run_on_the_wall"]

_MAIL = "reader@example.org"
_SEEDS = (1, 2, 3)
_RATE = 0.2
_SHOWN = 300
# What the command may say: all is well, something is missing, or nothing could be had.
_CODES = frozenset(range(4))


def run_on_the_wall() -> str:
    """Refresh in bad weather and again in good, and give what was wrong, if anything was."""
    world = World.made(papers=6, works=6, datasets=2)
    with tempfile.TemporaryDirectory() as name, Emulator(world) as emulator:
        folder = Path(name)
        right = _library(_project(folder / "right", emulator), "right")
        return "; ".join(
            complaint
            for seed in _SEEDS
            for complaint in _complaints(folder / str(seed), emulator, seed, right)
        )


def _project(folder: Path, emulator: Emulator) -> Project:
    world = emulator.world
    return Project.make(
        folder,
        *world.paper_ids,
        *world.dois,
        *world.dataset_dois,
        emulator=emulator,
        settings="timeout = 1",
    )


def _library(project: Project, what: str) -> Mapping[str, str]:
    """Refresh in good weather, and give the library's files."""
    ended = project.run("refresh", "--mailto", _MAIL)
    if ended.returncode != 0:
        return {what: ended.stderr}
    return {name: project.text(f"data/{name}") for name in ("library.bib", "library.json")}


def _complaints(folder: Path, emulator: Emulator, seed: int, right: Mapping[str, str]) -> list[str]:
    for api in APIS:
        emulator.mix(api, MIXED.faults, rate=_RATE, seed=seed)
    project = _project(folder, emulator)
    ended = project.run("refresh", "--mailto", _MAIL)
    emulator.heal()
    complaints = []
    if ended.returncode not in _CODES or "Traceback" in ended.stderr:
        complaints.append(f"seed {seed}: {ended.returncode}: {ended.stderr[-_SHOWN:]}")
    if _library(project, "healed") != right:
        complaints.append(f"seed {seed}: the library is not completed")
    return complaints
