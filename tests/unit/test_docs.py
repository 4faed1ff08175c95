"""The documentation says what is: commands, settings, names, links, examples."""

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
import msgspec
import pytest
import yaml
from bibtexparser.entrypoint import parse_string
from pylatexenc.latexwalker import LatexWalker

import enrich
from enrich.about import CHECKS, FORMATS
from enrich.answers import Reason
from enrich.checks.faults import Fault
from enrich.cli import _options
from enrich.cli._groups import COMMANDS
from enrich.config.model import Settings, SourceConfig, WrittenIgnore
from enrich.overrides.fields import FIELDS
from enrich.seeds.formats import SUFFIXES
from enrich.versions import Rung
from enrich.writers.table import find_format
from scripts.check_site import fetched
from scripts.fill_docs import COMMANDS_PAGE, DOCUMENTS, ROOT, renewed
from scripts.site_pages import linked
from tests.docs import Block, ExampleError, blocks, filled, ready
from tests.projects import COMMAND

NAMES = [str(document.relative_to(ROOT)) for document in DOCUMENTS]
SITE = [name for name in NAMES if name.startswith("docs/")]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks_of(name: str) -> list[Block]:
    return [one for one in blocks(text_of(name)) if not one.is_direction]


def rows(name: str, heading: str = "") -> list[list[str]]:
    """Give the cells of the tables of a page, or of the first one below a heading."""
    text = text_of(name)
    below = f"\n{text}".partition(f"\n{heading}\n")[2].partition("\n#")[0] if heading else text
    lines = re.findall(r"^\| (.*) \|$", below, re.MULTILINE)
    return [line.split(" | ") for line in lines]


def named(name: str, heading: str = "", column: int = 0) -> set[str]:
    """Give what stands as code in a column of a page's tables."""
    cells = (row[column] for row in rows(name, heading) if column < len(row))
    return {one for cell in cells for one in re.findall(r"`([^`]+)`", cell)}


# Examples


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
        subprocess.run(
            [COMMAND, "get", "10.5555/a"],
            cwd=tmp_path,
            env={
                **os.environ,
                "HTTPS_PROXY": f"http://127.0.0.1:{proxy.getsockname()[1]}",
                "NO_PROXY": "",
                "no_proxy": "",
            },
            capture_output=True,
            check=False,
            timeout=60,
        )
        thread.join(10)
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


# Links


def slugs(name: str) -> set[str]:
    """Give the anchors of a page, as mkdocs and GitHub make them."""
    headings = re.findall(
        r"^#+ (.*)$", re.sub(r"(?ms)^```.*?^```$", "", text_of(name)), re.MULTILINE
    )
    kept = (re.sub(r"[^\w\s-]", "", one).strip().lower() for one in headings)
    return {re.sub(r"[\s-]+", "-", one) for one in kept}


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    here = (ROOT / name).parent
    text = re.sub(r"(?ms)^```.*?^```$", "", text_of(name))
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (here / path).resolve() if path else ROOT / name
        assert target.exists(), link
        if anchor:
            assert anchor in slugs(str(target.relative_to(ROOT))), link


def pages_of(entries: object) -> Iterator[str]:
    """Give the pages of the site's navigation."""
    if isinstance(entries, str):
        yield entries
    for entry in entries if isinstance(entries, list) else ():
        yield from pages_of(next(iter(entry.values())) if isinstance(entry, dict) else entry)


def test_every_page_is_in_the_navigation_once() -> None:
    settings = yaml.safe_load(text_of("mkdocs.yml"))
    shown = [f"docs/{page}" for page in pages_of(settings["nav"]) if not page.endswith("/")]
    decisions = [name for name in SITE if name.startswith("docs/decisions/")]
    assert sorted(SITE) == sorted([*shown, *decisions])


def test_the_site_asks_no_other_host() -> None:
    settings = yaml.safe_load(text_of("mkdocs.yml"))
    assert settings["theme"]["font"] is False
    page = '<link rel="canonical" href="https://a.org/"><img src="//b.org/x.png"><a href="//c.org">'
    assert ["//b.org/x.png"] == fetched(page)
    assert ["https://d.org/f.css"] == fetched("<style>@import 'https://d.org/f.css'</style>")


def test_links_to_the_repository_s_files_lead_to_their_copies_in_the_site() -> None:
    text = "[a](../../enrich.toml) [b](../index.md) [c](../../nowhere.txt)"
    expected = "[a](../repository/enrich.toml.txt) [b](../index.md) [c](../../nowhere.txt)"
    assert expected == linked(text, "how-to/ci.md")


# The reference


def test_every_command_is_in_the_reference() -> None:
    shown = re.findall(r"^### enrich (\S+)$", COMMANDS_PAGE.read_text(), re.MULTILINE)
    assert [row.name for group in COMMANDS.values() for row in group] == shown


def test_every_setting_is_in_the_reference() -> None:
    expected = {
        *Settings.__struct_fields__,
        *(f"sources.NAME.{name}" for name in SourceConfig.__struct_fields__),
    }
    ignored = set(WrittenIgnore.__struct_fields__)
    assert expected == named("docs/reference/configuration.md")
    assert ignored == named("docs/reference/checks.md", "## What is to be ignored")


def test_the_defaults_in_the_reference_are_those_of_the_settings() -> None:
    shown = {row[0].strip("`"): row[1] for row in rows("docs/reference/configuration.md")}
    for name in ("seeds", "output", "formats", "key", "snapshot", "version"):
        default = msgspec.json.encode(getattr(Settings(), name)).decode().replace(",", ", ")
        assert default in shown[name] or default.strip('"') in shown[name], name
    assert ["`1`", "`45`", "`true`"] == [
        shown[name] for name in ("absence_lifetime", "timeout", "look_for_published")
    ]


def test_every_format_is_in_the_reference_with_its_file() -> None:
    shown = {row[0].strip("`"): row[1].strip("`") for row in rows("docs/reference/formats.md")}
    assert {name: find_format(name).file for name in FORMATS} == {
        name: file for name, file in shown.items() if file.startswith("library.")
    }


def test_every_check_is_in_the_reference_with_its_level() -> None:
    shown = {row[0].strip("`"): row[1] for row in rows("docs/reference/checks.md", "# Checks")}
    expected = {fault.check: fault.level.value for fault in Fault}
    assert expected == {name: level for name, level in shown.items() if name in expected}
    assert set(CHECKS) == set(expected)


def test_every_exit_code_is_in_the_reference() -> None:
    shown = {row[0] for row in rows("docs/reference/exit-codes.md")} - {"code", "---"}
    codes = {str(getattr(_options, name)) for name in vars(_options) if name.startswith("EXIT_")}
    assert codes | {"0", "130"} == shown


def test_every_reason_of_a_miss_is_told() -> None:
    assert {reason.value for reason in Reason} == named("docs/concepts/flow.md")


def test_every_rung_of_the_ladder_is_told_in_its_order() -> None:
    shown = [row[0].strip("`") for row in rows("docs/concepts/versions.md", "## The ladder")]
    assert [rung.value for rung in Rung] == shown[2:] or [*Rung] == shown[1:]


def test_every_ending_of_a_list_is_in_the_reference() -> None:
    shown = {one.removeprefix("*") for one in named("docs/reference/seeds.md", column=1)}
    assert set(SUFFIXES) == {one for one in shown if one.startswith(".")}


def test_every_field_of_overrides_is_in_the_reference() -> None:
    shown = named("docs/reference/overrides.md")
    assert set(FIELDS) | {"version", "note"} == shown


def test_every_public_name_is_in_the_reference_and_can_be_imported() -> None:
    reference = text_of("docs/reference/python.md")
    for name in enrich.__all__:
        assert getattr(enrich, name)
        assert f"`{name}`" in reference or name == "__version__"


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


def test_every_decision_has_context_choice_and_cost_and_is_listed() -> None:
    listed = text_of("docs/decisions/index.md")
    for document in (ROOT / "docs/decisions").glob("0*.md"):
        text = document.read_text(encoding="utf-8")
        found = re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE)
        assert found == ["Context", "Choice", "Cost"]
        title = re.match(r"# \d+\. (.*)\n", text)
        assert title
        assert f"[{title[1]}]({document.name})" in listed
