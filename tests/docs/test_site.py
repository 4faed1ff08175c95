"""The documentation's links lead somewhere, and its site holds all of it and asks nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml

from scripts.check_site import fetched
from scripts.site_pages import linked
from tests.docs.texts import NAMES, ROOT, SITE, text_of


def slugs(name: str) -> set[str]:
    """Give the anchors of a page, as mkdocs and GitHub make them."""
    headings = re.findall(
        r"^#+ (.*)$", re.sub(r"(?ms)^```.*?^```$", "", text_of(name)), re.MULTILINE
    )
    kept = (re.sub(r"[^\w\s-]", "", one).strip().lower() for one in headings)
    return {re.sub(r"[\s-]+", "-", one) for one in kept}


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    here = (ROOT / name).parent
    text = re.sub(r"(?ms)^```.*?^```$", "", text_of(name))
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (here / path).resolve() if path else ROOT / name
        assert target.exists(), link
        if anchor:
            assert anchor in slugs(str(target.relative_to(ROOT))), link


def pages_of(entries: object) -> Iterator[str]:
    """Give the pages of the site's navigation."""
    if isinstance(entries, str):
        yield entries
    for entry in entries if isinstance(entries, list) else ():
        yield from pages_of(next(iter(entry.values())) if isinstance(entry, dict) else entry)


def test_every_page_is_in_the_navigation_once() -> None:
    settings = yaml.safe_load(text_of("mkdocs.yml"))
    shown = [f"docs/{page}" for page in pages_of(settings["nav"]) if not page.endswith("/")]
    decisions = [name for name in SITE if name.startswith("docs/decisions/")]
    assert sorted(SITE) == sorted([*shown, *decisions])


def test_the_site_asks_no_other_host() -> None:
    settings = yaml.safe_load(text_of("mkdocs.yml"))
    assert settings["theme"]["font"] is False
    page = '<link rel="canonical" href="https://a.org/"><img src="//b.org/x.png"><a href="//c.org">'
    assert ["//b.org/x.png"] == fetched(page)
    assert ["https://d.org/f.css"] == fetched("<style>@import 'https://d.org/f.css'</style>")


def test_links_to_the_repository_s_files_lead_to_their_copies_in_the_site() -> None:
    text = "[a](../../enrich.toml) [b](../index.md) [c](../../nowhere.txt)"
    expected = "[a](../repository/enrich.toml.txt) [b](../index.md) [c](../../nowhere.txt)"
    assert expected == linked(text, "how-to/ci.md")
