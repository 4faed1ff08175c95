"""`make corpus`: every recorded answer through reading, merging and all writers, in one table.

What must be nought is named with its examples where it is not, and the exit code is 1.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema  # type: ignore[import-untyped] # its types are a package of their own

from enrich.library import Entry
from enrich.writers import FORMATS, find_format
from tests.corpus.facts import NOWHERE, read_facts, resolve_documents, wrong_entries
from tests.corpus.matching import run as try_titles
from tests.corpus.matching import titled, trials
from tests.corpus.recorded import Run, find_shared, run_all
from tests.corpus.residues import residues
from tests.corpus.roundtrip import differences, missing_blocks
from tests.corpus.test_matching import HARD, proved
from tests.corpus.test_names import read_registered, shares
from tests.records import contents_of

_SHOWN = 10
_BIB = ("bibtex", "bibtex-ascii", "biblatex", "biblatex-ascii")


class Report:
    """A table in the making, and what in it is not as it must be."""

    def __init__(self) -> None:
        """Begin with nothing wrong."""
        self.wrong: list[str] = []

    def tell(self, what: str, count: object) -> None:
        """Print a figure."""
        print(f"{what:44} {count!s:>8}")  # noqa: T201 - it is what it is for

    def expect_none(self, what: str, found: Iterable[object]) -> None:
        """Print how many there are of what must not be."""
        every = list(found)
        self.tell(what, len(every))
        if every:
            self.wrong.append(what)
        for one in every[: None if "-v" in sys.argv else _SHOWN]:
            print(f"    {one}")  # noqa: T201


def main() -> int:
    """Run all, print the table, and give the exit code."""
    shared = find_shared()
    if shared is None:
        print("skipped: the recorded answers in ../shared, which developers have, are not there")  # noqa: T201
        return 1 if os.environ.get("CI") else 0
    report = Report()
    run = run_all(shared)
    entries = run.library.entries
    _tell_reading(report, run)
    _tell_texts(report, entries)
    _tell_writing(report, entries, shared)
    _tell_names(report, shared)
    _tell_matching(report, run)
    _tell_documents(report, shared)
    report.tell("doubtful fields", sum(len(one.record.doubts) for one in entries))
    if report.wrong:
        print(f"not as it must be: {', '.join(report.wrong)}")  # noqa: T201
    return 1 if report.wrong else 0


def _tell_reading(report: Report, run: Run) -> None:
    report.tell("answers", len(run.answers))
    report.tell("entries", len(run.library.entries))
    report.expect_none("crashes", run.crashes)
    untitled = sum(one.record.title is None for one in run.readings.values())
    report.tell("records without title", untitled)


def _tell_texts(report: Report, entries: Sequence[Entry]) -> None:
    found = [
        (sort, f"{entry.key} {field}: {words!r}")
        for entry in entries
        for sort, field, words in residues(entry.record)
    ]
    for name, sorts in {
        "residual tags or entities": {"tag", "entity"},
        "residual TeX in Unicode": {"TeX"},
        "stray controls and spaces": {"control", "space"},
    }.items():
        report.expect_none(name, (words for sort, words in found if sort in sorts))


def _tell_names(report: Report, shared: Path) -> None:
    registered = read_registered(shared)
    split = shares(registered)
    report.tell("names split as arXiv's registry does", f"{split.alike:.1%}")
    for kind, names in split.kinds.items():
        print(f"    {len(names):3} {kind}")  # noqa: T201


def _tell_matching(report: Report, run: Run) -> None:
    records = titled(run.readings)
    expected = [(case.meant, proved(case, records), case.title) for case in HARD]
    report.tell("hard titles", len(HARD))
    report.expect_none(
        "hard titles proved wrongly",
        (title for meant, found, title in expected if found is not None and found != meant),
    )
    recall = [found == meant for meant, found, _ in expected if meant is not None]
    report.tell("hard titles that are there, proved", f"{sum(recall)}/{len(recall)}")
    tried = try_titles(records, trials(records, sample=1500))
    report.tell("titles as people write them", tried.cases)
    report.expect_none("titles proved wrongly", tried.wrong)
    report.tell("titles proved", f"{tried.recall:.1%}")


def _tell_documents(report: Report, shared: Path) -> None:
    facts = read_facts(shared)
    with TemporaryDirectory() as folder:
        library = resolve_documents(facts, shared, Path(folder)).library
    report.tell("papers of the five documents", len(facts))
    report.tell("entries of the five documents", len(library.entries))
    report.expect_none("resolved to another work", wrong_entries(library, facts))
    report.expect_none(
        "missed that a source has",
        (miss for miss in library.misses if miss.seed.written not in NOWHERE),
    )


def _tell_writing(report: Report, entries: Sequence[Entry], shared: Path) -> None:
    written = {one.name: one.write(contents_of(entries)) for one in FORMATS}
    report.tell("formats written", len(written))
    schema = json.loads((shared / "schemas/csl-data.json").read_bytes())
    errors = jsonschema.Draft7Validator(schema).iter_errors(json.loads(written["csl"]))
    report.expect_none("CSL items invalid", (f"{one.json_path}: {one.message}" for one in errors))
    for form in _BIB:
        report.expect_none(f"{form}: entries that are lost", missing_blocks(entries, form))
        report.expect_none(f"{form}: fields not read back equal", differences(entries, form))
    for form in ("bibtex-ascii", "biblatex-ascii"):
        lines = find_format(form).write(contents_of(entries)).splitlines()
        report.expect_none(f"{form}: not ASCII", (one for one in lines if not one.isascii()))


if __name__ == "__main__":
    sys.exit(main())
