"""What the fields of an entry say, the file's macros looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from enrich.bibfile.cutting import Aside, Block, Field, Item
from enrich.bibfile.meaning import Said
from enrich.seeds.bibtex.blocks import expanded

__all__ = ["macros_of", "read_fields"]

_SIMPLE = re.compile(r"\{[^{}]*\}|\"[^{}\"]*\"")
_BARE_WORD = re.compile(r"(?:^|#)\s*([^\s{}\"#\d][^\s{}\"#]*)\s*(?=#|$)")


def macros_of(blocks: Iterable[Block]) -> dict[str, str]:
    """Give the macros of a file, each with the text that it stands for."""
    macros: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, Aside) and block.macro:
            name, value = block.macro
            macros[name] = expanded(value, macros)
    return macros


def read_fields(item: Item, text: str, macros: Mapping[str, str]) -> dict[str, tuple[Field, Said]]:
    """Give the fields by their names in lower case."""
    return {
        field.name.lower(): (field, _said(text[field.value_start : field.value_end], macros))
        for field in item.fields
    }


def _said(written: str, macros: Mapping[str, str]) -> Said:
    if _SIMPLE.fullmatch(written):
        return Said(written[1:-1])
    bare = _BARE_WORD.findall(written) if written[:1] != "{" or "#" in written else ()
    # Outside braces and quotes alone a word is a macro.
    unknown = bool(bare) and any(word.lower() not in macros for word in bare)
    return Said(expanded(written, macros), is_unknown=unknown)
