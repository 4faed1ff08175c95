"""A project whose library is of nothing but hostile works."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from enrich.pipeline import refresh_library
from enrich.writers import FORMATS
from tests.configs import config_for
from tests.conftest import FakeClock
from tests.emulator import Emulator
from tests.hostile.catalogue import ALL
from tests.hostile.places import every_identifier, world_of
from tests.projects import Project

__all__ = ["ALL_FORMATS", "make_home", "to_every_format"]

ALL_FORMATS = tuple(one.name for one in FORMATS)


def to_every_format() -> tuple[str, ...]:
    """Give the options by which all formats are written."""
    return tuple(option for name in ALL_FORMATS for option in ("--to", name))


def make_home(folder: Path, texts: Sequence[str] = ALL) -> Project:
    """Make a project with every answer in its cache, and its library in every format.

    It is asked for without waiting, for which only a clock of ours can see to; whatever is run
    here later finds all answers fresh, and its sources gone.
    """
    with Emulator(world_of(texts)) as emulator:
        project = Project.make(folder, *every_identifier(texts))
        config = config_for(
            folder,
            emulator,
            seeds=(folder / "data/seeds",),
            formats=ALL_FORMATS,
            mailto=None,
        )
        refresh_library(config, clock=FakeClock())
    return project
