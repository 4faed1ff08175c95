"""Five thousand works answer a keystroke before anybody notices."""

from __future__ import annotations

import os
from statistics import median

import pytest

from enrich.writers.contents import Contents
from tests.browser.conftest import Open
from tests.browser.invented import invented
from tests.browser.opened import Opened

pytestmark = pytest.mark.slow

# From the key to the frame in which its effect is painted.
_TIMES = """
window.times = [];
addEventListener("keydown", () => {
  const start = performance.now();
  requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => window.times.push(performance.now() - start);
    after.port2.postMessage(0);
  });
}, true);
"""
_LIMIT = 100
# The machine may be busy with something else at one key or another, but not each time.
_TRIES = 6
_WORDS = "mirrors 2023"


def _limit() -> float:
    """Give a machine more time that has more to do than it has processors."""
    return _LIMIT * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


@pytest.fixture(scope="session")
def large() -> Contents:
    """Give a library that is larger than most."""
    return invented(5000)


def typed(opened: Opened, words: str) -> list[float]:
    """Type and take back some words, and tell how long each key took in milliseconds."""
    opened.page.evaluate("window.times.length = 0")
    opened.page.locator("#query").focus()
    for key in (*words, *["Backspace"] * len(words)):
        opened.page.keyboard.press(key)
        opened.page.wait_for_timeout(60)
    return list(opened.page.evaluate("window.times"))


def test_a_keystroke_is_answered_within_a_tenth_of_a_second(show: Open, large: Contents) -> None:
    opened = show(large)
    opened.page.evaluate(_TIMES)
    best = typed(opened, _WORDS)
    for _ in range(_TRIES):
        if max(best) < _limit():
            break
        best = [min(pair) for pair in zip(best, typed(opened, _WORDS), strict=True)]
    told = [round(time) for time in best]
    print(f"median {median(best):.0f} ms, worst {max(best):.0f} ms")  # noqa: T201 - worth knowing
    assert median(best) < _limit(), told
    assert max(best) < _limit(), told


def test_all_of_five_thousand_works_can_be_found_and_printed(show: Open, large: Contents) -> None:
    opened = show(large)
    size = len(large.entries) + len(large.library.misses)
    assert f"{size} works" == opened.told
    assert size == opened.works.count()
    last = opened.titles[-1]
    # The browser's own search looks into what is out of sight, and goes there.
    assert opened.page.evaluate("(words) => window.find(words)", last[:40])
    opened.page.emulate_media(media="print")
    heights = opened.page.evaluate(
        "[...document.querySelectorAll('.work')].filter((one) => one.offsetHeight > 10).length"
    )
    assert len(large.entries) == heights
