"""A file's entries completed and corrected where they stand; all else stays as it is."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from enrich.bibfile.cutting import Block, Broken, Item, cut, line_starts
from enrich.bibfile.dialects import Dialect, dialect_of
from enrich.bibfile.edits import Change, Edit, File
from enrich.bibfile.plans import plan
from enrich.bibfile.reading import macros_of
from enrich.library import Entry
from enrich.text import Charset

__all__ = ["Edited", "Options", "Untouched", "edited"]

_MARK = "\ufeff"


class Options(msgspec.Struct, frozen=True):
    """What the owner of a file wants: fields that nobody touches, abstracts, only ASCII."""

    protected: frozenset[str] = frozenset()
    adds_abstracts: bool = False
    # Without one, a file in ASCII stays so, and any other takes all letters.
    charset: Charset | None = None


class Untouched(msgspec.Struct, frozen=True):
    """What was left alone: it can't be read, can be read in two ways, or is of another work."""

    line: int
    key: str | None
    reason: str


class Edited(msgspec.Struct, frozen=True):
    """The text as it is now, what was changed, and what was left alone."""

    text: str
    changes: tuple[Change, ...] = ()
    untouched: tuple[Untouched, ...] = ()


def edited(text: str, entries: Mapping[str, Entry], options: Options | None = None) -> Edited:
    """Complete and correct the entries of a file from those of a library, by their keys."""
    options = options or Options()
    blocks = tuple(cut(text))
    dialect = dialect_of(blocks, text)
    outcome = _edited(text, blocks, entries, options, dialect)
    if not outcome.changes:
        return outcome
    # What was changed may be all that told the dialect; then it was the other one.
    final = dialect_of(cut(outcome.text), outcome.text)
    return outcome if final is dialect else _edited(text, blocks, entries, options, final)


def _edited(
    text: str,
    blocks: Sequence[Block],
    entries: Mapping[str, Entry],
    options: Options,
    dialect: Dialect,
) -> Edited:
    starts = line_starts(text)
    unreadable = tuple(_untouched(blocks, starts))
    broken = {one.key for one in unreadable}
    items = [block for block in blocks if isinstance(block, Item)]
    file = File(
        text=text,
        items=items,
        macros=macros_of(blocks),
        dialect=dialect,
        charset=options.charset or _charset(text),
        protected=frozenset(name.lower() for name in options.protected),
        adds_abstracts=options.adds_abstracts,
    )
    wanted = [item for item in items if item.key in entries and item.key not in broken]
    plans = [(item, plan(item, entries[item.key], file)) for item in wanted]
    strange = (
        Untouched(bisect_right(starts, item.start), item.key, one)
        for item, one in plans
        if isinstance(one, str)
    )
    edits = [edit for _, one in plans if not isinstance(one, str) for edit in one]
    edits.sort(key=lambda edit: (edit.start, edit.end))
    return Edited(
        _spliced(text, edits),
        tuple(_placed(edit, starts) for edit in edits),
        tuple(sorted((*unreadable, *strange), key=lambda one: one.line)),
    )


def _charset(text: str) -> Charset:
    return Charset.ASCII if text.removeprefix(_MARK).isascii() else Charset.UTF8


def _untouched(blocks: Sequence[Block], starts: Sequence[int]) -> Iterator[Untouched]:
    """Give what can't be read, and entries that share a key or have a field twice."""
    # To BibTeX, keys are the same that differ in case alone.
    keys = Counter(key.lower() for block in blocks if (key := _key(block)))
    for block in blocks:
        reason = block.reason if isinstance(block, Broken) else None
        if isinstance(block, Item):
            reason = _ambiguity(block, keys)
        if reason:
            yield Untouched(bisect_right(starts, block.start), _key(block), reason)


def _key(block: Block) -> str | None:
    return block.key if isinstance(block, (Item, Broken)) else None


def _ambiguity(item: Item, keys: Counter[str]) -> str | None:
    if keys[item.key.lower()] > 1:
        return "another entry has the same key; give each its own"
    names = Counter(field.name.lower() for field in item.fields)
    twice = ", ".join(name for name, count in names.items() if count > 1)
    return f"has {twice} twice; take one out" if twice else None


def _placed(edit: Edit, starts: Sequence[int]) -> Change:
    return msgspec.structs.replace(edit.change, line=bisect_right(starts, edit.place))


def _spliced(text: str, edits: Sequence[Edit]) -> str:
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += [text[at : edit.start], edit.written]
        at = edit.end
    return "".join((*parts, text[at:]))
