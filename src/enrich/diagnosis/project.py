"""A project: its settings, its seeds, what is kept beside the library, where that is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from enrich.addresses import without_secrets
from enrich.config import Config, load_config
from enrich.decisions import read_decisions
from enrich.diagnosis.model import Examined, Verdict
from enrich.errors import ConfigError, EnrichError
from enrich.lockfile import LOCK_FILE, read_lock
from enrich.overrides import read_overrides
from enrich.seeds import check_lasting, scan_files
from enrich.sources import make_sources
from enrich.writers import find_format

__all__ = ["examine_address", "examine_kept", "examine_output", "examine_seeds", "read_project"]

_ADDRESS = "ENRICH_MAILTO"
_NAME_ADDRESS = f"write mailto into enrich.toml, or set {_ADDRESS}"


def read_project(environment: Mapping[str, str]) -> tuple[Config | None, tuple[Examined, ...]]:
    """Read the configuration as far as it can be read, and tell what is wrong with it."""
    wrong: tuple[Examined, ...] = ()
    try:
        config = load_config(environment=environment)
    except ConfigError as error:
        told = str(error)
        if not told.startswith(_ADDRESS):
            advice = "put that right; the rest of the project is not looked at before"
            return None, (Examined("configuration", Verdict.PROBLEM, told, advice),)
        wrong = (Examined("contact address", Verdict.PROBLEM, told, f"unset {_ADDRESS}"),)
        config = load_config(environment={})
    return config, (_examine_settings(config), *wrong)


def _examine_settings(config: Config) -> Examined:
    try:
        make_sources(config)
    except ConfigError as error:
        return Examined("configuration", Verdict.PROBLEM, str(error))
    # Only a project has a snapshot.
    if config.snapshot is None:
        told = "no enrich.toml here or above"
        return Examined("configuration", Verdict.WARNING, told, "`enrich init` begins a project")
    formats = ", ".join(config.formats)
    told = f"enrich.toml is read; the library goes to {config.output}, as {formats}"
    return Examined("configuration", Verdict.OK, told)


def examine_address(config: Config) -> Examined:
    """Tell whether sources know whom to write to, in a way that can be shown to others."""
    if config.mailto is None:
        told = "none, so that Crossref is asked at a third of the pace"
        return Examined("contact address", Verdict.WARNING, told, _NAME_ADDRESS)
    name, _, host = config.mailto.partition("@")
    return Examined("contact address", Verdict.OK, f"{name[:1]}\u2026@{host}")


def examine_seeds(config: Config) -> Iterator[Examined]:
    """Read each list that is a file or a folder."""
    for place in config.seeds:
        if not isinstance(place, Path):
            told = f"{without_secrets(place)}: no file, so not looked at"
            yield Examined("seeds", Verdict.OK, told)
            continue
        yield _examine_list(place)


def _examine_list(place: Path) -> Examined:
    try:
        check_lasting((place,))
        scan = scan_files((place,))
    except EnrichError as error:
        advice = "`seeds` in enrich.toml says which lists there are"
        return Examined("seeds", Verdict.PROBLEM, str(error), advice)
    told = f"{place}: {_counted(len(scan.seeds), 'paper')}"
    if not scan.seeds:
        return Examined("seeds", Verdict.WARNING, told, "`enrich add` puts papers there")
    if scan.remarks:
        remarks = _counted(len(scan.remarks), "remark")
        told = f"{told}, {remarks}, the first: {scan.remarks[0]}"
        return Examined("seeds", Verdict.WARNING, told, "`enrich scan` tells them all")
    return Examined("seeds", Verdict.OK, told)


def _counted(number: int, one: str) -> str:
    return f"{number} {one if number == 1 else one + 's'}"


def examine_kept(config: Config) -> Iterator[Examined]:
    """Read what a person and earlier runs decided."""
    places: tuple[tuple[str, Path | None, Callable[[Path], object]], ...] = (
        ("lock file", config.output / LOCK_FILE, read_lock),
        ("decisions", config.decisions, read_decisions),
        ("overrides", config.overrides, read_overrides),
    )
    for subject, path, read in places:
        if path is None or not os.path.lexists(path):
            continue
        try:
            read(path)
        except EnrichError as error:
            yield Examined(subject, Verdict.PROBLEM, str(error))
        else:
            yield Examined(subject, Verdict.OK, f"{path}: can be read")


def examine_output(config: Config) -> Examined:
    """Tell whether the library can be written where it is to go."""
    folder = config.output
    there = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    if not there.is_dir():
        told = f"{there}: is no folder, so nothing can be written to {folder}"
        return Examined("output", Verdict.PROBLEM, told, "name another in enrich.toml")
    files = [
        folder / name for name in (LOCK_FILE, *(find_format(one).file for one in config.formats))
    ]
    closed = [one for one in (there, *files) if one.exists() and not os.access(one, os.W_OK)]
    if closed:
        told = f"{closed[0]}: is write-protected"
        return Examined("output", Verdict.PROBLEM, told, "check its permissions")
    strange = [one for one in files if one.exists() and not one.is_file()]
    if strange:
        told = f"{strange[0]}: is no file, so it can't be written"
        return Examined("output", Verdict.PROBLEM, told, "take it away")
    return Examined("output", Verdict.OK, f"{folder}: can be written")
