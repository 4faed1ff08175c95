"""The page that the command writes, opened as it lies on the disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.opened import Opened
from tests.emulator import Emulator
from tests.projects import Project

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SETTINGS = 'formats = ["bibtex", "html"]'


def test_refresh_writes_a_page_of_the_works_it_found(
    tmp_path: Path, emulator: Emulator, chromium: Browser
) -> None:
    world = emulator.world
    wanted = (*world.paper_ids[:5], *world.dois[:5], "10.5555/nobody.knows.it")
    project = Project.make(tmp_path / "project", *wanted, emulator=emulator, settings=SETTINGS)
    assert project.run("refresh").returncode in {0, 1}
    page = project.folder / "data/library.html"
    context = chromium.new_context()
    opened = Opened.at(context, page.as_uri())
    assert "11 works" == opened.told
    opened.mark("status", "missed").click()
    assert 1 == opened.works.count()
    before = page.read_bytes()
    assert project.run("refresh").returncode in {0, 1}
    assert before == page.read_bytes()
    assert [] == opened.troubles
    context.close()
