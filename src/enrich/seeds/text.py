"""Plain text seeds: one a line, `IDENTIFIER  @key  Title`, and `#` for comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrich.identifiers import parse_identifier
from enrich.seeds.model import Origin, Seed

__all__ = ["read_text"]

_LINE = re.compile(
    r"(?P<written>(?:(?:arxiv|doi)\s*:\s*)?\S+)(?:\s+@(?P<key>\S+))?(?:\s+(?P<title>.+))?",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"^\s*#.*|\s+#\s.*")


def read_text(text: str, file: str) -> Iterator[Seed]:
    """Read the seed on each line that is neither blank nor a comment."""
    for number, line in enumerate(text.split("\n"), start=1):
        found = _LINE.fullmatch(_COMMENT.sub("", line).strip())
        if found is None:
            continue
        yield Seed(
            wanted=parse_identifier(found["written"]),
            written=found["written"],
            origin=Origin(file, number),
            key=found["key"],
            title=found["title"],
        )
