r"""A walk over LaTeX text: the commands of titles and abstracts.

Nothing is expanded and nothing nests without bound: a scanner walks over the source once, with a
stack of the styles in force. A command that is not known is left out, and its words are kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from enrich.text.math.commands import CALLS, ENCLOSING
from enrich.text.math.cursor import end_of_command
from enrich.text.math.names import CHARACTERS
from enrich.text.model import Run, Style
from enrich.text.symbols import ACCENT_SIGNS, symbol

__all__ = ["SKIPPED_GROUPS", "STYLES", "SWITCHES", "Scanner"]

_TOKEN = re.compile(
    r"\\(?P<name>[A-Za-z]+)\*?|\\(?P<sign>.)|(?P<brace>[{}])|(?P<script>[_^](?=\{))"
    r"|(?<=[\w)\]|}])\^(?P<power>[+-]?\d{1,3})(?!\w|\.\d)"
    r"|(?P<ligature>---?|``?|''|~)|(?P<words>[^\\{}_^`'~-]+|.)",
    re.DOTALL,
)
_LIGATURES = {
    "---": "\u2014",
    "--": "\u2013",
    "``": "\u201c",
    "`": "\u2018",
    "''": "\u201d",
    "~": " ",
}
STYLES = {
    "emph": Style.ITALIC,
    "textit": Style.ITALIC,
    "textsl": Style.ITALIC,
    "textbf": Style.BOLD,
    "textsc": Style.SMALL_CAPS,
    "textsuperscript": Style.SUP,
    "textsubscript": Style.SUB,
}
SWITCHES = {
    "em": Style.ITALIC,
    "it": Style.ITALIC,
    "itshape": Style.ITALIC,
    "sl": Style.ITALIC,
    "bf": Style.BOLD,
    "bfseries": Style.BOLD,
    "sc": Style.SMALL_CAPS,
    "scshape": Style.SMALL_CAPS,
}
_SIGNS = {"\\": " ", "/": "", "-": "", "!": "", ",": " ", ";": " ", ":": " ", "\n": " "}
# Groups behind these are names of things, not words of the text.
SKIPPED_GROUPS = frozenset(
    "cite citep citet citeauthor nocite ref autoref cref eqref label input include footnote"
    " thanks color begin end includegraphics vspace hspace fontsize href textcolor"
    " hyperref".split()
)
_OF_TEXT = frozenset("underline boxed smash cancel mod atop not".split())
# Commands that make a formula, though no dollars tell so.
_FORMULAS = {
    **{name: count for name, (count, _) in CALLS.items() if name not in _OF_TEXT},
    **dict.fromkeys([*ENCLOSING, "ce", "si", "num", "unit", "ang"], 1),
    **dict.fromkeys(["SI", "qty"], 2),
}
# What LaTeX prints in math alone has been typed without a thought of the space behind it.
_OF_MATH = CHARACTERS.keys() - set("copyright pounds S P dag ddag AA dots ldots".split())
# Stands for a formula that has been taken out.
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class Scanner:
    """One walk over a source, with the styles in force and what waits for the next word."""

    def __init__(self, source: str) -> None:
        """Stand at the beginning of this source."""
        self._source = source
        self._styles: list[tuple[Style, ...]] = [()]
        self._next_style: Style | None = None
        self._accent = ""
        self._at = 0
        # Up to where no command can be a formula of its own.
        self._mixed = 0

    def runs(self) -> Iterator[Run]:
        """Give the runs of the source."""
        while token := _TOKEN.match(self._source, self._at):
            start, self._at = self._at, token.end()
            kind = token.lastgroup
            value = token[kind] if kind else ""
            if kind == "brace":
                yield from self._brace(value)
            elif kind == "script":
                self._next_style = Style.SUB if value == "_" else Style.SUP
            elif kind == "power":
                yield Run(value.replace("-", "\u2212"), _with(Style.SUP, self._styles[-1]))
            elif kind == "name" and (formula := self._formula(value, start)):
                yield formula
            elif kind in {"name", "sign"}:
                yield from self._command(value, letters=kind == "name")
            elif kind == "ligature":
                yield self._run(self._ligature(value))
            else:
                yield from self._words(value)

    def _formula(self, name: str, start: int) -> Run | None:
        """Read a command of math, with its arguments and its indices."""
        if name not in _FORMULAS or start < self._mixed:
            return None
        end = end_of_command(self._source, start, _FORMULAS[name])
        formula = self._source[start:end]
        if _PRIVATE.search(formula):
            self._mixed = end
        if end <= self._at or end <= self._mixed:
            return None
        self._at = end
        return Run(formula, (*self._taken_styles(), Style.MATH))

    def _brace(self, brace: str) -> Iterator[Run]:
        """Open or close a group, which shows nothing."""
        if brace == "{":
            self._styles.append(self._taken_styles())
        elif len(self._styles) > 1:
            self._styles.pop()
        return iter(())

    def _ligature(self, signs: str) -> str:
        return _LIGATURES[signs]

    def _taken_styles(self) -> tuple[Style, ...]:
        """Give the styles for what comes next, with the one that waits for it."""
        waiting, self._next_style = self._next_style, None
        return _with(waiting, self._styles[-1])

    def _words(self, words: str) -> Iterator[Run]:
        """Write words; what waits is for the first character alone."""
        if self._accent or self._next_style:
            first, words = words[:1], words[1:]
            yield self._run(first)
        yield Run(words, self._styles[-1])

    def _run(self, text: str) -> Run:
        if self._accent and text:
            base = {"\u0131": "i", "\u0237": "j"}.get(text[0], text[0])
            # An accent on nothing would come to stand on the letter before it.
            accent = "" if base.isspace() else self._accent
            text = unicodedata.normalize("NFC", base + accent) + text[1:]
            self._accent = ""
        return Run(text, self._taken_styles() if text else self._styles[-1])

    def _command(self, name: str, *, letters: bool) -> Iterator[Run]:
        if letters and not _is_word(symbol(name)) and name not in _OF_MATH:
            self._skip_spaces()
        if name in ACCENT_SIGNS:
            # The inner one of two stands next to the letter.
            self._accent = ACCENT_SIGNS[name] + self._accent
        elif style := STYLES.get(name):
            self._next_style = style
        elif style := SWITCHES.get(name):
            self._styles[-1] = _with(style, self._styles[-1])
        elif name == "verb" and self._at < len(self._source):
            yield self._run(self._verbatim())
        elif name in SKIPPED_GROUPS:
            self._skip_group()
        elif text := (symbol(name) if letters else _SIGNS.get(name, name)):
            yield self._run(text)

    def _skip_spaces(self) -> None:
        while self._source[self._at : self._at + 1].isspace():
            self._at += 1

    def _verbatim(self) -> str:
        mark = self._source[self._at]
        end = self._source.find(mark, self._at + 1)
        text = self._source[self._at + 1 : end if end > 0 else None]
        self._at = end + 1 if end > 0 else len(self._source)
        return text

    def _skip_group(self) -> None:
        """Leave out the optional and the first group behind a command."""
        option = re.compile(r"\s*\[[^\]]{0,200}\]").match(self._source, self._at)
        self._at = option.end() if option else self._at
        if self._source[self._at : self._at + 1] != "{":
            return
        depth = 0
        for at in range(self._at, len(self._source)):
            depth += {"{": 1, "}": -1}.get(self._source[at], 0)
            if depth == 0:
                self._at = at + 1
                return
        self._at = len(self._source)


def _with(style: Style | None, styles: tuple[Style, ...]) -> tuple[Style, ...]:
    """Add a style to those in force, once."""
    return styles if style is None or style in styles else (*styles, style)


def _is_word(text: str) -> bool:
    """Whether a command prints a word, which people part from the next by the space they typed."""
    return len(text) > 1 and text.isalpha()
