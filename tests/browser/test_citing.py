"""Copying and downloading: what comes out is what the library's own files say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bibtexparser.entrypoint import parse_string

from enrich.library import Entry
from enrich.text import to_unicode
from enrich.writers.bibtex import write_bibtex
from enrich.writers.contents import Contents
from enrich.writers.csl import write_csl
from tests.browser.conftest import Open
from tests.browser.opened import Opened

if TYPE_CHECKING:
    from playwright.sync_api import Locator

CLIPBOARD = ["clipboard-read", "clipboard-write"]
# The page keeps an abstract but once, as what is read on it.
NO_CLIPBOARD = """
Object.defineProperty(navigator, "clipboard", {value: undefined});
document.execCommand = (name) => {
  window.copied = [name, document.activeElement.value];
  return true;
};
"""


def work(opened: Opened, entry: Entry) -> Locator:
    return opened.page.locator(f"[id='work-{entry.key}']")


def cited(library: Contents) -> Entry:
    """Give an entry with a publication and an abstract of several paragraphs."""
    return next(
        one
        for one in library.entries
        if one.record.doi and one.record.abstract and one.record.volume
    )


def test_bibtex_of_one_work_is_what_the_bib_says(show: Open, library: Contents) -> None:
    opened, entry = show(permissions=CLIPBOARD), cited(library)
    work(opened, entry).locator(".cite > summary").click()
    opened.page.get_by_role("button", name="Copy BibTeX").last.click()
    opened.page.locator("#toast:not(:empty)").wait_for()
    assert f"Copied BibTeX of {entry.key}" == opened.toast
    assert read_bib(write_bibtex([entry])) == [
        {**one, "abstract": read_bib(write_bibtex([entry]))[0]["abstract"]}
        for one in read_bib(opened.clipboard)
    ]


def read_bib(text: str) -> list[dict[str, str]]:
    library = parse_string(text)
    assert not library.failed_blocks
    return [
        {
            "ENTRYTYPE": one.entry_type,
            "ID": one.key,
            **{field.key: field.value for field in one.fields},
        }
        for one in library.entries
    ]


def test_csl_of_one_work_is_what_the_library_says_with_its_abstract(
    show: Open, library: Contents
) -> None:
    opened, entry = show(permissions=CLIPBOARD), cited(library)
    work(opened, entry).locator(".cite > summary").click()
    work(opened, entry).get_by_role("button", name="Copy CSL").click()
    opened.page.locator("#toast:not(:empty)").wait_for()
    assert json.loads(write_csl([entry])) == json.loads(opened.clipboard)


def test_the_bibtex_is_shown_before_it_is_copied(show: Open, library: Contents) -> None:
    opened, entry = show(), cited(library)
    work(opened, entry).locator(".cite > summary").click()
    assert work(opened, entry).locator("pre").inner_text().startswith(f"@article{{{entry.key},")


def test_without_a_clipboard_the_browser_copies_the_old_way(show: Open, library: Contents) -> None:
    opened, entry = show(), cited(library)
    opened.page.evaluate(NO_CLIPBOARD)
    work(opened, entry).focus()
    opened.page.keyboard.press("c")
    command, text = opened.page.evaluate("window.copied")
    assert "copy" == command
    assert entry.key == read_bib(text)[0]["ID"]
    assert f"Copied BibTeX of {entry.key}" == opened.toast
    assert f"work-{entry.key}" == opened.focused


def test_where_nothing_can_be_copied_that_is_told(show: Open, library: Contents) -> None:
    opened = show()
    opened.page.evaluate(NO_CLIPBOARD)
    opened.page.evaluate("document.execCommand = () => false")
    work(opened, library.entries[0]).focus()
    opened.page.keyboard.press("c")
    assert "Download" in opened.toast


def saved(opened: Opened, name: str, folder: Path) -> tuple[str, str]:
    with opened.page.expect_download() as awaited:
        opened.page.get_by_role("button", name=name).click()
    path = folder / awaited.value.suggested_filename
    awaited.value.save_as(path)
    return path.name, path.read_text(encoding="utf-8")


def test_the_selection_is_downloaded_as_bibtex(
    show: Open, library: Contents, tmp_path: Path
) -> None:
    opened, chosen = show(), library.entries[3:6]
    for entry in chosen:
        work(opened, entry).get_by_role("checkbox").check()
    assert "3 selected" == opened.page.locator("#export-title").inner_text()
    name, text = saved(opened, "Download .bib", tmp_path)
    assert "selection.bib" == name
    assert {one.key for one in chosen} == {one["ID"] for one in read_bib(text)}


def test_the_selection_is_downloaded_as_csl(show: Open, library: Contents, tmp_path: Path) -> None:
    opened, chosen = show(), library.entries[3:6]
    for entry in chosen:
        work(opened, entry).get_by_role("checkbox").check()
    name, text = saved(opened, "Download .json", tmp_path)
    assert "selection.json" == name
    assert json.loads(write_csl(chosen)) == sorted(json.loads(text), key=lambda one: one["id"])


def test_without_a_selection_all_that_is_shown_is_meant(
    show: Open, library: Contents, tmp_path: Path
) -> None:
    opened = show(at="#status=retracted")
    _, text = saved(opened, "Download .bib", tmp_path)
    titles = [one["title"] for one in read_bib(text)]
    assert 0 < opened.works.count() == len(titles) < len(library.entries)


def test_everything_can_be_downloaded_at_once(
    show: Open, library: Contents, tmp_path: Path
) -> None:
    _, text = saved(show(), "Download .bib", tmp_path)
    assert {one.key for one in library.entries} == {one["ID"] for one in read_bib(text)}


@pytest.mark.parametrize(("name", "read"), [("Copy BibTeX", read_bib), ("Copy CSL", json.loads)])
def test_a_selection_outlives_the_filter_and_is_copied_in_the_order_shown(
    show: Open, library: Contents, name: str, read: object
) -> None:
    assert callable(read)
    opened = show(at="#q=mirrors", permissions=CLIPBOARD)
    shown = opened.titles
    opened.page.get_by_role("button", name="Select these").click()
    opened.page.locator("#query").fill("nobody ever wrote this")
    opened.page.locator(".export").get_by_role("button", name=name).click()
    opened.page.locator("#toast:not(:empty)").wait_for()
    keys = [one.get("ID") or one["id"] for one in read(opened.clipboard)]
    titles = {one.key: to_unicode(one.record.title) for one in library.entries if one.record.title}
    assert len(shown) == len(keys) > 1
    assert [titles[key][:20] for key in keys] == [title[:20] for title in shown]


def test_a_selection_can_be_dropped(show: Open) -> None:
    opened = show()
    opened.page.get_by_role("button", name="Select these").click()
    opened.page.get_by_role("button", name="Select none").click()
    assert "All shown" == opened.page.locator("#export-title").inner_text()
    assert 0 == opened.page.locator(".work :checked").count()


def test_what_was_missed_can_not_be_cited(show: Open) -> None:
    opened = show(at="#status=missed")
    assert 0 < opened.works.count()
    assert 0 == opened.works.locator("[type=checkbox], .cite").count()


def test_where_the_values_come_from_is_told_on_demand(show: Open, library: Contents) -> None:
    opened, entry = show(), cited(library)
    assert 0 == work(opened, entry).locator(".whence dl").count()
    work(opened, entry).locator(".whence > summary").click()
    told = work(opened, entry).locator(".whence dl").inner_text()
    assert f"crossref on {entry.record.doi}" in told
    assert "title" in told
    assert "nobody else has it" in told


def test_who_comes_back_finds_selected_what_is_ticked(show: Open) -> None:
    opened = show()
    boxes = opened.page.locator(".gutter input")
    boxes.nth(0).check()
    boxes.nth(2).check()
    opened.page.goto("about:blank")
    opened.page.go_back()
    opened.page.wait_for_selector("html[data-ready=all]", state="attached")
    ticked = opened.page.locator(".gutter :checked").count()
    assert 2 == ticked == opened.page.locator(".work.selected").count()
    assert "2 selected" == opened.page.locator("#export-title").inner_text()


@pytest.mark.parametrize("name", ["Copy BibTeX", "Copy CSL", "Download .bib", "Download .json"])
def test_where_nothing_has_an_entry_nothing_is_exported(show: Open, name: str) -> None:
    opened = show(at="#status=missed", permissions=CLIPBOARD)
    opened.page.evaluate("navigator.clipboard.writeText('kept')")
    opened.page.on("download", lambda one: opened.troubles.append(one.suggested_filename))
    opened.page.locator(".export").get_by_role("button", name=name).click()
    opened.page.locator("#toast:not(:empty)").wait_for()
    assert "Nothing to export: no work that is shown has an entry" == opened.toast
    assert "kept" == opened.clipboard


def test_where_nothing_can_be_selected_that_is_told(show: Open) -> None:
    opened = show(at="#status=missed")
    opened.page.get_by_role("button", name="Select these").click()
    assert "Nothing to select: no work that is shown has an entry" == opened.toast
