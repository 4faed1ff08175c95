"""A user's own .bib files, read, resolved, and written back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock
from msgspec.structs import replace

from enrich.completing import complete_files, write_completed
from enrich.config import Config, load_config
from enrich.errors import OutputError, SeedError
from enrich.policy import Policy
from tests.conftest import FakeClock
from tests.emulator import Emulator
from tests.projects import sources_of


@pytest.fixture
def config(tmp_path: Path, emulator: Emulator) -> Config:
    """Ask the emulator, from a folder of one's own."""
    (tmp_path / "enrich.toml").write_text(sources_of(emulator))
    return replace(load_config(tmp_path, {}), mailto="reader@example.org")


def bib(folder: Path, emulator: Emulator, name: str = "thesis.bib", of: int = 0) -> Path:
    """Write a file whose entry has nothing but a DOI."""
    file = folder / name
    file.write_text(f"@article{{mine,\n  doi = {{{emulator.world.dois[of]}}}\n}}\n")
    return file


def test_nothing_is_written_before_it_is_asked_for(
    tmp_path: Path, emulator: Emulator, config: Config
) -> None:
    file = bib(tmp_path, emulator)
    before = file.read_bytes()
    (one,), _ = complete_files([file], config, clock=FakeClock())
    assert (file, before, before) == (one.file, one.before, file.read_bytes())
    assert one.after != before
    assert (file,) == write_completed([one], config)
    assert one.after == file.read_bytes()


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten_and_no_other_is_written(
    tmp_path: Path, emulator: Emulator, config: Config
) -> None:
    files = [bib(tmp_path, emulator, name, at) for at, name in enumerate(("a.bib", "b.bib"))]
    before = files[0].read_bytes()
    completed, _ = complete_files(files, config, clock=FakeClock())
    files[1].write_text("% mine now\n")
    with pytest.raises(OutputError, match=r"b\.bib: was changed meanwhile, and is left as it is"):
        write_completed(completed, config)
    assert (before, b"% mine now\n") == tuple(file.read_bytes() for file in files)


def test_a_file_that_is_gone_meanwhile_is_not_made_again(
    tmp_path: Path, emulator: Emulator, config: Config
) -> None:
    file = bib(tmp_path, emulator)
    completed, _ = complete_files([file], config, clock=FakeClock())
    file.unlink()
    with pytest.raises(SeedError, match="no such file"):
        write_completed(completed, config)
    assert not file.exists()


def test_a_file_named_in_several_ways_is_one_file(
    tmp_path: Path, emulator: Emulator, config: Config
) -> None:
    file = bib(tmp_path, emulator)
    link = tmp_path / "link.bib"
    link.symlink_to(file)
    again = Path(os.path.relpath(file))
    completed, result = complete_files([link, file, again], config, clock=FakeClock())
    assert [link] == [one.file for one in completed]
    assert 1 == len(result.scan.seeds)


def test_what_is_not_changed_is_not_written(tmp_path: Path, config: Config) -> None:
    file = tmp_path / "thesis.bib"
    file.write_text("@misc{mine, title = {A Note to Myself}, doi = {10.5555/nobody}}\n")
    completed, _ = complete_files([file], config, clock=FakeClock())
    file.write_text("% mine now\n")
    assert () == write_completed(completed, config)


def test_while_another_run_writes_nothing_is_written(
    tmp_path: Path, emulator: Emulator, config: Config
) -> None:
    file = bib(tmp_path, emulator)
    before = file.read_bytes()
    completed, _ = complete_files([file], config, clock=FakeClock())
    with (
        FileLock(config.cache.parent / "run.lock"),
        pytest.raises(OutputError, match="another run is at work"),
    ):
        write_completed(completed, config)
    assert before == file.read_bytes()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("% @article{{mine, doi = {{{other}}}}}\n{entry}", "{after}"),
        ("@comment{{@article{{mine, doi = {{{other}}}}}}}\n{entry}", "{after}"),
        ("@comment{{\n@article{{mine,\n doi = {{{other}}}}}}}\n{entry}", "{after}"),
        ("@article{{mine, doi = {{{other}}}}} {entry}", "{entry}"),
    ],
)
def test_an_entry_is_known_by_its_place_and_not_by_its_key_alone(
    tmp_path: Path, emulator: Emulator, config: Config, text: str, lines: str
) -> None:
    file = bib(tmp_path, emulator)
    entry = file.read_text()
    (alone,), _ = complete_files([file], config, clock=FakeClock())
    other = emulator.world.dois[1]
    file.write_text(text.format(other=other, entry=entry))
    (one,), _ = complete_files([file], config, clock=FakeClock())
    assert one.after.decode().endswith(lines.format(entry=entry, after=alone.after.decode()))


def test_where_both_versions_are_shown_each_entry_is_held_against_its_own(
    tmp_path: Path, emulator: Emulator, config: Config
) -> None:
    paper, doi = next(iter(emulator.world.joined.items()))
    file = tmp_path / "thesis.bib"
    file.write_text(f"@article{{pub, doi = {{{doi}}}}}\n@misc{{pre, eprint = {{{paper}}}}}\n")
    both = replace(config, policy=Policy.BOTH)
    ((one,), _) = complete_files([file], both, clock=FakeClock())
    pub, pre = one.after.decode().splitlines()
    assert ("@article{pub", "@misc{pre") == (pub.split(",")[0], pre.split(",")[0])
    assert ("volume" in pub, "volume" in pre) == (True, False)
