"""Authors in tables: whether a comma parts two of them, or a family from what is given."""

from __future__ import annotations

import re
from collections.abc import Iterable

from enrich.seeds.words.names import split_names, without_others

__all__ = ["are_reversed", "authors_of"]

# `Da Rosa Miorando, Luísa`: an organisation beside a person has several capitals, or several words.
_ONE = re.compile(
    r"(?:(?!(?:and|with)\s)[^\W\d_][^\s,;&]*\s+){1,4}[^\W\d_][^\s,;&]*,\s*(?P<given>\S+)"
)
_GIVEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_COMMA = re.compile(r",(?!\s*(?:Jr|Sr|I{2,3}|IV)\b)")


def are_reversed(cells: Iterable[str]) -> bool:
    """Whether a column parts names by semicolons alone, and has the family before the comma."""
    commas = [(";" in cell, len(_COMMA.findall(cell))) for cell in cells]
    lists = any(count > 1 for is_parted, count in commas if not is_parted)
    return not lists and any(count for is_parted, count in commas if is_parted)


def authors_of(cell: str, *, families_first: bool) -> tuple[str, ...]:
    """Give the names in a cell of such a column, or of any."""
    # Behind a semicolon, there is one name before it.
    is_one = _is_one(cell) or (families_first and len(_COMMA.findall(cell)) == 1)
    return split_names(f"{cell};" if is_one else cell)


def _is_one(cell: str) -> bool:
    """Whether it is one name by the looks of it: a family of several words, and one given name."""
    found = _ONE.fullmatch(without_others(" ".join(cell.split())))
    if found is None or not _GIVEN.fullmatch(found["given"]):
        return False
    return all(part.istitle() for part in found["given"].split("-"))
