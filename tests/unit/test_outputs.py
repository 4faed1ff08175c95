"""Files are written together or not at all, and left alone when nothing changes."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from enrich.errors import OutputError
from enrich.outputs import recover, write_files


def _snapshot(folder: Path) -> dict[str, bytes | None]:
    return {one.name: one.read_bytes() if one.is_file() else None for one in folder.iterdir()}


def _aged(path: Path) -> int:
    os.utime(path, ns=(10**18, 10**18))
    return path.stat().st_mtime_ns


def test_new_files_are_written_and_given_back(tmp_path: Path) -> None:
    written = write_files(tmp_path, {"a": "one\n", "b": "zw\u00f6lf\n"})
    assert (tmp_path / "a", tmp_path / "b") == written
    assert {"a": b"one\n", "b": "zw\u00f6lf\n".encode()} == _snapshot(tmp_path)


def test_the_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    write_files(tmp_path / "x/y", {"a": "one"})
    assert "one" == (tmp_path / "x/y/a").read_text()


def test_line_ends_are_written_as_they_stand(tmp_path: Path) -> None:
    write_files(tmp_path, {"a": "one\ntwo\r\n"})
    assert b"one\ntwo\r\n" == (tmp_path / "a").read_bytes()


def test_nothing_to_write_writes_nothing(tmp_path: Path) -> None:
    assert () == write_files(tmp_path, {})
    assert {} == _snapshot(tmp_path)


def test_changed_files_are_given_back_alone(tmp_path: Path) -> None:
    write_files(tmp_path, {"a": "one", "b": "two"})
    assert (tmp_path / "b",) == write_files(tmp_path, {"a": "one", "b": "three"})


def test_unchanged_bytes_keep_the_time(tmp_path: Path) -> None:
    write_files(tmp_path, {"a": "one", "b": "two"})
    before = _aged(tmp_path / "a")
    write_files(tmp_path, {"a": "one", "b": "three"})
    assert before == (tmp_path / "a").stat().st_mtime_ns


def test_unchanged_bytes_keep_the_very_file(tmp_path: Path) -> None:
    write_files(tmp_path, {"a": "one"})
    before = (tmp_path / "a").stat().st_ino
    write_files(tmp_path, {"a": "one"})
    assert before == (tmp_path / "a").stat().st_ino


def test_other_files_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    write_files(tmp_path, {"a": "one"})
    assert {"a": b"one", "mine": b"mine"} == _snapshot(tmp_path)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    write_files(tmp_path, {"a": "one"})
    (tmp_path / "a").chmod(mode)
    write_files(tmp_path, {"a": "two"})
    assert mode == (tmp_path / "a").stat().st_mode & 0o777


def test_a_new_file_has_the_mode_that_any_new_file_has(tmp_path: Path) -> None:
    (tmp_path / "any").touch()
    write_files(tmp_path, {"a": "one"})
    assert (tmp_path / "any").stat().st_mode == (tmp_path / "a").stat().st_mode


@pytest.mark.parametrize("blocked", ["a", "b", "c"])
def test_if_one_target_is_a_folder_none_is_written(tmp_path: Path, blocked: str) -> None:
    for name in {"a", "b", "c"} - {blocked}:
        (tmp_path / name).write_text("old")
    (tmp_path / blocked).mkdir()
    before = _snapshot(tmp_path)
    with pytest.raises(OutputError, match="nothing was written"):
        write_files(tmp_path, dict.fromkeys("abc", "new"))
    assert before == _snapshot(tmp_path)


def test_a_message_names_the_target_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(OutputError, match=str(tmp_path / "b")):
        write_files(tmp_path, {"a": "new", "b": "new"})


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("old")
    with pytest.raises(OutputError, match="can't be written"):
        write_files(tmp_path / "x", {"a": "new"})
    assert {"x": b"old"} == _snapshot(tmp_path)


@pytest.mark.parametrize("failing", ["a", "b"])
def test_if_one_rename_fails_the_others_are_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").write_text("old")
    replace = Path.replace

    def fail_at_one(path: Path, target: Path) -> Path:
        if target.name == failing and not path.name.endswith(".kept"):
            raise OSError(errno.EIO, "Input/output error", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail_at_one)
    with pytest.raises(OutputError, match="Input/output error"):
        write_files(tmp_path, {"a": "new", "b": "new", "c": "new"})
    assert {"a": b"old", "b": b"old"} == _snapshot(tmp_path)


def test_if_a_later_rename_fails_a_new_file_goes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def fail_at_b(path: Path, target: Path) -> Path:
        if target.name == "b":
            raise OSError(errno.EIO, "Input/output error", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail_at_b)
    with pytest.raises(OutputError):
        write_files(tmp_path, {"a": "new", "b": "new"})
    assert {} == _snapshot(tmp_path)


def test_a_full_disk_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = f"{tmp_path / 'a'}: can't be written (No space left on device)"
    with pytest.raises(OutputError, match=re.escape(said)):
        write_files(tmp_path, {"a": "new", "b": "new"})
    assert {"a": b"old"} == _snapshot(tmp_path)


def test_an_interruption_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("old")
    replace = Path.replace

    def interrupt_at_b(path: Path, target: Path) -> Path:
        if target.name == "b":
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", interrupt_at_b)
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path, {"a": "new", "b": "new"})
    assert {"a": b"old"} == _snapshot(tmp_path)


def test_a_file_system_without_hard_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("old")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_files(tmp_path, {"a": "new"})
    assert {"a": b"new"} == _snapshot(tmp_path)


def test_a_link_to_a_file_elsewhere_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis/refs.bib").write_text("old")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a").symlink_to("../thesis/refs.bib")
    write_files(tmp_path / "out", {"a": "new"})
    assert (True, "new") == (
        (tmp_path / "out/a").is_symlink(),
        (tmp_path / "thesis/refs.bib").read_text(),
    )


def test_text_that_no_encoding_holds_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(OutputError):
        write_files(tmp_path, {"a": "\ud800"})
    assert {"a": b"old"} == _snapshot(tmp_path)


# Killed at any point

NAMES = ("lock", "bib", "csl")
OLD = {"lock": b"old lock", "bib": b"old bib"}
NEW = {"lock": b"new lock", "bib": b"new bib", "csl": b"new csl"}
_STEPS = ("open", "os.", "shutil.")


def _killed_at(step: int, run: Callable[[], object]) -> bool:
    """Run in a child that is killed at a step that changes or syncs files; say whether it was."""
    child = os.fork()
    if child == 0:
        _die_at(step)
        try:
            run()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _die_at(step: int) -> None:
    steps = count(1)

    def take() -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    _at_each_step(take)


def _at_each_step(take: Callable[[], None]) -> None:
    """Do this before each step of the system; only a child that is about to end is changed."""

    def watch(event: str, _: object) -> None:
        if event.startswith(_STEPS):
            take()

    sync = os.fsync

    def watched_sync(handle: int) -> None:
        take()
        sync(handle)

    os.fsync = watched_sync  # type: ignore[assignment]
    sys.addaudithook(watch)


def _refuse_links() -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    os.link = refuse


def _refuse_the_last_rename() -> None:
    replace = os.replace

    def fail_at_csl(path: Path, target: Path) -> None:
        if Path(target).name == "csl":
            raise OSError(errno.EIO, "Input/output error", str(target))
        replace(path, target)

    os.replace = fail_at_csl  # type: ignore[assignment]


def _refuse_links_and_the_last_rename() -> None:
    _refuse_links()
    _refuse_the_last_rename()


def _nothing_is_refused() -> None:
    pass


def _old(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, body in OLD.items():
        (folder / name).write_bytes(body)
        (folder / name).chmod(0o600)


def _read(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in NAMES if (folder / name).exists()}


def _killed_folders(root: Path, refuse: Callable[[], None]) -> Iterator[Path]:
    """Give a folder for each step at which writing three files over two can be killed."""
    for step in count(1):
        folder = root / str(step)
        _old(folder)

        def write(folder: Path = folder) -> None:
            refuse()
            write_files(folder, NEW)

        assert step < 300
        if not _killed_at(step, write):
            assert step > 30
            return
        yield folder


@pytest.mark.parametrize(
    ("refuse", "ends"),
    [
        pytest.param(_nothing_is_refused, [OLD, NEW], id="usual"),
        pytest.param(_refuse_links, [OLD, NEW], id="no links", marks=pytest.mark.slow),
        # What was begun and not yet turned back goes on.
        pytest.param(_refuse_the_last_rename, [OLD, NEW], id="error", marks=pytest.mark.slow),
        pytest.param(
            _refuse_links_and_the_last_rename,
            [OLD, NEW],
            id="no links, error",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_killed_at_any_step_the_old_set_or_the_new_one_is_there_whole(
    tmp_path: Path, refuse: Callable[[], None], ends: list[dict[str, bytes]]
) -> None:
    seen = []
    for folder in _killed_folders(tmp_path, refuse):
        for name, body in _read(folder).items():
            assert body in {OLD.get(name), NEW[name]}
        recover(folder, NAMES)
        seen.append(_snapshot(folder))
        assert seen[-1] in ends
    assert all(end in seen for end in ends)


@pytest.mark.slow
def test_killed_at_any_step_while_it_recovers_the_next_run_recovers(tmp_path: Path) -> None:
    seen = []
    for folder in _killed_folders(tmp_path / "first", _nothing_is_refused):
        if not (folder / ".enrich-journal").exists():
            continue
        for step in count(1):
            copy = tmp_path / f"{folder.name}-{step}"
            copy.mkdir()
            for path in folder.iterdir():
                os.link(path, copy / path.name)
            killed = _killed_at(step, partial(recover, copy, NAMES))
            recover(copy, NAMES)
            seen.append(_snapshot(copy))
            if not killed:
                break
    assert seen
    assert [NEW] * len(seen) == seen


@pytest.mark.slow
def test_killed_at_any_step_a_linked_file_goes_with_the_others(tmp_path: Path) -> None:
    seen = []
    for step in count(1):
        folder, thesis = tmp_path / f"{step}/out", tmp_path / f"{step}/thesis"
        _old(folder)
        thesis.mkdir()
        (folder / "bib").rename(thesis / "refs.bib")
        (folder / "bib").symlink_to("../thesis/refs.bib")
        killed = _killed_at(step, partial(write_files, folder, NEW))
        recover(folder, NAMES)
        assert (folder / "bib").is_symlink()
        assert ["refs.bib"] == [path.name for path in thesis.iterdir()]
        seen.append(_read(folder))
        if not killed:
            break
    assert [OLD, NEW] == [one for one in (OLD, NEW) if one in seen]
    assert all(one in (OLD, NEW) for one in seen)


@pytest.mark.slow
def test_the_next_write_recovers_by_itself(tmp_path: Path) -> None:
    for folder in _killed_folders(tmp_path, _nothing_is_refused):
        written = write_files(folder, NEW)
        assert NEW == _snapshot(folder)
        assert set(written) <= {folder / name for name in NAMES}


def test_files_are_renamed_in_the_order_given(tmp_path: Path) -> None:
    _old(tmp_path / "out")
    order = []
    for folder in _killed_folders(tmp_path, _nothing_is_refused):
        now = _read(folder)
        order.append([name for name in NAMES if now.get(name) == NEW[name]])
    assert [[], ["lock"], ["lock", "bib"], ["lock", "bib", "csl"]] == [
        one for place, one in enumerate(order) if one not in order[:place]
    ]


# A disk that fails at any point


def _failing(step: int, run: Callable[[], object], *, lasting: bool) -> str:
    """Run in a child for whom a step fails, and all after it if that lasts; give what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            said = _said_when_failing(step, run, lasting=lasting)
            os.write(writing, said.encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


def _said_when_failing(step: int, run: Callable[[], object], *, lasting: bool) -> str:
    steps, failed = count(1), []

    def take() -> None:
        number = next(steps)
        if number == step or (lasting and number > step):
            failed.append(number)
            raise OSError(errno.ENOSPC, "No space left on device")

    _at_each_step(take)
    try:
        run()
    except OutputError as error:
        return str(error)
    return "done" if failed else "done without a failure"


@pytest.mark.slow
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "for good"])
def test_where_any_step_fails_the_old_set_or_the_new_one_is_there_and_it_is_told_which(
    tmp_path: Path, *, lasting: bool
) -> None:
    seen = []
    for step in count(1):
        folder = tmp_path / str(step)
        _old(folder)
        said = _failing(step, partial(write_files, folder, NEW), lasting=lasting)
        if said == "done without a failure":
            break
        if said.endswith("nothing was written"):
            assert OLD == _read(folder), step
        else:
            assert said == "done" or said.endswith("run again to set it right"), (step, said)
        recover(folder, NAMES)
        seen.append((said.rpartition("; ")[2], _snapshot(folder)))
        assert seen[-1][1] in (OLD, NEW), (step, said)
    assert {"nothing was written"} < {said for said, _ in seen}
    assert step > 30
    assert [] == [said for said, end in seen if said == "done" and end != NEW]


@pytest.mark.slow
def test_where_any_step_of_recovering_fails_the_next_run_recovers(tmp_path: Path) -> None:
    seen = set()
    for folder in _killed_folders(tmp_path / "first", _nothing_is_refused):
        if not (folder / ".enrich-journal").exists():
            continue
        for step in count(1):
            copy = tmp_path / f"{folder.name}-{step}"
            copy.mkdir()
            for path in folder.iterdir():
                os.link(path, copy / path.name)
            said = _failing(step, partial(recover, copy, NAMES), lasting=True)
            recover(copy, NAMES)
            assert NEW == _snapshot(copy), (folder.name, step, said)
            seen.add(said.rpartition("; ")[2])
            if said == "done without a failure":
                break
    assert "put that right and run again" in seen


# What is found in a folder


def _dead() -> int:
    """Give the number of a process that is no more."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return child


def _digest(body: bytes) -> str:
    return sha256(body).hexdigest()


def _change(name: str, new: bytes = b"new", kept: bytes | None = b"old") -> dict[str, object]:
    return {"name": name, "kept": _digest(kept) if kept is not None else None, "new": _digest(new)}


def _begun(
    folder: Path, *changes: dict[str, object], process: int = 7, name: str = ".enrich-journal"
) -> Path:
    journal = folder / name
    journal.write_text(json.dumps({"process": process, "changes": changes}))
    return journal


def test_a_journal_brings_the_new_files_in(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / ".a.7.new").write_text("new")
    (tmp_path / ".a.7.kept").write_text("old")
    _begun(tmp_path, _change("a"))
    recover(tmp_path, ["a", "b"])
    assert {"a": b"new"} == _snapshot(tmp_path)


def test_a_journal_that_was_turned_round_brings_the_old_files_back(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("new")
    (tmp_path / ".a.7.kept").write_text("old")
    _begun(tmp_path, _change("a"), _change("b", kept=None), name=".enrich-undo")
    recover(tmp_path, ["a", "b"])
    assert {"a": b"old"} == _snapshot(tmp_path)


@pytest.mark.parametrize("name", ["b", "../b", "/b", "", ".", "..", "x/../a", "a\0"])
def test_a_journal_may_not_name_what_is_not_written_here(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a").write_text("old")
    (folder / ".a.7.new").write_text("new")
    (tmp_path / "b").write_text("old")
    (tmp_path / ".b.7.new").write_text("new")
    journal = _begun(folder, _change("a"), _change(name))
    before = _snapshot(folder), _snapshot(tmp_path)
    with pytest.raises(OutputError, match=f"{journal}: .*; delete it and run again"):
        recover(folder, ["a"])
    assert before == (_snapshot(folder), _snapshot(tmp_path))


@pytest.mark.parametrize("spoilt", ["target", "new file", "no new file", "link"])
def test_a_journal_whose_digests_do_not_match_is_refused(tmp_path: Path, spoilt: str) -> None:
    new = tmp_path / ".b.7.new"
    for name in ("a", "b"):
        (tmp_path / name).write_text("old")
        (tmp_path / f".{name}.7.new").write_text("new")
    if spoilt == "target":
        (tmp_path / "b").write_text("mine")
    elif spoilt == "new file":
        new.write_text("theirs")
    else:
        new.unlink()
    if spoilt == "link":
        (tmp_path / "elsewhere").write_text("new")
        new.symlink_to(tmp_path / "elsewhere")
    _begun(tmp_path, _change("a"), _change("b"))
    before = _snapshot(tmp_path)
    with pytest.raises(OutputError, match=r"changed since; delete it and run again"):
        recover(tmp_path, ["a", "b"])
    assert before == _snapshot(tmp_path)


def test_a_journal_can_not_bring_a_file_through_a_link_that_came_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "cloned"
    folder.mkdir()
    (tmp_path / "profile").write_text("old")
    (folder / "a").symlink_to(tmp_path / "profile")
    (folder / ".a.7.new").write_text("new")
    (folder / ".profile.7.new").write_text("new")
    _begun(folder, _change("a"))
    with pytest.raises(OutputError):
        recover(folder, ["a"])
    assert "old" == (tmp_path / "profile").read_text()


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "\xff", '{"process": 7}', "[" * 9999])
def test_a_damaged_journal_goes_and_changes_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / ".enrich-journal").write_text(text, encoding="latin-1")
    recover(tmp_path, ["a"])
    assert {"a": b"old"} == _snapshot(tmp_path)


def test_a_pipe_in_the_place_of_a_file_leaves_all_files(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    os.mkfifo(tmp_path / "b")
    with pytest.raises(OutputError, match=r"/b: can't be written \(it is no file\)"):
        write_files(tmp_path, {"a": "new", "b": "new"})
    assert (tmp_path / "b").is_fifo()
    assert {"a", "b"} == {one.name for one in tmp_path.iterdir()}
    assert "old" == (tmp_path / "a").read_text()


def test_a_journal_that_is_a_link_or_a_pipe_goes_unread(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("mine")
    (tmp_path / ".enrich-journal").symlink_to("elsewhere")
    os.mkfifo(tmp_path / ".enrich-undo")
    recover(tmp_path, ["a"])
    assert {"elsewhere": b"mine"} == _snapshot(tmp_path)


def test_a_journal_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / ".enrich-journal").mkdir()
    with pytest.raises(OutputError, match=r"\.enrich-journal: .*; put that right and run again"):
        recover(tmp_path, ["a"])


def test_files_that_are_already_new_are_not_touched_again(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("new")
    before = _aged(tmp_path / "a")
    _begun(tmp_path, _change("a"))
    recover(tmp_path, ["a"])
    assert before == (tmp_path / "a").stat().st_mtime_ns


def test_a_recovered_file_has_the_mode_of_the_old_one(tmp_path: Path) -> None:
    modes = set()
    for folder in _killed_folders(tmp_path, _nothing_is_refused):
        recover(folder, NAMES)
        modes.add((folder / "bib").stat().st_mode & 0o777)
    assert {0o600} == modes


def test_what_dead_runs_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    dead, alive = _dead(), os.getpid()
    swept = [f".a.{dead}.new", f".a.{dead}.kept", f".b.{dead}.new"]
    stays = [
        *(f".a.{alive}.new", f".a.{alive}.kept", ".a.1.new"),
        *(f".c.{dead}.new", f"a.{dead}.new", f".a.{dead}.old", ".a.new", ".a.x.new", ".a.0.new"),
        f".a.{dead}.new.txt",
    ]
    for name in (*swept, *stays):
        (tmp_path / name).write_text("left")
    recover(tmp_path, ["a", "b"])
    assert sorted(stays) == sorted(_snapshot(tmp_path))


def test_what_dead_runs_left_beside_a_linked_file_is_swept(tmp_path: Path) -> None:
    dead = _dead()
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis/refs.bib").write_text("old")
    (tmp_path / f"thesis/.refs.bib.{dead}.new").write_text("left")
    (tmp_path / "a").symlink_to("thesis/refs.bib")
    recover(tmp_path, ["a"])
    assert {"refs.bib": b"old"} == _snapshot(tmp_path / "thesis")


@pytest.mark.parametrize("place", ["none", "file"])
def test_where_there_is_no_folder_there_is_nothing_to_recover(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("mine")
    recover(tmp_path / place, ["a"])
    assert {"file": b"mine"} == _snapshot(tmp_path)


def test_a_file_of_another_sort_is_written_beside_a_journal_that_does_not_name_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / ".a.7.new").write_text("new")
    journal = _begun(tmp_path, _change("a"))
    write_files(tmp_path, {"LIST.md": "list"})
    assert ("list", True) == ((tmp_path / "LIST.md").read_text(), journal.exists())
    recover(tmp_path, ["a"])
    assert "new" == (tmp_path / "a").read_text()


def test_if_the_old_files_can_not_be_put_back_the_next_run_does_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _old(tmp_path / "out")
    replace = Path.replace

    def fail(path: Path, target: Path) -> Path:
        if target.name == "csl" or path.name.endswith(".kept"):
            raise OSError(errno.EIO, "Input/output error", str(target))
        return replace(path, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", fail)
        with pytest.raises(OutputError, match="run again to set it right"):
            write_files(tmp_path / "out", NEW)
    recover(tmp_path / "out", NAMES)
    assert OLD == _snapshot(tmp_path / "out")


def test_everything_is_on_the_disk_before_the_journal_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _old(tmp_path / "out")
    steps: list[str] = []
    replace, sync = Path.replace, os.fsync

    def watched_replace(path: Path, target: Path) -> Path:
        steps.append(target.name)
        return replace(path, target)

    def watched_sync(handle: int) -> None:
        steps.append("sync")
        sync(handle)

    monkeypatch.setattr(Path, "replace", watched_replace)
    monkeypatch.setattr(os, "fsync", watched_sync)
    write_files(tmp_path / "out", NEW)
    journal = steps.index(".enrich-journal")
    assert (["sync"] * 5, "sync") == (steps[:journal], steps[journal + 1])
    assert [*NAMES, "sync", "sync"] == steps[journal + 2 :]
