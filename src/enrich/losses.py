"""What a new library would lose of the last one, only because nobody answered just now."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from enrich.identifiers import Wanted
from enrich.misses import Miss
from enrich.text import folded

__all__ = ["lost_works"]


def lost_works(misses: Iterable[Miss], folder: Path, names: Iterable[str]) -> tuple[Miss, ...]:
    """Find the misses, of the sort that passes, whose works the last library holds."""
    # What a source refuses, garbles or does not know is no reason to keep an old library.
    passing = [miss for miss in misses if miss.reason.is_passing]
    last = [_text_of(folder / name) for name in names] if passing else []
    words = [folded(text) for text in last]
    return tuple(
        miss
        for miss in passing
        if (miss.seed.wanted and _is_held(miss.seed.wanted, last))
        or (miss.seed.sought and any(miss.seed.sought.words in text for text in words))
    )


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        # There is none, or none that can be read; whether one can be written is told later.
        return ""


def _is_held(identifier: Wanted, texts: Iterable[str]) -> bool:
    """Whether an identifier stands, whole, as the value of a field."""
    value = identifier.key.partition(":")[2]
    return any(f"{{{value}}}" in text or f'"{value}"' in text for text in texts)
