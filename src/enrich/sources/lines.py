"""Lines of plain words out of fields that should have been plain."""

from __future__ import annotations

import re
from collections.abc import Iterable

from enrich.text import is_simple, read_markup, to_unicode

__all__ = ["first_line", "read_address", "read_language", "read_line", "unless_void"]

# Longer than any publisher, journal or place; what is longer is cut rather than read for seconds.
_LONGEST = 5_000
# https://www.rfc-editor.org/rfc/rfc3986#appendix-A, and letters of other scripts.
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]{1,2000}", re.IGNORECASE)

# Possessive: of what could be parted in many ways, one is tried.
_VOID = re.compile(
    r"(?:n\.?/?a\.?|none|null|nil|not (?:known|available|applicable)|no|unknown|undefined"
    r"|tb[ad]|0|[\W_])++",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z]{2,4})?")


def read_line(raw: str | None) -> str | None:
    """Read one line of plain words; none if there are none."""
    if not raw:
        return None
    raw = raw[:_LONGEST]
    if is_simple(raw):
        return raw
    text = read_markup(raw)
    return to_unicode(text).replace("\n\n", " ").strip() or None if text else None


def read_address(raw: str | None) -> str | None:
    """Read an address on the web; none if it is anything else, or holds what can't be seen."""
    address = (raw or "").strip()
    return address if _ADDRESS.fullmatch(address) and address.isprintable() else None


def unless_void(line: str | None) -> str | None:
    """Leave out what says that there is nothing: n/a, 0, a dash."""
    return None if line is None or _VOID.fullmatch(line) else line


def first_line(raws: Iterable[str | None] | None) -> str | None:
    """Read the first that says something."""
    return next((line for raw in raws or () if (line := unless_void(read_line(raw)))), None)


def read_language(code: str | None) -> str | None:
    """Read a code of two letters, without the country behind it."""
    found = _LANGUAGE.fullmatch(code or "")
    return found[1].lower() if found else None
