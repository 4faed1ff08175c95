"""What Typst prints of a library: all its words, and nothing that somebody had it run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from enrich.dates import PartialDate
from enrich.identifiers import Doi
from enrich.library import Entry
from enrich.record import Dates, Event, Kind, Name, Record, Venue
from enrich.text import Text, read_latex, read_markup
from tests.consumers import typst
from tests.hostile.catalogue import ALL
from tests.records import FULL, entry_of, plain, record_of

pytestmark = pytest.mark.consumers

# What any of these would print if it were run.
RUN = "RUNNING"
ATTACKS = (
    '$#("RUN" + "NING")$',
    '\\$#("RUN" + "NING")\\$',
    '\\\\$#("RUN" + "NING")\\\\$',
    '{$#("RUN" + "NING")$}',
    '#("RUN" + "NING")',
    '$ #read("secret.txt") $ and $#import "secret.typ": *$',
    '#eval("1") #panic() ] } ) $',
    "{ { } \\{ $ $$ $$$",
    "\\",
    "@key <label> *bold* _under_ `raw` // comment /* another */",
    "a\\ #x \\u{52}",
)


@pytest.fixture(autouse=True)
def _compiler() -> None:
    if not typst.is_there():
        reason = "needs the package typst, which scripts/install_consumers.sh installs"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)


def printed(folder: Path, *entries: Entry, style: str = "ieee") -> dict[str, str]:
    (folder / "secret.txt").write_text(RUN)
    (folder / "secret.typ").write_text(f'#let key = "{RUN}"')
    texts, said = typst.print_entries(entries, folder, style)
    assert [] == said
    return texts


def everywhere(words: str, kind: Kind) -> Record:
    """Write words wherever a stranger does."""
    text = plain(words)
    name = Name(family=words, given=words, particle=words, dropping=words, suffix=words)
    return Record(
        kind=kind,
        title=text,
        authors=(name, Name(literal=words)),
        editors=(name,),
        translators=(name,),
        chairs=(name,),
        dates=Dates(printed=PartialDate(2021, 3)),
        venue=Venue(
            title=text, short=plain(f"{words}."), series=text, event=Event(name=text, place=words)
        ),
        volume=words,
        issue=words,
        pages=words,
        article_number=f"{words}.",
        edition=words,
        publisher=words,
        publisher_place=words,
        degree=words,
        abstract=text,
        language=words,
        doi=Doi(f"10.5555/{words}"),
    )


@pytest.mark.parametrize("style", typst.STYLES)
def test_nothing_that_strangers_write_is_run(style: str, tmp_path: Path) -> None:
    records = [everywhere(words, kind) for words in ATTACKS for kind in Kind]
    entries = [entry_of(record, f"key{at}") for at, record in enumerate(records)]
    texts = printed(tmp_path, *entries, style=style)
    assert [] == [text for text in texts.values() if RUN in text]


def test_whatever_strangers_write_is_printed(tmp_path: Path) -> None:
    words = [one[:500] for one in (*ALL, *ATTACKS)]
    titles = [read for one in words if (read := read_markup(one)) and str(read).strip()]
    entries = [entry_of(record_of(title=one), f"key{at}") for at, one in enumerate(titles)]
    assert [] == [key for key, text in printed(tmp_path, *entries).items() if not text]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (plain("It costs $5, or {x} \\ {y}"), "It costs $5, or {x} \\ {y}"),
        (plain("50% of #1 *b* _i_ @x <y> `z` ~ //"), "50% of #1 *b* _i_ @x <y> `z` ~ //"),
        (plain("Training GANs with U-Net"), "Training GANs with U-Net"),
        (read_latex(r"On $x_1^2 \le 10^{-3}$"), "On \U0001d46512\u226410\u22123"),
        (
            read_latex(r"$\mathbb{R}^n$, $f(a,b)$"),
            "\u211d\U0001d45b, \U0001d453(\U0001d44e,\U0001d44f)",
        ),
        (read_markup("log<sub>Q</sub> CO<sub>2</sub>"), "logQ CO\u2082"),
    ],
)
def test_a_title_is_printed_as_it_is_meant(title: Text, shown: str, tmp_path: Path) -> None:
    assert f"\u201c{shown}.\u201d" == _quoted(printed(tmp_path, entry_of(record_of(title=title))))


def _quoted(texts: dict[str, str]) -> str:
    (text,) = texts.values()
    title = text[text.index("\u201c") :]
    # It sets the stop behind the quote where a formula is in it.
    return (
        title.replace("\u201d.", ".\u201d").replace("\u201d,", ".\u201d").split("\u201d")[0]
        + "\u201d"
    )


def test_a_reference_is_whole(tmp_path: Path) -> None:
    (text,) = printed(tmp_path, entry_of(FULL)).values()
    for part in (
        "G. Family",
        "The Group",
        "A Title",
        "J. X",
        "vol. 7, no. 2",
        "12\u201334",
        "2021",
    ):
        assert part in text
    assert "10.5555/x" in text
