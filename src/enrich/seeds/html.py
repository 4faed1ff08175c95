"""HTML seeds: a browser's bookmarks, or a page that was saved; each link with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from enrich.identifiers import parse_identifier
from enrich.seeds.links import claim_of, kind_of
from enrich.seeds.model import Claim, Found, LinkKind, Origin, PassedOver, Seed
from enrich.seeds.words.mentions import find_mentions
from enrich.seeds.words.titles import find_title

__all__ = ["looks_like_html", "read_html"]

_HEAD = 2000
_PAGE = re.compile(r"<(?:!doctype\s+(?:html|netscape)|html\b)", re.IGNORECASE)
_COMMENT_ENDS = re.compile(r"--\s*+>")
_HEADING = re.compile(r"h([1-6])")
# What browsers make of a page's title: the identifier before it, the website's name behind it.
_BEFORE = re.compile(r"^\[[\w.:/-]+\]\s+")
_BEHIND = re.compile(r"\s+(?:[|\u2013\u2014]|-(?=\s+[A-Z]\S*(?:\s+\S+){0,3}$))\s+[^|]{2,60}$")
# A bookmark's own folder for everything that has none.
_NO_FOLDERS = frozenset({"Bookmarks", "Bookmarks bar", "Bookmarks Toolbar", "Bookmarks Menu"})


def looks_like_html(text: str) -> bool:
    """Tell by how a page begins, behind comments."""
    head = text[:_HEAD].lstrip("\ufeff").lstrip()
    while head.startswith("<!--"):
        head = head.partition("-->")[2].lstrip()
    return _PAGE.match(head) is not None


def read_html(text: str, file: str) -> Iterator[Found]:
    """Read a seed from each link to a paper, under the folders or headings it stands in."""
    page = _Page()
    page.feed(_closed(text))
    page.close()
    for link in page.links:
        origin = Origin(file, link.line)
        kind = kind_of(link.href)
        if kind is not LinkKind.PAPER:
            yield PassedOver(kind, link.href, origin)
            continue
        claim = Claim(title=_title(link.words)).filled_from(claim_of(link.href))
        yield Seed(parse_identifier(link.href), link.href, origin, claim=claim, tags=link.folders)


def _closed(text: str) -> str:
    """Blank the signs that open what nothing closes: the parser looks for the end of each anew."""
    ends = [0, *(found.end() for found in _COMMENT_ENDS.finditer(text))]
    text = text[: ends[-1]] + text[ends[-1] :].replace("<!--", "    ")
    end = text.rfind(">") + 1
    return text[:end] + text[end:].replace("<", " ")


def _title(words: str) -> str | None:
    bare = _BEFORE.sub("", words)
    while (shorter := _BEHIND.sub("", bare)) != bare:
        bare = shorter
    return find_title(bare)


class _Link:
    """A link as it is read."""

    def __init__(self, href: str, line: int, folders: tuple[str, ...]) -> None:
        self.href = href
        self.line = line
        self.folders = folders
        self.words = ""


class _Page(HTMLParser):
    """Collects links, and the folders and headings above each."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[_Link] = []
        self._link: _Link | None = None
        self._heading: list[str] | None = None
        self._headings: list[tuple[int, str]] = []
        # Folders lie within one another as lists do; headings as their levels say.
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a link or a heading; go into a folder."""
        if tag == "dl":
            self._depth += 1
        elif _HEADING.fullmatch(tag):
            self._heading = []
        elif tag == "a" and (href := dict(attrs).get("href")):
            folders = tuple(name for _, name in self._headings)
            self._link = _Link(href.strip(), self.getpos()[0], folders)
            self.links.append(self._link)

    def handle_endtag(self, tag: str) -> None:
        """End a link or a heading; come out of a folder."""
        if tag == "a":
            self._link = None
        elif tag == "dl":
            self._depth = max(self._depth - 1, 0)
            self._headings = [one for one in self._headings if one[0] < self._level(0)]
        elif (found := _HEADING.fullmatch(tag)) and self._heading is not None:
            self._enter(self._level(int(found[1])), " ".join("".join(self._heading).split()))
            self._heading = None

    def handle_data(self, data: str) -> None:
        """Take the words of a link or a heading."""
        if self._link is None and self.cdata_elem is None:
            line = self.getpos()[0]
            folders = tuple(name for _, name in self._headings)
            for mention in find_mentions(data):
                if mention.wanted:
                    below = data.count("\n", 0, mention.begin)
                    self.links.append(_Link(mention.written, line + below, folders))
        if self._link is not None:
            self._link.words = f"{self._link.words}{data}"
        if self._heading is not None:
            self._heading.append(data)

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: ARG002, FBT001, FBT002 - theirs
        """Take `<![` for the comment that browsers take it for; the parser would give up."""
        return self.parse_bogus_comment(i, report=False)

    def _level(self, heading: int) -> int:
        """Give how deep a heading lies: in bookmarks all are of one level."""
        return self._depth * 10 + 10 if self._depth else heading

    def _enter(self, level: int, name: str) -> None:
        self._headings = [one for one in self._headings if one[0] < level]
        if name and name not in _NO_FOLDERS:
            self._headings.append((level, name))
