"""A formula as a tree: what it says, apart from how it was typed."""

from __future__ import annotations

import msgspec

__all__ = [
    "Call",
    "Command",
    "Fence",
    "Group",
    "Node",
    "Scripts",
    "Sign",
    "Space",
    "Table",
    "Words",
]


class Sign(msgspec.Struct, frozen=True):
    """One character; a comma may bring the space behind it."""

    text: str


class Command(msgspec.Struct, frozen=True):
    """A command without arguments, known or not."""

    name: str


class Space(msgspec.Struct, frozen=True):
    """Space that the author asked for, as the kernel writes it."""

    latex: str


class Words(msgspec.Struct, frozen=True):
    """Upright text within a formula."""

    text: str


class Group(msgspec.Struct, frozen=True):
    """What braces enclose."""

    parts: tuple[Node, ...] = ()


class Call(msgspec.Struct, frozen=True):
    """A command with its arguments, and the index of a root."""

    name: str
    arguments: tuple[Group, ...]
    option: Group = Group()


class Scripts(msgspec.Struct, frozen=True):
    """What stands below (`_`) and above (`^`) something, in the order given."""

    base: Node
    marks: tuple[tuple[str, Group], ...]


class Fence(msgspec.Struct, frozen=True):
    """What stands between delimiters that grow with it, each a character or none."""

    opening: str
    body: Group
    closing: str


class Table(msgspec.Struct, frozen=True):
    """A matrix, or another environment of cells."""

    name: str
    rows: tuple[tuple[Group, ...], ...]


Node = Sign | Command | Space | Words | Group | Call | Scripts | Fence | Table
