"""What an examination finds."""

from __future__ import annotations

from enum import StrEnum

import msgspec

__all__ = ["Examined", "Verdict"]


class Verdict(StrEnum):
    """How it is with what was examined."""

    OK = "ok"
    # It works, and could do so better.
    WARNING = "warning"
    # Something will not work.
    PROBLEM = "problem"


class Examined(msgspec.Struct, frozen=True):
    """What was examined, how it is, and what to do where it should be otherwise."""

    subject: str
    verdict: Verdict
    told: str
    advice: str | None = None
