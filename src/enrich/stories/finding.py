"""Which entry is meant by a citation key or an identifier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enrich.errors import ConfigError
from enrich.identifiers import Identifier, parse_identifier
from enrich.library import Entry, Library
from enrich.lockfile import Lock
from enrich.nearest import LONGEST_WORD, nearest

__all__ = ["find_entry"]


def find_entry(
    library: Library, name: str, *, advice: str = "`enrich add` puts it into one"
) -> Entry:
    """Find the entry of a key, be it an old one, or of an identifier of any of its versions.

    The advice is for who names an identifier that nothing has.
    """
    keys = _keys(library.entries)
    by_key = keys.get(name) or {key.casefold(): one for key, one in keys.items()}.get(
        name.casefold()
    )
    found = by_key or _identified(library.entries, name)
    if found:
        return found
    raise ConfigError(_unknown(library, name, list(keys), advice))


def _keys(entries: Sequence[Entry]) -> dict[str, Entry]:
    others = {alias: entry for entry in entries for alias in entry.aliases}
    return {**others, **{entry.key: entry for entry in entries}}


def _identified(entries: Sequence[Entry], name: str) -> Entry | None:
    wanted = parse_identifier(name)
    if wanted is None:
        return None
    # Where two versions stand apart, each is found by its own name.
    own = (one for one in entries if _shown_as(one) == wanted.paper)
    known = (one for one in entries if wanted.paper in _papers(one))
    # A list may be wrong about what else a work is called.
    said = (one for one in entries if wanted.paper in _papers_said(one))
    return next(own, None) or next(known, None) or next(said, None)


def _shown_as(entry: Entry) -> Identifier | None:
    """Give the name of the version that is shown."""
    name = entry.readings[0].record.name if entry.readings else None
    return name.paper if name else None


def _papers(entry: Entry) -> Iterator[Identifier]:
    records = (entry.record, *(reading.record for reading in entry.readings))
    names = [name for record in records for name in record.identifiers]
    names += [seed.wanted for seed in entry.seeds if seed.wanted]
    return (name.paper for name in names)


def _papers_said(entry: Entry) -> Iterator[Identifier]:
    return (name.paper for seed in entry.seeds for name in seed.others)


def _unknown(library: Library, name: str, keys: Sequence[str], advice: str) -> str:
    if left := _left(library.lock, name):
        return left
    wanted = parse_identifier(name)
    missed = (miss for miss in library.misses if wanted and wanted in miss.seed.names)
    if miss := next(missed, None):
        return f"{name}: there is no entry; {miss}"
    if wanted:
        return f"{name}: no entry has it, and no list; {advice}"
    near = nearest(name, keys, most=3)
    how = f"did you mean {' or '.join(near)}?" if near else "`enrich list` shows the keys"
    return f"{name[:LONGEST_WORD]!r} is the key of no entry; {how}"


def _left(lock: Lock, name: str) -> str | None:
    """Tell of a key whose work nobody wants any more that no other work can have it."""
    works = {one.key.casefold(): one for one in lock.works}
    found = works.get(name.casefold())
    if found is None:
        return None
    main = works.get((found.main or found.key).casefold(), found)
    left, names = found.left or main.left, " and ".join(found.names)
    return f"{found.key} left on {left}; its key stays reserved for {names}" if left else None
