"""What the tests in the browser share: Chromium, pages that may ask for nothing, libraries.

They run where they are asked for, as `make browser` does: nothing else needs a browser.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from enrich.writers.contents import Contents
from enrich.writers.html import write_page
from tests.browser.invented import invented
from tests.browser.opened import Opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# None of it is to reach a network, not even to look for a newer one of itself.
_ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
_HERE = Path(__file__).parent
_WIDE = {"width": 1280, "height": 900}
Open = Callable[..., Opened]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Run Debian's Chromium; where there is none, say so, but never under CI."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None or find_spec("playwright") is None:
        reason = "needs chromium and playwright, which scripts/install_browser.sh installs"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}; under CI these tests must not be skipped")
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only here has it to be there

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def library() -> Contents:
    """Give a library with works and misses of every sort."""
    return invented(120)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Contents], Path]:
    """Write pages, each once."""
    folder, pages = tmp_path_factory.mktemp("pages"), dict[int, Path]()

    def write(contents: Contents) -> Path:
        path = pages.get(id(contents))
        if path is None:
            path = folder / f"{len(pages)}.html"
            path.write_text(write_page(contents), encoding="utf-8")
            pages[id(contents)] = path
        return path

    return write


@pytest.fixture
def show(
    chromium: Browser, written: Callable[[Contents], Path], library: Contents
) -> Iterator[Open]:
    """Open pages from disk, and hold each to it that nothing goes wrong in it unseen."""
    opened: list[Opened] = []

    def show_page(contents: Contents | None = None, *, at: str = "", **options: Any) -> Opened:
        path = written(library if contents is None else contents)
        context = chromium.new_context(**{"viewport": _WIDE, **options})
        one = Opened.at(context, f"{path.as_uri()}{at}")
        opened.append(one)
        return one

    yield show_page
    for one in opened:
        one.page.context.close()
    assert [] == [trouble for one in opened for trouble in one.troubles]
