"""The lock file: what it says, what it takes, and how two versions of it are joined."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random

import pytest

from enrich.errors import ConfigError
from enrich.lockfile import LOCK_FILE, Became, Lock, Locked, Rest, Shown, read_lock
from tests.readings import within

DAY, NEXT_DAY = dt.date(2026, 11, 21), dt.date(2026, 11, 22)
PREPRINT, PUBLISHED = "arxiv:2101.00001", "doi:10.5555/x"
FULL = Locked(
    key="sample2021purple",
    names=(PREPRINT, PUBLISHED),
    first_seen=DAY,
    first_name=PREPRINT,
    shown=Shown("published", PUBLISHED),
    became=Became(PUBLISHED, "author"),
    notices=("correction doi:10.5555/c 2022-03", "retraction doi:10.5555/r"),
    rests=(
        Rest("arxiv", PREPRINT, "00112233aabbccdd"),
        Rest("crossref", PUBLISHED, "0f1e2d3c4b5a6978", is_lost=True),
    ),
)
GONE = Locked(key="Gone", names=("doi:10.5555/gone",), first_seen=DAY, left=NEXT_DAY)
OTHER = Locked(key="other", names=(PUBLISHED,), first_seen=NEXT_DAY, main="sample2021purple")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "enrich.lock"


def test_it_has_one_fact_a_line_sorted_by_key() -> None:
    lines = Lock((OTHER, FULL, GONE)).text.splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "Gone first-seen 2026-11-21",
        "Gone is doi:10.5555/gone",
        "Gone left 2026-11-22",
        "other first-seen 2026-11-22",
        "other is doi:10.5555/x",
        "other with sample2021purple",
        "sample2021purple became doi:10.5555/x author",
        "sample2021purple first-seen 2026-11-21 as arxiv:2101.00001",
        "sample2021purple is arxiv:2101.00001",
        "sample2021purple is doi:10.5555/x",
        "sample2021purple notice correction doi:10.5555/c 2022-03",
        "sample2021purple notice retraction doi:10.5555/r",
        "sample2021purple rests on arxiv arxiv:2101.00001 00112233aabbccdd",
        "sample2021purple rests on crossref doi:10.5555/x 0f1e2d3c4b5a6978 lost",
        "sample2021purple shows published doi:10.5555/x",
    ]


def test_what_is_written_reads_back(file: Path) -> None:
    lock = Lock((GONE, OTHER, FULL))
    file.write_text(lock.text, encoding="utf-8")
    assert read_lock(file) == lock


def test_the_order_of_the_lines_and_their_ends_do_not_matter(file: Path) -> None:
    lock = Lock((GONE, OTHER, FULL))
    lines = lock.text.splitlines()
    file.write_text("\ufeff" + "\r\n".join(reversed(lines)), encoding="utf-8", newline="")
    assert read_lock(file) == lock


def test_of_what_two_branches_say_of_one_key_both_is_heard(file: Path) -> None:
    ours = Lock((Locked(key="a", names=(PREPRINT,), first_seen=NEXT_DAY),))
    theirs = Lock((Locked(key="a", names=(PUBLISHED,), first_seen=DAY, left=NEXT_DAY),))
    file.write_text(ours.text + theirs.text, encoding="utf-8")
    joined = Locked(key="a", names=(PREPRINT, PUBLISHED), first_seen=DAY, left=NEXT_DAY)
    assert read_lock(file) == Lock((joined,))


def test_where_there_is_none_nothing_was_decided(file: Path) -> None:
    assert read_lock(file) is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("<<<<<<< HEAD", "two versions of this file meet"),
        ("a hopes 2026-11-21", "no line of this version's lock file"),
        ("a{ is doi:10.5555/x", "no line of this version's lock file"),
        ("a", "no line of this version's lock file"),
        ("a first-seen yesterday", "no first-seen line"),
        ("a first-seen 2026-11-21 doi:10.5555/x", "no first-seen line"),
        ("a first-seen 2026-11-21 as", "no first-seen line"),
        ("a became doi:10.5555/x", "no became line"),
        ("a is 10.5555/x", "no is line"),
        ("a left 2026-13-01", "no left line"),
        ("a shows published", "no shows line"),
        ("a rests on crossref", "no rests line"),
        ("a with b{", "no with line"),
    ],
)
def test_a_line_that_says_nothing_is_told_with_its_place(file: Path, line: str, told: str) -> None:
    file.write_text(f"# A comment.\n\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"enrich\.lock:3: .*{told}"):
        read_lock(file)


def test_a_key_without_its_day_is_told(file: Path) -> None:
    file.write_text("a is doi:10.5555/x\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="a lacks its first-seen line"):
        read_lock(file)


def test_what_is_no_text_is_told(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="not UTF-8"):
        read_lock(file)


def test_a_folder_in_its_place_is_told(file: Path) -> None:
    file.mkdir()
    with pytest.raises(ConfigError, match="is no file"):
        read_lock(file)


def test_a_file_that_can_not_be_read_is_told(file: Path) -> None:
    file.symlink_to(file.name)
    with pytest.raises(ConfigError, match=r"can't be read .*; check its permissions"):
        read_lock(file)


@pytest.mark.parametrize("key", ["a/../b", "x" * 300])
def test_keys_that_are_given_out_no_more_are_read(key: str, tmp_path: Path) -> None:
    lock = Lock((Locked(key=key, names=("doi:10.5555/x",), first_seen=dt.date(2026, 11, 21)),))
    (tmp_path / LOCK_FILE).write_text(lock.text, encoding="utf-8")
    assert lock == read_lock(tmp_path / LOCK_FILE)


def test_lines_of_two_spellings_in_any_order_are_read_as_one_key(tmp_path: Path) -> None:
    lines = [
        "Ants first-seen 2026-11-21",
        "ants is doi:10.5555/a",
        "bees first-seen 2026-11-21",
        "bees is doi:10.5555/b",
        "ants rests on crossref doi:10.5555/a 0123",
    ]
    random, read = Random(1), set()
    for _ in range(30):
        random.shuffle(lines)
        (tmp_path / LOCK_FILE).write_text("\n".join(lines), encoding="utf-8")
        read.add(read_lock(tmp_path / LOCK_FILE))
    assert [("Ants", "bees")] == [tuple(one.key for one in lock.works) for lock in read if lock]


def test_lines_of_two_keys_in_turn_are_read_soon(tmp_path: Path) -> None:
    lines = [f"{key} is doi:10.5555/{at}" for at in range(5000) for key in ("ants", "bees")]
    lines += [f"{key} first-seen 2026-11-21" for key in ("ants", "bees")]
    (tmp_path / LOCK_FILE).write_text("\n".join(lines), encoding="utf-8")
    with within(3):
        lock = read_lock(tmp_path / LOCK_FILE)
    assert lock is not None
    assert [5000, 5000] == [len(one.names) for one in lock.works]
