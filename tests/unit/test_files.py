"""What is a file, and what only stands in the place of one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from enrich.files import NoFile, plain, plain_if_there


def test_a_file_is_one_by_whatever_link_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("file")
    for name in ("file", "link"):
        assert tmp_path / name == plain(tmp_path / name) == plain_if_there(tmp_path / name)


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda one: one.symlink_to("/dev/null")])
def test_what_is_no_file_is_named_with_what_to_do(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "kept")
    for look in (plain, plain_if_there):
        with pytest.raises(NoFile) as refused:
            look(tmp_path / "kept")
        said = f"{tmp_path}/kept: is no file; take it away, or put one there"
        assert (said, "it is no file") == (str(refused.value), refused.value.strerror)


def test_where_nothing_is_a_file_may_be_put(tmp_path: Path) -> None:
    assert tmp_path / "none" == plain_if_there(tmp_path / "none")
    with pytest.raises(FileNotFoundError):
        plain(tmp_path / "none")
