"""What is done with lists besides making a library of them: reviewing and annotating."""

from __future__ import annotations

from pathlib import Path

import msgspec

from enrich.annotations import annotated, seeds_of, without_annotations
from enrich.answers import Reason
from enrich.config import Config
from enrich.errors import SeedError
from enrich.misses import Miss
from enrich.pipeline import Result, Watcher, resolve_seeds, scan_seeds
from enrich.turns import Clock

__all__ = ["Annotated", "annotate_list", "find_doubtful", "plain_list"]


class Annotated(msgspec.Struct, frozen=True):
    """A list with what is known behind its papers, in its own encoding."""

    body: bytes
    result: Result


def annotate_list(
    file: Path, config: Config, *, watcher: Watcher | None = None, clock: Clock | None = None
) -> Annotated:
    """Resolve the papers of a Markdown list, and write behind each what is known of it."""
    text, encoding = _read(file)
    seeds = seeds_of(text, str(file))
    result = resolve_seeds(seeds, config, watcher=watcher, clock=clock)
    written = annotated(text, str(file), result.library)
    return Annotated(written.encode(encoding, errors="xmlcharrefreplace"), result)


def plain_list(file: Path) -> bytes:
    """Give a list without what was written behind its papers."""
    text, encoding = _read(file)
    return without_annotations(text).encode(encoding)


def find_doubtful(config: Config) -> tuple[Miss, ...]:
    """Find the seeds whose works are in doubt, each question once; nobody is asked."""
    seeds = scan_seeds(config).seeds
    library = resolve_seeds(seeds, msgspec.structs.replace(config, offline=True)).library
    doubtful = {miss.seed.sought: miss for miss in library.misses if miss.reason is Reason.DOUBTFUL}
    return tuple(doubtful.values())


def _read(file: Path) -> tuple[str, str]:
    """Read a list so that every byte of it can be written back."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        message = f"{file}: can't be read ({error.strerror}); check the name and its permissions"
        raise SeedError(message) from error
    if b"\0" in raw:
        message = f"{file}: holds NUL bytes, so it is no Markdown; save it as UTF-8 text"
        raise SeedError(message)
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        # Every byte is a character of it.
        return raw.decode("latin-1"), "latin-1"
