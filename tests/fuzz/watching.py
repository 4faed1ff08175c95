"""One input, watched: which error comes out, how long it takes, and whether anything is printed."""

from __future__ import annotations

import io
import signal
import time
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path

from tests.fuzz.target import Input, Target

__all__ = ["GREW", "TooSlowError", "place_of", "seconds_for", "tried"]

_PROJECT = Path(__file__).parents[2]
# Of the processor, for any input and for each character of it: far more than any parser takes.
_LEAST, _EACH = 2.0, 0.0001
_BRIEF, _LONG = 4_000, 16_000
# A text four times as long takes four times as long; where it takes more than eight times, and
# long enough to be measured, it is on its way to sixteen.
GREW = 8
_MEASURABLE = 0.25


class TooSlowError(Exception):
    """An input took longer than one of its length may."""


def tried(target: Target[Input], given: Input) -> None:
    """Let a parser have an input; what must not be comes out as an error."""
    printed = io.StringIO()
    with (
        _limited(len(given)),
        redirect_stdout(printed),
        redirect_stderr(printed),
        warnings.catch_warnings(action="error"),
        suppress(*target.errors),
    ):
        target.check(given)
    assert not printed.getvalue(), f"printed {printed.getvalue()[:200]!r}"


def seconds_for(target: Target[Input], head: str, piece: str, tail: str, holder: int) -> float:
    """Repeat a piece to two lengths; give by how much more the longer one takes, if it does."""
    hold = target.holders[holder]

    def measured(length: int) -> float:
        given = hold(head + piece * (length // len(piece)) + tail)
        start = time.process_time()
        tried(target, given)
        return time.process_time() - start

    long = measured(_LONG)
    if long < _MEASURABLE:
        return 1.0
    # The best of some is what is least disturbed by others.
    brief = min(measured(_BRIEF) for _ in range(3))
    return min(long, measured(_LONG)) / max(brief, 1e-6)


def place_of(error: BaseException) -> str:
    """Name the error and the lines that it came out of, by which findings are told apart."""
    if isinstance(error, TooSlowError):
        # In which line time is out is chance.
        return type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if Path(one.filename).is_relative_to(_PROJECT)]
    lines = [
        f"{Path(one.filename).name}:{one.lineno}" for one in own if "/.venv/" not in one.filename
    ]
    return f"{type(error).__name__} at {' < '.join(reversed(lines[-2:]))}"


@contextmanager
def _limited(length: int) -> Iterator[None]:
    """End what takes too long by the clock of the processor: a busy machine is no matter."""

    def end(*_: object) -> None:
        message = f"more than {_LEAST + _EACH * length:.1f} s for {length} characters"
        raise TooSlowError(message)

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, _LEAST + _EACH * length)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
