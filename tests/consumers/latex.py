"""A thesis in LaTeX: BibTeX by the styles people use, and pdflatex on what it writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import mkdtemp

import msgspec

from enrich.library import Entry
from tests.consumers.bibtex import missed_fields, run_bibtex
from tests.consumers.corpus import Corpus, fields_written
from tests.consumers.facts import part_absences
from tests.consumers.foreign import foreign_lines
from tests.consumers.letters import can_be_printed
from tests.consumers.outcomes import Complaint, Outcome
from tests.consumers.pdflatex import read_bibliography, typeset

__all__ = ["STYLES", "Style", "consume_ascii", "consume_unicode"]

# A lot is a large thesis. In the whole corpus too many works would share a label: styles tell no
# more of those apart than there are letters from a to z.
_LOTS = 8


class Style(msgspec.Struct, frozen=True):
    """A style of BibTeX and the packages that go with it."""

    name: str
    packages: str = ""


STYLES = (
    Style("plain"),
    Style("apalike"),
    # Prints DOI, ISBN and address, which the old styles pass over.
    Style("plainnat", r"\usepackage[numbers]{natbib}\usepackage{hyperref}"),
)


class _Printed(msgspec.Struct, frozen=True):
    """What both programs said of a lot, and how many of its entries pdflatex printed."""

    count: int
    by_bibtex: tuple[Complaint, ...]
    by_pdflatex: tuple[Complaint, ...]


class _Thesis(msgspec.Struct, frozen=True):
    """A format and a style to print the corpus by; not every entry is for pdflatex to print."""

    form: str
    style: Style
    is_printed: Callable[[str], bool]

    def print(self, lot: Sequence[Entry], corpus: Corpus, folder: Path) -> _Printed:
        """Print a lot."""
        text, by_bibtex = run_bibtex(lot, corpus, folder, form=self.form, style=self.style.name)
        bibliography = read_bibliography(text)
        items = [item for item in bibliography.items if self.is_printed(item.text)]
        foreign = (item.key for item in bibliography.items if not self.is_printed(item.text))
        by_pdflatex = (
            *typeset(bibliography.only(items), self.style.packages, folder),
            *(Complaint("left out", key, "in letters that it does not know") for key in foreign),
        )
        missing = {entry.key for entry in lot} - {item.key for item in bibliography.items}
        left_out = (Complaint("left out", key, "bibtex wrote no item") for key in sorted(missing))
        return _Printed(len(items), (*by_bibtex, *left_out), by_pdflatex)

    def consume(self, corpus: Corpus, folder: Path) -> tuple[Outcome, Outcome]:
        """Print the corpus in lots, and tell how each of the two programs took it."""
        # A folder for each, so that nothing is taken for what a program did not write.
        folders = (Path(mkdtemp(dir=folder)) for _ in range(_LOTS))
        printed = [
            self.print(lot, corpus, one)
            for lot, one in zip(corpus.lots(_LOTS), folders, strict=True)
        ]
        said = [complaint for lot in printed for complaint in lot.by_bibtex]
        written = fields_written(corpus.entries, self.form)
        complaints, absences = part_absences(said, missed_fields, written, corpus)
        return (
            Outcome(
                consumer=self.form,
                variant=self.style.name,
                read=len(corpus.entries),
                complaints=(*foreign_lines(corpus.entries, self.form), *complaints),
                absences=absences,
            ),
            Outcome(
                consumer=self.form.replace("bibtex", "pdflatex"),
                variant=self.style.name,
                read=sum(lot.count for lot in printed),
                complaints=tuple(complaint for lot in printed for complaint in lot.by_pdflatex),
            ),
        )


def consume_unicode(corpus: Corpus, folder: Path, *, style: Style) -> tuple[Outcome, ...]:
    """Print the UTF-8 file, but for entries in scripts that pdflatex knows no letters of."""
    return _Thesis("bibtex", style, can_be_printed).consume(corpus, folder)


def consume_ascii(corpus: Corpus, folder: Path, *, style: Style) -> tuple[Outcome, ...]:
    """Print the ASCII file, all of it."""
    return _Thesis("bibtex-ascii", style, lambda _: True).consume(corpus, folder)
