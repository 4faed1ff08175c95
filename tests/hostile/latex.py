"""LaTeX with every door open: what was planted in a library must not come out of it."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from tests.consumers.latex import STYLES, Style
from tests.consumers.letters import _known
from tests.consumers.pdflatex import read_bibliography
from tests.consumers.programs import ProgramFailedError, read_written, run
from tests.hostile.catalogue import CANARY, SECRET

__all__ = ["Check", "biber_checks", "missing_programs", "tex_checks"]

# Programs that share a machine with many others take their time.
_SECONDS = 1500
_KEY = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)
_ERROR = re.compile(r"^!.*", re.MULTILINE)
# What a style of 1988 says of an entry without a journal is said of honest entries too.
_TROUBLE = re.compile(
    r"I was expecting|I'm skipping|Illegal|unbalanced|has a comma at the end|has too many commas",
    re.IGNORECASE,
)
_MOST_OF_A_STEM = 20
# The second also obeys Lua; it is no part of what `make consumers` installs.
_ENGINES = {"pdflatex": STYLES, "lualatex": STYLES[:1]}
_DOCUMENT = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
%(packages)s
\begin{document}
\nocite{*}
\bibliographystyle{%(style)s}
\bibliography{library}
\end{document}
"""
_LONG_LINES = {"max_print_line": "100000", "error_line": "250", "half_error_line": "200"}


class Check(msgspec.Struct, frozen=True):
    """What was looked at, and what was wrong with it."""

    name: str
    troubles: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether nothing was wrong."""
        return not self.troubles

    def __str__(self) -> str:
        """Print as one line."""
        return f"{self.name}: {'ok' if self.is_good else '; '.join(self.troubles[:5])}"


def missing_programs() -> tuple[str, ...]:
    """Name the programs that are not installed."""
    return tuple(one for one in ("pdflatex", "bibtex", "biber") if shutil.which(one) is None)


def tex_checks(library: Path, folder: Path) -> Iterator[Check]:
    """Print a BibTeX library by every style, with all that LaTeX can be allowed allowed."""
    lots = _lots(library.read_text(encoding="utf-8"))
    for engine, styles in _ENGINES.items():
        if shutil.which(engine) is None:
            yield Check(f"{engine}, {library.name}: not there, and left out")
            continue
        for style in styles:
            own = folder / f"{engine}-{library.stem}-{style.name}"
            troubles = (
                trouble
                for number, lot in enumerate(lots)
                for trouble in _print(lot, engine, style, own / str(number))
            )
            name = f"{engine} -shell-escape, {library.name}, {style.name}"
            yield Check(name, tuple(dict.fromkeys(troubles)))


def _lots(library: str) -> list[str]:
    """Deal entries out, since styles tell no more of one name and year apart than from a to z."""
    lots: dict[int, list[str]] = {}
    seen: Counter[str] = Counter()
    for entry in re.split(r"\n(?=@)", library):
        found = _KEY.search(entry)
        stem = re.sub(r"(?<=\d{4}).*", "", found[1])[:20] if found else ""
        lots.setdefault(seen[stem] // _MOST_OF_A_STEM, []).append(entry)
        seen[stem] += 1
    return ["\n".join(entries) for entries in lots.values()]


def _print(library: str, engine: str, style: Style, folder: Path) -> tuple[str, ...]:
    planted = _plant(folder)
    (folder / "library.bib").write_text(library, encoding="utf-8")
    document = _DOCUMENT % {"packages": style.packages, "style": style.name}
    (folder / "thesis.tex").write_text(document, encoding="utf-8")
    keys = _KEY.findall((folder / "library.bib").read_text(encoding="utf-8"))
    auxiliary = f"\\relax\n\\citation{{*}}\n\\bibstyle{{{style.name}}}\n\\bibdata{{library}}\n"
    (folder / "thesis.aux").write_text(auxiliary, encoding="utf-8")
    try:
        run(["bibtex", "thesis"], folder, seconds=_SECONDS, setting=_LONG_LINES)
        troubles = [*_bibtex_troubles(folder, keys)]
        # What is written beside the document is read in by the next run.
        for _ in range(2):
            troubles += _typeset(engine, folder)
    except ProgramFailedError as error:
        return (str(error),)
    return tuple(dict.fromkeys([*troubles, *_came_to_be(folder, planted), *_told(folder)]))


def _plant(folder: Path) -> set[str]:
    """Lay out what must not be read, and tell what is there before anything runs."""
    folder.mkdir(parents=True)
    (folder / SECRET).write_text(f"{CANARY}\n", encoding="utf-8")
    return {SECRET}


def _bibtex_troubles(folder: Path, keys: Sequence[str]) -> Iterator[str]:
    """Tell of lines that BibTeX could not read, of entries it lost; keep what can be printed."""
    log = read_written(folder / "thesis.blg")
    yield from (line for line in log.splitlines() if _TROUBLE.search(line))
    bibliography = read_bibliography(read_written(folder / "thesis.bbl", "surrogateescape"))
    items = {one.key for one in bibliography.items}
    if items != set(keys):
        yield f"bibtex wrote {len(items)} of {len(keys)} entries"
    printed = [one.text for one in bibliography.items if _is_for_pdflatex(one.text)]
    text = "\n\n".join([bibliography.head, *printed, bibliography.tail])
    (folder / "thesis.bbl").write_text(text, encoding="utf-8", errors="surrogateescape")
    if len(printed) * 2 < len(keys):
        yield f"pdflatex has the letters of only {len(printed)} of {len(keys)} entries"


def _is_for_pdflatex(text: str) -> bool:
    """Whether it has every letter, sign and mark; what it has not is kept for other programs."""
    return all(character.isascii() or character in _known() for character in text)


def _typeset(engine: str, folder: Path) -> Iterator[str]:
    done = run(
        [engine, "-shell-escape", "-interaction=nonstopmode", "thesis.tex"],
        folder,
        seconds=_SECONDS,
        setting={**_LONG_LINES, "openout_any": "a", "openin_any": "a"},
    )
    if done.status:
        yield f"{engine} ended with {done.status}"
    if not (folder / "thesis.pdf").exists():
        yield f"{engine} wrote no PDF"
    yield from _ERROR.findall(read_written(folder / "thesis.log"))


def _came_to_be(folder: Path, planted: set[str]) -> Iterator[str]:
    """Tell of files that neither we nor the programs make."""
    own = {f"thesis.{end}" for end in ("tex", "aux", "bbl", "blg", "log", "out", "pdf")}
    for path in sorted(folder.iterdir()):
        if path.name not in own | planted | {"library.bib"}:
            yield f"made {path.name}"


def _told(folder: Path) -> Iterator[str]:
    """Tell where the words of the file that must not be read stand."""
    for path in sorted(folder.glob("thesis.*")):
        if CANARY.encode() in path.read_bytes():
            yield f"read {SECRET}, which {path.name} shows"
    log = read_written(folder / "thesis.log")
    if "(./secret" in log:
        yield f"opened {SECRET}"
    if "runsystem(" in log:
        yield "ran a command"


def biber_checks(library: Path, folder: Path) -> Iterator[Check]:
    """Let biber check a biblatex library against the data model."""
    own = folder / library.stem
    planted = _plant(own)
    shutil.copy(library, own / "library.bib")
    keys = set(_KEY.findall((own / "library.bib").read_text(encoding="utf-8")))
    troubles: list[str] = []
    try:
        done = run(
            ["biber", "--tool", "--validate-datamodel", "--output-file=checked.bib", "library.bib"],
            own,
            seconds=_SECONDS,
        )
        kept = set(_KEY.findall(read_written(own / "checked.bib")))
    except ProgramFailedError as error:
        yield Check(f"biber, {library.name}", (str(error),))
        return
    troubles += [line for line in done.said.splitlines() if re.search(r"ERROR|FATAL", line)]
    if done.status:
        troubles.append(f"biber ended with {done.status}")
    if kept != keys:
        troubles.append(f"biber wrote {len(kept & keys)} of {len(keys)} entries")
    made = {one.name for one in own.iterdir()} - planted - {"library.bib", "checked.bib"}
    troubles += [f"made {name}" for name in sorted(made) if not name.endswith(".blg")]
    yield Check(f"biber --validate-datamodel, {library.name}", tuple(troubles))
