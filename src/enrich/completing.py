"""A user's own .bib files, completed and corrected in place from what the sources know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from enrich.bibfile import Change, Options, Untouched, edit_bytes, unified
from enrich.checks import Checked, Fault, find_faults
from enrich.config import Config
from enrich.dates import PartialDate
from enrich.errors import OutputError, SeedError
from enrich.library import Entry
from enrich.outputs import alone, write_files
from enrich.pipeline import Result, Watcher, resolve_seeds
from enrich.seeds import scan_bytes
from enrich.seeds.encoding import decoded
from enrich.seeds.files import joined, read_file
from enrich.seeds.formats import find_format
from enrich.turns import Clock, WallClock

__all__ = ["Completed", "complete_files", "write_completed"]

_BIBTEX = "BibTeX"


class Completed(msgspec.Struct, frozen=True):
    """A file as it was and as it would be, what that changes, and what was left alone."""

    file: Path
    before: bytes
    after: bytes
    diff: str
    changes: tuple[Change, ...]
    untouched: tuple[Untouched, ...]


def complete_files(
    files: Sequence[Path],
    config: Config,
    *,
    watcher: Watcher | None = None,
    clock: Clock | None = None,
) -> tuple[tuple[Completed, ...], Result]:
    """Resolve the entries of .bib files, all at once, and edit each file's own; write nothing."""
    clock = clock or WallClock()
    raw = {file: read_file(file) for file in dict.fromkeys(files)}
    for file, body in raw.items():
        _check_format(body, str(file))
    scan = joined(scan_bytes(body, str(file)) for file, body in raw.items())
    result = resolve_seeds(scan.seeds, config, watcher=watcher, clock=clock)
    today = clock.moment()
    checked = Checked(scan, result.library, PartialDate(today.year, today.month, today.day))
    result = msgspec.structs.replace(result, scan=scan, findings=find_faults(checked))
    options = Options(protected=frozenset(config.own_fields))
    return tuple(_completed(file, body, result, options) for file, body in raw.items()), result


def write_completed(completed: Iterable[Completed], config: Config) -> tuple[Path, ...]:
    """Write each file that changed, unless somebody has changed it meanwhile."""
    written: list[Path] = []
    with alone(config.cache.parent / "run.lock"):
        for one in completed:
            if read_file(one.file) != one.before:
                message = f"{one.file}: was changed meanwhile, and is left as it is; run again"
                raise OutputError(message)
            written += write_files(one.file.parent, {one.file.name: one.after})
    return tuple(written)


def _check_format(raw: bytes, name: str) -> None:
    found = find_format(decoded(raw, name)[0], name)
    if found.name != _BIBTEX:
        message = f"{name}: looks like {found.name}; only BibTeX can be completed in place"
        raise SeedError(message)


def _completed(file: Path, before: bytes, result: Result, options: Options) -> Completed:
    edit = edit_bytes(before, _entries(str(file), result), options)
    return Completed(
        file,
        before,
        edit.body,
        unified(edit.before, edit.outcome.text, str(file)),
        edit.outcome.changes,
        edit.outcome.untouched,
    )


def _entries(file: str, result: Result) -> dict[str, Entry]:
    """Give what is known of a file's entries by their keys, but for those that say another work."""
    wrong: set[object] = {one.about for one in result.findings if one.fault is Fault.WRONG_LINK}
    return {
        seed.key: entry
        for entry in result.library.entries
        for seed in entry.seeds
        if seed.key and seed.origin.file == file and seed not in wrong
    }
