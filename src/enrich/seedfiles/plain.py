"""A paper put into a list in plain text: one more line, its title behind it as a comment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enrich.errors import SeedError
from enrich.identifiers import ArxivId, Doi, Identifier
from enrich.seedfiles.model import Addition, Draft
from enrich.seedfiles.texts import Written
from enrich.text import without_unseen

__all__ = ["lines_in_text"]


def lines_in_text(written: Written, additions: Sequence[Addition], name: str) -> Draft:
    """Draft the list with a line more for each."""
    if any(one.section for one in additions):
        message = f"{name}: only a list in Markdown has sections; leave out --section"
        raise SeedError(message)
    end = written.newline
    text = written.text
    begun = text if not text or text.endswith(("\n", "\r")) else f"{text}{end}"
    return Draft(
        [[*_lines(one)] for one in additions],
        lambda lines: "".join((begun, *(f"{line}{end}" for line in lines))),
    )


def _lines(addition: Addition) -> Iterator[str]:
    title = " ".join(without_unseen(addition.title or "").split())
    bare = _bare(addition.identifier)
    if title:
        yield f"{bare}  # {title}"
    yield bare
    yield addition.identifier.url


def _bare(identifier: Identifier) -> str:
    """Give an identifier as people write it."""
    match identifier:
        case ArxivId():
            return identifier.short
        case Doi():
            return identifier.value
        case _:
            return identifier.key
