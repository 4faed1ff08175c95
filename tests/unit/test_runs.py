"""One run at a time, and who it is."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from enrich.errors import OutputError
from enrich.runs import alone, held, in_turn

SINCE = "2026-01-31T12:00:00Z"


def _note(path: Path, **changes: object) -> Path:
    said: dict[str, object] = {
        "process": os.getpid(),
        "host": socket.gethostname(),
        "since": SINCE,
        "command": "enrich refresh",
    }
    note = path.with_suffix(".holder")
    note.write_text(json.dumps(said | changes))
    return note


def _refusal(path: Path) -> str:
    with pytest.raises(OutputError) as error, alone(path):
        pass
    return str(error.value)


@contextmanager
def _child_at_work(path: Path) -> Iterator[int]:
    """Fork a process that holds the lock until it is killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with alone(path):
                os.write(writing, b"!")
                signal.pause()
        finally:
            os._exit(1)
    os.read(reading, 1)
    try:
        yield child
    finally:
        os.close(reading)
        os.close(writing)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_a_folder_is_held_by_one_and_free_when_that_is_done(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with (
        held(folder),
        pytest.raises(OutputError, match=f"{folder}: another run is at work here"),
        held(folder),
    ):
        pass
    with held(folder):
        assert [] == list(folder.iterdir())
    assert not folder.exists()


def test_a_folder_that_can_t_be_made_is_told_when_it_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with held(tmp_path / "file/data"):
        pass


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run.lock"


def test_the_process_at_work_is_named(path: Path) -> None:
    with _child_at_work(path) as child:
        said = _refusal(path)
    assert said.startswith(f"{path}: another run is at work here (")
    assert f"process {child}, since {dt.datetime.now().astimezone():%Y-%m-%d}" in said
    assert said.endswith("; wait until it is done")


def test_the_lock_of_a_killed_process_is_free_and_its_note_goes(path: Path) -> None:
    with _child_at_work(path):
        pass
    assert path.with_suffix(".holder").exists()
    with alone(path):
        note = json.loads(path.with_suffix(".holder").read_text())
    assert os.getpid() == note["process"]
    assert not path.with_suffix(".holder").exists()


def test_a_note_that_a_dead_process_left_names_nobody(path: Path) -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    _note(path, process=child)
    with FileLock(path):
        assert f"{path}: another run is at work here; wait until it is done" == _refusal(path)


def test_a_run_on_another_machine_is_named_with_it(path: Path) -> None:
    _note(path, host="elsewhere", process=12)
    with FileLock(path):
        assert "process 12 on 'elsewhere', since 2026-01-31" in _refusal(path)


@pytest.mark.parametrize(
    "changes",
    [
        {"process": 0},
        {"process": -1},
        {"process": 2**70},
        {"process": "1"},
        {"since": "soon"},
        {"since": None},
        {"command": 1},
        {"command": "x" * 5000},
    ],
)
def test_a_note_that_is_none_names_nobody(path: Path, changes: dict[str, object]) -> None:
    _note(path, **changes)
    with FileLock(path):
        assert f"{path}: another run is at work here; wait until it is done" == _refusal(path)


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_note_from_an_absurd_time_is_no_trouble(path: Path, since: str) -> None:
    _note(path, since=since)
    with FileLock(path):
        assert "another run is at work here" in _refusal(path)


def test_a_note_shows_no_control_characters(path: Path) -> None:
    _note(path, command="\x1b[31mred\n", host="\u202ehost")
    with FileLock(path):
        assert _refusal(path).isprintable()


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda one: one.symlink_to("/dev/zero")])
def test_what_is_no_note_is_neither_read_nor_in_the_way(path: Path, make: object) -> None:
    assert callable(make)
    make(path.with_suffix(".holder"))
    with FileLock(path):
        assert "another run is at work here; wait" in _refusal(path)
    with alone(path):
        pass


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
@pytest.mark.parametrize("lock", [alone, in_turn])
def test_what_is_no_file_is_no_lock(path: Path, lock: object, make: object) -> None:
    assert callable(lock)
    assert callable(make)
    path.parent.mkdir(exist_ok=True)
    make(path)
    with pytest.raises(OutputError, match=f"{path}: is no file"), lock(path):
        pass


def test_what_is_done_in_turn_waits_for_the_one_before(path: Path) -> None:
    done: list[str] = []

    def second() -> None:
        with in_turn(path):
            done.append("second")

    later = threading.Thread(target=second)
    with in_turn(path):
        later.start()
        later.join(0.1)
        done.append("first")
    later.join()
    assert ["first", "second"] == done


def test_a_link_in_the_place_of_the_note_is_not_written_through(path: Path) -> None:
    precious = path.with_name("precious")
    precious.write_text("mine")
    path.with_suffix(".holder").symlink_to(precious)
    with alone(path):
        assert "mine" == precious.read_text()
    assert "mine" == precious.read_text()


def test_what_was_given_to_the_command_is_not_noted(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [
        "/usr/bin/enrich",
        "refresh",
        "https://me:secret@example.org/list.md",
        "--mailto=a@b.c",
    ]
    monkeypatch.setattr("sys.argv", given)
    with alone(path):
        assert "enrich refresh" == json.loads(path.with_suffix(".holder").read_text())["command"]


def test_a_run_that_fails_lets_go(path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), alone(path):
        raise KeyboardInterrupt
    assert [path] == list(path.parent.iterdir())
    with alone(path):
        pass


def test_a_note_that_cannot_be_written_is_no_reason_not_to_work(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", refuse)
    with alone(path):
        assert [path] == list(path.parent.iterdir())


def test_a_lock_that_can_not_be_made_is_told(path: Path) -> None:
    path.write_text("no folder")
    assert f"{path}/run.lock: can't be made (File exists)" in _refusal(path / "run.lock")
