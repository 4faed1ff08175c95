"""Findings as they are printed: for people, for scripts, and for GitHub Actions."""

from __future__ import annotations

import json
import os.path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from enrich.cli._output import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from enrich.checks import Finding
    from enrich.config import Ignore

__all__ = [
    "Found",
    "as_annotations",
    "as_json",
    "as_lines",
    "found_of",
    "message_of",
    "path_of",
    "plain_json",
]

# What GitHub calls a level.
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
# By what name seeds from there are told.
_STANDARD_INPUT = "standard input"
_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = {**_IN_MESSAGES, ord(":"): "%3A", ord(","): "%2C"}


class _Ignored(msgspec.Struct):
    reason: str
    until: str | None


class Found(msgspec.Struct):
    """What was found wrong, and where."""

    check: str
    level: str
    key: str | None
    identifier: str | None
    file: str
    line: int
    written: str
    message: str
    ignored: _Ignored | None


def as_lines(findings: Sequence[Finding]) -> bytes:
    """Give a line for each, as compilers print; what is ignored is left out."""
    lines = (
        f"{one.origin}: {one.fault.check}: {one.subject}: {one.told}"
        for one in findings
        if not one.ignored
    )
    return "".join(f"{_on_one_line(line)}\n" for line in lines).encode()


def as_json(findings: Sequence[Finding]) -> bytes:
    """Give every one with all that is known of it, and why it is ignored, if it is."""
    return plain_json([found_of(one) for one in findings])


def as_annotations(findings: Sequence[Finding]) -> bytes:
    """Give the commands by which GitHub Actions puts each beside its line; none for the ignored.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    lines = (_annotation(one) for one in findings if not one.ignored)
    return "".join(f"{line}\n" for line in lines).encode()


def message_of(finding: Finding) -> str:
    """Tell what is wrong, and with what."""
    return _sound(f"{finding.subject}: {finding.told}")


def path_of(finding: Finding) -> str | None:
    """Give the file, named from where the user stands; a page or standard input is none."""
    file = finding.origin.file
    if file == _STANDARD_INPUT or urlsplit(file).scheme in {"http", "https"}:
        return None
    return os.path.relpath(file)


def plain_json(value: object) -> bytes:
    """Print JSON in which nothing plays with a terminal, and nothing is lost."""
    text = msgspec.json.format(msgspec.json.encode(value).decode(), indent=1)
    return ("".join(map(_escaped, text)) + "\n").encode()


def found_of(finding: Finding) -> Found:
    """Give all that is known of it, in words that any encoding can hold."""
    return Found(
        check=finding.fault.check,
        level=finding.fault.level,
        key=finding.key and _sound(finding.key),
        identifier=str(finding.identifier) if finding.identifier else None,
        file=_sound(finding.origin.file),
        line=finding.origin.line,
        written=_sound(finding.written),
        message=message_of(finding),
        ignored=_ignored(finding.ignored) if finding.ignored else None,
    )


def _ignored(ignore: Ignore) -> _Ignored:
    return _Ignored(_sound(ignore.reason), str(ignore.until) if ignore.until else None)


def _annotation(finding: Finding) -> str:
    path = path_of(finding)
    place = {"file": path, "line": str(finding.origin.line)} if path else {}
    properties = {**place, "title": finding.fault.check}
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.fault.level]} {told}::{_message(message_of(finding))}"


def _message(text: str) -> str:
    """Escape what would end a command or begin another."""
    return harmless(text.translate(_IN_MESSAGES))


def _property(text: str) -> str:
    return harmless(text.translate(_IN_PROPERTIES))


def _on_one_line(text: str) -> str:
    return harmless(" ".join(text.split()))


def _escaped(character: str) -> str:
    return (
        character if character.isprintable() or character == "\n" else json.dumps(character)[1:-1]
    )


def _sound(text: str) -> str:
    """Show what no encoding can hold: bytes of file names that are no UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode()
