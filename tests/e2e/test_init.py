"""`enrich init`: a project begun, and nothing written over."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from enrich.config import load_config
from tests.e2e.conftest import shell
from tests.emulator import Emulator
from tests.projects import COMMAND, Project, sources_of


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.slow
def test_a_new_project_leads_to_a_library(tmp_path: Path, small: Emulator) -> None:
    project = Project(tmp_path)
    result = project.run("init", "--mailto", "ann@example.org")
    assert (0, "") == (result.returncode, result.stdout)
    assert {"enrich.toml", "papers.md", ".gitignore"} == files(tmp_path).keys()
    for step in ("enrich add", "enrich refresh"):
        assert step in result.stderr
    with (tmp_path / "enrich.toml").open("a") as settings:
        settings.write(sources_of(small))
    assert 0 == project.run("add", small.world.paper_ids[0]).returncode
    assert 0 == project.run("refresh").returncode
    assert small.world.paper_ids[0] in project.text("data/library.bib")
    assert (tmp_path / "data/library.html").is_file()


def test_what_it_writes_is_read_as_it_was_meant(tmp_path: Path) -> None:
    Project(tmp_path).run("init", "new/one", "--mailto", "ann@example.org")
    config = load_config(tmp_path / "new/one", {})
    assert ("ann@example.org", ("bibtex", "csl", "html")) == (config.mailto, config.formats)
    assert ["papers.md"] == [Path(seed).name for seed in config.seeds]
    assert "/cache/\n" in Project(tmp_path).text("new/one/.gitignore")


def test_a_new_list_names_no_paper_and_nothing_to_remark_on(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.run("init")
    found = project.run("scan")
    assert (0, "") == (found.returncode, found.stdout)
    assert found.stderr.startswith("0 papers")


@pytest.mark.parametrize("name", ["enrich.toml", "papers.md"])
def test_nothing_that_is_there_is_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('# mine\nmailto = "ann@example.org"\n')
    before = files(tmp_path)
    result = Project(tmp_path).run("init")
    assert 0 == result.returncode
    assert before == {name: files(tmp_path)[name]}
    assert f"{name}: is there already, and left as it is" in result.stderr


def test_begun_twice_it_changes_nothing(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.run("init")
    before = files(tmp_path)
    result = project.run("init", "--mailto", "ann@example.org")
    assert (0, before) == (result.returncode, files(tmp_path))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"*.pyc", b"*.pyc\n\n# What"),
        (b"a\r\nb\r\n", b"a\r\nb\r\n\r\n# What"),
        (b"/cache/\n", b"/cache/\n"),
        (b"a\ncache\r\n", b"a\ncache\r\n"),
        (b"\xff\n", b"\xff\n\n# What"),
    ],
)
def test_what_git_leaves_out_is_added_to(tmp_path: Path, before: bytes, after: bytes) -> None:
    (tmp_path / ".gitignore").write_bytes(before)
    Project(tmp_path).run("init")
    found = (tmp_path / ".gitignore").read_bytes()
    assert found.startswith(after)
    assert (before == found) is (after == before)


def test_a_list_that_somebody_has_becomes_the_seeds(tmp_path: Path, small: Emulator) -> None:
    paper = small.world.paper_ids[0]
    (tmp_path / "my thesis.bib").write_text(f"@misc{{a, eprint={{{paper}}}}}\n")
    project = Project(tmp_path)
    result = project.run("init", "lib", "--from", "my thesis.bib", "--from", "https://x.org/a.md")
    assert 0 == result.returncode
    assert "my thesis.bib: 1 paper" in result.stderr
    assert 'seeds = ["../my thesis.bib", "https://x.org/a.md"]' in project.text("lib/enrich.toml")
    assert not (tmp_path / "lib/papers.md").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--from", "gone.bib"), "gone.bib: no such file"),
        (("--from", "-"), "save it as a file"),
        (("--mailto", "nobody"), "'nobody' is no mail address"),
        (("enrich.toml/x",), "enrich.toml"),
    ],
)
def test_what_can_not_be_is_told_and_nothing_is_made(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    (tmp_path / "enrich.toml").touch()
    result = Project(tmp_path).run("init", *arguments)
    assert result.returncode in {2, 3}
    assert says in result.stderr
    assert 1 == len(result.stderr.splitlines())
    assert ["enrich.toml"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("name", ["enrich.toml", "papers.md"])
def test_a_link_to_nothing_is_named_and_nothing_is_made(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to("nowhere")
    result = Project(tmp_path).run("init", "--yes")
    says = f"enrich: {name}: is a link to nothing; take it away, or put there what it leads to\n"
    assert (2, says) == (result.returncode, result.stderr)
    assert [name] == [path.name for path in tmp_path.iterdir()]


def _write_nonsense(path: Path) -> None:
    path.write_text("seeds = [")


@pytest.mark.parametrize(
    ("make", "says"),
    [(_write_nonsense, "not valid TOML"), (Path.mkdir, "is no file"), (os.mkfifo, "is no file")],
)
def test_settings_that_can_not_be_read_are_told_and_lead_to_the_doctor(
    tmp_path: Path, make: Callable[[Path], None], says: str
) -> None:
    make(tmp_path / "enrich.toml")
    result = Project(tmp_path).run("init", "--yes", "--json")
    assert (2, ["enrich doctor"]) == (result.returncode, json.loads(result.stdout)["next"])
    assert result.stderr.startswith("enrich: enrich.toml")
    assert says in result.stderr


def test_a_file_where_the_folder_is_to_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "lib").touch()
    result = Project(tmp_path).run("init", "lib")
    assert 2 == result.returncode
    assert "is a file" in result.stderr


# JSON


def test_json_tells_what_was_made_and_what_is_next(tmp_path: Path) -> None:
    project = Project(tmp_path)
    result = project.run("init", "a b", "--json", "--mailto", "ann@example.org")
    assert (0, "") == (result.returncode, result.stderr)
    names = ("enrich.toml", "papers.md", ".gitignore")
    assert {
        "folder": "a b",
        "files": [{"file": f"a b/{name}", "outcome": "made"} for name in names],
        "lists": [],
        "settings": [],
        "next": ["cd 'a b'", "enrich add 2006.11239", "enrich refresh"],
    } == json.loads(result.stdout)
    assert {*names} == files(tmp_path / "a b").keys()


def test_json_tells_what_was_there_and_what_is_to_be_written_by_hand(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("10.5555/a\n10.5555/b\n")
    (tmp_path / "enrich.toml").touch()
    (tmp_path / ".gitignore").write_text("*.pyc\n")
    arguments = ("--from", "mine.txt", "--mailto", "ann@example.org")
    result = Project(tmp_path).run("init", "--json", *arguments)
    assert {
        "folder": ".",
        "files": [
            {"file": "enrich.toml", "outcome": "there"},
            {"file": ".gitignore", "outcome": "changed"},
        ],
        "lists": [{"list": "mine.txt", "papers": 2}],
        "settings": ["seeds = ['mine.txt']", 'mailto = "ann@example.org"'],
        "next": ["enrich refresh"],
    } == json.loads(result.stdout)


def test_where_json_can_not_be_written_nothing_is_made(tmp_path: Path) -> None:
    result = shell(Project(tmp_path), "enrich init --json >&-")
    assert (3, []) == (result.returncode, [*tmp_path.iterdir()])


# The question


def attended(folder: Path, typed: bytes, *arguments: str) -> str:
    """Run the command for somebody at a terminal who types this, and give what is shown."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "ENRICH_MAILTO": "", "TERM": "dumb"}
    process = subprocess.Popen(
        [COMMAND, "init", *arguments],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
    )
    os.close(theirs)
    os.write(ours, typed)
    shown = b"".join(iter(lambda: _shown(ours), b""))
    os.close(ours)
    process.kill()
    process.wait()
    return shown.decode()


def _shown(terminal: int) -> bytes:
    """Read what a terminal shows next; nothing where nobody writes to it any more."""
    ready, _, _ = select.select([terminal], [], [], 10)
    try:
        return os.read(terminal, 4096) if ready else b""
    except OSError:
        return b""


def test_whoever_is_there_is_asked_until_the_address_can_be_one(tmp_path: Path) -> None:
    shown = attended(tmp_path, b"nobody\nann@example.org\n")
    assert "'nobody' is no mail address" in shown
    assert 'mailto = "ann@example.org"' in Project(tmp_path).text("enrich.toml")


@pytest.mark.parametrize("arguments", [(), ("--yes",)])
def test_enter_leaves_the_address_out(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    shown = attended(tmp_path, b"\n", *arguments)
    assert ("Your mail address" in shown) is (not arguments)
    assert '# mailto = "you@example.org"' in Project(tmp_path).text("enrich.toml")


def test_nobody_is_asked_for_a_project_that_is_begun(tmp_path: Path) -> None:
    (tmp_path / "enrich.toml").touch()
    assert "Your mail address" not in attended(tmp_path, b"\n")


def test_a_question_that_is_broken_off_makes_nothing(tmp_path: Path) -> None:
    assert "interrupted" in attended(tmp_path, b"\x04")
    assert [] == [*tmp_path.iterdir()]
