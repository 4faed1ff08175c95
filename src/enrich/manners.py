"""How a source wants to be asked, and how it is told who asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from enrich.about import NAME, VERSION
from enrich.errors import SourceError

if TYPE_CHECKING:
    import requests

__all__ = ["Manners", "Pace", "user_agent"]


def _counts_one(_: str) -> int:
    return 1


def _is_never(_: str) -> bool:
    return False


class Pace(msgspec.Struct, frozen=True):
    """The seconds between the starts of two requests, and how many may run at one time."""

    gap: float
    connections: int = 1


class Manners(msgspec.Struct, frozen=True, kw_only=True):
    """How a source wants to be asked, and how to tell an answer of it from an excuse."""

    gap: float
    judge: Callable[[requests.Response], SourceError | None]
    connections: int = 1
    # The pace of requests for a single work, where it has one, and which addresses are such.
    alone: Pace | None = None
    is_alone: Callable[[str], bool] = _is_never
    # How many things an address asks for: more may be too many at once.
    width: Callable[[str], int] = _counts_one
    attempts: int = 4
    attempts_after_a_strike: int = 2
    longest_wait: float = 60.0
    strikes: int = 12


def user_agent(mailto: str | None) -> str:
    """Say who we are and, where the user says so, whom to write to."""
    return f"{NAME}/{VERSION} (mailto:{mailto})" if mailto else f"{NAME}/{VERSION}"
