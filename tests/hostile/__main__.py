"""`python -m tests.hostile`: let LaTeX print what an attacker wrote, with every door open.

It needs pdflatex, bibtex and biber, and is run behind `make consumers`, which installs them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from enrich.writers import FORMATS
from tests.hostile.catalogue import ALL, ENDLESS
from tests.hostile.home import make_home
from tests.hostile.latex import Check, biber_checks, missing_programs, tex_checks


def checks(folder: Path) -> Iterator[Check]:
    """Make the library of all that is hostile, and give it to each program."""
    data = make_home(folder / "home", (*ALL, *ENDLESS)).folder / "data"
    for one in FORMATS:
        if one.name.startswith("bibtex"):
            yield from tex_checks(data / one.file, folder / "tex")
        elif one.name.startswith("biblatex"):
            yield from biber_checks(data / one.file, folder / "biber")


def main() -> int:
    """Print one line for each check; tell whether all is well."""
    missing = missing_programs()
    if missing:
        _say(f"{', '.join(missing)}: not there; scripts/install_consumers.sh installs them")
        return 1
    is_good = True
    with tempfile.TemporaryDirectory() as folder:
        for check in checks(Path(folder)):
            _say(str(check))
            is_good = is_good and check.is_good
    return 0 if is_good else 1


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - it is what it is for


if __name__ == "__main__":
    sys.exit(main())
