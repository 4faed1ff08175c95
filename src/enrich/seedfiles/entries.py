"""The entries of a .bib, each with all that it says of its paper."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence

from enrich.bibfile.cutting import Item, cut, line_starts
from enrich.seedfiles.spans import MORE, Span
from enrich.seedfiles.wording import UNKNOWN, Wording, are_among, is_its_own
from enrich.seeds import Seed
from enrich.seeds.bibtex.fields import plain_words

__all__ = ["entry_spans"]

_TITLES = frozenset({"title", "subtitle"})
# What is neither a number nor the name of a macro.
_TEXT = re.compile(r"[{\"]")
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
        if isinstance(found[seed], Span) and (why := _doubt(items[0], seed, wording, text)):
            found[seed] = why
    return found


def _doubt(item: Item, seed: Seed, wording: Wording, text: str) -> str | None:
    """Tell why an entry may hold words of its owner; none if it does not."""
    extras = {name.lower() for name, value in seed.extras if value.strip()}
    mine = _owners(item, extras, wording, text)
    if mine and not wording.words and extras.isdisjoint(mine):
        return UNKNOWN
    return f"it has fields of yours ({', '.join(mine)})" if mine else None


def _owners(item: Item, extras: Collection[str], wording: Wording, text: str) -> Sequence[str]:
    """Give the fields that no source gives, and those that say more than what the work is."""
    names: dict[str, None] = {}
    for field in item.fields:
        name, value = field.name.lower(), text[field.value_start : field.value_end]
        if name in extras or not _is_known(name, value, wording):
            names.setdefault(name)
    mine = (name for name in names if name not in _OF_SERVICES)
    return sorted(mine, key=lambda name: name not in extras)


def _is_known(name: str, value: str, wording: Wording) -> bool:
    """Whether a field says nothing but what those who were asked say of the work."""
    if name == "note":
        return is_its_own(value.strip('{}" '), wording)
    words = (plain_words(value) or "").strip('" ') if _TEXT.search(value) else ""
    if name == "abstract":
        return are_among(words, wording.words | wording.summary)
    # In any other field stands a fact, be it one that no source gives.
    return name not in _TITLES or is_its_own(words, wording)


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
