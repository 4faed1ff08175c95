"""Files written together or not at all, and only when bytes change.

A set of files changes in steps that a later run can finish. The new files are laid beside the
old ones, the old ones get second names, and a journal tells what will be renamed: from then on
the new set counts. An error renames the journal, and from then on the old set counts. Where there
is no journal, what a dead run left beside the files is rubbish.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from enrich.decoding import UNREADABLE
from enrich.errors import OutputError
from enrich.outputs.laying import (
    digest_of,
    lay_out,
    pieces,
    plain_digest,
    remove,
    sync_all,
)

__all__ = ["JOURNALS", "recover", "write_files"]

_NEW, _KEPT = "new", "kept"
# The name of a journal tells which way it goes: to the new files, or back to those kept.
_JOURNALS = {_NEW: ".enrich-journal", _KEPT: ".enrich-undo"}
# What lies in a folder as long as something is still to be finished there.
JOURNALS = tuple(_JOURNALS.values())
_LEAVING = re.compile(r"\.(?P<name>.+)\.(?P<process>[1-9][0-9]{0,9})\.(?:new|kept)")
_LONGEST_JOURNAL = 2**20


class _Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that changes, and the digests of what it was, if anything, and what it will be."""

    name: str
    kept: str | None
    new: str

    def after(self, way: str) -> str | None:
        """Give the digest of what it will be if the journal goes this way."""
        return self.new if way == _NEW else self.kept

    def before(self, way: str) -> str | None:
        """Give the digest of what it was if the journal goes this way."""
        return self.kept if way == _NEW else self.new


class _Journal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a process is about to rename."""

    process: int
    changes: tuple[_Change, ...]


def recover(folder: Path, names: Iterable[str]) -> None:
    """Finish what a killed run began in a folder, and sweep away what dead runs left there.

    `names` are all the files that any run may write there: a journal may come from anywhere, and
    is not believed where it names another.
    """
    allowed = frozenset(names)
    try:
        for way, name in _JOURNALS.items():
            journal = _read(folder / name)
            if journal:
                _roll(folder, journal, way, _checked(folder, journal, way, allowed))
    except OSError as error:
        message = (
            f"{error.filename or folder}: a write that was broken off can't be finished"
            f" ({error.strerror}); put that right and run again"
        )
        raise OutputError(message) from error
    _sweep(folder, allowed)


def write_files(
    folder: Path,
    texts: Mapping[str, str | bytes | Iterable[bytes]],
    *,
    before: Callable[[Collection[str]], None] = lambda _: None,
) -> tuple[Path, ...]:
    """Put these files into a folder, and give those whose bytes are new.

    They are renamed into place in the order given; a kill at any point leaves the old set or the
    new one, which the next `recover` brings to light. What comes in pieces is never held whole.
    `before` is told the names of the files that change while the old ones are still there.
    """
    try:
        if folder.exists() and not folder.is_dir():
            message = f"{folder}: can't be written, since it is no folder; name another"
            raise OutputError(message)
        folder.mkdir(parents=True, exist_ok=True)
        _recover_first(folder, texts)
        # A link stays one: what it leads to is written.
        names = {_target(folder, name): name for name in texts}
        changed = _exchange(folder, names, texts, before)
    except UnicodeEncodeError as error:
        message = f"{folder}: can't be written, since {error.object[error.start]!r} is no character"
        raise OutputError(message) from error
    except OSError as error:
        begun = len(texts) > 1 and _is_under_way(folder)
        left = "run again to set it right" if begun else "nothing was written"
        message = f"{error.filename or folder}: can't be written ({error.strerror}); {left}"
        raise OutputError(message) from error
    return tuple(folder / name for name in texts if _target(folder, name) in changed)


def _recover_first(folder: Path, names: Iterable[str]) -> None:
    """Finish what was begun with these files; what was begun with others is not our concern."""
    ours = frozenset(names)
    journals = [_read(folder / name) for name in _JOURNALS.values()]
    named = {change.name for journal in journals if journal for change in journal.changes}
    if len(ours) > 1 or ours & named:
        recover(folder, ours)
    else:
        _sweep(folder, ours)


def _exchange(
    folder: Path,
    names: Mapping[Path, str],
    texts: Mapping[str, str | bytes | Iterable[bytes]],
    before: Callable[[Collection[str]], None],
) -> dict[Path, str]:
    """Lay out the new files, then let all take their places; if one can't, put the others back."""
    process = os.getpid()
    changed: dict[Path, str] = {}
    try:
        for path, name in names.items():
            if digest := lay_out(path, pieces(texts[name]), _beside(path, process, _NEW)):
                changed[path] = digest
        before([names[path] for path in changed])
        if len(changed) > 1:
            changes = (
                _Change(names[path], _keep(path, _beside(path, process, _KEPT)), digest)
                for path, digest in changed.items()
            )
            journal = _Journal(process, tuple(changes))
            sync_all(path.parent for path in changed)
            _commit(folder, journal)
        else:
            # One rename needs no journal to be whole.
            _rename({path: _beside(path, process, _NEW) for path in changed})
    finally:
        # What a journal names is not ours to remove any more.
        if len(changed) == 1 or not _is_under_way(folder):
            _clear(names, process)
    return changed


def _commit(folder: Path, journal: _Journal) -> None:
    """Go over to the new set, or back to the old one."""
    path = folder / _JOURNALS[_NEW]
    try:
        new = _beside(path, journal.process, _NEW)
        try:
            lay_out(path, pieces(msgspec.json.encode(journal)), new)
            _rename({path: new})
        finally:
            remove(new)
        _roll(folder, journal, _NEW, _renames(folder, journal, _NEW))
    except BaseException:
        # Without a journal nothing was renamed yet, or everything.
        if path.exists():
            path.replace(folder / _JOURNALS[_KEPT])
            sync_all([folder])
            _roll(folder, journal, _KEPT, _renames(folder, journal, _KEPT))
        raise


def _roll(folder: Path, journal: _Journal, way: str, renames: Mapping[Path, Path | None]) -> None:
    """Rename all that a journal names, then do away with the journal and with what is left over."""
    _rename(renames)
    remove(folder / _JOURNALS[way])
    sync_all([folder])
    _clear((_target(folder, change.name) for change in journal.changes), journal.process)


def _renames(folder: Path, journal: _Journal, way: str) -> dict[Path, Path | None]:
    """Give each file's replacement; none where it was not there before."""
    paths = {_target(folder, change.name): change.after(way) for change in journal.changes}
    return {
        path: _beside(path, journal.process, way) if after else None
        for path, after in paths.items()
    }


def _checked(
    folder: Path, journal: _Journal, way: str, allowed: frozenset[str]
) -> dict[Path, Path | None]:
    """Give the renames still to be done, if the files are as the journal has them."""
    place = folder / _JOURNALS[way]
    strange = [change.name for change in journal.changes if change.name not in allowed]
    if strange:
        message = (
            f"{place}: left by a write that was broken off, but names {strange[0][:80]!r},"
            " which is not written here; delete it and run again"
        )
        raise OutputError(message)
    renames = _renames(folder, journal, way)
    for change in journal.changes:
        path = _target(folder, change.name)
        found = plain_digest(path)
        if found == change.after(way):
            renames.pop(path, None)
        elif found != change.before(way) or not _is_whole(renames.get(path), change.after(way)):
            message = (
                f"{place}: left by a write that was broken off, but {path} or what was to replace"
                " it has changed since; delete it and run again"
            )
            raise OutputError(message)
    return renames


def _rename(renames: Mapping[Path, Path | None]) -> None:
    for path, spare in renames.items():
        if spare:
            spare.replace(path)
        else:
            remove(path)
    sync_all(path.parent for path in renames)


def _keep(path: Path, kept: Path) -> str | None:
    """Give the present file a second name, by which it can be put back, and give its digest."""
    if not path.exists():
        return None
    remove(kept)
    try:
        os.link(path, kept)
    except OSError:
        # Some file systems know no second names.
        shutil.copy2(path, kept)
        with kept.open("rb") as file:
            os.fsync(file.fileno())
    return digest_of(kept)


def _read(path: Path) -> _Journal | None:
    """Read a journal; what is none is no word of ours, and goes."""
    if not os.path.lexists(path):
        return None
    if path.is_file() and not path.is_symlink():
        with path.open("rb") as file, suppress(*UNREADABLE):
            return msgspec.json.decode(file.read(_LONGEST_JOURNAL), type=_Journal)
    remove(path)
    return None


def _is_under_way(folder: Path) -> bool:
    return any(os.path.lexists(folder / name) for name in _JOURNALS.values())


def _sweep(folder: Path, names: Iterable[str]) -> None:
    """Remove what dead runs left beside these files, and nothing else."""
    paths = {_target(folder, name) for name in names} | {folder.resolve() / _JOURNALS[_NEW]}
    for parent in {path.parent for path in paths}:
        # What can't be swept does no harm.
        with suppress(OSError):
            for path in parent.iterdir():
                left = _LEAVING.fullmatch(path.name)
                if left and parent / left["name"] in paths and not _is_alive(left["process"]):
                    remove(path)


def _is_alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _target(folder: Path, name: str) -> Path:
    return (folder / name).resolve()


def _beside(path: Path, process: int, sort: str) -> Path:
    return path.with_name(f".{path.name}.{process}.{sort}")


def _clear(paths: Iterable[Path], process: int) -> None:
    """Remove what lies beside files that are settled; what can't be removed, a later run will."""
    for path in paths:
        for sort in (_NEW, _KEPT):
            with suppress(OSError):
                remove(_beside(path, process, sort))


def _is_whole(spare: Path | None, digest: str | None) -> bool:
    return digest is None if spare is None else plain_digest(spare) == digest
