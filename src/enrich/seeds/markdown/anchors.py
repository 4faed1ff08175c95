"""The words and links of one block: what is bold, what slants, where each link stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

import msgspec

from enrich.seeds.markdown.bare import Bare

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["BREAK", "ITEM", "LINE", "Link", "Run", "runs_of", "words_of"]


class Link(msgspec.Struct, frozen=True, eq=False):
    """Where a link leads, and where it begins and ends in its block; -1 where nobody knows."""

    href: str
    begin: int = -1
    end: int = -1
    # What a browser shows when the mouse rests on it.
    hint: str = ""
    # Whether it is an identifier in the words, which nobody made a link.
    is_bare: bool = False


class Run(msgspec.Struct, frozen=True):
    """Words of one look; a line break is a run of its own."""

    words: str
    bold: bool = False
    slanted: bool = False
    link: Link | None = None
    code: bool = False


# Runs that are no words: the end of a line, the begin of an item written in HTML.
BREAK, ITEM = "\n", "\v"
# A blank that was the end of a line where the text was written, but is none where it is read.
LINE = "\r"
# What the parts of CommonMark that are words say, if it is not what is in them.
_WORDS = {"text": "", "text_special": "", "code_inline": "", "softbreak": LINE, "hardbreak": BREAK}
_TAG = re.compile(r"<!--.*?-->|<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<rest>[^<>]*)>", re.DOTALL)
_ATTRIBUTE = r"""\s{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_HREF = re.compile(_ATTRIBUTE.format("href"), re.IGNORECASE)
_HINT = re.compile(_ATTRIBUTE.format("title"), re.IGNORECASE)
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "summary"})
_SLANTED = frozenset({"i", "em", "cite"})
_CODE = frozenset({"code", "kbd", "pre", "samp", "script", "style", "textarea"})
_ITEMS = frozenset({"li", "tr", "dt"})
_BREAKS = frozenset({"br", "td", "th", "p", "div", "ul", "ol", "dd", "hr", "table"})


def runs_of(block: Token, *, has_numbers: bool = False) -> tuple[Run, ...]:
    """Read the words of a block, in which numbers alone may be identifiers."""
    reader = _Reader(Bare(block.content, has_numbers).without(_spans(block)))
    if block.type == "html_block":
        reader.read_html(block.content)
    else:
        for token in block.children or ():
            reader.read(token)
    return reader.finished()


def words_of(runs: tuple[Run, ...]) -> str:
    """Give the words alone."""
    return " ".join("".join(run.words for run in runs).split())


def _spans(block: Token) -> Iterator[tuple[int, int]]:
    """Tell where there are links, code, pictures, tags and comments."""
    if block.type == "html_block":
        yield from ((begin, end) for begin, end, _ in _tags(block.content))
    for token in block.children or ():
        begin, end = token.meta.get("place", (-1, -1))
        if 0 <= begin < end:
            yield begin, end


class _Reader:
    """Goes through the parts of a block and keeps in mind what is open."""

    def __init__(self, bare: Bare) -> None:
        self._bare = bare
        self._code = 0
        self._runs: list[Run] = []
        self._bold = 0
        self._slanted = 0
        self._link: Link | None = None
        # Where in the runs the open link begins.
        self._since = 0

    def finished(self) -> tuple[Run, ...]:
        """Give what was read."""
        return tuple(self._runs)

    def read(self, token: Token) -> None:
        """Read one part of CommonMark."""
        if token.type == "text":
            self._say(token.content)
        elif token.type == "code_inline":
            self._runs.append(Run(token.content, link=self._link, code=True))
        else:
            self._read_sign(token)

    def _read_sign(self, token: Token) -> None:
        """Read what is no words, or other ones than are written."""
        begin, end = token.meta.get("place", (-1, -1))
        if token.type in _WORDS:
            self._add(_WORDS[token.type] or token.content)
        elif token.tag == "strong":
            self._bold += token.nesting
        elif token.tag == "em":
            self._slanted += token.nesting
        elif token.type == "link_open":
            hint = str(token.attrGet("title") or "")
            self._open(Link(str(token.attrGet("href")), begin, end, hint))
        elif token.type == "link_close":
            self._close()
        elif token.type == "html_inline":
            self._read_tag(token.content, begin, end)

    def read_html(self, content: str) -> None:
        """Read a block of HTML, in which nothing is CommonMark."""
        at = 0
        for begin, end, tag in _tags(content):
            self._say(unescape(content[at:begin]).replace("\n", " "))
            self._read_tag(tag, begin, end)
            at = end
        self._say(unescape(content[at:]).replace("\n", " "))
        self._close()

    def _say(self, words: str) -> None:
        """Add words, with what they mention as links."""
        at = 0
        if self._link is None and not self._code:
            for begin, written, (first, last) in self._bare.mentions(words):
                self._add(words[at:begin])
                at = begin + len(written)
                self._open(Link(written, first, last, is_bare=True))
                self._add(written)
                self._close()
        self._add(words[at:])

    def _add(self, words: str) -> None:
        if words:
            self._runs.append(Run(words, self._bold > 0, self._slanted > 0, self._link))

    def _open(self, link: Link) -> None:
        self._close()
        self._link, self._since = link, len(self._runs)

    def _close(self, end: int = -1) -> None:
        if self._link is None:
            return
        if len(self._runs) == self._since:
            self._runs.append(Run("", link=self._link))
        if end >= 0:
            whole = msgspec.structs.replace(self._link, end=end)
            inside = self._runs[self._since :]
            self._runs[self._since :] = [msgspec.structs.replace(r, link=whole) for r in inside]
        self._link = None

    def _read_tag(self, content: str, begin: int, end: int) -> None:
        tag = _TAG.fullmatch(content)
        if tag is None or tag["name"] is None:
            return
        name, is_close = tag["name"].lower(), bool(tag["close"])
        if name == "a":
            self._read_anchor(tag, begin, end)
        elif name in _BREAKS or name in _ITEMS:
            self._add(BREAK if is_close or name in _BREAKS else ITEM)
        if name in _CODE:
            self._code = max(self._code + (-1 if is_close else 1), 0)
        elif name in _BOLD:
            self._bold = max(self._bold + (-1 if is_close else 1), 0)
        elif name in _SLANTED:
            self._slanted = max(self._slanted + (-1 if is_close else 1), 0)

    def _read_anchor(self, tag: re.Match[str], begin: int, end: int) -> None:
        if tag["close"]:
            self._close(end)
        elif href := _attribute(_HREF, tag["rest"]):
            self._open(Link(href, begin, end, _attribute(_HINT, tag["rest"]) or ""))


def _attribute(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return unescape(next(one for one in found.groups() if one is not None)) if found else None


def _tags(content: str) -> Iterator[tuple[int, int, str]]:
    """Find tags and comments; a comment without end goes on to the end."""
    at = 0
    last_end = content.rfind("-->")
    while (begin := content.find("<", at)) >= 0:
        if content.startswith("<!--", begin):
            end = content.find("-->", begin + 4) + 3 if begin < last_end else len(content)
            end = end if end > begin else len(content)
            yield begin, end, content[begin:end]
        elif found := _TAG.match(content, begin):
            end = found.end()
            yield begin, end, found[0]
        else:
            end = begin + 1
        at = end
