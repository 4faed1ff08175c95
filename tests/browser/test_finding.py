"""Searching, filtering and sorting: what is shown is what fits, and the address keeps it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from enrich.record import Kind
from enrich.status import Status, statuses_of
from enrich.text import folded, to_unicode
from enrich.writers.contents import Contents
from tests.browser.conftest import Open
from tests.browser.opened import Opened


def size_of(contents: Contents) -> int:
    return len(contents.entries) + len(contents.library.misses)


def title_of(contents: Contents, place: int) -> str:
    title = contents.entries[place].record.title
    return to_unicode(title) if title else ""


def test_all_works_and_misses_are_there_the_newest_first(show: Open, library: Contents) -> None:
    opened = show()
    years = [int(year) for year in opened.works.locator(".year").all_text_contents() if year]
    assert f"{size_of(library)} works" == opened.told
    assert sorted(years, reverse=True) == years


def test_a_work_is_found_while_its_title_is_typed(show: Open, library: Contents) -> None:
    opened, wanted = show(), title_of(library, 7)
    opened.search(wanted[:-2].upper())
    assert [wanted] == opened.titles
    assert f"1 of {size_of(library)} works" == opened.told


def test_every_word_has_to_begin_one_of_the_works(show: Open) -> None:
    opened = show()
    opened.search("retracted invented")
    assert opened.works.count() > 0
    opened.search(" nvented")
    assert [] == opened.titles
    assert opened.page.locator("#nothing").is_visible()


@pytest.mark.parametrize(
    "typed",
    ["sorensen duc", "S\u00d8RENSEN-\u0110\u1ee8C", "lukasz so\u0308rensen", "\u0141ukasz"],
    ids=["ascii", "capitals", "marks", "letters"],
)
def test_accents_and_case_make_no_difference(show: Open, library: Contents, typed: str) -> None:
    opened = show()
    opened.page.locator("#query").fill(typed)
    having = [one for one in library.entries if one.record.authors[0].given == "\u0141ukasz"]
    assert 0 < len(having) == opened.works.count()


@pytest.mark.parametrize("typed", ["teorema uber", "\u0422\u0415\u041e\u0420\u0415\u041c\u0410"])
def test_words_in_any_script_are_found_as_they_are_and_as_they_sound(
    show: Open, library: Contents, typed: str
) -> None:
    opened = show()
    opened.page.locator("#query").fill(typed)
    places = range(len(library.entries))
    having = [at for at in places if title_of(library, at).startswith("\u0422")]
    assert 0 < len(having) == opened.works.count()


def test_words_of_abstracts_are_found(show: Open, library: Contents) -> None:
    opened = show()
    opened.search("hypotheses never written")
    assert [] == opened.titles
    opened.page.locator("#query").fill("bound of a sort mirrors")
    having = sum(entry.record.abstract is not None for entry in library.entries)
    assert 0 < opened.works.count() <= having


@pytest.mark.parametrize("status", list(Status))
def test_each_status_is_a_filter(show: Open, library: Contents, status: Status) -> None:
    opened = show()
    opened.mark("status", status.value).click()
    statuses = [
        *statuses_of(library.library).values(),
        *([Status.MISSED] * len(library.library.misses)),
    ]
    assert statuses.count(status) == opened.works.count()
    assert {status.value} == set(opened.works.locator(".badge").all_text_contents())


def test_each_year_is_a_filter(show: Open) -> None:
    opened = show()
    opened.mark("year", "2024").click()
    assert {"2024"} == set(opened.works.locator(".year").all_text_contents())
    assert "year=2024" == opened.hash


@pytest.mark.parametrize(
    ("facet", "label", "fits"),
    [
        ("section", "Surveys", lambda entry: "Surveys" in entry.seeds[0].tags),
        ("kind", "journal article", lambda entry: entry.record.kind is Kind.ARTICLE),
        ("venue", "arXiv", lambda entry: entry.record.kind is Kind.PREPRINT),
        (
            "list",
            "lists/methods.md",
            lambda entry: entry.seeds[0].origin.file.endswith("methods.md"),
        ),
    ],
)
def test_what_is_chosen_in_a_picture_is_shown_alone(
    show: Open, library: Contents, facet: str, label: str, fits: Callable[[object], bool]
) -> None:
    opened = show()
    opened.mark(facet, label).click()
    assert sum(map(fits, library.entries)) == opened.works.locator("[type=checkbox]").count()
    assert "true" == opened.mark(facet, label).get_attribute("aria-pressed")


def test_authors_who_have_no_bar_can_be_named(show: Open, library: Contents) -> None:
    opened, name = show(), str(library.entries[5].record.authors[0])
    opened.page.locator("[data-another=author]").fill(name)
    opened.page.locator("[data-another=author]").press("Enter")
    assert title_of(library, 5) in opened.titles
    assert f"author={name}" == opened.hash.replace("+", " ")


def test_the_months_it_took_are_a_filter(show: Open) -> None:
    opened = show()
    mark = opened.mark("waited", "4\u20136")
    expected = int(mark.locator(".count").inner_text())
    mark.click()
    assert 0 < expected == opened.works.count()


def test_two_of_one_picture_add_up_and_two_pictures_narrow(show: Open) -> None:
    opened = show()
    counts = {}
    for status in ("published", "preprint"):
        counts[status] = int(opened.mark("status", status).locator(".count").inner_text())
        opened.mark("status", status).click()
    assert sum(counts.values()) == opened.works.count()
    opened.mark("year", "2023").click()
    assert opened.works.count() < sum(counts.values())
    assert {"2023"} == set(opened.works.locator(".year").all_text_contents())


def test_each_bar_shows_what_the_filter_leaves(show: Open) -> None:
    opened = show()
    opened.mark("status", "preprint").click()
    year = opened.mark("year", "2024")
    left = int(year.locator(".count").inner_text())
    year.click()
    assert left == opened.works.count()


def bars_fill_up(opened: Opened) -> bool:
    widths = opened.page.evaluate(
        "[...document.querySelectorAll('.rows .mark')].map((one) =>"
        " [...one.querySelectorAll('rect')].map((bar) => Number(bar.getAttribute('width'))))"
    )
    return all(whole == left for whole, left in widths)


def test_bars_are_full_while_nothing_is_filtered_and_shrink_with_it(show: Open) -> None:
    opened = show()
    assert bars_fill_up(opened)
    opened.search("mirrors")
    assert not bars_fill_up(opened)
    opened.page.keyboard.press("Escape")
    assert bars_fill_up(opened)


@pytest.mark.parametrize("order", ["oldest", "author", "title", "venue", "list"])
def test_each_order_sorts_all_works(show: Open, order: str) -> None:
    opened = show()
    newest = opened.titles
    opened.page.locator("#sort").select_option(order)
    assert sorted(newest) == sorted(opened.titles)
    assert newest != opened.titles
    assert f"sort={order}" == opened.hash


def test_titles_are_sorted_by_their_words_as_they_sound(show: Open) -> None:
    opened = show()
    opened.page.locator("#sort").select_option("title")
    folded_titles = [folded(title) for title in opened.titles]
    assert sorted(folded_titles) == folded_titles


def test_a_letter_that_no_work_has_finds_none(show: Open) -> None:
    opened = show()
    opened.page.locator("#query").fill("\u4e2d")
    assert [] == opened.titles


def test_the_order_of_the_lists_is_that_of_their_lines(show: Open) -> None:
    opened = show(at="#sort=list&list=lists/reading.md")
    lines = [
        int(one.split(":")[-1])
        for one in opened.works.locator(".folds .origin").all_text_contents()
    ]
    assert sorted(lines) == lines


def test_a_link_with_filters_shows_the_same(show: Open) -> None:
    first = show()
    first.search("a")
    first.mark("status", "published").click()
    first.mark("kind", "conference paper").click()
    first.page.locator("#sort").select_option("title")
    assert first.hash
    address = first.page.evaluate("location.hash")
    again = show(at=address)
    assert first.titles == again.titles
    assert "a" == again.page.locator("#query").input_value()
    assert "title" == again.page.locator("#sort").input_value()


def test_an_address_that_makes_no_sense_shows_everything(show: Open, library: Contents) -> None:
    opened = show(at="#sort=__proto__&year=never&%E0%A4%A&constructor=1&status")
    assert size_of(library) == opened.works.count()


def test_each_filter_can_be_taken_back_alone_and_all_at_once(show: Open, library: Contents) -> None:
    opened = show(at="#status=published&kind=journal article&q=a")
    chips = opened.page.locator(".chip")
    assert 2 == chips.count()
    chips.first.click()
    assert 1 == chips.count()
    opened.page.get_by_role("button", name="Clear all").click()
    assert size_of(library) == opened.works.count()
    assert "" == opened.hash


def test_what_the_checks_found_leads_to_its_work(show: Open) -> None:
    opened = show(at="#status=preprint")
    opened.page.locator("#health > summary").click()
    opened.page.locator(".group > summary", has_text="retracted").first.click()
    link = opened.page.locator(".group[open] a").first
    target = (link.get_attribute("href") or "")[1:]
    link.click()
    assert target == opened.focused
    assert opened.page.locator(f"[id='{target}']").is_visible()


def test_a_link_to_one_work_goes_to_it(show: Open, library: Contents) -> None:
    key = library.entries[60].key
    opened = show(at=f"#work-{key}")
    assert f"work-{key}" == opened.focused
    assert opened.page.locator(f"[id='work-{key}'] h3").is_visible()


def test_an_author_is_found_without_accents(show: Open, library: Contents) -> None:
    opened = show()
    field = opened.page.locator("[data-another=author]")
    field.fill("lukasz sorensen-duc")
    field.press("Enter")
    having = [one for one in library.entries if one.record.authors[0].given == "\u0141ukasz"]
    assert 0 < len(having) == opened.works.count()


def test_part_of_a_name_is_enough_for_the_only_author_who_has_it(show: Open) -> None:
    opened = show()
    field = opened.page.locator("[data-another=author]")
    field.fill("Sorensen")
    field.press("Enter")
    assert ["\u0141ukasz S\u00f8rensen-\u0110\u1ee9c \u00d7"] == [
        one.inner_text() for one in opened.page.locator(".chip").all()
    ]


def test_who_names_nobody_or_several_is_told_so(show: Open) -> None:
    opened = show()
    field = opened.page.locator("[data-another=author]")
    field.fill("Nobody Ever")
    field.press("Enter")
    assert "No author here is \u201cNobody Ever\u201d" == opened.toast
    field.fill("family")
    field.press("Enter")
    assert "fit \u201cfamily\u201d: write more, or pick one" in opened.toast
    assert 0 == opened.page.locator(".chip").count()


@pytest.mark.parametrize("order", ["toString", "constructor", "never"])
def test_an_order_that_nobody_has_is_the_newest_first(show: Open, order: str) -> None:
    assert "newest" == show(at=f"#sort={order}").page.locator("#sort").input_value()


def test_a_work_that_the_filters_hide_is_shown_and_that_is_told(show: Open) -> None:
    opened = show(at="#status=preprint")
    opened.page.locator("#health > summary").click()
    opened.page.locator(".group > summary", has_text="retracted").first.click()
    opened.page.locator(".group[open] a").first.click()
    assert "Search and filters were cleared to show this work" == opened.toast


def heights(opened: Opened, part: str) -> list[float]:
    bars = opened.page.locator(f"[data-facet=year] .{part}").all()
    return [float(bar.get_attribute("height") or 0) for bar in bars]


def test_what_is_missed_has_a_part_of_its_own_in_the_bars_of_years(show: Open) -> None:
    opened = show(at="#status=missed")
    assert "missed" in opened.page.locator("[data-facet=year] .legend").inner_text()
    assert 0 < opened.works.count()
    assert (0, 0) == (sum(heights(opened, "left")), sum(heights(opened, "early")))
    assert 0 < sum(heights(opened, "lost"))
    opened.page.get_by_role("button", name="Clear all").click()
    wholes = heights(opened, "all")
    parts = zip(*(heights(opened, part) for part in ("left", "early", "lost")), strict=True)
    assert [round(one, 6) for one in wholes] == [round(sum(each), 6) for each in parts]
