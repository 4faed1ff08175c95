"""`enrich add`: papers looked up and put into a list."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.e2e.conftest import shell
from tests.emulator import Emulator
from tests.projects import Project, sources_of

LIST = "data/seeds/list.txt"


@pytest.fixture
def listed(tmp_path: Path, healthy: Emulator) -> Project:
    """Give a project with an empty list in Markdown."""
    (tmp_path / "enrich.toml").write_text(f'seeds = ["papers.md"]\n{sources_of(healthy)}')
    (tmp_path / "papers.md").write_text("# Papers\n")
    return Project(tmp_path)


def outcomes(project: Project, *arguments: str) -> list[str]:
    return [one["outcome"] for one in json.loads(project.run("add", "--json", *arguments).stdout)]


def test_what_is_found_is_shown_and_put_into_the_list(listed: Project, healthy: Emulator) -> None:
    paper = healthy.world.papers[healthy.world.paper_ids[0]]
    result = listed.run("add", f"https://arxiv.org/pdf/{paper.id}.pdf", "--section", "Sheep")
    link = f"https://arxiv.org/abs/{paper.id}"
    assert 0 == result.returncode
    assert paper.title in result.stdout
    assert paper.authors[0] in result.stdout
    assert f"# Papers\n\n## Sheep\n\n- [{paper.title}]({link})\n" == listed.text("papers.md")
    assert f"papers.md:5: added: - [{paper.title}]({link})\n" == result.stderr


def test_what_was_added_is_in_the_library(listed: Project, healthy: Emulator) -> None:
    listed.run("add", *healthy.world.dois[:2])
    assert 0 == listed.run("refresh", "--offline", "--strict").returncode
    for doi in healthy.world.dois[:2]:
        assert doi in listed.text("data/library.bib")


def test_what_is_there_already_is_not_added_twice(listed: Project, healthy: Emulator) -> None:
    paper, doi = next(iter(healthy.world.joined.items()))
    named = (paper, f"{paper}v1", f"doi:{doi.upper()}", f"https://doi.org/10.48550/arXiv.{paper}")
    assert ["added", *["there already"] * 3] == outcomes(listed, *named)
    before = listed.text("papers.md")
    result = listed.run("add", doi)
    assert (0, before) == (result.returncode, listed.text("papers.md"))
    assert f"papers.md:3: is there already: {doi}\n" == result.stderr


def test_what_is_there_in_another_list_is_there(good: Project, healthy: Emulator) -> None:
    good.seed("# nothing", file="other.txt")
    result = good.run("add", healthy.world.dois[0], "--file", "data/seeds/other.txt")
    assert (0, "# nothing\n") == (result.returncode, good.text("data/seeds/other.txt"))
    assert "data/seeds/list.txt:4: is there already" in result.stderr


def test_a_title_with_its_authors_and_year_is_found(listed: Project, healthy: Emulator) -> None:
    paper = healthy.world.papers[healthy.world.paper_ids[1]]
    names, year = " and ".join(paper.authors), paper.published[:4]
    result = listed.run("add", f'{names}, "{paper.title}", {year}')
    assert 0 == result.returncode, result.stderr
    assert f"({'https://arxiv.org/abs/' + paper.id})" in listed.text("papers.md")


def test_a_title_with_its_authors_behind_it_is_found(listed: Project, healthy: Emulator) -> None:
    paper = healthy.world.papers[healthy.world.paper_ids[1]]
    names, year = " and ".join(paper.authors[:2]), paper.published[:4]
    result = listed.run("add", f"{paper.title}, {names}, {year}")
    assert 0 == result.returncode, result.stderr
    assert f"({'https://arxiv.org/abs/' + paper.id})" in listed.text("papers.md")


def test_a_title_alone_is_in_doubt_and_shown_with_what_it_may_be(
    listed: Project, healthy: Emulator
) -> None:
    paper = healthy.world.papers[healthy.world.paper_ids[1]]
    result = listed.run("add", *paper.title.split())
    assert (1, "# Papers\n") == (result.returncode, listed.text("papers.md"))
    assert f"arxiv:{paper.id}" in result.stdout
    assert paper.title in result.stdout
    assert f"`enrich add arxiv:{paper.id}` adds the first" in result.stderr
    assert f"{paper.title}: not added, doubtful" in result.stderr


@pytest.mark.slow
def test_the_command_that_adds_what_may_be_meant_adds_it_where_it_was_to_go(
    listed: Project, healthy: Emulator
) -> None:
    paper = healthy.world.papers[healthy.world.paper_ids[1]]
    (listed.folder / "papers.md").rename(listed.folder / "my papers.md")
    settings = listed.text("enrich.toml").replace('"papers.md"', '"my papers.md", "b.md"')
    (listed.folder / "enrich.toml").write_text(settings)
    (listed.folder / "b.md").touch()
    where = ("--file", "my papers.md", "--section", "Sheep, goats")
    result = listed.run("add", *paper.title.split(), *where)
    told = result.stderr.partition("`")[2].partition("`")[0]
    assert told == f"enrich add arxiv:{paper.id} --file 'my papers.md' --section 'Sheep, goats'"
    assert 0 == shell(listed, told).returncode
    assert f"## Sheep, goats\n\n- [{paper.title}](" in listed.text("my papers.md")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("named", "says"),
    [
        ("2101.99999", "not found; check it for a slip"),
        ("2101.99", "no identifier; write an arXiv id"),
        ("10.5555/never", "--anyway adds it all the same"),
    ],
)
def test_what_is_not_found_is_not_added(listed: Project, named: str, says: str) -> None:
    result = listed.run("add", named)
    assert (1, "", "# Papers\n") == (result.returncode, result.stdout, listed.text("papers.md"))
    assert f"{named}: not added" in result.stderr
    assert says in result.stderr


def test_anyway_adds_an_identifier_that_nobody_knows(listed: Project) -> None:
    result = listed.run("add", "10.5555/never", "--anyway")
    assert 0 == result.returncode
    line = "- [10.5555/never](https://doi.org/10.5555/never)\n"
    assert f"# Papers\n\n{line}" == listed.text("papers.md")


def test_what_is_found_is_added_beside_what_is_not(listed: Project, healthy: Emulator) -> None:
    assert ["missed", "added"] == outcomes(listed, "10.5555/never", healthy.world.dois[0])
    assert healthy.world.dois[0] in listed.text("papers.md")


def test_a_link_that_leads_to_no_paper_is_told(listed: Project, healthy: Emulator) -> None:
    result = listed.run("add", "https://github.com/ann/list", healthy.world.dois[0])
    assert (2, "# Papers\n") == (result.returncode, listed.text("papers.md"))
    assert "leads to no paper (code)" in result.stderr


def test_a_dry_run_writes_nothing(listed: Project, healthy: Emulator) -> None:
    result = listed.run("add", healthy.world.dois[0], "--dry-run")
    assert (0, "# Papers\n") == (result.returncode, listed.text("papers.md"))
    assert "papers.md:3: would be added; nothing written" in result.stderr


def test_offline_nobody_is_asked(good: Project, healthy: Emulator) -> None:
    known = healthy.world.paper_ids[0]
    before = good.text(LIST)
    result = good.run("add", "--offline", known, healthy.world.paper_ids[4])
    assert (1, before, []) == (result.returncode, good.text(LIST), healthy.log)
    assert f"{known}\n" in result.stderr
    assert "not added, offline" in result.stderr


def test_json_tells_all_that_is_known(listed: Project, healthy: Emulator) -> None:
    paper = healthy.world.papers[healthy.world.paper_ids[0]]
    (found,) = json.loads(listed.run("add", paper.id, "--json").stdout)
    assert (paper.title, list(paper.authors)) == (found["title"], found["authors"])
    assert ("added", "papers.md", 3) == (found["outcome"], found["file"], found["line"])
    assert (f"arxiv:{paper.id}", "preprint") == (found["identifier"], found["status"])
    assert listed.text("papers.md").splitlines()[2] == found["written"]


def test_a_bib_gets_the_whole_entry(listed: Project, healthy: Emulator) -> None:
    bib = listed.folder / "thesis.bib"
    bib.write_bytes(b"@string{x = {y}}\r\n")
    bib.chmod(0o640)
    doi = healthy.world.dois[0]
    result = listed.run("add", doi, "--file", "thesis.bib")
    assert 2 == result.returncode
    assert "none of the seeds" in result.stderr
    settings = listed.text("enrich.toml").replace('"papers.md"', '"thesis.bib"')
    (listed.folder / "enrich.toml").write_text(settings)
    assert 0 == listed.run("add", doi).returncode
    found = bib.read_bytes()
    assert found.startswith(b"@string{x = {y}}\r\n\r\n@")
    assert f"{{{doi}}}".encode() in found
    assert found.count(b"\n") == found.count(b"\r\n")
    assert 0o640 == bib.stat().st_mode & 0o777


def test_a_list_alone_needs_no_project(tmp_path: Path) -> None:
    project = Project(tmp_path)
    caches = {"XDG_CACHE_HOME": str(tmp_path / "caches")}
    result = project.run("add", "2101.00001", "--offline", environment=caches)
    assert 2 == result.returncode
    assert "`enrich init` makes one" in result.stderr
    named = ("--offline", "--anyway", "--file", "new.txt")
    result = project.run("add", "2101.00001", *named, environment=caches)
    assert (0, "2101.00001\n") == (result.returncode, project.text("new.txt"))


def test_no_file_is_made_that_is_called_what_no_list_is(tmp_path: Path, listed: Project) -> None:
    caches = {"XDG_CACHE_HOME": str(tmp_path / "caches")}
    named = ("2101.00001", "--offline", "--anyway", "--file", "l.docx")
    (tmp_path / "alone").mkdir()
    for project in (listed, Project(tmp_path / "alone")):
        result = project.run("add", *named, environment=caches)
        assert (2, "") == (result.returncode, result.stdout)
        assert "l.docx: is no name of a list" in result.stderr
        assert not (project.folder / "l.docx").exists()


def test_what_an_entry_names_beside_its_doi_is_there(listed: Project, healthy: Emulator) -> None:
    settings = listed.text("enrich.toml").replace('"papers.md"', '"papers.md", "b.bib"')
    (listed.folder / "enrich.toml").write_text(settings)
    paper, doi = healthy.world.paper_ids[1], healthy.world.dois[0]
    (listed.folder / "b.bib").write_text(f"@misc{{a, doi={{{doi}}}, eprint={{{paper}}}}}\n")
    assert ["there already"] == outcomes(listed, paper, "--file", "papers.md")


def test_a_link_stays_one_and_what_it_leads_to_is_written(
    listed: Project, healthy: Emulator
) -> None:
    (listed.folder / "papers.md").rename(listed.folder / "real.md")
    (listed.folder / "papers.md").symlink_to("real.md")
    assert 0 == listed.run("add", healthy.world.dois[0]).returncode
    assert (listed.folder / "papers.md").is_symlink()
    assert healthy.world.dois[0] in listed.text("real.md")


def test_a_pipe_in_the_place_of_the_list_is_told(listed: Project, healthy: Emulator) -> None:
    (listed.folder / "papers.md").unlink()
    os.mkfifo(listed.folder / "papers.md")
    result = listed.run("add", healthy.world.dois[0])
    assert 2 == result.returncode
    assert "is no file" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "is missing"),
        (("",), "names no paper"),
        (("10.5555/1", "   "), "names no paper"),
        (("10.5555/1", "--section", " "), "--section is empty"),
        (("x", "--mailto", "nobody"), "no mail address"),
        (("x", "--file", "gone/other.md"), "none of the seeds"),
    ],
)
def test_a_wrong_use_is_told_in_one_line(
    listed: Project, arguments: tuple[str, ...], says: str
) -> None:
    result = listed.run("add", *arguments)
    assert (2, "") == (result.returncode, result.stdout)
    assert says in result.stderr
    assert 1 == len(result.stderr.splitlines())


def test_what_can_not_be_shown_is_not_added(listed: Project, healthy: Emulator) -> None:
    result = shell(listed, f"enrich add {healthy.world.dois[0]} >&-")
    assert (3, 1) == (result.returncode, len(result.stderr.splitlines()))
    assert "# Papers\n" == listed.text("papers.md")


@pytest.mark.slow
def test_two_at_once_both_add(listed: Project, healthy: Emulator) -> None:
    first, second = healthy.world.dois[:2]
    assert 0 == shell(listed, f"enrich add {first} & enrich add {second}; wait $!").returncode
    for doi in (first, second):
        assert 1 == listed.text("papers.md").count(f"({'https://doi.org/' + doi})")
