"""The last library, as its files tell it: what each entry said, field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from enrich.changes import Change, Fields, find_changes
from enrich.identifiers import parse_identifier
from enrich.keys import is_usable_key
from enrich.library import Library
from enrich.lockfile import LOCK_FILE, Lock, Locked, read_lock
from enrich.seeds.bibtex.blocks import Entry, read_blocks
from enrich.writers import Format

__all__ = ["Former", "read_former"]

_KIND = "type"


class Former(msgspec.Struct, frozen=True):
    """The last library: what was decided of it, and its text in one of its formats."""

    lock: Lock
    form: Format | None = None
    text: str = ""

    def changes(self, library: Library, texts: Mapping[str, str]) -> tuple[Change, ...]:
        """Tell what became of it, now that it is written anew."""
        if self.form is None:
            return find_changes(self.lock, library)
        new = texts.get(self.form.file, "")
        if new == self.text:
            return find_changes(self.lock, library)
        before, after = _fields_in(self.form, self.text), _fields_in(self.form, new)
        return find_changes(self.lock, library, before=before, after=after)


def read_former(folder: Path, formats: Iterable[Format], today: dt.date) -> Former:
    """Read the last library; one of before there was a lock file keeps its keys, too."""
    lock = read_lock(folder / LOCK_FILE)
    for one in formats:
        try:
            text = (folder / one.file).read_text(encoding="utf-8", errors="replace")
        except OSError:
            # There is none, or none that can be read; whether one can be written is told later.
            continue
        return Former(_adopted(one, text, today) if lock is None else lock, one, text)
    return Former(lock or Lock())


def _fields_in(form: Format, text: str) -> Fields:
    """Read the fields of a library that was written in a format; a broken file has none."""
    return dict(_json_fields(text) if form.file.endswith(".json") else _bibtex_fields(text))


def _adopted(form: Format, text: str, today: dt.date) -> Lock:
    """Take the keys of a library that was made when there was no lock file for decided."""
    works = ((key, _names(fields)) for key, fields in _fields_in(form, text).items())
    return Lock(
        tuple(
            Locked(key=key, names=names, first_seen=today)
            for key, names in works
            if names and is_usable_key(key)
        )
    )


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
    except (msgspec.DecodeError, RecursionError):
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


def _names(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Find the identifiers that an entry names."""
    written = [fields.get("doi") or fields.get("DOI"), fields.get("eprint")]
    written += _listed(fields)
    found = (parse_identifier(one) for one in written if one)
    return tuple(sorted({one.paper.key for one in found if one}))


class _Custom(msgspec.Struct):
    eprint: str | None = None


def _listed(fields: Mapping[str, str]) -> Iterator[str | None]:
    """Give the identifiers that stand in lists and objects."""
    try:
        if custom := fields.get("custom"):
            yield msgspec.json.decode(custom, type=_Custom).eprint
        if names := fields.get("identifiers"):
            yield from msgspec.json.decode(names, type=list[str])
    except (msgspec.DecodeError, RecursionError):
        return
