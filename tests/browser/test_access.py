"""Anybody can read the page: in any theme and width, by ear, without the script."""

from __future__ import annotations

from importlib import import_module

import pytest

from enrich.writers.contents import Contents
from tests.browser.conftest import Open
from tests.browser.opened import Opened

PHONE: dict[str, object] = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VARIANTS: dict[str, dict[str, object]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": PHONE,
    "dark phone": {**PHONE, "color_scheme": "dark"},
}


def violations(opened: Opened) -> list[str]:
    """Look with axe-core, and tell what it found at which elements."""
    axe = import_module("axe_playwright_python.sync_playwright").Axe()
    options = {"resultTypes": ["violations"], "runOnly": RULES}
    found = axe.run(opened.page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary']}"
        for one in found
        for node in one["nodes"][:3]
    ]


def unfolded(opened: Opened) -> None:
    """Open everything that can be: what is folded is not looked at."""
    opened.page.evaluate(
        "const some = [...document.querySelectorAll('.folds details')].slice(0, 12);"
        "const all = document.querySelectorAll('#panel, #health, .group, .others');"
        "for (const one of [...all, ...some]) one.open = true;"
    )


@pytest.mark.parametrize("variant", ["light", "dark", "phone", "dark phone"])
def test_axe_finds_nothing_to_complain_of(show: Open, variant: str) -> None:
    opened = show(**VARIANTS[variant])
    unfolded(opened)
    opened.mark("year", "2024").click()
    opened.works.get_by_role("checkbox").first.check()
    assert [] == violations(opened)


@pytest.mark.parametrize("variant", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_seldom_seen(show: Open, variant: str) -> None:
    opened = show(at="#status=missed&status=doubtful&status=retracted", **VARIANTS[variant])
    unfolded(opened)
    assert [] == violations(opened)
    opened.page.keyboard.press("?")
    assert [] == violations(opened)


def test_axe_finds_nothing_where_nothing_is_left(show: Open) -> None:
    opened = show(at="#q=nobody ever wrote this")
    assert [] == violations(opened)


def test_without_its_script_the_page_shows_every_work(show: Open, library: Contents) -> None:
    opened = show(java_script_enabled=False)
    size = len(library.entries) + len(library.library.misses)
    assert size == opened.page.locator(".work h3").count()
    assert not opened.page.locator("#query").is_visible()
    assert not opened.page.get_by_role("button", name="Copy").first.is_visible()
    opened.page.locator(".abstract > summary").first.click()
    assert opened.page.locator(".abstract p").first.is_visible()


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_no_width_needs_scrolling_to_the_side(show: Open, width: int) -> None:
    opened = show(viewport={"width": width, "height": 800})
    unfolded(opened)
    assert width >= opened.page.evaluate("document.documentElement.scrollWidth")


def test_the_page_has_its_landmarks_and_one_first_heading(show: Open) -> None:
    opened = show()
    assert 1 == opened.page.get_by_role("heading", level=1).count()
    for role in ("banner", "main", "complementary", "contentinfo", "search"):
        assert 1 == opened.page.get_by_role(role).count(), role
    assert "en" == opened.page.locator("html").get_attribute("lang")


def test_bars_are_told_with_their_counts(show: Open) -> None:
    opened = show()
    assert opened.page.get_by_role("button", name="retracted").inner_text().split()[-1].isdigit()
    name = opened.page.locator("[data-facet=year] .mark").last.evaluate("(one) => one.textContent")
    assert "2025" in name


def test_counts_are_told_politely(show: Open) -> None:
    opened = show()
    assert "status" == opened.page.locator("#shown").get_attribute("role")
    assert "status" == opened.page.locator("#toast").get_attribute("role")


def color(opened: Opened) -> str:
    return str(opened.page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def test_the_theme_is_the_systems_until_somebody_chooses(show: Open) -> None:
    light, dark = show(), show(color_scheme="dark")
    assert color(light) != color(dark)
    toggle = light.page.locator("#theme")
    toggle.click()
    toggle.click()
    assert ("Theme: dark", color(dark)) == (toggle.inner_text(), color(light))
    light.page.reload()
    assert color(dark) == color(light)
    toggle.click()
    assert "Theme: auto" == toggle.inner_text()


@pytest.mark.parametrize("wanted", ["reduce", "no-preference"])
def test_bars_move_only_for_those_who_like_that(show: Open, wanted: str) -> None:
    opened = show(reduced_motion=wanted)
    moving = opened.page.locator(".mark .left").first.evaluate(
        "(one) => getComputedStyle(one).transitionDuration.split(',').some(parseFloat)"
    )
    assert (wanted == "no-preference") == moving


def test_a_long_list_of_people_goes_on_where_it_stopped(show: Open) -> None:
    people = show().page.locator(".people:has(.others)").first
    people.locator("summary").click()
    told = people.inner_text()
    assert (False, False, True) == ("\n" in told, " more" in told, "(fewer), " in told)
    people.locator("summary").click()
    told = people.inner_text()
    assert (True, False) == (" more" in told, "fewer" in told)


def test_swatches_can_be_seen_in_forced_colors(show: Open) -> None:
    opened = show(forced_colors="active")
    colors = opened.page.eval_on_selector_all(
        ".legend span",
        "(all) => all.map((one) => getComputedStyle(one, '::before').backgroundColor)",
    )
    assert 3 == len({*colors, color(opened)} - {color(opened)}) == len(colors)


def test_without_its_script_no_button_waits_in_vain(show: Open) -> None:
    opened = show(java_script_enabled=False)
    buttons = opened.page.locator("button:visible, input:visible, select:visible")
    assert [] == [one.inner_text() for one in buttons.all() if one.is_enabled()]
    assert 0 < opened.page.locator(".mark:visible").count()


def test_links_of_works_are_large_enough_for_a_finger(show: Open) -> None:
    links = show(**PHONE).page.locator(".work .facts a")
    boxes = [one.bounding_box() for one in links.all()[:12]]
    assert [] == [box for box in boxes if box is None or box["height"] < 24]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_search_has_room_for_large_letters(show: Open, width: int) -> None:
    opened = show(viewport={"width": width, "height": 800})
    opened.page.evaluate("document.documentElement.style.fontSize = '200%'")
    box = opened.page.locator("#query").bounding_box()
    assert box is not None
    assert min(300, width - 70) <= box["width"]
    assert width >= opened.page.evaluate("document.documentElement.scrollWidth")
