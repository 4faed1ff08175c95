"""pdflatex: prints a bibliography, and says of which entry it could not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from tests.consumers.outcomes import Complaint, kind_of
from tests.consumers.programs import ProgramFailedError, read_written, run

__all__ = ["Bibliography", "Item", "complaints_of", "read_bibliography", "typeset"]

_SECONDS = 120
_MARK = "enrich entry: "
_END = "(none)"
_ERROR = re.compile(r"! (?! ==>)")
_FATAL = re.compile(r"!  ==> Fatal error|\(That makes 100 errors")
_WARNING = re.compile(r"(?:(?:La|pdf)TeX|Package \S+|Class \S+)(?: Font)? [Ww]arning|Missing char")
# Said in a first run of every document.
_NOT_YET = re.compile(r".* Warning: (?:.*may have changed|.*has changed|.*undefined\b)")
# Said at the end of what was said before, entry by entry.
_SUMMARY = re.compile(r".* Warning: (?:Some font|Size sub|There were undefined)")
_HEAD = re.compile(r"^\\bibitem(?:\[.*?\])?\{([^{}\s]+)\}$", re.DOTALL | re.MULTILINE)
# T1, since it is the encoding that has the letters of Western names.
_DOCUMENT = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
%(packages)s
\begin{document}
%(citations)s
%(head)s

%(items)s
\typeout{%(mark)s}
%(tail)s
\end{document}
"""


class Item(msgspec.Struct, frozen=True):
    r"""One `\bibitem` with all that belongs to it."""

    key: str
    text: str


class Bibliography(msgspec.Struct, frozen=True):
    """What BibTeX wrote: its head, the items one by one, and its tail."""

    head: str
    items: tuple[Item, ...]
    tail: str

    def only(self, items: Sequence[Item]) -> Bibliography:
        """Give the bibliography of these items alone."""
        return Bibliography(self.head, tuple(items), self.tail)


def read_bibliography(text: str) -> Bibliography:
    """Part what BibTeX wrote into its items, which blank lines set apart."""
    head, *pieces = re.split(r"\n\n(?=\\bibitem)", text)
    if not pieces:
        message = "bibtex wrote no item"
        raise ProgramFailedError(message)
    pieces[-1], end, behind = pieces[-1].rpartition("\\end{thebibliography}")
    return Bibliography(head, tuple(Item(_key(piece), piece) for piece in pieces), end + behind)


def _key(piece: str) -> str:
    found = _HEAD.search(piece)
    if found is None:
        message = f"bibtex wrote an item without a key: {piece[:80]!r}"
        raise ProgramFailedError(message)
    return found[1]


def typeset(bibliography: Bibliography, packages: str, folder: Path) -> tuple[Complaint, ...]:
    """Print a bibliography, then again with every item cited by its label."""

    def printed(items: Sequence[Item], *, cited: bool) -> str:
        return _log(bibliography.only(items), packages, folder, cited=cited)

    logs = list(_logs(bibliography.items, lambda items: printed(items, cited=False)))
    said = [complaint for log in logs for complaint in complaints_of(log)]
    complaints = [complaint for complaint in said if not _NOT_YET.match(complaint.line)]
    if complaints:
        # Labels are read from a run in which all went well.
        troubled = {complaint.key for complaint in complaints}
        bibliography = bibliography.only([i for i in bibliography.items if i.key not in troubled])
        printed(bibliography.items, cited=False)
    complaints += complaints_of(printed(bibliography.items, cited=True))
    return tuple(dict.fromkeys(complaints))


def _logs(items: Sequence[Item], printed: Callable[[Sequence[Item]], str]) -> Iterator[str]:
    """Print, and go on behind the item at which pdflatex gave up, since it stops at 100 errors."""
    while items:
        log = printed(items)
        yield log
        if not _FATAL.search(log):
            return
        last = log.rpartition(_MARK)[2].split(maxsplit=1)[0]
        at = next((at for at, item in enumerate(items) if item.key == last), None)
        if at is None:
            message = "pdflatex gave up outside of any entry"
            raise ProgramFailedError(message)
        items = items[at + 1 :]


def _log(bibliography: Bibliography, packages: str, folder: Path, *, cited: bool) -> str:
    items = bibliography.items
    cites = (f"{_mark(item.key)}\\cite{{{item.key}}}\n\n" for item in items)
    parts = {
        "packages": packages,
        "citations": "".join(cites) if cited else r"\nocite{*}",
        "head": bibliography.head,
        "items": "\n".join(f"{_mark(item.key)}{item.text}\n" for item in items),
        "mark": f"{_MARK}{_END}",
        "tail": bibliography.tail,
    }
    file = folder / "lot.tex"
    file.write_text(_DOCUMENT % parts, encoding="utf-8", errors="surrogateescape")
    run(
        ["pdflatex", "-interaction=nonstopmode", "-no-shell-escape", file.name],
        folder,
        seconds=_SECONDS,
        # Lines of the log are as long as they are, or names and messages would be cut.
        setting={"max_print_line": "100000", "error_line": "250", "half_error_line": "200"},
    )
    return read_written(folder / "lot.log")


def _mark(key: str) -> str:
    return f"\\typeout{{{_MARK}{key}}}%\n"


def complaints_of(log: str) -> Iterator[Complaint]:
    """Read the errors and warnings, each with the entry that was being printed."""
    key: str | None = None
    lines = log.splitlines()
    for at, line in enumerate(lines):
        if line.startswith(_MARK):
            name = line.removeprefix(_MARK)
            key = None if name == _END else name
        elif _ERROR.match(line):
            yield Complaint(kind_of(line, key), key, f"{line}{_context(lines[at : at + 12])}")
        elif _WARNING.match(line) and not _SUMMARY.match(line):
            yield Complaint(kind_of(line, key), key, line)


def _context(lines: Sequence[str]) -> str:
    """Give the end of the line of source at which TeX stopped."""
    found = next((line for line in lines if re.match(r"l\.\d+ ", line)), None)
    return f"  at: {found[-60:].strip()}" if found else ""
