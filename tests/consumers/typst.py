"""Typst, which reads Hayagriva's YAML and prints it by a style of CSL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, TypeAlias

from lxml import html

from enrich.library import Entry
from enrich.writers.hayagriva import write_hayagriva
from tests.consumers.corpus import Corpus
from tests.consumers.outcomes import Complaint, Outcome
from tests.consumers.programs import ProgramFailedError
from tests.consumers.residue import complaints_of

__all__ = ["STYLES", "consume", "is_there", "print_entries"]

_Form: TypeAlias = Literal["html", "pdf"]

STYLES = ("ieee", "apa", "chicago-author-date")
# What it says of its own web pages, whatever stands in them.
_OF_PAGES = ("html export is under active development", "was ignored during MathML export")


def consume(corpus: Corpus, folder: Path, *, style: str) -> tuple[Outcome, ...]:
    """Print every entry by a style."""
    # What is laid out for one style is laid out for all; it takes as long as the page.
    forms: Sequence[_Form] = ("html", "pdf") if style == STYLES[0] else ("html",)
    printed, said = print_entries(corpus.entries, folder, style, forms)
    return (
        Outcome(
            consumer="typst",
            variant=style,
            read=len(printed),
            complaints=(
                *(Complaint("says", None, line) for line in said),
                *(
                    Complaint("left out", key, "nothing is printed")
                    for key, text in printed.items()
                    if not text
                ),
                *(one for key, text in printed.items() for one in complaints_of(key, text, corpus)),
            ),
        ),
    )


def is_there() -> bool:
    """Whether the package is installed that brings the compiler."""
    return find_spec("typst") is not None


def print_entries(
    entries: Sequence[Entry],
    folder: Path,
    style: str,
    forms: Sequence[_Form] = ("html", "pdf"),
) -> tuple[dict[str, str], list[str]]:
    """Cite every entry in full, and give what is printed of each, and what the compiler says."""
    library, document = folder / "library.yml", folder / "thesis.typ"
    library.write_text(write_hayagriva(entries), encoding="utf-8")
    cited = (f'#cite(label("{entry.key}"), form: "full")' for entry in entries)
    listed = f'#bibliography("{library.name}", style: "{style}")'
    document.write_text("\n\n".join((*cited, listed, "")), encoding="utf-8")
    page, said = _compiled(document, forms)
    paragraphs = html.document_fromstring(page).iterfind("body/p")
    texts = [" ".join("".join(map(str, one.itertext())).split()) for one in paragraphs]
    keys = [entry.key for entry in entries]
    return dict(zip(keys, texts, strict=True)), said


def _compiled(document: Path, forms: Sequence[_Form]) -> tuple[bytes, list[str]]:
    """Compile to these forms, of which the first is a page, whose text can be read; give that."""
    if not is_there():
        message = "the package typst is not there; scripts/install_consumers.sh installs it"
        raise ProgramFailedError(message)
    import typst  # noqa: PLC0415 - only who runs the consumers has it

    said: list[str] = []
    pages: list[bytes] = []
    for form in forms:
        try:
            page, warnings = typst.compile_with_warnings(document, format=form)
        except typst.TypstError as error:
            raise ProgramFailedError(error.diagnostic[:2000]) from error
        said += _telling(str(one) for one in warnings)
        pages += [page] if isinstance(page, bytes) else []
    return pages[0], said


def _telling(lines: Iterator[str]) -> Iterator[str]:
    return (line for line in lines if not any(words in line for words in _OF_PAGES))
