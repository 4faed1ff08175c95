"""`enrich show`: a work on a card, or its reference in a style; nobody is asked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

from enrich.cli.show import show
from enrich.errors import ConfigError
from tests.commands import Command, needs_styles
from tests.emulator import Emulator
from tests.projects import Project

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>S</title><id>s</id><updated>2026-11-22T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title" prefix="Of "/></layout></bibliography></style>
"""


@pytest.fixture
def shown(
    good: Project, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Command:
    return Command(show, good, monkeypatch, capsysbinary)


def works_of(project: Project) -> list[dict[str, str]]:
    return json.loads(project.text("data/library.json"))  # type: ignore[no-any-return]


def preprint_of(project: Project) -> dict[str, str]:
    return next(one for one in works_of(project) if one["type"] == "article")


def test_a_card_has_title_status_links_place_and_abstract(shown: Command) -> None:
    work = preprint_of(shown.project)
    told = shown(work["id"]).out
    assert told.startswith(f"{work['title']}\n")
    assert re.search(rf"^  key +{work['id']}$", told, re.MULTILINE)
    assert re.search(r"^  status +preprint$", told, re.MULTILINE)
    assert re.search(rf"^  arXiv +{re.escape(work['URL'])}$", told, re.MULTILINE)
    assert re.search(r"^  wanted by +data/seeds/list\.txt:\d ", told, re.MULTILINE)
    assert told.endswith(f"\n\n{work['abstract']}\n")


def test_an_identifier_is_as_good_as_a_key(shown: Command) -> None:
    work = preprint_of(shown.project)
    assert shown(work["id"]).out == shown(work["URL"]).out


def test_several_works_are_shown_in_their_order_and_each_once(shown: Command) -> None:
    one, other = (work["id"] for work in works_of(shown.project)[:2])
    told = json.loads(shown(other, one, other, "--json").out)
    assert [other, one] == [card["key"] for card in told]
    assert 2 == shown(other, one).out.count("\n  key ")


def test_json_has_what_the_card_shows(shown: Command) -> None:
    work = preprint_of(shown.project)
    (card,) = json.loads(shown(work["id"], "--json").out)
    expected = (work["title"], work["abstract"], "preprint")
    assert expected == (card["title"], card["abstract"], card["status"])
    assert ([], None) == (card["notices"], card["reference"])
    assert ["arXiv", "PDF"] == [link["name"] for link in card["links"]]


def test_on_a_terminal_lines_are_broken_to_its_width(shown: Command) -> None:
    told = shown.on_terminal(preprint_of(shown.project)["id"], width=50)
    bare = re.sub(r"\x1b\[\d*m", "", told)
    assert told.startswith("\x1b[1m")
    assert 50 >= max(map(len, bare.splitlines()))


def test_a_reference_is_set_in_a_style(shown: Command, tmp_path: Path) -> None:
    needs_styles()
    style = tmp_path / "own.csl"
    style.write_text(STYLE, encoding="utf-8")
    works = works_of(shown.project)[:2]
    keys = [work["id"] for work in works]
    expected = [f"Of {re.sub('<[^>]+>', '', work['title'])}" for work in works]
    assert expected == shown(*keys, "--style", str(style)).out.splitlines()
    told = json.loads(shown(*keys, "--style", str(style), "--json").out)
    assert expected == [card["reference"] for card in told]


def test_nobody_is_asked(shown: Command, healthy: Emulator) -> None:
    shown(works_of(shown.project)[0]["id"])
    assert [] == healthy.log


def test_what_is_not_there_is_told_in_one_line(shown: Command) -> None:
    key = works_of(shown.project)[0]["id"]
    with pytest.raises(ConfigError, match=f"did you mean {key}"):
        shown(f"{key}x")
    with pytest.raises(ConfigError, match=r"nowhere\.csl: can't be read"):
        shown(key, "--style", "nowhere.csl")
    with pytest.raises(click.UsageError):
        shown()
