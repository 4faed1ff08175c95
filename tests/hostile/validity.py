"""Whether what is written can be read back, and holds nothing that could be obeyed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry

from enrich.keys import is_usable_key
from enrich.seeds import Seed, scan_bytes

__all__ = ["bib_keys", "bib_troubles", "foreign_commands", "json_keys", "key_troubles", "own_keys"]

# All that we have LaTeX do: print a letter, a sign, a style, a formula.
_COMMANDS = frozenset(
    "AA AE DH DJ L NG O OE P S SS TH aa ae backslash bar beta ddag dag dh dj ensuremath"
    " guillemotleft guillemotright guilsinglleft guilsinglright hbar i j l lbrace ldots"
    " mathrm mathbf mathfrak mathcal mu ng o oe pm pounds copyright quotedblbase quotesinglbase"
    " rbrace relax sim ss textasciicircum textasciigrave textasciimacron textasciitilde"
    " textbackslash textbar textbf textbraceleft textbraceright textbullet textcent texteuro"
    " textgreater textit textless textnumero textordfeminine textordmasculine"
    " textperiodcentered textperthousand textquotesingle textregistered textsc textsubscript"
    " textsuperscript texttrademark textyen th times div neg circ wedge"
    " H b c d k r u v".split()
)
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_VERBATIM = frozenset({"doi", "url", "eprint", "ids", "month"})
_LIVE = re.compile(r"(?<!\\)[%#&]|\^\^")


def _entries(text: str) -> list[Entry]:
    return parse_string(text, parse_stack=[]).entries


def bib_keys(text: str) -> list[str]:
    """Give the keys that bibtexparser reads."""
    return [one.key for one in _entries(text)]


def own_keys(text: str, name: str) -> list[str | None]:
    """Give the keys that our own reader of seeds reads, in the order of the file."""
    scan = scan_bytes(text.encode(), name)
    return [seed.key for seed in scan.seeds if isinstance(seed, Seed)]


def bib_troubles(text: str) -> Iterator[str]:
    """Tell what is no entry, and what LaTeX would take for more than words."""
    read = parse_string(text, parse_stack=[])
    yield from (f"failed: {block.raw}" for block in read.failed_blocks)
    others = [block for block in read.blocks if not isinstance(block, Entry)]
    yield from (f"no entry: {block.raw}" for block in others)
    for entry in read.entries:
        for one in entry.fields:
            value = str(one.value)
            if not re.fullmatch(r"[a-z]+", one.key):
                yield f"{entry.key}: a field called {one.key}"
            if one.key not in _VERBATIM and (live := _LIVE.search(value)):
                yield f"{entry.key}: {one.key}: {live[0]} in {value[:80]!r}"
            yield from (f"{entry.key}: {one.key}: {name}" for name in foreign_commands(value))


def foreign_commands(latex: str) -> list[str]:
    """Give the commands that are none of ours."""
    return sorted(set(_COMMAND.findall(latex)) - _COMMANDS)


def json_keys(file: Path) -> list[str]:
    """Give the keys of a library in JSON."""
    entries = json.loads(file.read_bytes())
    return [one.get("id") or one["key"] for one in entries]


def key_troubles(keys: Sequence[str]) -> list[str]:
    """Give the keys that a program could stumble on, or follow out of a folder."""
    return [key for key in keys if not is_usable_key(key) or ".." in key or key.startswith("/")]
