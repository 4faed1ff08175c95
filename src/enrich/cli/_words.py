"""Words that several commands say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

__all__ = ["EXAMPLE", "counted", "shortened"]

# A paper to begin with.
EXAMPLE = "2006.11239"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Count things, in the singular where it is one."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def shortened(
    lines: Iterable[str], most: int | None, lists: str, *, indent: str = "  "
) -> Iterator[str]:
    """Give the first lines, or all, and count the others; say what lists those."""
    every = tuple(lines)
    yield from every[:most]
    if most is not None and len(every) > most:
        yield f"{indent}and {len(every) - most} more, which {lists}"
