"""What other distributions add: sources, readers of seeds, writers and checks.

A distribution names each among its entry points, by the name that it has here, and says where its
row is: exactly such a one as our own tables hold.
https://packaging.python.org/en/latest/specifications/entry-points/
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, wraps
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import NoReturn, ParamSpec, Protocol, TextIO, TypeVar

from enrich.errors import ConfigError

__all__ = ["Group", "Plugin", "examined", "found", "names", "places", "plugged"]

# It becomes a word of options, of the lock file and of file names.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_METADATA = (".dist-info", ".egg-info")
_SIGN = b"[enrich."


class Group(StrEnum):
    """What a plugin may add, by the group of its entry point."""

    SOURCES = "enrich.sources"
    SEED_READERS = "enrich.seed_readers"
    WRITERS = "enrich.writers"
    CHECKS = "enrich.checks"


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_Row = TypeVar("_Row", bound=_Named)
_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


class _Diversion:
    """Standard output led to standard error; several threads may want it at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wanted_by = 0
        self._kept: TextIO | None = None

    def __enter__(self) -> None:
        with self._lock:
            if not self._wanted_by:
                self._kept = sys.stdout
                sys.stdout = sys.stderr
            self._wanted_by += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._wanted_by -= 1
            if not self._wanted_by and self._kept is not None:
                sys.stdout = self._kept


# What a plugin prints is no part of our data, which other programs read.
_TALKING = _Diversion()


# No struct of msgspec's: the names are needed for --help, which imports as little as it can.
@dataclass(frozen=True)
class Plugin:
    """One thing that a distribution adds: its name here, and where its row is."""

    group: Group
    name: str
    value: str
    # Its distribution, with the version.
    distribution: str

    def load(self, value: str = "") -> object:
        """Import what the entry point names, or another thing of that distribution."""
        from importlib.metadata import EntryPoint  # noqa: PLC0415 - 15 ms, only with plugins

        wanted = value or self.value
        try:
            with _TALKING:
                return EntryPoint(self.name, wanted, self.group).load()
        # Whatever stands in another's module may be raised while it is imported.
        except (Exception, SystemExit) as error:  # noqa: BLE001
            self.refuse(f"{wanted} can't be imported ({_said(error)})", error)

    @contextmanager
    def at_work(self, *expected: type[Exception]) -> Iterator[None]:
        """Let it run: what it prints is talk, and whatever else it raises is its own fault."""
        try:
            with _TALKING:
                yield
        except expected:
            raise
        except (Exception, SystemExit) as error:  # noqa: BLE001
            self.refuse(f"it failed ({_said(error)})", error)

    def guarded(
        self, function: Callable[_Given, _Made], *expected: type[Exception]
    ) -> Callable[_Given, _Made]:
        """Give a function of it that runs like that."""

        @wraps(function)
        def run(*given: _Given.args, **named: _Given.kwargs) -> _Made:
            with self.at_work(*expected):
                return function(*given, **named)

        return run

    def row(self, *sorts: type[_Row]) -> _Row:
        """Load a row, which must be of one of these sorts, and named as its entry point is."""
        loaded = self.load()
        if not isinstance(loaded, sorts):
            wanted = " or ".join(f"{sort.__module__}.{sort.__qualname__}" for sort in sorts)
            self.refuse(f"{self.value} is no {wanted}, but a {type(loaded).__qualname__}")
        if (name := getattr(loaded, "name", None)) != self.name:
            self.refuse(f"{self.value} calls itself {name!r}")
        return loaded

    def refuse(self, why: str, cause: BaseException | None = None) -> NoReturn:
        """Tell what is wrong with it, and whose it is."""
        message = (
            f"{self.distribution}: plugin {self.name!r} of {self.group}: {why};"
            " update that distribution, or uninstall it"
        )
        raise ConfigError(message) from cause


@cache
def found(group: Group) -> tuple[Plugin, ...]:
    """Find the plugins of a group, by name; nothing of theirs is imported."""
    plugins = sorted(_of_group(group), key=lambda one: (one.name.casefold(), one.distribution))
    for one in plugins:
        if not _NAME.fullmatch(one.name):
            one.refuse("its name may hold letters, digits, dots, hyphens and underscores")
    for before, after in pairwise(plugins):
        if before.name.casefold() == after.name.casefold():
            after.refuse(f"{before.distribution} has one of that name, too")
    return tuple(plugins)


def names(group: Group, own: Collection[str]) -> tuple[str, ...]:
    """Give our own names of a group and those of the plugins, which must be others."""
    return (*own, *(one.name for one in _others(group, own)))


def plugged(
    group: Group, own: Collection[str], *sorts: type[_Row]
) -> tuple[tuple[Plugin, _Row], ...]:
    """Load the row of each plugin of a group; all must have other names than our own."""
    return tuple((one, one.row(*sorts)) for one in _others(group, own))


def examined() -> Iterator[tuple[Plugin, str | None]]:
    """Give every plugin, and why it can't be imported, if it can't."""
    for one in _all():
        try:
            one.load()
        except ConfigError as error:
            yield one, str(error)
        else:
            yield one, None


def places() -> Iterator[Path]:
    """Give the files and folders of the modules that plugins come from, without importing them."""
    if not _all():
        return
    from importlib.util import find_spec  # noqa: PLC0415 - only with plugins

    tops = {one.value.partition(":")[0].partition(".")[0] for one in _all()}
    for top in sorted(tops):
        try:
            spec = find_spec(top)
        except (ImportError, ValueError):
            continue
        if spec and spec.submodule_search_locations:
            yield from map(Path, spec.submodule_search_locations)
        elif spec and spec.origin:
            yield Path(spec.origin)


def _said(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def _others(group: Group, own: Collection[str]) -> Iterator[Plugin]:
    taken = {name.casefold() for name in own}
    for one in found(group):
        if one.name.casefold() in taken:
            one.refuse("enrich has one of that name itself")
        yield one


def _of_group(group: Group) -> Iterator[Plugin]:
    return (one for one in _all() if one.group is group)


@cache
def _all() -> tuple[Plugin, ...]:
    if not any(map(_may_have_plugins, sys.path)):
        return ()
    from importlib.metadata import entry_points  # noqa: PLC0415 - 15 ms, only with plugins

    return tuple(
        Plugin(group, one.name, one.value, _told(one.dist))
        for group in Group
        for one in entry_points(group=group)
    )


def _may_have_plugins(place: str) -> bool:
    """Whether a folder of modules holds a distribution that names us: to see that takes 1 ms."""
    try:
        with os.scandir(place or ".") as inside:
            return any(_names_us(one.path) for one in inside if one.name.endswith(_METADATA))
    except NotADirectoryError:
        # An archive of modules, which others can look into.
        return True
    except OSError:
        return False


def _names_us(metadata: str) -> bool:
    try:
        with open(f"{metadata}/entry_points.txt", "rb") as file:  # noqa: PTH123 - half the time
            return _SIGN in file.read()
    except OSError:
        return False


class _Distribution(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...


def _told(distribution: _Distribution | None) -> str:
    return f"{distribution.name} {distribution.version}" if distribution else "unknown"
