"""Configurations for tests that call the pipeline in this process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import msgspec

from enrich.config import Config, SourceConfig
from enrich.identifiers import parse_identifier
from enrich.seeds import Origin, Seed
from tests.emulator import Emulator

__all__ = ["config_for", "seeds_of"]


def config_for(folder: Path, emulator: Emulator, **changes: object) -> Config:
    """Make a configuration in a folder whose sources are the emulator's."""
    config = Config(
        seeds=(folder / "seeds",),
        output=folder / "data",
        formats=("bibtex", "csl"),
        cache=folder / "cache/answers.sqlite",
        snapshot=folder / "snapshot.jsonl",
        decisions=folder / "data/decisions.jsonl",
        overrides=folder / "data/overrides.toml",
        key_pattern="{family}{year}{word}",
        absence_lifetime=dt.timedelta(days=1),
        sources={
            "arxiv": SourceConfig(url=emulator.arxiv_url),
            "crossref": SourceConfig(url=emulator.crossref_url),
            "datacite": SourceConfig(url=emulator.datacite_url),
        },
        mailto="reader@example.org",
    )
    return msgspec.structs.replace(config, **changes)


def seeds_of(written: Sequence[str]) -> tuple[Seed, ...]:
    """Make a seed of each identifier."""
    return tuple(
        Seed(parse_identifier(one), one, Origin("list.txt", number))
        for number, one in enumerate(written, start=1)
    )
