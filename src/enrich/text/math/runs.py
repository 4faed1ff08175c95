"""A formula as people who read no LaTeX read it: characters, raised and lowered.

The space around signs is TeX's, thick or thin being one: The TeXbook, chapters 17 and 18.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from enrich.text.math.atoms import Atom, Setting, atom, joined
from enrich.text.math.calls import call_atoms
from enrich.text.math.commands import BRACKETS
from enrich.text.math.names import SORTS, Sort
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
from enrich.text.math.tree import read_math
from enrich.text.model import Run, Style
from enrich.text.symbols import symbol

__all__ = ["formula_runs"]

# What readers take for the same sign.
_PLAINER = {"\u2217": "*", "\u204e": "*", "\u2223": "|", "\u2206": "\u0394", "\u2236": ":"}
_PLAINER |= {"`": "\u2018", "\u03f5": "\u03b5", "\u03d5": "\u03c6"}
_DOUBLE_STRUCK = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))  # noqa: RUF001 - what they look like
# Groups that are set as what they hold would be.
_TRANSPARENT = frozenset({(Sort.OPERATOR, Sort.OPERATOR), (Sort.OPENING, Sort.CLOSING)})


def formula_runs(source: str) -> Iterator[Run]:
    """Read a formula; one that shows nothing becomes a space."""
    shown = False
    runs = joined(_atoms(read_math(source), Setting()), Setting())
    for styles, same in groupby(runs, key=lambda run: run.styles):
        if text := "".join(run.text for run in same):
            shown = True
            yield Run(text, styles)
    if not shown:
        yield Run(" ")


def _atoms(node: Node, setting: Setting) -> list[Atom]:
    return _SHOWN[type(node)](node, setting)


def _of_group(group: Group, setting: Setting) -> list[Atom]:
    return [atom for part in group.parts for atom in _atoms(part, setting)]


def _enclosed(group: Group, setting: Setting) -> list[Atom]:
    """Show a group within a formula, which counts as one thing."""
    atoms = _of_group(group, setting)
    if atoms and (atoms[0].sort, atoms[-1].sort) in _TRANSPARENT:
        return atoms
    return [Atom(Sort.ORDINARY, joined(atoms, setting))]


def _sign(sign: Sign, setting: Setting) -> list[Atom]:
    character, gap = sign.text[0], len(sign.text) > 1 and not setting.scripts
    shown = _PLAINER.get(character, character)
    if setting.alphabet == "double":
        shown = _double_struck(shown)
    elif character == "-" and setting.alphabet != "upright":
        shown = "\u2212"
    atoms = [atom(SORTS.get(character, Sort.ORDINARY), shown, setting)]
    return [*atoms, atom(Sort.SPACE, " ", setting)] if gap else atoms


def _double_struck(character: str) -> str:
    if character in _DOUBLE_STRUCK or not (character.isascii() and character.isalnum()):
        return _DOUBLE_STRUCK.get(character, character)
    first, start = ("0", 0x1D7D8) if character.isdigit() else ("A", 0x1D538)
    first, start = ("a", 0x1D552) if character.islower() else (first, start)
    return chr(start + ord(character) - ord(first))


def _command(command: Command, setting: Setting) -> list[Atom]:
    name = command.name
    if text := symbol(name):
        sort = SORTS.get(name) or SORTS.get(text, Sort.ORDINARY)
        text = " ".join(text.split()) or " "
    else:
        text, sort = name, Sort.OPERATOR
    if text.isalpha() and len(text) > 1 and text.isascii():
        sort = Sort.OPERATOR
    return [atom(sort, text, setting)]


def _space(_: Space, setting: Setting) -> list[Atom]:
    return [atom(Sort.SPACE, " ", setting)]


def _words(words: Words, setting: Setting) -> list[Atom]:
    return [atom(Sort.ORDINARY, words.text, setting)]


def _fence(fence: Fence, setting: Setting) -> list[Atom]:
    return [
        *([atom(Sort.OPENING, fence.opening, setting)] if fence.opening else []),
        *_of_group(fence.body, setting),
        *([atom(Sort.CLOSING, fence.closing, setting)] if fence.closing else []),
    ]


def _scripts(scripts: Scripts, setting: Setting) -> list[Atom]:
    base = _atoms(scripts.base, setting)
    *before, last = base or [Atom(Sort.ORDINARY, ())]
    marks = tuple(run for kind, group in scripts.marks for run in _script(kind, group, setting))
    runs = last.runs
    if runs and marks and runs[-1].styles == marks[0].styles != setting.styles:
        runs = (Run("(", setting.styles), *runs, Run(")", setting.styles))
    return [*before, Atom(last.sort, runs + marks)]


def _script(kind: str, group: Group, setting: Setting) -> list[Run]:
    """Raise or lower a group, but for signs that are raised by themselves."""
    parts = list(group.parts)
    raised: list[Run] = []
    while kind == "^" and parts and parts[0] == Command("prime"):
        raised.append(Run("\u2032", setting.styles))
        parts.pop(0)
    if kind == "^" and parts and all(part == Sign("\u2122") for part in parts):
        return [*raised, Run("\u2122", setting.styles)]
    inner = setting.scripted(Style.SUP if kind == "^" else Style.SUB)
    atoms = _of_group(Group(tuple(parts)), inner)
    is_degree = kind == "^" and parts and parts[0] in {Command("circ"), Command("degree")}
    if not is_degree or not all(one.text.isalpha() for one in atoms[1:]):
        return [*raised, *joined(atoms, inner)]
    # Shown a second time, as no unit within a unit is: degrees are no letters.
    unit = _of_group(Group(tuple(parts[1:])), setting)
    return [*raised, Run("\u00b0", setting.styles), *joined(unit, setting)]


def _call(call: Call, setting: Setting) -> list[Atom]:
    return call_atoms(call, setting, _of_group)


def _table(table: Table, setting: Setting) -> list[Atom]:
    """Show a matrix row by row."""
    brackets = BRACKETS.get(table.name, "")
    runs: list[Run] = [Run(brackets[:1], setting.styles)]
    for number, row in enumerate(table.rows):
        runs.append(Run("; " if number else "", setting.styles))
        for place, cell in enumerate(row):
            runs.append(Run(", " if place else "", setting.styles))
            runs += joined(_of_group(cell, setting), setting)
    return [Atom(Sort.ORDINARY, (*runs, Run(brackets[1:], setting.styles)))]


_SHOWN: dict[type, Callable[[Any, Setting], list[Atom]]] = {
    Sign: _sign,
    Command: _command,
    Space: _space,
    Words: _words,
    Group: _enclosed,
    Call: _call,
    Scripts: _scripts,
    Fence: _fence,
    Table: _table,
}
