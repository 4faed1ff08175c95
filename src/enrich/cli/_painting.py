"""A few lines at the bottom of a terminal that change while a command is at work."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Self

from enrich.cli._output import harmless, say_harmless

__all__ = ["Murmur", "Painter", "is_drawable", "is_terminal"]

_BEFORE_FIRST_SECONDS, _BETWEEN_SECONDS = 0.5, 0.2
_BETWEEN_PLAIN_SECONDS = 10.0
_ERASE_TO_END = "\x1b[J"


def is_terminal() -> bool:
    """Whether somebody looks at what is said."""
    return sys.stderr is not None and sys.stderr.isatty()


def is_drawable() -> bool:
    """Whether lines on the terminal can be drawn over."""
    return os.environ.get("TERM", "dumb") not in {"", "dumb", "unknown"}


class _Repeating(ABC):
    """Something that is done now and then, in a thread of its own, until it is stopped."""

    def __init__(self, first: float, between: float) -> None:
        self._first, self._between = first, between
        self._stops = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> Self:
        """Begin."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """End; nothing is done any more after that."""
        self._stops.set()
        self._thread.join()

    def _run(self) -> None:
        seconds = self._first
        while not self._stops.wait(seconds):
            self._do()
            seconds = self._between

    @abstractmethod
    def _do(self) -> None: ...


class Painter(_Repeating):
    """Paints lines over those it has painted before.

    The cursor rests at the beginning of the first line, which a terminal keeps in sight whatever
    size it gets: all below is erased, and painted anew. It is never hidden, so that nothing has to
    be put right should the command be killed.
    """

    def __init__(self, lines: Callable[[int], Sequence[str]]) -> None:
        """Paint what there is to say at a width."""
        super().__init__(_BEFORE_FIRST_SECONDS, _BETWEEN_SECONDS)
        self._lines = lines
        self._painted: tuple[os.terminal_size, tuple[str, ...]] | None = None

    def stop(self) -> None:
        """Erase the lines."""
        super().stop()
        if self._painted:
            _write(f"\r{_ERASE_TO_END}")
            self._painted = None

    def _do(self) -> None:
        size = _size()
        # The last column is left free: a letter there may or may not begin a new line.
        lines = tuple(map(harmless, self._lines(size.columns - 1)))[: max(1, size.lines - 1)]
        if not lines or (size, lines) == self._painted:
            return
        up = f"\x1b[{len(lines) - 1}A" if len(lines) > 1 else ""
        _write(f"\r{_ERASE_TO_END}" + "\n".join(lines) + f"{up}\r")
        self._painted = (size, lines)


class Murmur(_Repeating):
    """Says now and then how far it is, where lines can't be drawn over."""

    def __init__(self, told: Callable[[], Sequence[str]]) -> None:
        """Say this."""
        super().__init__(_BETWEEN_PLAIN_SECONDS, _BETWEEN_PLAIN_SECONDS)
        self._told = told

    def _do(self) -> None:
        for line in self._told():
            say_harmless(harmless(line))


def _size() -> os.terminal_size:
    try:
        size = os.get_terminal_size(sys.stderr.fileno())
    except (OSError, ValueError):
        return shutil.get_terminal_size()
    # Some terminals don't know how large they are.
    return size if size.columns > 0 and size.lines > 0 else os.terminal_size((80, 24))


def _write(text: str) -> None:
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        # The terminal is gone; so is whoever looked.
        return
