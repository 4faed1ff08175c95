"""Everything can be done with keys alone, and no key does what nobody meant."""

from __future__ import annotations

import pytest

from enrich.writers.contents import Contents
from tests.browser.conftest import Open


def test_a_slash_goes_to_the_search_and_is_not_typed(show: Open) -> None:
    opened = show()
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("a/b")
    assert "query" == opened.focused
    assert "a/b" == opened.page.locator("#query").input_value()


def test_escape_clears_the_search_then_the_filters(show: Open, library: Contents) -> None:
    opened = show(at="#q=a&status=published")
    opened.page.keyboard.press("/")
    opened.page.keyboard.press("Escape")
    assert "status=published" == opened.hash
    opened.page.keyboard.press("Escape")
    assert len(library.entries) + len(library.library.misses) == opened.works.count()


def test_j_and_k_walk_over_what_is_shown(show: Open) -> None:
    opened = show(at="#status=retracted&sort=title")
    identities = [one.get_attribute("id") for one in opened.works.all()]
    assert len(identities) > 2
    walked = []
    for key in "jjk":
        opened.page.keyboard.press(key)
        walked.append(opened.focused)
    assert [identities[0], identities[1], identities[0]] == walked
    opened.page.keyboard.press("k")
    assert identities[0] == opened.focused


def test_the_focused_work_is_on_the_screen(show: Open) -> None:
    opened = show()
    for _ in range(60):
        opened.page.keyboard.press("j")
    top, bottom = opened.page.evaluate(
        "(({top, bottom}) => [top, bottom])(document.activeElement.getBoundingClientRect())"
    )
    assert 0 <= top < bottom <= 900


def test_x_selects_the_focused_work(show: Open) -> None:
    opened = show()
    opened.page.keyboard.press("j")
    opened.page.keyboard.press("x")
    assert "1 selected" == opened.page.locator("#export-title").inner_text()
    opened.page.keyboard.press("x")
    assert "All shown" == opened.page.locator("#export-title").inner_text()


def test_c_copies_the_focused_work_alone(show: Open, library: Contents) -> None:
    opened = show(permissions=["clipboard-read", "clipboard-write"])
    opened.page.keyboard.press("c")
    assert "" == opened.toast
    opened.page.locator(f"[id='work-{library.entries[2].key}']").focus()
    opened.page.keyboard.press("c")
    opened.page.locator("#toast:not(:empty)").wait_for()
    assert f"{{{library.entries[2].key}," in opened.clipboard


def test_a_question_mark_shows_the_keys_and_escape_hides_them(show: Open) -> None:
    opened = show(at="#q=a")
    opened.page.keyboard.press("?")
    assert opened.page.get_by_role("dialog", name="Keys").is_visible()
    opened.page.keyboard.press("Escape")
    assert not opened.page.get_by_role("dialog", name="Keys").is_visible()
    assert "a" == opened.page.locator("#query").input_value()


def test_single_keys_can_be_turned_off(show: Open) -> None:
    opened = show()
    opened.page.keyboard.press("?")
    opened.page.get_by_role("checkbox", name="Single keys").uncheck()
    opened.page.keyboard.press("Escape")
    opened.page.keyboard.press("/")
    assert "query" != opened.focused


def test_keys_with_control_are_left_to_the_browser(show: Open) -> None:
    opened = show()
    opened.page.keyboard.press("j")
    before = opened.focused
    opened.page.keyboard.press("Control+j")
    opened.page.keyboard.press("Alt+x")
    assert before == opened.focused
    assert "All shown" == opened.page.locator("#export-title").inner_text()


def test_the_first_tab_stop_skips_to_the_works(show: Open) -> None:
    opened = show()
    opened.page.keyboard.press("Tab")
    assert opened.page.locator(".skip:focus").is_visible()
    opened.page.keyboard.press("Enter")
    assert "works" == opened.focused


def test_filtering_selecting_and_citing_work_with_tab_and_space(show: Open) -> None:
    opened = show()
    opened.mark("status", "retracted").focus()
    opened.page.keyboard.press("Space")
    assert "status=retracted" == opened.hash
    opened.page.locator("#works").focus()
    seen = []
    for _ in range(40):
        opened.page.keyboard.press("Tab")
        seen.append(opened.page.evaluate("document.activeElement.textContent.trim()"))
        if seen[-1] == "Cite":
            break
    opened.page.keyboard.press("Enter")
    assert "Cite" == seen[-1]
    opened.works.locator("pre").first.wait_for()
    assert {"Remove the filter", "Clear all", "Copy BibTeX", "Download .bib"} <= {
        "Remove the filter" if one.startswith("retracted") else one for one in seen
    }


@pytest.mark.parametrize(("name", "goal"), [("works", "works"), ("search", "query")])
def test_skipping_moves_nothing_but_the_focus(show: Open, name: str, goal: str) -> None:
    opened = show(at="#year=2023&sort=title")
    titles = opened.titles
    opened.page.get_by_role("link", name=f"Skip to the {name}").focus()
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_function("goal => document.activeElement.id === goal", arg=goal)
    assert "year=2023&sort=title" == opened.hash
    assert titles == opened.titles
    assert goal == opened.focused


def test_escape_in_a_field_of_the_pictures_clears_that_field(show: Open) -> None:
    opened = show(at="#q=a")
    field = opened.page.locator("[data-another=author]")
    field.fill("Nobody")
    field.press("Escape")
    assert ("", "a") == (field.input_value(), opened.page.locator("#query").input_value())


def test_that_single_keys_are_off_is_kept(show: Open) -> None:
    opened = show()
    opened.page.keyboard.press("?")
    opened.page.get_by_role("checkbox", name="Single keys").uncheck()
    opened.page.reload()
    opened.page.wait_for_selector("html[data-ready=all]", state="attached")
    opened.page.keyboard.press("/")
    assert "query" != opened.focused
