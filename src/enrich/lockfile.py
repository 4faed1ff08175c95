"""The lock file: what was decided of each work, so that it stays decided.

One fact a line, each line whole by itself and all of them sorted: a comparison of versions shows
what became of which work, and two branches' files can be joined line by line.

    he2016deep became doi:10.1109/cvpr.2016.90 author
    he2016deep first-seen 2026-11-21 as arxiv:1512.03385
    he2016deep is arxiv:1512.03385
    he2016deep is doi:10.1109/cvpr.2016.90
    he2016deep rests on crossref doi:10.1109/cvpr.2016.90 77aa0f31c2d95e64
    he2016deep shows published doi:10.1109/cvpr.2016.90
"""

from __future__ import annotations

import codecs
import datetime as dt
import errno
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from sys import intern

import msgspec

from enrich.errors import ConfigError
from enrich.files import NoFile, plain
from enrich.keys import is_citable_key

__all__ = ["LOCK_FILE", "Became", "Lock", "Locked", "Rest", "Shown", "read_lock"]

LOCK_FILE = "enrich.lock"
_HEAD = (
    "# What enrich decided for this library, so that it stays decided. Keep it with the library\n"
    "# under version control; two versions may be joined line by line.\n"
)
_LARGEST = 256 * 2**20
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_NAME = re.compile(r"(?:arxiv|doi|pii):\S+")
_NONE_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})


class Shown(msgspec.Struct, frozen=True, order=True, gc=False):
    """Which version of a work is shown."""

    version: str
    name: str

    def __str__(self) -> str:
        """Print as it stands in the file."""
        return f"{self.version} {self.name}"


class Became(msgspec.Struct, frozen=True, order=True, gc=False):
    """What the preprints of a work became, and the rung that shows it."""

    name: str
    rung: str

    def __str__(self) -> str:
        """Print as it stands in the file."""
        return f"{self.name} {self.rung}"


class Rest(msgspec.Struct, frozen=True, order=True, gc=False):
    """An answer on which a work rests: its source, what it is about, its digest."""

    source: str
    name: str
    digest: str
    # Whether the source no longer knows it.
    is_lost: bool = False

    def __str__(self) -> str:
        """Print as it stands in the file."""
        return f"{self.source} {self.name} {self.digest}{' lost' if self.is_lost else ''}"


class Locked(msgspec.Struct, frozen=True, kw_only=True):
    """A citation key, the work that has it for ever, and what was last shown of that."""

    key: str
    # Its identifiers, in their canonical form.
    names: tuple[str, ...]
    first_seen: dt.date
    # The name for which the key was given.
    first_name: str | None = None
    # Since when nobody wants the work any more.
    left: dt.date | None = None
    # The key under which the work stands, where this one is another of its keys.
    main: str | None = None
    shown: Shown | None = None
    became: Became | None = None
    notices: tuple[str, ...] = ()
    rests: tuple[Rest, ...] = ()

    def lines(self) -> Iterator[str]:
        """Give its lines, sorted."""
        first = f" as {self.first_name}" if self.first_name else ""
        facts = [f"first-seen {self.first_seen}{first}", *(f"is {one}" for one in self.names)]
        facts += [f"left {self.left}"] if self.left else []
        facts += [f"with {self.main}"] if self.main else []
        facts += [f"shows {self.shown}"] if self.shown else []
        facts += [f"became {self.became}"] if self.became else []
        facts += [f"notice {one}" for one in self.notices]
        facts += [f"rests on {one}" for one in self.rests]
        return (f"{self.key} {fact}" for fact in sorted(facts))


class Lock(msgspec.Struct, frozen=True):
    """All that was decided, in the order of the keys."""

    works: tuple[Locked, ...] = ()

    @property
    def text(self) -> str:
        """All of it, as it stands in the file."""
        return b"".join(self.pieces()).decode()

    def pieces(self) -> Iterator[bytes]:
        """Give the same key by key."""
        yield _HEAD.encode()
        for one in sorted(self.works, key=_by_key):
            yield "".join(f"{line}\n" for line in one.lines()).encode()

    @property
    def kept(self) -> tuple[Locked, ...]:
        """The works that somebody wanted when it was last written."""
        return tuple(one for one in self.works if one.left is None)

    @property
    def mains(self) -> tuple[Locked, ...]:
        """The same, each under its main key alone."""
        return tuple(one for one in self.kept if one.main is None)


def _by_key(locked: Locked) -> tuple[str, str]:
    return (locked.key.casefold(), locked.key)


def read_lock(path: Path) -> Lock | None:
    """Read a lock file; none is there before the first library is written."""
    text = _text(path)
    if text is None:
        return None
    draft, drafts = _Draft(""), _Drafts(path)
    for number, line in enumerate(text.split("\n"), start=1):
        if (stripped := line.strip()) and not stripped.startswith("#"):
            key, _, fact = stripped.partition(" ")
            if key != draft.key:
                _check(stripped, key, f"{path}:{number}")
                draft = drafts.turn_to(key)
            _take(fact, f"{path}:{number}", draft)
    return drafts.made()


def _text(path: Path) -> str | None:
    try:
        if plain(path).stat().st_size > _LARGEST:
            message = f"{path}: larger than {_LARGEST >> 20} MB, which no lock file is"
            raise ConfigError(message)
        return path.read_bytes().removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        message = f"{path}: not UTF-8; bring back the file as enrich wrote it"
        raise ConfigError(message) from error
    except NoFile as error:
        raise ConfigError(str(error)) from error
    except OSError as error:
        if error.errno in _NONE_THERE:
            return None
        message = f"{path}: can't be read ({error.strerror}); check its permissions"
        raise ConfigError(message) from error


class _Drafts:
    """What was read of all keys; of the one whose lines were just read, more than is kept of it.

    The lines of a key are together, but where two branches' files were joined.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._made: dict[str, Locked] = {}
        self._open: dict[str, _Draft] = {}
        self._last = ""
        # What has lines in many places is not closed a second time.
        self._reopened: set[str] = set()

    def turn_to(self, key: str) -> _Draft:
        """Go over to the lines of another key."""
        fold = key.casefold()
        if fold != self._last:
            self._close()
        draft = self._open.setdefault(fold, _Draft(key))
        # Of two spellings the same one counts, whichever comes first.
        draft.key = min(draft.key, key)
        if before := self._made.pop(fold, None):
            draft.key = min(before.key, key)
            self._reopened.add(fold)
            for line in before.lines():
                _take(line.partition(" ")[2], str(self._path), draft)
        self._last = fold
        return draft

    def made(self) -> Lock:
        """Make decisions of all."""
        made = (*self._made.values(), *(one.made(self._path) for one in self._open.values()))
        return Lock(tuple(sorted(made, key=_by_key)))

    def _close(self) -> None:
        """Make a decision of what was read last, if that can be one already."""
        draft = self._open.get(self._last)
        if draft and draft.first_seen and self._last not in self._reopened:
            self._made[self._last] = draft.made(self._path)
            del self._open[self._last]


class _Draft:
    """What the lines read so far say of one key; of what two branches say, both are heard."""

    __slots__ = (
        "became",
        "first_seen",
        "key",
        "left",
        "mains",
        "names",
        "notices",
        "rests",
        "shown",
    )

    def __init__(self, key: str) -> None:
        self.key = key
        self.names: set[str] = set()
        self.first_seen: set[tuple[dt.date, str]] = set()
        self.left: list[dt.date] = []
        self.mains: set[str] = set()
        self.shown: set[Shown] = set()
        self.became: set[Became] = set()
        self.notices: set[str] = set()
        self.rests: set[Rest] = set()

    def made(self, path: Path) -> Locked:
        """Make one decision of them: the earliest day, and where a thing has one, the first."""
        if not self.first_seen:
            message = f"{path}: {self.key} lacks its first-seen line; bring back the line"
            raise ConfigError(message)
        first_seen, first_name = min(self.first_seen)
        return Locked(
            key=self.key,
            names=tuple(sorted(self.names)),
            first_seen=first_seen,
            first_name=first_name or None,
            left=min(self.left, default=None),
            main=min(self.mains, default=None),
            # Where only one of two has followed a preprint, that is what is known.
            shown=max(self.shown, default=None),
            became=min(self.became, default=None),
            notices=tuple(sorted(self.notices)),
            rests=tuple(sorted(self.rests)),
        )


def _check(line: str, key: str, place: str) -> None:
    if line.startswith(_CONFLICT):
        message = f"{place}: two versions of this file meet here; keep all lines but the marks"
        raise ConfigError(message)
    if not is_citable_key(key):
        raise ConfigError(_unknown(place))


def _unknown(place: str) -> str:
    return f"{place}: no line of this version's lock file; update enrich, or bring back the line"


def _take(fact: str, place: str, draft: _Draft) -> None:
    """Take what one line says of a key."""
    word, _, said = fact.strip().partition(" ")
    reader = _READERS.get(word)
    if reader is None:
        raise ConfigError(_unknown(place))
    try:
        reader(draft, said.strip())
    except ValueError as error:
        message = f"{place}: {said[:80]!r} is no {word} line; bring back the line"
        raise ConfigError(message) from error


def _name(key: str) -> str:
    """Check a name; the lines of a work have the same few, which are kept once."""
    if not _NAME.fullmatch(key):
        raise ValueError(key)
    return intern(key)


def _read_first_seen(draft: _Draft, said: str) -> None:
    day, *first = said.split()
    if first and (first[0] != "as" or len(first) != 2):  # noqa: PLR2004 - the word and the name
        raise ValueError(said)
    name = _name(first[1]) if first else ""
    draft.first_seen.add((_day(day), name))


_day = lru_cache(64)(dt.date.fromisoformat)


def _read_shown(draft: _Draft, said: str) -> None:
    version, name = said.split()
    draft.shown.add(Shown(intern(version), _name(name)))


def _read_became(draft: _Draft, said: str) -> None:
    name, rung = said.split()
    draft.became.add(Became(_name(name), rung))


def _read_rest(draft: _Draft, said: str) -> None:
    on, source, name, digest, *lost = said.split()
    if on != "on" or lost not in ([], ["lost"]):
        raise ValueError(said)
    draft.rests.add(Rest(intern(source), intern(name), digest, bool(lost)))


def _read_main(draft: _Draft, said: str) -> None:
    if not is_citable_key(said):
        raise ValueError(said)
    draft.mains.add(said)


_READERS: dict[str, Callable[[_Draft, str], None]] = {
    "became": _read_became,
    "first-seen": _read_first_seen,
    "is": lambda draft, said: draft.names.add(_name(said)),
    "left": lambda draft, said: draft.left.append(_day(said)),
    "notice": lambda draft, said: draft.notices.add(said),
    "rests": _read_rest,
    "shows": _read_shown,
    "with": _read_main,
}
