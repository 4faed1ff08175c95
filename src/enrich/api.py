"""The functions that do everything, for use from Python."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from enrich.config import configured, load_config, place_of
from enrich.identifiers import parse_identifier
from enrich.misses import Miss
from enrich.pipeline import Result, refresh_library, resolve_seeds, scan_seeds
from enrich.record import Record
from enrich.seeds import Origin, Scan, Seed

__all__ = ["refresh", "resolve", "scan"]


def resolve(
    identifiers: Iterable[str],
    *,
    mailto: str | None = None,
    offline: bool = False,
    max_age: dt.timedelta | None = None,
) -> tuple[Record | Miss, ...]:
    """Resolve identifiers in any form people write them.

    Each comes back in its place: as a record, or as a `Miss` that says why there is none.
    """
    seeds = [
        Seed(parse_identifier(written), written, Origin("identifier", number))
        for number, written in enumerate(identifiers, start=1)
    ]
    config = configured(load_config(), mailto=mailto, offline=offline, max_age=max_age)
    library = resolve_seeds(seeds, config).library
    found: dict[Seed, Record | Miss] = {miss.seed: miss for miss in library.misses}
    for entry in library.entries:
        found.update(dict.fromkeys(entry.seeds, entry.record))
    return tuple(found[seed] for seed in seeds)


def refresh(  # noqa: PLR0913 - the command's options, each with its default
    seeds: Iterable[str | Path] = (),
    *,
    output: str | Path | None = None,
    formats: Iterable[str] = (),
    mailto: str | None = None,
    offline: bool = False,
    max_age: dt.timedelta | None = None,
) -> Result:
    """Rebuild the library as `enrich refresh` does: from enrich.toml, where not said otherwise."""
    config = configured(
        load_config(),
        seeds=tuple(place_of(str(seed)) for seed in seeds) or None,
        output=Path(output) if output is not None else None,
        formats=tuple(formats) or None,
        mailto=mailto,
        offline=offline,
        max_age=max_age,
    )
    return refresh_library(config)


def scan(files: Iterable[str | Path] = ()) -> Scan:
    """Read lists as `enrich scan` does: what papers they name, and what else is in them."""
    places = tuple(place_of(str(file)) for file in files)
    return scan_seeds(configured(load_config(), seeds=places or None))
