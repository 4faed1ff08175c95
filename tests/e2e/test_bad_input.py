"""What a user may get wrong: one clear line, the right code, and the last library as it was."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from bibtexparser.entrypoint import parse_string

from enrich.config import load_config
from enrich.errors import ConfigError
from enrich.pipeline import refresh_library
from tests.e2e.conftest import NOWHERE, complaint, library, start, wait_until
from tests.emulator import Emulator, Fault, World
from tests.projects import COMMAND, Project, sources_of

CACHE = "cache/answers.sqlite"
SEEDS = "data/seeds"
Spoil = Callable[[Project], object]

# Seed files


def only(text: str | bytes) -> Spoil:
    """Make this all that is seeded."""
    raw = text.encode() if isinstance(text, str) else text
    return lambda good: (good.folder / SEEDS / "list.txt").write_bytes(raw)


def beside(text: bytes) -> Spoil:
    """Seed this besides what is good."""
    return lambda good: (good.folder / SEEDS / "z.txt").write_bytes(text)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda good: shutil.rmtree(good.folder / SEEDS), SEEDS),
        pytest.param(
            lambda good: (good.folder / SEEDS / "list.txt").unlink(), SEEDS, marks=pytest.mark.slow
        ),
        pytest.param(
            lambda good: (good.folder / SEEDS / "z.txt").mkdir(),
            f"{SEEDS}/z.txt",
            marks=pytest.mark.slow,
        ),
        (lambda good: (good.folder / SEEDS / "z.txt").symlink_to("none"), f"{SEEDS}/z.txt"),
        pytest.param(beside(b"# one\n\0\n"), f"{SEEDS}/z.txt", marks=pytest.mark.slow),
        (beside(b"%PDF-1.7\n"), f"{SEEDS}/z.txt: a PDF"),
    ],
    ids=("no-folder empty-folder directory dangling nul pdf".split()),
)
def test_a_seed_file_that_cannot_be_read_is_named(good: Project, spoil: Spoil, says: str) -> None:
    spoil(good)
    complaint(good, "refresh", code=2, says=(says,))


@pytest.mark.parametrize(
    "encoding",
    [
        "latin-1",
        *(
            pytest.param(one, marks=pytest.mark.slow)
            for one in ("utf-16", "utf-8-sig", "mac-roman")
        ),
    ],
)
def test_a_seed_file_in_another_encoding_is_read(
    good: Project, healthy: Emulator, encoding: str
) -> None:
    line = f"# Sch\u00e4fchen, \u00e9t\u00e9\n{healthy.world.dois[0]}\n"
    beside(line.encode(encoding))(good)
    result = good.run("refresh", "--strict")
    assert 0 == result.returncode, result.stderr
    told = f"{SEEDS}/z.txt:1: this line is not UTF-8" in result.stderr
    assert told == (encoding in {"latin-1", "mac-roman"})


def test_nobody_is_sent_to_the_permissions_of_a_directory(good: Project) -> None:
    (good.folder / SEEDS / "z.txt").mkdir()
    assert "permissions" not in complaint(good, "refresh", code=2)


@pytest.mark.parametrize("name", ["none.txt", "x" * 300])
def test_a_seed_file_that_is_not_there_is_named(good: Project, name: str) -> None:
    complaint(good, "refresh", name, code=2, says=(name,))


def test_a_folder_without_seed_files_is_named(good: Project) -> None:
    (good.folder / "bare").mkdir()
    complaint(good, "refresh", "bare", code=2, says=("bare", "*.txt"))


def test_a_pipe_among_the_seeds_does_not_hang_the_run(good: Project) -> None:
    before = library(good)
    os.mkfifo(good.folder / SEEDS / "z.txt")
    process = start(good, "refresh")
    try:
        _, said = process.communicate(timeout=5)
    except subprocess.TimeoutExpired:
        pytest.fail("still waiting for a pipe that nobody writes to")
    finally:
        process.kill()
    assert 2 == process.returncode
    assert f"{SEEDS}/z.txt" in said
    assert before == library(good)


@pytest.mark.parametrize("name", [".#list.txt", "._list.txt"])
def test_what_editors_and_systems_leave_beside_a_seed_file_is_no_seed_file(
    good: Project, name: str
) -> None:
    if name.startswith(".#"):
        (good.folder / SEEDS / name).symlink_to("me@host.123:456")
    else:
        (good.folder / SEEDS / name).write_bytes(b"\0\5\x16\7")
    result = good.run("refresh", "--strict")
    assert 0 == result.returncode, result.stderr


def test_a_line_that_is_no_identifier_is_told_and_the_rest_goes_on(good: Project) -> None:
    before = library(good)
    good.seed("# a comment", "not-an-identifier", file="z.txt")
    result = good.run("refresh")
    assert (0, before) == (result.returncode, library(good))
    assert f"{SEEDS}/z.txt:2: not-an-identifier" in result.stderr
    assert "write an arXiv id, a DOI, a link that holds one" in result.stderr


def test_nothing_but_lines_that_are_no_identifiers_leaves_the_library(good: Project) -> None:
    before = library(good)
    good.seed("hello", "world")
    result = good.run("refresh")
    assert (3, "", before) == (result.returncode, result.stdout, library(good))
    assert f"{SEEDS}/list.txt:2: world" in result.stderr


def test_a_duplicate_is_told_with_both_its_lines(good: Project, healthy: Emulator) -> None:
    before = library(good)
    good.seed(f"https://doi.org/{healthy.world.dois[0].upper()}", file="z.txt")
    result = good.run("refresh")
    assert (0, before) == (result.returncode, library(good))
    (line,) = (one for one in result.stderr.splitlines() if "z.txt:1" in one)
    assert f"{SEEDS}/list.txt:4" in line


def test_an_empty_file_beside_another_is_no_harm(good: Project) -> None:
    good.seed(file="z.txt")
    assert 0 == good.run("refresh", "--strict").returncode


# Outputs


def renewed(good: Project) -> None:
    """Seed one work less, so that the library has to be written."""
    lines = good.text(f"{SEEDS}/list.txt").splitlines()
    good.seed(*lines[:-1])


@pytest.mark.parametrize(
    "folder",
    [
        "enrich.toml",
        pytest.param("enrich.toml/below", marks=pytest.mark.slow),
        pytest.param("x" * 300, marks=pytest.mark.slow),
    ],
)
def test_a_folder_that_cannot_be_made_is_named(good: Project, folder: str) -> None:
    complaint(good, "refresh", "-o", folder, code=3, says=(folder, "can't be written"))


@pytest.mark.parametrize("name", ["library.bib", "library.json"])
def test_a_directory_in_the_place_of_an_output_leaves_the_others(good: Project, name: str) -> None:
    (good.folder / "data" / name).unlink()
    (good.folder / "data" / name).mkdir()
    renewed(good)
    complaint(good, "refresh", code=3, says=(f"data/{name}", "can't be written"))
    assert {name, "seeds"} < {path.name for path in (good.folder / "data").iterdir()}
    assert 4 == len(list((good.folder / "data").iterdir()))


@contextmanager
def mounted(*options: str, at: Path) -> Iterator[None]:
    """Mount something over a folder that keeps what is in it; skip where that is not allowed."""
    result = subprocess.run(["mount", *options, str(at)], capture_output=True, check=False)  # noqa: S607 - wherever it is
    if result.returncode:
        pytest.skip(f"mounting is not possible here: {result.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)  # noqa: S607 - as above


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    with mounted("--bind", str(folder), at=folder):
        again = ["mount", "-o", "remount,ro,bind", str(folder)]
        subprocess.run(again, check=True)
        yield


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write what is write-protected")
def test_a_write_protected_file_is_not_replaced(good: Project) -> None:
    (good.folder / "data/library.json").chmod(0o444)
    renewed(good)
    complaint(good, "refresh", code=3, says=("data/library.json", "write-protected"))


def test_a_read_only_output_is_named(good: Project) -> None:
    renewed(good)
    with read_only(good.folder / "data"):
        complaint(good, "refresh", code=3, says=("data", "can't be written"))


def test_a_library_that_has_not_changed_may_be_read_only(good: Project) -> None:
    with read_only(good.folder / "data"):
        assert 0 == good.run("refresh").returncode


# The disk


@pytest.mark.slow
@pytest.mark.parametrize(
    "size",
    [
        pytest.param(0, marks=pytest.mark.slow),
        pytest.param(4096, marks=pytest.mark.slow),
        40_000,
        pytest.param(100_000, marks=pytest.mark.slow),
        pytest.param(200_000, marks=pytest.mark.slow),
    ],
)
def test_a_full_disk_is_told_and_the_next_run_is_whole(
    good: Project, emulator: Emulator, size: int
) -> None:
    world = emulator.world
    before = library(good)
    (good.folder / "enrich.toml").write_text(sources_of(emulator), encoding="utf-8")
    good.seed(*world.paper_ids, *world.dois)
    result = subprocess.run(
        [COMMAND, "refresh"],
        cwd=good.folder,
        capture_output=True,
        encoding="utf-8",
        timeout=20,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )
    assert 3 == result.returncode, result.stderr
    assert (1, "") == (len(result.stderr.splitlines()), result.stdout)
    assert CACHE in result.stderr
    assert "disk" in result.stderr
    assert before == library(good)
    again = good.run("refresh", "--strict")
    assert 0 == again.returncode, again.stderr
    assert "200 entries, 0 seeds missed" in again.stderr


@pytest.mark.slow
def test_two_lanes_on_a_full_disk_do_not_bring_each_other_down(
    tmp_path: Path, emulator: Emulator
) -> None:
    world = emulator.world
    project = Project.make(tmp_path, *world.paper_ids, *world.dois, emulator=emulator)
    codes = set()
    for _ in range(15):
        shutil.rmtree(project.folder / "cache", ignore_errors=True)
        result = subprocess.run(
            [COMMAND, "refresh"],
            cwd=project.folder,
            capture_output=True,
            timeout=20,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        )
        codes.add(result.returncode)
    assert {3} == codes


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["cache", "data"])
def test_a_small_disk_that_is_full_is_told(good: Project, small: Emulator, folder: str) -> None:
    target = good.folder / folder
    kept = shutil.copytree(target, good.folder / "kept")
    with mounted("-t", "tmpfs", "-o", "size=256k", "tmpfs", at=target):
        shutil.copytree(kept, target, dirs_exist_ok=True)
        renewed(good)
        left = shutil.disk_usage(target).free
        (target / "filler").write_bytes(b"x" * left)
        complaint(good, "refresh", "--max-age", "0", code=3, says=(folder,))
        (target / "filler").unlink()
        assert 0 == good.run("refresh").returncode
    assert [] == small.log


# The cache


def overwrite(good: Project, *, at: int, with_bytes: bytes) -> None:
    with (good.folder / CACHE).open("r+b") as file:
        file.seek(at)
        file.write(with_bytes)


def cut(good: Project) -> None:
    raw = (good.folder / CACHE).read_bytes()
    (good.folder / CACHE).write_bytes(raw[: len(raw) // 2])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda good: (good.folder / CACHE).write_bytes(random.Random(1).randbytes(20_000)),
        pytest.param(cut, marks=pytest.mark.slow),
        pytest.param(
            lambda good: overwrite(good, at=1000, with_bytes=b"garbage" * 500),
            marks=pytest.mark.slow,
        ),
        lambda good: overwrite(good, at=8192, with_bytes=b"garbage" * 500),
    ],
    ids=["garbage", "cut", "garbage at 1000", "garbage at 8192"],
)
def test_a_damaged_cache_is_named(good: Project, spoil: Spoil) -> None:
    spoil(good)
    complaint(good, "refresh", code=3, says=(CACHE, "damaged", "enrich cache clear"))


def test_a_damaged_cache_can_be_cleared(good: Project) -> None:
    before = library(good)
    cut(good)
    complaint(good, "cache", "info", code=3, says=(CACHE, "damaged", "enrich cache clear"))
    assert 0 == good.run("cache", "clear", "-y").returncode
    assert 0 == good.run("refresh", "--strict").returncode
    assert before == library(good)


def test_an_empty_cache_file_is_an_empty_cache(good: Project) -> None:
    (good.folder / CACHE).write_bytes(b"")
    assert 0 == good.run("refresh", "--strict").returncode


CACHE_USERS = [
    ("refresh",),
    *(
        pytest.param(one, marks=pytest.mark.slow)
        for one in (("cache", "info"), ("cache", "clear", "-y"))
    ),
]


@pytest.mark.parametrize("command", CACHE_USERS)
def test_a_directory_in_the_place_of_the_cache_is_named(
    good: Project, command: tuple[str, ...]
) -> None:
    shutil.rmtree(good.folder / "cache")
    (good.folder / CACHE).mkdir(parents=True)
    complaint(good, *command, code=3, says=(CACHE,))


@pytest.mark.parametrize("command", CACHE_USERS[:2])
def test_a_file_in_the_place_of_the_cache_folder_is_named(
    good: Project, command: tuple[str, ...]
) -> None:
    shutil.rmtree(good.folder / "cache")
    (good.folder / "cache").write_text("x", encoding="utf-8")
    complaint(good, *command, code=3, says=("cache",))


def test_a_read_only_cache_is_named(good: Project) -> None:
    with read_only(good.folder / "cache"):
        complaint(good, "refresh", code=3, says=("cache/",))
        complaint(good, "cache", "clear", "-y", code=3, says=(CACHE,))


@pytest.mark.parametrize("text", ["garbage\n", "{}\n"])
def test_a_garbled_snapshot_is_named_with_its_line(good: Project, text: str) -> None:
    (good.folder / "data/snapshot.jsonl").write_text(text, encoding="utf-8")
    complaint(good, "refresh", code=3, says=("data/snapshot.jsonl:1",))


# enrich.toml and the command line


SETTINGS = (
    ('mailto = "a@b.org"\nseeds = [\n', "not valid TOML"),
    ('output = "data"\nx y\n', "enrich.toml:2: not valid TOML"),
    ('sedes = ["data/seeds"]', "sedes"),
    ('seeds = "data/seeds"', "seeds"),
    ("output = 3", "output"),
    ("[sources.arxiv]\nlifetimes = 3", "lifetimes"),
    ('[sources.arxiv]\nlifetime = "long"', "lifetime"),
    ("[sources.arxiv]\nlifetime = -1", "lifetime"),
    ("absence_lifetime = -1", "absence_lifetime"),
    ("absence_lifetime = nan", "absence_lifetime"),
    ("absence_lifetime = 1e30", "absence_lifetime"),
    ('[sources.arxiv]\nurl = "nonsense"', "nonsense"),
    ('[sources.arxiv]\nurl = "https://[::1"', "[::1"),
    ('[sources.nowhere]\nurl = "https://example.org"', "nowhere"),
    ('mailto = "me"', "me"),
    ('formats = ["endnote"]', "endnote"),
    ("formats = []", "formats"),
    ('key = "{famly}"', "{famly}"),
    ('key = "{"', "{"),
    ('key = "{family.__class__}"', "{family.__class__}"),
    ('key = "{family:>99999999999}"', "{family"),
    ('key = "{family:>9999}"', "{family"),
    ('key = ""', "key"),
    ('seeds = ["a\\u0000b"]', "seeds"),
    ('output = "a\\u0000b"', "output"),
    ('cache = "a\\u0000b"', "cache"),
)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(*one, marks=pytest.mark.slow if number % 4 else ())
        for number, one in enumerate(SETTINGS)
    ],
)
def test_a_wrong_setting_is_named_with_its_file(good: Project, text: str, says: str) -> None:
    (good.folder / "enrich.toml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        refresh_library(msgspec.structs.replace(load_config(good.folder, {}), offline=True))
    assert "enrich.toml" in str(caught.value)
    assert says in str(caught.value)


@pytest.mark.parametrize(("text", "says"), SETTINGS[::9])
def test_a_wrong_setting_ends_the_command(good: Project, text: str, says: str) -> None:
    (good.folder / "enrich.toml").write_text(text + "\n", encoding="utf-8")
    complaint(good, "refresh", "--offline", code=2, says=(says,))


def test_a_setting_of_a_source_is_named_with_its_source(good: Project) -> None:
    (good.folder / "enrich.toml").write_text("[sources.arxiv]\nlifetimes = 3\n", encoding="utf-8")
    assert "$" not in complaint(good, "refresh", code=2, says=("sources.arxiv",))


def test_a_configuration_that_is_not_utf_8_is_named(good: Project) -> None:
    (good.folder / "enrich.toml").write_bytes(b'output = "caf\xe9"\n')
    complaint(good, "refresh", code=2, says=("enrich.toml",))


def test_a_wrong_address_is_named_with_where_it_stands(good: Project) -> None:
    environment = {"ENRICH_MAILTO": "me"}
    complaint(good, "refresh", code=2, says=("ENRICH_MAILTO", "'me'"), environment=environment)
    complaint(good, "refresh", "--mailto", "me", code=2, says=("--mailto", "'me'"))


@pytest.mark.parametrize("age", ["soon", "-1d", "9999999999d", ""])
def test_a_wrong_age_is_refused(good: Project, age: str) -> None:
    complaint(good, "refresh", f"--max-age={age}", code=2, says=(f"{age!r}",))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("refesh",), "refresh"),
        (("refresh", "--to", "endnote"), "endnote"),
        (("refresh", "--frob"), "--frob"),
        (("cache", "burn"), "burn"),
        (("cache", "import"), "FILE"),
    ],
)
def test_a_wrong_use_is_told(good: Project, arguments: tuple[str, ...], says: str) -> None:
    before = library(good)
    result = good.run(*arguments)
    assert (2, "", before) == (result.returncode, result.stdout, library(good))
    assert says in result.stderr
    assert "Traceback" not in result.stderr


# No network


def test_without_a_network_it_gives_up_at_once_and_the_library_stays(good: Project) -> None:
    before = library(good)
    (good.folder / "enrich.toml").write_text(NOWHERE, encoding="utf-8")
    good.run("cache", "clear", "-y")
    started = time.monotonic()
    result = good.run("refresh")
    assert time.monotonic() - started < 3
    assert (3, "", before) == (result.returncode, result.stdout, library(good))
    assert "6 missed: unreachable" in result.stderr


# Ends that come early


def held(project: Project, small: Emulator) -> subprocess.Popen[str]:
    """Start a run and wait until it waits for a source."""
    (project.folder / "enrich.toml").write_text(sources_of(small), encoding="utf-8")
    project.seed(*small.world.paper_ids, *small.world.dois)
    small.always("arxiv", Fault.SLOW(30))
    small.always("crossref", Fault.SLOW(30))
    process = start(project, "refresh")
    wait_until(lambda: len(small.log) >= 2, process)
    return process


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "code"),
    [
        (signal.SIGINT, 130),
        pytest.param(signal.SIGTERM, -15, marks=pytest.mark.slow),
        pytest.param(signal.SIGKILL, -9, marks=pytest.mark.slow),
    ],
)
def test_a_run_that_is_ended_leaves_the_library_and_the_next_one_works(
    good: Project, small: Emulator, ending: signal.Signals, code: int
) -> None:
    before = library(good)
    process = held(good, small)
    started = time.monotonic()
    process.send_signal(ending)
    out, said = process.communicate(timeout=20)
    assert time.monotonic() - started < 2
    assert (code, "", before) == (process.returncode, out, library(good))
    assert [] == [one.name for one in (good.folder / "data").iterdir() if one.name[0] == "."]
    if ending is signal.SIGINT:
        assert 1 == len([line for line in said.splitlines() if line]), said
        assert "interrupted" in said
    small.heal()
    again = good.run("refresh", "--strict")
    assert 0 == again.returncode, again.stderr
    assert "12 entries" in again.stderr


def test_ctrl_c_ends_a_wait_between_two_tries(good: Project, small: Emulator) -> None:
    process = held(good, small)
    process.kill()
    process.communicate()
    small.heal()
    small.always("crossref", Fault.status(429, retry_after=30))
    small.forget()
    process = start(good, "refresh")
    wait_until(lambda: small.requests("crossref"), process)
    # Until it has read the answer and begun to wait, which only it knows.
    time.sleep(0.3)
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert time.monotonic() - started < 2
    assert 130 == process.returncode
    assert "interrupted" in said


def test_ctrl_c_ends_get_too(good: Project, small: Emulator) -> None:
    process = held(good, small)
    process.kill()
    process.communicate()
    process = start(good, "get", wanted := small.world.dois[5])
    # What the other one asked for may be noted late.
    wait_until(lambda: any((wanted,) == tuple(one.ids) for one in small.log), process)
    process.send_signal(signal.SIGINT)
    out, said = process.communicate(timeout=20)
    assert (130, "") == (process.returncode, out)
    assert "interrupted" in said
    assert "library" not in said


def test_ctrl_c_is_heard_by_whichever_thread_the_system_tells(
    good: Project, small: Emulator
) -> None:
    process = held(good, small)
    threads = [int(one.name) for one in Path(f"/proc/{process.pid}/task").iterdir()]
    os.kill(next(one for one in threads if one != process.pid), signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert 130 == process.returncode
    assert "interrupted" in said


@pytest.mark.slow
def test_killed_at_any_moment_every_file_is_the_old_or_the_new(tmp_path: Path) -> None:
    moments = random.Random(1)
    with Emulator(World.made(papers=0, works=200)) as emulator:
        few, many = emulator.world.dois[:1], emulator.world.dois
        project = Project.make(tmp_path, *many, emulator=emulator)
        assert 0 == project.run("refresh").returncode
        for number in range(24):
            project.seed(*(few if number % 2 else many))
            process = start(project, "refresh")
            # Any moment of a run will do; these fall into its start, its asking and its writing.
            time.sleep(moments.uniform(0.2, 0.6))
            process.kill()
            process.communicate()
            read = parse_string(project.text("data/library.bib"))
            assert len(read.entries) in {1, 200}
            assert [] == read.failed_blocks
        assert 0 == project.run("refresh", "--strict").returncode
