"""What is kept beside the cache only to save time: believed only whole, and lost without harm.

Each file begins with a print of the rest, so that one which was damaged is as good as not there.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

from enrich.decoding import UNREADABLE
from enrich.files import plain

__all__ = ["digest", "keep", "recall"]

_LARGEST = 256 * 2**20
_DIGITS = 16
digest = partial(blake2b, digest_size=_DIGITS)

_Kept = TypeVar("_Kept", bound=msgspec.Struct)


def keep(file: Path, value: msgspec.Struct) -> None:
    """Keep a value; where it can't be kept, there is none next time."""
    new = file.with_name(f"{file.name}.{os.getpid()}")
    # A name that is no text, such as another system's, can't be kept either.
    with suppress(OSError, UnicodeEncodeError):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            body = msgspec.msgpack.encode(value)
            new.write_bytes(digest(body).digest() + body)
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)


def recall(file: Path, kind: type[_Kept]) -> _Kept | None:
    """Give what was kept, if it is there and whole."""
    with suppress(OSError, *UNREADABLE):
        if plain(file).stat().st_size <= _LARGEST:
            raw = file.read_bytes()
            if raw[:_DIGITS] == digest(raw[_DIGITS:]).digest():
                return msgspec.msgpack.decode(raw[_DIGITS:], type=kind)
    return None
