"""Seed files: what is wanted, where it was written, and what is wrong with a file."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import msgspec
import pytest

from enrich.dates import PartialDate
from enrich.errors import SeedError
from enrich.identifiers import ArxivId
from enrich.record import Kind
from enrich.seeds import (
    Claim,
    Origin,
    Seed,
    check_lasting,
    files,
    read_file,
    scan_bytes,
    scan_files,
)

ONE = ArxivId("2101.00001")
TWO = ArxivId("2101.00002")
_ONE = "https://arxiv.org/abs/2101.00001"


def read_seeds(paths: list[Path]) -> tuple[Seed, ...]:
    return scan_files(paths).seeds


def test_a_folder_is_its_seed_files_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("2101.00002")
    (tmp_path / "a.md").write_text(f"[a]({_ONE})")
    (tmp_path / "c.pdf").write_text("10.1000/x")
    assert [ONE, TWO] == [seed.wanted for seed in read_seeds([tmp_path])]


def test_a_seed_names_its_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("\n2101.00001")
    assert [Origin(str(file), 2)] == [seed.origin for seed in read_seeds([file])]


def test_a_page_is_named_without_what_may_be_secret_in_its_address() -> None:
    asked: list[str] = []

    def fetch(address: str) -> bytes:
        asked.append(address)
        return b"2101.00001"

    address = "https://example.org/list.txt?token=secret#top"
    (seed,) = scan_files([address], fetch).seeds
    assert ([address], Origin("https://example.org/list.txt?...", 1)) == (asked, seed.origin)
    with pytest.raises(SeedError, match=r"^https://example\.org/list\.txt\?\.\.\.: not asked"):
        scan_files([address])


@pytest.mark.parametrize("name", ["a", "a.txt", "a.TXT", "a.b.txt"])
def test_a_file_without_another_ending_is_read_as_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("2101.00001 @key")
    assert ["key"] == [seed.key for seed in read_seeds([tmp_path / name])]


def test_a_markdown_file_in_capitals_is_markdown(tmp_path: Path) -> None:
    (tmp_path / "A.MD").write_text(f"[a]({_ONE})")
    assert [ONE] == [seed.wanted for seed in read_seeds([tmp_path / "A.MD"])]


def test_files_are_read_in_the_order_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2101.00001")
    (tmp_path / "b.txt").write_text("2101.00002")
    seeds = read_seeds([tmp_path / "b.txt", tmp_path / "a.txt"])
    assert [TWO, ONE] == [seed.wanted for seed in seeds]


@pytest.mark.parametrize(
    "raw",
    [
        b"2101.00001",
        b"\xef\xbb\xbf2101.00001",
        b"2101.00001\r\n",
        b"\r2101.00001\r",
        b" 2101.00001",
    ],
)
def test_byte_order_marks_and_line_ends_of_any_system_are_read(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    assert [ONE] == [seed.wanted for seed in read_seeds([tmp_path / "a.txt"])]


def test_a_byte_order_mark_hides_no_comment(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf# a comment")
    assert () == read_seeds([tmp_path / "a.txt"])


def test_an_empty_file_holds_no_seed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert () == read_seeds([tmp_path / "a.txt"])


@pytest.mark.parametrize(
    ("raw", "line"),
    [(b"a\n\0", 2), (b"a\r\n\r\n\0a", 3)],
)
def test_what_is_no_text_is_refused_with_its_line(tmp_path: Path, raw: bytes, line: int) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(raw)
    with pytest.raises(SeedError, match=rf"a\.txt:{line}: .*UTF-8"):
        read_seeds([file])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"nowhere\.txt: no such file"):
        read_seeds([tmp_path / "nowhere.txt"])


def test_what_to_do_about_a_missing_file_is_told_by_who_knows_whence_its_name_came(
    tmp_path: Path,
) -> None:
    with pytest.raises(SeedError, match=r"a\.md: no such file; check the name$"):
        scan_files([tmp_path / "a.md"])
    with pytest.raises(SeedError, match=r"a\.md: no such file; make it$"):
        scan_files([tmp_path / "a.md"], if_missing="make it")


def test_a_folder_without_seed_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="no seed files"):
        read_seeds([tmp_path])


def test_a_folder_called_like_a_seed_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(SeedError, match=r"a\.txt: "):
        read_seeds([tmp_path])


def test_a_folder_that_may_not_be_listed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(SeedError, match="can't be read"):
        read_seeds([tmp_path])


def test_standard_input_is_read_as_text() -> None:
    assert [(ONE, "standard input:2")] == [
        (seed.wanted, str(seed.origin))
        for seed in scan_bytes(b"# a\r\n2101.00001", "standard input").seeds
    ]


def test_standard_input_that_is_no_text_is_refused() -> None:
    with pytest.raises(SeedError, match=r"standard input:2: .*no text"):
        scan_bytes(b"a\n\0", "standard input")


def test_an_origin_prints_as_editors_do() -> None:
    assert "a/list.txt:7" == str(Origin("a/list.txt", 7))


def test_a_claim_takes_from_another_what_it_does_not_say_itself() -> None:
    other = Claim(
        title="B", authors=("Y",), date=PartialDate(2021), venue="W", kind=Kind.CONFERENCE_PAPER
    )
    own = Claim(title="A", authors=("X",), date=PartialDate(2020), venue="V", kind=Kind.ARTICLE)
    assert other == Claim().filled_from(other) == other.filled_from(Claim())
    assert own == own.filled_from(other)
    assert msgspec.structs.replace(other, title="A") == Claim(title="A").filled_from(other)


def test_a_pipe_is_read_to_its_end_and_no_further_than_a_file_may_be_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_LARGEST", 2**20)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for size in (2**20, 2**20 + 1):
        writer = threading.Thread(target=pipe.write_bytes, args=(b"x" * size,))
        writer.start()
        if size == 2**20:
            assert size == len(read_file(pipe))
        else:
            with pytest.raises(SeedError, match=f"{pipe}: larger than 1 MB"):
                read_file(pipe)
        writer.join()


def test_of_places_only_what_may_be_waited_for_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    check_lasting([tmp_path, tmp_path / "file", tmp_path / "none", tmp_path / ("x" * 300), "-"])
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SeedError, match=f"{tmp_path}/pipe: is no file"):
        check_lasting([tmp_path, tmp_path / "pipe"])
