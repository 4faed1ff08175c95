"""What a new library would lose of the last one, only because nobody answered just now."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from enrich.identifiers import ArxivId, Doi
from enrich.library import Library
from enrich.misses import Miss

__all__ = ["lost_works"]

# Where our own formats name a work.
_NAME = re.compile(r'\b(?:doi|eprint)\s*=\s*\{([^{}]+)\}|"(?:DOI|eprint)":\s*"([^"]+)"')


def lost_works(library: Library, folder: Path, names: Iterable[str]) -> tuple[Miss, ...]:
    """Find the misses, of the sort that passes, whose works the last library holds.

    Of what was asked for by its title or a PII nobody can tell which work it is; so any work that
    would go, and that no other seed stands for, may be it.
    """
    # What a source refuses, garbles or does not know is no reason to keep an old library.
    passing = [miss for miss in library.misses if miss.reason.is_passing]
    if not passing:
        return ()
    held = {name for file in names for name in _names_in(folder / file)}
    there = {_value(one) for entry in library.entries for one in entry.record.identifiers}
    named = {_value(miss.seed.wanted) for miss in library.misses}
    may_go = bool(held - there - named)
    return tuple(miss for miss in passing if _may_be_held(miss, held, may_go=may_go))


def _may_be_held(miss: Miss, held: set[str], *, may_go: bool) -> bool:
    wanted = miss.seed.wanted
    return _value(wanted) in held if isinstance(wanted, (ArxivId, Doi)) else may_go


def _value(name: object) -> str:
    if isinstance(name, ArxivId):
        return name.short
    return name.value if isinstance(name, Doi) else ""


def _names_in(file: Path) -> Iterable[str]:
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        # There is none, or none that can be read; whether one can be written is told later.
        return ()
    return (found[1] or found[2] for found in _NAME.finditer(text))
