"""What sources do with titles in the same way: a subtitle behind them, and what is repaired."""

from __future__ import annotations

from collections.abc import Callable

from enrich.record import Doubt
from enrich.text import Text, mended, repair_capitals, to_unicode

__all__ = ["join_titles", "read_title", "repair_title"]


def join_titles(title: str | None, subtitle: str | None) -> str | None:
    """Join title and subtitle with a colon, unless the title has the subtitle already."""
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title or subtitle
    title = title.rstrip(" :\n")
    return f"{title}{' ' if title[-1:] in '?!.' else ': '}{subtitle}"


def read_title(
    raw: str | None, read: Callable[[str], Text | None], language: str | None
) -> tuple[Text | None, tuple[Doubt, ...]]:
    """Read a title that is in this language, and tell what was repaired in it."""
    text = read(raw) if raw else None
    if raw is None or text is None:
        return None, ()
    letters = (Doubt("title", "letters repaired", raw),) if mended(raw) != raw else ()
    repaired, capitals = repair_title(text, language)
    return repaired, (*letters, *capitals)


def repair_title(
    title: Text, language: str | None, *, field: str = "title"
) -> tuple[Text, tuple[Doubt, ...]]:
    """Repair the capitals of a title that is all in them, and tell where that was done."""
    repaired = repair_capitals(title, language)
    if repaired is None:
        return title, ()
    return repaired, (Doubt(field, "capitals repaired", to_unicode(title)),)
