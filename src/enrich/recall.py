"""The lock file read the quick way: from a copy beside the cache, while that is of the same bytes.

To read the lock file of ten thousand works line by line takes as long as to start Python; whoever
asks for one paper waits for it, too.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from enrich.files import plain
from enrich.keepsakes import digest, keep, recall
from enrich.lockfile import Lock, Locked, read_lock
from enrich.seals import print_of_program

__all__ = ["recall_lock"]

# A small one is read in no time; beside all else that a very large library takes, the time to
# read its lock file is nothing, and the room for a copy is.
_SMALLEST, _LARGEST = 100 * 2**10, 16 * 2**20


class _Copy(msgspec.Struct, frozen=True, array_like=True):
    """What a lock file was read as, by which program, and a print of its bytes."""

    program: str
    print: bytes
    works: tuple[Locked, ...]


def recall_lock(path: Path, copy: Path) -> Lock | None:
    """Read a lock file, and keep a copy of what was read; none is there if no file is."""
    whole = _print(path)
    if whole is None:
        return read_lock(path)
    program = print_of_program()
    kept = recall(copy, _Copy)
    if kept and (kept.program, kept.print) == (program, whole):
        return Lock(kept.works)
    lock = read_lock(path)
    if lock is not None and _print(path) == whole:
        keep(copy, _Copy(program, whole, lock.works))
    return lock


def _print(path: Path) -> bytes | None:
    with suppress(OSError):
        if _SMALLEST <= plain(path).stat().st_size <= _LARGEST:
            return digest(path.read_bytes()).digest()
    return None
