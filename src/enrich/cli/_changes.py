"""What became of a library, for a terminal, for a pull request, and for scripts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from enrich.cli._output import harmless
from enrich.cli._words import counted, shortened

if TYPE_CHECKING:
    from enrich.changes import Change, FieldChange
    from enrich.config import Config

__all__ = [
    "changes_as_json",
    "changes_as_lines",
    "changes_as_markdown",
    "check_place",
    "write_changes",
]

_LINE, _CELL = 60, 200
# No later run tells these changes again.
_LISTS = "--changes FILE lists, and -v now"
# A pull request holds 65,536 characters, some of which count double.
_LONGEST_BYTES = 60_000
# What Markdown would take for its own.
_MEANT = re.compile(
    r"[\\`*_\[\]#|~$]"
    # What begins a list, and what makes an address.
    r"|\A[-+]"
    r"|(?<=:)/(?=/)|(?<=\bwww)\.",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\A(\d+)([.)])(?=\s|$)")
# A name behind @ is called, a number behind # or ! linked, and an entity does not keep from it:
# names are looked for in what Markdown has become. Nothing else parts them and can't be seen.
_CALLED = re.compile(r"[@#!](?=\w)|\bGH-(?=\d)", re.IGNORECASE)
# How a report begins.
_HEADING = re.compile(rb"# (?:No work|\d[\d,]* works?) changed in the library\r?\n")
_UNSEEN = "\N{ZERO WIDTH SPACE}"


def changes_as_lines(changes: Sequence[Change], *, most: int | None) -> Iterator[str]:
    """Tell each change in a line or two, and each field in one, as long as they are no more."""
    fields = sum(len(one.fields) for one in changes)
    shows_fields = most is None or fields <= most
    for one in changes:
        yield f"  {', '.join(one.turns)}: {one.key}  {_cut(one.title, _LINE)}".rstrip()
        told = (f"    {told}" for told in one.told)
        yield from shortened(told, most, _LISTS, indent="    ")
        if shows_fields:
            yield from (f"    {_compared(field, _LINE)}" for field in one.fields)
    if not shows_fields:
        yield f"  {counted(fields, 'field differs', 'fields differ')}, which {_LISTS}"


def changes_as_markdown(changes: Sequence[Change]) -> str:
    """Tell the changes as the body of a pull request: what became of what, and the fields.

    What is more than such a body holds is counted.
    """
    if not changes:
        return "# No work changed in the library\n\nIts files differ in how they are written.\n"
    text = f"# {counted(len(changes), 'work')} changed in the library\n"
    turn = None
    for told, one in enumerate(changes):
        heading = f"\n## {one.turns[0].capitalize()}\n" if one.turns[0] is not turn else ""
        more = f"{heading}\n{_paragraph(one)}"
        if len(f"{text}{more}".encode()) > _LONGEST_BYTES:
            return f"{text}\nAnd {len(changes) - told} more, which the library's own files show.\n"
        text, turn = text + more, one.turns[0]
    return text


def _paragraph(change: Change) -> str:
    also = f" ({', '.join(change.turns[1:])})" if change.turns[1:] else ""
    title = f": {_escaped(_cut(change.title, _CELL))}" if change.title else ""
    lines = [f"- **{_escaped(change.key)}**{also}{title}"]
    lines += (f"  - {_escaped(_cut(told, _CELL))}" for told in change.told)
    for one in change.fields:
        before, after = (_escaped(_cut(_shown(value), _CELL)) for value in (one.before, one.after))
        lines.append(f"  - {_escaped(one.field)}: {before} → {after}")
    return "".join(f"{line}\n" for line in lines)


def check_place(file: Path, config: Config) -> None:
    """Refuse to write changes over the library itself, or over anything that is no such report."""
    import click

    from enrich.beginnings import SETTINGS
    from enrich.lockfile import LOCK_FILE
    from enrich.outputs import is_same_file
    from enrich.writers import every_format

    files = (LOCK_FILE, *(one.file for one in every_format()))
    places = [one for one in (config.snapshot, config.decisions, config.overrides) if one]
    used = (*places, config.cache, file.with_name(SETTINGS), *_lists(file, config))
    if any(is_same_file(file, config.output / name) for name in files):
        why = "a file of the library itself"
    elif any(is_same_file(file, one) for one in used):
        why = "a file that enrich reads"
    elif file.is_file() and not _is_report(file):
        why = "is there, and is no report of changes"
    else:
        return
    message = f"--changes {file}: {why}; name another"
    raise click.UsageError(message)


def _lists(file: Path, config: Config) -> Iterator[Path]:
    """Give the lists of papers, and the file itself where it would be read as one."""
    from enrich.outputs import is_same_file
    from enrich.seeds.files import files_of, may_be_list

    for place in (one for one in config.seeds if isinstance(one, Path)):
        yield from files_of(place)
        if may_be_list(file) and is_same_file(place, file.parent):
            yield file


def _is_report(file: Path) -> bool:
    """Whether a file holds what an earlier run wrote of its changes, or nothing."""
    import msgspec

    from enrich.changes import Change
    from enrich.decoding import UNREADABLE

    try:
        raw = file.read_bytes()
        if not raw.strip() or _HEADING.match(raw):
            return True
        msgspec.json.decode(raw, type=tuple[Change, ...])
    except (OSError, *UNREADABLE):
        return False
    return True


def write_changes(file: Path, changes: Sequence[Change], written: Sequence[Path] = ()) -> None:
    """Write the changes to a file, as JSON if it is called so.

    It is left alone where no work changed and none of the library's files was written.
    """
    from enrich.errors import OutputError
    from enrich.outputs import write_files

    if not changes and not written:
        return
    is_json = file.suffix.lower() == ".json"
    text = changes_as_json(changes) if is_json else changes_as_markdown(changes)
    try:
        write_files(file.parent, {file.name: text})
    except OutputError as error:
        reason = getattr(error.__cause__, "strerror", None) or "see its folder"
        message = f"{file}: can't be written ({reason}); the library itself is, with what changed"
        raise OutputError(message) from error


def changes_as_json(changes: Sequence[Change]) -> bytes:
    """Give everything that changed."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(changes), indent=1) + b"\n"


def _compared(field: FieldChange, width: int) -> str:
    before, after = (_cut(_shown(value), width) for value in (field.before, field.after))
    return f"{field.field}: {before} → {after}"


def _shown(value: str | None) -> str:
    return "(none)" if value is None else value


def _cut(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def _escaped(text: str) -> str:
    """Let foreign words be words: no markup, no tags, no links, and nobody called by name."""
    plain = html.escape(harmless(text), quote=False)
    marked = _NUMBERED.sub(r"\1\\\2", _MEANT.sub(r"\\\g<0>", plain))
    return _CALLED.sub(rf"\g<0>{_UNSEEN}", marked)
