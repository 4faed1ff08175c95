"""The blocks of a BibTeX file: entries with their fields as written, macros, and the rest."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import msgspec

if TYPE_CHECKING:
    from bibtexparser.model import Block as ForeignBlock
    from bibtexparser.model import ParsingFailedBlock

__all__ = ["Aside", "Broken", "Entry", "expanded", "is_overgrown", "read_blocks"]

# bibtexparser tells of every broken block there; we tell of it ourselves.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


class Entry(msgspec.Struct, frozen=True):
    """One entry: the names of its fields, and their values with what encloses them."""

    line: int
    kind: str
    key: str
    fields: tuple[tuple[str, str], ...]
    written: str
    # The fields that no comma parts from those before them.
    joined: tuple[str, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether it stands for no paper, but tells programs something."""
        return self.kind in _SILENT


class Aside(msgspec.Struct, frozen=True):
    """A comment, a preamble, or a macro with its name and value."""

    line: int
    written: str
    macro: tuple[str, str] | None = None


class Broken(msgspec.Struct, frozen=True):
    """What can't be read, and why."""

    line: int
    reason: str


_Block: TypeAlias = Entry | Aside | Broken

_SILENT = frozenset("xdata set control bibnote ieeetranbstctl".split())
# Parts a backslash from a brace: BibTeX counts the brace, and bibtexparser does not.
_WEDGE = "\ue001"
# What is left behind an entry that was closed by a brace too many.
_SPILT = re.compile(r"\s*+(?:,\s*+)?[A-Za-z][\w-]*+\s*+=\s*+[{\"\d]")


def read_blocks(text: str) -> Iterator[_Block]:
    """Cut a file into its blocks, in order; a broken one costs no other."""
    from bibtexparser import model  # noqa: PLC0415 - 40 ms, and only BibTeX needs it
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415

    broken = False
    for foreign in parse_string(text, parse_stack=[]).blocks:
        # A key or a field given twice is for whoever reads the entries to judge.
        block = getattr(foreign, "ignore_error_block", None) or foreign
        if isinstance(block, model.ImplicitComment):
            # Behind a broken entry stands the rest of it.
            if not broken:
                yield _comment(block.raw or "", _line(block))
            continue
        read = _again(block) if isinstance(block, model.ParsingFailedBlock) else _read(block)
        broken = isinstance(read, Broken)
        yield read


def _line(block: ForeignBlock) -> int:
    return (block.start_line or 0) + 1


def _comment(written: str, line: int) -> Aside | Broken:
    if _SPILT.match(written):
        return Broken(line, "fields stand behind the end of an entry; take out a brace before them")
    return Aside(line, written)


def _read(block: ForeignBlock) -> _Block:
    from bibtexparser.model import Entry as ForeignEntry  # noqa: PLC0415
    from bibtexparser.model import String  # noqa: PLC0415

    written = block.raw or ""
    if isinstance(block, String):
        return Aside(_line(block), written, (block.key.lower(), block.value))
    if not isinstance(block, ForeignEntry):
        return Aside(_line(block), written)
    fields = [list(_parted(field.key, str(field.value))) for field in block.fields]
    return Entry(
        _line(block),
        block.entry_type.lower(),
        block.key.strip(),
        tuple(one for parts in fields for one in parts),
        written,
        tuple(name for _, *joined in fields for name, _ in joined),
    )


def _again(block: ParsingFailedBlock) -> _Block:
    """Read a block once more, its braces counted as BibTeX counts them."""
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415

    written = block.raw or ""
    wedged = re.sub(r"\\(?=[{}])", rf"\\{_WEDGE}", written)
    blocks = parse_string(wedged, parse_stack=[]).blocks if wedged != written else []
    read = _read(blocks[0]) if len(blocks) == 1 else None
    if not isinstance(read, Entry):
        return Broken(_line(block), _reason(written, getattr(block.error, "abort_reason", "")))
    fields = tuple((name, value.replace(_WEDGE, "")) for name, value in read.fields)
    return Entry(_line(block), read.kind, read.key, fields, written, read.joined)


# What bibtexparser says of a block, and what to do about it.
_REASONS = (
    ("Expected comma after entry key", "has no citation key; write one, and a comma behind it"),
    ("Expected a `=`", "has a field without `=`, or none behind a comma; look at its fields"),
    ("Expected either", "lacks a comma between two fields; write it"),
    ("", "lacks a closing brace or quote; write it"),
)


def _reason(written: str, said: str) -> str:
    head = " ".join(written[:80].split()).partition(",")[0][:40]
    return f"{head} {next(advice for begins, advice in _REASONS if said.startswith(begins))}"


# The next field, where nobody wrote the comma before it.
_HIDDEN = re.compile(r"\s*([A-Za-z][\w:-]*)\s*=\s*(.*)", re.DOTALL)


def _parted(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Part a field from those that no comma parts from it."""
    while "=" in value:
        _, end = _pieces(value)
        hidden = _HIDDEN.fullmatch(value, end)
        if hidden is None:
            break
        yield name, value[:end]
        name, value = hidden.groups()
    yield name, value


_BRACE = re.compile(r"(?<!\\)[{}]")
_BRACE_OR_QUOTE = re.compile(r"(?<!\\)[{}\"]")
_BARE = re.compile(r"[^\s#{}\",=]+")
_JOINT = re.compile(r"\s*#\s*")
# Longer than any value; macros that double one another grow beyond all bounds.
_LONGEST_VALUE = 2**16


def expanded(value: str, macros: Mapping[str, str]) -> str:
    """Give the text of a value: without what encloses it, its parts joined, macros looked up."""
    inner = value[1:-1]
    if value[:1] == "{" and value[-1:] == "}" and "{" not in inner and "}" not in inner:
        return inner
    pieces, end = _pieces(value)
    words = [macros.get(one.lower(), one) if bare else one for one, bare in pieces]
    return "" if _outgrows(words, value) else "".join(words) + value[end:]


def is_overgrown(value: str, macros: Mapping[str, str]) -> bool:
    """Whether the macros in a value make it longer than any is; its text is empty then."""
    words = [macros.get(one.lower(), one) if bare else one for one, bare in _pieces(value)[0]]
    return _outgrows(words, value)


def _outgrows(words: Sequence[str], value: str) -> bool:
    return len(words) > 1 and sum(map(len, words)) > _LONGEST_VALUE + len(value)


def _pieces(value: str) -> tuple[list[tuple[str, bool]], int]:
    """Cut a value where `#` joins it, and tell of each part whether it is bare; and the end."""
    pieces: list[tuple[str, bool]] = []
    at = end = len(value) - len(value.lstrip())
    while at < len(value):
        end = _end(value, at)
        enclosed = value[at] in '{"'
        if end == at:
            break
        pieces.append((value[at + 1 : end - 1] if enclosed else value[at:end], not enclosed))
        joint = _JOINT.match(value, end)
        if joint is None:
            break
        at = joint.end()
    return pieces, end


def _end(value: str, start: int) -> int:
    """Find where the part that begins here ends."""
    if value[start] not in '{"':
        bare = _BARE.match(value, start)
        return bare.end() if bare else start
    quoted, depth = value[start] == '"', 0
    for mark in (_BRACE_OR_QUOTE if quoted else _BRACE).finditer(value, start + quoted):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth == 0 and mark[0] == ('"' if quoted else "}"):
            return mark.end()
    return start
