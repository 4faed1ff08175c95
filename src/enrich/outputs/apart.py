"""What its owner wrote is never where the library is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from enrich.errors import SeedError
from enrich.seeds.files import files_of

__all__ = ["check_apart", "is_same_file"]


def check_apart(places: Iterable[Path | str], folder: Path, names: Collection[str]) -> None:
    """Refuse lists of papers that are files of these names in the folder of the library.

    So is that folder itself as one of lists: the next run would read the library as its own list.
    """
    paths = [place for place in places if isinstance(place, Path)]
    written = [folder / name for name in names]
    for path in paths:
        files = files_of(path)
        if path.is_dir() and is_same_file(path, folder):
            message = (
                f"{path}: holds the lists, and the library, too, would be read as one of them;"
                " name another folder for the library"
            )
            raise SeedError(message)
        for file in files:
            if any(is_same_file(file, one) for one in written):
                message = (
                    f"{file}: is a list, and the library would be written over it;"
                    " name another folder for the library, or move the list"
                )
                raise SeedError(message)


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, or would if it were there."""
    try:
        return one.samefile(other)
    except OSError:
        pass
    try:
        return one.resolve() == other.resolve()
    except (OSError, RuntimeError):
        # Such as links that lead in a circle: no file is there.
        return False
