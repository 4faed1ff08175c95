"""What stands in the files of a library and is not ours, but would be lost with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from enrich.last_files import fields_in, is_json, joined, key_of, names_in, pairs_in, parts_of
from enrich.seeds.bibtex.blocks import Aside, Broken, read_blocks
from enrich.writers import Contents, Format

__all__ = ["losses", "strangers"]

# What people write into for themselves, in each of our formats.
_OWN_WORDS = frozenset({"annotation", "annote", "keyword", "keywords", "note"})


def strangers(form: Format, text: str, contents: Contents) -> Iterator[str]:
    """Tell what stands in a file of a library that was made here, and that no run put there."""
    if not text.strip():
        return
    works = contents.library.lock.works
    if not form.is_compared:
        # It can't be read back; but each of its entries shows its key.
        if not any(one.key in text for one in works):
            yield "nothing that enrich wrote"
        return
    keys = {one.key.casefold() for one in works}
    keyed = ((key_of(part), part) for part in parts_of(form, text))
    unknown = [part for key, part in keyed if key and key.casefold() not in keys]
    if unknown:
        names = {name for one in works for name in one.names}
        for key, fields in pairs_in(form, joined(form, unknown)):
            if names.isdisjoint(names_in(fields)):
                yield f"{key}, which enrich did not write"


def losses(form: Format, text: str, contents: Contents) -> Iterator[str]:
    """Tell what a file holds that a new library has not."""
    if not text.strip():
        return
    new = form.write(contents)
    if not form.is_compared:
        lines = {line.strip() for line in new.splitlines()}
        yield from (f"{line.strip()!r}" for line in text.splitlines() if line.strip() not in lines)
        return
    yield from _unread(form, text) if is_json(form) else _asides_lost(text, new)
    written = fields_in(form, new)
    keys = {name: one.main or one.key for one in contents.library.lock.kept for name in one.names}
    for key, fields in pairs_in(form, text):
        lowered = {name.lower(): value for name, value in fields.items()}
        known = [keys[name] for name in names_in({**fields, **lowered}) if name in keys]
        if known:
            found = written.get(key) or written.get(known[0], {})
            yield from (f"{name} of {key}" for name in _fields_lost(lowered, found))
        else:
            yield f"{key}, which no list wants"


def _fields_lost(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    kept = {name.lower(): value for name, value in new.items()}
    for name, value in old.items():
        if name not in kept or (name in _OWN_WORDS and kept[name] != value):
            yield name


def _asides_lost(text: str, new: str) -> Iterator[str]:
    for block in read_blocks(text):
        if isinstance(block, Broken):
            yield f"line {block.line}, which can't be read"
        elif isinstance(block, Aside) and block.written.strip() not in new:
            yield f"line {block.line}, a comment or a macro"


def _unread(form: Format, text: str) -> Iterator[str]:
    parts = parts_of(form, text)
    if len(fields_in(form, text)) < len(parts) or not (parts or "".join(text.split()) == "[]"):
        yield "what can't be read as entries"
