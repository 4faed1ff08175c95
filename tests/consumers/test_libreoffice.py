"""What a spreadsheet makes of a library that strangers filled: words and numbers alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from enrich.record import Name, Venue
from enrich.text import Run, Style, Text
from tests.consumers import libreoffice
from tests.hostile.catalogue import CATALOGUE
from tests.records import FULL, entry_of, plain, record_of

pytestmark = pytest.mark.consumers

ATTACKS = (
    *CATALOGUE["spreadsheet"],
    *(f"{before}{one}1+1" for before in ("", " ", "\t", "\u3000") for one in "=+-@\uff1d\uff0b"),
    "words; =1+1",
    "words;=1+1",
    'words;"=1+1"',
    'words;" =1+1"; =2+2',
    '","=1+1',
    '",=1+1,"',
    '"\n=1+1',
    "'=1+1",
)


@pytest.fixture(autouse=True)
def _program() -> None:
    if not libreoffice.is_there():
        reason = "needs LibreOffice Calc, which scripts/install_consumers.sh installs"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


@pytest.mark.parametrize("separator", libreoffice.SEPARATORS.values())
def test_no_cell_is_a_formula(separator: str, tmp_path: Path) -> None:
    entries = [
        entry_of(
            record_of(
                title=Text((Run(words, (Style.ITALIC,)),)),
                authors=(Name(literal=words), Name(family=words, given=words)),
                venue=Venue(title=plain(words)),
                volume=words,
                issue=words,
                pages=words,
                publisher=words,
                language=words,
                abstract=plain(words),
            ),
            f"key{at}",
        )
        for at, words in enumerate(ATTACKS)
    ]
    rows, formulas = libreoffice.open_table(entries, tmp_path, separator)
    assert () == formulas
    # What is parted at the wrong sign may have fewer rows, but has some.
    assert len(rows) == len(ATTACKS) + 1 or (separator == ";" and rows)


def test_identifiers_and_pages_stay_what_they_are(tmp_path: Path) -> None:
    (head, row), _ = libreoffice.open_table([entry_of(FULL)], tmp_path, ",")
    found = dict(zip(head, row, strict=False))
    expected = ("key", "A Title", "10.5555/x", "arXiv:2101.00001", "12\u201334")
    assert expected == tuple(found[name] for name in ("key", "title", "doi", "arxiv", "pages"))
