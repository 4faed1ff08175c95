"""The entries of a .bib, each with all that it says of its paper."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from enrich.bibfile.cutting import Item, cut, line_starts
from enrich.seedfiles.spans import MORE, Span
from enrich.seedfiles.wording import Wording, is_its_own
from enrich.seeds import Seed

__all__ = ["entry_spans"]

# The fields by which an entry takes from others.
_TAKING = frozenset({"crossref", "xref", "xdata", "entryset", "related"})
# What services that give out entries put into them of their own accord.
_OF_SERVICES = frozenset("adsnote adsurl bibsource biburl numpages timestamp urldate".split())
_SPACE = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)")
_BLANK = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
_NAMES = re.compile(r"[^\s,{}\"]+")


def entry_spans(text: str, works: Mapping[Seed, Wording]) -> Mapping[Seed, Span | str]:
    """Give the place of each seed's entry, if that can be read and no other one needs it."""
    items = [block for block in cut(text) if isinstance(block, Item)]
    starts = line_starts(text)
    by_line: dict[int, list[Item]] = {}
    for item in items:
        by_line.setdefault(bisect_right(starts, item.start), []).append(item)
    needed = {name.casefold(): item.key for item in items for name in _needs(item, text)}
    found = {seed: _span(by_line.get(seed.origin.line, ()), needed, text) for seed in works}
    for seed, wording in works.items():
        items = by_line.get(seed.origin.line, [])
        if isinstance(found[seed], Span) and (mine := _owners(items[0], seed, wording, text)):
            found[seed] = f"it has fields of yours ({', '.join(mine)})"
    return found


def _owners(item: Item, seed: Seed, wording: Wording, text: str) -> Sequence[str]:
    """Give the fields that no source gives, and a note that says more than what the work is."""
    names = dict.fromkeys(name.lower() for name, value in seed.extras if value.strip())
    for field in item.fields:
        note = text[field.value_start : field.value_end].strip('{}" ')
        if field.name.lower() == "note" and not is_its_own(note, wording):
            names.setdefault("note")
    return [name for name in names if name not in _OF_SERVICES]


def _needs(item: Item, text: str) -> Iterable[str]:
    """Give the keys of the entries from which one takes fields."""
    for field in item.fields:
        if field.name.lower() in _TAKING:
            yield from _NAMES.findall(text[field.value_start : field.value_end])


def _span(items: Sequence[Item], needed: Mapping[str, str], text: str) -> Span | str:
    if len(items) != 1:
        return MORE
    (item,) = items
    if other := needed.get(item.key.casefold()):
        return f"the entry {other} refers to it"
    begin = max(text.rfind("\n", 0, item.start), text.rfind("\r", 0, item.start)) + 1
    before, behind = text[begin : item.start].strip("\ufeff"), _SPACE.match(text, item.end)
    if before.strip() or behind is None:
        return Span(item.start, item.end)
    blank = _BLANK.match(text, behind.end())
    # The mark at the beginning of a file stays.
    return Span(item.start - len(before), blank.end() if blank else behind.end())
