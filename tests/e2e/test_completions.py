"""`enrich completions`: what the shells themselves make of it."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import time
from collections.abc import Mapping

import pytest

from tests.projects import COMMAND, Project

pytestmark = pytest.mark.slow

_BASH = """
eval "$(enrich completions bash)"
compopt() { :; }
COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); [[ %r == *' ' ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_enrich_completion enrich
printf '%%s\\n' "${COMPREPLY[@]}"
"""
_FISH = """
enrich completions fish | source
complete -C '%s'
"""
# Its completions want somebody who types.
_ZSH = """PS1='> '
autoload -Uz compinit && compinit -u -D
eval "$(enrich completions zsh)"
"""


def completed(project: Project, name: str, line: str, wanted: str) -> str:
    """Let a shell complete a line; give what it finds, or what becomes of the line."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not there; install it to have completions tried by it")
    environment = {**os.environ, "PATH": f"{COMMAND.parent}:{os.environ['PATH']}", "TERM": "dumb"}
    if name == "zsh":
        return _typed(found, line, wanted, project, environment)
    scripts = {
        "bash": [found, "--norc", "-c", _BASH % (line, line)],
        "fish": [found, "--no-config", "-c", _FISH % line],
    }
    result = subprocess.run(
        scripts[name],
        cwd=project.folder,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env=environment,
    )
    assert (0, "") == (result.returncode, result.stderr), result
    return result.stdout


def _typed(
    found: str, line: str, wanted: str, project: Project, environment: Mapping[str, str]
) -> str:
    """Type a line and a tab, and give what the shell writes till what is wanted is there."""
    ours, its = pty.openpty()
    shell = subprocess.Popen(
        [found, "-f", "-i"],
        cwd=project.folder,
        stdin=its,
        stdout=its,
        stderr=its,
        env=environment,
        start_new_session=True,
    )
    os.close(its)
    try:
        os.write(ours, f"{_ZSH}print rea''dy\n".encode())
        _read(ours, "ready")
        os.write(ours, f"{line}\t".encode())
        return _read(ours, wanted)
    finally:
        shell.kill()
        shell.wait()
        os.close(ours)


def _read(terminal: int, until: str) -> str:
    said, latest = "", time.monotonic() + 20
    while until not in said and time.monotonic() < latest:
        if select.select([terminal], [], [], 0.1)[0]:
            said += os.read(terminal, 2**16).decode()
    return said


# A zsh with its completions takes seconds to begin.
SHELLS = pytest.mark.parametrize(
    "name", ["bash", pytest.param("zsh", marks=pytest.mark.slow), "fish"]
)


@SHELLS
def test_a_command_is_completed(good: Project, name: str) -> None:
    assert "refresh" in completed(good, name, "enrich refr", "refresh")


@SHELLS
@pytest.mark.parametrize(
    ("line", "wanted"),
    [("enrich refresh --in-p", "--in-place"), ("enrich get --to bibtex-a", "bibtex-ascii")],
)
def test_an_option_and_its_choices_are_completed(
    good: Project, name: str, line: str, wanted: str
) -> None:
    assert wanted in completed(good, name, line, wanted)


@SHELLS
def test_a_key_of_the_library_is_completed(good: Project, name: str) -> None:
    wanted = good.text("data/enrich.lock").splitlines()[-1].split()[0]
    assert wanted in completed(good, name, f"enrich explain {wanted[:-2]}", wanted)


def asked(project: Project, line: str) -> list[str]:
    """Give what any shell would be given."""
    environment = {
        "_ENRICH_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
    }
    result = project.run(environment=environment)
    assert (0, "") == (result.returncode, result.stderr)
    return [line for line in result.stdout.splitlines() if line]


@pytest.mark.parametrize("command", ["show", "open", "explain", "remove"])
def test_only_keys_that_somebody_still_wants_are_offered(good: Project, command: str) -> None:
    lock = good.folder / "data/enrich.lock"
    kept = "smith2020deep first-seen 2026-01-01\nsmith2020deep is doi:10.5555/a\n"
    left = kept.replace("2020deep", "2019left") + "smith2019left left 2026-02-02\n"
    lock.write_text(kept + left, encoding="utf-8")
    assert ["plain,smith2020deep"] == asked(good, f"enrich {command} smith")


def test_letters_that_a_pattern_would_obey_are_letters(good: Project) -> None:
    assert [] == asked(good, "enrich show .*")


@pytest.mark.parametrize("damage", ["no lock file", "no configuration", "a folder", "not UTF-8"])
def test_where_no_key_can_be_known_nothing_is_said(good: Project, damage: str) -> None:
    lock, settings = good.folder / "data/enrich.lock", good.folder / "enrich.toml"
    lock.unlink()
    if damage == "no configuration":
        settings.write_text("seeds = [\n", encoding="utf-8")
    elif damage == "a folder":
        lock.mkdir()
    elif damage == "not UTF-8":
        lock.write_bytes(b"\xff\xfe first-seen 2026\n")
    assert [] == asked(good, "enrich show s")


@pytest.mark.parametrize("command", ["refresh", "check", "scan", "review", "annotate"])
def test_files_are_left_to_the_shell(good: Project, command: str) -> None:
    assert ["file,da"] == asked(good, f"enrich {command} da")


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_one_line_says_how_it_is_installed(good: Project, name: str) -> None:
    lines = good.run("completions", name).stdout.splitlines()
    (how,) = [line for line in lines if line.startswith("# ")]
    assert f"enrich completions {name}" in how
    assert how in lines[:2]
