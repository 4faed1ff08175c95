"""On paper the page is a numbered bibliography of what is filtered or selected."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from enrich.writers.contents import Contents
from tests.browser.conftest import Open
from tests.browser.opened import Opened


def printed(opened: Opened, folder: Path) -> str:
    """Print, and give the words on the paper."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext, which scripts/install_browser.sh installs")
    path = folder / "page.pdf"
    opened.page.pdf(path=path, format="A4")
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def numbers(text: str) -> list[int]:
    return [int(found) for found in re.findall(r"^\s*(\d+)\.\s", text, re.MULTILINE)]


def on_paper(title: str, text: str) -> bool:
    plain = re.sub(r"\s+", "", text)
    return re.sub(r"\s+", "", title)[:30] in plain


def head(text: str) -> str:
    """Give what is printed beneath the title."""
    return text.strip().splitlines()[1].strip()


def test_every_work_is_printed_under_its_number(
    show: Open, library: Contents, tmp_path: Path
) -> None:
    opened = show()
    text = printed(opened, tmp_path)
    size = len(library.entries)
    assert list(range(1, size + 1)) == numbers(text)
    titles = opened.page.locator(".work:not(.no-entry) h3").all_text_contents()
    assert (size, []) == (len(titles), [one for one in titles if not on_paper(one, text)])
    assert f"{size} works" == head(text)


def test_what_was_missed_is_no_part_of_a_bibliography(show: Open, tmp_path: Path) -> None:
    opened = show(at="#status=missed&status=retracted")
    text = printed(opened, tmp_path)
    missed = opened.page.locator(".work.no-entry h3").all_text_contents()
    assert "No entry" not in text
    assert (2, []) == (len(missed), [title for title in missed if on_paper(title, text)])


def test_what_is_filtered_is_printed_alone(show: Open, library: Contents, tmp_path: Path) -> None:
    opened = show(at="#status=retracted&sort=author")
    text = printed(opened, tmp_path)
    assert list(range(1, opened.works.count() + 1)) == numbers(text)
    assert all(on_paper(title, text) for title in opened.titles)
    assert f"{opened.works.count()} of {len(library.entries)} works" == head(text)


def test_a_selection_is_printed_alone(show: Open, tmp_path: Path) -> None:
    opened = show()
    boxes = opened.works.get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(2).check()
    text = printed(opened, tmp_path)
    titles = opened.page.locator(".work.selected h3").all_text_contents()
    assert [1, 2] == numbers(text)
    assert all(on_paper(title, text) for title in titles)


def test_a_selection_is_printed_whatever_is_filtered(
    show: Open, library: Contents, tmp_path: Path
) -> None:
    opened = show(at="#status=retracted")
    opened.works.get_by_role("checkbox").first.check()
    opened.page.get_by_role("button", name="Clear all").click()
    opened.works.get_by_role("checkbox").last.check()
    opened.page.locator("#query").fill("nobody ever wrote this")
    text = printed(opened, tmp_path)
    titles = opened.page.locator(".work.selected h3").all_text_contents()
    assert [1, 2] == numbers(text)
    assert (2, True) == (len(titles), all(on_paper(title, text) for title in titles))
    assert f"2 of {len(library.entries)} works" == head(text)
    assert "No work fits" not in text


def test_all_authors_are_printed(show: Open, library: Contents, tmp_path: Path) -> None:
    entry = max(library.entries, key=lambda one: len(one.record.authors))
    text = printed(show(at=f"#q={entry.key}"), tmp_path)
    assert len(entry.record.authors) > 9
    told = ", ".join(map(str, entry.record.authors))
    assert re.sub(r"\s+", "", told) in re.sub(r"\s+", "", text)


def test_what_is_for_the_screen_is_not_printed(show: Open, tmp_path: Path) -> None:
    text = printed(show(color_scheme="dark"), tmp_path)
    for word in ("Search", "Copy BibTeX", "Abstract", "Filters", "Health", "Theme", "Sections"):
        assert word not in text


def test_links_are_printed_with_their_addresses(show: Open, tmp_path: Path) -> None:
    text = printed(show(at="#status=published"), tmp_path)
    assert "https://doi.org/10.5555/invented." in text


def test_paper_is_white_in_any_theme(show: Open) -> None:
    opened = show(color_scheme="dark")
    opened.page.emulate_media(media="print", color_scheme="dark")
    style = "getComputedStyle(document.documentElement)"
    assert "rgb(255, 255, 255)" == opened.page.evaluate(f"{style}.backgroundColor")
    red, green, blue = map(
        int, re.findall(r"\d+", opened.page.evaluate("getComputedStyle(document.body).color"))[:3]
    )
    assert max(red, green, blue) < 100
