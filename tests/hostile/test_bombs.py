"""Answers, seeds and exports that would wear a reader out, or lead it elsewhere."""

from __future__ import annotations

import json
import resource
import subprocess
from pathlib import Path

import msgspec
import pytest

from enrich.answers import Reason
from enrich.config import SourceConfig
from enrich.pipeline import Result, refresh_library
from tests.configs import config_for
from tests.conftest import FakeClock
from tests.emulator import Emulator, World
from tests.hostile.bodies import DEPTH, FEEDS, deep_json, feed, work_list
from tests.hostile.catalogue import SURROGATES
from tests.hostile.servers import Served, serving, settings_for
from tests.hostile.terminal import steering
from tests.projects import COMMAND, Project
from tests.readings import within

PAPER, WORK = "2101.00001", "10.5555/bomb"
FEED_NAMES = tuple(FEEDS("http://127.0.0.1:9"))
# As large as a process of ours may become, of which Python and the libraries are a third.
_MOST_MEMORY = 1500 * 2**20


def refreshed(folder: Path, served: Served, *seeds: str) -> Result:
    """Refresh from a server that has one answer, without waiting between tries."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "seeds/list.txt").write_text("\n".join(seeds), encoding="utf-8")
    with Emulator(World()) as emulator:
        config = msgspec.structs.replace(
            config_for(folder, emulator),
            sources={
                name: SourceConfig(url=f"{served.url}/{name}")
                for name in ("arxiv", "crossref", "datacite")
            },
        )
        return refresh_library(config, clock=FakeClock())


@pytest.mark.slow
@pytest.mark.parametrize("name", FEED_NAMES)
def test_a_feed_is_read_for_what_it_says_and_nothing_else_is_asked(
    tmp_path: Path, name: str
) -> None:
    with (
        serving(b"") as elsewhere,
        serving(FEEDS(elsewhere.url)[name], "application/atom+xml") as arxiv,
        within(30),
    ):
        result = refreshed(tmp_path, arxiv, PAPER)
    assert [] == elsewhere.asked
    reasons = {miss.reason for miss in result.library.misses}
    assert reasons <= {Reason.GARBLED}
    written = "".join(
        path.read_text(encoding="utf-8") for path in (tmp_path / "data").glob("library*")
    )
    assert "root:" not in written
    assert {} == steering(written)
    assert len(written) < 1_000_000


@pytest.mark.parametrize(("author", "title"), [("A B", "Title"), ("\x85C\x9bD", "\u202eTitle\x7f")])
def test_a_feed_without_tricks_is_read(tmp_path: Path, author: str, title: str) -> None:
    with serving(feed(title, author=author).encode(), "application/atom+xml") as arxiv:
        result = refreshed(tmp_path, arxiv, PAPER)
    (entry,) = result.library.entries
    assert "Title" == str(entry.record.title)


DEEP_FIELDS = {
    "unknown": deep_json(),
    "title": deep_json(),
    "author": deep_json(),
    "relation": '{"a":' * DEPTH + "1" + "}" * DEPTH,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", DEEP_FIELDS)
def test_brackets_in_brackets_are_no_answer(tmp_path: Path, name: str) -> None:
    with serving(work_list(**{name: DEEP_FIELDS[name]})) as crossref, within(20):
        result = refreshed(tmp_path, crossref, WORK)
    assert [Reason.GARBLED] == [miss.reason for miss in result.library.misses]


@pytest.mark.slow
@pytest.mark.parametrize("escape", SURROGATES)
def test_half_a_character_spoils_no_library(tmp_path: Path, escape: str) -> None:
    with serving(work_list(title=f'["A {escape} Title"]')) as crossref:
        result = refreshed(tmp_path, crossref, WORK)
    assert {Reason.GARBLED} >= {miss.reason for miss in result.library.misses}
    for path in (tmp_path / "data").glob("library*"):
        path.read_bytes().decode("utf-8")


def bounded(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in as much memory as it may need, and no more."""
    return subprocess.run(
        [COMMAND, *arguments],
        cwd=project.folder,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY)),
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "piece"), [("title", "W"), ("abstract", "<i>"), ("author", "<i>"), ("unknown", "W")]
)
def test_a_field_of_50_mb_is_cut(tmp_path: Path, name: str, piece: str) -> None:
    value = json.dumps(piece * (50_000_000 // len(piece)))
    shaped = {"title": f"[{value}]", "author": f'[{{"family":{value},"given":"A"}}]'}
    with serving(work_list(**{name: shaped.get(name, value)})) as crossref:
        project = Project.make(tmp_path / "project", WORK)
        (project.folder / "enrich.toml").write_text(
            settings_for(crossref, ["crossref"]), encoding="utf-8"
        )
        done = bounded(project, "refresh", "--to", "bibtex", "--to", "json", "--mailto", "a@b.org")
    assert 0 == done.returncode, done.stderr[-2000:]
    sizes = [path.stat().st_size for path in (project.folder / "data").glob("library*")]
    assert max(sizes) < 3_000_000


DEEP_FILES = {
    "seeds.json": deep_json(),
    "items.json": '[{"id":"a","title":' + deep_json() + "}]",
    "wide.json": "[" + "[]," * 100_000 + "[]]",
    "own.bib": "@article{a, title = " + "{" * DEPTH + "}" * DEPTH + "}",
    "list.md": "[" * DEPTH + "](https://arxiv.org/abs/2101.00001)" * 1000,
    "page.html": "<ul>" * DEPTH + f'<a href="https://arxiv.org/abs/{PAPER}">x</a>',
    "list.txt": "(" * DEPTH + PAPER,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", DEEP_FILES)
def test_a_seed_file_nested_deep_ends_in_a_word_about_it(tmp_path: Path, name: str) -> None:
    project = Project.make(tmp_path / "project")
    (project.folder / "data/seeds" / name).write_text(DEEP_FILES[name], encoding="utf-8")
    done = bounded(project, "scan")
    assert done.returncode in {0, 2}, done.stderr[-2000:]
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("body", [deep_json(), f'{{"DOI":{deep_json()}}}'], ids=["bare", "field"])
def test_an_export_nested_deep_is_refused_with_its_line(tmp_path: Path, body: str) -> None:
    project = Project.make(tmp_path / "project", WORK)
    line = (
        f'{{"source":"crossref","identifier":"doi:{WORK}",'
        f'"fetched_at":"2026-01-01T00:00:00Z","body":{body}}}\n'
    )
    (project.folder / "export.jsonl").write_text(line, encoding="utf-8")
    done = bounded(project, "cache", "import", "export.jsonl")
    assert done.returncode, done.stderr
    assert "Traceback" not in done.stderr
    assert "export.jsonl:1" in done.stderr
