"""What is told of a run, while it goes on, to whoever watches it."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

import msgspec

__all__ = ["Asked", "Listener", "Nobody", "Pause"]


class Pause(StrEnum):
    """Why a source is not asked just now."""

    PACE = "pace"
    TOLD = "told to wait"
    AGAIN = "tries again"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A request that went out, and what came back."""

    source: str
    # Without what may be secret in it.
    url: str
    # How many things it asked for.
    wanted: int
    seconds: float
    status: int | None = None
    size: int | None = None
    # Why it brought no answer.
    failure: str | None = None


class Listener(Protocol):
    """Somebody who wants to know how the sources are asked; several threads may tell at once."""

    def expects(self, source: str, count: int) -> None:
        """Learn that a source has to be asked for so many more things."""
        ...

    def answers(self, source: str, count: int) -> None:
        """Learn that so many of them need not be waited for any more, whatever came of them."""
        ...

    def asks(self, source: str) -> None:
        """Learn that a request goes out."""
        ...

    def asked(self, asked: Asked) -> None:
        """Learn what came of it."""
        ...

    def waits(self, source: str, seconds: float, why: Pause) -> None:
        """Learn that a source is given time."""
        ...

    def gives_up(self, source: str, why: str) -> None:
        """Learn that a source is not asked any more in this run."""
        ...


class Nobody:
    """A listener for runs that nobody watches."""

    def expects(self, source: str, count: int) -> None:
        """Let it be."""

    def answers(self, source: str, count: int) -> None:
        """Let it be."""

    def asks(self, source: str) -> None:
        """Let it be."""

    def asked(self, asked: Asked) -> None:
        """Let it be."""

    def waits(self, source: str, seconds: float, why: Pause) -> None:
        """Let it be."""

    def gives_up(self, source: str, why: str) -> None:
        """Let it be."""
