"""Markup in, runs out: JATS, HTML and MathML, in one walk whatever is nested or unclosed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrich.text.markup import TAG
from enrich.text.math.holders import HOLDERS, redundant_tex, spaced, tex_of_element
from enrich.text.mathml import latex_of_mathml
from enrich.text.model import Run, Style

__all__ = ["PARAGRAPH", "markup_runs"]

# What parts paragraphs, until white space has been put in order.
PARAGRAPH = "\u2029"

# Element names as JATS, HTML and Crossref's face markup give them, without prefix.
# https://www.crossref.org/documentation/schema-library/markup-guide-metadata-segments/face-markup/
_STYLES = {
    "i": Style.ITALIC,
    "em": Style.ITALIC,
    "italic": Style.ITALIC,
    "b": Style.BOLD,
    "strong": Style.BOLD,
    "bold": Style.BOLD,
    "sub": Style.SUB,
    "inf": Style.SUB,
    "sup": Style.SUP,
    "sc": Style.SMALL_CAPS,
    "scp": Style.SMALL_CAPS,
}
_BLOCKS = frozenset({"p", "sec", "title", "div", "abstract", "list", "list-item", "ul", "li"})
_SPACES = frozenset({"br", "break", "hr"})
_SILENT = frozenset({"annotation", "alt-text", "script", "style"})
_MATH, _TEX, _SUBTITLE = "math", "tex-math", "subtitle"
_WHOLE = _SILENT | {_MATH, _TEX}
_KNOWN = frozenset({*_STYLES, *_BLOCKS, *_SPACES, *_SILENT, _MATH, _TEX, _SUBTITLE}) | frozenset(
    "span font u s small big underline overline strike a img fn xref ext-link named-content"
    " styled-content disp-formula inline-formula alternatives label monospace roman sans-serif"
    " trans-title article-title milestone-start milestone-end email uri tt code".split()
)
# Styles within styles beyond this are none that anybody meant.
_DEEPEST = 20


def markup_runs(raw: str) -> Iterator[Run]:
    """Cut into runs at the tags; what only looks like a tag stays as it is."""
    if "<" not in raw:
        return iter((Run(raw.replace("]]>", "")),))
    raw = _without_layout(_without_comments(raw))
    runs = _Walk(raw).runs()
    return spaced(runs) if "math>" in raw else runs


class _Walk:
    """One walk over the tags, with the styles in force."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._tags = list(TAG.finditer(raw))
        self._closed = {
            tag["name"].lower(): index for index, tag in enumerate(self._tags) if tag["end"]
        }
        both = {_MATH, _TEX} <= self._closed.keys()
        self._redundant = redundant_tex(raw, self._tags) if both else set()
        self._styles: list[Style] = []
        self._held = 0

    def runs(self) -> Iterator[Run]:
        """Give the runs between the tags, and those that the tags make."""
        at = index = 0
        while index < len(self._tags):
            tag = self._tags[index]
            if self._is_element(tag):
                yield self._words(self._raw[at : tag.start()])
                end = self._end(index)
                yield from self._at_tag(tag) if end == index else self._whole(index, end)
                index, at = end, self._tags[end].end()
            index += 1
        yield self._words(self._raw[at:])

    def _words(self, words: str) -> Run:
        """Take words as they are; between a formula and what holds it, space is layout."""
        return Run("" if self._held and words.isspace() else words, tuple(self._styles))

    def _is_element(self, tag: re.Match[str]) -> bool:
        """Whether a tag is markup, and not the `<String>` of a title about programming."""
        name = tag["name"].lower()
        looks = tag["prefix"] or tag["end"] or tag["empty"] or tag["attributes"]
        return bool(name in _KNOWN or looks or name in self._closed)

    def _end(self, index: int) -> int:
        """Find the end of an element that is read as a whole; of others, the tag itself."""
        tag = self._tags[index]
        name = tag["name"].lower()
        if name not in _WHOLE or not _opens(tag) or self._closed.get(name, -1) <= index:
            return index
        return next(
            later
            for later in range(index + 1, len(self._tags))
            if self._tags[later]["end"] and self._tags[later]["name"].lower() == name
        )

    def _whole(self, index: int, end: int) -> Iterator[Run]:
        """Give the formula of an element, if it is one, and no other says the same."""
        tag = self._tags[index]
        name = tag["name"].lower()
        element = self._raw[tag.start() : self._tags[end].end()]
        styles = (*self._styles, Style.MATH)
        if name == _MATH:
            yield Run(latex_of_mathml(element), styles)
        elif name == _TEX and index not in self._redundant:
            yield Run(tex_of_element(element), styles)

    def _at_tag(self, tag: re.Match[str]) -> Iterator[Run]:
        name = tag["name"].lower()
        if name in _BLOCKS:
            yield Run(PARAGRAPH)
        elif name in _SPACES:
            yield Run(" ")
        elif name == _SUBTITLE:
            yield Run(": " if _opens(tag) else " ")
        elif name in HOLDERS and name in self._closed:
            self._held = max(0, self._held + (1 if _opens(tag) else -1))
        elif style := _STYLES.get(name):
            self._turn(style, opens=_opens(tag))

    def _turn(self, style: Style, *, opens: bool) -> None:
        """Begin a style, or end it where it began last."""
        if opens and len(self._styles) < _DEEPEST:
            self._styles.append(style)
        elif not opens and style in self._styles:
            self._styles.reverse()
            self._styles.remove(style)
            self._styles.reverse()


def _opens(tag: re.Match[str]) -> bool:
    return not tag["end"] and not tag["empty"]


# Some publishers set each element on a line of its own. Before an index, and around the symbol
# of an element between two, the line's end is layout and no space.
_INDEX = r"<(?:\w{1,9}:)?(?:sub|sup|inf)>"
_BEFORE_INDEX = re.compile(rf"[ \t]*\n[ \t]*(?={_INDEX})")
_BETWEEN_INDICES = re.compile(
    rf"(</(?:\w{{1,9}}:)?(?:sub|sup|inf)>)[ \t]*\n[ \t]*(?=\w{{1,2}}{_INDEX})"
)


def _without_layout(raw: str) -> str:
    if "\n" not in raw or "<" not in raw:
        return raw
    return _BETWEEN_INDICES.sub(r"\1", _BEFORE_INDEX.sub("", raw))


def _without_comments(raw: str) -> str:
    """Leave out comments, processing instructions and the marks of CDATA sections."""
    if "<?CDATA" in raw:
        # As SGML marks them.
        first, *others = raw.split("<?CDATA")
        raw = first + "".join(other.replace("?>", "", 1) for other in others)
    for opening, closing in (("<!--", "-->"), ("<?", "?>")):
        if opening in raw and closing in raw:
            raw = _without(raw, opening, closing)
    return raw.replace("<![CDATA[", "").replace("]]>", "")


def _without(raw: str, opening: str, closing: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := raw.find(opening, at)) >= 0:
        end = raw.find(closing, start + len(opening))
        if end < 0:
            break
        parts.append(raw[at:start])
        at = end + len(closing)
    return "".join([*parts, raw[at:]])
