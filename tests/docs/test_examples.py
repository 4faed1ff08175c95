"""Every example of the documentation runs, or can at least be read."""

from __future__ import annotations

import configparser
import doctest
import json
import os
import re
import shlex
import socket
import subprocess
import threading
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from bibtexparser.entrypoint import parse_string
from pylatexenc.latexwalker import LatexWalker

import enrich
from enrich.cli._groups import COMMANDS
from scripts.fill_docs import renewed
from tests.docs import ExampleError, blocks, filled, ready
from tests.docs.texts import NAMES, ROOT, blocks_of, text_of
from tests.projects import COMMAND


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if "```console" in text_of(name)])
def test_console_examples_show_what_the_command_prints(name: str) -> None:
    assert renewed(ROOT / name) == text_of(name), "run `make docs`"


@pytest.mark.parametrize("name", [name for name in NAMES if ">>> " in text_of(name)])
def test_python_examples_hold(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENRICH_MAILTO", raising=False)
    with ready() as session:
        for block in blocks(text_of(name)):
            if block.is_direction:
                session.obey(block)
        monkeypatch.chdir(session.folder)
        results = doctest.testfile(str(ROOT / name), module_relative=False)
    assert (0, True) == (results.failed, results.attempted > 2)


def test_the_package_s_own_examples_hold() -> None:
    assert doctest.testmod(enrich).failed == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["docs/how-to/exports.md", "docs/tutorial/thesis.md"])
def test_what_is_cited_is_in_the_library(name: str) -> None:
    cited = {
        key
        for block in blocks_of(name)
        if block.kind in {"latex", "typst", "markdown"}
        for keys in re.findall(r"\\cite\{([^}]+)\}|@([\w]+\d\w*)", block.text)
        for key in ",".join(keys).strip(",").split(",")
    }
    with ready() as session:
        session.run_through(text_of(name))
        entries = parse_string((session.folder / "data/library.bib").read_text()).entries
    assert cited
    assert cited <= {entry.key for entry in entries}


def test_a_command_that_fails_is_told_with_what_it_said() -> None:
    page = (
        "<!-- project: nobody papers -->\n<!-- file: enrich.toml\n-->\n\n"
        "```console\n$ enrich refresh\n```\n"
    )
    with pytest.raises(
        ExampleError, match="'enrich refresh' ends with 2, not 0:\nenrich: data/seeds"
    ):
        filled(page)
    assert "enrich: data/seeds: no such file" in filled(
        page.replace("```console", "<!-- exit: 2 -->\n```console")
    )


def test_a_page_s_commands_share_a_project_that_asks_the_emulator() -> None:
    page = (
        "<!-- project: sources papers -->\n<!-- file: enrich.toml\nseeds = ['a.txt']\n-->\n\n"
        '```text title="a.txt"\n10.1109/CVPR.2016.90\n```\n\n'
        "```console\n$ enrich refresh -q\n$ cat enrich.toml\n$ grep -c '^@' data/library.bib\n```\n"
    )
    assert "$ cat enrich.toml\nseeds = ['a.txt']\n$ grep -c '^@' data/library.bib\n1\n" in filled(
        page
    )


def bibtex(text: str) -> None:
    assert not parse_string(text).failed_blocks


def ini(text: str) -> None:
    configparser.ConfigParser(interpolation=None, strict=False).read_string(text)


def latex(text: str) -> None:
    LatexWalker(text, tolerant_parsing=False).get_latex_nodes()


def python(text: str) -> None:
    compile(text if ">>>" not in text else "", "example", "exec")


def shell(text: str) -> None:
    done = subprocess.run(
        ["bash", "-n"],  # noqa: S607 - wherever bash is
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "" == done.stderr


PARSERS: Mapping[str, Callable[[str], object]] = {
    "bibtex": bibtex,
    "ini": ini,
    "json": json.loads,
    "latex": latex,
    "python": python,
    "sh": shell,
    "toml": tomllib.loads,
    "yaml": yaml.safe_load,
}
# Run, or for readers alone.
OTHERS = {"", "console", "crontab", "markdown", "text", "typst", "diff"}


@pytest.mark.parametrize("name", NAMES)
def test_examples_can_be_read(name: str) -> None:
    for block in blocks_of(name):
        assert block.kind in PARSERS or block.kind in OTHERS, block
        PARSERS.get(block.kind, str)(block.text)


def commands_in(text: str) -> Iterator[list[str]]:
    """Find the commands of ours in a script, a workflow or a crontab, each with its words."""
    for line in text.splitlines():
        for found in re.finditer(r"(?:^|[\s/|;(])enrich ((?!\{)[a-z][^|;>)#`]*)", line):
            try:
                yield shlex.split(found[1])
            except ValueError:
                yield found[1].split()


def options(command: click.Command) -> set[str]:
    context = click.Context(command)
    return {name for one in command.get_params(context) for name in one.opts}


@pytest.mark.parametrize("name", NAMES)
def test_commands_and_options_in_scripts_exist(name: str) -> None:
    known = {row.name: row.load() for group in COMMANDS.values() for row in group}
    for block in blocks_of(name):
        if block.kind not in {"sh", "yaml", "ini", "crontab"}:
            continue
        for word, *words in commands_in(block.text):
            assert word in known, block.text
            command = known[word]
            if isinstance(command, click.Group):
                command = command.commands[words[0]]
            flags = {one.partition("=")[0] for one in words if re.match(r"--?[a-z]", one)}
            assert not flags - options(command), block.text


def test_a_proxy_of_the_environment_is_asked(tmp_path: Path) -> None:
    (tmp_path / "enrich.toml").touch()
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as proxy:

        def refuse() -> None:
            connection, _ = proxy.accept()
            with connection:
                asked.append(connection.recv(4096).splitlines()[0])
                connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=refuse, daemon=True)
        thread.start()
        running = subprocess.Popen(
            [COMMAND, "get", "10.5555/a"],
            cwd=tmp_path,
            env={
                **os.environ,
                "HTTPS_PROXY": f"http://127.0.0.1:{proxy.getsockname()[1]}",
                "NO_PROXY": "",
                "no_proxy": "",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        thread.join(60)
        # It would go on asking for a while.
        running.kill()
        running.wait()
    assert [b"CONNECT api.crossref.org:443"] == [line.rpartition(b" ")[0] for line in asked]


def test_the_plugin_that_is_shown_is_the_example() -> None:
    shown = {block.kind: block.text for block in blocks_of("docs/how-to/plugin.md")}
    example = ROOT / "examples/plugin"
    told, is_so = (
        tomllib.loads(text)["project"]["entry-points"]
        for text in (shown["toml"], (example / "pyproject.toml").read_text())
    )
    assert is_so == told
    check = (example / "src/enrich_example/no_doi.py").read_text().splitlines()
    assert set(shown["python"].splitlines()) <= set(check)


def test_the_action_and_the_hook_are_used_as_they_are() -> None:
    action = yaml.safe_load(text_of("action.yml"))
    hooks = {hook["id"] for hook in yaml.safe_load(text_of(".pre-commit-hooks.yaml"))}
    blocks_shown = [one for one in blocks_of("docs/how-to/ci.md") if one.kind == "yaml"]
    steps = [step for one in blocks_shown for step in steps_of(yaml.safe_load(one.text))]
    ours = [step for step in steps if "enrich@" in step.get("uses", "")]
    assert ours
    for step in ours:
        assert set(step["with"]) <= set(action["inputs"])
    named_hooks = {step["id"] for step in steps if "id" in step}
    assert hooks == named_hooks


def steps_of(told: object) -> Iterator[dict[str, Any]]:
    """Give the innermost tables in lists: steps of a job, hooks of a repository."""
    if isinstance(told, dict):
        for one in told.values():
            yield from steps_of(one)
    for one in told if isinstance(told, list) else ():
        if isinstance(one, dict):
            yield one
        yield from steps_of(one)


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        "check --offline",
        "doctor --offline",
        "explain ho2020ddpm",
        "list",
        "list --status missed",
        "refresh --offline",
        "scan",
        "search diffusion",
        "show ho2020ddpm",
        "status",
    ],
)
def test_every_key_of_a_command_s_json_is_in_the_reference(command: str) -> None:
    with ready() as session:
        done = subprocess.run(
            [COMMAND, *command.split(), "--json"],
            cwd=session.folder,
            capture_output=True,
            check=False,
            timeout=60,
        )
    printed = json.loads(done.stdout)
    keys = set(printed[0] if isinstance(printed, list) else printed)
    name = command.partition(" ")[0]
    heading = f"[^\\n]*enrich {name} --json" if name != "check" else "What check prints"
    text = text_of(f"docs/reference/{'checks' if name == 'check' else 'json'}.md")
    told = re.search(rf"(?ms)^## {heading}.*?(?=^## |\Z)", text)
    assert told
    assert keys <= set(re.findall(r"`(\w+)`", told[0]))
