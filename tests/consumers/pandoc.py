"""pandoc, whose citeproc is written in Haskell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import html

from enrich.writers import find_format
from tests.consumers.corpus import Corpus
from tests.consumers.outcomes import Complaint, Outcome
from tests.consumers.programs import read_written, run
from tests.consumers.residue import complaints_of
from tests.consumers.styles import style_file
from tests.records import contents_of

__all__ = ["consume"]

_SECONDS = 240
_PREFIX = "ref-"


def consume(corpus: Corpus, folder: Path, *, style: str) -> tuple[Outcome, ...]:
    """Print every entry by a style."""
    (folder / "library.json").write_text(
        find_format("csl").write(contents_of(corpus.entries)), encoding="utf-8"
    )
    (folder / "thesis.md").write_text('---\nnocite: "@*"\n---\n', encoding="utf-8")
    by = ("--citeproc", f"--csl={style_file(style)}", "--bibliography=library.json")
    into = ("--to=html", "--wrap=none", "--output=thesis.html")
    done = run(["pandoc", *by, *into, "thesis.md"], folder, seconds=_SECONDS)
    said = [Complaint("says", None, line) for line in done.errors.splitlines()]
    printed = dict(_references(folder / "thesis.html"))
    missing = [entry.key for entry in corpus.entries if not printed.get(entry.key)]
    return (
        Outcome(
            consumer="pandoc",
            variant=style,
            read=len(printed),
            complaints=(
                *said,
                *(Complaint("left out", key, "not in the bibliography") for key in missing),
                *(one for key, text in printed.items() for one in complaints_of(key, text, corpus)),
            ),
        ),
    )


def _references(file: Path) -> Iterator[tuple[str, str]]:
    """Give the key and the plain text of every reference."""
    for division in html.document_fromstring(read_written(file)).iter("div"):
        if "csl-entry" in division.get("class", "").split():
            key = division.get("id", "").removeprefix(_PREFIX)
            text = html.tostring(division, method="text", encoding="unicode", with_tail=False)
            yield key, " ".join(text.split())
