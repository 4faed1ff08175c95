"""A formula as LaTeX's kernel alone prints it: a thesis has to compile with no package loaded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from enrich.text.math.commands import CALLS
from enrich.text.math.names import ACCENTS, FUNCTIONS, KERNEL, PACKAGED, SIGNS
from enrich.text.math.nodes import (
    Call,
    Command,
    Fence,
    Group,
    Node,
    Scripts,
    Sign,
    Space,
    Table,
    Words,
)

__all__ = ["UnknownToKernel", "in_line", "kernel_latex"]

_ESCAPED = {"{": r"\lbrace", "}": r"\rbrace", "\\": r"\backslash", "~": r"\sim", "^": r"\wedge"}
_ESCAPED |= {sign: f"\\{sign}" for sign in "#$%&_"}
_PLAIN = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?'\"()[]|/<>=+*@`-"
)
_ACCENT_NAMES = {mark: name for name, mark in reversed(ACCENTS.items())}
_WORDS = re.compile(r"[A-Za-z0-9 ]+|.", re.DOTALL)
# Signs that math would set in another way than text does.
_OF_TEXT = {sign: sign for sign in "-:;!?'`"} | {
    "\u2013": "--",
    "\u2014": "---",
    "\u2018": "`",
    "\u2019": "'",
    "\u201c": "``",
    "\u201d": "''",
}


class UnknownToKernel(Exception):
    """The formula has something that LaTeX's kernel alone cannot print."""


def kernel_latex(formula: Group) -> str:
    """Write a formula for a document that loads no package.

    Raises:
        UnknownToKernel: If that cannot be done.
    """
    # At the beginning an index needs nothing to stand on.
    return _sequence(formula.parts).removeprefix("{}")


def _kernel_sign(character: str) -> str | None:
    """Write one character for a document that loads no package, if that can be done."""
    if character in _PLAIN:
        return character
    if latex := _ESCAPED.get(character) or SIGNS.get(character):
        return latex
    decomposed = unicodedata.normalize("NFD", character)
    base, marks = decomposed[0], decomposed[1:]
    if not marks or base not in _PLAIN:
        return None
    for mark in marks:
        if (name := _ACCENT_NAMES.get(mark)) is None or CALLS[name][1] is None:
            return None
        base = f"\\{name}{{{base}}}"
    return base


def _sequence(parts: Iterable[Node]) -> str:
    return in_line(_WRITERS[type(part)](part) for part in parts)


def in_line(pieces: Iterable[str]) -> str:
    """Put pieces one behind the other; a command of letters ends at a space or a sign."""
    line: list[str] = []
    for piece in pieces:
        if line and piece[:1].isalpha() and _ends_in_command(line[-1]):
            line.append(" ")
        line.append(piece)
    return "".join(line)


def _ends_in_command(latex: str) -> bool:
    bare = latex.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    return bare != latex and bare.endswith("\\")


def _sign(sign: Sign) -> str:
    latex = _kernel_sign(sign.text[0])
    if latex is None:
        raise UnknownToKernel
    return latex + " " * (len(sign.text) > 1)


def _command(command: Command) -> str:
    name = command.name
    if name in KERNEL or name in FUNCTIONS:
        return f"\\{name}"
    latex = PACKAGED[name][1] if name in PACKAGED else None
    if latex is None:
        raise UnknownToKernel
    return latex


def _words(words: Words) -> str:
    return in_line(map(_word, _WORDS.findall(words.text)))


def _word(word: str) -> str:
    if word in _OF_TEXT:
        return f"\\mbox{{{_OF_TEXT[word]}}}"
    if word[0] == " " or word.replace(" ", "").isalnum():
        spaced = word.replace(" ", r"\ ")
        return spaced if word.isspace() else f"\\mathrm{{{spaced}}}"
    return _sign(Sign(word))


def _group(group: Group) -> str:
    return f"{{{_sequence(group.parts)}}}"


def _bare(group: Group) -> Group:
    """Leave out braces within braces."""
    while len(group.parts) == 1 and isinstance(group.parts[0], Group):
        group = group.parts[0]
    return group


def _call(call: Call) -> str:
    template = CALLS.get(call.name, (0, None))[1]
    if template is None:
        raise UnknownToKernel
    arguments = [_sequence(_bare(argument).parts) for argument in call.arguments]
    if not all(arguments):
        raise UnknownToKernel
    # The kernel's calligraphic alphabet has capitals alone, and signs in the place of the others.
    if template.startswith(r"\mathcal") and not arguments[0].isupper():
        return f"{{{arguments[0]}}}"
    if call.name == "not":
        return in_line((r"\not", arguments[0]))
    if call.name == "sqrt" and call.option.parts:
        return f"\\sqrt[{_sequence(call.option.parts)}]{{{arguments[0]}}}"
    return template.format(*arguments)


def _scripts(scripts: Scripts) -> str:
    base = "{}" if scripts.base == Group() else _sequence((scripts.base,))
    if isinstance(scripts.base, Call) and scripts.base.name == "underset":
        base = f"{{{base}}}"
    marks: dict[str, list[Node]] = {}
    for kind, group in scripts.marks:
        marks.setdefault(kind, []).extend(group.parts)
    return base + "".join(_script(kind, parts) for kind, parts in marks.items())


def _script(kind: str, parts: list[Node]) -> str:
    if not parts:
        raise UnknownToKernel
    if kind == "^" and all(part == Command("prime") for part in parts):
        return "'" * len(parts)
    latex = _sequence(parts)
    return f"{kind}{latex}" if len(latex) == 1 and latex.isalnum() else f"{kind}{{{latex}}}"


def _fence(fence: Fence) -> str:
    delimiters = [_kernel_sign(sign or ".") or "" for sign in (fence.opening, fence.closing)]
    return in_line(
        (rf"\left{delimiters[0]}", _sequence(fence.body.parts), rf"\right{delimiters[1]}")
    )


def _space(space: Space) -> str:
    return space.latex


def _table(_: Table) -> str:
    raise UnknownToKernel


_WRITERS: dict[type, Callable[[Any], str]] = {
    Sign: _sign,
    Command: _command,
    Space: _space,
    Words: _words,
    Group: _group,
    Call: _call,
    Scripts: _scripts,
    Fence: _fence,
    Table: _table,
}
