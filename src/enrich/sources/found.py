"""What a search found, kept as a list of candidates: how it is written, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from enrich.decoding import UNREADABLE
from enrich.errors import Garbled
from enrich.record import Record

__all__ = ["keep_candidates", "read_candidates"]


class _Found(msgspec.Struct):
    items: list[msgspec.Raw]


def keep_candidates(kept: Iterable[bytes]) -> bytes:
    """Write what is kept of each candidate as one list."""
    return msgspec.json.encode(_Found([msgspec.Raw(one) for one in kept]))


def read_candidates(
    body: bytes | None, read: Callable[[bytes], Record], *, source: str
) -> Iterator[Record]:
    """Read the candidates of a list, but for those that can't be read."""
    try:
        items = msgspec.json.decode(body or b"", type=_Found).items
    except UNREADABLE as error:
        message = f"{source}: a list in an unexpected shape ({error})"
        raise Garbled(message) from error
    for item in items:
        try:
            record = read(bytes(item))
        except Garbled:
            continue
        yield record
