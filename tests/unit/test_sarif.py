"""Findings as SARIF, as JSON, as annotations and as lines."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from enrich.checks import Fault, Finding
from enrich.cli._findings import as_annotations, as_json, as_lines
from enrich.cli._sarif import as_sarif
from enrich.config import Ignore
from enrich.identifiers import Doi
from enrich.seeds import Claim, Origin, Seed
from tests.records import entry_of, record_of

WORK = Doi("10.5555/x")
IGNORE = Ignore("retracted", "key", "an example", dt.date(2027, 6, 30), file="enrich.toml", line=1)
# What a terminal obeys, what begins a line anew, what turns the direction of writing.
HOSTILE = "a\x1b[31m\r\nb\x9b2J\u202ec"


def finding_of(
    file: str = "lists/list.md",
    line: int = 7,
    *,
    fault: Fault = Fault.RETRACTED,
    told: str = "retracted",
    ignored: Ignore | None = None,
) -> Finding:
    seed = Seed(WORK, "https://doi.org/10.5555/x", Origin(file, line))
    return Finding(fault, seed, told, entry_of(record_of(doi=WORK)), ignored)


def sarif(*findings: Finding) -> dict[str, Any]:
    log = json.loads(as_sarif(findings))
    assert isinstance(log, dict)
    return log


def run_of(*findings: Finding) -> dict[str, Any]:
    (run,) = sarif(*findings)["runs"]
    assert isinstance(run, dict)
    return run


def artifact(file: str) -> dict[str, str]:
    (result,) = run_of(finding_of(file))["results"]
    (location,) = result["locations"]
    found = location["physicalLocation"]["artifactLocation"]
    assert isinstance(found, dict)
    return found


def test_a_log_says_which_version_of_the_format_it_is_and_which_tool_made_it() -> None:
    log = sarif()
    assert {"$schema", "version", "runs"} == log.keys()
    assert "2.1.0" == log["version"]
    assert log["$schema"].startswith("https://")
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert ("enrich", []) == (run["tool"]["driver"]["name"], run["results"])


def test_every_fault_is_a_rule_with_its_help_and_level() -> None:
    rules = run_of()["tool"]["driver"]["rules"]
    assert [fault.check for fault in Fault] == [rule["id"] for rule in rules]
    for fault, rule in zip(Fault, rules, strict=True):
        assert {"text": fault.help} == rule["fullDescription"] == rule["help"]
        assert {"level": fault.level} == rule["defaultConfiguration"]
        assert rule["name"].isalpha()
        assert rule["shortDescription"]["text"].endswith(".")


@pytest.mark.parametrize("fault", list(Fault))
def test_a_result_names_its_rule_twice_alike(fault: Fault) -> None:
    run = run_of(finding_of(fault=fault))
    (result,) = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (fault.check, fault.level) == (rule["id"], result["level"])
    assert result["ruleId"] == rule["id"]
    assert result["level"] in {"error", "warning", "note"}


def test_a_result_has_a_message_a_line_and_what_tells_it_from_others() -> None:
    run = run_of(finding_of(line=7), finding_of(fault=Fault.CONCERN))
    first, second = run["results"]
    assert {"text": "key: retracted"} == first["message"]
    assert {"startLine": 7} == first["locations"][0]["physicalLocation"]["region"]
    assert first["partialFingerprints"] != second["partialFingerprints"]


def test_a_result_stays_the_same_when_its_line_moves() -> None:
    first, second = run_of(finding_of(line=7), finding_of(line=9))["results"]
    assert first["partialFingerprints"] == second["partialFingerprints"]


def test_a_line_is_never_less_than_one() -> None:
    (result,) = run_of(finding_of(line=0))["results"]
    assert 1 == result["locations"][0]["physicalLocation"]["region"]["startLine"]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("list.md", "list.md"),
        ("./lists//list.md", "lists/list.md"),
        ("my list#1.md", "my%20list%231.md"),
        ("a:b.md", "a%3Ab.md"),
        ("100%.md", "100%25.md"),
        ("sch\u00e4fe.md", "sch%C3%A4fe.md"),
        ("sch\udce4fe.md", "sch%E4fe.md"),
    ],
)
def test_a_file_is_an_address_relative_to_where_the_command_ran(file: str, uri: str) -> None:
    assert {"uri": uri, "uriBaseId": "%SRCROOT%"} == artifact(file)


def test_a_file_given_whole_is_relative_too_where_it_lies_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert "list.md" == artifact(str(tmp_path / "here/list.md"))["uri"]
    outside = {"uri": (tmp_path / "list.md").as_uri()}
    assert outside == artifact("../list.md") == artifact(str(tmp_path / "list.md"))


def test_a_page_is_its_own_address() -> None:
    page = "https://list.example.org/a list.md?x=1"
    assert {"uri": "https://list.example.org/a%20list.md?x=1"} == artifact(page)


def test_what_is_ignored_is_suppressed_with_its_reason_and_nothing_else_is() -> None:
    first, second = run_of(finding_of(ignored=IGNORE), finding_of())["results"]
    expected = {"kind": "external", "status": "accepted", "justification": "an example"}
    assert [expected] == first["suppressions"]
    # Where one result says that it is suppressed, the others must say that they are not.
    assert [] == second["suppressions"]


def test_json_tells_everything_and_why_it_is_ignored() -> None:
    first, second = json.loads(as_json([finding_of(ignored=IGNORE), finding_of()]))
    assert {
        "check": "retracted",
        "level": "error",
        "key": "key",
        "identifier": "doi:10.5555/x",
        "file": "lists/list.md",
        "line": 7,
        "written": "https://doi.org/10.5555/x",
        "message": "key: retracted",
        "ignored": {"reason": "an example", "until": "2027-06-30"},
    } == first
    assert None is second["ignored"]


def test_lines_read_as_compilers_print_and_leave_out_what_is_ignored() -> None:
    printed = as_lines([finding_of(fault=Fault.LOST, told="gone"), finding_of(ignored=IGNORE)])
    assert b"lists/list.md:7: lost: key: gone\n" == printed


@pytest.mark.parametrize("printed", [as_lines, as_annotations])
def test_a_check_has_the_name_by_which_it_is_ignored(printed: Any) -> None:
    text = printed([finding_of(fault=Fault.WRONG_TITLE)]).decode()
    assert ("wrong-title" in text, "wrong title" in text) == (True, False)


def test_json_has_a_title_whole_of_which_the_first_word_was_kept() -> None:
    title = "Mary Little: On Lambs"
    seed = Seed(None, "Mary", Origin("list.txt", 1), claim=Claim(title=title))
    (found,) = json.loads(as_json([Finding(Fault.DOUBTFUL_MATCH, seed, "told")]))
    assert (title, f"{title}: told") == (found["written"], found["message"])


@pytest.mark.parametrize(
    ("fault", "command"),
    [(Fault.RETRACTED, "error"), (Fault.CONCERN, "warning"), (Fault.CORRECTED, "notice")],
)
def test_an_annotation_is_a_command_of_its_level(fault: Fault, command: str) -> None:
    printed = as_annotations([finding_of(fault=fault), finding_of(ignored=IGNORE)]).decode()
    expected = f"::{command} file=lists/list.md,line=7,title={fault}::key: retracted\n"
    assert expected == printed


def test_an_annotation_escapes_what_would_end_it() -> None:
    printed = as_annotations([finding_of("a,b:c%.md", told="50%\r\n::error::x")]).decode()
    expected = "::error file=a%2Cb%3Ac%25.md,line=7,title=retracted::key: 50%25%0D%0A::error::x\n"
    assert expected == printed


@pytest.mark.parametrize("file", ["https://list.example.org/list.md", "standard input"])
def test_an_annotation_of_what_is_no_file_has_no_place(file: str) -> None:
    printed = as_annotations([finding_of(file)]).decode()
    assert "::error title=retracted::key: retracted\n" == printed


@pytest.mark.parametrize("printed", [as_lines, as_annotations, as_json, as_sarif])
def test_nothing_printed_plays_with_a_terminal(printed: Any) -> None:
    text = printed([finding_of(f"{HOSTILE}\udcff.md", told=HOSTILE)]).decode()
    assert all(character.isprintable() or character == "\n" for character in text)


def test_what_scripts_read_is_told_as_it_was() -> None:
    hostile = finding_of(told=f"{HOSTILE}\U000e0001")
    (found,) = json.loads(as_json([hostile]))
    (result,) = run_of(hostile)["results"]
    assert f"key: {hostile.told}" == found["message"] == result["message"]["text"]


def test_a_hostile_title_is_one_line() -> None:
    assert 1 == as_lines([finding_of(told=HOSTILE)]).count(b"\n")
    assert 1 == as_annotations([finding_of(told=HOSTILE)]).count(b"\n")
