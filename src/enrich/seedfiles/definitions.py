"""The definitions of links in a Markdown list: those that nothing refers to any more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from enrich.seedfiles.sections import outline_of
from enrich.seedfiles.spans import Span, whole_lines
from enrich.seeds import Seed

__all__ = ["without_useless"]

# One that stands on lines of its own, and in nothing else.
_DEFINITION = re.compile(r"^\ufeff? {0,3}\[[^\]\r\n]+\]:", re.MULTILINE)


def without_useless(before: str, text: str, taken: Sequence[Seed]) -> str:
    """Take the definitions out of a text that only the links to papers used that are gone."""
    if _DEFINITION.search(text):
        for span in sorted(_useless(before, text, taken), reverse=True):
            text = text[: span.begin] + text[span.end :]
    return text


def _useless(before: str, text: str, taken: Sequence[Seed]) -> Iterator[Span]:
    # It takes 25 ms, and few lists have any.
    from enrich.seeds.markdown.parser import labels_in  # noqa: PLC0415

    outline = outline_of(text)
    addresses = {seed.written for seed in taken}
    # In brackets stands each where it is defined, and where it is used.
    old, new = Counter(labels_in(before)), Counter(labels_in(text))
    for label, defined in outline.blocks.definitions():
        is_useless = old[label] > 1 and new[label] == 1 and defined.address in addresses
        if is_useless and _DEFINITION.match(outline.lines[defined.begin]):
            yield whole_lines(outline.lines, defined.begin, defined.end)
