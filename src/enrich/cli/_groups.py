"""The commands by name: what each is for, and where it is once somebody uses it.

To import all commands takes longer than to print a help or to complete a word, which need no more
than this table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import click

from enrich.cli._commands import Command, Group

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["COMMANDS", "Commands", "Row"]


class _Completed(Enum):
    """How a shell completes a command's first argument."""

    BY_ITSELF = auto()
    BY_KEYS = auto()
    BY_FILES = auto()


class Row(NamedTuple):
    """One command: its name, its help in a sentence, and how its argument is completed."""

    name: str
    help: str
    completed: _Completed = _Completed.BY_ITSELF

    def load(self) -> click.Command:
        """Import the command."""
        module = import_module(f"enrich.cli.{self.name}")
        # The name of a builtin is evaded.
        found = getattr(module, f"{self.name}_", None) or getattr(module, self.name)
        if not isinstance(found, (Command, Group)):
            message = f"enrich.cli.{self.name} holds no command of that name"
            raise TypeError(message)
        return _prepared(found, self)


# In the order in which one meets them; a new command is one file and one row.
COMMANDS: Mapping[str, tuple[Row, ...]] = {
    "Begin": (
        Row("init", "Begin a project: its settings, and a list for its papers."),
        Row("add", "Look papers up, show what they are, and put them into a list."),
        Row("remove", "Take papers out of the lists in which they stand.", _Completed.BY_KEYS),
    ),
    "Build": (
        Row("refresh", "Rebuild the library from its seeds.", _Completed.BY_FILES),
        Row(
            "nightly",
            "Refresh the library, check it, and tell what changed; say nothing where nothing did.",
        ),
        Row("get", "Print the entries of arXiv ids, DOIs or links."),
    ),
    "Look": (
        Row("list", "List the works of the library: key, year, authors, title, venue."),
        Row(
            "search",
            "Find works by words in their title, authors, venue, abstract, key, identifiers "
            "or section.",
        ),
        Row(
            "show",
            "Show works: authors, venue, status, links, where they are wanted, abstract.",
            _Completed.BY_KEYS,
        ),
        Row(
            "open",
            "Open the page of a work in the browser: of the publication, or of the preprint "
            "on arXiv.",
            _Completed.BY_KEYS,
        ),
        Row(
            "status",
            "Say whether the bibliography is sound: what it holds, what it lacks, and what "
            "to do next.",
        ),
        Row(
            "explain",
            "Tell the story of an entry: where each value comes from, and why it is that one.",
            _Completed.BY_KEYS,
        ),
    ),
    "Judge": (
        Row(
            "check",
            "Check a bibliography: retractions, wrong links, papers that are missed, and more.",
            _Completed.BY_FILES,
        ),
        Row(
            "review",
            "Show the matches that are in doubt, side by side, and keep your yes or no.",
            _Completed.BY_FILES,
        ),
        Row(
            "scan",
            "Print the papers that lists name, with their lines; no source is asked.",
            _Completed.BY_FILES,
        ),
        Row(
            "annotate",
            "Write what is known behind each paper of a Markdown list.",
            _Completed.BY_FILES,
        ),
        Row("doctor", "Examine the program, the project and the network, and say what to do."),
    ),
    "Keep": (Row("cache", "Look at the cache, carry it elsewhere, clear it."),),
    "Shell": (
        Row("completions", "Print what lets a shell complete commands, options and keys."),
        Row("manual", "Print the manual page."),
        Row(
            "schema",
            "Print the JSON Schema of enrich.toml (config), or of a line of enrich.lock (lock).",
        ),
    ),
}
_ELSEWHERE = {
    "build": "refresh",
    "config": "init",
    "delete": "remove",
    "find": "search",
    "fetch": "get",
    "info": "status",
    "lint": "check",
    "ls": "list",
    "man": "manual",
    "new": "init",
    "rm": "remove",
    "run": "refresh",
    "sync": "refresh",
    "update": "refresh",
    "why": "explain",
}


class Commands(Group):
    """A group that imports a command when it is used, and lists all in their sections."""

    elsewhere = _ELSEWHERE

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """Give the names in their order."""
        return [row.name for row in _rows()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command."""
        row = next((row for row in _rows() if row.name == cmd_name), None)
        return row.load() if row else None

    def told_of_unknown(self, name: str, ctx: click.Context) -> str:
        """Tell where commands are listed, or what to do with what is an identifier."""
        from enrich.identifiers import parse_identifier

        if parse_identifier(name):
            return f"`enrich get {name}` prints its entry"
        return f"`{ctx.command_path} --help` lists them"

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands, section by section, in columns that stand under each other."""
        widest = max(len(row.name) for row in _rows())
        for section, rows in COMMANDS.items():
            with formatter.section(section):
                formatter.write_dl([(row.name.ljust(widest), row.help) for row in rows])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete a command's name without importing any."""
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(row.name, help=row.help)
            for row in _rows()
            if row.name.startswith(incomplete)
        ]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]


def _rows() -> Iterator[Row]:
    return (row for rows in COMMANDS.values() for row in rows)


def _prepared(command: click.Command, row: Row) -> click.Command:
    """Let a command's first argument be completed."""
    argument = next((one for one in command.params if isinstance(one, click.Argument)), None)
    if argument and (kind := _COMPLETIONS.get(row.completed)):
        argument.type = kind()
    return command


class _Key(click.types.StringParamType):
    """A citation key of the library, or an identifier."""

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - as click calls it
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Give the keys that begin so."""
        from click.shell_completion import CompletionItem

        from enrich.cli._keys import known_keys

        return [CompletionItem(key) for key in known_keys(incomplete)]


class _Place(click.types.StringParamType):
    """A file or a folder, or else an address or standard input."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Refuse what names nothing, and would be taken for the folder at hand."""
        if value == "":
            self.fail("is empty; name a file or a folder", param, ctx)
        return super().convert(value, param, ctx)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - as click calls it
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """Leave it to the shell, which knows the files."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


_COMPLETIONS: Mapping[_Completed, type[click.types.StringParamType]] = {
    _Completed.BY_KEYS: _Key,
    _Completed.BY_FILES: _Place,
}
