"""`enrich remove`: papers taken out of the lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.emulator import Emulator
from tests.projects import Project

LIST = "data/seeds/list.txt"


def key_of(project: Project, identifier: str) -> str:
    """Give the citation key under which a paper stands in the library."""
    entries = project.text("data/library.bib").split("\n@")
    (entry,) = (one for one in entries if identifier in one)
    return entry.partition("{")[2].partition(",")[0]


def test_a_line_is_taken_out_by_key_or_identifier(good: Project, healthy: Emulator) -> None:
    first, second = healthy.world.paper_ids[:2]
    lines = good.text(LIST).splitlines(keepends=True)
    result = good.run("remove", key_of(good, first), f"https://arxiv.org/abs/{second}", "--yes")
    assert 0 == result.returncode
    assert "".join(lines[2:]) == good.text(LIST)
    assert f"-{first}\n-{second}\n" in result.stdout
    assert f"{LIST}: 2 papers taken out\n" == result.stderr
    assert [] == healthy.log


def test_what_it_shows_is_what_it_does(good: Project, healthy: Emulator) -> None:
    before = good.text(LIST)
    dry = good.run("remove", healthy.world.dois[0], "--dry-run")
    assert (0, before) == (dry.returncode, good.text(LIST))
    done = good.run("remove", healthy.world.dois[0], "--yes")
    assert dry.stdout == done.stdout
    assert before != good.text(LIST)


def test_a_work_is_taken_out_of_every_list(good: Project, healthy: Emulator) -> None:
    paper = healthy.world.paper_ids[0]
    title = healthy.world.papers[paper].title
    good.seed("# More", "", f"- [{title}](https://arxiv.org/abs/{paper}v1)", "- words", file="b.md")
    result = good.run("remove", paper, "--yes")
    assert 0 == result.returncode
    assert "# More\n\n- words\n" == good.text("data/seeds/b.md")
    assert paper not in good.text(LIST)


def test_where_more_stands_the_owner_is_told(good: Project, healthy: Emulator) -> None:
    doi = healthy.world.dois[4]
    good.seed("# More", "", f"- [Sheep]({doi}), to be read again", file="b.md")
    before = good.text("data/seeds/b.md")
    good.run("refresh")
    result = good.run("remove", doi, "--yes")
    assert (1, before) == (result.returncode, good.text("data/seeds/b.md"))
    assert "data/seeds/b.md:3: left there, since more than this paper stands there" in result.stderr


def test_the_owners_words_beside_a_paper_stay(good: Project, healthy: Emulator) -> None:
    paper = healthy.world.papers[healthy.world.paper_ids[4]]
    link = f"https://arxiv.org/abs/{paper.id}"
    good.seed(
        f"- [{paper.title}]({link})",
        f'- [{paper.title}]({link} "mine")',
        f"- [read with Ann]({link})",
        file="b.md",
    )
    good.seed(
        f"{paper.id}  {paper.title}, {paper.authors[0]}", f"{paper.id} (see 3!)", file="b.txt"
    )
    good.run("refresh")
    result = good.run("remove", paper.id, "--yes")
    assert (1, f'- [{paper.title}]({link} "mine")\n- [read with Ann]({link})\n') == (
        result.returncode,
        good.text("data/seeds/b.md"),
    )
    assert f"{paper.id} (see 3!)\n" == good.text("data/seeds/b.txt")
    assert "data/seeds/b.txt:2: left there" in result.stderr


def test_what_was_never_found_is_taken_out_by_what_is_written(good: Project) -> None:
    good.seed("10.5555/never", file="b.txt")
    assert 0 == good.run("remove", "doi:10.5555/NEVER", "--yes").returncode
    assert "" == good.text("data/seeds/b.txt")


def test_an_entry_is_taken_out_of_a_bib(good: Project, healthy: Emulator) -> None:
    paper = healthy.world.paper_ids[4]
    other = f"@misc{{b,\r\n  doi = {{{healthy.world.dois[4]}}}\r\n}}\r\n"
    bib = good.folder / "data/seeds/b.bib"
    bib.write_bytes(f"@misc{{a,\r\n  eprint = {{{paper}}}\r\n}}\r\n\r\n{other}".encode())
    bib.chmod(0o640)
    good.run("refresh")
    assert 0 == good.run("remove", "a", "--yes").returncode
    assert other.encode() == bib.read_bytes()
    assert 0o640 == bib.stat().st_mode & 0o777


def test_an_entry_is_found_by_each_identifier_that_it_gives(
    good: Project, healthy: Emulator
) -> None:
    paper, doi = healthy.world.paper_ids[4], healthy.world.dois[4]
    entry = f"@misc{{a,\n  doi = {{{doi}}},\n  eprint = {{{paper}}}\n}}\n"
    good.seed(entry, file="b.bib")
    good.run("refresh")
    assert "data/seeds/b.bib:1" in good.run("show", paper).stdout
    assert 0 == good.run("remove", paper, "--yes").returncode
    assert "" == good.text("data/seeds/b.bib").strip()


def test_a_summary_that_its_owner_wrote_keeps_an_entry(good: Project, healthy: Emulator) -> None:
    entry = f"@misc{{a,\n  eprint = {{{healthy.world.paper_ids[4]}}},\n  abstract = {{My own.}}\n}}"
    good.seed(entry, file="b.bib")
    good.run("refresh")
    result = good.run("remove", "a", "--yes")
    assert (1, f"{entry}\n") == (result.returncode, good.text("data/seeds/b.bib"))
    assert "since it has fields of yours (abstract)" in result.stderr


def test_nobody_there_to_be_asked_is_told_and_nothing_done(
    good: Project, healthy: Emulator
) -> None:
    before = good.text(LIST)
    result = good.run("remove", healthy.world.dois[0])
    assert (2, "", before) == (result.returncode, result.stdout, good.text(LIST))
    assert "--yes removes without asking" in result.stderr


def test_json_tells_what_stands_where(good: Project, healthy: Emulator) -> None:
    doi = healthy.world.dois[0]
    report = json.loads(good.run("remove", doi, "--yes", "--json").stdout)
    (work,) = report["works"]
    place = {"file": LIST, "line": 4, "written": doi, "removed": True, "reason": None}
    assert (True, doi, [place]) == (report["written"], work["asked"], work["places"])


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nobody2020sheep", "is the key of no entry"),
        ("2101.77777", "no list; `enrich list` shows what they have\n"),
    ],
)
def test_what_nobody_listed_is_told(good: Project, name: str, says: str) -> None:
    before = good.text(LIST)
    result = good.run("remove", name, "--yes")
    assert (2, "", before) == (result.returncode, result.stdout, good.text(LIST))
    assert says in result.stderr


def test_lists_on_the_web_can_not_be_edited(good: Project) -> None:
    settings = good.text("enrich.toml")
    web = "https://example.org/list.md"
    (good.folder / "enrich.toml").write_text(f'seeds = ["data/seeds", "{web}"]\n{settings}')
    result = good.run("remove", "2101.77777", "--yes")
    assert 2 == result.returncode
    assert f"such as {web}, none can be edited here" in result.stderr


def test_without_a_project_there_is_nothing_to_take_out(tmp_path: Path) -> None:
    caches = {"XDG_CACHE_HOME": str(tmp_path / "caches")}
    result = Project(tmp_path).run("remove", "2101.00001", "--yes", environment=caches)
    assert (2, "") == (result.returncode, result.stdout)
    assert "no enrich.toml here or above" in result.stderr
