"""A cache where nothing is asked: its own place may be one where nothing can be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from enrich.cache.database import copy_cache, is_in_reach
from enrich.cache.store import AnswerCache
from enrich.errors import CacheError

if TYPE_CHECKING:
    from requests_cache import CachedSession

__all__ = ["reading_cache"]


@contextmanager
def reading_cache(
    path: Path, opened: Callable[[CachedSession], None] = lambda _: None
) -> Iterator[AnswerCache]:
    """Open a cache to read it, or a copy that lasts as long where it can't be written."""
    if is_in_reach(path):
        with AnswerCache(path, opened) as cache:
            yield cache
        return
    with _folder(path) as folder:
        copy = folder / path.name
        copy_cache(path, copy)
        with AnswerCache(copy, opened) as cache:
            yield cache


@contextmanager
def _folder(path: Path) -> Iterator[Path]:
    try:
        folder = TemporaryDirectory(prefix="enrich-")
    except OSError as error:
        message = f"{path}: is write-protected, and no copy can be made ({error.strerror}); "
        raise CacheError(message + "make room in the system's folder for such files") from error
    with folder as place:
        yield Path(place)
