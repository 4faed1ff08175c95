"""A user's own .bib files, completed and corrected in place from what the sources know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec

from enrich.bibfile import Change, Options, Untouched, edit_bytes, keys_by_line, unified
from enrich.checks import Checked, Fault, Finding, find_all_faults, find_faults
from enrich.config import Config
from enrich.dates import PartialDate
from enrich.errors import OutputError, SeedError
from enrich.library import Entry
from enrich.outputs import write_files
from enrich.pipeline import Result, Watcher, resolve_seeds
from enrich.runs import alone, held
from enrich.seeds import Seed, scan_bytes
from enrich.seeds.encoding import decoded
from enrich.seeds.files import joined, read_file
from enrich.seeds.formats import find_format
from enrich.turns import Clock, WallClock

__all__ = ["Completed", "complete_files", "write_completed"]

_BIBTEX = "BibTeX"
_GRAVE = frozenset({Fault.RETRACTED, Fault.WITHDRAWN, Fault.CONCERN})
_OTHER = "its identifier leads to another work than its title says; correct the one or the other"


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
    # One file may be named in two ways.
    once = {file.resolve(): file for file in reversed(files)}
    raw = {file: read_file(file) for file in reversed(once.values())}
    for file, body in raw.items():
        _check_format(body, str(file))
    scan = joined(scan_bytes(body, str(file)) for file, body in raw.items())
    result = resolve_seeds(scan.seeds, config, watcher=watcher, clock=clock)
    today = clock.moment()
    checked = Checked(scan, result.library, PartialDate.of(today))
    result = msgspec.structs.replace(result, scan=scan, findings=_findings(checked))
    options = Options(protected=frozenset(config.own_fields))
    return tuple(_completed(file, body, result, options) for file, body in raw.items()), result


def _findings(checked: Checked) -> tuple[Finding, ...]:
    """Find what the files have wrong, and what became of works, whatever is written of that."""
    grave = (one for one in find_all_faults(checked) if one.fault in _GRAVE)
    return (*grave, *find_faults(checked))


def write_completed(completed: Iterable[Completed], config: Config) -> tuple[Path, ...]:
    """Write each file that changed, unless somebody has changed one of them meanwhile."""
    changed = [one for one in completed if one.after != one.before]
    written: list[Path] = []
    with ExitStack() as locks:
        locks.enter_context(alone(config.cache.parent / "run.lock"))
        for folder in sorted({one.file.resolve().parent for one in changed}):
            locks.enter_context(held(folder))
        for one in changed:
            if read_file(one.file) != one.before:
                message = f"{one.file}: was changed meanwhile, and is left as it is; run again"
                raise OutputError(message)
        for one in changed:
            written += write_files(one.file.parent, {one.file.name: one.after})
    return tuple(written)


def _check_format(raw: bytes, name: str) -> None:
    found = find_format(decoded(raw, name)[0], name)
    if found.name != _BIBTEX:
        message = f"{name}: looks like {found.name}; only BibTeX can be completed in place"
        raise SeedError(message)


def _completed(file: Path, before: bytes, result: Result, options: Options) -> Completed:
    keys = _keys(str(file), before, result)
    wrong: set[object] = {one.about for one in result.findings if one.fault is Fault.WRONG_LINK}
    known = {key: entry for key, (seed, entry) in keys.items() if seed not in wrong}
    strange = (
        Untouched(seed.origin.line, key, _OTHER) for key, (seed, _) in keys.items() if seed in wrong
    )
    edit = edit_bytes(before, known, options)
    return Completed(
        file,
        before,
        edit.body,
        unified(edit.before, edit.outcome.text, str(file)),
        edit.outcome.changes,
        tuple(sorted((*edit.outcome.untouched, *strange), key=lambda one: one.line)),
    )


def _keys(file: str, raw: bytes, result: Result) -> dict[str, tuple[Seed, Entry]]:
    """Give what is known of a file's entries by their keys.

    Under its key alone, an entry that is commented out would pass for one that is not.
    """
    keys = keys_by_line(raw)
    found: dict[str, tuple[Seed, Entry]] = {}
    for entry in result.library.entries:
        for seed in entry.seeds:
            if seed.origin.file != file:
                continue
            for key in _meant(seed, keys.get(seed.origin.line, ())):
                # Where both versions of a work are shown, each has the key of one.
                if key not in found or entry.key == key:
                    found[key] = seed, entry
    return found


def _meant(seed: Seed, keys: Sequence[str]) -> Sequence[str]:
    """Choose among the keys on the line of a seed; a key used twice is not the second's."""
    return keys if len(keys) == 1 else [key for key in keys if key == seed.key]
