"""The commands by name: what each is for, and where it is once somebody uses it.

To import all commands takes longer than to print a help or to complete a word, which need no more
than this table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from enrich.nearest import LONGEST_WORD, nearest

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["COMMANDS", "Commands", "Row", "options_of"]


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
        if not isinstance(found, click.Command):
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
# What other programs call the same.
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
_HELP = "help"


class Commands(click.Group):
    """A group that imports a command when it is used, and lists all in their sections."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click calls it
        """Give the names in their order."""
        return [row.name for row in _rows()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command."""
        row = next((row for row in _rows() if row.name == cmd_name), None)
        return row.load() if row else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is named, or tell which may be meant."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            if ctx.resilient_parsing:
                return None, None, args[1:]
            message = f"{name[:LONGEST_WORD]!r} is no command; {_meant(name, args[1:])}"
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)

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


def options_of(command: click.Command) -> tuple[str, ...]:
    """Give all the ways to write the options of a command."""
    params = [one for one in command.params if isinstance(one, click.Option)]
    return (*(name for one in params for name in (*one.opts, *one.secondary_opts)), "--help")


def _rows() -> Iterator[Row]:
    return (row for rows in COMMANDS.values() for row in rows)


def _meant(name: str, behind: Sequence[str]) -> str:
    """Tell what may be meant by what is no command, and by the words behind it."""
    from enrich.identifiers import parse_identifier

    there = [row.name for row in _rows()]
    if name.casefold() == _HELP:
        return f"did you mean {' '.join(('enrich', *_commands_among(behind), '--help'))}?"
    if (elsewhere := _ELSEWHERE.get(name.casefold())) in there:
        return f"did you mean {elsewhere}?"
    if near := nearest(name, there, most=2):
        return f"did you mean {' or '.join(near)}?"
    if parse_identifier(name):
        return f"`enrich get {name}` prints its entry"
    return "`enrich --help` lists them"


def _commands_among(words: Sequence[str]) -> list[str]:
    """Give the first word, if it is a command."""
    there = {row.name for row in _rows()}
    return [one for one in words[:1] if one in there]


def _prepared(command: click.Command, row: Row) -> click.Command:
    """Let a command's choices tell what may be meant, and its arguments be completed."""
    for param in command.params:
        if type(param.type) is click.Choice:
            param.type = _Choice(param.type.choices, case_sensitive=param.type.case_sensitive)
    argument = next((one for one in command.params if isinstance(one, click.Argument)), None)
    if argument and (kind := _COMPLETIONS.get(row.completed)):
        argument.type = kind()
    return command


class _Choice(click.Choice[Any]):
    """A choice that tells which of them may be meant."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ANN401, ARG002 - as click calls it
        """Tell what may be meant, or else what there is."""
        near = nearest(str(value), map(str, self.choices))
        how = f"did you mean {near[0]}?" if near else f"there are {self._told}"
        return f"{str(value)[:LONGEST_WORD]!r} is unknown; {how}"

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:  # noqa: ARG002
        """Tell what there is."""
        return f"one of {self._told}"

    @property
    def _told(self) -> str:
        return ", ".join(map(str, self.choices))


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
