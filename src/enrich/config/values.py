"""Single settings: what each may be."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from string import Formatter
from urllib.parse import urlsplit

from enrich.about import FORMATS, STANDARD_INPUT
from enrich.errors import ConfigError
from enrich.plugins import Group, names

__all__ = [
    "checked_address",
    "checked_days",
    "checked_formats",
    "checked_pattern",
    "checked_place",
    "checked_timeout",
    "checked_url",
    "parse_age",
    "place_of",
]

_LONGEST_LIFE = 36500.0
# Nothing on the way to a source keeps a silent connection for longer.
_LONGEST_TIMEOUT = 600.0
_ADDRESS = re.compile(r"[^@\s<>()\[\],;:\"\\]+@[^@\s<>()\[\],;:\"\\]+\.[^@\s<>()\[\],;:\"\\]+")


def checked_address(address: str | None) -> str | None:
    """Refuse what can't be a mail address before a source is told it."""
    if address is not None and not (address.isascii() and _ADDRESS.fullmatch(address)):
        message = f"{address!r} is no mail address; give one that reaches you, or none"
        raise ConfigError(message)
    return address


def parse_age(text: str) -> timedelta:
    """Read an age such as `12h`, `7d` or `0`."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhdw]?)", text.strip().lower())
    if found is None:
        message = f"{text!r} is no age; write a number with s, m, h, d or w, such as 12h or 7d"
        raise ConfigError(message)
    units = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks", "": "days"}
    try:
        return timedelta(**{units[found[2]]: float(found[1])})
    except OverflowError as error:
        message = f"{text!r} is longer than any age; write a smaller one"
        raise ConfigError(message) from error


def place_of(written: str, base: Path = Path()) -> Path | str:
    """Read where seeds are kept: a path, or as it stands the address of a page, or `-`."""
    return written if written == STANDARD_INPUT or _is_address(written) else base / written


def checked_formats(wanted: tuple[str, ...]) -> None:
    """Refuse formats that nothing is written in."""
    if wanted and all(name in FORMATS for name in wanted):
        return
    formats = names(Group.WRITERS, FORMATS)
    unknown = next((name for name in wanted if name not in formats), None)
    if unknown is not None or not wanted:
        said = f"{unknown!r} is none" if unknown is not None else "none is named"
        message = f"formats: {said}; there are {', '.join(formats)}"
        raise ConfigError(message)


def checked_pattern(pattern: str) -> None:
    """Refuse a pattern by which no key can be made."""
    message = f"key: {pattern!r} is no key pattern; use {{family}}, {{year}} and {{word}}"
    try:
        fields = [field for field in Formatter().parse(pattern) if field[1] is not None]
    except ValueError as error:
        raise ConfigError(message) from error
    for _, name, form, conversion in fields:
        # A form may cut a part short, as in {word:.8}, and do nothing else.
        cuts = re.fullmatch(r"(?:\.\d{1,2})?", form or "")
        if name not in {"family", "year", "word"} or conversion or not cuts:
            raise ConfigError(message)
    if not fields:
        raise ConfigError(message)


def checked_place(written: str | tuple[str, ...] | None, name: str) -> None:
    """Refuse what can't be the name of a file."""
    if "\0" in "".join(written or ()):
        message = f"{name}: a file name can't hold a NUL character"
        raise ConfigError(message)


def checked_url(url: str | None) -> None:
    """Refuse what can't be the address of a source."""
    if url is not None and not _is_address(url):
        message = f"url: {url!r} is no address; it begins with https://"
        raise ConfigError(message)


def checked_days(days: float | None, name: str) -> None:
    """Refuse what can't be a lifetime."""
    if days is not None and not 0 <= days <= _LONGEST_LIFE:
        message = f"{name}: {days} is no number of days"
        raise ConfigError(message)


def checked_timeout(seconds: float) -> None:
    """Refuse what nobody can answer within, and what is longer than anybody is patient."""
    if not 0 < seconds <= _LONGEST_TIMEOUT:
        message = f"timeout: {seconds} is no number of seconds from 1 to {_LONGEST_TIMEOUT:.0f}"
        raise ConfigError(message)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and url.isprintable()
