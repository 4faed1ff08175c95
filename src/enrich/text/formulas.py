"""LaTeX math that is safe to write: known commands with what they need, and nothing else.

A formula comes from strangers and goes into somebody's thesis. What this grammar does not take
is written as text instead.
"""

from __future__ import annotations

import re

from enrich.text.math.commands import CALLS
from enrich.text.math.kernel import UnknownToKernel, kernel_latex
from enrich.text.math.names import FUNCTIONS, KERNEL, SORTS, Sort
from enrich.text.math.prose import is_prose
from enrich.text.math.remembered import remembered
from enrich.text.math.tree import read_math

__all__ = ["harmless_math", "plain_math"]

# The kernel's symbols; with `_ARGUMENTS`, `_WORDS` and `_SIGNS` all that we write.
_SYMBOLS = KERNEL.keys() | FUNCTIONS.keys() | {"quad", "qquad", "not"}
# Symbols that are made of several: without braces they are no index, and bear no accent.
_COMPOUND = {name for name, sort in SORTS.items() if sort is Sort.OPERATOR} | set(
    "Longrightarrow bowtie cdots colon cong ddots doteq dots iff ldots longrightarrow models not"
    " notin qquad quad rightleftharpoons vdots".split()
)
_ARGUMENTS = {
    name: arity
    for name, (arity, latex) in CALLS.items()
    if (latex or "").startswith(f"\\{name}{{") and name not in _SYMBOLS
}
_WORDS = frozenset("textrm textit textbf mbox".split())
_SIGNS = frozenset(",;:! #%&_$|{}")
_NO_ARGUMENT = frozenset(["_", "^", "}", "'", *(f"\\{sign}" for sign in ",;:!"), "\\"])
_DELIMITER = re.compile(
    r"[()\[\]|./<>]|\\(?:[lr](?:brace|angle|floor|ceil|vert)|[vV]ert|\|)(?![a-z])"
)
_TOKEN = re.compile(r"\\([A-Za-z]+)\s*|\\(.)|(\s+)|([A-Za-z0-9.,:;!?'\"()\[\]|/<>=+*@`-])|([{}_^])")
_DEEPEST = 30


def harmless_math(math: str) -> bool:
    """Whether LaTeX prints this formula without an error, a warning or a side effect."""
    try:
        return math.isascii() and "\n" not in math and _Grammar(math).is_satisfied()
    except RecursionError:
        # Nobody writes brackets in brackets in brackets as often as that.
        return False


@remembered
def plain_math(math: str) -> str | None:
    """Write a formula as every LaTeX prints it, with no package loaded; none if that cannot be.

    What the kernel prints by itself stays as its author typed it.
    """
    if is_prose(math):
        return None
    if harmless_math(math):
        return math
    try:
        plain = kernel_latex(read_math(math))
    except (UnknownToKernel, RecursionError):
        return None
    return plain if harmless_math(plain) else None


class _Wrong(Exception):
    """The formula is not one that we write."""


class _Grammar:
    """Reads a formula once, from left to right."""

    def __init__(self, math: str) -> None:
        self._math = math
        self._at = 0

    def is_satisfied(self) -> bool:
        """Whether the whole formula is read without anything wrong."""
        try:
            self._sequence(0, until=None)
        except _Wrong:
            return False
        return bool(self._math.strip())

    def _peek(self) -> re.Match[str] | None:
        return _TOKEN.match(self._math, self._at)

    def _take(self) -> re.Match[str]:
        token = self._peek()
        if token is None:
            raise _Wrong
        self._at = token.end()
        return token

    def _sequence(self, depth: int, *, until: str | None) -> None:
        """Read atoms and their scripts up to a closing brace, a right delimiter, or the end."""
        if depth > _DEEPEST:
            raise _Wrong
        scripts: set[str] = set()
        while self._at < len(self._math):
            token = self._take()
            name, mark = token[1], token[5]
            if until and until in {mark, name}:
                return
            if mark in {"_", "^"}:
                if mark in scripts:
                    raise _Wrong
                scripts.add(mark)
                self._argument(depth)
            elif not token[3]:
                scripts = self._raised(scripts) if token[4] == "'" else set()
                self._atom(token, depth)
        if until:
            raise _Wrong

    def _raised(self, scripts: set[str]) -> set[str]:
        """Read primes: raised signs, before and after which nothing else can be raised."""
        if "^" in scripts:
            raise _Wrong
        while (token := self._peek()) and token[4] == "'":
            self._take()
        return scripts | {"^"}

    def _argument(self, depth: int) -> None:
        """Read what a script or a command needs: a group, or one atom."""
        while (token := self._take())[3]:
            pass
        is_simple = token[1] in _SYMBOLS and token[1] not in _COMPOUND
        if depth > _DEEPEST or (token[1] and not is_simple) or token[0].strip() in _NO_ARGUMENT:
            raise _Wrong
        self._atom(token, depth)

    def _atom(self, token: re.Match[str], depth: int) -> None:
        name, sign, mark = token[1], token[2], token[5]
        if mark == "{":
            self._sequence(depth + 1, until="}")
        elif mark or (sign and sign not in _SIGNS) or sign in {"{", "}"}:
            raise _Wrong
        elif name == "left":
            self._delimiter()
            self._sequence(depth + 1, until="right")
            self._delimiter()
        elif name in _WORDS:
            self._text()
        elif name in _ARGUMENTS:
            self._option(name)
            for _ in range(_ARGUMENTS[name]):
                self._argument(depth + 1)
        elif name and name not in _SYMBOLS:
            raise _Wrong

    def _delimiter(self) -> None:
        found = _DELIMITER.match(self._math, self._at)
        if found is None:
            raise _Wrong
        self._at = found.end()

    def _option(self, name: str) -> None:
        if name == "sqrt" and self._math.startswith("[", self._at):
            found = re.compile(r"\[\w{1,3}\]").match(self._math, self._at)
            if found is None:
                raise _Wrong
            self._at = found.end()

    def _text(self) -> None:
        """Read words inside a formula, in which any sign has to be escaped."""
        found = re.compile(r"\{(?:[\w\s.,:;!?'()\[\]/=+*@-]|\\[#$%&_])*\}").match(
            self._math, self._at
        )
        if found is None or "_" in found[0].replace("\\_", ""):
            raise _Wrong
        self._at = found.end()
