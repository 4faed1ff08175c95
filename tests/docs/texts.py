"""What stands in the documents: their texts, their blocks, the cells of their tables."""

from __future__ import annotations

import re

from scripts.fill_docs import DOCUMENTS, ROOT
from tests.docs.pages import Block, blocks

__all__ = ["NAMES", "ROOT", "SITE", "blocks_of", "named", "rows", "text_of"]

NAMES = [str(document.relative_to(ROOT)) for document in DOCUMENTS]
SITE = [name for name in NAMES if name.startswith("docs/")]


def text_of(name: str) -> str:
    """Give the text of a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def blocks_of(name: str) -> list[Block]:
    """Give the fenced blocks of a document."""
    return [one for one in blocks(text_of(name)) if not one.is_direction]


def rows(name: str, heading: str = "") -> list[list[str]]:
    """Give the cells of the tables of a page, or of the first one below a heading."""
    text = text_of(name)
    below = f"\n{text}".partition(f"\n{heading}\n")[2].partition("\n#")[0] if heading else text
    lines = re.findall(r"^\| (.*) \|$", below, re.MULTILINE)
    return [line.split(" | ") for line in lines]


def named(name: str, heading: str = "", column: int = 0) -> set[str]:
    """Give what stands as code in a column of a page's tables."""
    cells = (row[column] for row in rows(name, heading) if column < len(row))
    return {one for cell in cells for one in re.findall(r"`([^`]+)`", cell)}
