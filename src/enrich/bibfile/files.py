"""A file's bytes, decoded so that every byte that is not changed is written back."""

from __future__ import annotations

import codecs
from bisect import bisect_right
from collections.abc import Mapping

import msgspec

from enrich.bibfile.cutting import Item, cut, line_starts
from enrich.bibfile.editing import Edited, Options, Untouched, edited
from enrich.library import Entry
from enrich.text import Charset

__all__ = ["EditedBytes", "decoded_bytes", "edit_bytes", "keys_by_line"]

# The mark stays part of the text, and is written back with it.
_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# The second one takes every byte.
_OLD = ("cp1252", "latin-1")
# With one byte more, what begins like UTF-16 would be that.
_IN_TWO_WAYS = Untouched(1, None, "the file begins like UTF-16 and is none; save it as UTF-8")


class EditedBytes(msgspec.Struct, frozen=True):
    """A file as it is now, in its own encoding, and what was done to its text."""

    body: bytes
    before: str
    outcome: Edited


def edit_bytes(
    raw: bytes, entries: Mapping[str, Entry], options: Options | None = None
) -> EditedBytes:
    """Complete and correct the entries of a file from those of a library, by their keys."""
    options = options or Options()
    text, encoding = decoded_bytes(raw)
    if encoding in _OLD:
        options = msgspec.structs.replace(options, charset=Charset.ASCII)
    outcome = edited(text, entries, options)
    body = _encoded(outcome.text, encoding)
    if decoded_bytes(body)[0] != outcome.text:
        return EditedBytes(raw, text, Edited(text, (), (_IN_TWO_WAYS,)))
    return EditedBytes(body, text, outcome)


def keys_by_line(raw: bytes) -> dict[int, tuple[str, ...]]:
    """Give the keys of a file's entries by the lines on which these begin."""
    text, _ = decoded_bytes(raw)
    starts = line_starts(text)
    keys: dict[int, tuple[str, ...]] = {}
    for block in cut(text):
        if isinstance(block, Item):
            line = bisect_right(starts, block.start)
            keys[line] = (*keys.get(line, ()), block.key)
    return keys


def decoded_bytes(raw: bytes) -> tuple[str, str]:
    """Decode a file so that every byte of it can be written back, and tell the encoding."""
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark) and len(raw) % 2 == 0:
            return raw.decode(encoding, errors="surrogatepass"), encoding
    for encoding in ("utf-8", _OLD[0]):
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return raw.decode(_OLD[1]), _OLD[1]


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, errors="surrogatepass" if "16" in encoding else "strict")
