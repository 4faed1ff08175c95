"""Hold a built site, named by its folder, against what it promises.

It asks no other host, shows nothing of what sets up its examples, and what is copied of a console
is its commands.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

__all__ = ["complaints", "fetched"]

# What a browser fetches by itself, by the attribute that names it; a link is followed by people.
_FETCHED = {
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "img": "src",
    "input": "src",
    "link": "href",
    "object": "data",
    "script": "src",
    "source": "src",
    "track": "src",
    "video": "src",
}
# What a <link> only names.
_NAMED = {"canonical", "next", "prev", "alternate"}
_FOREIGN = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_STYLED = re.compile(r"(?:url\(|@import)\s*[\"']?(?P<address>(?:https?:)?//[^\"')\s]+)")
_BARE_CONSOLE = re.compile(r'class="language-console[^"]*"(?! data-copy="[^"])')
_DIRECTION = re.compile(r"<!-- (?:project|file|run|exit|on): ")


class _Page(HTMLParser):
    """Gathers what a page makes a browser fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        address = told.get(_FETCHED.get(tag, ""))
        if address and (told.get("rel") or "") not in _NAMED:
            self.found.append(address)
        self.found += _STYLED.findall(told.get("style") or "")


def fetched(html: str) -> list[str]:
    """Give the addresses that a browser asks for when it shows a page."""
    page = _Page()
    page.feed(html)
    return [*page.found, *_STYLED.findall(html)]


def complaints(site: Path) -> Iterator[str]:
    """Tell what is wrong with a built site."""
    pages = sorted(site.rglob("*.html"))
    if not pages:
        yield f"{site}: no pages; build the site first"
    for page in pages:
        yield from (f"{page}: {one}" for one in _wrong_with(page.read_text(encoding="utf-8")))
    for sheet in sorted(site.rglob("*.css")):
        for address in _STYLED.findall(sheet.read_text(encoding="utf-8")):
            yield f"{sheet}: fetches {address}"


def _wrong_with(html: str) -> Iterator[str]:
    """Tell what is wrong with a page."""
    for address in fetched(html):
        if _FOREIGN.match(address):
            yield f"fetches {address}"
    if _DIRECTION.search(html):
        yield "shows what sets up its examples"
    if _BARE_CONSOLE.search(html):
        yield "a console is copied with what it prints"


def main() -> None:
    """Check the site in the folder that is named."""
    found = list(complaints(Path(sys.argv[1])))
    for one in found:
        print(one)
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
