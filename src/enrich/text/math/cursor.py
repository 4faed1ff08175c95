"""A place in a formula's source, and the tokens at it."""

from __future__ import annotations

import re

from enrich.text.math.names import CHARACTERS

__all__ = ["COLUMNS", "LENGTH", "NAME", "OPTION", "STAR", "Cursor", "end_of_command"]

# What stands behind some commands.
_INDEX = re.compile(r"[_^]")
NAME = re.compile(r"\s*\{([A-Za-z]{1,20}\*?)\}")
COLUMNS = re.compile(r"\s*(?:\[\w\])?\s*\{[^{}]{0,80}\}")
OPTION = re.compile(r"\s*\[([^\[\]]{0,80})\]")
STAR = re.compile(r"\*?")
LENGTH = re.compile(r"\*?\s*=?\s*(?:-?[\d.]+\s*(?:pt|em|ex|mu|cm|mm|in)\b|\{[^{}]{0,40}\})")
_TOKEN = re.compile(
    r"\\(?P<name>[A-Za-z]+)|\\(?P<escape>.)|(?P<space>\s+)|(?P<mark>[{}_^&~$])"
    r"|(?P<sign>[,;]\s*|.)",
    re.DOTALL,
)
_BLANK = re.compile(r"\s*")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_DELIMITER = re.compile(r"\s*(?:\\(?P<name>[A-Za-z]+)|\\(?P<escape>.)|(?P<sign>[^\\\s{}^_&$~]))")


class Cursor:
    """Where a reader is, and what closes the groups that are open there."""

    def __init__(self, source: str) -> None:
        """Stand at the beginning of this source."""
        self._source = source
        self.at = 0
        # What closes the groups that are open, the innermost last.
        self.ends: list[str] = []

    def token(self) -> re.Match[str] | None:
        """Look at the next token."""
        return _TOKEN.match(self._source, self.at)

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Look for a pattern just here."""
        return pattern.match(self._source, self.at)

    def skip(self, pattern: re.Pattern[str] = _BLANK) -> re.Match[str] | None:
        """Go past a pattern that stands here, white space if no other is named."""
        if found := pattern.match(self._source, self.at):
            self.at = found.end()
        return found

    def is_end(self, token: re.Match[str]) -> bool:
        """Whether a token closes one of the groups that are open, or parts its cells."""
        if token["mark"] == "}":
            return "}" in self.ends
        if token["mark"] == "&" or token["escape"] == "\\" or token["name"] == "end":
            return self.ends[-1] == "end"
        return token["name"] == "right" and self.ends[-1] == "right"

    def group(self) -> str:
        """Go past a group, a command or a character, and give what it holds."""
        self.skip()
        start = self.at
        if not self._source.startswith("{", start):
            self.argument()
            return self._source[start : self.at]
        depth = 0
        for brace in _BRACE.finditer(self._source, start):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            if depth == 0:
                self.at = brace.end()
                return self._source[start + 1 : brace.start()]
        self.at = len(self._source)
        return self._source[start + 1 :]

    def argument(self) -> None:
        """Go past a group, a command or a character; what closes another group stays."""
        self.skip()
        token = self.token()
        if token and token["mark"] == "{":
            self.group()
        elif token and token["mark"] != "}":
            self.at = token.end()

    def delimiter(self) -> str:
        """Go past what stands behind `left` or `right`, and give its character, if it has one."""
        found = self.skip(_DELIMITER)
        if found is None:
            return ""
        if found["name"]:
            return CHARACTERS.get(found["name"], "")
        sign = found["sign"] or found["escape"]
        return "" if sign == "." else "\u2016" if found[0].endswith(r"\|") else sign


def end_of_command(source: str, start: int, arguments: int) -> int:
    """Find the end of the command that starts here, with its arguments and its indices."""
    cursor = Cursor(source)
    cursor.at = start
    cursor.ends.append("}")
    cursor.argument()
    cursor.skip(OPTION)
    for _ in range(arguments):
        cursor.argument()
    while cursor.skip(_INDEX):
        cursor.argument()
    return cursor.at
