"""What was added to a list, and what was not, for people and for scripts."""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from enrich.cli._columns import is_on_terminal, terminal_width
from enrich.cli._findings import plain_json
from enrich.cli._ink import Ink, Inked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from enrich.additions import Added
    from enrich.cli._ink import Line
    from enrich.library import Entry
    from enrich.match import Match
    from enrich.record import Record

__all__ = ["added_as_json", "again_with", "card_of", "hint_of", "matches_of"]

_MOST_AUTHORS = 6
_MOST_MATCHES = 3
_INDENT = "  "


class _Work(msgspec.Struct):
    """A work that may be meant, and why that is no proof."""

    identifier: str
    title: str | None
    authors: tuple[str, ...]
    date: str | None
    because: tuple[str, ...]


class _Added(msgspec.Struct, kw_only=True):
    """What was wanted, and what became of it."""

    asked: str
    outcome: str
    file: str | None
    line: int | None
    written: str | None
    identifier: str | None
    key: str | None
    title: str | None
    authors: tuple[str, ...]
    date: str | None
    venue: str | None
    status: str | None
    reason: str | None
    hint: str | None
    works: tuple[_Work, ...]


def added_as_json(every: Sequence[Added]) -> bytes:
    """Give all that is known of each, in the order in which they were named."""
    return plain_json([_added(one) for one in every])


def card_of(entry: Entry) -> Iterator[Line]:
    """Show a work in a few lines."""
    from enrich.status import status_of

    record = entry.record
    status = str(status_of(entry))
    yield [Inked(entry.key, Ink.NAME), _INDENT, Inked(status, _INKS.get(status, Ink.FAINT))]
    yield from _wrapped(_title(record) or "(no title)", Ink.STRONG)
    if names := [str(name) for name in record.authors]:
        more = len(names) - _MOST_AUTHORS
        rest = [f"and {more} more"] if more > 0 else []
        yield from _wrapped(", ".join([*names[:_MOST_AUTHORS], *rest]), Ink.PLAIN)
    appeared = (_venue(record), record.date and str(record.date.year))
    if said := ", ".join(part for part in appeared if part):
        yield from _wrapped(said, Ink.PLAIN)
    if record.url:
        yield [_INDENT, Inked(record.url, Ink.FAINT)]


def matches_of(added: Added) -> Iterator[Line]:
    """Show the works that may be meant, and why it is not sure that they are."""
    miss = added.candidate.miss
    for match in miss.matches[:_MOST_MATCHES] if miss else ():
        record = match.record
        names = [name.sorting for name in record.authors[:1]]
        names += ["et al."] if len(record.authors) > 1 else []
        year = [str(record.date.year)] if record.date else []
        yield [_INDENT, Inked(str(record.name), Ink.NAME)]
        yield from _wrapped(_title(record) or "(no title)", Ink.STRONG, 2)
        if said := " ".join([*names, *year]):
            yield from _wrapped(said, Ink.PLAIN, 2)
        for reason in match.evidence.told:
            yield from _wrapped(reason, Ink.FAINT, 2)


def again_with(file: Path | None, section: str | None) -> str:
    """Give the options that say where a paper goes, as a shell reads them."""
    named = (("--file", file), ("--section", section))
    return "".join(f" {option} {shlex.quote(str(one))}" for option, one in named if one)


def hint_of(added: Added, again: str) -> str:
    """Tell what helps; a command that does ends in these options."""
    miss, wanted = added.candidate.miss, added.candidate.seed.wanted
    if miss is None:
        return ""
    if miss.matches:
        name = shlex.quote(str(miss.matches[0].record.name))
        return f"it may be one of these: `enrich add {name}{again}` adds the first"
    return f"{miss.hint}; --anyway adds it all the same" if wanted else miss.hint


_INKS = {"published": Ink.GOOD, "doubtful": Ink.DOUBTFUL, "retracted": Ink.BAD}


def _wrapped(text: str, ink: Ink, depth: int = 1) -> Iterator[Line]:
    """Break a text into lines of a terminal; in a pipe it is one."""
    indent = _INDENT * depth
    line = " ".join(text.split())
    width = max(terminal_width() - len(indent), 20)
    for part in textwrap.wrap(line, width, break_on_hyphens=False) if is_on_terminal() else [line]:
        yield [indent, Inked(part, ink)]


def _added(added: Added) -> _Added:
    candidate, place = added.candidate, added.place
    miss, entry = candidate.miss, candidate.entry
    record = entry.record if entry else None
    return _Added(
        asked=candidate.seed.written,
        outcome=added.outcome,
        file=place.file if place else None,
        line=place.line if place else None,
        written=added.written,
        identifier=str(candidate.identifier) if candidate.identifier else None,
        key=entry.key if entry else None,
        title=candidate.title,
        authors=tuple(map(str, record.authors)) if record else (),
        date=str(record.date) if record and record.date else None,
        venue=_venue(record) if record else None,
        status=_status(entry) if entry else None,
        reason=added.reason or (str(miss.reason) if miss else None),
        hint=miss.hint if miss else None,
        works=tuple(map(_work, miss.matches)) if miss else (),
    )


def _work(match: Match) -> _Work:
    record = match.record
    return _Work(
        str(record.name),
        _title(record),
        tuple(map(str, record.authors)),
        str(record.date) if record.date else None,
        match.evidence.told,
    )


def _status(entry: Entry) -> str:
    from enrich.status import status_of

    return str(status_of(entry))


def _title(record: Record) -> str | None:
    from enrich.text import to_unicode

    return to_unicode(record.title) if record.title else None


def _venue(record: Record) -> str | None:
    from enrich.text import to_unicode

    title = record.venue.title or record.venue.short
    return to_unicode(title) if title else None
