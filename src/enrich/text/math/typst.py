"""A formula as Typst sets it: names, single letters, and words in quotes, nothing else.

Signs that Typst would read as code, or as the end of an argument, go by the names it has for them:
https://typst.app/docs/reference/symbols/sym
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from enrich.text.math.nodes import Call, Command, Fence, Group, Node, Scripts, Sign, Space, Words
from enrich.text.math.remembered import remembered
from enrich.text.math.tree import read_math
from enrich.text.symbols import symbol

__all__ = ["typst_math"]

_NAMES = {
    "(": "paren.l",
    ")": "paren.r",
    "[": "bracket.l",
    "]": "bracket.r",
    "{": "brace.l",
    "}": "brace.r",
    "|": "bar.v",
    "/": "slash",
    "\\": "backslash",
    "*": "ast",
    "'": "prime",
    ",": "comma",
    ";": "semi",
    ":": "colon",
    "!": "excl",
    "?": "quest",
    "#": "hash",
    "$": "dollar",
    "%": "percent",
    "&": "amp",
    "@": "at",
    "~": "tilde.op",
    "\u2217": "ast",
    "\u2223": "divides",
}
_PLAIN = frozenset("+-=<>.")
_SPACES = {r"\,": "thin", r"\:": "med", r"\;": "thick", r"\quad": "quad", r"\qquad": "wide"}
# Commands of one argument, and what Typst calls them.
_CALLS = {
    **dict.fromkeys("mathbb mathds mathbbm Bbb".split(), "bb"),
    **dict.fromkeys("mathcal mathscr EuScript".split(), "cal"),
    **dict.fromkeys("boldsymbol bm pmb mathbfit".split(), "bold"),
    **dict.fromkeys("mathrm mathup".split(), "upright"),
    **dict.fromkeys("mathit mathnormal".split(), "italic"),
    **dict.fromkeys("hat widehat".split(), "hat"),
    **dict.fromkeys("tilde widetilde".split(), "tilde"),
    **dict.fromkeys("vec overrightarrow".split(), "arrow"),
    **dict.fromkeys("check widecheck".split(), "caron"),
    "mathfrak": "frak",
    "mathsf": "sans",
    "mathtt": "mono",
    "bar": "macron",
    "overline": "overline",
    "underline": "underline",
    "overbrace": "overbrace",
    "underbrace": "underbrace",
    "dot": "dot",
    "ddot": "dot.double",
    "acute": "acute",
    "grave": "grave",
    "breve": "breve",
    "mathring": "circle",
    "sqrt": "sqrt",
}
_TWO = {
    **dict.fromkeys("frac dfrac tfrac cfrac".split(), "frac"),
    **dict.fromkeys("binom dbinom tbinom".split(), "binom"),
}
_OPERATORS = frozenset({"operatorname", "mathop"})
_UPRIGHT = frozenset({"mathrm", "mathup"})


class _Unknown(Exception):
    """Something in a formula that is not surely the same in Typst."""


@remembered
def typst_math(source: str) -> str | None:
    """Write a formula as Typst's math; none if that is not surely the same."""
    try:
        return _inside(read_math(source)) or None
    except (_Unknown, RecursionError):
        # Nobody writes a formula in a formula in a formula as often as the latter takes.
        return None


def _inside(group: Group) -> str:
    return " ".join(filter(None, _joined(group.parts)))


def _joined(parts: Iterable[Node]) -> Iterator[str]:
    """Write one part after the other, the digits of a number as one."""
    digits = ""
    for part in parts:
        if isinstance(part, Sign) and (_is_digit(part) or (digits and part.text == ".")):
            digits += part.text
            continue
        if digits and isinstance(part, Scripts) and _is_digit(part.base):
            # What is raised stands behind the whole number.
            yield digits + _written(part)
        else:
            yield _number(digits)
            yield _written(part)
        digits = ""
    yield _number(digits)


def _is_digit(node: Node) -> bool:
    return isinstance(node, Sign) and node.text.isascii() and node.text.isdigit()


def _number(digits: str) -> str:
    """Write a number; a stop behind it is none of its."""
    bare = digits.rstrip(".")
    return f"{bare} {' '.join('.' * (len(digits) - len(bare)))}".strip()


def _written(node: Node) -> str:
    write = _WRITERS.get(type(node))
    if write is None:
        raise _Unknown
    return write(node)


def _sign(sign: Sign) -> str:
    return _character(sign.text[0])


def _character(character: str) -> str:
    if character in _NAMES:
        return _NAMES[character]
    if character in _PLAIN or (character.isascii() and character.isalnum()):
        return character
    # Letters and signs mean themselves; marks, controls and spaces could do anything.
    if character.isascii() or unicodedata.category(character)[0] not in "LNSP":
        raise _Unknown
    return character


def _command(command: Command) -> str:
    text = symbol(command.name)
    if len(text) == 1:
        return _character(text)
    return f"op({_quoted(text)})"


def _quoted(words: str) -> str:
    """Write words as a string, if nothing in them could end it."""
    stripped = words.strip()
    if not stripped or not all(one.isalnum() or one in " -,.:()" for one in stripped):
        raise _Unknown
    return f'"{words}"'


def _space(space: Space) -> str:
    return _SPACES.get(space.latex, "space")


def _words(words: Words) -> str:
    return _quoted(words.text)


def _call(call: Call) -> str:
    name, arguments = call.name, call.arguments
    if name in _OPERATORS:
        return f"op({_quoted(_letters(arguments[0]))})"
    if name == "mathbf":
        return f"bold(upright({_needed(arguments[0])}))"
    if name in _UPRIGHT and (letters := _letters(arguments[0])) and letters.isalnum():
        return _quoted(letters)
    if name == "sqrt" and call.option.parts:
        return f"root({_needed(call.option)}, {_needed(arguments[0])})"
    if name in _TWO:
        return f"{_TWO[name]}({_needed(arguments[0])}, {_needed(arguments[1])})"
    if name not in _CALLS:
        raise _Unknown
    return f"{_CALLS[name]}({_needed(arguments[0])})"


def _letters(group: Group) -> str:
    """Give the letters of a group that holds nothing else."""
    texts = [
        part.text
        if isinstance(part, (Sign, Words))
        else _letters(part)
        if isinstance(part, Group)
        else ""
        for part in group.parts
    ]
    return "".join(texts) if all(texts) else ""


def _needed(group: Group) -> str:
    written = _inside(group)
    if not written:
        raise _Unknown
    return written


def _scripts(scripts: Scripts) -> str:
    base = _written(scripts.base) or "zws"
    if " " in base:
        # Whatever stands between these is one thing, and no brackets are printed.
        base = f'class("normal", {base})'
    if len({kind for kind, _ in scripts.marks}) < len(scripts.marks):
        raise _Unknown
    return base + "".join(f"{kind}{_script(_needed(group))}" for kind, group in scripts.marks)


def _script(written: str) -> str:
    """Enclose what is raised or lowered, unless it is one letter or number."""
    is_one = written.isascii() and (written.isdigit() or (written.isalpha() and len(written) == 1))
    return written if is_one else f"({written})"


def _fence(fence: Fence) -> str:
    opening, closing = (_character(one) if one else "" for one in (fence.opening, fence.closing))
    return " ".join(filter(None, (opening, _inside(fence.body), closing)))


_WRITERS: dict[type, Callable[[Any], str]] = {
    Sign: _sign,
    Command: _command,
    Space: _space,
    Words: _words,
    Group: _inside,
    Call: _call,
    Scripts: _scripts,
    Fence: _fence,
}
