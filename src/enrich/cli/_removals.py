"""What was taken out of lists, and what was not, for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from enrich.cli._findings import plain_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from enrich.removals import Lessened, Removal
    from enrich.seeds import Seed

__all__ = ["removed_as_json"]


class _Place(msgspec.Struct):
    """Where the paper stands or stood, whether it goes, and why not."""

    file: str
    line: int
    written: str
    removed: bool
    reason: str | None


class _Removed(msgspec.Struct):
    """A work that was named."""

    asked: str
    key: str | None
    title: str | None
    places: list[_Place]


class _Report(msgspec.Struct):
    written: bool
    works: list[_Removed]


def removed_as_json(
    removals: Sequence[Removal], lists: Sequence[Lessened], *, is_written: bool
) -> bytes:
    """Give each work with the places where it stands; before it is written, as it would be."""
    reasons: dict[Seed, str | None] = {
        **{seed: None for one in lists for seed in one.taken.removed},
        **{left.seed: left.reason for one in lists for left in one.taken.left},
    }
    works = [
        _Removed(
            one.asked,
            one.entry.key if one.entry else None,
            one.title or None,
            list(_places(one.seeds, reasons)),
        )
        for one in removals
    ]
    return plain_json(_Report(is_written, works))


def _places(seeds: Sequence[Seed], reasons: dict[Seed, str | None]) -> Iterator[_Place]:
    for seed in seeds:
        reason = reasons.get(seed)
        place = seed.origin
        yield _Place(place.file, place.line, seed.written, reason is None, reason)
