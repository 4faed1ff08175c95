"""Only what is a file is read, locked or written to.

In its place may stand a pipe or a device, for whose end one could wait for ever.
"""

from __future__ import annotations

import errno
import stat
from contextlib import suppress
from pathlib import Path

__all__ = ["NoFile", "plain", "plain_if_there"]


class NoFile(OSError):
    """In the place of a file stands something else."""

    def __str__(self) -> str:
        """Name it, and say what to do."""
        return f"{self.filename}: is no file; take it away, or put one there"


def plain(path: Path) -> Path:
    """Give the path of a file that is there, and refuse that of a folder, a pipe or a device."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise NoFile(errno.EINVAL, "it is no file", str(path))
    return path


def plain_if_there(path: Path) -> Path:
    """Give the path of a file, or of none yet."""
    with suppress(FileNotFoundError):
        plain(path)
    return path
