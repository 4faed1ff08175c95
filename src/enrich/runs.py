"""One run at a time where runs would get in each other's way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from enrich.errors import OutputError

__all__ = ["alone"]


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
