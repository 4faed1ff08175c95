"""What its owner wrote: no command puts something of ours in its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from enrich.writers import FORMATS
from tests.e2e.conftest import complaint
from tests.emulator import Emulator
from tests.projects import Project, sources_of

OWN = "@unpublished{own, author={Me}, title={My thesis draft}}\n"


def owned(healthy: Emulator) -> str:
    """Write a .bib of somebody's own: a paper with a note, and one that nobody knows."""
    return f"@article{{mine, doi={{{healthy.world.dois[0]}}}, note={{PRECIOUS}}}}\n{OWN}"


def begun(folder: Path, healthy: Emulator, **settings: object) -> Project:
    """Make a project with these settings, and a folder for its library."""
    (folder / "data").mkdir()
    said = "".join(f"{name} = {value!r}\n" for name, value in settings.items())
    (folder / "enrich.toml").write_text(f"{said}{sources_of(healthy)}")
    return Project(folder)


# A list that the library would be written over


@pytest.mark.parametrize("seeds", [["data/library.bib"], ["data"], ["other/link.bib"]])
def test_a_list_in_the_place_of_the_library_is_refused(
    tmp_path: Path, healthy: Emulator, seeds: list[str]
) -> None:
    project = begun(tmp_path, healthy, seeds=seeds)
    (tmp_path / "data/library.bib").write_text(owned(healthy))
    (tmp_path / "other").mkdir()
    (tmp_path / "other/link.bib").symlink_to("../data/library.bib")
    complaint(project, "refresh", code=2, says=(seeds[0], "name another folder"))
    assert owned(healthy) == project.text("data/library.bib")


def test_a_folder_of_lists_does_not_become_that_of_the_library(good: Project) -> None:
    complaint(good, "refresh", "-o", "data/seeds", code=2, says=("data/seeds", "another folder"))
    assert not (good.folder / "data/seeds/library.bib").exists()


def test_a_project_does_not_begin_with_a_list_that_it_would_write_over(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/library.bib").write_text(OWN)
    arguments = ("init", "--from", "data/library.bib", "--yes")
    complaint(Project(tmp_path), *arguments, code=2, says=("data/library.bib", "another folder"))
    assert ["data"] == [path.name for path in tmp_path.iterdir()]


# A library that was there before


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("library.bib", OWN, "own, which no list wants"),
        ("library.bib", "@article{mine, doi={10.X}, title={T}, note={PRECIOUS}}", "note of mine"),
        ("library.bib", "% I wrote this\n@article{mine, doi={10.X}}", "line 1"),
        ("library.bib", "@article{mine, doi={10.X}", "line 1"),
        ("library.json", '[{"id": "mine", "title": "T"}]', "mine, which no list wants"),
        ("library.json", '[{"id": "mine", "DOI": "10.X", "note": "dear"}]', "note of mine"),
        ("library.json", '{"mine": 1}', "what can't be read"),
        ("library.html", "<p>My page</p>", "My page"),
    ],
)
def test_a_library_that_nothing_tells_to_be_ours_is_not_written_over(
    tmp_path: Path, healthy: Emulator, name: str, text: str, says: str
) -> None:
    formats = ["bibtex", "csl", "html"]
    project = begun(tmp_path, healthy, seeds=["x.txt"], formats=formats)
    doi = healthy.world.dois[0]
    (tmp_path / "x.txt").write_text(f"{doi}\n")
    (tmp_path / "data" / name).write_text(text.replace("10.X", doi))
    complaint(project, "refresh", code=3, says=(name, says, "enrich.lock", "move it away"))
    assert [name] == [path.name for path in (tmp_path / "data").iterdir()]


@pytest.mark.parametrize("change", ["", "@article{mine, doi={10.X}}\n"])
def test_a_library_without_a_lock_file_that_loses_nothing_is_written(
    good: Project, healthy: Emulator, change: str
) -> None:
    before = good.text("data/library.bib")
    (good.folder / "data/enrich.lock").unlink()
    if change:
        doi = healthy.world.dois[0]
        (good.folder / "data/library.bib").write_text(change.replace("10.X", doi))
        (good.folder / "data/library.json").unlink()
    result = good.run("refresh")
    assert 0 == result.returncode, result.stderr
    assert ("{mine," in good.text("data/library.bib")) is bool(change)
    assert change or before == good.text("data/library.bib")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        (
            "library.json",
            '[{"id": "own", "title": "T", "note": "dear"}]',
            "own, which enrich",
        ),
        ("library.biblatex.bib", OWN, "own, which enrich"),
        ("library.ris", "TY  - BOOK\nTI  - Own\nER  - \n", "nothing that enrich wrote"),
        ("library.yml", "own:\n  type: book\n", "nothing that enrich wrote"),
        ("library.csv", "mine,yours\n1,2\n", "nothing that enrich wrote"),
        ("library.html", "<p>My page</p>", "nothing that enrich wrote"),
    ],
)
def test_a_file_of_one_s_own_beside_a_library_is_not_written_over(
    tmp_path: Path, healthy: Emulator, name: str, text: str, says: str
) -> None:
    project = begun(tmp_path, healthy, seeds=["x.txt"], formats=["bibtex"])
    (tmp_path / "x.txt").write_text(f"{healthy.world.dois[0]}\n")
    assert 0 == project.run("refresh").returncode
    before = project.text("data/library.bib")
    (tmp_path / "data" / name).write_text(text)
    (tmp_path / "x.txt").write_text(f"{healthy.world.dois[1]}\n")
    form = next(one.name for one in FORMATS if one.file == name)
    arguments = ("--to", "bibtex", "--to", form)
    complaint(project, "refresh", *arguments, code=3, says=(name, says, "a list of yours"))
    assert (text, before) == (project.text(f"data/{name}"), project.text("data/library.bib"))


def test_an_entry_put_into_the_library_by_hand_is_not_lost(good: Project) -> None:
    library = good.folder / "data/library.bib"
    before = library.read_text()
    library.write_text(f"{before}\n{OWN}")
    complaint(good, "refresh", code=3, says=("library.bib: holds own, which enrich did not write",))
    assert f"{before}\n{OWN}" == library.read_text()
    library.write_text(before)
    assert 0 == good.run("refresh").returncode


def test_an_emptied_library_is_ours_in_every_format(tmp_path: Path, healthy: Emulator) -> None:
    formats = [one.name for one in FORMATS]
    project = begun(tmp_path, healthy, seeds=["x.txt"], formats=formats)
    doi = healthy.world.dois[0]
    (tmp_path / "x.txt").write_text(f"{doi}\n")
    for command in ("refresh", f"remove {doi} --yes", "refresh", f"add {doi}", "refresh"):
        result = project.run(*command.split())
        assert 0 == result.returncode, result.stderr
    assert all(doi in project.text(f"data/{one.file}") for one in FORMATS)


# Files that are named on the command line

READ = ("enrich.toml", "data/seeds/list.txt", "data/overrides.toml", "data/decisions.jsonl")
REPORTS = ("", "# 12 works changed in the library\n", "[]\n")
NO_REPORTS = ("\\documentclass{book}\n", "# My notes\n", '[{"id": "a", "title": "T"}]', "{}")


@pytest.mark.parametrize("command", ["refresh", "nightly"])
@pytest.mark.parametrize(
    "name", [*READ, "data/snapshot.jsonl", "cache/answers.sqlite", "data/seeds/new.md"]
)
def test_changes_are_not_written_over_what_is_read(good: Project, command: str, name: str) -> None:
    path = good.folder / name
    before = path.read_bytes() if path.exists() else None
    complaint(good, command, "--changes", name, code=2, says=(f"--changes {name}", "name another"))
    assert before == (path.read_bytes() if path.exists() else None)


@pytest.mark.parametrize("name", ["own.md", "own.json"])
@pytest.mark.parametrize("text", [*REPORTS, *NO_REPORTS])
def test_changes_are_written_over_an_earlier_report_alone(
    good: Project, healthy: Emulator, name: str, text: str
) -> None:
    (good.folder / name).write_text(text)
    good.seed(healthy.world.dois[4], file="more.txt")
    result = good.run("refresh", "--changes", name)
    assert (0 if text in REPORTS else 2) == result.returncode
    assert (text == good.text(name)) is (text in NO_REPORTS)


@pytest.mark.parametrize("name", ["told.md", "told.json"])
def test_changes_are_written_over_what_they_were_written_to(
    good: Project, healthy: Emulator, name: str
) -> None:
    told = set()
    for number in (4, 5):
        good.seed(healthy.world.dois[number], file=f"{number}.txt")
        assert 0 == good.run("refresh", "--changes", name).returncode
        told.add(good.text(name))
    assert 2 == len(told)


@pytest.mark.parametrize("name", [*READ[:2], "own.json"])
def test_an_export_is_not_written_over_anything_else(good: Project, name: str) -> None:
    (good.folder / "own.json").write_text('{"name": "mine"}\n')
    before = good.text(name)
    complaint(good, "cache", "export", name, code=2, says=(name, "is no export"))
    assert before == good.text(name)


def test_an_export_is_not_written_over_answers_that_the_cache_has_not(good: Project) -> None:
    file = good.folder / "data/snapshot.jsonl"
    assert 0 == good.run("cache", "export", str(file)).returncode
    before = file.read_bytes()
    shutil.rmtree(good.folder / "cache")
    count = len(before.splitlines())
    says = (f"holds {count} answers that the cache has not", "`enrich cache import")
    complaint(good, "cache", "export", "data/snapshot.jsonl", code=2, says=says)
    assert before == file.read_bytes()
    assert 0 == good.run("cache", "import", "data/snapshot.jsonl").returncode
    assert 0 == good.run("cache", "export", "data/snapshot.jsonl").returncode
    assert before == file.read_bytes()


def test_an_export_is_written_over_an_earlier_one_and_into_an_empty_file(good: Project) -> None:
    (good.folder / "all.jsonl").touch()
    assert [0, 0] == [good.run("cache", "export", "all.jsonl").returncode for _ in range(2)]
    assert good.run("cache", "export", "-").stdout == good.text("all.jsonl")


@pytest.mark.parametrize("text", ['{\n "name": "mine"\n}\n', '{"source":"arxiv"}\n', "{", "\n{"])
def test_a_log_is_not_added_to_what_is_none(good: Project, text: str) -> None:
    (good.folder / "package.json").write_text(text)
    complaint(good, "refresh", "--log", "package.json", code=2, says=("package.json: is no log",))
    assert text == good.text("package.json")


def test_a_log_is_added_to(good: Project) -> None:
    counts = []
    for _ in range(2):
        assert 0 == good.run("refresh", "--log", "run.jsonl").returncode
        counts.append(good.text("run.jsonl").count("run begins"))
    assert [1, 2] == counts


def test_an_address_for_settings_that_are_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "enrich.toml").write_text('mailto = "ann@example.org"\n')
    told = 'enrich.toml: mailto = "bob@example.org"'
    project = Project(tmp_path)
    assert told in project.run("init", "--mailto", "bob@example.org").stderr
    assert "write into" not in project.run("init", "--mailto", "ann@example.org").stderr
