"""The lock file read from its copy, as long as that is of the same bytes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from enrich import recall
from enrich.lockfile import LOCK_FILE, Became, Lock, Locked, Rest, Shown, read_lock
from enrich.recall import recall_lock

DAY = dt.date(2026, 11, 21)
# More than the smallest file that is worth a copy.
LOCK = Lock(
    tuple(
        Locked(
            key=f"key{number:05}",
            names=(f"arxiv:2101.{number:05}", f"doi:10.5555/{number:05}"),
            first_seen=DAY,
            first_name=f"arxiv:2101.{number:05}",
            left=DAY if number % 3 else None,
            shown=Shown("published", f"doi:10.5555/{number:05}"),
            became=Became(f"doi:10.5555/{number:05}", "author"),
            notices=("retraction doi:10.5555/r 2021",),
            rests=(Rest("crossref", f"doi:10.5555/{number:05}", "0" * 16, is_lost=True),),
        )
        for number in range(1000)
    )
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / LOCK_FILE
    file.write_text(LOCK.text, encoding="utf-8")
    return file


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "cache/enrich.lock.copy"


def counting(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Count how often the lock file itself is read."""
    read: list[Path] = []

    def reading(path: Path) -> Lock | None:
        read.append(path)
        return read_lock(path)

    monkeypatch.setattr(recall, "read_lock", reading)
    return read


def test_what_is_recalled_is_what_was_read(
    path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = counting(monkeypatch)
    assert [LOCK, LOCK] == [recall_lock(path, copy) for _ in range(2)]
    assert [path] == read


def test_a_file_that_changed_is_read_anew(path: Path, copy: Path) -> None:
    recall_lock(path, copy)
    shorter = Lock(LOCK.works[1:])
    path.write_text(shorter.text, encoding="utf-8")
    assert shorter == recall_lock(path, copy)


@pytest.mark.parametrize("kept", [b"", b"\xc1", b"\x93\xa11\xc4\x00\x90"])
def test_a_copy_that_is_none_is_not_believed(path: Path, copy: Path, kept: bytes) -> None:
    recall_lock(path, copy)
    copy.write_bytes(kept)
    assert LOCK == recall_lock(path, copy)


def test_where_no_copy_can_be_kept_the_file_is_read(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert LOCK == recall_lock(path, tmp_path / "file/copy")


def test_without_a_lock_file_there_is_none(tmp_path: Path, copy: Path) -> None:
    assert recall_lock(tmp_path / LOCK_FILE, copy) is None
