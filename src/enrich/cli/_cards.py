"""Works as they are printed for people: in lines."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from enrich.cli._columns import (
    Cell,
    Column,
    is_on_terminal,
    put_columns,
    terminal_width,
    wrapped,
)
from enrich.cli._ink import Ink, Inked, Line, put_lines, shown
from enrich.cli._output import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from enrich.catalogue import Brief, Card, Lack, Words
    from enrich.status import Status

__all__ = ["Fact", "ink_of", "lines_of", "paragraphs", "put_briefs", "put_card", "put_lacks"]

# Key, year, author, title, venue.
_COLUMNS = (
    Column(Ink.NAME),
    Column(),
    Column(least=12, may_leave=True),
    Column(least=24, weight=3),
    Column(Ink.FAINT, least=12, may_leave=True),
)
# Place, what is written there, why there is no entry.
_LACKS = (Column(Ink.NAME, least=24, keeps_end=True), Column(least=16), Column(Ink.DOUBTFUL))
_PIECE = re.compile(r"\S+|\s+")
_LABELS = 12
# Whoever wants to read longer lists of names has --json.
_MOST_NAMES = 12
_WIDEST_TEXT = 88
_PAST = {
    "stale": "past their time; `enrich refresh` asks again",
    "snapshot": "from the snapshot; `enrich refresh` asks anew",
    "lost": "kept, though the source no longer knows the work",
}


# What a fact is about, what it says, and how that is written.
Fact: TypeAlias = tuple[str, str, Ink]


def put_briefs(briefs: Iterable[Brief], marked: Words | None = None) -> None:
    """Write a line for each work; the words that were sought stand out."""
    put_columns((_row(brief, marked if is_on_terminal() else None) for brief in briefs), _COLUMNS)


def put_lacks(lacks: Sequence[Lack]) -> None:
    """Write a line for each seed without an entry; a person is told once what helps."""
    if is_on_terminal():
        put_columns(((one.place, _wanted(one), one.reason.value) for one in lacks), _LACKS)
        helps = dict.fromkeys((one.reason.value, one.hint) for one in lacks)
        for reason, hint in helps:
            say(f"{reason}: {hint}")
    else:
        rows = ((one.place, _wanted(one), one.reason.value, one.hint) for one in lacks)
        put_columns(rows, (*_LACKS, Column()))


def put_card(card: Card) -> None:
    """Write all there is to show of a work."""
    head: list[Line] = [[Inked(one, Ink.STRONG)] for one in _in_lines(card.title or "(no title)")]
    people = card.authors or tuple(f"{one} (ed.)" for one in card.editors)
    said = (_names(people), ", ".join(filter(None, (card.appeared, card.date))))
    head += [[line] for text in filter(None, said) for line in _in_lines(text)]
    abstract = [[line] for text in paragraphs(card.abstract) for line in (*_in_lines(text), "")]
    put_lines([*head, [], *lines_of(_facts(card)), *([[], *abstract[:-1]] if abstract else [])])


def lines_of(facts: Iterable[Fact]) -> Iterator[Line]:
    """Set facts in rows, what each says broken where the terminal ends."""
    for label, text, ink in facts:
        indent = f"  {label:{_LABELS}}"
        for number, line in enumerate(_in_lines(text, indent=len(indent))):
            yield [Inked(" " * len(indent) if number else indent, Ink.FAINT), Inked(line, ink)]


def paragraphs(text: str | None) -> list[str]:
    """Give the paragraphs of a text, which blank lines part."""
    return [one for one in (text or "").split("\n\n") if one.strip()]


def ink_of(status: Status) -> Ink:
    """Give the ink in which a status, or the key of a work of that status, is written."""
    inks = {"retracted": Ink.BAD, "missed": Ink.BAD, "doubtful": Ink.DOUBTFUL}
    return inks.get(status.value, Ink.NAME)


def _row(brief: Brief, marked: Words | None) -> tuple[Cell, ...]:
    key = [Inked(brief.key, ink_of(brief.status))]
    year = str(brief.year) if brief.year is not None else ""
    words = (brief.author or "", brief.title or "", brief.venue or "")
    return (key, year, *(_marked(text, marked) for text in words))


def _marked(text: str, words: Words | None) -> Cell:
    """Let the words stand out that were sought."""
    if words is None:
        return text
    parts = groupby(_PIECE.findall(text), key=words.mark)
    joined = ((is_sought, "".join(pieces)) for is_sought, pieces in parts)
    return [Inked(piece, Ink.STRONG) if is_sought else piece for is_sought, piece in joined]


def _wanted(lack: Lack) -> str:
    """Tell what was written, and the title beside it if that says more."""
    if lack.title is None or lack.title in lack.written:
        return lack.written
    return f"{lack.written}  {lack.title}"


def _facts(card: Card) -> Iterator[Fact]:
    """Give what is known in rows: what it is, what it says, how that is written."""
    status = ink_of(card.status) if card.status not in {"published", "preprint"} else Ink.GOOD
    yield "key", card.key, Ink.NAME
    yield from _each("also", card.aliases)
    yield "status", ", ".join(dict.fromkeys((card.status.value, card.kind.value))), status
    yield from _each("notices", card.notices, Ink.BAD if status is Ink.BAD else Ink.DOUBTFUL)
    yield from _each("perhaps", card.may_have_become, Ink.DOUBTFUL)
    for link in card.links:
        yield link.name, link.url, Ink.PLAIN
    yield from _each("section", card.sections)
    yield from _each("wanted by", [f"{one.place}  {one.written}" for one in card.wanted])
    yield from _each("by hand", [card.note] if card.note else [])
    yield from _each("doubts", card.doubts, Ink.DOUBTFUL)
    yield from _each("answers", [_PAST[card.standing.value]] if card.standing.is_past else [])


def _each(label: str, texts: Sequence[str], ink: Ink = Ink.PLAIN) -> Iterator[Fact]:
    """Set the label before the first alone."""
    return (("" if number else label, text, ink) for number, text in enumerate(texts))


def _names(names: Sequence[str]) -> str:
    if len(names) <= _MOST_NAMES:
        return ", ".join(names)
    return f"{', '.join(names[: _MOST_NAMES - 1])}, and {len(names) - _MOST_NAMES + 1} more"


def _in_lines(text: str, indent: int = 0) -> list[str]:
    """Break a text where the terminal ends; a program gets it in one line."""
    text = shown(text)
    if not is_on_terminal():
        return [" ".join(text.split())]
    return list(wrapped(text, max(min(terminal_width(), _WIDEST_TEXT + indent) - indent, 12)))
