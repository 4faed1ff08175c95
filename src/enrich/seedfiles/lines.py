"""The lines of a list in plain text that name one paper and say nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from enrich.seedfiles.spans import MORE, Span, whole_lines
from enrich.seedfiles.texts import lines_of
from enrich.seedfiles.wording import UNKNOWN, Wording, is_its_own
from enrich.seeds import Seed
from enrich.seeds.text.lines import begins_with_identifier, beside_identifier, without_comment

__all__ = ["line_spans"]


def line_spans(text: str, works: Mapping[Seed, Wording]) -> Mapping[Seed, Span | str]:
    """Give the line of each seed, if that begins with its identifier and says no more of it."""
    lines = lines_of(text)
    return {seed: _span(lines, seed.origin.line - 1, words) for seed, words in works.items()}


def _span(lines: Sequence[str], at: int, wording: Wording) -> Span | str:
    line = lines[at].strip("\ufeff")
    named = without_comment(line)
    comment = line.strip()[len(named) :].lstrip().removeprefix("#").strip()
    if not begins_with_identifier(named):
        return MORE
    if not is_its_own(f"{beside_identifier(named)} {comment}", wording):
        return MORE if wording.words else UNKNOWN
    return whole_lines(lines, at, at + 1)
