"""rispy, the library with which programs in Python read RIS."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from enrich.writers.ris import write_ris
from tests.consumers.corpus import Corpus
from tests.consumers.outcomes import Complaint, Outcome
from tests.consumers.programs import ProgramFailedError
from tests.consumers.residue import complaints_of

__all__ = ["consume"]


def consume(corpus: Corpus, folder: Path) -> tuple[Outcome, ...]:
    """Read every entry, and look its title over."""
    if find_spec("rispy") is None:
        message = "the package rispy is not there; scripts/install_consumers.sh installs it"
        raise ProgramFailedError(message)
    file = folder / "library.ris"
    file.write_bytes(write_ris(corpus.entries).encode())
    with file.open(encoding="utf-8") as lines:
        read = {one["id"]: one for one in import_module("rispy").load(lines)}
    return (
        Outcome(
            consumer="rispy",
            variant="",
            read=len(read),
            complaints=(
                *(
                    Complaint("left out", entry.key, "it was not read")
                    for entry in corpus.entries
                    if entry.key not in read
                ),
                *(
                    complaint
                    for key, one in read.items()
                    for complaint in complaints_of(key, one.get("title", ""), corpus)
                ),
                *(
                    Complaint("another DOI", key, one.get("doi", ""))
                    for key, one in read.items()
                    if (doi := corpus.record(key).doi) and one.get("doi") != doi.value
                ),
            ),
        ),
    )
