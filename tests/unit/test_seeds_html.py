"""HTML seeds: bookmarks and saved pages."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.identifiers import ArxivId, Doi
from enrich.seeds import LinkKind, PassedOver
from enrich.seeds.html import looks_like_html, read_html
from tests.readings import seeds_in, within

BOOKMARKS = """\
<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1">Sheep</H3>
    <DL><p>
        <DT><A HREF="https://arxiv.org/abs/2101.00001">[2101.00001] Sheep &amp; Goats</A>
        <DT><H3>At night</H3>
        <DL><p>
            <DT><A HREF="https://doi.org/10.5555/n">Sheep in the Dark | Annals of Sheep</A>
        </DL><p>
        <DT><A HREF="https://github.com/a/sheep">sheep: a counter</A>
    </DL><p>
    <DT><A HREF="https://doi.org/10.5555/last">The Last of the Sheep - ScienceDirect</A>
</DL><p>
"""

seeds = partial(seeds_in, read_html, file="f.html")


def test_bookmarks_are_read_with_their_folders_and_lines() -> None:
    found = [
        (seed.wanted, seed.claim.title, seed.tags, seed.origin.line) for seed in seeds(BOOKMARKS)
    ]
    assert found == [
        (ArxivId("2101.00001"), "Sheep & Goats", ("Sheep",), 8),
        (Doi("10.5555/n"), "Sheep in the Dark", ("Sheep", "At night"), 11),
        (Doi("10.5555/last"), "The Last of the Sheep", (), 15),
    ]


def test_other_links_are_passed_over_by_kind() -> None:
    passed = [one for one in read_html(BOOKMARKS, "f.html") if isinstance(one, PassedOver)]
    assert [LinkKind.CODE] == [one.kind for one in passed]


def test_headings_of_a_page_are_its_sections() -> None:
    text = (
        "<html><h1>All</h1><h2>One</h2><p><a href='https://arxiv.org/abs/2101.00001'>x</a>"
        "<h2>Two</h2><a href=https://arxiv.org/abs/2101.00002>y</a>"
    )
    assert [("All", "One"), ("All", "Two")] == [seed.tags for seed in seeds(text)]


@pytest.mark.parametrize("text", [BOOKMARKS, "<html><body>", "\n<!-- saved -->\n<!doctype html>"])
def test_a_page_is_known_by_how_it_begins(text: str) -> None:
    assert looks_like_html(text)


@pytest.mark.parametrize("text", ["", "# List\n<a href='x'>", "10.5555/x <html>", "<h1>A</h1>"])
def test_a_list_with_some_html_in_it_is_no_page(text: str) -> None:
    assert not looks_like_html(text)


_pieces = st.sampled_from(
    "<a| href=|'https://arxiv.org/abs/2101.00001'|>|</a>|<dl>|</dl>|<h3>|</h3>|<!--|-->|<!|<![|]]>"
    "|&#xfff;|&#99999999;|<script>|words|<?|</|<h1".split("|")
) | st.just("\n")


@given(st.lists(_pieces, max_size=20).map("".join) | st.text())
def test_reading_never_raises(text: str) -> None:
    lines = text.count("\n") + 1
    assert all(1 <= one.origin.line <= lines for one in read_html(text, "f"))


@pytest.mark.parametrize("page", ["<!-- a --> <!-- b -->\n<!doctype html>", "\ufeff<html>"])
def test_comments_before_a_page_make_it_no_other(page: str) -> None:
    assert looks_like_html(page)


def test_comments_without_a_page_are_soon_seen_to_be_none() -> None:
    with within(1):
        assert not looks_like_html("<!-- c --> " * 40)


def test_identifiers_in_the_words_of_a_page_are_found() -> None:
    page = "<html><ol><li>Sheep.\ndoi:10.1109/ICCV.2017.322</ol><script>doi:10.1000/no</script>"
    assert [("doi:10.1109/iccv.2017.322", 2)] == [
        (str(seed.wanted), seed.origin.line) for seed in seeds_in(read_html, page)
    ]


@pytest.mark.parametrize(
    "opening", ["<!--", "<!--x>", "<?", "</a", "<a ", "<a b=", "<base", "<a <"]
)
def test_signs_that_nothing_closes_take_no_time(opening: str) -> None:
    with within(2):
        assert [] == seeds_in(read_html, opening * 40_000)


@pytest.mark.parametrize("opening", ["<!-- never closed ", "<!--\n", "<a ", "<? "])
def test_a_link_behind_what_nothing_closes_is_read(opening: str) -> None:
    page = f'<p>{opening}</p><a href="https://doi.org/10.1000/x">Words on sheep</a> <a'
    assert ["doi:10.1000/x"] == [str(seed.wanted) for seed in seeds_in(read_html, page)]
