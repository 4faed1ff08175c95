"""Files written by one run at a time, together or not at all, and only when bytes change."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from enrich.errors import OutputError

__all__ = ["alone", "write_files"]


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let one run at a time go on; the system lets go of a dead one's lock."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, timeout=0)
        lock.acquire()
    except Timeout as error:
        message = f"{path}: another run is at work here; wait until it is done"
        raise OutputError(message) from error
    except OSError as error:
        message = f"{path}: can't be made ({error.strerror}); check the folder's permissions"
        raise OutputError(message) from error
    try:
        yield
    finally:
        lock.release()


def write_files(folder: Path, texts: Mapping[str, str | bytes]) -> tuple[Path, ...]:
    """Put these files into a folder, and give those whose bytes are new."""
    try:
        if folder.exists() and not folder.is_dir():
            message = f"{folder}: can't be written, since it is no folder; name another"
            raise OutputError(message)
        folder.mkdir(parents=True, exist_ok=True)
        # A link stays one: what it leads to is written.
        bodies = {
            (folder / name).resolve(): text.encode() if isinstance(text, str) else text
            for name, text in texts.items()
        }
        changed = {path: body for path, body in bodies.items() if not _holds(path, body)}
        with ExitStack() as stack:
            written = {path: _beside(path, body, stack) for path, body in changed.items()}
            _exchange(written, stack)
    except UnicodeEncodeError as error:
        message = f"{folder}: can't be written, since {error.object[error.start]!r} is no character"
        raise OutputError(message) from error
    except OSError as error:
        message = (
            f"{error.filename or folder}: can't be written ({error.strerror});"
            " the library is as it was"
        )
        raise OutputError(message) from error
    return tuple(folder / name for name in texts if (folder / name).resolve() in changed)


def _holds(path: Path, body: bytes) -> bool:
    try:
        return path.read_bytes() == body
    except FileNotFoundError:
        return False


def _beside(path: Path, body: bytes, stack: ExitStack) -> Path:
    """Write to a new file in the same folder, safely on the disk before it has a name."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(13, "it is write-protected", str(path))
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    _remove(new)
    stack.callback(_remove, new)
    with new.open("xb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        new.chmod(path.stat().st_mode & 0o777)
    return new


def _exchange(written: Mapping[Path, Path], stack: ExitStack) -> None:
    """Rename all into place; if one can't be, put the others back."""
    with ExitStack() as undo:
        for path, new in written.items():
            kept = _kept(path, stack)
            new.replace(path)
            undo.callback(kept.replace if kept else Path.unlink, path)
        undo.pop_all()
    for folder in {path.parent for path in written}:
        _sync(folder)


def _kept(path: Path, stack: ExitStack) -> Path | None:
    """Give the present file a second name, by which it can be put back."""
    if not path.exists():
        return None
    kept = path.with_name(f".{path.name}.{os.getpid()}.kept")
    _remove(kept)
    stack.callback(_remove, kept)
    try:
        os.link(path, kept)
    except OSError:
        # Some file systems know no second names.
        shutil.copy2(path, kept)
    return kept


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Make the renames outlast a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
