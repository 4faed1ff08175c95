"""An attacker's words on the page are shown as what they are, and nothing of them happens."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from enrich.answers import Reason, Standing
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.library import Entry
from enrich.merge import Provenance, Reading, Rule
from enrich.misses import Miss
from enrich.packing import Packed
from enrich.record import Dates, Kind, Name, Notice, Record, Venue
from enrich.seeds import Claim, LinkKind, Origin, PassedOver, Scan, Seed
from enrich.text import Run, Style, Text
from enrich.writers.contents import Contents
from enrich.writers.csl import write_csl
from enrich.writers.html import write_page
from tests.browser.conftest import Open
from tests.browser.invented import contents_of
from tests.hostile.catalogue import ALL, KEYS


def hostile() -> Contents:
    """Give a library with an attacker's words in every place, as if no reader had cleaned them."""
    keys = tuple(dict.fromkeys(key or "empty" for key in KEYS))
    entries = tuple(_entry(at, words, keys[at % len(keys)]) for at, words in enumerate(ALL))
    contents = contents_of(entries, tuple(map(_miss, range(len(ALL)), ALL)))
    links = tuple(
        PassedOver(LinkKind.CODE, words, one.seeds[0].origin)
        for one, words in zip(entries, ALL, strict=True)
    )
    seeds = contents.scan.seeds
    return Contents(contents.library, Scan(seeds, links, is_blank=False), contents.today)


def _entry(at: int, words: str, key: str) -> Entry:
    formula = Run(words, (Style.MATH,))
    text = Text((Run(words), formula, Run(words, (Style.ITALIC, Style.SUB))))
    record = Record(
        kind=Kind.ARTICLE,
        title=text,
        abstract=text,
        authors=(Name(literal=words), Name(family=words, given=words)),
        venue=Venue(title=text),
        volume=words,
        pages=words,
        publisher=words,
        doi=Doi(f"10.5555/{words}"),
        arxiv=ArxivId("2101.00001"),
        dates=Dates(printed=PartialDate(1990 + at % 30)),
        notices=(Notice(kind=words),),
    )
    origin = Origin(f"{words}.md", at)
    seed = Seed(record.doi, words, origin, tags=(words,))
    reading = Reading.of(words, record, Standing.FRESH)
    told = (Provenance("title", words, Rule.ONLY, 0), Provenance("doi", words, Rule.BY_HAND))
    return Entry(f"{key}{at}", Packed.of(record), told, (seed,), Standing.FRESH, (reading,))


def _miss(at: int, words: str) -> Miss:
    claim = Claim(title=words, authors=(words,), venue=words)
    seed = Seed(None, words, Origin(words, at), claim=claim, tags=(words,))
    return Miss(seed, words, Reason.REFUSED, words, words)


@pytest.fixture(scope="session")
def dangerous() -> Contents:
    """Make it once."""
    return hostile()


def test_nothing_runs_and_nothing_leaves(show: Open, dangerous: Contents) -> None:
    opened = show(dangerous)
    opened.page.on("dialog", lambda dialog: opened.troubles.append(dialog.message))
    opened.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true;")
    opened.page.wait_for_timeout(500)
    assert [] == opened.stopped()
    allowed = {"#index", "#citations", "#whence"}
    scripts = opened.page.eval_on_selector_all(
        "script[id]", "(all) => all.map((one) => `#${one.id}`)"
    )
    assert allowed == set(scripts)
    assert 2 == opened.page.locator("script:not([id])").count()
    assert 0 == opened.page.locator("iframe, img, object, embed, base, style[onload]").count()


def test_links_lead_to_the_web_or_stay_on_the_page(show: Open, dangerous: Contents) -> None:
    opened = show(dangerous)
    schemes = opened.page.eval_on_selector_all(
        "a", "(all) => [...new Set(all.map((one) => one.protocol))]"
    )
    assert {"file:", "https:", "http:"} >= set(schemes)
    outward = opened.page.eval_on_selector_all(
        "a[href]:not([href^='#'])", "(all) => all.map((one) => one.rel)"
    )
    assert {"noopener noreferrer"} == set(outward)


def test_no_element_bears_a_style_or_listens(show: Open, dangerous: Contents) -> None:
    opened = show(dangerous, java_script_enabled=False)
    names = opened.page.evaluate(
        "[...document.querySelectorAll('body *')].flatMap((one) => one.getAttributeNames())"
    )
    assert [] == [name for name in names if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("width", [360, 1280])
def test_long_words_wrap(show: Open, dangerous: Contents, width: int) -> None:
    opened = show(dangerous, viewport={"width": width, "height": 800})
    opened.page.evaluate(
        "for (const one of document.querySelectorAll('#panel, #health')) one.open = true;"
    )
    assert width >= opened.page.evaluate("document.documentElement.scrollWidth")


def test_every_work_can_still_be_found_filtered_and_cited(show: Open, dangerous: Contents) -> None:
    opened = show(dangerous)
    size = len(dangerous.entries) + len(dangerous.library.misses)
    assert size == opened.works.count()
    opened.search("alert")
    assert 0 < opened.works.count() < size
    opened.page.keyboard.press("Escape")
    for bar in opened.page.locator(".mark:not(:disabled)").all():
        bar.click()
        bar.click()
    assert size == opened.works.count()


def test_no_word_ends_the_data(dangerous: Contents) -> None:
    page = write_page(dangerous)
    blocks = page.split('<script type="application/json"')[1:]
    bodies = [block.partition(">")[2].partition("</script>")[0] for block in blocks]
    assert 3 == len(bodies)
    for body in bodies:
        assert not {"<", ">", "&"} & set(body)
        json.loads(body)


def test_no_control_and_no_turn_of_direction_gets_onto_the_page(dangerous: Contents) -> None:
    page = write_page(dangerous)
    steering = set("\x00\x1b\x07\x9b\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2028")
    assert set() == steering & set(page)


def test_what_is_downloaded_is_what_the_library_says_word_for_word(
    show: Open, dangerous: Contents, tmp_path: Path
) -> None:
    opened = show(dangerous)
    with opened.page.expect_download() as awaited:
        opened.page.get_by_role("button", name="Download .json").click()
    awaited.value.save_as(tmp_path / "saved.json")
    saved = json.loads((tmp_path / "saved.json").read_text("utf-8"))
    wanted = {one["id"]: one for one in json.loads(write_csl(dangerous.entries))}
    assert [] == [
        one["id"] for one in saved if list(wanted[one["id"]].items()) != list(one.items())
    ]
    assert len(wanted) == len(saved)
