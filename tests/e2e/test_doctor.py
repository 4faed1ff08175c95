"""`enrich doctor`: what is wrong, and what to do, even where the project is broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import library
from tests.emulator import Emulator
from tests.projects import Project


def examined(project: Project, *arguments: str, code: int = 0) -> dict[str, dict[str, str]]:
    """Give what was found by its subject, the gravest where there are several."""
    result = project.run("doctor", "--json", *arguments)
    assert code == result.returncode, result.stdout + result.stderr
    ranks = ("ok", "warning", "problem")
    found = sorted(json.loads(result.stdout), key=lambda one: ranks.index(one["verdict"]))
    return {one["subject"]: one for one in found}


def test_a_project_in_good_order_is_well_and_stays_as_it_is(good: Project) -> None:
    before = library(good)
    result = good.run("doctor")
    assert (0, "all is well\n") == (result.returncode, result.stderr)
    assert all(line.startswith("ok  ") for line in result.stdout.splitlines())
    assert before == library(good)
    for subject in ("versions", "configuration", "seeds", "lock file", "output", "cache", "arxiv"):
        assert f"ok       {subject}: " in result.stdout


def test_each_source_is_asked_once(good: Project, healthy: Emulator) -> None:
    examined(good)
    assert ["arxiv", "crossref", "datacite"] == sorted(one.api for one in healthy.log)


def test_offline_no_source_is_asked(good: Project, healthy: Emulator) -> None:
    assert "ok" == examined(good, "--offline")["sources"]["verdict"]
    assert [] == healthy.log


def test_without_a_network_it_says_what_to_do(tmp_path: Path) -> None:
    project = Project.make(tmp_path, "2101.00001")
    found = examined(project, code=1)
    for source in ("arxiv", "crossref", "datacite"):
        assert "problem" == found[source]["verdict"]
        assert "--offline does without" in found[source]["advice"]


def test_one_source_that_is_away_is_told_from_a_network_that_is(
    good: Project, healthy: Emulator
) -> None:
    settings = good.text("enrich.toml").replace(healthy.arxiv_url, "http://127.0.0.1:9/api")
    (good.folder / "enrich.toml").write_text(settings)
    found = examined(good, code=1)
    assert ("problem", "ok") == (found["arxiv"]["verdict"], found["crossref"]["verdict"])
    assert "try again later" in found["arxiv"]["advice"]


def test_without_a_project_it_says_how_to_begin(tmp_path: Path) -> None:
    caches = {"XDG_CACHE_HOME": str(tmp_path / "caches")}
    result = Project(tmp_path).run("doctor", "--offline", environment=caches)
    assert 0 == result.returncode
    assert "`enrich init` begins a project" in result.stdout
    assert [] == [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("seeds = [", "enrich.toml:1: not valid TOML"),
        ("sead = []", "did you mean seeds?"),
        ('mailto = "nobody"', "is no mail address"),
        ("[sources.sheep]\n", "[sources.sheep] is no source"),
    ],
)
def test_a_broken_configuration_keeps_it_from_nothing_else(
    good: Project, settings: str, says: str
) -> None:
    (good.folder / "enrich.toml").write_text(settings)
    found = examined(good, "--offline", code=1)
    assert "problem" == found["configuration"]["verdict"]
    assert says in found["configuration"]["told"]
    assert {"versions", "clock", "sources"} <= found.keys()


def test_an_address_in_the_environment_that_can_not_be_one_is_told(good: Project) -> None:
    result = good.run("doctor", "--offline", environment={"ENRICH_MAILTO": "nobody"})
    assert 1 == result.returncode
    assert "contact address: ENRICH_MAILTO: 'nobody' is no mail address" in result.stdout
    assert "seeds: data/seeds: 6 papers" in result.stdout


@pytest.mark.parametrize(
    ("name", "content", "subject", "says"),
    [
        ("cache/answers.sqlite", b"no database at all", "cache", "`enrich cache clear`"),
        ("data/enrich.lock", b"<<<<<<< ours\n", "lock file", "two versions of this file"),
        ("data/decisions.jsonl", b"nonsense\n", "decisions", "decisions.jsonl"),
        ("data/overrides.toml", b"[[", "overrides", "overrides.toml"),
        ("data/seeds/list.txt", b"%PDF-1.4", "seeds", "a PDF"),
    ],
)
def test_a_damaged_file_is_named(
    good: Project, name: str, content: bytes, subject: str, says: str
) -> None:
    (good.folder / name).write_bytes(content)
    found = examined(good, "--offline", code=1)
    assert "problem" == found[subject]["verdict"]
    assert says in found[subject]["told"]
    assert content == (good.folder / name).read_bytes()


def test_a_row_that_is_damaged_is_found(good: Project) -> None:
    path = good.folder / "cache/answers.sqlite"
    raw = bytearray(path.read_bytes())
    raw[5000:9000] = b"\xff" * 4000
    path.write_bytes(raw)
    assert "problem" == examined(good, "--offline", code=1)["cache"]["verdict"]


def test_no_seeds_are_told(good: Project) -> None:
    (good.folder / "data/seeds/list.txt").write_text("# nothing yet\n")
    found = examined(good, "--offline")
    assert ("warning", "`enrich add` puts papers there") == (
        found["seeds"]["verdict"],
        found["seeds"]["advice"],
    )
    (good.folder / "data/seeds/list.txt").unlink()
    assert "problem" == examined(good, "--offline", code=1)["seeds"]["verdict"]


@pytest.mark.parametrize("place", ["enrich.toml", "enrich.toml/below"])
def test_an_output_that_is_no_folder_is_told(good: Project, place: str) -> None:
    settings = good.text("enrich.toml")
    (good.folder / "enrich.toml").write_text(f'output = "{place}"\n{settings}')
    assert "is no folder" in examined(good, "--offline", code=1)["output"]["told"]


def test_a_folder_in_the_place_of_a_file_of_the_library_is_told(good: Project) -> None:
    (good.folder / "data/library.bib").unlink()
    (good.folder / "data/library.bib").mkdir()
    assert "library.bib: is no file" in examined(good, "--offline", code=1)["output"]["told"]


@pytest.mark.slow
def test_what_a_killed_run_left_is_told(good: Project) -> None:
    (good.folder / "data/.enrich-journal").write_text("{}")
    assert "broken off" in examined(good, "--offline")["leftovers"]["told"]
    (good.folder / "data/.enrich-journal").unlink()
    (good.folder / "data/.library.bib.4194303.new").write_text("half")
    found = examined(good, "--offline")["leftovers"]
    assert ("warning", True) == (found["verdict"], ".library.bib.4194303.new" in found["told"])


def test_proxies_are_told_without_their_passwords(good: Project) -> None:
    proxies = {"HTTPS_PROXY": "ann:secret@proxy.example:3128", "NO_PROXY": "127.0.0.1"}
    result = good.run("doctor", "--offline", environment=proxies)
    assert "proxy: HTTPS_PROXY is http://proxy.example:3128" in result.stdout
    assert "secret" not in result.stdout
