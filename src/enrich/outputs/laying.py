"""New files laid beside the old ones, piece by piece, and only where they differ."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import file_digest, sha256
from itertools import chain
from pathlib import Path

from enrich.files import plain

__all__ = ["digest_of", "lay_out", "pieces", "plain_digest", "remove", "sync_all"]

_CHUNK = 2**20


def pieces(text: str | bytes | Iterable[bytes]) -> Iterator[bytes]:
    """Give a text in the pieces in which it comes."""
    if isinstance(text, str):
        text = text.encode()
    return iter((text,)) if isinstance(text, bytes) else iter(text)


def lay_out(path: Path, parts: Iterator[bytes], new: Path) -> str | None:
    """Write to a new file in the same folder, unless it is the same; give its digest.

    It is safely on the disk before it has a name.
    """
    same, part = _shared(path, parts)
    if part is None:
        return None
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(13, "it is write-protected", str(path))
    digest = sha256()
    try:
        remove(new)
        with new.open("xb") as file:
            if path.exists():
                new.chmod(path.stat().st_mode & 0o777)
            for one in chain(_beginning(path, same), (part,), parts):
                digest.update(one)
                file.write(one)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        # A full disk names no file, and nobody knows the new one's name.
        raise OSError(error.errno, error.strerror, str(path)) from error
    return digest.hexdigest()


def _shared(path: Path, parts: Iterator[bytes]) -> tuple[int, bytes | None]:
    """Count the bytes with which a file begins as the new one does, and give the first part else.

    There is none where the two are the same.
    """
    same = 0
    try:
        with plain(path).open("rb") as file:
            for part in parts:
                if file.read(len(part)) != part:
                    return same, part
                same += len(part)
            return same, b"" if file.read(1) else None
    except FileNotFoundError:
        return 0, b""


def _beginning(path: Path, length: int) -> Iterator[bytes]:
    if length:
        with path.open("rb") as file:
            while length and (part := file.read(min(length, _CHUNK))):
                length -= len(part)
                yield part


def remove(path: Path) -> None:
    """Remove a file, if it is there."""
    path.unlink(missing_ok=True)


def sync_all(folders: Iterable[Path]) -> None:
    """Make names outlast a power cut, where the system can."""
    for folder in dict.fromkeys(folders):
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def digest_of(path: Path) -> str:
    """Give the digest of what a file holds."""
    with plain(path).open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def plain_digest(path: Path) -> str | None:
    """Give the digest of a file; a link, a folder or a pipe holds nothing that we wrote."""
    return digest_of(path) if path.is_file() and not path.is_symlink() else None
