"""`enrich refresh`, as a user runs it."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped] # its types are a package of their own
import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from filelock import FileLock

from tests.e2e.conftest import NOWHERE, library, start, wait_until
from tests.emulator import Emulator, Fault
from tests.projects import COMMAND, MAIL, Project

# What it writes


def test_it_writes_bibtex_and_csl_json(tmp_path: Path, healthy: Emulator) -> None:
    world = healthy.world
    project = Project.make(tmp_path, world.paper_ids[0], world.dois[0], emulator=healthy)
    result = project.run("refresh")
    assert (0, "") == (result.returncode, result.stdout)
    assert ["enrich.lock", "library.bib", "library.json"] == sorted(library(project))
    assert 2 == project.text("data/library.bib").count("\n@") + 1
    assert 2 == len(json.loads(project.text("data/library.json")))


def test_the_summary_tells_entries_misses_requests_and_answers(
    tmp_path: Path, healthy: Emulator
) -> None:
    world = healthy.world
    project = Project.make(
        tmp_path, world.paper_ids[0], world.dois[0], "hello", "10.5555/none", emulator=healthy
    )
    said = project.run("refresh").stderr
    assert "2 entries, 2 seeds missed" in said
    assert re.search(
        r"^requests: arxiv 1, crossref \d, datacite \d; answers: 5 new$", said, re.MULTILINE
    )
    assert "1 missed: no identifier" in said
    assert "1 missed: not found" in said
    assert "data/seeds/list.txt:3: hello" in said
    assert "data/seeds/list.txt:4: 10.5555/none" in said


def test_one_of_a_thing_is_not_told_in_the_plural(tmp_path: Path, healthy: Emulator) -> None:
    project = Project.make(tmp_path, healthy.world.dois[0], "hello", emulator=healthy)
    said = project.run("refresh").stderr
    assert not re.search(r"\b1 (entries|seeds|files)\b", said), said


def test_a_second_run_makes_no_request_and_touches_no_file(
    good: Project, healthy: Emulator
) -> None:
    before = library(good)
    result = good.run("refresh")
    assert (0, "", []) == (result.returncode, result.stdout, healthy.log)
    assert before == library(good)
    assert "nothing changed" in result.stderr


@pytest.mark.parametrize("kind", ["paper_ids", "dois"])
def test_one_id_more_costs_one_request(good: Project, healthy: Emulator, kind: str) -> None:
    new = getattr(healthy.world, kind)[4]
    good.seed(new, file="more.txt")
    assert 0 == good.run("refresh").returncode
    # Beside what it is, Crossref is asked what a preprint became.
    asked = [(new,), (f"10.48550/arxiv.{new}",)] if kind == "paper_ids" else [(new,)]
    assert asked == [one.ids for one in healthy.log if one.ids[0] not in joined(healthy)]


def joined(emulator: Emulator) -> set[str]:
    return set(emulator.world.joined.values())


def test_two_hundred_mixed_ids_cost_two_and_four_requests_at_most(
    tmp_path: Path, emulator: Emulator
) -> None:
    world = emulator.world
    mixed = [one for pair in zip(world.paper_ids, world.dois, strict=True) for one in pair]
    project = Project.make(tmp_path, *mixed, emulator=emulator)
    result = project.run("refresh")
    assert "200 entries, 0 seeds missed" in result.stderr
    assert len(emulator.requests("arxiv")) <= 2
    assert len(emulator.requests("crossref")) <= 4
    assert (emulator.peak("arxiv"), emulator.peak("crossref")) <= (1, 3)


def test_a_preprint_and_its_article_are_one_entry_with_both_identifiers(
    tmp_path: Path, healthy: Emulator
) -> None:
    paper, doi = next(iter(healthy.world.joined.items()))
    project = Project.make(tmp_path, paper, doi, emulator=healthy)
    project.run("refresh")
    (entry,) = parse_string(project.text("data/library.bib")).entries
    assert (doi, paper) == (entry["doi"], entry["eprint"])
    (item,) = json.loads(project.text("data/library.json"))
    assert (doi, paper) == (item["DOI"], item["custom"]["eprint"])


# What it writes can be read


def rich(project: Project, healthy: Emulator) -> Project:
    """Seed everything that the healthy world has."""
    project.seed(*healthy.world.paper_ids, *healthy.world.dois)
    result = project.run("refresh", "--to", "bibtex", "--to", "csl")
    assert 0 == result.returncode, result.stderr
    return project


def test_the_bib_reads_back_to_the_fields_of_the_json(good: Project, healthy: Emulator) -> None:
    text = rich(good, healthy).text("data/library.bib")
    read = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    verbatim = parse_string(text).entries_dict
    assert [] == read.failed_blocks
    items = {item["id"]: item for item in json.loads(good.text("data/library.json"))}
    assert list(items) == [entry.key for entry in read.entries]
    for entry in read.entries:
        fields = {key: str(one.value) for key, one in entry.fields_dict.items()}
        fields |= {
            key: str(verbatim[entry.key][key]) for key in ("doi", "url", "eprint") if key in fields
        }
        assert read_again(fields) == told(items[entry.key]), entry.key


def read_again(fields: dict[str, str]) -> dict[str, Any]:
    """Give what an entry of the bib says."""
    people = fields["author"].replace("\n", " ").split(" and ")
    return {
        "title": bare(fields["title"].replace("{", "").replace("}", "")),
        "authors": [person.strip("{}").partition(",")[0] for person in people],
        "year": fields["year"],
        "venue": fields.get("journal"),
        "volume": fields.get("volume"),
        "issue": fields.get("number"),
        "page": re.sub("--|\u2013", "-", fields.get("pages", "")) or None,
        "doi": fields.get("doi"),
        "eprint": fields.get("eprint"),
        "issn": fields.get("issn"),
    }


def told(item: dict[str, Any]) -> dict[str, Any]:
    """Give the same of an item of the JSON."""
    return {
        "title": bare(plain(item["title"])),
        "authors": [surname(person) for person in item["author"]],
        "year": str(item["issued"]["date-parts"][0][0]),
        "venue": item.get("container-title"),
        "volume": item.get("volume"),
        "issue": item.get("issue"),
        "page": item.get("page"),
        "doi": item.get("DOI"),
        "eprint": item.get("custom", {}).get("eprint"),
        "issn": item.get("ISSN"),
    }


def plain(rich_text: str) -> str:
    """Drop the markup of CSL."""
    text = re.sub(r"</?(?:i|b|sub|sup|span)[^>]*>", "", rich_text)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


def bare(text: str) -> str:
    """Write low and high characters and math as any other: the decoder leaves them as they are."""
    return (
        unicodedata.normalize("NFKC", text.replace(r"$\alpha$", "\N{GREEK SMALL LETTER ALPHA}"))
        .replace("_", "")
        .replace("^", "")
    )


def surname(person: dict[str, str]) -> str:
    family = person.get("literal") or person["family"]
    return f"{person.get('non-dropping-particle', '')} {family}".strip()


def test_the_json_is_valid_csl(good: Project, healthy: Emulator, shared: Path) -> None:
    schema = json.loads((shared / "schemas/csl-data.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(rich(good, healthy).text("data/library.json")), schema)


# The same bytes everywhere


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2"},
        pytest.param(
            {"LC_ALL": "C.UTF-8", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "3"},
            marks=pytest.mark.slow,
        ),
    ],
    ids=["C", "Kiritimati", "Los Angeles"],
)
def test_locale_zone_and_hashes_change_no_byte(
    good: Project, healthy: Emulator, environment: dict[str, str]
) -> None:
    rich(good, healthy)
    every = ("--to", "bibtex", "--to", "biblatex", "--to", "csl", "--to", "json")
    good.run("refresh", "-o", "here", *every)
    elsewhere = good.run("refresh", "-o", "there", *every, environment=environment)
    assert 0 == elsewhere.returncode, elsewhere.stderr
    here, there = library(good, "here"), library(good, "there")
    assert {name: text for name, (text, _) in here.items()} == {
        name: text for name, (text, _) in there.items()
    }


@pytest.mark.slow
def test_the_order_in_which_answers_arrive_changes_no_byte(tmp_path: Path, small: Emulator) -> None:
    orders: list[list[tuple[Any, Fault]]] = [
        [],
        [("arxiv", Fault.SLOW(0.5)), ("crossref", Fault.PARTIAL)],
        [("crossref", Fault.SLOW(0.5))],
    ]
    written = set()
    for number, faults in enumerate(orders):
        project = Project.make(
            tmp_path / str(number), *small.world.paper_ids, *small.world.dois, emulator=small
        )
        for api, fault in faults:
            small.order(api, fault)
        assert 0 == project.run("refresh").returncode
        written.add((project.text("data/library.bib"), project.text("data/library.json")))
    assert 1 == len(written)


# Options


def test_another_folder_is_made_and_the_usual_one_left(good: Project) -> None:
    before = library(good)
    assert 0 == good.run("refresh", "-o", "new/deep").returncode
    assert {name: text for name, (text, _) in before.items()} == {
        name: text for name, (text, _) in library(good, "new/deep").items()
    }
    assert before == library(good)


@pytest.mark.parametrize(
    ("formats", "files"),
    [
        (["biblatex"], ["library.biblatex.bib"]),
        (["json", "csl"], ["library.json", "library.records.json"]),
        pytest.param(["bibtex", "bibtex"], ["library.bib"], marks=pytest.mark.slow),
    ],
)
def test_the_formats_asked_for_are_written(
    good: Project, formats: list[str], files: list[str]
) -> None:
    options = [word for name in formats for word in ("--to", name)]
    assert 0 == good.run("refresh", "-o", "out", *options).returncode
    assert ["enrich.lock", *files] == sorted(library(good, "out"))


def test_seed_files_may_be_named(good: Project, healthy: Emulator) -> None:
    (good.folder / "own.txt").write_text(f"{healthy.world.dois[0]}  @mine\n", encoding="utf-8")
    assert 0 == good.run("refresh", "own.txt", "-o", "out").returncode
    assert ["mine"] == [item["id"] for item in json.loads(good.text("out/library.json"))]


def test_other_seeds_do_not_take_the_place_of_the_projects_library(
    good: Project, healthy: Emulator
) -> None:
    before = library(good)
    (good.folder / "own.txt").write_text(f"{healthy.world.dois[0]}  @mine\n", encoding="utf-8")
    result = good.run("refresh", "own.txt")
    assert (2, before) == (result.returncode, library(good))
    assert "would replace the library in data" in result.stderr
    assert "--in-place" in result.stderr
    # One that most of it stays in is the same library.
    seeds = good.folder / "data/seeds/list.txt"
    (good.folder / "own.txt").write_text(seeds.read_text(encoding="utf-8"), encoding="utf-8")
    assert 0 == good.run("refresh", "own.txt").returncode


@pytest.mark.parametrize("name", ["library.bib", "enrich.lock", "library.records.json"])
def test_changes_are_not_written_over_the_library(good: Project, name: str) -> None:
    before = library(good)
    result = good.run("refresh", "--changes", f"data/../data/{name}")
    assert (2, before) == (result.returncode, library(good))
    assert "a file of the library itself" in result.stderr


def test_seeds_may_come_through_a_pipe(good: Project, healthy: Emulator) -> None:
    result = good.run("refresh", "/dev/stdin", "-o", "out", stdin=f"{healthy.world.dois[0]}\n")
    assert 0 == result.returncode, result.stderr
    assert 1 == len(json.loads(good.text("out/library.json")))


def test_it_works_from_a_folder_within_the_project(good: Project) -> None:
    before = library(good)
    within = good.folder / "data/seeds"
    result = subprocess.run(
        [COMMAND, "refresh"], cwd=within, capture_output=True, encoding="utf-8", check=False
    )
    assert 0 == result.returncode, result.stderr
    assert before == library(good)


def test_offline_asks_nobody_and_says_so(good: Project, healthy: Emulator) -> None:
    good.seed(healthy.world.dois[5], file="more.txt")
    result = good.run("refresh", "--offline")
    assert (0, []) == (result.returncode, healthy.log)
    assert "1 missed: offline" in result.stderr
    assert "data/seeds/more.txt:1" in result.stderr


def test_strict_is_content_with_a_whole_and_fresh_library(good: Project) -> None:
    assert 0 == good.run("refresh", "--strict").returncode


def test_strict_fails_when_a_seed_is_missed_and_writes_all_the_same(
    good: Project, healthy: Emulator
) -> None:
    good.seed("hello", healthy.world.dois[5], file="more.txt")
    assert 1 == good.run("refresh", "--strict").returncode
    assert 7 == len(json.loads(good.text("data/library.json")))


def test_strict_fails_when_an_answer_is_stale(good: Project) -> None:
    (good.folder / "enrich.toml").write_text(NOWHERE, encoding="utf-8")
    before = library(good)
    result = good.run("refresh", "--strict", "--max-age", "0")
    assert 1 == result.returncode, result.stderr
    assert "past their time" in result.stderr
    assert before == library(good)


@pytest.mark.parametrize(("age", "asked"), [("0", 3), ("12h", 0)])
def test_an_answer_is_asked_for_again_past_its_age(
    good: Project, healthy: Emulator, age: str, asked: int
) -> None:
    assert 0 == good.run("refresh", "--max-age", age).returncode
    assert asked <= len(healthy.log) <= asked + 1


@pytest.mark.parametrize("where", ["option", "environment", "file"])
def test_the_mail_address_goes_into_query_and_user_agent(
    tmp_path: Path, healthy: Emulator, where: str
) -> None:
    project = Project.make(
        tmp_path,
        healthy.world.paper_ids[0],
        healthy.world.dois[0],
        emulator=healthy,
        settings=f'mailto = "{MAIL if where == "file" else "other@example.org"}"',
    )
    healthy.forget()
    result = project.run(
        "refresh",
        *(["--mailto", MAIL] if where == "option" else []),
        environment={"ENRICH_MAILTO": MAIL if where == "environment" else ""},
    )
    assert "public pool" not in result.stderr
    assert {MAIL} == {one.query.get("mailto") for one in healthy.requests("crossref")}
    assert all(f"mailto:{MAIL}" in one.user_agent for one in healthy.log)
    assert len(healthy.log) >= 2


def test_without_an_address_the_public_pool_is_named_once(
    tmp_path: Path, healthy: Emulator
) -> None:
    project = Project.make(tmp_path, *healthy.world.dois[:2], emulator=healthy)
    healthy.forget()
    said = project.run("refresh", environment={"ENRICH_MAILTO": ""}).stderr
    assert 1 == said.count("public pool")
    assert all("mailto" not in one.query for one in healthy.log)
    assert all("mailto" not in one.user_agent for one in healthy.log)


def test_quiet_says_nothing_when_all_is_well(good: Project) -> None:
    result = good.run("refresh", "-q")
    assert (0, "", "") == (result.returncode, result.stdout, result.stderr)


def test_quiet_still_says_what_went_wrong(good: Project) -> None:
    good.seed("hello", file="more.txt")
    assert "data/seeds/more.txt:1: hello" in good.run("refresh", "-q").stderr


def test_verbose_lists_every_miss(good: Project) -> None:
    good.seed(*(f"hello{number}" for number in range(30)), file="more.txt")
    assert "hello29" in good.run("refresh", "-v").stderr
    brief = good.run("refresh").stderr
    assert "hello29" not in brief
    assert "10 more" in brief


# On a terminal, and not


def test_plain_lines_where_there_is_no_terminal(good: Project) -> None:
    assert "\x1b" not in good.run("refresh", "--max-age", "0").stderr


def everything(terminal: int) -> str:
    """Read what was written to a terminal, which ends in an error and gives 4 kB at a time."""
    seen = b""
    with contextlib.suppress(OSError):
        while more := os.read(terminal, 2**16):
            seen += more
    return seen.decode()


def test_a_terminal_is_left_as_it_was_and_gets_the_summary(good: Project) -> None:
    ours, theirs = pty.openpty()
    result = subprocess.run(
        [COMMAND, "refresh", "--max-age", "0"],
        cwd=good.folder,
        stdout=subprocess.PIPE,
        stderr=theirs,
        timeout=20,
        check=False,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(theirs)
    seen = everything(ours)
    os.close(ours)
    assert (0, b"") == (result.returncode, result.stdout)
    assert "6 entries" in seen
    assert seen.rfind("\x1b[?25l") <= seen.rfind("\x1b[?25h")


# One at a time


def test_a_run_beside_another_says_so_and_does_nothing(good: Project) -> None:
    before = library(good)
    with FileLock(good.folder / "cache/run.lock"):
        result = good.run("refresh", "--max-age", "0")
    assert (3, "") == (result.returncode, result.stdout)
    assert 1 == len(result.stderr.splitlines())
    assert "another run" in result.stderr
    assert before == library(good)


@pytest.mark.slow
def test_of_two_commands_at_once_one_does_the_work(tmp_path: Path, small: Emulator) -> None:
    project = Project.make(tmp_path, *small.world.dois, emulator=small)
    small.order("crossref", Fault.SLOW(4))
    first = start(project, "refresh")
    wait_until(lambda: small.log, first)
    second = project.run("refresh")
    _, said = first.communicate(timeout=20)
    assert (0, 3) == (first.returncode, second.returncode)
    assert "6 entries" in said


# The command itself


def test_help_answers_at_once() -> None:
    def seconds() -> float:
        started = time.perf_counter()
        subprocess.run([COMMAND, "--help"], capture_output=True, check=True)
        return time.perf_counter() - started

    assert min(seconds() for _ in range(5)) < 0.3


@pytest.mark.parametrize("command", [[COMMAND], [sys.executable, "-m", "enrich"]])
def test_the_version_is_told(command: list[str]) -> None:
    result = subprocess.run(
        [*command, "--version"], capture_output=True, encoding="utf-8", check=True
    )
    assert re.search(r"enrich.* \d+\.\d+\.\d+", result.stdout)
    assert "" == result.stderr


def test_the_shell_can_complete_the_command() -> None:
    words = {"COMP_WORDS": "enrich refresh --to b", "COMP_CWORD": "3"}
    result = subprocess.run(
        [COMMAND],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **words, "_ENRICH_COMPLETE": "bash_complete"},
    )
    assert (0, "") == (result.returncode, result.stderr)
    formats = ["bibtex", "bibtex-ascii", "biblatex", "biblatex-ascii"]
    assert [f"plain,{one}" for one in formats] == result.stdout.split()
