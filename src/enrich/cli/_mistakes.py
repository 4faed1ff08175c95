"""What is wrong with a command line, in one line, and what may be meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import click

from enrich.nearest import LONGEST_WORD, nearest

__all__ = ["choices_of", "place_of", "quoted", "told_of", "told_of_superfluous"]

_LOG = "--log"


def told_of(error: click.ClickException) -> str:
    """Tell what is wrong with a command line; what we say of it ourselves is told as it is."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    tell = _TOLD.get(type(error))
    if tell and context and (told := tell(error, context)):
        return told
    if type(error) in {click.UsageError, click.ClickException}:
        return error.format_message()
    return _in_our_way(error.format_message(), context)


def told_of_superfluous(words: Sequence[str], context: click.Context) -> str:
    """Tell of words for which a command has no use."""
    word = words[0]
    told = f"{place_of(context)}{quoted(word)} is one word too many"
    if meant := _option_meant(word, context.command):
        return f"{told}; did you mean {meant}?"
    arguments = [_name_of(one) for one in context.command.params if isinstance(one, click.Argument)]
    takes = f"{' and '.join(arguments)} alone" if arguments else "none"
    return f"{told}, since it takes {takes}; `{context.command_path} --help` tells more"


def place_of(context: click.Context) -> str:
    """Name the command of which it is told, if it is not the program as a whole."""
    names = []
    while context.parent is not None:
        names.append(context.info_name or "")
        context = context.parent
    return f"{' '.join(reversed(names))}: " if names else ""


def quoted(word: str) -> str:
    """Give a word as it was written, as far as anybody has to see it."""
    return repr(word[:LONGEST_WORD])


def choices_of(param: click.Parameter) -> tuple[str, ...]:
    """Give what may be written for it, if that is a choice."""
    return tuple(map(str, param.type.choices)) if isinstance(param.type, click.Choice) else ()


def _of_no_option(error: click.NoSuchOption, context: click.Context) -> str:
    path, name = context.command_path, error.option_name
    place = place_of(context)
    if place and name == _LOG:
        program = context.find_root().command_path
        rest = path.removeprefix(f"{program} ")
        return f"{place}--log stands before the command: `{program} --log FILE {rest}`"
    near = nearest(name, _options(context.command))
    how = f"did you mean {near[0]}?" if near else f"`{path} --help` lists them"
    return f"{place}{name[:LONGEST_WORD]} is no option; {how}"


def _of_missing(error: click.MissingParameter, context: click.Context) -> str | None:
    if error.param is None:
        return None
    choices = choices_of(error.param)
    how = f"there are {', '.join(choices)}" if choices else f"`{context.command_path} --help`"
    told = f"{place_of(context)}{_name_of(error.param)} is missing; {how}"
    return told if choices else f"{told} tells more"


def _of_value(error: click.BadParameter, context: click.Context) -> str | None:  # noqa: ARG001 - as the others
    return f"{_name_of(error.param)}: {error.message}" if error.param else None


def _of_option(error: click.BadOptionUsage, context: click.Context) -> str | None:
    """Tell of an option that stands without its value, or with one though it takes none."""
    name, place = error.option_name, place_of(context)
    params = (one for one in context.command.get_params(context) if isinstance(one, click.Option))
    param = next((one for one in params if name in _written(one)), None)
    if param is None:
        return None
    if param.is_flag or param.count:
        return f"{place}{name} takes no value; write it alone, or leave it out"
    if choices := choices_of(param):
        return f"{place}{name} needs a value; there are {', '.join(choices)}"
    shown = f"`{name} {param.make_metavar(context)}`"
    return f"{place}{name} needs a value: {shown}; `{context.command_path} --help` tells more"


# What else click may say is told in its words.
_TOLD: Mapping[type[click.ClickException], Callable[[Any, click.Context], str | None]] = {
    click.NoSuchOption: _of_no_option,
    click.MissingParameter: _of_missing,
    click.BadParameter: _of_value,
    click.BadOptionUsage: _of_option,
}


def _in_our_way(message: str, context: click.Context | None) -> str:
    """Begin small, end without a stop, stay on one line, and say where more is told."""
    line = " ".join(message.split()).rstrip(".")
    place, path = (place_of(context), context.command_path) if context else ("", "enrich")
    return f"{place}{line[:1].lower()}{line[1:]}; `{path} --help` tells more"


def _option_meant(word: str, command: click.Command) -> str | None:
    """Give the option that is meant by a word without its dashes, or by one of its choices."""
    names = {name.lstrip("-"): name for name in _options(command) if name.startswith("--")}
    if near := nearest(word, names):
        return names[near[0]]
    options = (one for one in command.params if isinstance(one, click.Option))
    return next((f"{one.opts[0]} {word}" for one in options if word in choices_of(one)), None)


def _options(command: click.Command) -> tuple[str, ...]:
    """Give all the ways to write the options of a command."""
    options = (one for one in command.params if isinstance(one, click.Option))
    return (*(name for one in options for name in _written(one)), "--help")


def _written(option: click.Option) -> Iterator[str]:
    yield from (*option.opts, *option.secondary_opts)


def _name_of(param: click.Parameter) -> str:
    """Give the name of a parameter without the signs that say how often it may stand."""
    if isinstance(param, click.Option):
        return " / ".join(param.opts)
    return (param.metavar or (param.name or "").upper()).strip("[].")
