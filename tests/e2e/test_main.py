"""The frame of the command line: its help, and what it says where it is used wrongly."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

import enrich.cli
from enrich.cli._groups import COMMANDS, Row
from enrich.cli.main import enrich as command
from tests.e2e.conftest import complaint, shell
from tests.projects import Project

ROWS = [row for rows in COMMANDS.values() for row in rows]


def test_every_command_there_is_stands_in_the_table() -> None:
    folder = Path(enrich.cli.__file__).parent
    files = {one.stem for one in folder.glob("*.py") if not one.stem.startswith("_")}
    assert files - {"main"} == {row.name for row in ROWS}
    assert len(ROWS) == len({row.name for row in ROWS})


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_what_the_table_says_of_a_command_it_says_itself(row: Row) -> None:
    found = row.load()
    assert (row.name, row.help) == (found.name, found.get_short_help_str(1_000))


def test_the_help_lists_all_commands_in_their_sections(good: Project) -> None:
    result = good.run("--help")
    assert (0, "") == (result.returncode, result.stderr)
    _, _, listed = result.stdout.partition("\nBegin:\n")
    names = [line.split()[0] for line in listed.splitlines() if line.startswith("  ")]
    assert [row.name for row in ROWS] == [one for one in names if one in {row.name for row in ROWS}]
    for section in COMMANDS:
        assert f"{section}:\n" in result.stdout


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_every_command_has_a_help(row: Row) -> None:
    with click.Context(command, info_name="enrich") as outer:
        found = command.get_command(outer, row.name)
        assert found is not None
        with click.Context(found, parent=outer, info_name=row.name) as inner:
            assert f"Usage: enrich {row.name} " in found.get_help(inner)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("refesh",), "'refesh' is no command; did you mean refresh?"),
        (("REFRESH",), "'REFRESH' is no command; did you mean refresh?"),
        (("lsit",), "did you mean list?"),
        (("rm",), "did you mean remove?"),
        (("ls",), "did you mean list?"),
        (("update",), "did you mean refresh?"),
        (("help",), "did you mean enrich --help?"),
        (("help", "add"), "did you mean enrich add --help?"),
        (("help", "nothing"), "did you mean enrich --help?"),
        (("list", "--log", "x"), "list: --log stands before the command: `enrich --log FILE list`"),
        (("cache", "export", "--log", "x"), "`enrich --log FILE cache export`"),
        (("10.5555/x",), "`enrich get 10.5555/x` prints its entry"),
        (("zzzz",), "`enrich --help` lists them"),
        (("x" * 500,), "x' is no command; `enrich --help` lists them"),
        (("--verison",), "--verison is no option; did you mean --version?"),
        (("refresh", "--ofline"), "refresh: --ofline is no option; did you mean --offline?"),
        (("refresh", "--zzz"), "--zzz is no option; `enrich refresh --help` lists them"),
        (("get", "--to", "bibtx", "x"), "--to: 'bibtx' is unknown; did you mean bibtex?"),
        (("get", "--to", "word", "x"), "--to: 'word' is unknown; there are bibtex, bibtex-ascii"),
        (("check", "--only", "retractd"), "--only: 'retractd' is unknown; did you mean retracted?"),
        (("check", "--fail-on", "eror"), "did you mean error?"),
        (("cache", "import"), "cache import: FILE is missing; `enrich cache import --help` tells"),
        (("completions", "tcsh"), "SHELL: 'tcsh' is unknown; there are bash, zsh, fish"),
        (("cache", "infoo"), "cache: 'infoo' is no command; did you mean info?"),
        (("cache", "zzzz"), "cache: 'zzzz' is no command; there are clear, export, import, info"),
        (("cache", "help", "clear"), "did you mean enrich cache clear --help?"),
        (("cache", "--"), "cache: no command is named; `enrich cache --help` lists them"),
        (("-",), "'-' is no command; `enrich --help` lists them"),
        (("--",), "enrich: no command is named; `enrich --help` lists them"),
        (("--", "-x"), "'-x' is no command; `enrich --help` lists them"),
        (("list", "zzz"), "list: 'zzz' is one word too many, since it takes none; `enrich list -"),
        (("list", "a\nb"), "list: 'a\\nb' is one word too many"),
        (("list", "jsno"), "list: 'jsno' is one word too many; did you mean --json?"),
        (("list", "missed"), "'missed' is one word too many; did you mean --status missed?"),
        (("open", "a", "b"), "open: 'b' is one word too many, since it takes KEY alone; `enrich o"),
        (("cache", "info", "x"), "cache info: 'x' is one word too many, since it takes none;"),
        (("add", "--file"), "add: --file needs a value: `--file FILE`; `enrich add --help` tells"),
        (("list", "--sort"), "list: --sort needs a value; there are key, year, author, title, ven"),
        (("--log",), "enrich: --log needs a value: `--log FILE`; `enrich --help` tells more"),
        (("refresh", "--strict=1"), "refresh: --strict takes no value; write it alone, or leave"),
        (("--version=3",), "--version takes no value; write it alone"),
        (("completions",), "completions: SHELL is missing; there are bash, zsh, fish"),
        (("show",), "show: KEY is missing; `enrich show --help` tells more"),
        (("add", "x", "--file", "data"), "--file: 'data' is a folder; name a file"),
        (("cache", "export", "data"), "FILE: 'data' is a folder; name a file"),
        (("init", "enrich.toml"), "FOLDER: 'enrich.toml' is a file; name a folder"),
        (("init", ""), "FOLDER: is empty; name a folder"),
        (("refresh", "-o", ""), "-o / --output: is empty; name a file or a folder"),
        (("refresh", ""), "SEEDS: is empty; name a file or a folder"),
        (("get", "--max-age", "soon", "x"), "--max-age: 'soon' is no age; write a number with"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(
    good: Project, arguments: tuple[str, ...], says: str
) -> None:
    complaint(good, *arguments, code=2, says=(says,))


def test_a_word_that_breaks_the_line_is_told_on_one(good: Project) -> None:
    complaint(good, "cache", "import", "a\nb", code=3, says=(r"a\nb: no such file",))


@pytest.mark.parametrize("arguments", [(), ("cache",)])
def test_no_word_at_all_is_answered_with_the_help_alone(
    good: Project, arguments: tuple[str, ...]
) -> None:
    result = good.run(*arguments)
    assert (2, "") == (result.returncode, result.stdout)
    assert good.run(*arguments, "--help").stdout == result.stderr


def test_a_mistyped_key_is_answered_with_the_key(good: Project) -> None:
    key = good.text("data/enrich.lock").splitlines()[-1].split()[0]
    slip = f"{key[0]}{key[2]}{key[1]}{key[3:]}"
    complaint(good, "explain", slip, code=2, says=(f"did you mean {key}",))


@pytest.mark.parametrize("arguments", ["", "refresh", "list"])
def test_help_may_be_asked_for_into_a_closed_pipe(good: Project, arguments: str) -> None:
    result = shell(good, f"enrich {arguments} --help | head -1")
    assert ("", 1) == (result.stderr, result.stdout.count("\n"))


def test_the_manual_is_printed(good: Project) -> None:
    result = good.run("manual")
    assert (0, "") == (result.returncode, result.stderr)
    assert result.stdout.startswith(".TH ENRICH 1 ")
