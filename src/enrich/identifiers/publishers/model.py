"""What a row of the publishers' table is."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple, TypeAlias

__all__ = ["BY_TITLE", "Form", "Found", "Publisher"]

# The link is that of a paper and holds no identifier: the paper is looked for by its title.
BY_TITLE = None

# How the path and query of a link look, and what they give: a template of the pattern's groups, a
# function where a template won't do, or nothing. What is given is a DOI, or an arXiv identifier or
# a PII with its prefix. A pattern is matched from the path's first slash to the end of the path,
# or of the query's parameter where it goes that far; case does not count, escapes are undone.
Form: TypeAlias = tuple[str, str | Callable[[re.Match[str]], str | None] | None]


class Found(NamedTuple):
    """A paper that a link leads to, and its identifier where the link holds one."""

    text: str | None


class Publisher(NamedTuple):
    """Whoever puts papers on the web, its hosts with all below them, and the forms of its links.

    The first form that matches decides. Where none does, a DOI that stands in the link is its
    identifier, as it is anywhere.
    """

    name: str
    hosts: str
    forms: tuple[Form, ...] = ()

    def find(self, place: str) -> Found | None:
        """Find what a link's host, path and query say; nothing where they are not of a paper."""
        for pattern, gives in self.forms:
            if found := _compiled(pattern).fullmatch(place):
                return Found(_filled(found, gives))
        return None


def _filled(
    found: re.Match[str], gives: str | Callable[[re.Match[str]], str | None] | None
) -> str | None:
    if gives is None or callable(gives):
        return gives(found) if gives else None
    return gives.format(**found.groupdict())


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when it is first needed: few hosts of the table are met in one run."""
    host = "" if pattern.startswith("[") else "[^/?]+"
    return re.compile(rf"{host}(?:{pattern})(?:[?&;].*)?", re.IGNORECASE | re.ASCII | re.DOTALL)
