"""Small bodies that grow to more than a gigabyte when they are unpacked."""

from __future__ import annotations

import zlib
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["MADE"]

_BLOCK = 2**20
_BLOCKS = 1200
_RAW = -15
_GZIP_HEAD = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
_ZLIB_HEAD = b"\x78\x9c"


def _gzipped() -> bytes:
    """Make a gzip bomb; nobody gets so far that the checksum at its end would matter."""
    return _GZIP_HEAD + _deflated() + bytes(8)


def _zipped() -> bytes:
    return _ZLIB_HEAD + _deflated() + bytes(4)


@cache
def _deflated() -> bytes:
    """Pack one block of spaces, and say it over and over: a full flush makes it stand alone."""
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    block = packer.compress(b" " * _BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * _BLOCKS + packer.flush(zlib.Z_FINISH)


@cache
def _nested() -> bytes:
    """Pack the bomb once more: a kilobyte or two for a gigabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(_gzipped()) + packer.flush()


# By the kind of the fault: what is declared, and what is sent.
MADE: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "gzip bomb": ("gzip", _gzipped),
    "deflate bomb": ("deflate", _zipped),
    "nested bomb": ("gzip, gzip", _nested),
}
