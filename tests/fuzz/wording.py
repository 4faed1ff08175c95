"""What must be true of words that come out of a parser."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import msgspec

from enrich.record import Record

__all__ = ["assert_clean", "texts_in"]


def assert_clean(record: msgspec.Struct, fine: str = "\n") -> None:
    """Hold that no word of a record has a control character or half of a pair in it."""
    if isinstance(record, Record):
        # What was found is kept as it was found.
        record = msgspec.structs.replace(record, doubts=())
    for text in texts_in(msgspec.to_builtins(record)):
        bad = [c for c in text if unicodedata.category(c) in {"Cc", "Cs"} and c not in fine]
        assert not bad, f"{bad[0]!r} in {text[:200]!r}"


def texts_in(tree: object) -> Iterator[str]:
    """Give all texts there are in built-in values."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from texts_in(value)
    elif isinstance(tree, (list, tuple)):
        for value in tree:
            yield from texts_in(value)
