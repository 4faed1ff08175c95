"""Commands that tell what is wrong with their line, and what may be meant, in our own words."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import click

from enrich.cli._mistakes import place_of, quoted, told_of_superfluous
from enrich.nearest import nearest

__all__ = ["Command", "Group", "check_command_named"]

_HELP = "help"


class _Told(click.Command):
    """What commands and groups of them have in common."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as click's own
        """Let its choices and its files tell what is wrong with a value."""
        super().__init__(*args, **kwargs)
        for param in self.params:
            param.type = _telling(param.type)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read a line; what is wrong with it knows to which command it was given."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise


class Command(_Told):
    """A command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read a line, and refuse words for which there is no use."""
        ctx.allow_extra_args = True
        superfluous = super().parse_args(ctx, args)
        if superfluous and not ctx.resilient_parsing:
            raise click.UsageError(told_of_superfluous(superfluous, ctx), ctx)
        return superfluous


class Group(_Told, click.Group):
    """A group of commands."""

    command_class = Command
    # What other programs call the same.
    elsewhere: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Answer no word at all with the help, and leave it to the group what options alone do."""
        super().__init__(
            *args,
            invoke_without_command=True,
            no_args_is_help=True,
            # What click shows where a command has to be named.
            subcommand_metavar="COMMAND [ARGS]...",
            **kwargs,
        )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is named, or tell which may be meant."""
        name = args[0]
        if ctx.resilient_parsing or self.get_command(ctx, name):
            return super().resolve_command(ctx, args)
        how = self._meant(ctx, name, args[1:])
        message = f"{place_of(ctx)}{quoted(name)} is no command; {how}"
        raise click.UsageError(message, ctx)

    def told_of_unknown(self, name: str, ctx: click.Context) -> str:  # noqa: ARG002 - for others
        """Tell what helps where nothing is like a name."""
        return f"there are {', '.join(self.list_commands(ctx))}"

    def _meant(self, ctx: click.Context, name: str, behind: Sequence[str]) -> str:
        """Tell what may be meant by what is no command, and by the words behind it."""
        there = self.list_commands(ctx)
        meant = name.casefold()
        if meant == _HELP:
            named = [one for one in behind[:1] if one in there]
            return f"did you mean {' '.join((ctx.command_path, *named, '--help'))}?"
        if (elsewhere := self.elsewhere.get(meant)) in there:
            return f"did you mean {elsewhere}?"
        if near := nearest(name, there, most=2):
            return f"did you mean {' or '.join(near)}?"
        return self.told_of_unknown(name, ctx)


def check_command_named(context: click.Context) -> None:
    """Refuse a line of options alone."""
    if context.invoked_subcommand is None:
        message = (
            f"{place_of(context)}no command is named; `{context.command_path} --help` lists them"
        )
        raise click.UsageError(message, context)


def _telling(kind: click.ParamType[Any]) -> click.ParamType[Any]:
    if type(kind) is click.Choice:
        return _Choice(kind.choices, case_sensitive=kind.case_sensitive)
    if type(kind) is click.Path:
        return _Path(
            file_okay=kind.file_okay,
            dir_okay=kind.dir_okay,
            allow_dash=kind.allow_dash,
            path_type=kind.type,
            # Whoever reads it tells what is in the way; what is only written to may be unreadable.
            readable=False,
        )
    return kind


class _Choice(click.Choice[Any]):
    """A choice that tells which of them may be meant."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ANN401, ARG002 - as click calls it
        """Tell what may be meant, or else what there is."""
        there = tuple(map(str, self.choices))
        near = nearest(str(value), there)
        how = f"did you mean {near[0]}?" if near else f"there are {', '.join(there)}"
        return f"{quoted(str(value))} is unknown; {how}"


class _Path(click.Path):
    """A file or a folder, which has a name, and is not the other."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 - what click makes of it
        """Take a path, unless it can't be meant."""
        kinds = (("a file", self.file_okay), ("a folder", self.dir_okay))
        written = os.fspath(value)
        if not written:
            wanted = " or ".join(kind for kind, is_okay in kinds if is_okay)
            self.fail(f"is empty; name {wanted}", param, ctx)
        if not self.dir_okay and Path(written).is_dir():
            self.fail(f"{quoted(written)} is a folder; name a file", param, ctx)
        if not self.file_okay and Path(written).is_file():
            self.fail(f"{quoted(written)} is a file; name a folder", param, ctx)
        return super().convert(value, param, ctx)
