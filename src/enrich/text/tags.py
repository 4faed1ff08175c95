"""Markup in, runs out: JATS, HTML and MathML, in one walk whatever is nested or unclosed."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_KNOWN = frozenset({*_STYLES, *_BLOCKS, *_SPACES, *_SILENT, _MATH, _TEX, _SUBTITLE}) | frozenset(
    "span font u s small big underline overline strike a img fn xref ext-link named-content"
    " styled-content disp-formula inline-formula alternatives label monospace roman sans-serif"
    " trans-title article-title milestone-start milestone-end email uri tt code".split()
)
_TAG = re.compile(
    r"<(?P<end>/)?(?P<prefix>[a-zA-Z][\w.-]{0,20}:)?(?P<name>[a-zA-Z][\w.-]{0,40})"
    r"(?P<attributes>(?:\s+[\w:.-]{1,60}\s*=\s*(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'"
    r"|[^\s\"'<>=]{1,2000}))*)\s*(?P<empty>/)?>"
)
_FORMULA = re.compile(r"\$\$?(?P<body>[^$]+)\$\$?|\\\[(?P<display>.+?)\\\]", re.DOTALL)


def markup_runs(raw: str) -> Iterator[Run]:
    """Cut into runs at the tags; what only looks like a tag stays as it is."""
    raw = _without_layout(_without_comments(raw))
    tags = list(_TAG.finditer(raw))
    closed = {tag["name"].lower(): index for index, tag in enumerate(tags) if tag["end"]}
    styles: list[Style] = []
    at = index = 0
    while index < len(tags):
        tag = tags[index]
        name = tag["name"].lower()
        if not _is_element(tag, name, closed):
            index += 1
            continue
        yield Run(raw[at : tag.start()], tuple(styles))
        at = tag.end()
        opens = not tag["end"] and not tag["empty"]
        if opens and name in {_MATH, _TEX, *_SILENT} and closed.get(name, -1) > index:
            index = _closing(tags, name, index)
            yield from _formula(name, raw[tag.start() : tags[index].end()], tags, raw)
            at = tags[index].end()
        else:
            yield from _at_tag(name, styles, opens=opens)
        index += 1
    yield Run(raw[at:], tuple(styles))


def _is_element(tag: re.Match[str], name: str, closed: dict[str, int]) -> bool:
    """Whether a tag is markup, and not the `<String>` of a title about programming."""
    looks = tag["prefix"] or tag["end"] or tag["empty"] or tag["attributes"]
    return bool(name in _KNOWN or looks or name in closed)


def _at_tag(name: str, styles: list[Style], *, opens: bool) -> Iterator[Run]:
    if name in _BLOCKS:
        yield Run(PARAGRAPH)
    elif name in _SPACES:
        yield Run(" ")
    elif name == _SUBTITLE:
        yield Run(": " if opens else " ")
    elif style := _STYLES.get(name):
        if opens:
            styles.append(style)
        elif style in styles:
            styles.reverse()
            styles.remove(style)
            styles.reverse()


def _closing(tags: list[re.Match[str]], name: str, start: int) -> int:
    """Find the end tag of an element."""
    return next(
        index
        for index in range(start + 1, len(tags))
        if tags[index]["end"] and tags[index]["name"].lower() == name
    )


def _formula(name: str, element: str, tags: list[re.Match[str]], raw: str) -> Iterator[Run]:
    """Give the formula of an element; TeX only where no MathML says the same beside it."""
    if name == _MATH:
        yield Run(latex_of_mathml(element), (Style.MATH,))
    elif name == _TEX and not any(tag["name"].lower() == _MATH for tag in tags):
        inner = element[element.index(">") + 1 : element.rindex("<")]
        found = list(_FORMULA.finditer(inner))
        body = (found[-1]["body"] or found[-1]["display"]) if found else inner
        if found or "\\begin{document}" not in raw:
            yield Run(body.strip(), (Style.MATH,))


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
