"""The documentation's links lead somewhere, and its site holds all of it and asks nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from scripts.check_site import complaints, fetched
from scripts.site_pages import linked, with_commands_to_copy
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


def test_links_of_a_page_of_the_repository_lead_to_their_copies_beside_it() -> None:
    text = (
        "[a](src/enrich_example/org.py) [b](../nightly/crontab) [c](nowhere.py) [d](https://a.org)"
    )
    expected = (
        "[a](../../../repository/examples/plugin/src/enrich_example/org.py.txt)"
        " [b](../../../repository/examples/nightly/crontab.txt) [c](nowhere.py) [d](https://a.org)"
    )
    assert expected == linked(text, "repository/examples/plugin/README.md")


CONSOLE = (
    '<div class="language-console highlight"><pre><code><span class="gp">$ </span>enrich get'
    ' <span class="s2">&quot;a&quot;</span> &gt;<span class="w"> </span>b\n'
    '<span class="go">@misc{a,</span>\n<span class="go">  cost = {5 $ a piece}</span>\n'
    '<span class="gp">$ </span>cat<span class="w"> </span>b\n</code></pre></div>'
)


def test_what_is_copied_of_a_console_is_its_commands() -> None:
    html = f'<pre><code class="language-sh">$ a\n</code></pre>{CONSOLE}'
    expected = CONSOLE.replace(
        '<div class="language-console highlight">',
        '<div class="language-console highlight"'
        ' data-copy="enrich get &quot;a&quot; &gt; b&#10;cat b">',
    )
    assert html.replace(CONSOLE, expected) == with_commands_to_copy(html)


def test_a_site_whose_consoles_are_copied_with_their_output_is_told(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(CONSOLE)
    assert [f"{page}: a console is copied with what it prints"] == list(complaints(tmp_path))
    page.write_text(with_commands_to_copy(CONSOLE))
    assert [] == list(complaints(tmp_path))
