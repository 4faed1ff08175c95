"""Biber: what biblatex users run, here as a tool that checks a file against the data model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from enrich.library import Entry
from enrich.writers import find_format
from tests.consumers.corpus import Corpus, fields_written
from tests.consumers.facts import part_absences
from tests.consumers.foreign import foreign_lines
from tests.consumers.outcomes import Complaint, Outcome, kind_of
from tests.consumers.programs import read_written, run
from tests.records import contents_of

__all__ = ["consume", "missed_fields"]

_SECONDS = 120
# It says of some things only that they are, not where: in a small lot they are soon found.
_LOTS = 8
_PARTS = 4
_SAID = re.compile(r"(?:WARN|ERROR|FATAL) - .*")
_KEY = re.compile(r"\b[Ee]ntry '([^']+)'")
_HEAD = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)
_MISSED = re.compile(r"Missing mandatory field(?: - one of)? '([^']+)'")


def consume(corpus: Corpus, folder: Path, *, form: str) -> tuple[Outcome, ...]:
    """Check every entry."""
    check = _Check(form, corpus, folder)
    said = [complaint for lot in corpus.lots(_LOTS) for complaint in check.complaints(lot)]
    written = fields_written(corpus.entries, form)
    complaints, absences = part_absences(said, missed_fields, written, corpus)
    return (
        Outcome(
            consumer=form.replace("biblatex", "biber"),
            variant="--tool",
            read=len(corpus.entries),
            complaints=(*foreign_lines(corpus.entries, form), *complaints),
            absences=absences,
        ),
    )


def missed_fields(line: str) -> str | None:
    """Give the fields that a warning misses, none if it is about something else."""
    found = _MISSED.search(line)
    return found[1] if found else None


class _Check(msgspec.Struct, frozen=True):
    """Runs of biber on lots of the corpus in one format."""

    form: str
    corpus: Corpus
    folder: Path

    def complaints(self, lot: Sequence[Entry]) -> Iterator[Complaint]:
        """Give what biber says of a lot, and of which entries."""
        lines, kept = self._run(lot)
        for entry in lot:
            if entry.key not in kept:
                yield Complaint("left out", entry.key, "biber did not write it")
        for line in lines:
            if key := _named(line, self.corpus):
                yield Complaint(_kind(line), key, line)
        yield from self._traced(lot, self._unnamed(lines))

    def _traced(self, lot: Sequence[Entry], lines: Sequence[str]) -> list[Complaint]:
        """Find which entries it complains of without naming them, in ever smaller lots."""
        if len(lot) == 1 or not lines:
            return [Complaint(_kind(line), lot[0].key, line) for line in lines]
        parts = filter(None, (lot[start::_PARTS] for start in range(_PARTS)))
        found = [
            complaint
            for part in parts
            for complaint in self._traced(part, self._unnamed(self._run(part)[0]))
        ]
        return found or [Complaint(_kind(line), None, line) for line in lines]

    def _unnamed(self, lines: Sequence[str]) -> list[str]:
        return [line for line in lines if not _named(line, self.corpus)]

    def _run(self, lot: Sequence[Entry]) -> tuple[list[str], set[str]]:
        """Give what biber says of a lot, and the keys in the file that it writes."""
        source, written = self.folder / "lot.bib", self.folder / "checked.bib"
        source.write_text(find_format(self.form).write(contents_of(lot)), encoding="utf-8")
        written.unlink(missing_ok=True)
        done = run(
            ["biber", "--tool", "--validate-datamodel", f"--output-file={written}", source.name],
            self.folder,
            seconds=_SECONDS,
        )
        kept = set(_HEAD.findall(read_written(written)))
        return [*_SAID.findall(done.said), *done.errors.splitlines()], kept


def _named(line: str, corpus: Corpus) -> str | None:
    found = _KEY.search(line)
    return found[1] if found and found[1] in corpus else None


def _kind(line: str) -> str:
    found = _KEY.search(line)
    return kind_of(re.sub(r" \(lot\.bib\)", "", line), found[1] if found else None)
