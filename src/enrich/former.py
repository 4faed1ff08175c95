"""The last library, as its files tell it: what each entry said, field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from enrich.changes import Change, find_changes
from enrich.errors import OutputError
from enrich.files import plain
from enrich.keys import is_usable_key
from enrich.last_files import fields_in, fields_that_differ, names_in
from enrich.library import Library
from enrich.lockfile import LOCK_FILE, Lock, Locked, read_lock
from enrich.strangers import losses, strangers
from enrich.writers import Contents, Format, every_format

__all__ = ["Former", "read_former"]

# As much as is told of what would be lost.
_LONGEST = 80


class Former:
    """The last library: what was decided of it, and its files in each format that is there."""

    def __init__(self, folder: Path, formats: Iterable[Format], lock: Lock | None) -> None:
        """Know of a library in a folder, and what was decided of it, if it was made here."""
        self.lock = lock or Lock()
        self._is_ours = lock is not None
        self._folder = folder
        self._formats = tuple(formats)
        self._texts: dict[Format, str] = {}

    def adopt(self, today: dt.date) -> None:
        """Take the keys of a library from before there was a lock file for decided."""
        compared = (one for one in every_format() if one.is_compared)
        there = ((one, _text(self._folder / one.file)) for one in compared)
        adopted = (_adopted(form, text, today) for form, text in there if text is not None)
        self.lock = next(adopted, self.lock)

    def check_unowned(self, contents: Contents) -> None:
        """Refuse to write over files that nothing tells to be ours, unless they lose nothing."""
        for form in () if self._is_ours else self._formats:
            if lost := next(losses(form, _text(self._folder / form.file) or "", contents), None):
                message = (
                    f"{self._folder / form.file}: is there, and no {LOCK_FILE} tells that enrich"
                    f" wrote it; it would lose {lost[:_LONGEST]}: move it away, and name it among"
                    " the seeds to keep what it holds"
                )
                raise OutputError(message)

    def remember(
        self, contents: Contents, as_left: Collection[str], names: Collection[str]
    ) -> None:
        """Remember the files of these names, which are about to be written over.

        One that is not as it was left here, and holds what no run put there, is not.
        """
        # A page may be large, and there is nothing to compare in it.
        wanted = [one for one in self._formats if one.is_compared or one.file not in as_left]
        there = {one: _text(self._folder / one.file) for one in wanted if one.file in names}
        texts = {one: text for one, text in there.items() if text is not None}
        for form, text in texts.items() if self._is_ours else ():
            if form.file not in as_left and (found := next(strangers(form, text, contents), None)):
                message = (
                    f"{self._folder / form.file}: holds {found[:_LONGEST]}; move that into a list"
                    " of yours, or the file elsewhere, and run again"
                )
                raise OutputError(message)
        self._texts = {form: text for form, text in texts.items() if form.is_compared}

    def changes(self, library: Library) -> tuple[Change, ...]:
        """Tell what became of it, now that it is written anew.

        Fields are told as the first format has them; of a work of which that has nothing to tell,
        as the next ones do.
        """
        before: dict[str, Mapping[str, str]] = {}
        after: dict[str, Mapping[str, str]] = {}
        for form, text in self._texts.items():
            new_text = _text(self._folder / form.file) or ""
            old, new = fields_that_differ(form, text, new_text)
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


def _adopted(form: Format, text: str, today: dt.date) -> Lock:
    """Take the keys of a library that was made when there was no lock file for decided."""
    fields_by_key = fields_in(form, text)
    # Of two keys that differ in case alone, the first.
    keys = {key.casefold(): key for key in reversed(tuple(fields_by_key))}
    works = ((key, names_in(fields_by_key[key])) for key in keys.values())
    return Lock(
        tuple(
            Locked(key=key, names=names, first_seen=today)
            for key, names in works
            if names and is_usable_key(key)
        )
    )
