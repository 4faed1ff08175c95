"""What is kept to save time, and not believed where it is not whole."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import msgspec

from enrich.keepsakes import keep, recall


class Kept(msgspec.Struct, frozen=True):
    """Something worth keeping."""

    words: str
    number: int


VALUE = Kept("sheep", 7)


def names_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_what_was_kept_is_recalled(tmp_path: Path) -> None:
    keep(tmp_path / "cache/kept", VALUE)
    assert VALUE == recall(tmp_path / "cache/kept", Kept)
    assert ["kept"] == names_in(tmp_path / "cache")


def test_whatever_is_damaged_is_not_recalled(tmp_path: Path) -> None:
    file, random = tmp_path / "kept", Random(1)
    keep(file, VALUE)
    whole = file.read_bytes()
    for at in range(len(whole)):
        damaged = bytearray(whole)
        damaged[at] ^= 1 << random.randrange(8)
        file.write_bytes(damaged)
        assert recall(file, Kept) is None
    file.write_bytes(whole[:-1])
    assert recall(file, Kept) is None


def test_what_is_no_file_is_neither_read_nor_in_the_way(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder", "nothing"):
        assert recall(tmp_path / name, Kept) is None
    keep(tmp_path / "folder", VALUE)
    assert {"pipe", "folder"} == set(names_in(tmp_path))


def test_what_can_not_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    keep(tmp_path / "kept", Kept("\udce9", 7))
    assert [] == names_in(tmp_path)


class Other(msgspec.Struct, frozen=True):
    """Something else."""

    words: int


def test_another_sort_of_thing_is_not_recalled(tmp_path: Path) -> None:
    keep(tmp_path / "kept", VALUE)
    assert recall(tmp_path / "kept", Other) is None
