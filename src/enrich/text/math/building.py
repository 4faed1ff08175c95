"""The parts of a formula put together, once they have been read."""

from __future__ import annotations

import unicodedata

from enrich.text.math.alphabets import in_alphabet
from enrich.text.math.commands import ALIGNED, INFIXES, SPACES, SWITCHES
from enrich.text.math.names import ACCENTS
from enrich.text.math.nodes import Call, Command, Group, Node, Scripts, Sign, Space, Table

__all__ = ["append_sign", "escaped", "raised_sign", "switched", "tabled"]

_ACCENT_NAMES = {mark: name for name, mark in reversed(ACCENTS.items())}
# No notation has more. Each is a step deeper into the tree, and groups are deep enough themselves.
_MOST_ON_LETTER, _MOST_ON_GROUP = 3, 1
_PRIMES = {"'": 1, "\u2032": 1, "\u2033": 2, "\u2034": 3}


def raised_sign(sign: str) -> tuple[str, Group]:
    """Read a character that is raised or lowered by itself, and tell which."""
    if primes := _PRIMES.get(sign):
        return "^", Group((Command("prime"),) * primes)
    if sign == "\u00b0":
        return "^", Group((Command("circ"),))
    is_low = unicodedata.decomposition(sign).startswith("<sub>")
    return "_" if is_low else "^", Group((Sign(unicodedata.normalize("NFKC", sign)),))


def escaped(sign: str) -> tuple[Node, ...]:
    """Read a command of one sign."""
    if sign in SPACES or sign == "\\":
        return (Space(SPACES.get(sign, r"\ ")),)
    if sign == "|":
        return (Sign("\u2016"),)
    return (Sign(sign),) if sign.isalnum() or sign in "#$%&_{}" else ()


def append_sign(sign: str, parts: list[Node]) -> None:
    """Add a character, and put an accent on the one before, unless that bears enough."""
    if sign.isascii():
        parts.append(Sign(sign))
    elif sign in _ACCENT_NAMES and parts and _has_room(parts[-1]):
        parts[-1] = Call(_ACCENT_NAMES[sign], (Group((parts[-1],)),))
    else:
        alphabet, letter = in_alphabet(sign) or ("", sign)
        parts.append(Call(alphabet, (Group((Sign(letter),)),)) if alphabet else Sign(letter))


def _has_room(node: Node) -> bool:
    """Whether an accent may stand on this: what bears enough keeps the others as characters."""
    if isinstance(node, Sign):
        return not unicodedata.category(node.text[0]).startswith("M")
    accents = 0
    while isinstance(node, Scripts) or (isinstance(node, Call) and node.name in ACCENTS):
        if isinstance(node, Scripts):
            node = node.base
            continue
        accents += 1
        held = node.arguments[0]
        node = held.parts[0] if len(held.parts) == 1 else held
    return accents < (_MOST_ON_LETTER if isinstance(node, (Sign, Command)) else _MOST_ON_GROUP)


def switched(parts: list[Node], switches: list[tuple[int, str]]) -> tuple[Node, ...]:
    """Give what stands behind a switch to the switch, up to the next one."""
    infix = next((switch for switch in switches if switch[1] in INFIXES), None)
    if infix:
        fonts = [switch for switch in switches if switch[1] not in INFIXES]
        at, name = infix
        upper = switched(parts[:at], [font for font in fonts if font[0] < at])
        lower = switched(parts[at:], [(i - at, font) for i, font in fonts if i >= at])
        return (Call(INFIXES[name], (Group(upper), Group(lower))),)
    if not switches:
        return tuple(parts)
    bounds = [*(at for at, _ in switches), len(parts)]
    return (
        *parts[: bounds[0]],
        *(
            Call(SWITCHES[name], (Group(tuple(parts[at:until])),))
            for (at, name), until in zip(switches, bounds[1:], strict=True)
            if at < until
        ),
    )


def tabled(name: str, rows: list[list[Group]]) -> tuple[Node, ...]:
    """Make a table of rows of cells; what was only aligned has one cell a row."""
    lines = [row for row in rows if any(cell.parts for cell in row)]
    if name in ALIGNED or len(lines) == 1 == len(lines[0]):
        lines = [[Group(tuple(part for cell in row for part in cell.parts))] for row in lines]
    if len(lines) == 1 and len(lines[0]) == 1:
        return lines[0][0].parts
    return (Table(name, tuple(map(tuple, lines))),) if lines else ()
