r"""A walk over text that is no LaTeX, but has a command of it here and there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from enrich.text.model import Run
from enrich.text.scanner import SKIPPED_GROUPS, STYLES, SWITCHES, Scanner
from enrich.text.symbols import ACCENT_SIGNS, symbol

__all__ = ["StrayScanner"]

_BOXES = frozenset("mbox hbox text textrm texttt textsf textup textnormal textmd".split())
_COMMAND = re.compile(r"\\([A-Za-z]{2,12})\s*$")
_BRACED = re.compile(r"\s*\{\\?[A-Za-z]\}")
_NAME = re.compile(r"[A-Za-z]{2,}")
_ELIDED = re.compile(r"(?:^|[^\W\d_]?\b)(?:[OoDdLlNnMmSsCcJjTt]|[Qq]u)$")
_POSSESSIVE = re.compile(r"(?:s|t|d|m|ll|re|ve)\b")
_LETTER = re.compile(r"[A-Za-z]")


class StrayScanner(Scanner):
    """One walk, in which dashes, lone braces and commands that nobody knows stay as they are."""

    def __init__(self, source: str) -> None:
        """Stand at the beginning of this source."""
        super().__init__(source)
        self._literal: list[bool] = []
        self._paired = {quote for quote in "\"'" if source.count(f"\\{quote}") > 1}

    def _brace(self, brace: str) -> Iterator[Run]:
        if brace == "{":
            self._literal.append(not self._is_group())
            literal = self._literal[-1]
        else:
            literal = self._literal.pop() if self._literal else True
        return iter((self._run(brace),)) if literal else super()._brace(brace)

    def _is_group(self) -> bool:
        """Whether a brace belongs to a command, before it or at its beginning."""
        if self._next_style or self._accent or False in self._literal:
            return True
        if self._source.startswith(("\\", "}"), self._at):
            return True
        before = _COMMAND.search(self._source[max(0, self._at - 16) : self._at - 1])
        return before is not None and before[1] in _BOXES

    def _ligature(self, signs: str) -> str:
        return signs

    def _command(self, name: str, *, letters: bool) -> Iterator[Run]:
        if name == "\\" and (again := _NAME.match(self._source, self._at)) and symbol(again[0]):
            # A backslash that some program has escaped.
            self._at = again.end()
            return iter((self._run(symbol(again[0])),))
        if letters and not self._is_known(name):
            return iter((self._run(f"\\{name}"),))
        if not letters and name in ACCENT_SIGNS and not self._is_accent(name):
            return iter((self._run(name),))
        return super()._command(name, letters=letters)

    def _is_known(self, name: str) -> bool:
        if name in ACCENT_SIGNS:
            return _BRACED.match(self._source, self._at) is not None
        if name in SKIPPED_GROUPS:
            return self._source.startswith("{", self._at)
        return name in STYLES or name in SWITCHES or name in _BOXES or bool(symbol(name))

    def _is_accent(self, name: str) -> bool:
        """Whether this is an accent, and no quote that some program has escaped."""
        if _BRACED.match(self._source, self._at):
            return True
        letter = _LETTER.match(self._source, self._at)
        if letter is None or not _composes(letter[0], name) or self._is_apostrophe(name):
            return False
        return name not in self._paired or self._source[self._at - 3 : self._at - 2].isalpha()

    def _is_apostrophe(self, name: str) -> bool:
        """Whether an escaped sign stands where words are elided: O'Brien, l'eau, patient's."""
        if name != "'":
            return False
        before = _ELIDED.search(self._source[max(0, self._at - 6) : self._at - 2])
        return before is not None or _POSSESSIVE.match(self._source, self._at) is not None


def _composes(letter: str, accent: str) -> bool:
    return len(unicodedata.normalize("NFC", letter + ACCENT_SIGNS[accent])) == 1
