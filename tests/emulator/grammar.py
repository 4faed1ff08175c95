"""The language of arXiv's `search_query`, and which papers a query finds.

https://info.arxiv.org/help/api/user-manual.html#51-details-of-query-construction
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Fields = dict[str, tuple[str, ...]]

_TOKEN = re.compile(r'[()]|(?:[a-z]+:)?"[^"]*"|[^\s()"]+')
_FIELD = re.compile(r'(?:(ti|au|abs|co|jr|cat|id|all):)?"?([^"]*)"?')
# What Lucene's English analyzer leaves out, of titles and of queries alike.
_STOP_WORDS = frozenset(
    "a an and are as at be but by for if in into is it no not of on or such that the their then"
    " there these they this to was will with".split()
)


def tokens(text: str) -> tuple[str, ...]:
    """Split a text into the words that the index holds."""
    return tuple(w for w in re.findall(r"\w+", text.casefold()) if w not in _STOP_WORDS)


class Query:
    """One query, to be held against papers."""

    def __init__(self, text: str) -> None:
        """Read a query; what its brackets leave over is not looked at."""
        self._tokens = _TOKEN.findall(text)

    def score(self, fields: Mapping[str, tuple[str, ...]]) -> int:
        """Count the terms that a paper has, nought if it is not found at all."""
        self._at, self._hits, self._fields = 0, 0, fields
        return self._hits if self._either() else 0

    def _either(self) -> bool | None:
        found = self._both()
        while self._next() == "OR":
            self._at += 1
            found = _any(found, self._both())
        return found

    def _both(self) -> bool | None:
        found = self._one()
        while (following := self._next()) not in {None, ")", "OR"}:
            if following in {"AND", "ANDNOT"}:
                self._at += 1
            other = self._one()
            if following == "ANDNOT":
                other = None if other is None else not other
            found = _all(found, other)
        return found

    def _one(self) -> bool | None:
        term, self._at = self._next() or "", self._at + 1
        if term != "(":
            return self._holds(term)
        found = self._either()
        self._at += 1
        return found

    def _next(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _holds(self, token: str) -> bool | None:
        """Tell whether a term is found; one of stop words alone counts neither way."""
        found = _FIELD.fullmatch(token)
        where, text = (found[1] or "all", found[2]) if found else ("all", token)
        if where == "id":
            hit = text in self._fields["id"]
            self._hits += hit
            return hit
        if "-" in text and '"' not in token:
            # What stands behind the hyphen is taken for something that must not be there.
            return False
        wanted, held = tokens(text), self._fields[where]
        if not wanted:
            return None
        places = range(len(held) - len(wanted) + 1)
        hit = any(held[at : at + len(wanted)] == wanted for at in places)
        self._hits += hit
        return hit


def _all(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001 - of no meaning by itself
    return other if one is None else one if other is None else one and other


def _any(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001 - of no meaning by itself
    return other if one is None else one if other is None else one or other
