"""What every command prints of hostile works, and where it writes."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.hostile.catalogue import ALL, CATALOGUE, SAMPLE
from tests.hostile.files import FILES, overrides
from tests.hostile.places import identifiers
from tests.hostile.terminal import steering
from tests.hostile.validity import bib_troubles
from tests.projects import COMMAND, Project

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

OWN = {"enrich.toml", "data", "cache"}


def run(project: Project, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command for as long as it takes where much is printed of much."""
    done = subprocess.run(
        [COMMAND, *arguments],
        cwd=project.folder,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    return done


def assert_calm(project: Project, *arguments: str, codes: tuple[int, ...] = (0,)) -> str:
    """Run a command that must print nothing which a terminal obeys; give its output."""
    done = run(project, *arguments)
    assert done.returncode in codes, done.stderr[-2000:]
    assert {} == steering(done.stdout)
    assert {} == steering(done.stderr)
    return done.stdout


def strays(project: Project) -> set[str]:
    """Give what lies in the project, or beside it, that has no business there."""
    beside = {one.name for one in project.folder.parent.iterdir()} - {project.folder.name}
    return ({one.name for one in project.folder.iterdir()} - OWN) | beside


def plant(project: Project, *names: str) -> None:
    """Write seed files full of hostile words."""
    for name in names:
        (project.folder / "data/seeds" / name).write_bytes(
            FILES[name]().encode("utf-8", errors="surrogatepass")
        )


@pytest.mark.parametrize("loudness", ["-v", "-q"])
def test_refresh_is_calm_and_stays_in_its_folder(hostile: Project, loudness: str) -> None:
    (hostile.folder / "data/enrich.lock").unlink()
    assert_calm(hostile, "refresh", "--offline", loudness)
    assert set() == strays(hostile)


@pytest.mark.parametrize("form", ["bibtex", "json"])
def test_get_is_calm(hostile: Project, form: str) -> None:
    names = [identifiers(number)[number % 3] for number, _ in enumerate(SAMPLE)]
    assert_calm(hostile, "get", "--offline", "--to", form, *names)


@pytest.mark.parametrize("option", [(), ("--json",)], ids=["words", "JSON"])
@pytest.mark.parametrize("kind", ["bidi", "latex", "terminal"])
def test_explain_is_calm(hostile: Project, kind: str, option: tuple[str, ...]) -> None:
    number = SAMPLE.index(CATALOGUE[kind][0])
    assert_calm(hostile, "explain", identifiers(number)[1], *option)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--offline"),
        ("check", "--offline", "--json"),
        ("scan", "-v"),
        ("scan", "--json"),
        ("review", "--list"),
        ("review", "--json"),
        ("cache", "info"),
    ],
    ids=" ".join,
)
def test_what_is_told_of_hostile_lists_is_calm(
    hostile: Project, arguments: tuple[str, ...]
) -> None:
    plant(hostile, *FILES)
    assert_calm(hostile, *arguments, codes=(0, 1))
    assert set() == strays(hostile)


@pytest.mark.parametrize("name", ["CHANGES.md", "CHANGES.json"])
def test_the_changes_of_a_night_are_calm(hostile: Project, name: str) -> None:
    for file in (hostile.folder / "data").glob("library*"):
        file.unlink()
    (hostile.folder / "data/enrich.lock").unlink()
    assert_calm(hostile, "nightly", "--offline", "--changes", name, codes=(0, 1, 10))
    assert {} == steering(hostile.text(name))
    assert {name} == strays(hostile)


def test_corrections_by_hand_are_words(hostile: Project) -> None:
    (hostile.folder / "data/overrides.toml").write_text(overrides(), encoding="utf-8")
    assert_calm(hostile, "refresh", "--offline", "-v", "--to", "bibtex", "--to", "csl")
    assert [] == list(bib_troubles(hostile.text("data/library.bib")))


@pytest.mark.parametrize("text", [r"\input{secret.tex}", "\x1b[2J"])
def test_a_correction_that_is_no_word_is_refused_calmly(hostile: Project, text: str) -> None:
    path = hostile.folder / "data/overrides.toml"
    path.write_text(f'["{identifiers(0)[1]}"]\ntitle = {json.dumps(text)}\n', encoding="utf-8")
    assert_calm(hostile, "refresh", "--offline", codes=(0, 2))


def test_whatever_is_asked_for_is_told_calmly(hostile: Project) -> None:
    words = [text for text in ALL if "\x00" not in text]
    assert_calm(hostile, "get", "--offline", "--", *words, codes=(3,))
    assert set() == strays(hostile)


@pytest.mark.parametrize("kind", ["bidi", "controls", "paths", "terminal"])
def test_whatever_is_to_be_explained_is_told_calmly(hostile: Project, kind: str) -> None:
    word = next(text for text in reversed(CATALOGUE[kind]) if "\x00" not in text)
    assert_calm(hostile, "explain", "--", word, codes=(2,))
    assert set() == strays(hostile)
