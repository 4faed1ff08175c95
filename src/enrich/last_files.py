"""What the files of a library say, read as text: entries, their keys, fields and identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

import msgspec

from enrich.changes import Fields
from enrich.decoding import UNREADABLE
from enrich.identifiers import parse_identifier
from enrich.seeds.bibtex.blocks import Entry, read_blocks
from enrich.writers import Format

__all__ = [
    "fields_in",
    "fields_that_differ",
    "is_json",
    "joined",
    "key_of",
    "names_in",
    "pairs_in",
    "parts_of",
]

_KIND = "type"
# What stands for the fields of an entry that is written as before.
_AS_BEFORE = {_KIND: "as before"}
# Where an entry may begin, in a file that is written by us, and its key.
_ENTRY = re.compile(r"\n(?=@)")
_BIBTEX_KEY = re.compile(r"@\w+\{([^,\s]+),")


def is_json(form: Format) -> bool:
    """Whether a format that can be compared is JSON; the others are BibTeX."""
    return form.file.endswith(".json")


def parts_of(form: Format, text: str) -> dict[str, None]:
    """Part a file into its entries, which are not read yet."""
    return _json_parts(text) if is_json(form) else _bibtex_parts(text)


def pairs_in(form: Format, text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Read the keys of the entries, and their fields; a broken file has none."""
    return _json_fields(text) if is_json(form) else _bibtex_fields(text)


def fields_in(form: Format, text: str) -> Fields:
    """Read the fields of the entries by their keys; a broken file has none."""
    return dict(pairs_in(form, text))


def fields_that_differ(form: Format, old: str, new: str) -> tuple[Fields, Fields]:
    """Read the fields of the entries that two texts of a library do not share word for word.

    Of those they share it is only told that they are there: to read them all takes long.
    """
    olds, news = parts_of(form, old), parts_of(form, new)
    shared = dict.fromkeys(filter(None, map(key_of, olds.keys() & news.keys())), _AS_BEFORE)
    return (
        {**shared, **fields_in(form, joined(form, (one for one in olds if one not in news)))},
        {**shared, **fields_in(form, joined(form, (one for one in news if one not in olds)))},
    )


def key_of(part: str) -> str | None:
    """Give the key of an entry that is not read yet."""
    if found := _BIBTEX_KEY.match(part):
        return found[1]
    with suppress(msgspec.DecodeError):
        named = msgspec.json.decode(part, type=_Named)
        return named.id or named.key
    return None


def names_in(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Find the identifiers that an entry names."""
    written = [fields.get("doi") or fields.get("DOI"), fields.get("eprint")]
    written += _listed(fields)
    found = (parse_identifier(one) for one in written if one)
    return tuple(sorted({one.paper.key for one in found if one}))


def _bibtex_parts(text: str) -> dict[str, None]:
    return dict.fromkeys(_ENTRY.split(text))


def _json_parts(text: str) -> dict[str, None]:
    try:
        found = msgspec.json.decode(text, type=list[msgspec.Raw])
    except UNREADABLE:
        return {}
    return dict.fromkeys(bytes(one).decode() for one in found)


def joined(form: Format, parts: Iterable[str]) -> str:
    """Make a file of some entries."""
    return f"[{','.join(parts)}]" if is_json(form) else "\n".join(parts)


class _Named(msgspec.Struct):
    id: str | None = None
    key: str | None = None


def _bibtex_fields(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    for block in read_blocks(text):
        if isinstance(block, Entry):
            values = {name: _bare(value) for name, value in block.fields}
            yield block.key, {_KIND: block.kind, **values}


def _bare(value: str) -> str:
    return " ".join(value[1:-1].split()) if value[:1] == "{" else value


def _json_fields(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        found = msgspec.json.decode(text, type=list[dict[str, msgspec.Raw]])
    except UNREADABLE:
        return
    for fields in found:
        words = {name: _words(value) for name, value in _flat(fields)}
        key = words.pop("id", None) or words.pop("key", None)
        if key:
            yield key, words


def _flat(fields: Mapping[str, msgspec.Raw]) -> Iterator[tuple[str, msgspec.Raw]]:
    """Give the fields of a record of ours as those of its entry."""
    for name, value in fields.items():
        if name == "record" and bytes(value).startswith(b"{"):
            yield from msgspec.json.decode(value, type=dict[str, msgspec.Raw]).items()
        else:
            yield name, value


def _words(value: msgspec.Raw) -> str:
    decoded = msgspec.json.decode(value)
    return decoded if isinstance(decoded, str) else bytes(value).decode()


class _Custom(msgspec.Struct):
    eprint: str | None = None


def _listed(fields: Mapping[str, str]) -> Iterator[str | None]:
    """Give the identifiers that stand in lists and objects."""
    try:
        if custom := fields.get("custom"):
            yield msgspec.json.decode(custom, type=_Custom).eprint
        if names := fields.get("identifiers"):
            yield from msgspec.json.decode(names, type=list[str])
    except UNREADABLE:
        return
