"""Characters that a file in ASCII must not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enrich.library import Entry
from enrich.writers import find_format
from tests.consumers.outcomes import Complaint
from tests.records import contents_of

__all__ = ["foreign_lines"]


def foreign_lines(entries: Sequence[Entry], form: str) -> Iterator[Complaint]:
    """Find what is not ASCII in a format that promises to be."""
    if form.endswith("-ascii"):
        for entry in entries:
            for line in find_format(form).write(contents_of([entry])).splitlines():
                if not line.isascii():
                    yield Complaint("not ASCII", entry.key, line.strip())
