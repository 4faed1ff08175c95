"""Lists out of which the last paper was taken by command: only their library may be empty, too.

A list may be empty for many a reason, and a library is not given up for a slip of a finger. So it
is noted how lists were left; as soon as one is changed in any other way, the note is worth nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from enrich.config import Config
from enrich.errors import SeedError
from enrich.keepsakes import digest, keep, recall
from enrich.seeds.files import files_of, read_file, scan_bytes

__all__ = ["are_emptied", "forget_emptied", "note_emptied"]


class _Left(msgspec.Struct, frozen=True):
    """A print of each list."""

    lists: Mapping[str, bytes]


def note_emptied(config: Config) -> None:
    """Note how the lists of a project were left just now, if no paper is in any of them."""
    # What is wrong with another list is told when a library is made of it.
    with suppress(SeedError):
        lists = _lists(config)
        if lists and not any(scan_bytes(body, name).seeds for name, body in lists.items()):
            keep(_note(config), _Left(_prints(lists)))


def are_emptied(config: Config) -> bool:
    """Whether the lists of a project are as they were left without a paper."""
    left = recall(_note(config), _Left)
    return left is not None and left.lists == _prints(_lists(config))


def forget_emptied(config: Config) -> None:
    """Forget how they were left, now that there are papers in them again."""
    # As long as it can't be forgotten, it can't be read by another run, either.
    with suppress(OSError):
        _note(config).unlink(missing_ok=True)


def _note(config: Config) -> Path:
    return config.cache.parent / "emptied"


def _lists(config: Config) -> Mapping[str, bytes]:
    """Give the lists of a project by their names; none where one of them is no file."""
    places = [place for place in config.seeds if isinstance(place, Path)]
    if len(places) < len(config.seeds):
        return {}
    return {str(file): read_file(file) for place in places for file in files_of(place)}


def _prints(lists: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return {name: digest(body).digest() for name, body in lists.items()}
