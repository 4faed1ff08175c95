"""One run at a time where runs would get in each other's way.

The lock is the system's, which lets go of a dead process's. Who holds it stands in a note beside
it; a note is believed only while somebody holds the lock, and only of a process that is alive.
"""

from __future__ import annotations

import datetime as dt
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from enrich.errors import OutputError
from enrich.files import NoFile, plain_if_there

__all__ = ["alone", "held", "in_turn"]

_LONGEST_NOTE = 2**12
_LONGEST_COMMAND = 80
_LARGEST_PROCESS = 2**31 - 1


class _Holder(msgspec.Struct, frozen=True):
    """The process that holds the lock, and since when."""

    process: int
    host: str
    since: dt.datetime
    # Which of our commands it is, without what was given to it: that may be secret.
    command: str

    def __str__(self) -> str:
        # In whole minutes, and where the reader is: it helps to remember, and to nothing else.
        since = self.since.astimezone().strftime("%Y-%m-%d %H:%M")
        elsewhere = f" on {self.host[:_LONGEST_COMMAND]!r}" if self.is_elsewhere else ""
        return f"{self.command!r}, process {self.process}{elsewhere}, since {since}"

    @property
    def is_elsewhere(self) -> bool:
        """Whether it runs on another machine, where nobody can be asked whether it is alive."""
        return self.host != socket.gethostname()

    @property
    def is_alive(self) -> bool:
        """Whether it is there, as far as can be told."""
        if not 0 < self.process <= _LARGEST_PROCESS:
            return False
        if self.is_elsewhere:
            return True
        try:
            os.kill(self.process, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let one run at a time go on, and tell any other at once who is at work."""
    note = path.with_suffix(".holder")
    try:
        lock = _acquired(path, timeout=0)
    except Timeout as error:
        holder = _noted(note)
        who = f" ({holder})" if holder else ""
        message = f"{path}: another run is at work here{who}; wait until it is done"
        raise OutputError(message) from error
    try:
        _write(note)
        yield
    finally:
        _remove(note)
        lock.release()


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep runs with another cache out of a folder, where the system can.

    It is the folder itself that is locked: a file in it would be one more to look after. One that
    is made for that and stays empty goes again.
    """
    is_new, descriptor = _opened(folder)
    try:
        if descriptor is not None and not _is_ours(descriptor):
            message = f"{folder}: another run is at work here, with another cache; wait until it"
            raise OutputError(message + " is done")
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)
        if is_new:
            with suppress(OSError):
                folder.rmdir()


def _opened(folder: Path) -> tuple[bool, int | None]:
    """Open a folder, and tell whether it was made for that."""
    # That a folder can't be made, or is none, is told when it is written to.
    with suppress(OSError):
        is_new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        return is_new, os.open(folder, os.O_RDONLY)
    return False, None


def _is_ours(descriptor: int) -> bool:
    """Lock a folder, unless somebody else has; where the system can't, nobody can."""
    import fcntl  # noqa: PLC0415 - Windows has none, and opens no folder to begin with

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def in_turn(path: Path) -> Iterator[None]:
    """Let one process after another do what takes no time."""
    lock = _acquired(path)
    try:
        yield
    finally:
        lock.release()


def _acquired(path: Path, timeout: float = -1) -> FileLock:
    """Acquire a lock within so many seconds, or whenever it is free."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(plain_if_there(path), timeout=timeout)
        lock.acquire()
    except Timeout:
        raise
    except NoFile as error:
        raise OutputError(str(error)) from error
    except OSError as error:
        message = f"{path}: can't be made ({error.strerror}); check the folder's permissions"
        raise OutputError(message) from error
    return lock


def _write(note: Path) -> None:
    """Note who is at work; where that can't be, the lock holds all the same."""
    _remove(note)
    holder = _Holder(
        process=os.getpid(),
        host=socket.gethostname(),
        since=dt.datetime.now(dt.UTC),
        command=_command(),
    )
    # A file that is there already, such as a link to another, is not written through.
    with suppress(OSError), note.open("xb") as file:
        file.write(msgspec.json.encode(holder))


def _command() -> str:
    """Name the program and its command; Python calls a package that it runs after its file."""
    program = (Path(sys.argv[0]).name if sys.argv else "").replace("__main__.py", "enrich")
    words = [one for one in sys.argv[1:2] if one.isalpha()]
    return " ".join((program or "python", *words))[:_LONGEST_COMMAND]


def _noted(note: Path) -> _Holder | None:
    """Read who is at work, from a note that anybody may have written."""
    try:
        if not note.is_file() or note.is_symlink():
            return None
        with note.open("rb") as file:
            holder = msgspec.json.decode(file.read(_LONGEST_NOTE), type=_Holder)
        holder = msgspec.structs.replace(holder, command=holder.command[:_LONGEST_COMMAND])
        # Some times can't be told in the reader's zone.
        return holder if str(holder) and holder.is_alive else None
    except (OSError, OverflowError, ValueError):
        return None


def _remove(note: Path) -> None:
    with suppress(OSError):
        note.unlink(missing_ok=True)
