"""TOML as people write it: what it says, where that stands, and what is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from enrich.errors import ConfigError

__all__ = ["Places", "decoded", "told_at"]

_READERS_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
_PART = r"(?:[A-Za-z0-9_-]++|\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+')"
_PARTS = re.compile(_PART)
_NAME = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"
_HEADER = re.compile(rf"[ \t]*+(?P<opens>\[{{1,2}})[ \t]*+(?P<name>{_NAME})[ \t]*+\]{{1,2}}")
_KEY = re.compile(rf"[ \t]*+(?P<name>{_NAME})[ \t]*+=")
# What a file is made of; what is opened and never closed goes on to the end. Possessive, so that
# a long value takes no more memory than itself.
_TOKEN = re.compile(
    r"\"\"\"(?:[^\"\\]|\\.|\"{1,2}(?!\"))*+(?:\"{3,5}|\\?\Z)"
    r"|'''(?:[^']|'{1,2}(?!'))*+(?:'{3,5}|\Z)"
    r"|\"(?:[^\"\\\n]|\\[^\n])*+\"?|'[^'\n]*+'?|\#[^\n]*+"
    r"|(?P<opens>[\[{])|(?P<closes>[\]}])|(?P<ends>\n)|(?P<bare>[^\"'#\[\]{}\n]++)",
    re.DOTALL,
)
# A table in a table, or one of a list of tables, and a key in it.
_DEEPEST = 3
# Nothing that is read here has as many outside of quotes; what has thousands is read for minutes.
_MOST_DOTS = 16


def decoded(text: str, path: Path, hint: Callable[[str], str] = lambda _: "") -> dict[str, object]:
    """Read a text as TOML, or tell in which line it is none; a hint may know more of that line."""
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        message = f"{path}: not valid TOML: nested too deeply"
        raise ConfigError(message) from error
    except tomllib.TOMLDecodeError as error:
        lines, said = text.split("\n"), str(error)
        found = _READERS_PLACE.search(said)
        line = int(found[1] or len(lines)) if found else len(lines)
        words = _READERS_PLACE.sub("", said)
        more = hint(lines[line - 1])
        message = f"{path}:{line}: not valid TOML: {words[:1].lower()}{words[1:]}{more}"
        raise ConfigError(message) from error
    except ValueError as error:
        # A date may be none, and a number have thousands of digits.
        message = f"{path}: not valid TOML: a number or date is out of bounds"
        raise ConfigError(message) from error


@contextmanager
def told_at(place: str) -> Iterator[None]:
    """Say of what is wrong where it stands."""
    try:
        yield
    except ConfigError as error:
        message = f"{place}: {error}"
        raise ConfigError(message) from error


class Places:
    """Where tables and keys first stand in a file; the tables of a list are numbered from 0."""

    def __init__(self, path: Path, text: str) -> None:
        """Look through the text of a file, which may be no TOML; that is for others to say."""
        self._path = path
        self._lines: dict[tuple[str, ...], int] = {}
        table: tuple[str, ...] = ()
        listed: Counter[tuple[str, ...]] = Counter()
        for line, statement in self._statements(text):
            if header := _HEADER.match(statement):
                name = table = _path(header["name"])
                if len(header["opens"]) > 1:
                    table = (*name, str(listed[name]))
                    listed[name] += 1
                    self._stand(table, line)
            elif key := _KEY.match(statement):
                name = (*table, *_path(key["name"]))
            else:
                continue
            self._stand(name, line)

    def line(self, *names: str) -> int | None:
        """Give the line of a table or of a key in it, or failing that of what holds it."""
        wholes = (names[:depth] for depth in range(len(names), 0, -1))
        return next((self._lines[whole] for whole in wholes if whole in self._lines), None)

    def of(self, *names: str) -> str:
        """Give the place of a table or of a key in it, or failing that of what holds it."""
        line = self.line(*names)
        return f"{self._path}:{line}" if line else str(self._path)

    def _stand(self, name: tuple[str, ...], line: int) -> None:
        for depth in range(1, min(len(name), _DEEPEST) + 1):
            self._lines.setdefault(name[:depth], line)

    def _statements(self, text: str) -> Iterator[tuple[int, str]]:
        """Part a text at each end of a line that is outside of all brackets and quotes."""
        depth = dots = start = 0
        line = 1
        for token in _TOKEN.finditer(text):
            depth += (token["opens"] is not None) - (token["closes"] is not None)
            dots += (token["bare"] or "").count(".")
            if dots > _MOST_DOTS:
                message = f"{self._path}:{line}: tables in tables in tables; no file here has any"
                raise ConfigError(message)
            if token["ends"] and depth <= 0:
                yield line, text[start : token.end()]
                line += text.count("\n", start, token.end())
                start, depth, dots = token.end(), 0, 0
        yield line, text[start:]


def _path(name: str) -> tuple[str, ...]:
    return tuple(_unquoted(part[0]) for part in islice(_PARTS.finditer(name), _DEEPEST))


def _unquoted(part: str) -> str:
    if part[0] not in "\"'":
        return part
    if "\\" not in part or part[0] == "'":
        return part[1:-1]
    try:
        return str(tomllib.loads(f"name = {part}")["name"])
    except tomllib.TOMLDecodeError:
        return part
