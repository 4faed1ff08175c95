"""Whether anything can have changed since the last run: if not, there is nothing to do.

A run that leaves nothing to ask for is sealed: with prints of all that it read and wrote, with the
moment until which all answers it used are good, and with what the next run would say. While the
seal is whole, that run needs not be made: it would read, ask, write and say the same.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import file_digest
from pathlib import Path
from typing import Annotated

import msgspec

from enrich.about import VERSION
from enrich.config import Config
from enrich.keepsakes import digest, keep, recall
from enrich.plugins import places

__all__ = ["Seal", "Sight", "print_of_program", "read_seal", "write_seal"]

# A larger file than any list of seeds is told by its size and time.
_LARGEST = 64 * 2**20
_NOTHING = "-"
_PROGRAM = Path(__file__).parent
# Where the libraries are that we stand on: whatever is installed or removed changes it.
_LIBRARIES = Path(msgspec.__file__).parents[1]


class Sight(msgspec.Struct, frozen=True):
    """What a run is going to read: taken before it, so that what changes meanwhile is seen."""

    order: str
    inputs: Mapping[str, str | None]

    @classmethod
    def of(cls, config: Config, *said: object, today: dt.date) -> Sight | None:
        """Look at what a run will read, as far as all of it can be read twice."""
        places = [place for place in config.seeds if isinstance(place, Path)]
        # To look into a pipe would be to empty it.
        if len(places) < len(config.seeds) or not all(map(_is_lasting, places)):
            return None
        files = [one for one in (config.snapshot, config.decisions, config.overrides) if one]
        try:
            order = (print_of_program(), Path.cwd(), today, config, said)
            ordered = msgspec.json.encode(order, enc_hook=str)
            return cls(_print(ordered), dict(_prints([*files, *places])))
        except (OSError, UnicodeEncodeError):
            # What is wrong with a folder the run tells; a name that is no text it can read.
            return None


class Seal(msgspec.Struct, frozen=True):
    """What a run rested on, until when that holds, and what the next one would say."""

    sight: Sight
    cache: str
    outputs: Mapping[str, str | None]
    until: Annotated[dt.datetime, msgspec.Meta(tz=True)]
    told: tuple[str, ...]
    code: Annotated[int, msgspec.Meta(ge=0, le=255)]

    def is_whole(self, sight: Sight, cache: Path, now: dt.datetime) -> bool:
        """Whether all is as it was."""
        return (
            self.sight == sight
            and now < self.until
            and self.cache == _cache_stamp(cache)
            and dict(self.outputs) == dict(_prints(map(Path, self.outputs)))
        )


@cache
def print_of_program() -> str:
    """Tell this program, its plugins included, from any that may write something else."""
    plugins = [(str(place), _stamps(place)) for place in places()]
    program = (VERSION, sys.version, _stamps(_PROGRAM), _stamp(_LIBRARIES), plugins)
    return _print(msgspec.json.encode(program))


def read_seal(file: Path) -> Seal | None:
    """Read the seal of the last run, if it was sealed."""
    return recall(file, Seal)


def write_seal(  # noqa: PLR0913 - the parts of a seal
    file: Path,
    sight: Sight,
    *,
    cache: Path,
    outputs: Iterable[Path],
    until: dt.datetime,
    told: tuple[str, ...],
    code: int,
) -> None:
    """Seal a run whose cache is there; where that can't be written, the next is made as usual."""
    stamp = _cache_stamp(cache)
    if stamp is not None:
        keep(file, Seal(sight, stamp, dict(_prints(outputs)), until, told, code))


def _prints(places: Iterable[Path]) -> Iterator[tuple[str, str | None]]:
    """Give a print of each file, and of each folder with what is in it; none if it isn't there."""
    for place in places:
        yield str(place), _print_of(place)
        if place.is_dir():
            yield from _prints(sorted(one for one in place.iterdir() if one.is_file()))


def _print_of(place: Path) -> str | None:
    try:
        if place.is_dir():
            return _print(
                "\n".join(sorted(one.name for one in place.iterdir())).encode(
                    errors="surrogateescape"
                )
            )
        if not place.is_file():
            return None
        if place.stat().st_size > _LARGEST:
            return _stamp(place)
        with place.open("rb") as file:
            return file_digest(file, digest).hexdigest()
    except (OSError, ValueError):
        return None


def _print(content: bytes) -> str:
    return digest(content).hexdigest()


def _is_lasting(place: Path) -> bool:
    try:
        return place.is_file() or place.is_dir()
    except OSError:
        # A name that no file can have; what is wrong with it the run tells.
        return False


def _cache_stamp(cache: Path) -> str | None:
    """Tell a database that was written by its size and time, and by what it has not yet taken in.

    In a large one that is quicker than to read it, and whatever is written changes the time. One
    that isn't there can't be told: no run leaves none.
    """
    stamps = [_stamp(Path(f"{cache}{end}")) for end in ("", "-wal", "-journal")]
    return None if stamps[0] == _NOTHING else " ".join(stamps)


def _stamps(place: Path) -> list[str]:
    """Tell a file, or all in a folder: modules and what else they read, such as templates."""
    if place.is_file():
        return [_stamp(place)]
    found = ((Path(within) / name) for within, _, names in os.walk(place) for name in names)
    return sorted(_stamp(one) for one in found if one.suffix != ".pyc")


def _stamp(place: Path) -> str:
    try:
        status = place.stat()
    except OSError:
        return _NOTHING
    return f"{place.name}:{status.st_ino}:{status.st_size}:{status.st_mtime_ns}"
