"""Papers taken out of a list, each only where its line or item says nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from enrich.bibfile import unified
from enrich.seedfiles.definitions import without_useless
from enrich.seedfiles.entries import entry_spans
from enrich.seedfiles.items import item_spans
from enrich.seedfiles.lines import line_spans
from enrich.seedfiles.model import Left, Taken
from enrich.seedfiles.spans import Span
from enrich.seedfiles.texts import read_written, same_but_for
from enrich.seedfiles.wording import Wording
from enrich.seeds import Scan, Seed, scan_bytes

__all__ = ["take_out"]

_MARKDOWN = "Markdown"
# Where each seed stands with nothing else, or why that can't be told.
_Found: TypeAlias = Mapping[Seed, Span | str]
_WAYS: Mapping[str, Callable[[str, Mapping[Seed, Wording]], _Found]] = {
    _MARKDOWN: item_spans,
    "text": line_spans,
    "BibTeX": entry_spans,
}
_SHARED = "other papers stand on its line"
_READ_OTHERWISE = "without it the rest would be read in another way"


def take_out(raw: bytes, name: str, works: Mapping[Seed, Wording]) -> Taken:
    """Take seeds out of a list, as far as nothing but their works' own words are lost."""
    written = read_written(raw, name)
    ways = _WAYS.get(written.format)
    if ways is None:
        return Taken(raw, left=_all_left(works, f"{written.format} is not edited here"))
    before = scan_bytes(raw, name)
    shared = Counter(seed.origin.line for seed in before.seeds)
    alone = {seed: words for seed, words in works.items() if shared[seed.origin.line] == 1}
    found = {**dict.fromkeys(works, _SHARED), **ways(written.text, alone)}
    left = tuple(Left(seed, why) for seed, why in found.items() if isinstance(why, str))
    spans = {seed: span for seed, span in found.items() if isinstance(span, Span)}
    text = _without(written.text, [*spans.values()])
    # What only stood for a link is of no use without it.
    is_markdown = written.format == _MARKDOWN
    shorter = without_useless(written.text, text, tuple(spans)) if is_markdown else text
    for rest in dict.fromkeys((shorter, text)):
        body = written.encoded(rest)
        if body is not None and _is_rest(before, scan_bytes(body, name), tuple(spans)):
            return Taken(body, unified(written.text, rest, name), tuple(spans), left)
    return Taken(raw, left=(*left, *_all_left(tuple(spans), _READ_OTHERWISE)))


def _all_left(seeds: Iterable[Seed], reason: str) -> tuple[Left, ...]:
    return tuple(Left(seed, reason) for seed in seeds)


def _without(text: str, spans: Sequence[Span]) -> str:
    for span in sorted(set(spans), reverse=True):
        text = text[: span.begin] + text[span.end :]
    return text


def _is_rest(before: Scan, after: Scan, taken: Sequence[Seed]) -> bool:
    """Whether the list read again lacks these seeds, and nothing else."""
    less = same_but_for(before, after)
    if less is None or len(less) != len(taken):
        return False
    return sorted(one.written for one in less) == sorted(one.written for one in taken)
