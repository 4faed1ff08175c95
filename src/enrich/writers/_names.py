"""Names as BibTeX and biblatex part them again."""

from __future__ import annotations

import re
import unicodedata

from enrich.record import Name
from enrich.text import Charset, in_charset, without_unseen
from enrich.text.latex import escape_latex

__all__ = ["write_name"]

# Styles keep the labels that they make of two names in 500 bytes, and cut what is longer, braces
# or not.
_LONGEST_IN_LABEL = 200
# What stands where nothing of a name can be written.
_UNKNOWN = Name(literal="?")
_MOST_COMMAS = 2


def write_name(name: Name, charset: Charset) -> str:
    """Write a name as LaTeX, the family name first."""
    return _name(_printable(name, charset))


def _printable(name: Name, charset: Charset) -> Name:
    """Leave out the parts of a name of which nothing would be left, and cut what labels can't hold.

    BibTeX takes a name that begins or ends with a comma for a mistake.
    """
    whole = str(name)
    if whole.isascii() and whole.isprintable() and len(whole) * 2 < _LONGEST_IN_LABEL:
        return name
    parts = {
        field: _cut(part, charset)
        for field in ("literal", "family", "given", "dropping", "particle", "suffix")
        if (part := getattr(name, field)) and _shows(part, charset)
    }
    if not parts.keys() & {"literal", "family", "given"}:
        return _UNKNOWN
    if "literal" not in parts and "family" not in parts:
        parts["family"] = parts.pop("given")
    return Name(**parts)


def _shows(part: str, charset: Charset) -> bool:
    """Whether anything of a part can be seen: marks that stand on no letter can't."""
    is_seen = any(unicodedata.category(one)[0] in "LNPS" for one in part)
    return is_seen and bool(in_charset(_plain_latex(part), charset).strip())


def _cut(part: str, charset: Charset) -> str:
    """Cut a part of a name to what fits into a label as LaTeX."""
    kept = part
    while (length := len(in_charset(_plain_latex(kept), charset))) > _LONGEST_IN_LABEL:
        kept = kept[: min(len(kept) - 1, len(kept) * _LONGEST_IN_LABEL // length)]
    return part if kept == part else f"{kept.rstrip()}\u2026"


def _plain_latex(part: str) -> str:
    return without_unseen(escape_latex(part))


# A part that holds one of these would be cut there.
_CUTS = re.compile(r",|\band\b", re.IGNORECASE)


def _name(name: Name) -> str:
    if name.literal is not None:
        return f"{{{escape_latex(name.literal)}}}"
    family = _family(name.family)
    particles = (name.dropping, name.particle)
    if not name.given:
        # One word in BibTeX's eyes, whatever it is made of.
        whole = " ".join(part for part in (*particles, name.family, name.suffix) if part)
        return f"{{{escape_latex(whole)}}}" if " " in whole else family
    last = " ".join(part for part in (*map(escape_latex, filter(None, particles)), family) if part)
    parts = (last, _whole(name.suffix), _whole(name.given))
    written = ", ".join(part for part in parts if part)
    # biber counts commas in braces, too, unless they enclose the whole name.
    return f"{{{escape_latex(str(name))}}}" if written.count(",") > _MOST_COMMAS else written


def _family(family: str | None) -> str:
    """Keep the words of a family name together, where BibTeX would take some for a particle."""
    words = (family or "").split()
    if len(words) > 1 and not all(word[0].isupper() for word in words):
        return f"{{{escape_latex(' '.join(words))}}}"
    return _whole(family)


def _whole(part: str | None) -> str:
    if not part:
        return ""
    escaped = escape_latex(part)
    return f"{{{escaped}}}" if _CUTS.search(escaped) else escaped
