"""The last library, as its files tell it: what each entry said, field by field."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from enrich.changes import Change, Fields, find_changes
from enrich.decoding import UNREADABLE
from enrich.errors import OutputError
from enrich.files import plain
from enrich.identifiers import parse_identifier
from enrich.keys import is_usable_key
from enrich.library import Library
from enrich.lockfile import LOCK_FILE, Lock, Locked, read_lock
from enrich.seeds.bibtex.blocks import Aside, Broken, Entry, read_blocks
from enrich.writers import Contents, Format, every_format

__all__ = ["Former", "read_former"]

_KIND = "type"
# What stands for the fields of an entry that is written as before.
_AS_BEFORE = {_KIND: "as before"}
# What people write into for themselves, in each of our formats, and as much as is told of it.
_OWN_WORDS = frozenset({"annotation", "annote", "keyword", "keywords", "note"})
_LONGEST = 80
# Where an entry may begin, in a file that is written by us, and its key.
_ENTRY = re.compile(r"\n(?=@)")
_BIBTEX_KEY = re.compile(r"@\w+\{([^,\s]+),")


class Former:
    """The last library: what was decided of it, and its files in each format that is there."""

    def __init__(self, folder: Path, formats: Iterable[Format], lock: Lock | None) -> None:
        """Know of a library in a folder, and what was decided of it, if it was made here."""
        self.lock = lock or Lock()
        self._is_ours = lock is not None
        self._folder = folder
        self._formats = tuple(one for one in formats if one.is_compared)
        self._texts: dict[Format, str] = {}

    def adopt(self, today: dt.date) -> None:
        """Take the keys of a library from before there was a lock file for decided."""
        compared = (one for one in every_format() if one.is_compared)
        there = ((one, _text(self._folder / one.file)) for one in compared)
        adopted = (_adopted(form, text, today) for form, text in there if text is not None)
        self.lock = next(adopted, self.lock)

    def check_unowned(self, contents: Contents, formats: Iterable[Format]) -> None:
        """Refuse to write over files that nothing tells to be ours, unless they lose nothing."""
        for form in () if self._is_ours else formats:
            text = _text(self._folder / form.file) or ""
            if lost := next(_losses(form, text, contents), None):
                message = (
                    f"{self._folder / form.file}: is there, and no {LOCK_FILE} tells that enrich"
                    f" wrote it; it would lose {lost[:_LONGEST]}: move it away, and name it among"
                    " the seeds to keep what it holds"
                )
                raise OutputError(message)

    def remember(self, names: Collection[str]) -> None:
        """Remember the files of these names, which are about to be written over."""
        self._texts = {
            one: text
            for one in self._formats
            if one.file in names and (text := _text(self._folder / one.file)) is not None
        }

    def changes(self, library: Library) -> tuple[Change, ...]:
        """Tell what became of it, now that it is written anew.

        Fields are told as the first format has them; of a work of which that has nothing to tell,
        as the next ones do.
        """
        before: dict[str, Mapping[str, str]] = {}
        after: dict[str, Mapping[str, str]] = {}
        for form, text in self._texts.items():
            new_text = _text(self._folder / form.file) or ""
            old, new = _fields_that_differ(form, text, new_text)
            for key in {**old, **new}:
                if before.get(key) == after.get(key):
                    mark = f"{form.file}: " if key in before or key in after else ""
                    before[key] = {**before.get(key, {}), **_marked(old.get(key, {}), mark)}
                    after[key] = {**after.get(key, {}), **_marked(new.get(key, {}), mark)}
        return find_changes(self.lock, library, before=before, after=after)


def _marked(fields: Mapping[str, str], mark: str) -> dict[str, str]:
    return {f"{mark}{name}": value for name, value in fields.items()}


def read_former(
    folder: Path,
    formats: Iterable[Format],
    today: dt.date,
    read: Callable[[Path], Lock | None] = read_lock,
) -> Former:
    """Read the last library; one of before there was a lock file keeps its keys, too."""
    lock = read(folder / LOCK_FILE)
    former = Former(folder, formats, lock)
    if lock is None:
        former.adopt(today)
    return former


def _text(file: Path) -> str | None:
    try:
        return plain(file).read_text(encoding="utf-8", errors="replace")
    except OSError:
        # There is none, or none that can be read; whether one can be written is told later.
        return None


def _fields_in(form: Format, text: str) -> Fields:
    """Read the fields of a library that was written in a format; a broken file has none."""
    return dict(_json_fields(text) if form.file.endswith(".json") else _bibtex_fields(text))


def _fields_that_differ(form: Format, old: str, new: str) -> tuple[Fields, Fields]:
    """Read the fields of the entries that two texts of a library do not share word for word.

    Of those they share it is only told that they are there: to read them all takes long.
    """
    parts = _json_parts if form.file.endswith(".json") else _bibtex_parts
    olds, news = parts(old), parts(new)
    shared = dict.fromkeys(filter(None, map(_key_of, olds.keys() & news.keys())), _AS_BEFORE)
    return (
        {**shared, **_fields_in(form, _joined(form, (one for one in olds if one not in news)))},
        {**shared, **_fields_in(form, _joined(form, (one for one in news if one not in olds)))},
    )


def _bibtex_parts(text: str) -> dict[str, None]:
    return dict.fromkeys(_ENTRY.split(text))


def _json_parts(text: str) -> dict[str, None]:
    try:
        found = msgspec.json.decode(text, type=list[msgspec.Raw])
    except UNREADABLE:
        return {}
    return dict.fromkeys(bytes(one).decode() for one in found)


def _joined(form: Format, parts: Iterable[str]) -> str:
    return f"[{','.join(parts)}]" if form.file.endswith(".json") else "\n".join(parts)


def _key_of(part: str) -> str | None:
    if found := _BIBTEX_KEY.match(part):
        return found[1]
    with suppress(msgspec.DecodeError):
        named = msgspec.json.decode(part, type=_Named)
        return named.id or named.key
    return None


class _Named(msgspec.Struct):
    id: str | None = None
    key: str | None = None


def _adopted(form: Format, text: str, today: dt.date) -> Lock:
    """Take the keys of a library that was made when there was no lock file for decided."""
    fields_by_key = _fields_in(form, text)
    # Of two keys that differ in case alone, the first.
    keys = {key.casefold(): key for key in reversed(tuple(fields_by_key))}
    works = ((key, _names(fields_by_key[key])) for key in keys.values())
    return Lock(
        tuple(
            Locked(key=key, names=names, first_seen=today)
            for key, names in works
            if names and is_usable_key(key)
        )
    )


def _losses(form: Format, text: str, contents: Contents) -> Iterator[str]:
    """Tell what a file holds that a new library has not."""
    if not text.strip():
        return
    new = form.write(contents)
    if not form.is_compared:
        lines = {line.strip() for line in new.splitlines()}
        yield from (f"{line.strip()!r}" for line in text.splitlines() if line.strip() not in lines)
        return
    is_json = form.file.endswith(".json")
    yield from _unread_json(text) if is_json else _asides_lost(text, new)
    written = _fields_in(form, new)
    keys = {name: one.main or one.key for one in contents.library.lock.kept for name in one.names}
    for key, fields in _json_fields(text) if is_json else _bibtex_fields(text):
        lowered = {name.lower(): value for name, value in fields.items()}
        known = [keys[name] for name in _names({**fields, **lowered}) if name in keys]
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


def _unread_json(text: str) -> Iterator[str]:
    parts = _json_parts(text)
    if len(dict(_json_fields(text))) < len(parts) or not (parts or "".join(text.split()) == "[]"):
        yield "what can't be read as entries"


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
    except UNREADABLE:
        return
