"""`enrich explain`: where an entry and its fields come from, and nobody is asked."""

from __future__ import annotations

import json
import re

import click
import pytest

from enrich.cli.explain import explain
from enrich.errors import ConfigError
from tests.e2e.conftest import library
from tests.emulator import Emulator
from tests.projects import Project

LEFT = ("first-seen 2026-11-20 as arxiv:2101.99999", "is arxiv:2101.99999", "left 2026-11-21")


class Explained:
    """The command, run in this process in a project's folder."""

    def __init__(self, project: Project, captured: pytest.CaptureFixture[bytes]) -> None:
        """Print what is captured here."""
        self.project = project
        self._captured = captured

    def __call__(self, *arguments: str) -> str:
        """Give what it prints."""
        assert 0 == explain.main(list(arguments), standalone_mode=False)
        return self._captured.readouterr().out.decode()


@pytest.fixture
def told(
    good: Project, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Explained:
    monkeypatch.chdir(good.folder)
    return Explained(good, capsysbinary)


def key_of(project: Project, kind: str) -> str:
    found = re.search(rf"@{kind}{{([^,]+),", project.text("data/library.bib"))
    assert found
    return found[1]


def test_an_entry_is_told_with_its_answer_and_every_field(told: Explained) -> None:
    key = key_of(told.project, "misc")
    story = told(key)
    assert re.search(rf"^  key +{key}$", story, re.MULTILINE)
    assert re.search(r"^  wanted by +data/seeds/list\.txt:\d  ", story, re.MULTILINE)
    assert re.search(
        r"^  rests on +arxiv on arxiv:\S+: \d{4}-\d\d-\d\d, still fresh$", story, re.MULTILINE
    )
    assert re.search(r"^  dates\.posted +\d{4}-\d\d-\d\d$", story, re.MULTILINE)


def test_one_field_is_told_by_the_name_that_bibtex_has_for_it(told: Explained) -> None:
    key = key_of(told.project, "misc")
    entry = told.project.text("data/library.bib").partition(f"{{{key},")[2]
    eprint = re.search(r"eprint += \{([^}]+)\}", entry)
    assert eprint
    paper = eprint[1].partition("v")[0]
    assert re.fullmatch(
        rf"arxiv of {key}\n  arxiv:{re.escape(eprint[1])}\n"
        rf"  from arxiv, asked on \d{{4}}-\d\d-\d\d for arxiv:{re.escape(paper)}:"
        r" only arxiv was asked\n",
        told(key, "eprint"),
    )


def test_an_identifier_is_as_good_as_a_key(told: Explained, healthy: Emulator) -> None:
    doi = healthy.world.dois[0]
    assert told(doi) == told(f"https://doi.org/{doi}")


def test_json_has_the_same_story(told: Explained) -> None:
    key = key_of(told.project, "misc")
    story = json.loads(told(key, "--json"))
    assert (key, "arxiv", "fresh") == (
        story["key"],
        story["answers"][0]["source"],
        story["answers"][0]["standing"],
    )
    assert "kind" == story["fields"][0]["field"]


def test_nobody_is_asked_and_nothing_is_written(told: Explained, healthy: Emulator) -> None:
    before = library(told.project)
    told(key_of(told.project, "misc"))
    assert ([], before) == (healthy.log, library(told.project))


def test_what_is_corrected_by_hand_is_told_with_its_line_and_its_note(told: Explained) -> None:
    key = key_of(told.project, "misc")
    (told.project.folder / "data/overrides.toml").write_text(
        f'["{key}"]\npublisher = "A Press"\nnote = "as on the cover"\n', encoding="utf-8"
    )
    expected = r"^  by hand +data/overrides\.toml:1: as on the cover$"
    assert re.search(expected, told(key), re.MULTILINE)
    assert re.search(r"^All but what is by hand from arxiv on arxiv:", told(key), re.MULTILINE)
    assert "  A Press\n  by hand at data/overrides.toml:2\n" in told(key, "publisher")


def test_the_key_of_a_work_that_nobody_wants_any_more_is_told_to_be_reserved(
    told: Explained,
) -> None:
    lock = told.project.folder / "data/enrich.lock"
    lines = "\n".join(f"gone2020sheep {fact}" for fact in LEFT)
    lock.write_text(f"{lock.read_text()}{lines}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        told("gone2020sheep")
    expected = "gone2020sheep left on 2026-11-21; its key stays reserved for arxiv:2101.99999"
    assert expected == str(error.value)


def test_a_key_and_a_field_that_a_list_gives_are_told_with_their_line(
    told: Explained, healthy: Emulator
) -> None:
    doi = healthy.world.dois[0]
    (told.project.folder / "data/seeds/list.txt").unlink()
    told.project.seed(
        f"@article{{shears, doi = {{{doi}}}, keywords = {{sheep, wool}}}}", file="thesis.bib"
    )
    (told.project.folder / "data/enrich.lock").unlink()
    given = r"^  key +shears, given in data/seeds/thesis\.bib:1$"
    assert re.search(given, told("shears"), re.MULTILINE)
    expected = "keywords of shears\n  sheep, wool\n  yours, from data/seeds/thesis.bib:1\n"
    assert told("shears", "keywords").startswith(expected)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("{key}x",), "did you mean {key}?"),
        (("{key}", "jurnal"), "'jurnal' is no field; did you mean journal?"),
        (("10.5555/nobody-has-it",), "no entry has it"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(
    told: Explained, arguments: tuple[str, ...], says: str
) -> None:
    key = key_of(told.project, "misc")
    with pytest.raises(ConfigError) as error:
        told(*(one.format(key=key) for one in arguments))
    assert says.format(key=key) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_key_must_be_named(told: Explained) -> None:
    with pytest.raises(click.UsageError):
        told()
