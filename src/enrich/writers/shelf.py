"""What a file holds of each entry, so that an entry which did not change is not written anew.

To write an entry takes a hundred times what it takes to copy it out of the last file. Beside the
cache lies, for each format, a print of all that each entry was written from, and where in the file
it stands. If the file is not as it was left, or the program is another, nothing of it is used.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path
from typing import Annotated

import msgspec

from enrich.answers import Standing
from enrich.keepsakes import digest, keep, recall
from enrich.library import Entry

__all__ = ["Shelf", "print_of"]


class _Place(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where in a file an entry stands, in bytes."""

    print: bytes
    start: Annotated[int, msgspec.Meta(ge=0)]
    length: Annotated[int, msgspec.Meta(ge=0)]


class _Left(msgspec.Struct, frozen=True, array_like=True):
    """How a file was left: by which program, a print of the whole, and of each entry in it."""

    program: str
    whole: bytes
    places: list[_Place]


class Shelf:
    """The entries of one file: those that it held, and those that it comes to hold."""

    def __init__(self, index: Path, output: Path, program: str) -> None:
        """Look up in an index what the output holds, if both are as this program left them."""
        # How many entries were not written anew.
        self.taken = 0
        # Whether nobody has changed the output since we wrote it.
        self.is_as_left = False
        self._index = index
        self._program = program
        self._places: list[_Place] = []
        self._whole = digest()
        self._length = 0
        self._file: BufferedReader | None = None
        self._known: dict[bytes, _Place] = {}
        left = recall(index, _Left)
        if left and (file := _opened(output)):
            end = max((one.start + one.length for one in left.places), default=0)
            self.is_as_left = file_digest(file, digest).digest() == left.whole
            if self.is_as_left and left.program == program and end <= file.tell():
                self._file = file
                self._known = {one.print: one for one in left.places}
            else:
                file.close()

    def get(self, wanted: bytes) -> bytes | None:
        """Give what was written from this."""
        place = self._known.get(wanted)
        if place is None or self._file is None:
            return None
        self.taken += 1
        self._file.seek(place.start)
        return self._file.read(place.length)

    def add(self, piece: bytes, wanted: bytes | None = None) -> bytes:
        """Take note of the next piece of the new file, and of what it was written from."""
        if wanted is not None:
            self._places.append(_Place(wanted, self._length, len(piece)))
        self._whole.update(piece)
        self._length += len(piece)
        return piece

    def close(self) -> None:
        """Let go of the last file."""
        if self._file:
            self._file.close()

    def keep(self) -> None:
        """Keep the index of the new file; where it can't be kept, all is written anew next time."""
        self.close()
        left = _Left(self._program, self._whole.digest(), self._places)
        keep(self._index, left)


def _opened(output: Path) -> BufferedReader | None:
    with suppress(OSError):
        # To open a pipe would be to wait for its writer.
        return output.open("rb") if output.is_file() else None
    return None


def print_of(entry: Entry) -> bytes:
    """Print all of an entry that any format is written from."""
    extras = [seed.extras for seed in entry.seeds if seed.extras]
    tags = [seed.tags for seed in entry.seeds]
    # Of how good an answer is, formats tell only whether its source has lost it.
    sources = [(one.source, one.standing is Standing.LOST) for one in entry.readings]
    told = (entry.key, entry.aliases, entry.packed, extras, tags, entry.provenance, sources)
    return digest(msgspec.msgpack.encode(told)).digest()
