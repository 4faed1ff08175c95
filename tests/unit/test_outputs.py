"""Files are written together or not at all, and left alone when nothing changes."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from enrich.errors import OutputError
from enrich.outputs import write_files


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
    with pytest.raises(OutputError, match="the library is as it was"):
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
    with pytest.raises(OutputError, match="No space left on device"):
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
