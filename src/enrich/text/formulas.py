"""Whether LaTeX math is harmless: known commands with what they need, and nothing else.

A formula comes from strangers and goes into somebody's thesis. What this grammar does not take
is written as text instead.
"""

from __future__ import annotations

import re

__all__ = ["harmless_math"]

_SYMBOLS = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi"
    " pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta"
    " Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar Re Im partial nabla infty aleph emptyset"
    " forall exists neg in notin ni subset supset subseteq supseteq cup cap wedge vee setminus"
    " sum prod int oint lim sup inf max min log ln exp sin cos tan cot sec csc sinh cosh tanh"
    " arcsin arccos arctan det dim ker deg gcd arg hom Pr liminf limsup"
    " pm mp times div cdot ast star circ bullet oplus otimes odot dagger ddagger"
    " le leq ge geq ll gg ne neq equiv sim simeq approx cong propto perp parallel mid to gets"
    " leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow mapsto uparrow"
    " downarrow longrightarrow rightleftharpoons langle rangle lfloor rfloor lceil rceil"
    " ldots cdots dots vdots quad qquad prime lbrace rbrace vert Vert backslash top bot angle"
    " triangle prec succ preceq succeq smile frown wr amalg diamond".split()
)
_ARGUMENTS = {
    "frac": 2,
    "sqrt": 1,
    **dict.fromkeys(
        "overline underline hat bar tilde vec dot ddot acute grave check breve widehat widetilde"
        " mathrm mathbf mathit mathcal mathbb mathfrak mathsf mathtt boldsymbol"
        " operatorname".split(),
        1,
    ),
}
_WORDS = frozenset("text textrm textit textbf mbox".split())
_SIGNS = frozenset(",;:! #%&_$|{}")
_DELIMITER = re.compile(
    r"[()\[\]|./<>]|\\(?:[lr](?:brace|angle|floor|ceil|vert)|[vV]ert|\|)(?![a-z])"
)
_TOKEN = re.compile(r"\\([A-Za-z]+)\s*|\\(.)|(\s+)|([A-Za-z0-9.,:;!?'\"()\[\]|/<>=+*@`-])|([{}_^])")
_DEEPEST = 30


def harmless_math(math: str) -> bool:
    """Whether LaTeX prints this formula without an error, a warning or a side effect."""
    return math.isascii() and "\n" not in math and _Grammar(math).is_satisfied()


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
                # A prime is a raised sign, after which nothing more can be raised.
                scripts = {"^"} if token[4] == "'" else set()
                self._atom(token, depth)
        if until:
            raise _Wrong

    def _argument(self, depth: int) -> None:
        """Read what a script or a command needs: a group, or one atom."""
        while (token := self._take())[3]:
            pass
        if token[5] in {"_", "^", "}"}:
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
        found = re.compile(r"\{(?:[\w\s.,:;!?'()\[\]/<>=+*@-]|\\[#$%&_])*\}").match(
            self._math, self._at
        )
        if found is None or "_" in found[0].replace("\\_", ""):
            raise _Wrong
        self._at = found.end()
