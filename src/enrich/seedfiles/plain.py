"""A paper put into a list in plain text: one more line, its title behind it as a comment."""

from __future__ import annotations

from collections.abc import Iterator

from enrich.errors import SeedError
from enrich.identifiers import ArxivId, Doi, Identifier
from enrich.seedfiles.model import Addition
from enrich.seedfiles.texts import Written
from enrich.text import without_unseen

__all__ = ["lines_in_text"]


def lines_in_text(written: Written, addition: Addition, name: str) -> Iterator[str]:
    """Give the list with one more line, the nicest way to write that first."""
    if addition.section:
        message = f"{name}: only a list in Markdown has sections; leave out --section"
        raise SeedError(message)
    end = written.newline
    text = written.text
    begun = text if not text or text.endswith(("\n", "\r")) else f"{text}{end}"
    title = " ".join(without_unseen(addition.title or "").split())
    bare = _bare(addition.identifier)
    if title:
        yield f"{begun}{bare}  # {title}{end}"
    yield f"{begun}{bare}{end}"
    yield f"{begun}{addition.identifier.url}{end}"


def _bare(identifier: Identifier) -> str:
    """Give an identifier as people write it."""
    match identifier:
        case ArxivId():
            return identifier.short
        case Doi():
            return identifier.value
        case _:
            return identifier.key
