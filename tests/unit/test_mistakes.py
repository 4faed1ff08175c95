"""What is told of a wrong command line: one line, in our own words."""

from __future__ import annotations

import click
import pytest

from enrich.cli._commands import Command, Group
from enrich.cli._mistakes import told_of

SHEEP = Command("sheep", params=[click.Argument(["herd"], nargs=2), click.Option(["-m", "--many"])])
FARM = Group("farm", commands={"sheep": SHEEP})


def told(*arguments: str) -> str:
    """Give what is told of a line that is wrong."""
    with pytest.raises(click.ClickException) as caught:
        FARM.main(list(arguments), prog_name="farm", standalone_mode=False)
    return told_of(caught.value)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("sheep",), "sheep: HERD is missing; `farm sheep --help` tells more"),
        (("sheep", "a"), "sheep: argument 'herd' takes 2 values; `farm sheep --help` tells more"),
        (("sheep", "a", "b", "c"), "sheep: 'c' is one word too many, since it takes HERD alone;"),
        (("sheep", "a", "b", "-m"), "sheep: -m needs a value: `-m TEXT`; `farm sheep --help` tel"),
        (("goats",), "'goats' is no command; there are sheep"),
        (("sheeep",), "'sheeep' is no command; did you mean sheep?"),
        (("sheep", "--mnay"), "sheep: --mnay is no option; did you mean --many?"),
        (("sheep", "-x"), "sheep: -x is no option; "),
        (("--goats",), "--goats is no option; `farm --help` lists them"),
    ],
)
def test_the_command_the_input_and_what_helps_are_told(
    arguments: tuple[str, ...], expected: str
) -> None:
    assert told(*arguments).startswith(expected)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (click.BadArgumentUsage("Argument 'x' takes\n 2 values."), "argument 'x' takes 2 values"),
        (click.FileError("x", "gone"), "could not open file 'x': gone"),
        (click.BadParameter("Odd."), "invalid value: Odd"),
        (click.MissingParameter(param_type="option"), "missing option"),
        (click.BadOptionUsage("--x", "Option 'x' is odd."), "option 'x' is odd"),
    ],
)
def test_what_click_says_besides_is_told_in_our_way(
    error: click.ClickException, expected: str
) -> None:
    assert f"{expected}; `enrich --help` tells more" == told_of(error)
    if isinstance(error, click.UsageError):
        error.ctx = click.Context(SHEEP, click.Context(FARM, info_name="farm"), "sheep")
        assert f"sheep: {expected}; `farm sheep --help` tells more" == told_of(error)


def test_what_we_say_ourselves_is_told_as_it_is() -> None:
    error = click.UsageError("No herd. Count one.", click.Context(SHEEP, info_name="sheep"))
    assert "No herd. Count one." == told_of(error)


def test_a_word_of_any_length_leaves_the_line_short() -> None:
    assert len(told("sheep", "a", "b", "c" * 10_000)) < 200
    assert len(told("sheep", f"--{'c' * 10_000}")) < 200
