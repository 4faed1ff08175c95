"""A page of the documentation in parts: what is shown, what is run, what is set up unseen.

What is set up stands in HTML comments, each beginning on a line of its own:

    <!-- project: sources -->   a new folder; `sources` answer, `snapshot` is this project's own
                                library, `nobody` is a project whose sources can't be reached
    <!-- file: NAME             a file of the project, up to the end of the comment
    <!-- run: COMMAND -->       a command whose output is not shown
    <!-- exit: 1 -->            what the last command of the next block ends with
    <!-- on: terminal -->       the next block's commands print to a terminal

A fenced block with `title="NAME"` is a file of the project, too. A block of `console` holds
commands, each behind `$ `, and below each what it prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Block", "blocks"]

_PART = re.compile(
    r"^<!-- (?P<direction>project|file|run|exit|on): (?P<told>.*?)\s*-->$"
    r"|^(?P<indent> *)```(?P<language>\w*)(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
_TITLE = re.compile(r'title="(?P<name>[^"]+)"')


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block, or a direction in a comment, and where its text stands in the page."""

    # The language of a block, or the name of a direction.
    kind: str
    text: str
    start: int
    end: int
    # The file that a block shows.
    title: str | None = None
    is_direction: bool = False


def blocks(page: str) -> Iterator[Block]:
    """Take a page apart, in order."""
    for part in _PART.finditer(page):
        if part["direction"]:
            yield Block(part["direction"], part["told"], *part.span("told"), is_direction=True)
        else:
            title = _TITLE.search(part["info"])
            lines = part["text"].splitlines(keepends=True)
            text = "".join(line.removeprefix(part["indent"]) for line in lines)
            named = title["name"] if title else None
            yield Block(part["language"], text, *part.span("text"), title=named)
