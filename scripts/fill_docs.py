"""Fill the documentation's console examples with what the commands print now.

How a page says in which project its examples run is told in tests/docs/pages.py. The page of all
commands is made anew. With `--check` nothing is written, and what differs is named.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from enrich.cli._groups import COMMANDS  # noqa: E402 - the tests' emulator lies beside us
from tests.docs import ExampleError, filled  # noqa: E402

__all__ = ["COMMANDS_PAGE", "DOCUMENTS", "ROOT", "commands_page", "renewed"]

COMMANDS_PAGE = ROOT / "docs/reference/commands.md"
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
_AT_ONCE = 8
_HEAD = """\
# Commands

Each command with its `--help`, as it prints it. All of them read the
[configuration](configuration.md) of the project in whose folder they run, print what was asked for
to standard output and everything else to standard error, and end with one of these
[codes](exit-codes.md).

<!-- project: nobody papers -->
"""


def commands_page() -> str:
    """Make the page of all commands, in their groups, their helps still to be filled in."""
    shown = [_HEAD, _help("enrich")]
    for group, rows in COMMANDS.items():
        shown.append(f"\n## {group}\n")
        for row in rows:
            shown += _sections(f"enrich {row.name}", row.load())
    return "".join(shown)


def _sections(name: str, command: click.Command) -> Iterator[str]:
    yield f"\n### {name}\n{_help(name)}"
    if isinstance(command, click.Group):
        for part in command.commands:
            yield _help(f"{name} {part}")


def _help(name: str) -> str:
    return f"\n```console\n$ {name} --help\n```\n"


def renewed(document: Path) -> str:
    """Give a document with what its commands print now."""
    is_made = document == COMMANDS_PAGE
    return filled(commands_page() if is_made else document.read_text(encoding="utf-8"))


def main() -> None:
    """Fill every document in place, or those that are named; with --check, only tell."""
    made = _looked_at if "--check" in sys.argv else _written
    named = {Path(one).resolve() for one in sys.argv[1:] if not one.startswith("-")}
    # Most of the time is waiting for the sources' pace, which every page keeps for itself.
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        told = list(pool.map(made, (one for one in DOCUMENTS if not named or one in named)))
    for complaint in filter(None, told):
        print(complaint, file=sys.stderr)
    sys.exit(any(told))


def _looked_at(document: Path) -> str:
    """Tell whether a document shows something else than its commands print."""
    name = document.relative_to(ROOT)
    try:
        is_true = renewed(document) == document.read_text(encoding="utf-8")
    except ExampleError as error:
        return f"{name}: {error}"
    return "" if is_true else f"{name}: not what the commands print; run `make docs`"


def _written(document: Path) -> str:
    """Fill a document, or tell why that can't be done."""
    try:
        text = renewed(document)
    except ExampleError as error:
        return f"{document.relative_to(ROOT)}: {error}"
    if text != document.read_text(encoding="utf-8"):
        document.write_text(text, encoding="utf-8")
    return ""


if __name__ == "__main__":
    main()
