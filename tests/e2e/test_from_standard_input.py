"""Standard input as it is read by `enrich add -`, and by commands that are given none of use."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from enrich.cli.add import add
from enrich.errors import SeedError
from tests.commands import Command, Told
from tests.e2e.conftest import complaint, shell
from tests.emulator import Emulator
from tests.projects import COMMAND, MAIL, Project, sources_of

NONE = "standard input: names no paper; write an identifier, a link or a title on each line"


@pytest.fixture
def listed(tmp_path: Path, healthy: Emulator) -> Project:
    """Give a project with an empty list in Markdown."""
    (tmp_path / "enrich.toml").write_text(f'seeds = ["papers.md"]\n{sources_of(healthy)}')
    (tmp_path / "papers.md").write_text("# Papers\n")
    return Project(tmp_path)


class Adding(Command):
    """`enrich add`, into which something is written."""

    def typed(self, text: str | bytes, *arguments: str) -> Told:
        raw = text.encode() if isinstance(text, str) else text
        with self._patching.context() as patching:
            patching.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
            return self("-", "--mailto", MAIL, *arguments)


@pytest.fixture
def adding(
    listed: Project,
    healthy: Emulator,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> Adding:
    healthy.forget()
    return Adding(add, listed, monkeypatch, capsysbinary)


def test_each_line_names_what_is_added(adding: Adding, healthy: Emulator) -> None:
    first, second = healthy.world.dois[:2]
    paper = healthy.world.papers[healthy.world.paper_ids[1]]
    cited = f'{" and ".join(paper.authors)}, "{paper.title}", {paper.published[:4]}'
    told = adding.typed(f"https://doi.org/{first}\n{second}\n{cited}\n", "--json")
    every = json.loads(told.out)
    assert 0 == told.code, every
    names = [f"doi:{first}", f"doi:{second}", f"arxiv:{paper.id}"]
    assert [(name, "added") for name in names] == [
        (one["identifier"], one["outcome"]) for one in every
    ]
    assert 3 == adding.project.text("papers.md").count("\n- ")


def test_blank_lines_comments_and_list_marks_name_nothing(
    adding: Adding, healthy: Emulator
) -> None:
    first, second = healthy.world.dois[:2]
    text = f"\ufeff# mine\r\n\r\n{first}   # to read\r\n\t\r\n- {second}"
    told = adding.typed(text, "--json")
    assert [first, second] == [one["asked"] for one in json.loads(told.out)]


def test_a_word_by_itself_is_a_title_of_its_own_line(adding: Adding) -> None:
    told = adding.typed("Sheep\nGoats\n", "--json", "--offline")
    assert ["Sheep", "Goats"] == [one["asked"] for one in json.loads(told.out)]
    assert 1 == told.code


def test_what_stands_there_twice_is_added_once(adding: Adding, healthy: Emulator) -> None:
    doi = healthy.world.dois[0]
    told = adding.typed(f"{doi}\ndoi:{doi}\n{doi}\n", "--json")
    assert ["added", "there already", "there already"] == [
        one["outcome"] for one in json.loads(told.out)
    ]


def test_a_line_that_names_no_paper_is_told_with_its_number(
    adding: Adding, healthy: Emulator
) -> None:
    with pytest.raises(SeedError, match=r"^standard input:3: https://example\.org/: leads to"):
        adding.typed(f"{healthy.world.dois[0]}\n\nhttps://example.org/\n")
    assert ("# Papers\n", []) == (adding.project.text("papers.md"), healthy.log)


@pytest.mark.parametrize("text", ["", "\n \n# nothing\n"])
def test_nothing_there_is_a_wrong_use(listed: Project, text: str) -> None:
    complaint(listed, "add", "-", stdin=text, code=2, says=(NONE,))


def test_bytes_that_are_no_text_are_told(listed: Project) -> None:
    result = subprocess.run(
        [COMMAND, "add", "-"], cwd=listed.folder, input=b"a\n\n\0", capture_output=True, check=False
    )
    assert (2, b"") == (result.returncode, result.stdout)
    assert result.stderr.startswith(b"enrich: standard input:3: holds NUL bytes")


def test_a_dash_between_words_is_one_of_a_title(listed: Project) -> None:
    result = listed.run("add", "Sheep", "-", "Goats", "--offline", "--json", stdin="10.5555/a\n")
    assert ["Sheep - Goats"] == [one["asked"] for one in json.loads(result.stdout)]


def test_a_terminal_is_read_until_its_end(listed: Project, healthy: Emulator) -> None:
    ours, theirs = pty.openpty()
    doi = healthy.world.dois[0]
    with subprocess.Popen(
        [COMMAND, "add", "-"],
        cwd=listed.folder,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "ENRICH_MAILTO": MAIL},
    ) as process:
        os.close(theirs)
        os.write(ours, f"{doi}\n\x04".encode())
        _, said = process.communicate(timeout=20)
    os.close(ours)
    assert 0 == process.returncode, said
    assert doi in listed.text("papers.md")


@pytest.mark.parametrize("command", ["add -", "get -", "annotate -"])
def test_one_that_can_not_be_read_is_told_without_a_trace(listed: Project, command: str) -> None:
    result = shell(listed, f"enrich {command} 0>/dev/null")
    assert (2, "", 1) == (result.returncode, result.stdout, len(result.stderr.splitlines()))
    assert "standard input: can't be read (Bad file descriptor)" in result.stderr
