"""All examinations, one after the other; what one finds keeps no other from being made."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from enrich.config import Config, load_config
from enrich.diagnosis.keeping import (
    examine_cache,
    examine_leftovers,
    examine_room,
    examine_runs,
)
from enrich.diagnosis.model import Examined
from enrich.diagnosis.network import examine_proxies, examine_sources
from enrich.diagnosis.project import (
    examine_address,
    examine_kept,
    examine_output,
    examine_seeds,
    read_project,
)
from enrich.diagnosis.surroundings import examine_clock, examine_versions
from enrich.errors import ConfigError

__all__ = ["examine"]


def examine(
    *, offline: bool = False, environment: Mapping[str, str] = os.environ
) -> Iterator[Examined]:
    """Examine the program, the project and the way to the sources."""
    yield from examine_versions()
    yield examine_clock(dt.datetime.now(dt.UTC))
    config, told = read_project(environment)
    yield from told
    if config is not None:
        yield from _examine_project(config)
    yield from examine_proxies(environment)
    if asking := config or _usual():
        yield from examine_sources(msgspec.structs.replace(asking, offline=offline))


def _examine_project(config: Config) -> Iterator[Examined]:
    yield examine_address(config)
    # Only a project has a snapshot; without one, nothing is kept but answers.
    if config.snapshot is not None:
        yield from examine_seeds(config)
        yield from examine_kept(config)
        yield examine_output(config)
    yield examine_cache(config)
    yield examine_room(config)
    yield examine_runs(config)
    yield from examine_leftovers(config)


def _usual() -> Config | None:
    """Give the configuration of who has no project, if there is none at the root of all folders."""
    try:
        return load_config(Path("/"), {})
    except ConfigError:
        return None
