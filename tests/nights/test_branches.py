"""Two branches of a library's lock file, joined by git line by line."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest

from enrich.lockfile import LOCK_FILE, Lock, read_lock
from enrich.pipeline import Result, refresh_library
from tests.configs import config_for
from tests.conftest import FakeClock
from tests.emulator import Emulator, Work, World
from tests.emulator.invention import published
from tests.emulator.people import full_name

DOIS = tuple(f"10.5555/branch.{number}" for number in range(1, 10))


def world() -> World:
    """Invent nine works whose keys are in the order of their DOIs."""
    titles = (f"Numbered {number} among the Branches" for number in range(1, 10))
    authors = ((full_name(1000 * number),) for number in range(1, 10))
    fields = map(published, titles, authors, ["2020-01-01"] * 9)
    return World((), map(Work, DOIS, fields))


class Checkout(msgspec.Struct, frozen=True):
    """A library under version control, with a list for each work."""

    folder: Path
    emulator: Emulator

    def git(self, *arguments: str, code: int = 0) -> None:
        own = ("-c", "user.name=A Reader", "-c", "user.email=reader@example.org")
        no_others = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        result = subprocess.run(
            ["git", *own, *arguments],  # noqa: S607 - wherever git is
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            env={**os.environ, **no_others},
        )
        assert code == result.returncode, (result.stdout, result.stderr)

    def begin(self, *numbers: int, ignored: Iterable[str] = (), attributes: str = "") -> None:
        (self.folder / "seeds").mkdir(parents=True)
        (self.folder / ".gitignore").write_text("".join(f"{one}\n" for one in ("cache/", *ignored)))
        (self.folder / ".gitattributes").write_text(attributes)
        self.git("init", "-q", "-b", "main")
        self.change(day=1, adds=numbers)

    def change(self, *, day: int, adds: Iterable[int] = (), removes: Iterable[int] = ()) -> None:
        """Add and remove works, refresh the library, and commit all that."""
        for number in adds:
            self.list_of(number).write_text(f"{DOIS[number - 1]}\n")
        for number in removes:
            self.list_of(number).unlink()
        self.refresh(day)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "Refresh")

    def list_of(self, number: int) -> Path:
        return self.folder / f"seeds/{number}.txt"

    def refresh(self, day: int) -> Result:
        config = config_for(self.folder, self.emulator, formats=("bibtex",))
        clock = FakeClock(dt.datetime(2026, 1, day, tzinfo=dt.UTC))
        return refresh_library(config, clock=clock)

    @property
    def lock(self) -> Lock:
        found = read_lock(self.folder / "data" / LOCK_FILE)
        assert found is not None
        return found

    @property
    def keys(self) -> dict[str, str]:
        """The key of each work, those included that nobody wants any more."""
        return {name: one.key for one in self.lock.works for name in one.names}

    def branch_off(self, first: tuple[int, ...], second: tuple[int, ...], gone: int) -> None:
        """Add works on one branch, others on another where one is removed too."""
        self.git("switch", "-q", "-c", "second")
        self.change(day=2, adds=second, removes=[gone])
        self.git("switch", "-q", "main")
        self.change(day=3, adds=first)


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    with Emulator(world()) as emulator:
        yield Checkout(tmp_path / "project", emulator)


def wanted(lock: Lock) -> set[str]:
    return {name for one in lock.kept for name in one.names}


def named(*numbers: int) -> set[str]:
    return {f"doi:{DOIS[number - 1]}" for number in numbers}


def test_changes_that_lie_apart_merge_into_what_a_refresh_makes(checkout: Checkout) -> None:
    checkout.begin(1, 3, 5, 7, 9)
    checkout.branch_off((2,), (8,), gone=5)
    keys = checkout.keys
    checkout.git("merge", "-q", "--no-edit", "second")
    assert named(1, 2, 3, 5, 7, 8, 9) == set(checkout.keys)
    assert keys == {name: key for name, key in checkout.keys.items() if name in keys}
    merged = checkout.keys
    result = checkout.refresh(day=4)
    assert ((), (), merged) == (result.changes, result.written, checkout.keys)


def test_changes_of_neighbours_merge_where_all_lines_are_kept(checkout: Checkout) -> None:
    attributes = f"{LOCK_FILE} merge=union\n"
    checkout.begin(1, 5, 9, ignored=["library.bib"], attributes=attributes)
    checkout.branch_off((2, 4), (3, 6), gone=5)
    checkout.git("merge", "-q", "--no-edit", "second")
    merged = checkout.keys
    assert named(1, 2, 3, 4, 5, 6, 9) == set(merged)
    checkout.refresh(day=4)
    assert merged == checkout.keys
    assert named(1, 2, 3, 4, 6, 9) == wanted(checkout.lock)
    assert checkout.lock.text == (checkout.folder / "data" / LOCK_FILE).read_text()


def test_without_that_neighbours_are_a_conflict_for_a_person(checkout: Checkout) -> None:
    checkout.begin(1, 5, 9, ignored=["library.bib"])
    checkout.branch_off((2, 4), (3, 6), gone=5)
    checkout.git("merge", "-q", "--no-edit", "second", code=1)


def test_a_work_that_both_branches_add_is_one_since_the_earlier_day(checkout: Checkout) -> None:
    attributes = f"{LOCK_FILE} merge=union\n"
    checkout.begin(1, 5, 9, ignored=["library.bib"], attributes=attributes)
    checkout.branch_off((3,), (3,), gone=5)
    checkout.git("merge", "-q", "--no-edit", "second")
    result = checkout.refresh(day=4)
    assert () == result.changes
    assert [dt.date(2026, 1, 2)] == [
        one.first_seen for one in checkout.lock.works if named(3) == set(one.names)
    ]


def test_a_key_that_two_branches_gave_to_two_works_is_told(checkout: Checkout) -> None:
    attributes = f"{LOCK_FILE} merge=union\n"
    alike = published("Numbered 3 among the Branches", (full_name(2000),), "2020-01-01")
    checkout.emulator.world.put(Work(DOIS[2], alike))
    checkout.begin(1, 5, 9, ignored=["library.bib"], attributes=attributes)
    checkout.branch_off((2,), (3,), gone=5)
    key = checkout.keys[f"doi:{DOIS[1]}"]
    checkout.git("merge", "-q", "--no-edit", "second")
    result = checkout.refresh(day=4)
    first, second = (checkout.keys[f"doi:{DOIS[number]}"] for number in (1, 2))
    assert {key, f"{key}b"} == {first, second}
    assert any(key in remark for remark in result.library.about_keys)
