"""What markup leaves behind when it is not read right: tags, entities, TeX, controls."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from enrich.record import Name, Record
from enrich.text import Text, to_csl, to_unicode

__all__ = ["residues", "shown"]

_TAGS = (
    "a|abstract|alternatives|article-title|b|bold|br|caption|div|disp-formula|em|ext-link|fig|fn"
    "|font|fixed-case|h\\d|hr|i|img|inf|inline-formula|italic|label|li|list|list-item|m\\w+"
    "|named-content|ol|p|sc|scp|sec|small|span|strike|strong|styled-content|sub|subtitle|sup"
    "|tex-math|title|tt|u|ul|underline|uri|xref"
)
_CSL = re.compile(
    r"</?(?:i|b|sub|sup)>|</span>"
    r'|<span (?:class="nocase"|style="font-variant:small-caps;")>'
)
_RESIDUES = {
    "tag": re.compile(
        rf"</?(?:[\w.-]+:)?(?:{_TAGS})(?:\s[^<>]*)?/?>|<!--|\]\]>|<\?", re.IGNORECASE
    ),
    "entity": re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]{1,31});", re.IGNORECASE),
    "TeX": re.compile(
        r"\\[A-Za-z]{2,}|\\['\"`^~=.]\{?[A-Za-z]|\$[^$\s](?:[^$]*[^$\s])?\$(?!\d)|[_^]\{|\{\\|\\[()\[\]]"
    ),
    "control": re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028-\u202e\ufeff]"),
    "space": re.compile(r"^\s|\s$|[^\S\n]{2}|\u00a0|[\u2002-\u200a]"),
}


def shown(record: Record) -> Iterator[tuple[str, str]]:
    """Give the name and the Unicode of every text of a record."""
    for field in msgspec.structs.fields(Record):
        if field.name != "doubts":
            yield from _shown(field.name, getattr(record, field.name))


def _shown(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Text):
        yield name, to_unicode(value)
        yield f"{name} in CSL", _CSL.sub("", to_csl(value))
    elif isinstance(value, Name):
        yield name, str(value)
    elif isinstance(value, str):
        yield name, value
    elif isinstance(value, tuple):
        for one in value:
            yield from _shown(name, one)
    elif isinstance(value, msgspec.Struct) and name in {"venue", "event"}:
        for part in value.__struct_fields__:
            yield from _shown(part, getattr(value, part))


def residues(record: Record) -> Iterator[tuple[str, str, str]]:
    """Give each residue: its sort, the field, and the words around it."""
    for field, text in shown(record):
        for sort, pattern in _RESIDUES.items():
            if found := pattern.search(text):
                yield sort, field, text[max(0, found.start() - 30) : found.end() + 30]
