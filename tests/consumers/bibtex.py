"""BibTeX, the program of 1988: reads a library by a style, and writes what LaTeX prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from enrich.library import Entry
from enrich.writers import find_format
from tests.consumers.corpus import Corpus
from tests.consumers.outcomes import Complaint, kind_of
from tests.consumers.programs import read_written, run
from tests.records import contents_of

__all__ = ["complaints_of", "missed_fields", "run_bibtex"]

_SECONDS = 60
# What it says of its own work; behind it come statistics.
_CHATTER = re.compile(
    r"This is BibTeX|Capacity:|The top-level|The style file|Database file|Reallocated"
    r"|while executing|\*Please notify|I'm skipping|\(Error may|\s|$"
)
_STATISTICS = "You've used"
_WORD = re.compile(r"[A-Za-z0-9:._/+*'-]+")
_PLACE = re.compile(r"line (\d+) of file \S+\.bib")
_MISSED = re.compile(r"Warning--(?:to sort, need|empty|there's a \w+ but no) (?P<fields>.+) in \S+")
_ALL_MISSED = re.compile(r"Warning--all relevant fields are empty in \S+")
_RELEVANT = "author, title, howpublished, month, year, note"


def run_bibtex(
    lot: Sequence[Entry], corpus: Corpus, folder: Path, *, form: str, style: str
) -> tuple[str, tuple[Complaint, ...]]:
    """Give a lot to BibTeX; bytes of its answer that are no UTF-8 come back as surrogates."""
    source = find_format(form).write(contents_of(lot))
    (folder / "lot.bib").write_text(source, encoding="utf-8")
    auxiliary = f"\\relax\n\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{lot}}\n"
    (folder / "lot.aux").write_text(auxiliary, encoding="utf-8")
    run(["bibtex", "lot"], folder, seconds=_SECONDS, setting={"max_print_line": "100000"})
    written = read_written(folder / "lot.bbl", errors="surrogateescape")
    return written, tuple(complaints_of(read_written(folder / "lot.blg"), source, corpus))


def complaints_of(log: str, source: str, corpus: Corpus) -> Iterator[Complaint]:
    """Read all that is not chatter, each with the entry that it is about."""
    # Some warnings go on in a second line, which says where.
    said = log.partition(_STATISTICS)[0].replace("\n--line ", " --line ")
    for line in said.splitlines():
        if not _CHATTER.match(line):
            key = _key(line, source.splitlines(), corpus)
            yield Complaint(kind_of(line, key), key, line)


def _key(line: str, source: Sequence[str], corpus: Corpus) -> str | None:
    """Find the entry that a line names, or the one at the place that it names."""
    place = _PLACE.search(line)
    if place:
        heads = (re.match(r"@\w+\{([^,]+),", one) for one in reversed(source[: int(place[1])]))
        return next((head[1] for head in heads if head), None)
    return next((word for word in reversed(_WORD.findall(line)) if word in corpus), None)


def missed_fields(line: str) -> str | None:
    """Give the fields that a warning misses, none if it is about something else."""
    found = _MISSED.fullmatch(line)
    if found:
        return found["fields"]
    return _RELEVANT if _ALL_MISSED.fullmatch(line) else None
