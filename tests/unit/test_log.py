"""The log of a run: lines of JSON, without what is not for everybody to read."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from enrich.answers import Answer, Failure, Reason, Standing
from enrich.cli._log import RunLog
from enrich.errors import ConfigError
from enrich.identifiers import Doi
from enrich.library import Library
from enrich.watching import Asked, Pause


def events(file: Path) -> list[dict[str, object]]:
    """Read a log."""
    return [msgspec.json.decode(line) for line in file.read_bytes().splitlines()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "run.jsonl"


def test_a_log_tells_how_the_run_began_and_ended(file: Path) -> None:
    RunLog(file, "refresh").ends(10)
    begins, ends = events(file)
    assert ("run begins", "refresh", os.getpid()) == (
        begins["event"],
        begins["command"],
        begins["process"],
    )
    assert ("run ends", 10, {}) == (ends["event"], ends["code"], ends["requests"])


def test_each_line_has_a_time_with_its_zone_a_level_and_an_event(file: Path) -> None:
    log = RunLog(file, "get")
    log.waits("arxiv", 2.5, Pause.PACE)
    log.gives_up("arxiv", "arxiv: answered 503")
    log.ends(3)
    for one in events(file):
        assert str(one["time"]).endswith("Z")
        assert ["time", "level", "event"] == list(one)[:3]


def test_runs_are_added_to_what_is_there(file: Path) -> None:
    RunLog(file, "refresh").ends(0)
    before = file.read_bytes()
    RunLog(file, "nightly").ends(0)
    assert file.read_bytes().startswith(before)
    assert ["refresh", "nightly"] == [one["command"] for one in events(file) if "command" in one]


@pytest.mark.parametrize("text", ["# A list\n", "[]", "@article{x}", " {"])
def test_what_is_no_log_is_left_as_it_is(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="is no log, and is left as it is"):
        RunLog(file, "refresh")
    assert text == file.read_text(encoding="utf-8")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(ConfigError, match="is no file"):
        RunLog(pipe, "refresh")


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere/run\.jsonl: can't be written"):
        RunLog(tmp_path / "nowhere/run.jsonl", "refresh")


@pytest.mark.parametrize(
    ("why", "event", "level"),
    [
        (Pause.PACE, "waits", "debug"),
        (Pause.TOLD, "waits", "warning"),
        (Pause.AGAIN, "retries", "warning"),
    ],
)
def test_a_wait_is_told_with_its_reason(file: Path, why: Pause, event: str, level: str) -> None:
    RunLog(file, "refresh").waits("crossref", 1.23456, why)
    told = events(file)[-1]
    del told["time"]
    assert {
        "level": level,
        "event": event,
        "source": "crossref",
        "seconds": 1.235,
        "why": why.value,
    } == told


def test_a_failed_request_is_a_warning(file: Path) -> None:
    log = RunLog(file, "refresh")
    request = Asked(source="crossref", url="https://x.org/works?...", wanted=7, seconds=0.5)
    log.asked(msgspec.structs.replace(request, status=200, size=12))
    log.asked(msgspec.structs.replace(request, status=429, failure="crossref: answered 429"))
    _, good, bad = events(file)
    assert ("info", 200, 12, 7) == (good["level"], good["status"], good["bytes"], good["wanted"])
    assert ("warning", 429, "crossref: answered 429") == (bad["level"], bad["status"], bad["why"])
    log.ends(0)
    assert {"crossref": 2} == events(file)[-1]["requests"]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("write to me.too@example.org, please", "write to ..., please"),
        ("(mailto:me@example.org)", "(mailto:...)"),
        (
            "led to https://user:pass@example.org/a?key=1#x now",
            "led to https://example.org/a?... now",
        ),
        ("crossref: answered 429", "crossref: answered 429"),
    ],
)
def test_neither_persons_nor_secrets_are_written_down(file: Path, said: str, written: str) -> None:
    log = RunLog(file, "refresh")
    log.gives_up("crossref", said)
    log.fails(said)
    assert [written, written] == [one["why"] for one in events(file)[1:]]


def test_answers_are_counted_by_source_and_standing(file: Path) -> None:
    log = RunLog(file, "refresh")
    doi = Doi("10.5555/x")
    for standing in (Standing.NEW, Standing.FRESH, Standing.FRESH):
        log.comes(Answer("crossref", doi, b"{}", None, standing))
    log.comes(Failure("arxiv", doi, Reason.OFFLINE, "not asked"))
    log.resolves(Library((), ()))
    assert [
        ("crossref", {"new": 1, "fresh": 2}),
        ("arxiv", {"offline": 1}),
    ] == [(one["source"], one["counts"]) for one in events(file) if one["event"] == "answers"]


def test_a_full_disk_ends_the_log_and_not_the_run(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log = RunLog(file, "refresh")

    def full(_: int, __: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    log.gives_up("arxiv", "x")
    log.ends(0)
    told = f"{file}: can't be written (No space left on device); the run goes on without\n"
    assert told == capsys.readouterr().err
