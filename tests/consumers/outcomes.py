"""What came of giving the corpus to a program."""

from __future__ import annotations

import re

import msgspec

__all__ = ["Complaint", "Outcome", "kind_of"]


class Complaint(msgspec.Struct, frozen=True):
    """Something that a program said of an entry; no key where it did not say of which."""

    category: str
    key: str | None
    line: str


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How one consumer, in one variant, took the corpus.

    An absence is a complaint about a field that is missing because nobody knows the fact.
    """

    consumer: str
    variant: str
    read: int = 0
    complaints: tuple[Complaint, ...] = ()
    absences: tuple[Complaint, ...] = ()


def kind_of(line: str, key: str | None) -> str:
    """Reduce what a program says of one entry to what it would say of any other."""
    if key:
        line = line.replace(key, "KEY")
    line = re.sub(r"\"[^\"]*\"", '"…"', line)
    return re.sub(r"\d+", "N", line)[:120]
