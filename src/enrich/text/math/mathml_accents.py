"""What stands over and under something in MathML as an accent."""

from __future__ import annotations

import re

__all__ = ["ATOM", "accented"]

# What needs no braces to bear an index or an accent.
ATOM = re.compile(
    r"[A-Za-z]|\d+|\\[A-Za-z]+ ?|\\(?:math[a-z]+|text|operatorname)\{[^{}]*\}", re.ASCII
)
# What stands over or under something as an accent.
_OVER = {
    "^": "hat",
    "\u02c6": "hat",
    "\u0302": "hat",
    "\u2038": "hat",
    "~": "tilde",
    "\u02dc": "tilde",
    "\u223c": "tilde",
    "\u0303": "tilde",
    "\u00af": "bar",
    "\u02c9": "bar",
    "\u0304": "bar",
    "\u0305": "bar",
    "\u203e": "bar",
    "\u2015": "bar",
    "_": "bar",
    "-": "bar",
    "\u2212": "bar",
    "\u2192": "vec",
    "\u20d7": "vec",
    "\u21c0": "vec",
    "\u2190": "overleftarrow",
    ".": "dot",
    "\u02d9": "dot",
    "\u0307": "dot",
    "\u00a8": "ddot",
    "..": "ddot",
    "\u0308": "ddot",
    "...": "dddot",
    "\u20db": "dddot",
    "\u02c7": "check",
    "\u030c": "check",
    "\u02d8": "breve",
    "\u0306": "breve",
    "\u00b4": "acute",
    "\u0301": "acute",
    "`": "grave",
    "\u0300": "grave",
    "\u02da": "mathring",
    "\u030a": "mathring",
    "\u23de": "overbrace",
    "\ufe37": "overbrace",
}
_UNDER = {
    **dict.fromkeys("_\u00af\u0331\u0332\u203e\u2015\u2212-", "underline"),
    "\u23df": "underbrace",
    "\ufe38": "underbrace",
}
_WIDER = {"hat": "widehat", "tilde": "widetilde", "bar": "overline", "vec": "overrightarrow"}


def accented(base: str, mark: str, kind: str) -> str | None:
    """Put what stands over or under a base on it, if it is an accent."""
    accents = _OVER if kind == "^" else _UNDER
    command = accents.get(mark.strip())
    if command is None or not base:
        return None
    wide = _WIDER.get(command, command) if not ATOM.fullmatch(base) else command
    return f"\\{wide}{{{base}}}"
