"""The manual page: whole, and roff without complaints."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator

import click
import pytest

from enrich.cli._manual import manual_of
from enrich.cli.main import enrich


@pytest.fixture(scope="module")
def page() -> str:
    return manual_of(enrich)


def every_command(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Give the commands with their names."""
    context = click.Context(group, info_name="enrich")
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from every_command(command, f"{name} ")
        else:
            yield f"{path}{name}", command


def shown(page: str, program: str) -> subprocess.CompletedProcess[str]:
    """Let a program read the page."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not there; install it to have the page read by it")
    commands = {
        "man": ["man", "--warnings", "-l", "-"],
        "mandoc": ["mandoc", "-T", "lint"],
    }
    return subprocess.run(
        commands[program],
        input=page,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8"},
    )


@pytest.mark.parametrize("program", ["man", "mandoc"])
def test_what_shows_manuals_has_no_complaint(page: str, program: str) -> None:
    result = shown(page, program)
    said = result.stderr if program == "man" else result.stdout + result.stderr
    assert (0, "") == (result.returncode, said)


def test_each_command_has_a_section_in_the_order_of_the_help(page: str) -> None:
    sections = [line for line in page.splitlines() if line.startswith(".SS ")]
    assert [f'.SS "{name}"' for name, _ in every_command(enrich)] == sections


def test_each_option_is_there_under_its_command(page: str) -> None:
    parts = page.split('.SS "')
    for (name, command), part in zip(every_command(enrich), parts[1:], strict=True):
        assert part.startswith(f'{name}"')
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert option.opts[-1].replace("-", r"\-") in part


def test_no_line_of_a_text_is_taken_for_a_request() -> None:
    @click.group()
    def odd() -> None:
        r"""Do.

        .SH is no heading here, and 'quotes are none; \fB is a name, --all an option.
        """

    text = manual_of(odd)
    assert r"\&.SH is no heading here, and \(aqquotes are none; \efB is a name, \-\-all" in text


def test_the_day_can_be_told_so_that_two_builds_are_equal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert manual_of(enrich).startswith(".TH ENRICH 1 1970-01-01 ")


def test_all_that_is_shown_is_text(page: str) -> None:
    text = shown(page, "man").stdout
    assert "ENRICH(1)" in text
    assert "\\" not in text.replace("\\e", "")
