r"""LaTeX math in, a tree out, whichever of many ways the formula was typed.

The reader never fails and takes linear time: what is unbalanced is balanced, what nests deeper
than any formula is flat, and a command that is not known stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from enrich.text.math.building import append_sign, escaped, raised_sign, switched, tabled
from enrich.text.math.commands import (
    CALLS,
    ENCLOSING,
    INFIXES,
    LENGTHS,
    OPTIONAL,
    SILENT,
    SKIPPED,
    SPACES,
    STARRED,
    SWITCHES,
    WORDS,
)
from enrich.text.math.cursor import COLUMNS, LENGTH, NAME, OPTION, STAR, Cursor
from enrich.text.math.names import CHARACTERS
from enrich.text.math.nodes import (
    Call,
    Command,
    Fence,
    Group,
    Node,
    Scripts,
    Sign,
    Space,
    Words,
)
from enrich.text.math.quantities import chemistry_math, quantity_math
from enrich.text.math.words import plain_words

__all__ = ["read_math"]

_DEEPEST = 25
_MARK = re.compile(
    "\\s*(?:(?P<script>[_^])"
    "|['\u2032-\u2034\u00b0\u00b2\u00b3\u00b9\u2070\u2071\u2074-\u207f\u2080-\u209c])"
)


def read_math(source: str, depth: int = 0) -> Group:
    """Read a formula, whatever it is."""
    return Group(_Reader(source, depth).sequence(""))


class _Reader:
    """One walk over a formula."""

    def __init__(self, source: str, depth: int) -> None:
        self._cursor = Cursor(source)
        self._depth = depth

    def sequence(self, end: str) -> tuple[Node, ...]:
        """Read up to what closes a group, and leave that to be read."""
        cursor = self._cursor
        parts: list[Node] = []
        switches: list[tuple[int, str]] = []
        cursor.ends.append(end)
        self._depth += 1
        while (token := cursor.token()) and not cursor.is_end(token):
            if (name := token["name"]) in SWITCHES or name in INFIXES:
                cursor.at = token.end()
                switches.append((len(parts), name))
            elif cursor.match(_MARK):
                follows = switches and switches[-1][0] == len(parts)
                self._scripts(parts, SWITCHES.get(switches[-1][1], "") if follows else "")
            else:
                cursor.at = token.end()
                self._part(token, parts)
        self._depth -= 1
        cursor.ends.pop()
        return switched(parts, switches)

    def _part(self, token: re.Match[str], parts: list[Node]) -> None:
        """Read one thing, whose first token has been read."""
        if name := token["name"]:
            parts += self._command(name)
        elif token["escape"]:
            parts += escaped(token["escape"])
        elif token["mark"] == "{" and self._depth <= _DEEPEST:
            parts.append(Group(self.sequence("}")))
            self._cursor.at += 1
        elif token["sign"]:
            append_sign(token["sign"], parts)
        elif token["mark"] in {"&", "~"}:
            parts.append(Sign("&") if token["mark"] == "&" else Space(r"\ "))

    def _argument(self) -> Group:
        """Read what a command needs: a group, or one thing."""
        self._cursor.skip()
        token = self._cursor.token()
        if token is None or self._cursor.is_end(token) or self._depth > _DEEPEST:
            return Group()
        if token["mark"] in {"_", "^"}:
            return Group()
        self._cursor.at = token.end()
        self._depth += 1
        parts: list[Node] = []
        if token["name"] in SWITCHES:
            parts.append(Call(SWITCHES[token["name"]], (self._argument(),)))
        else:
            self._part(token, parts)
        self._depth -= 1
        return parts[0] if len(parts) == 1 and isinstance(parts[0], Group) else Group(tuple(parts))

    def _scripts(self, parts: list[Node], font: str = "") -> None:
        """Read all that stands below and above what came last; a font may stand between."""
        base = parts.pop() if parts and not isinstance(parts[-1], Space) else Group()
        marks: list[tuple[str, Group]] = []
        if isinstance(base, Scripts):
            # What shows nothing stands between; a base in a base in a base could be of any depth.
            marks += base.marks
            base = base.base
        while mark := self._cursor.skip(_MARK):
            kind, group = self._script(mark)
            marks.append((kind, Group((Call(font, (group,)),)) if font else group))
        parts.append(Scripts(base, tuple(marks)))

    def _script(self, mark: re.Match[str]) -> tuple[str, Group]:
        if mark["script"]:
            return mark["script"], self._argument()
        return raised_sign(mark[0].strip())

    def _command(self, name: str) -> tuple[Node, ...]:
        if read := _READERS.get(name):
            return read(self, name)
        token = self._cursor.token()
        if name not in CHARACTERS and token and token["mark"] == "{":
            return (Call(name, (self._argument(),)),)
        return (Command(name),)

    def space(self, name: str) -> tuple[Node, ...]:
        if name in LENGTHS:
            self._cursor.skip(LENGTH)
        return (Space(SPACES[name]),)

    def silent(self, name: str) -> tuple[Node, ...]:
        if name in LENGTHS:
            self._cursor.skip(LENGTH)
        for _ in range(SKIPPED.get(name, 0)):
            self._cursor.skip(OPTION)
            self._cursor.group()
        return ()

    def call(self, name: str) -> tuple[Node, ...]:
        if name in STARRED:
            self._cursor.skip(STAR)
        option = self._cursor.skip(OPTION) if name in OPTIONAL else None
        index = read_math(option[1], self._depth + 1) if option else Group()
        return (Call(name, tuple(self._argument() for _ in range(CALLS[name][0])), index),)

    def words(self, name: str) -> tuple[Node, ...]:
        """Read words, and the formulas that dollars enclose within them."""
        parts: list[Node] = []
        for index, piece in enumerate(self._cursor.group().split("$")):
            if index % 2 and self._depth < _DEEPEST:
                parts += read_math(piece, self._depth + 1).parts
            elif words := plain_words(piece):
                parts.append(Words(words))
        return (Call("mathbf", (Group(tuple(parts)),)),) if name == "textbf" else tuple(parts)

    def enclosed(self, name: str) -> tuple[Node, ...]:
        opening, closing = ENCLOSING[name]
        return Sign(opening), *self._argument().parts, Sign(closing)

    def fence(self, _: str) -> tuple[Node, ...]:
        if self._depth > _DEEPEST:
            return ()
        opening = self._cursor.delimiter()
        body = Group(self.sequence("right"))
        token = self._cursor.token()
        if token is None or token["name"] != "right":
            return (Fence(opening, body, ""),)
        self._cursor.at = token.end()
        return (Fence(opening, body, self._cursor.delimiter()),)

    def delimiter(self, _: str) -> tuple[Node, ...]:
        sign = self._cursor.delimiter()
        return (Sign(sign),) if sign else ()

    def table(self, _: str) -> tuple[Node, ...]:
        """Read the cells of an environment; one of a single line is that line."""
        named = self._cursor.skip(NAME)
        name = named[1].removesuffix("*") if named else ""
        if self._depth > _DEEPEST:
            return ()
        if name in {"array", "tabular", "alignat", "subarray"}:
            self._cursor.skip(COLUMNS)
        rows: list[list[Group]] = [[]]
        while True:
            rows[-1].append(Group(self.sequence("end")))
            token = self._cursor.token()
            if token is None or token["mark"] == "}":
                break
            self._cursor.at = token.end()
            if token["name"] == "end":
                self._cursor.skip(NAME)
                break
            if token["escape"]:
                self._cursor.skip(OPTION)
                rows.append([])
        return tabled(name, rows)

    def chemistry(self, _: str) -> tuple[Node, ...]:
        formula = self._cursor.group()
        return (
            read_math(chemistry_math(formula), self._depth + 1).parts
            if self._depth < _DEEPEST
            else ()
        )

    def quantity(self, name: str) -> tuple[Node, ...]:
        self._cursor.skip(OPTION)
        number = "" if name in {"si", "unit"} else self._cursor.group()
        unit = r"\degree" if name == "ang" else "" if name == "num" else self._cursor.group()
        if self._depth >= _DEEPEST:
            return ()
        return read_math(quantity_math(number, unit), self._depth + 1).parts


_READERS: dict[str | None, Callable[[_Reader, str], tuple[Node, ...]]] = {
    **dict.fromkeys(SPACES, _Reader.space),
    **dict.fromkeys(SILENT, _Reader.silent),
    **dict.fromkeys(SKIPPED, _Reader.silent),
    **dict.fromkeys(CALLS, _Reader.call),
    **dict.fromkeys(WORDS, _Reader.words),
    **dict.fromkeys(ENCLOSING, _Reader.enclosed),
    **dict.fromkeys(("ce", "cf"), _Reader.chemistry),
    **dict.fromkeys("SI qty num si unit ang".split(), _Reader.quantity),
    "left": _Reader.fence,
    "right": _Reader.delimiter,
    "begin": _Reader.table,
}
