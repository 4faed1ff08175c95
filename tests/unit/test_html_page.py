"""The page as a file: what it says without a browser, how large it is, and that it is the same."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

import msgspec
import pytest
from lxml import html

from enrich.answers import Reason
from enrich.config import Ignore
from enrich.dates import PartialDate
from enrich.identifiers import Doi
from enrich.library import Entry, Library
from enrich.misses import Miss
from enrich.record import Dates, Kind, Name, Record, Venue
from enrich.seeds import Claim, LinkKind, Origin, PassedOver, Scan, Seed
from enrich.text import Run, Style, Text, read_abstract
from enrich.writers.contents import Contents
from enrich.writers.csl import write_csl
from enrich.writers.html import write_page
from tests.browser.invented import contents_of, invented
from tests.records import ARXIV, DOI, FULL, entry_of, plain, record_of

FRAME, PER_WORK = 80_000, 2_200


def page_of(*entries: Entry, misses: tuple[Miss, ...] = ()) -> html.HtmlElement:
    return html.document_fromstring(write_page(contents_of(entries, misses)))


_PART = re.compile(r"(\w*)(?:\.([\w-]+))?(?:#([\w-]+))?(?:\[([\w-]+)(?:=([\w-]+))?\])?")


def select(element: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Find elements by a selector of tags, classes, identities and attributes, one in another."""
    path = "."
    for part in selector.split():
        tag, name, identity, attribute, value = _PART.fullmatch(part).groups()  # type: ignore[union-attr]
        path += f"//{tag or '*'}"
        path += f"[contains(concat(' ', @class, ' '), ' {name} ')]" if name else ""
        path += f"[@id='{identity}']" if identity else ""
        path += (
            f"[@{attribute}{f'={chr(39)}{value}{chr(39)}' if value else ''}]" if attribute else ""
        )
    return list(element.xpath(path))


def words(element: html.HtmlElement, selector: str) -> str:
    return " ".join(" ".join(one.text_content() for one in select(element, selector)).split())


def seeded(record: Record, key: str = "key", **fields: object) -> Entry:
    seed = Seed(record.name, "written", Origin("list.md", 7), **fields)  # type: ignore[arg-type]
    return msgspec.structs.replace(entry_of(record, key), seeds=(seed,))


def test_the_same_library_makes_the_same_page() -> None:
    assert write_page(invented(30)) == write_page(invented(30))


def test_the_frame_of_the_page_is_small() -> None:
    assert len(write_page(contents_of(())).encode()) < FRAME


def test_a_thousand_works_take_little_more_than_what_is_said_of_them() -> None:
    contents = invented(200)
    page = write_page(contents)
    blocks = sum(
        map(len, re.findall(r'<script type="application/json".*?</script>', page, re.DOTALL))
    )
    said = sum(len(str(one.record.abstract or "")) for one in contents.entries)
    frame = len(write_page(contents_of(())))
    assert (len(page) - blocks - said - frame) / 200 < PER_WORK


def test_the_policy_names_each_script_and_style_and_allows_nothing_else() -> None:
    page = write_page(invented(3))
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0].replace(
        "&#39;", "'"
    )
    inline = [*re.findall(r"<script>(.*?)</script>", page, re.DOTALL)]
    inline += re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    wanted = {f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in inline}
    assert wanted == set(re.findall(r"'sha256-[^']*'", policy))
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert {"base-uri 'none'", "form-action 'none'"} <= set(policy.split("; "))


def test_a_work_is_told_with_all_that_is_known_of_it() -> None:
    page = page_of(seeded(FULL))
    work = select(page, ".work")[0]
    assert "A Title" == words(work, "h3")
    assert "Given Family, The Group" == words(work, ".people")
    assert words(work, ".facts").startswith("Journal of X 7(2), 12\u201334, 4 March 2021 retracted")
    assert ["Words.", "More words."] == [one.text for one in select(work, ".abstract p")]
    assert "Retraction." == words(work, ".notice")
    assert "list.md:7" == words(work, ".origin")


def test_identifiers_lead_to_the_work_its_preprint_and_the_file() -> None:
    work = select(page_of(seeded(record_of(doi=DOI, arxiv=ARXIV))), ".work")[0]
    links = [(one.text, one.get("href")) for one in select(work, ".facts a")]
    assert links == [
        ("DOI", "https://doi.org/10.5555/x"),
        ("arXiv", "https://arxiv.org/abs/2101.00001"),
        ("PDF", "https://arxiv.org/pdf/2101.00001"),
        ("code", "https://github.com/invented/0"),
    ]


def with_links(*entries: Entry, at: int, written: str, kind: LinkKind = LinkKind.CODE) -> str:
    passed = PassedOver(kind, written, Origin("list.md", at))
    seeds = tuple(seed for one in entries for seed in one.seeds)
    contents = Contents(Library(entries, ()), Scan(seeds, (passed,), is_blank=False))
    return words(html.document_fromstring(write_page(contents)), ".facts a")


def test_code_at_the_line_of_one_work_belongs_to_it() -> None:
    entry = seeded(record_of())
    assert "code" == with_links(entry, at=7, written="https://github.com/a/b")
    assert "data" == with_links(entry, at=7, written="http://x.org/d", kind=LinkKind.DATA_SET)
    assert "" == with_links(entry, at=8, written="https://github.com/a/b")


def test_code_at_the_line_of_two_works_belongs_to_neither() -> None:
    entries = seeded(record_of(), "a"), seeded(record_of(doi=DOI), "b")
    assert "code" not in with_links(*entries, at=7, written="https://github.com/a/b")


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "github.com/a",
        "https://",
        "http://[x",
    ],
)
def test_what_is_no_address_on_the_web_is_no_link(written: str) -> None:
    assert "code" not in with_links(seeded(record_of()), at=7, written=written)


def test_markup_and_formulas_of_titles_are_set() -> None:
    title = Text((Run("On "), Run("E. coli", (Style.ITALIC,)), Run(r"\alpha_1", (Style.MATH,))))
    page = write_page(contents_of((seeded(record_of(title=title)),)))
    assert 'On <i>E. coli</i><span class="math">\u03b1<sub>1</sub></span></h3>' in page


def test_more_than_nine_people_are_folded() -> None:
    people = tuple(Name(family=f"Name{at}") for at in range(12))
    nine = select(page_of(seeded(record_of(authors=people[:9]))), ".work")[0]
    twelve = select(page_of(seeded(record_of(authors=people))), ".work")[0]
    assert [] == select(nine, ".others")
    assert "\u2026 and 4 more" == words(twelve, ".others .more")
    folded = select(twelve, ".others")[0]
    assert ", Name8, Name9, Name10, Name11" == folded[0].tail


def test_a_paper_of_arxiv_without_a_date_has_the_month_of_its_number() -> None:
    page = page_of(seeded(record_of(Kind.PREPRINT, arxiv=ARXIV)))
    assert "January 2021" == words(page, ".work time")
    assert "arXiv, January 2021 by its arXiv number" in words(page, ".facts")
    assert rows(page)["date 1 more by their arXiv numbers"] == "0 of 1"


def test_a_date_that_is_told_is_not_said_to_be_that_of_a_number() -> None:
    dates = Dates(posted=PartialDate(2021, 2))
    page = page_of(seeded(record_of(Kind.PREPRINT, arxiv=ARXIV, dates=dates)))
    assert "number" not in words(page, ".facts")
    assert rows(page)["date"] == "1 of 1"


def rows(page: html.HtmlElement) -> dict[str, str]:
    """Give the table of what is known."""
    told = select(page, "tbody tr")
    return {row[0].text_content(): row[1].text_content() for row in told}


def missed(**fields: object) -> Miss:
    claim = Claim(title="What It Says", authors=("An Author",), date=PartialDate(2019), venue="V")
    seed = Seed(None, "a line <b>", Origin("list.md", 9), claim=claim, tags=("Part",))
    return Miss(seed, None, Reason.UNIDENTIFIED, "ask `enrich review` about a DOI", **fields)  # type: ignore[arg-type]


def test_a_miss_tells_what_the_list_says_where_why_and_what_helps() -> None:
    work = select(page_of(misses=(missed(),)), ".work")[0]
    assert "What It Says" == words(work, "h3")
    assert "An Author" == words(work, ".people")
    assert words(work, ".missing").startswith(
        "No entry: no identifier. Ask enrich review about a DOI."
    )
    assert "enrich review" == words(work, ".missing code")
    assert "a line <b>" == words(work, "q")
    assert "list.md:9" == words(work, ".origin")


def test_the_page_is_the_same_whyever_nobody_answered() -> None:
    reasons = (Reason.OFFLINE, Reason.UNREACHABLE, Reason.THROTTLED)
    misses = (msgspec.structs.replace(missed(), reason=reason, hint=reason) for reason in reasons)
    pages = {write_page(contents_of((), (miss,))) for miss in misses}
    assert 1 == len(pages)
    assert "no source answered for it yet" in pages.pop()


def test_the_health_panel_counts_fields_and_leads_to_what_is_wrong() -> None:
    page = page_of(seeded(FULL), misses=(missed(),))
    health = select(page, "#health")[0]
    assert words(health, "summary span").startswith("1 missed, 2 errors")
    assert "1 of 1" == rows(health)["title"]
    targets = {one.get("href") for one in select(health, ".group a")}
    assert targets <= {f"#{one.get('id')}" for one in select(page, ".work")}
    assert "#work-key" in targets


def test_what_nobody_answered_for_is_counted_once() -> None:
    page = page_of(misses=(msgspec.structs.replace(missed(), reason=Reason.OFFLINE),))
    assert "1 missed" == words(page, "#health summary span").split(" note")[0]
    assert "unchecked 1" in words(page, ".group summary")


def test_commands_are_set_as_such_in_what_the_checks_found() -> None:
    page = page_of(misses=(missed(),))
    assert "enrich review" == words(page, ".group li code")
    assert "`" not in words(page, "#health")


def test_what_its_owner_wants_left_alone_is_not_told() -> None:
    contents = contents_of((seeded(record_of(title="Bare")),))
    told = write_page(contents)
    ignore = Ignore("incomplete", "key", "no more is known", file="enrich.toml", line=1)
    left = write_page(msgspec.structs.replace(contents, ignores=(ignore,)))
    assert ("incomplete" in told, "incomplete" in left) == (True, False)


def test_the_page_is_called_as_its_owner_wants() -> None:
    named = msgspec.structs.replace(contents_of(()), title="Mine & <b>Theirs</b>")
    page = html.document_fromstring(write_page(named))
    assert "Mine & <b>Theirs</b>" == words(page, "h1")


@pytest.mark.parametrize("title", ["", "  ", "\u200b"])
def test_a_page_that_is_called_nothing_is_a_library(title: str) -> None:
    named = msgspec.structs.replace(contents_of(()), title=title)
    assert "Library" == words(html.document_fromstring(write_page(named)), "h1")


def test_no_two_works_have_one_place_on_the_page() -> None:
    keys = ("a b", "a-b", "a_b", "\u00e4", "\u00f6", "x" * 200, "x" * 201)
    page = page_of(*(seeded(record_of(), key) for key in keys))
    places = [one.get("id") for one in select(page, "[id]")]
    assert len(set(places)) == len(places)


def block(contents: Contents, name: str) -> object:
    found = re.search(
        rf'<script type="application/json" id="{name}">(.*?)</script>', write_page(contents)
    )
    assert found
    return json.loads(found[1])


def test_the_orders_are_those_of_authors_titles_and_lines() -> None:
    entries = [
        seeded(
            record_of(
                title=title, authors=(Name(family=family),), dates=Dates(issued=PartialDate(year))
            ),
            key,
        )
        for key, title, family, year in (
            ("k1", "beta", "\u00d6berg", 2003),
            ("k2", "Alpha", "Zola", 2002),
            ("k3", "\u00c5land", "Adams", 2001),
        )
    ]
    index = block(contents_of(tuple(entries)), "index")
    assert isinstance(index, dict)
    assert ["k1", "k2", "k3"] == index["keys"]
    assert {"oldest": [2, 1, 0], "author": [2, 0, 1], "title": [2, 1, 0]} == {
        name: index["orders"][name] for name in ("oldest", "author", "title")
    }


def test_letters_are_spelled_as_the_library_folds_them() -> None:
    entry = seeded(record_of(title="\u00d8re, Stra\u00dfe, \u041c\u0438\u0440, \u00e9"))
    index = block(contents_of((entry,)), "index")
    assert isinstance(index, dict)
    assert {"\u00d8": "O", "\u00df": "ss", "\u041c": "M"}.items() <= index["fold"].items()
    # The script takes marks off by itself.
    assert "\u00e9" not in index["fold"]


def test_an_abstract_is_kept_but_once_unless_the_page_sets_it_otherwise() -> None:
    marked = "<p>We show $\\alpha_i^2 \\le 3$ in H<sub>2</sub>O.</p>"
    entries = [
        seeded(record_of(abstract=read_abstract(told)), key)
        for key, told in (("a", "<p>One &lt; two.</p><p>Three.</p>"), ("b", marked))
    ]
    citations = block(contents_of(tuple(entries)), "citations")
    assert isinstance(citations, list)
    told = {csl["id"]: csl.get("abstract") for _, csl in citations}
    assert {"a": None, "b": json.loads(write_csl(entries[1:]))[0]["abstract"]} == told
    assert "\u2082" in str(told["b"])


def test_months_are_counted_from_the_preprint_to_the_publication() -> None:
    page = html.document_fromstring(write_page(invented(60)))
    counts = [int(one.text or 0) for one in select(page, "[data-facet=waited] .count")]
    assert 6 == len(counts)
    assert 40 == sum(counts)


def test_what_all_works_have_is_no_filter() -> None:
    tags = ("All", "Some"), ("All",)
    entries = [
        seeded(record_of(doi=Doi(f"10.5555/{at}")), f"k{at}", tags=tags[at]) for at in range(2)
    ]
    page = page_of(*entries)
    assert "Some" == words(page, "[data-facet=section] .label")


def test_venues_with_markup_are_named_without_it() -> None:
    venue = Venue(title=Text((Run("J. "), Run("X", (Style.ITALIC,)))))
    entries = (
        seeded(record_of(venue=venue), "a"),
        seeded(record_of(venue=Venue(title=plain("Y"))), "b"),
    )
    assert "J. X Y" == words(page_of(*entries), "[data-facet=venue] .label")
