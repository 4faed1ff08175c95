"""A reading list written back as it is, with what is known of each paper behind its link.

What is written stands between two comments, by which it is found again, replaced or taken out;
nothing else is changed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter

from enrich.answers import Reason
from enrich.identifiers import ArxivId
from enrich.library import Entry, Library
from enrich.record import Kind, Record
from enrich.seeds import Seed
from enrich.seeds.markdown import linked_seeds
from enrich.seeds.markdown.marks import BEGINS, ENDS, OURS
from enrich.text import Charset, to_unicode

__all__ = ["annotated", "placed_seeds", "without_annotations"]

# What a reader says of a paper whose place in the text can't be told.
_NOWHERE = -1
_MEANT_IN_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~$])")


def without_annotations(text: str) -> str:
    """Take out what was written here before."""
    return OURS.sub("", text)


def placed_seeds(text: str, meant: str, file: str) -> tuple[tuple[Seed, int], ...]:
    """Give the papers of a list, each with the place behind its link in the bare text.

    They are read from the text as it was meant, where a wrong encoding had to be undone, and
    placed in the text as it is, by their lines and links, which are the same in both.
    """
    places: dict[tuple[int, str], list[int]] = {}
    for seed, end in _placed(without_annotations(text), file):
        places.setdefault((seed.origin.line, seed.written), []).append(end)
    meant_seeds = linked_seeds(_plain_lines(without_annotations(meant)), file)
    return tuple(
        (seed, ends.pop(0) if (ends := places.get((seed.origin.line, seed.written))) else _NOWHERE)
        for seed, _ in meant_seeds
    )


def annotated(
    text: str, placed: Iterable[tuple[Seed, int]], library: Library, charset: Charset
) -> str:
    """Write behind each paper's link what the library has of it, in letters the list can take."""
    bare = without_annotations(text)
    notes = {seed: _in_charset(note, charset) for seed, note in _notes(library).items()}
    old = _old_notes(text)
    parts: list[str] = []
    written_to = 0
    for seed, end in _once_a_line(placed, notes):
        note = notes.get(seed, old.get(end, ""))
        parts += [bare[written_to:end], note]
        written_to = end
    return "".join((*parts, bare[written_to:]))


def _in_charset(note: str, charset: Charset) -> str:
    """Write letters as numbers where a byte may stand for another letter than with us."""
    if charset is Charset.UTF8:
        return note
    return note.encode("ascii", errors="xmlcharrefreplace").decode("ascii")


def _placed(bare: str, file: str) -> Iterator[tuple[Seed, int]]:
    """Give each paper with the place behind its link, whatever the lines end in."""
    plain = _plain_lines(bare)
    starts, plain_starts = _starts(bare), _starts(plain)
    for seed, end in linked_seeds(plain, file):
        line = bisect_right(plain_starts, end) - 1
        yield seed, starts[line] + end - plain_starts[line] if end >= 0 else _NOWHERE


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _starts(text: str) -> list[int]:
    """Give where each line begins."""
    return [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]


def _old_notes(text: str) -> dict[int, str]:
    """Find what was written before, by the place it has in the bare text."""
    notes: dict[int, str] = {}
    taken_out = 0
    for found in OURS.finditer(text):
        notes[found.start() - taken_out] = found[0]
        taken_out += len(found[0])
    return notes


def _once_a_line(
    placed: Iterable[tuple[Seed, int]], notes: Mapping[Seed, str]
) -> Iterator[tuple[Seed, int]]:
    """Leave out further links of a paper on the line on which it is named already."""
    seen: set[tuple[int, str]] = set()
    for seed, end in sorted(placed, key=itemgetter(1)):
        if end == _NOWHERE:
            continue
        mark = (seed.origin.line, notes.get(seed, ""))
        if mark[1] and mark in seen:
            continue
        seen.add(mark)
        yield seed, end


def _notes(library: Library) -> dict[Seed, str]:
    found = {seed: _note(entry) for entry in library.entries for seed in entry.seeds}
    missed = {
        miss.seed: _between(str(miss.reason))
        for miss in library.misses
        # What was written before is kept where nobody could be asked, or nobody understood.
        if not miss.reason.is_passing and miss.reason is not Reason.GARBLED
    }
    return found | missed


def _note(entry: Entry) -> str:
    """Tell a paper's address, venue, year and status."""
    record = entry.record
    parts = (_link(record), _venue(record), record.date and str(record.date.year), _status(record))
    return _between(", ".join(part for part in parts if part))


def _between(text: str) -> str:
    return f" {BEGINS}({text}){ENDS}"


def _link(record: Record) -> str | None:
    for name in record.identifiers:
        shown = f"arXiv:{name.short}" if isinstance(name, ArxivId) else name.value
        # A bracket would end the address, and a bar the table's cell.
        url = name.url.replace("(", "%28").replace(")", "%29").replace("|", "%7C")
        return f"[{_escaped(shown)}]({url})"
    return None


def _venue(record: Record) -> str | None:
    title = record.venue.short or record.venue.title
    return f"*{_escaped(to_unicode(title))}*" if title else None


def _status(record: Record) -> str:
    """Tell what became of a paper, or else whether it is published."""
    if record.note:
        return _escaped(record.note.partition(" (")[0].lower())
    return "preprint" if record.kind is Kind.PREPRINT else "published"


def _escaped(text: str) -> str:
    """Keep what Markdown would take for its own; a line stays one line."""
    return _MEANT_IN_MARKDOWN.sub(r"\\\1", " ".join(text.split()))
