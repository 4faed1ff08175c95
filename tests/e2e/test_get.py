"""`enrich get`, by itself and in a pipe."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string

from tests.e2e.conftest import complaint, library, shell
from tests.emulator import Emulator
from tests.projects import COMMAND, Project

FORMATS = ("bibtex", "biblatex", "csl", "json")


def ids(healthy: Emulator) -> tuple[str, ...]:
    """Give what the project in good order has seeded."""
    return (*healthy.world.paper_ids[:3], *healthy.world.dois[:3])


def test_what_it_prints_for_all_seeds_is_the_library(good: Project, healthy: Emulator) -> None:
    before = library(good)
    for name, file in (("bibtex", "library.bib"), ("csl", "library.json")):
        result = good.run("get", *ids(healthy), "--to", name)
        assert (0, "", good.text(f"data/{file}")) == (
            result.returncode,
            result.stderr,
            result.stdout,
        )
    assert (before, []) == (library(good), healthy.log)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name in {"bibtex", "csl"} else pytest.mark.slow)
        for name in FORMATS
    ],
)
def test_every_format_can_be_read(good: Project, healthy: Emulator, name: str) -> None:
    out = good.run("get", ids(healthy)[0], "--to", name).stdout
    if name in {"csl", "json"}:
        assert 1 == len(json.loads(out))
    else:
        read = parse_string(out)
        assert (1, []) == (len(read.entries), read.failed_blocks)


def test_links_and_prefixes_do_as_well(good: Project, healthy: Emulator) -> None:
    paper, doi = healthy.world.paper_ids[0], healthy.world.dois[0]
    bare = good.run("get", paper, doi)
    linked = good.run("get", f"https://arxiv.org/pdf/{paper}.pdf", f"doi:{doi.upper()}")
    assert (0, bare.stdout) == (linked.returncode, linked.stdout)


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_a_pipe_may_bring_the_identifiers(
    good: Project, healthy: Emulator, arguments: tuple[str, ...]
) -> None:
    stdin = "# mine\n\n" + "\r\n".join(ids(healthy))
    result = good.run("get", *arguments, stdin=stdin)
    assert (0, good.text("data/library.bib")) == (result.returncode, result.stdout)


def test_arguments_and_a_pipe_go_together(good: Project, healthy: Emulator) -> None:
    first, *rest = ids(healthy)
    result = good.run("get", first, "-", "--to", "csl", stdin="\n".join(rest))
    assert 6 == len(json.loads(result.stdout))


def test_what_is_missed_is_told_beside_what_is_found(good: Project, healthy: Emulator) -> None:
    result = good.run("get", "hello", ids(healthy)[0], "--to", "csl")
    assert (0, 1) == (result.returncode, len(json.loads(result.stdout)))
    assert "no identifier" in result.stderr
    assert "hello" in result.stderr


def test_strict_fails_when_one_is_missed_and_prints_the_others(
    good: Project, healthy: Emulator
) -> None:
    result = good.run("get", "hello", ids(healthy)[0], "--to", "csl", "--strict")
    assert (1, 1) == (result.returncode, len(json.loads(result.stdout)))


def test_nothing_found_is_no_matter_of_the_library(good: Project) -> None:
    result = good.run("get", "hello")
    assert (3, "") == (result.returncode, result.stdout)
    assert "no identifier" in result.stderr
    assert "library" not in result.stderr


def test_nothing_asked_is_a_wrong_use(good: Project) -> None:
    result = good.run("get", stdin="")
    assert (2, "") == (result.returncode, result.stdout)
    assert "library" not in result.stderr
    assert result.stderr.strip()


@pytest.mark.parametrize(
    ("stdin", "code", "says"),
    [
        (b"\n\xe9\n", 3, "standard input:2: this line is not UTF-8"),
        (b"\n\n\0", 2, "standard input"),
    ],
)
def test_a_pipe_that_is_no_text_is_told(good: Project, stdin: bytes, code: int, says: str) -> None:
    result = subprocess.run(
        [COMMAND, "get"], cwd=good.folder, input=stdin, capture_output=True, check=False
    )
    assert (code, b"") == (result.returncode, result.stdout)
    assert says in result.stderr.decode()


def test_it_works_outside_a_project(tmp_path: Path) -> None:
    result = subprocess.run(
        [COMMAND, "get", "2101.00001", "--offline"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "caches")},
    )
    assert (3, "") == (result.returncode, result.stdout)
    assert "1 missed: offline - run it again without --offline\n" in result.stderr
    assert ["caches"] == [path.name for path in tmp_path.iterdir()]


# JSON


def test_as_json_one_document_holds_what_is_found_and_why_the_rest_is_not(
    good: Project, healthy: Emulator
) -> None:
    paper, doi = healthy.world.paper_ids[0], healthy.world.dois[0]
    asked = (f"arXiv:{paper}", "hello", doi, "10.5555/nobody-has-it", doi)
    result = good.run("get", "--json", *asked)
    told = json.loads(result.stdout)
    assert (0, 0) == (result.returncode, told["code"])
    found = {one["identifiers"][0]: one for one in told["entries"]}
    assert [f"arXiv:{paper}"] == found[f"arxiv:{paper}"]["asked"]
    assert [doi, doi] == found[f"doi:{doi}"]["asked"]
    assert [("hello", "no identifier", 2), ("10.5555/nobody-has-it", "not found", 4)] == [
        (one["written"], one["reason"], one["line"]) for one in told["missed"]
    ]
    assert all(one["hint"] for one in told["missed"])
    assert len(healthy.requests("crossref")) == told["requests"]["crossref"]
    assert {"fresh"} == {one["standing"] for one in told["entries"]}


def test_the_entries_of_json_are_those_of_csl(good: Project, healthy: Emulator) -> None:
    told = json.loads(good.run("get", "--json", *ids(healthy)).stdout)
    assert json.loads(good.text("data/library.json")) == [one["csl"] for one in told["entries"]]
    assert [one["csl"]["id"] for one in told["entries"]] == [one["key"] for one in told["entries"]]


@pytest.mark.parametrize(("strictly", "code"), [((), 0), (("--strict",), 1)])
def test_json_tells_with_what_the_command_ends(
    good: Project, healthy: Emulator, strictly: tuple[str, ...], code: int
) -> None:
    result = good.run("get", "--json", "hello", ids(healthy)[0], *strictly)
    assert (code, code) == (result.returncode, json.loads(result.stdout)["code"])


def test_where_nothing_is_found_json_says_why(good: Project) -> None:
    result = good.run("get", "--json", "hello")
    told = json.loads(result.stdout)
    assert (3, 3, [], 1) == (
        result.returncode,
        told["code"],
        told["entries"],
        len(told["missed"]),
    )


@pytest.mark.parametrize("name", ["csl", "bibtex"])
def test_json_and_a_format_at_once_are_refused(good: Project, name: str) -> None:
    said = "--json prints a document of its own, which holds CSL-JSON; leave out --to"
    complaint(good, "get", "--json", "--to", name, "10.5555/a", code=2, says=(said,))


# Where the output goes


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("enrich get {ids} | head -n 1", marks=pytest.mark.slow),
        "enrich get {ids} | true",
        pytest.param("enrich get {ids} --to json | true", marks=pytest.mark.slow),
        "enrich cache export - | true",
        pytest.param("enrich cache info | true", marks=pytest.mark.slow),
        "enrich refresh 2>&1 | true",
    ],
)
def test_a_reader_that_has_enough_is_no_error(good: Project, healthy: Emulator, line: str) -> None:
    before = library(good)
    result = shell(good, line.format(ids=" ".join(ids(healthy))))
    assert (0, "") == (result.returncode, result.stderr)
    assert before == library(good)


@pytest.mark.parametrize(
    ("command", "output"),
    [
        ("get {id}", ">/dev/full"),
        pytest.param("cache export -", ">/dev/full", marks=pytest.mark.slow),
        pytest.param("cache info", ">/dev/full", marks=pytest.mark.slow),
        ("get {id}", ">&-"),
    ],
)
def test_output_that_goes_nowhere_is_one_line_and_no_trace(
    good: Project, healthy: Emulator, command: str, output: str
) -> None:
    result = shell(good, f"enrich {command.format(id=ids(healthy)[0])} {output}")
    assert "Traceback" not in result.stderr
    assert "Exception" not in result.stderr
    assert (3, 1) == (result.returncode, len(result.stderr.splitlines())), result.stderr


def test_no_standard_input_at_all_is_a_wrong_use(good: Project) -> None:
    result = shell(good, "enrich get <&-")
    assert "Traceback" not in result.stderr
    assert 2 == result.returncode


def test_a_run_that_nobody_listens_to_still_writes(good: Project, healthy: Emulator) -> None:
    good.seed(healthy.world.dois[5], file="more.txt")
    result = shell(good, "enrich refresh >&- 2>&-")
    assert 7 == len(json.loads(good.text("data/library.json")))
    assert 0 == result.returncode


def test_json_says_of_what_was_not_asked_for_what_helps_here(good: Project) -> None:
    out = good.run("get", "2101.00001", "--offline", "--json").stdout
    assert ["run it again without --offline"] == [one["hint"] for one in json.loads(out)["missed"]]
