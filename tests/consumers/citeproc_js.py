"""citeproc-js, which Zotero and many sites run."""

from __future__ import annotations

from pathlib import Path

import msgspec

from enrich.writers import find_format
from tests.consumers.corpus import Corpus
from tests.consumers.outcomes import Complaint, Outcome
from tests.consumers.programs import ProgramFailedError, read_written, run
from tests.consumers.residue import complaints_of
from tests.consumers.styles import locales_folder, style_file
from tests.records import contents_of

__all__ = ["consume"]

_SECONDS = 240
_SCRIPT = Path(__file__).with_name("citeproc.cjs")
_MODULES = Path(__file__).parents[2] / ".venv" / "consumers" / "node_modules"


class _Reference(msgspec.Struct):
    id: str
    text: str


class _Answer(msgspec.Struct):
    printed: list[_Reference]
    failed: list[_Reference]


def consume(corpus: Corpus, folder: Path, *, style: str) -> tuple[Outcome, ...]:
    """Print every entry by a style."""
    (folder / "library.json").write_text(
        find_format("csl").write(contents_of(corpus.entries)), encoding="utf-8"
    )
    sources = (str(style_file(style)), str(locales_folder()))
    done = run(
        ["node", str(_SCRIPT), "library.json", *sources, "printed.json"],
        folder,
        seconds=_SECONDS,
        setting={"NODE_PATH": str(_MODULES)},
    )
    if done.status:
        message = f"node ended with status {done.status}: {done.errors[-500:]}"
        raise ProgramFailedError(message)
    answer = msgspec.json.decode(read_written(folder / "printed.json"), type=_Answer)
    printed = {one.id: one.text.strip() for one in answer.printed}
    failed = {one.id: one.text for one in answer.failed}
    missing = [
        entry.key
        for entry in corpus.entries
        if not printed.get(entry.key) and entry.key not in failed
    ]
    said = [*done.said.splitlines(), *done.errors.splitlines()]
    return (
        Outcome(
            consumer="citeproc-js",
            variant=style,
            read=len(printed),
            complaints=(
                *(Complaint("says", None, line) for line in said),
                *(Complaint("an exception", key, text) for key, text in failed.items()),
                *(Complaint("left out", key, "not in the bibliography") for key in missing),
                *(one for key, text in printed.items() for one in complaints_of(key, text, corpus)),
            ),
        ),
    )
