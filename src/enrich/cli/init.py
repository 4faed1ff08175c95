"""`enrich init`: begin a project."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enrich.cli._commands import Command
from enrich.cli._ink import Ink, Inked, say_line
from enrich.cli._options import EXIT_USAGE
from enrich.cli._output import put, say
from enrich.cli._words import EXAMPLE, counted

if TYPE_CHECKING:
    from enrich.cli._reports import Beginning, List, Made

__all__ = ["init"]

_ADD, _REFRESH, _DOCTOR = "enrich add", "enrich refresh", "enrich doctor"
_WHY = {
    _ADD: "puts a paper into the list",
    _REFRESH: "makes the library",
    _DOCTOR: "says what to do about it",
}
_OUTCOMES = {
    "made": "made",
    "there": "is there already, and left as it is",
    "changed": "the cache is left out of git now",
}


@click.command(cls=Command)
@click.argument(
    "folder", default=".", metavar="[FOLDER]", type=click.Path(path_type=Path, file_okay=False)
)
@click.option(
    "--from",
    "lists",
    multiple=True,
    metavar="LIST",
    help="Begin with a list that you have: a file, a folder, an address. May be repeated.",
)
@click.option("--mailto", metavar="ADDRESS", help="Your mail address, told to the sources.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what was made as JSON.")
def init(
    folder: Path, lists: tuple[str, ...], mailto: str | None, *, yes: bool, as_json: bool
) -> int:
    """Begin a project: its settings, and a list for its papers.

    In FOLDER, or here, enrich.toml, papers.md and .gitignore are made, as far as they are not
    there. Nothing that is there is written over.
    """
    from enrich.beginnings import LIST, LIST_TEXT, SETTINGS, settings_text
    from enrich.cli._findings import plain_json
    from enrich.cli._reports import Beginning
    from enrich.config import checked_address

    checked_address(mailto)
    found = _looked_through(lists)
    _check_apart(folder, lists)
    seeds = tuple(_named_from(folder, one) for one in lists) or (LIST,)
    if as_json:
        # What can't be shown is not written, either.
        put(b"")
    is_begun = os.path.lexists(folder / SETTINGS)
    if not is_begun and mailto is None:
        mailto = _address(asks=not yes)
    texts = {SETTINGS: settings_text(seeds, mailto)}
    if not lists and not is_begun:
        texts[LIST] = LIST_TEXT
    _check_links(folder, texts)
    files = tuple(_made(folder, texts))
    fault = _fault(folder)
    beginning = Beginning(
        folder=str(folder),
        files=files,
        lists=found,
        settings=tuple(_unwritten(folder, seeds if lists else (), mailto)) if is_begun else (),
        next=tuple(
            _next(folder, [_DOCTOR] if fault else _steps(is_new=not lists and not is_begun))
        ),
    )
    if as_json:
        put(plain_json(beginning))
    else:
        _tell(beginning)
    if fault:
        say(f"enrich: {fault}")
        return EXIT_USAGE
    return 0


def _tell(beginning: Beginning) -> None:
    """Tell what became of each file, and what is left to do."""
    from enrich.beginnings import SETTINGS

    for one in beginning.files:
        say_line([Inked(one.file, Ink.STRONG), f": {_OUTCOMES[one.outcome]}"])
    for known in beginning.lists:
        say_line([f"{known.list}: {counted(known.papers, 'paper')}"])
    for setting in beginning.settings:
        say_line([f"write into {Path(beginning.folder) / SETTINGS}: {setting}"])
    say_line(["next:"])
    for command in beginning.next:
        why = next((why for name, why in _WHY.items() if command.startswith(name)), "")
        say_line(["  ", Inked(command, Ink.NAME), why and f"  {why}"])


def _unwritten(folder: Path, seeds: Sequence[str], mailto: str | None) -> Iterator[str]:
    """Give the settings that were asked for, and that an enrich.toml which is there may lack."""
    from enrich.beginnings import SETTINGS, mailto_text

    if seeds:
        yield f"seeds = [{', '.join(map(repr, seeds))}]"
    if mailto and mailto_text(mailto).encode() not in _read(folder / SETTINGS):
        yield mailto_text(mailto)


def _looked_through(lists: Sequence[str]) -> tuple[List, ...]:
    """Count the papers of each list that is a file or a folder; what is none is an error."""
    from enrich.cli._reports import List
    from enrich.config import place_of
    from enrich.seeds import check_lasting, scan_files

    places = [(one, place) for one in lists if isinstance(place := place_of(one), Path)]
    check_lasting(place for _, place in places)
    return tuple(List(name, len(scan_files((place,)).seeds)) for name, place in places)


def _check_apart(folder: Path, lists: Sequence[str]) -> None:
    """Refuse a list that the first refresh would write over."""
    from enrich.beginnings import OUTPUT
    from enrich.config import place_of
    from enrich.lockfile import LOCK_FILE
    from enrich.outputs import check_apart
    from enrich.writers import every_format

    files = (LOCK_FILE, *(one.file for one in every_format()))
    check_apart(map(place_of, lists), folder / OUTPUT, files)


def _check_links(folder: Path, names: Iterable[str]) -> None:
    """Refuse a link to nothing, in whose place no file is made and which is none either."""
    from enrich.errors import ConfigError

    for path in (folder / name for name in names):
        if path.is_symlink() and not path.exists():
            message = f"{path}: is a link to nothing; take it away, or put there what it leads to"
            raise ConfigError(message)


def _fault(folder: Path) -> str | None:
    """Tell what keeps the project from being read."""
    from enrich.config import load_config
    from enrich.errors import ConfigError

    try:
        load_config(folder)
    except ConfigError as error:
        return str(error)
    return None


def _named_from(folder: Path, written: str) -> str:
    """Name a list as seen from the folder of the project."""
    from enrich.about import STANDARD_INPUT
    from enrich.config import place_of
    from enrich.errors import SeedError

    if written == STANDARD_INPUT:
        message = (
            "--from -: standard input is gone when the project is refreshed; save it as a file"
        )
        raise SeedError(message)
    place = place_of(written)
    if not isinstance(place, Path):
        return written
    name = Path(os.path.relpath(place.absolute(), folder.absolute())).as_posix()
    if not name.isprintable():
        message = f"{name!r}: can't be written into enrich.toml; give the file a plainer name"
        raise SeedError(message)
    return name


def _address(*, asks: bool) -> str | None:
    """Ask for the address, unless it is told in another way or there is nobody to ask."""
    from enrich.cli._asking import ask_address, is_attended

    is_told = bool(os.environ.get("ENRICH_MAILTO"))
    return ask_address() if asks and not is_told and is_attended() else None


def _made(folder: Path, texts: Mapping[str, str]) -> Iterator[Made]:
    """Write what is not there, all at once, and tell of each file what became of it."""
    from enrich.beginnings import IGNORES, ignores_with
    from enrich.cli._reports import Made
    from enrich.outputs import write_files

    there = [name for name in texts if os.path.lexists(folder / name)]
    files = {name: text.encode() for name, text in texts.items() if name not in there}
    files[IGNORES] = ignores_with(_read(folder / IGNORES))
    had_ignores = os.path.lexists(folder / IGNORES)
    written = {path.name for path in write_files(folder, files)}
    for name in (*texts, IGNORES):
        is_changed = name == IGNORES and had_ignores
        became = "changed" if is_changed else "made"
        yield Made(str(folder / name), became if name in written else "there")


def _read(path: Path) -> bytes:
    from enrich.errors import OutputError
    from enrich.files import plain_if_there

    try:
        return plain_if_there(path).read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        why = error.strerror or "it is no file"
        message = f"{path}: can't be read ({why}); put that right, or take it away"
        raise OutputError(message) from error


def _next(folder: Path, steps: Iterable[str]) -> Iterator[str]:
    """Give the commands to go on with, in the folder of the project."""
    if folder.resolve() != Path.cwd():
        yield f"cd {shlex.quote(str(folder))}"
    yield from steps


def _steps(*, is_new: bool) -> Iterator[str]:
    """Give what is to be done with a project that can be read."""
    if is_new:
        yield f"{_ADD} {EXAMPLE}"
    yield _REFRESH
