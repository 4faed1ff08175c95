"""What a person decided about doubtful matches, in a file that every later run obeys.

One line a decision, sorted, so that it reads well in a comparison of versions and two people's
files can be joined line by line.
"""

from __future__ import annotations

import codecs
import errno
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from enrich.errors import ConfigError
from enrich.files import NoFile, plain
from enrich.identifiers import ArxivId, Doi, Title, parse_identifier, parse_key

__all__ = ["Decision", "Decisions", "read_decisions"]

_LARGEST = 16 * 2**20
# A place where no file can be holds none; that none can be written there is said when it is tried.
_NONE_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})


class Decision(msgspec.Struct, frozen=True):
    """Whether what was looked for is this work."""

    sought: Title
    work: ArxivId | Doi
    is_it: bool


class Decisions:
    """All decisions; of two about the same, the later one holds."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        """Take decisions in the order in which they were made."""
        self._made = {(one.sought, one.work): one for one in decisions}
        self._refused: dict[Title, list[ArxivId | Doi]] = {}
        for one in self._made.values():
            if not one.is_it:
                self._refused.setdefault(one.sought, []).append(one.work)

    def __iter__(self) -> Iterator[Decision]:
        """Give each decision, sorted."""
        return iter(sorted(self._made.values(), key=lambda one: (one.sought.key, one.work.key)))

    def chosen(self, sought: Title) -> ArxivId | Doi | None:
        """Give the work that somebody said it is; none where two were said, as two people may."""
        works = [one.work for one in self if one.sought == sought and one.is_it]
        return works[0] if len(works) == 1 else None

    def refused(self, sought: Title) -> tuple[ArxivId | Doi, ...]:
        """Give the works that somebody said it is not."""
        return tuple(self._refused.get(sought, ()))

    def is_refused(self, sought: Title, work: ArxivId | Doi) -> bool:
        """Whether somebody said that it is not this work."""
        made = self._made.get((sought, work))
        return made is not None and not made.is_it

    def with_one(self, decision: Decision) -> Decisions:
        """Add a decision; a work that it is takes the place of another that it was."""
        kept = (
            one
            for one in self
            if not (decision.is_it and one.is_it and one.sought == decision.sought)
        )
        return Decisions((*kept, decision))

    @property
    def text(self) -> str:
        """All of them, as they stand in the file."""
        lines = (_Line(one.sought.key, one.work.key, one.is_it) for one in self)
        return "".join(f"{msgspec.json.encode(line).decode()}\n" for line in lines)


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    """One line of the file."""

    sought: str
    work: str
    is_it: bool


def read_decisions(path: Path) -> Decisions:
    """Read the file of decisions; where there is none, nothing was decided."""
    try:
        if plain(path).stat().st_size > _LARGEST:
            message = f"{path}: larger than {_LARGEST >> 20} MB, which no file of decisions is"
            raise ConfigError(message)
        lines = path.read_bytes().removeprefix(codecs.BOM_UTF8).splitlines()
    except NoFile as error:
        raise ConfigError(str(error)) from error
    except OSError as error:
        if error.errno in _NONE_THERE:
            return Decisions()
        message = f"{path}: can't be read ({error.strerror}); check its permissions"
        raise ConfigError(message) from error
    return Decisions(
        _decision(line, f"{path}:{number}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    )


def _decision(line: bytes, place: str) -> Decision:
    try:
        read = msgspec.json.decode(line, type=_Line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"{place}: no decision ({error}); take the line out, and decide again"
        raise ConfigError(message) from error
    sought, work = parse_key(read.sought), parse_identifier(read.work)
    if not isinstance(sought, Title) or not isinstance(work, (ArxivId, Doi)):
        message = f"{place}: names no title and work; take the line out, and decide again"
        raise ConfigError(message)
    return Decision(sought, work, read.is_it)
