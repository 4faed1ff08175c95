"""What a new project begins with: its settings, a list without papers, what git is to leave out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

__all__ = [
    "IGNORES",
    "LIST",
    "LIST_TEXT",
    "OUTPUT",
    "SETTINGS",
    "ignores_with",
    "mailto_text",
    "settings_text",
]

SETTINGS, LIST, IGNORES, OUTPUT = "enrich.toml", "papers.md", ".gitignore", "data"
LIST_TEXT = """\
# Papers

<!-- One paper an item: a link to it, its DOI or arXiv id, or its title with authors and year.
     `enrich add` writes items here; headings part them, and become keywords in the library. -->
"""
_FORMATS = ("bibtex", "csl", "html")
_SETTINGS = """\
# What `enrich refresh` reads, and what it makes of it.

# Lists of papers: Markdown, text, BibTeX, RIS, CSL-JSON or CSV; files, folders, or addresses of
# lists on the web.
seeds = {seeds}

# The folder of the library, and in which formats it is written there.
output = {output}
formats = {formats}
# What it is called on its page:
# title = "Papers on ..."

# Your mail address. The sources are told it, and no one else; Crossref may then be asked
# three times as often.
{mailto}
"""
_UNNAMED = '# mailto = "you@example.org"'
_IGNORED = "/cache/"
_IS_IGNORED = re.compile(rb"^/?cache/?[ \t]*\r?$", re.MULTILINE)
_WHY_IGNORED = "# What sources answered, kept by enrich; it can be asked for again."


def settings_text(seeds: Iterable[str], mailto: str | None) -> str:
    """Write the settings of a project with these seeds."""
    return _SETTINGS.format(
        seeds=_listed(seeds),
        output=_quoted(OUTPUT),
        formats=_listed(_FORMATS),
        mailto=_UNNAMED if mailto is None else mailto_text(mailto),
    )


def mailto_text(mailto: str) -> str:
    """Write the setting that names an address."""
    return f"mailto = {_quoted(mailto)}"


def ignores_with(raw: bytes) -> bytes:
    """Add to what git leaves out the cache, if it is not there already."""
    if _IS_IGNORED.search(raw):
        return raw
    end = b"\r\n" if b"\r\n" in raw else b"\n"
    begun = raw if not raw or raw.endswith(b"\n") else raw + end
    blank = end if begun else b""
    return begun + blank + _WHY_IGNORED.encode() + end + _IGNORED.encode() + end


def _listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    """Write a text as TOML and JSON both have it, but for a character that JSON lets stand."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
