r"""LaTeX in, runs out: the commands of titles and abstracts, in text and in math.

Nothing is expanded and nothing nests without bound: a scanner walks over the source once, with a
stack of the styles in force. A command that is not known is left out, and its words are kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from enrich.text.model import Run, Style

__all__ = ["math_runs", "symbol", "text_runs"]

_TOKEN = re.compile(
    r"\\(?P<name>[A-Za-z]+)\*?|\\(?P<sign>.)|(?P<brace>[{}])|(?P<script>[_^])"
    r"|(?P<ligature>---?|``|'')|(?P<words>[^\\{}_^$`'~-]+|.)",
    re.DOTALL,
)
# Accents and the combining characters they are: https://ctan.org/pkg/encguide, table of T1.
_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
_LIGATURES = {"---": "\u2014", "--": "\u2013", "``": "\u201c", "''": "\u201d", "~": " "}
_STYLES = {
    "emph": Style.ITALIC,
    "textit": Style.ITALIC,
    "textsl": Style.ITALIC,
    "textbf": Style.BOLD,
    "textsc": Style.SMALL_CAPS,
    "textsuperscript": Style.SUP,
    "textsubscript": Style.SUB,
}
_SWITCHES = {
    "em": Style.ITALIC,
    "it": Style.ITALIC,
    "itshape": Style.ITALIC,
    "sl": Style.ITALIC,
    "bf": Style.BOLD,
    "bfseries": Style.BOLD,
    "sc": Style.SMALL_CAPS,
    "scshape": Style.SMALL_CAPS,
}
_WORDS = {
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "copyright": "\u00a9",
    "textregistered": "\u00ae",
    "texttrademark": "\u2122",
    "degree": "\u00b0",
    "textdegree": "\u00b0",
    "newline": " ",
    "par": "\n\n",
    "lbrace": "{",
    "rbrace": "}",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textunderscore": "_",
}
_SIGNS = {"\\": " ", "/": "", "-": "", "!": "", ",": " ", ";": " ", ":": " ", "\n": " "}
# Groups behind these are names of things, not words of the text.
_SKIPPED_GROUPS = frozenset(
    "cite citep citet citeauthor nocite ref autoref cref eqref label input include footnote"
    " thanks color begin end includegraphics vspace hspace fontsize href textcolor"
    " hyperref".split()
)


class _Scanner:
    """One walk over a source, with the styles in force and what waits for the next word."""

    def __init__(self, source: str, *, math: bool) -> None:
        self._source = source
        self._math = math
        self._styles: list[tuple[Style, ...]] = [()]
        self._next_style: Style | None = None
        self._accent = ""
        self._at = 0

    def runs(self) -> Iterator[Run]:
        """Give the runs of the source."""
        while token := _TOKEN.match(self._source, self._at):
            self._at = token.end()
            kind = token.lastgroup
            value = token[kind] if kind else ""
            if kind == "brace":
                self._brace(opens=value == "{")
            elif kind == "script" and self._math:
                self._next_style = Style.SUB if value == "_" else Style.SUP
            elif kind in {"name", "sign"}:
                yield from self._command(value, letters=kind == "name")
            elif kind == "ligature" or value == "~":
                yield self._run(value if self._math else _LIGATURES[value])
            else:
                yield from self._words(value)

    def _brace(self, *, opens: bool) -> None:
        if opens:
            self._styles.append(self._taken_styles())
        elif len(self._styles) > 1:
            self._styles.pop()

    def _taken_styles(self) -> tuple[Style, ...]:
        """Give the styles for what comes next, with the one that waits for it."""
        waiting, self._next_style = self._next_style, None
        return (*self._styles[-1], waiting) if waiting else self._styles[-1]

    def _words(self, words: str) -> Iterator[Run]:
        """Write words; what waits is for the first character alone."""
        if self._accent or self._next_style:
            words = words.lstrip() if self._math else words
            first, words = words[:1], words[1:]
            yield self._run(first)
        yield Run(words, self._styles[-1])

    def _run(self, text: str) -> Run:
        if self._accent and text:
            base = {"\u0131": "i", "\u0237": "j"}.get(text[0], text[0])
            text = unicodedata.normalize("NFC", base + self._accent) + text[1:]
            self._accent = ""
        return Run(text, self._taken_styles() if text else self._styles[-1])

    def _command(self, name: str, *, letters: bool) -> Iterator[Run]:
        if letters and not self._math and not _is_word(symbol(name)):
            self._skip_spaces()
        if name in _ACCENTS and not self._math:
            self._accent = _ACCENTS[name]
        elif style := _STYLES.get(name):
            self._next_style = style
        elif style := _SWITCHES.get(name):
            self._styles[-1] = (*self._styles[-1], style)
        elif name == "verb" and self._at < len(self._source):
            yield self._run(self._verbatim())
        elif name in _SKIPPED_GROUPS:
            self._skip_group()
        elif text := (symbol(name) if letters else _SIGNS.get(name, name)):
            yield self._run(f" {text}" if self._math and _is_word(text) else text)

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


def text_runs(source: str) -> Iterator[Run]:
    """Read LaTeX text."""
    return _Scanner(source, math=False).runs()


def math_runs(source: str) -> Iterator[Run]:
    """Read LaTeX math for people who read no LaTeX: characters, raised and lowered."""
    return _Scanner(source, math=True).runs()


def symbol(name: str) -> str:
    """Give the character or the word that a command prints, nothing for one that is not known."""
    if name in _WORDS:
        return _WORDS[name]
    text = _table().get(name, "")
    # Words in the table are either what a function prints, or made up for a command with
    # arguments; a placeholder tells the latter.
    return "" if "%" in text or "<" in text.strip("<") else text


def _is_word(text: str) -> bool:
    """Whether a command prints a word, which people part from the next by the space they typed."""
    return len(text) > 1 and text.isalpha()


@cache
def _table() -> dict[str, str]:
    from pylatexenc.latex2text import (  # noqa: PLC0415 - 30 ms, seldom needed
        get_default_latex_context_db,
    )

    table: dict[str, str] = {}
    symbols = get_default_latex_context_db()
    for category in ("latex-base", "advanced-symbols"):
        for spec in symbols.iter_macro_specs([category]):
            if isinstance(spec.simplify_repl, str) and spec.macroname not in {"today", "title"}:
                table.setdefault(spec.macroname, spec.simplify_repl)
    return table
