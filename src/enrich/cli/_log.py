"""What a run did, line by line, in a file for programs: one JSON object a line.

It is written here rather than through Python's logging: each line is one event with fields of its
own, which logging would only carry through messages, handlers and global settings that the
libraries share.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from enrich.about import VERSION
from enrich.addresses import without_secrets
from enrich.answers import Failure, Outcome
from enrich.cli._output import say
from enrich.decoding import UNREADABLE
from enrich.errors import ConfigError, EnrichError
from enrich.files import NoFile, plain_if_there
from enrich.watching import Asked, Pause

if TYPE_CHECKING:
    from enrich.library import Library
    from enrich.misses import Miss

__all__ = ["RunLog"]

_Level: TypeAlias = Literal["debug", "info", "warning", "error"]
_INTERRUPTED = 130
_LONGEST_LINE = 2**16
# What may tell who somebody is, or hold what is secret, in the midst of a sentence.
_PERSON = re.compile(r"[^\s<>(\"':]+@[^\s<>)\"';,]+")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


class _Line(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One event; each has the fields that it needs."""

    time: dt.datetime
    level: _Level
    event: str
    command: str | None = None
    version: str | None = None
    process: int | None = None
    source: str | None = None
    url: str | None = None
    wanted: int | None = None
    status: int | None = None
    seconds: float | None = None
    bytes: int | None = None
    why: str | None = None
    counts: Mapping[str, int] | None = None
    requests: Mapping[str, int] | None = None
    file: str | None = None
    line: int | None = None
    identifier: str | None = None
    hint: str | None = None
    code: int | None = None


class RunLog:
    """The log of one run, to which lines are added as things happen."""

    def __init__(self, path: Path, command: str) -> None:
        """Begin to write after what is in the file, if that is a log."""
        self._path = path
        self._lock = threading.Lock()
        self._counts: Counter[tuple[str, str]] = Counter()
        self._requests: Counter[str] = Counter()
        self._began = _now()
        try:
            self._file: int | None = _opened(path)
        except NoFile as error:
            message = f"--log {path}: is no file; name another"
            raise ConfigError(message) from error
        except OSError as error:
            message = f"--log {path}: can't be written ({error.strerror}); name another file"
            raise ConfigError(message) from error
        self._write(
            self._line("info", "run begins", command=command, version=VERSION, process=os.getpid())
        )

    def asked(self, asked: Asked) -> None:
        """Write down a request, and what came of it."""
        with self._lock:
            self._requests[asked.source] += 1
        self._write(
            self._line(
                "warning" if asked.failure else "info",
                "request",
                source=asked.source,
                url=asked.url,
                wanted=asked.wanted,
                status=asked.status,
                seconds=round(asked.seconds, 3),
                bytes=asked.size,
                why=_bare(asked.failure),
            )
        )

    def waits(self, source: str, seconds: float, why: Pause) -> None:
        """Write down that a source is given time, or is about to be asked again."""
        is_usual = why is Pause.PACE
        self._write(
            self._line(
                "debug" if is_usual else "warning",
                "retries" if why is Pause.AGAIN else "waits",
                source=source,
                seconds=round(seconds, 3),
                why=why.value,
            )
        )

    def gives_up(self, source: str, why: str) -> None:
        """Write down that a source is not asked any more."""
        self._write(self._line("error", "gives up", source=source, why=_bare(why)))

    def comes(self, outcome: Outcome) -> None:
        """Count an outcome; there are too many for a line each."""
        standing = outcome.reason if isinstance(outcome, Failure) else outcome.standing
        self._counts[outcome.source, standing.value] += 1

    def resolves(self, library: Library) -> None:
        """Write down what the sources' answers came to, and what was missed."""
        for source in dict.fromkeys(source for source, _ in self._counts):
            counts = {kind: many for (one, kind), many in self._counts.items() if one == source}
            self._write(self._line("info", "answers", source=source, counts=counts))
        for miss in library.misses:
            self._write(self._of_miss(miss))
        counts = {"entries": len(library.entries), "missed": len(library.misses)}
        self._write(self._line("info", "library", counts=counts))

    def writes(self, files: Sequence[Path]) -> None:
        """Write down which files were written."""
        for file in files:
            self._write(self._line("info", "writes", file=str(file)))

    def fails(self, told: str) -> None:
        """Write down what ended the run."""
        self._write(self._line("error", "error", why=_bare(told)))

    def ends(self, code: int) -> None:
        """Write down how the run ended, and end the log."""
        line = self._line(
            "warning" if code == _INTERRUPTED else "info",
            "run ends",
            code=code,
            seconds=round((_now() - self._began).total_seconds(), 3),
            requests=dict(self._requests),
        )
        self._write(line)
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _of_miss(self, miss: Miss) -> _Line:
        """Tell where it was wanted; the words of a list may be anything, and stay in it."""
        seed = miss.seed
        return self._line(
            "warning",
            "misses",
            source=miss.source,
            file=_bare(seed.origin.file),
            line=seed.origin.line,
            identifier=None if seed.wanted is None else str(seed.wanted),
            why=miss.reason.value,
            hint=miss.hint,
        )

    def _line(self, level: _Level, event: str, **fields: object) -> _Line:
        return _Line(time=_now(), level=level, event=event, **fields)  # type: ignore[arg-type]

    def _write(self, line: _Line) -> None:
        """Write a line at once, so that a run that is killed leaves what it did."""
        encoded = msgspec.json.encode(line) + b"\n"
        with self._lock:
            if self._file is None:
                return
            try:
                os.write(self._file, encoded)
            except OSError as error:
                self._file = None
                say(f"{self._path}: can't be written ({error.strerror}); the run goes on without")


def _opened(path: Path) -> int:
    """Open a file to add to, which has to be one that holds such lines, or none yet."""
    place = plain_if_there(path)
    if _is_empty(place) and _is_seed(place):
        message = f"--log {path}: is a list of the project, if an empty one; name another file"
        raise ConfigError(message)
    descriptor = os.open(place, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
    if not _is_log(os.pread(descriptor, _LONGEST_LINE, 0)):
        os.close(descriptor)
        message = f"--log {path}: is no log, and is left as it is; name another file"
        raise ConfigError(message)
    return descriptor


def _is_empty(place: Path) -> bool:
    try:
        return place.stat().st_size == 0
    except FileNotFoundError:
        return False


def _is_seed(place: Path) -> bool:
    """Whether a project waits for papers there; settings that are wrong are told by the command."""
    from enrich.config import load_config
    from enrich.seedfiles import seed_files

    with suppress(EnrichError):
        return any(one.samefile(place) for one in seed_files(load_config()))
    return False


def _is_log(begun: bytes) -> bool:
    """Whether what a file begins with is nothing, or a line of a log."""
    line, _, _ = begun.partition(b"\n")
    with suppress(*UNREADABLE):
        msgspec.json.decode(line, type=_Line)
        return True
    return not begun


def _bare(text: str | None) -> str | None:
    """Leave out of a sentence what is not for everybody to read."""
    if text is None:
        return None
    without = _ADDRESS.sub(lambda found: without_secrets(found[0]), text)
    return _PERSON.sub("...", without)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
