"""One measured figure, and whether what is promised of it holds."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Figure", "shown"]


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, what came out, and whether a promise is kept, where there is one."""

    what: str
    value: str
    is_kept: bool | None = None

    def __str__(self) -> str:
        """Print one line of the table."""
        verdict = {None: "", True: "kept", False: "BROKEN"}[self.is_kept]
        return f"{self.what:72} {self.value:>12}  {verdict}".rstrip()


def shown(*values: object) -> str:
    """Print several values."""
    return "  ".join(map(str, values))
