"""Lines of plain words out of what DataCite says, which may be that a thing is unknown."""

from __future__ import annotations

import re

from enrich.sources.lines import read_line, unless_void

__all__ = ["known_line"]

# https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-3/
_UNKNOWN = re.compile(r"\(?:(?:un[a-z]{2}|none|null|tba|etal)\)?", re.IGNORECASE)


def known_line(raw: str | None) -> str | None:
    """Read one line, unless it says by one of the schema's codes that there is nothing."""
    line = unless_void(read_line(raw))
    return None if line is None or _UNKNOWN.match(line) else line
