"""The lines of a list in plain text that name one paper and say nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from enrich.seedfiles.spans import MORE, Span, whole_lines
from enrich.seedfiles.texts import lines_of
from enrich.seeds import Seed
from enrich.seeds.text.lines import begins_with_identifier, without_comment
from enrich.text import folded

__all__ = ["line_spans"]


def line_spans(text: str, titles: Mapping[Seed, str]) -> Mapping[Seed, Span | str]:
    """Give the line of each seed, if that begins with its identifier and no remark follows."""
    lines = lines_of(text)
    return {seed: _span(lines, seed.origin.line - 1, title) for seed, title in titles.items()}


def _span(lines: Sequence[str], at: int, title: str) -> Span | str:
    line = lines[at].strip("\ufeff")
    named = without_comment(line)
    comment = line.strip()[len(named) :].lstrip().removeprefix("#").strip()
    is_its_own = not comment or folded(comment) == folded(title)
    if not begins_with_identifier(named) or not is_its_own:
        return MORE
    return whole_lines(lines, at, at + 1)
