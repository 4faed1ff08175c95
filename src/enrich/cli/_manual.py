"""The manual page, made of what the commands say of themselves, in the words of roff's man."""

from __future__ import annotations

import datetime as dt
import inspect
import os
import re
import textwrap
from collections.abc import Iterator

import click

from enrich.about import VERSION

__all__ = ["manual_of"]

_NAME = "enrich"
_PURPOSE = "turn arXiv ids, DOIs and reading lists into a bibliography"
# Escapes take room, too.
_WIDTH = 70
_UNFILLED = "\b"
_CODE = re.compile(r"^ *(\d+)  +(.+)$", re.MULTILINE)
_LONG = re.compile(r"(?<![\w-])(--?[a-z][\w-]*)")
_QUOTED = re.compile(r"`([^`]+)`")
# What begins a line of roff's own, in a text that is none.
_REQUEST = re.compile(r"^([.'])", re.MULTILINE)
_ENVIRONMENT = (
    ("ENRICH_MAILTO", "Your mail address, told to the sources, rather than that of enrich.toml."),
    ("NO_COLOR", "Where it is set, nothing is printed in colours."),
    ("FORCE_COLOR", "Where it is set, colours are printed into a pipe, too."),
    ("HTTPS_PROXY, HTTP_PROXY, NO_PROXY", "The proxies by which the sources are reached."),
    ("REQUESTS_CA_BUNDLE", "The certificates that are trusted, where a proxy signs."),
)
_FILES = (
    ("enrich.toml", "The configuration of the project, in the folder at hand."),
    ("data/enrich.lock", "What was decided for the library; keep it under version control."),
    ("cache/answers.sqlite", "What the sources have answered."),
)


def manual_of(group: click.Group) -> str:
    """Give the whole page."""
    with click.Context(group, info_name=_NAME, **group.context_settings) as context:
        lines = [*_head(), *_synopsis(group, context), *_described(group)]
        lines += [".SH OPTIONS", *_options(group, context)]
        lines += [".SH COMMANDS", *_commands(group, context)]
        lines += [*_codes(group), *_listed("ENVIRONMENT", _ENVIRONMENT), *_listed("FILES", _FILES)]
    return "".join(f"{line}\n" for line in lines)


def _head() -> Iterator[str]:
    # https://reproducible-builds.org/specs/source-date-epoch
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = dt.datetime.fromtimestamp(int(written), dt.UTC) if written.isdigit() else None
    day = (moment or dt.datetime.now(dt.UTC)).date()
    yield f'.TH {_NAME.upper()} 1 {day} "{_NAME} {VERSION}" "User Commands"'
    # Between words of programs, lines that are all of one length have holes.
    yield from (".ad l", ".nh")
    yield ".SH NAME"
    yield f"{_NAME} \\- {_text(_PURPOSE)}"


def _synopsis(group: click.Group, context: click.Context) -> Iterator[str]:
    yield ".SH SYNOPSIS"
    yield from _usage(group, context)


def _usage(command: click.Command, context: click.Context) -> Iterator[str]:
    pieces = " ".join(command.collect_usage_pieces(context))
    yield from _filled(f"`{context.command_path}` {pieces}")


def _described(group: click.Group) -> Iterator[str]:
    yield ".SH DESCRIPTION"
    yield from _paragraphs(_CODE.sub("", group.help or "").replace("Exit codes:", ""))


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        with click.Context(command, parent=context, info_name=name) as inner:
            if isinstance(command, click.Group):
                yield from _commands(command, inner)
                continue
            yield f'.SS "{_text(inner.command_path.removeprefix(f"{_NAME} "))}"'
            yield from (*_usage(command, inner), ".PP", *_paragraphs(command.help or ""))
            yield from _options(command, inner)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    every_command_has = command.get_help_option(context) if context.parent else None
    for param in command.get_params(context):
        record = param.get_help_record(context)
        if record and record[1] and param is not every_command_has:
            yield from _tagged(*record)


def _codes(group: click.Group) -> Iterator[str]:
    yield ".SH EXIT STATUS"
    for code, meaning in _CODE.findall(group.help or ""):
        yield from _tagged(code, meaning)


def _listed(title: str, rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield f".SH {title}"
    for name, told in rows:
        yield from _tagged(name, told)


def _tagged(name: str, told: str) -> Iterator[str]:
    # A long list of choices may be broken.
    tag = _text(name).replace("|", "|\\:")
    yield from (".TP", f"\\fB{tag}\\fR", *_filled(told))


def _filled(text: str) -> Iterator[str]:
    """Give a paragraph in lines that are short, as roff's own tools want them."""
    words = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    # What is quoted may go over the end of a line.
    yield from map(_guarded, _text("\n".join(words)).split("\n"))


def _paragraphs(text: str) -> Iterator[str]:
    """Give a help's paragraphs, those whose lines are to stay as they are between .nf and .fi."""
    parts = [part for part in re.split(r"\n\s*\n", inspect.cleandoc(text)) if part.strip()]
    for number, part in enumerate(parts):
        if number:
            yield ".PP"
        if part.lstrip().startswith(_UNFILLED):
            yield ".nf"
            yield from (_guarded(_text(line)) for line in part.split("\n") if line.strip(" \b"))
            yield ".fi"
        else:
            yield from _filled(part)


def _text(text: str) -> str:
    """Let roff print what it would obey."""
    plain = text.replace("\\", "\\e").replace(_UNFILLED, "")
    plain = plain.replace("-", "\\-") if plain.startswith("-") else _LONG.sub(_dashes, plain)
    quoted = _QUOTED.sub(r"\\fB\1\\fR", plain)
    return quoted.replace('"', "\\(dq").replace("'", "\\(aq").replace("~", "\\(ti")


def _dashes(found: re.Match[str]) -> str:
    return found[0].replace("-", "\\-")


def _guarded(line: str) -> str:
    """Keep a line from being taken for a request."""
    return _REQUEST.sub(r"\\&\1", line)
