r"""Where formulas stand in a text: within dollars, `\(`, `\[`, or an environment of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from enrich.text.math.prose import is_prose

__all__ = ["part_formulas"]

_ENVIRONMENTS = "equation|displaymath|math|align|eqnarray|gather|multline"
_MARK = re.compile(
    r"\\(?:[()\[\]]|(?:begin|end)\{(?:" + _ENVIRONMENTS + r")\*?\}|.)|\$\$?", re.DOTALL
)
_CLOSING = {"$": "$", "$$": "$$", r"\(": r"\)", r"\[": r"\]"}
# What tells a formula, whatever stands around it; and what is one alone.
_TELLING = re.compile(r"\\[A-Za-z]|[_^]")
_ALONE = re.compile(r"\s*(?:[-+<>=~\u00b1\u2212\u2213\u2264\u2265\u00d7]|[\u0370-\u03ff])\s*")
_LONGEST = 2_000


class _Mark(NamedTuple):
    """What may open or close a formula."""

    sign: str
    start: int
    end: int


def part_formulas(source: str) -> Iterator[tuple[str, str | None]]:
    """Part a text into words and the formula behind each; behind the last words is none."""
    at = 0
    opening: _Mark | None = None
    for mark in _marks(source):
        if opening and _closing(opening.sign) == mark.sign and _is_formula(source, opening, mark):
            yield source[at : opening.start], source[opening.end : mark.start].strip()
            at, opening = mark.end, None
        elif _closing(mark.sign):
            opening = mark
    yield source[at:], None


def _marks(source: str) -> Iterator[_Mark]:
    """Find all marks; two dollars are one mark unless a single one is open."""
    is_open = False
    for found in _MARK.finditer(source):
        if found[0] == "$$" and is_open:
            yield _Mark("$", found.start(), found.start() + 1)
            yield _Mark("$", found.start() + 1, found.end())
        else:
            yield _Mark(found[0], *found.span())
            is_open ^= found[0] == "$"


def _closing(sign: str) -> str | None:
    return _CLOSING.get(sign) or (sign.replace("begin", "end", 1) if "begin{" in sign else None)


def _is_formula(source: str, opening: _Mark, closing: _Mark) -> bool:
    r"""Whether what two dollars enclose is a formula, and not what lies between two prices.

    Without anything that tells it, pandoc's rule parts math from money: no space inside the
    dollars, no digit behind them. https://pandoc.org/MANUAL.html#extension-tex_math_dollars
    """
    body = source[opening.end : closing.start]
    if not body.strip() or len(body) > _LONGEST or is_prose(body):
        return False
    if opening.sign != "$":
        return True
    if _TELLING.search(body) or _ALONE.fullmatch(body):
        return not _is_price(body)
    behind = source[closing.end : closing.end + 1]
    return not body[0].isspace() and not body[-1].isspace() and not behind.isdigit()


def _is_price(body: str) -> bool:
    """Whether a body begins as a price does: with a number and then words."""
    return re.match(r"\d[\d.,]*[MBKk]?\s+[a-z]{2,}\s", body) is not None
