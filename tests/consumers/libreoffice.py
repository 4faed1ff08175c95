"""LibreOffice Calc, which opens CSV as a sheet and runs what it takes for formulas."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from enrich.library import Entry
from enrich.writers.spreadsheet import write_csv
from tests.consumers.corpus import Corpus
from tests.consumers.outcomes import Complaint, Outcome
from tests.consumers.programs import ProgramFailedError, run

__all__ = ["SEPARATORS", "Sheet", "consume", "is_there", "open_table"]

# What parts the cells, by where people live: the second is what half of Europe has.
SEPARATORS = {"comma": ",", "semicolon": ";"}
_SECONDS = 240
_UTF_8 = 76
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_PARAGRAPH = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
# The text of each cell, row by row.
Sheet = list[list[str]]


def consume(corpus: Corpus, folder: Path, *, separator: str) -> tuple[Outcome, ...]:
    """Open the table, and look for cells that are no words."""
    rows, formulas = open_table(corpus.entries, folder, SEPARATORS[separator])
    return (
        Outcome(
            consumer="libreoffice",
            variant=separator,
            read=len(rows) - 1,
            complaints=(
                *(Complaint("a formula", None, one) for one in formulas),
                *(_lost(corpus, rows) if separator == "comma" else ()),
            ),
        ),
    )


def _lost(corpus: Corpus, rows: Sequence[Sequence[str]]) -> Iterator[Complaint]:
    """Find the entries that have no row, or another identifier in it."""
    head, *others = rows
    found = {row[0]: dict(zip(head, row, strict=False)) for row in others if row}
    for entry in corpus.entries:
        record = entry.record
        row = found.get(entry.key)
        if row is None:
            yield Complaint("left out", entry.key, "there is no row")
        elif record.doi and row.get("doi", "") != " ".join(record.doi.value.split()):
            yield Complaint("another DOI", entry.key, row.get("doi", ""))
        elif record.arxiv and row.get("arxiv", "") != f"arXiv:{record.arxiv.short}":
            yield Complaint("another arXiv id", entry.key, row.get("arxiv", ""))


def is_there() -> bool:
    """Whether it is installed."""
    return shutil.which("soffice") is not None


def open_table(
    entries: Sequence[Entry], folder: Path, separator: str
) -> tuple[Sheet, tuple[str, ...]]:
    """Open a library's table, and give its rows and its formulas."""
    table = folder / "library.csv"
    table.write_bytes(write_csv(entries).encode())
    # Numbers and formulas are looked for, and space is taken off, as whoever sets out to do harm
    # would have it: https://help.libreoffice.org/latest/en-US/text/shared/guide/csv_params.html
    how = f"{ord(separator)},34,{_UTF_8},1,,0,false,true,false,false,true,0,true"
    run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "fods",
            f"--infilter=Text - txt - csv (StarCalc):{how}",
            table.name,
        ],
        folder,
        seconds=_SECONDS,
    )
    sheet = folder / "library.fods"
    if not sheet.exists():
        message = "soffice wrote no sheet"
        raise ProgramFailedError(message)
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False)
    rows = list(etree.parse(sheet, parser).iter(f"{_TABLE}table-row"))
    cells = [list(row.iter(f"{_TABLE}table-cell")) for row in rows]
    formulas = (cell.get(f"{_TABLE}formula") for row in cells for cell in row)
    return [_texts(row) for row in cells], tuple(one for one in formulas if one)


def _texts(cells: Sequence[etree._Element]) -> list[str]:
    """Give the text of each cell of a row; empty cells at its end stand once for all."""
    texts: list[str] = []
    for cell in cells:
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        words = "\n".join("".join(map(str, one.itertext())) for one in cell.iter(_PARAGRAPH))
        texts += [words] * min(times, 100)
    return texts
