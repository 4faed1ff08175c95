"""Markup in, typed text out: JATS, HTML, MathML and the LaTeX that comes in titles."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

from enrich.text.mathml import latex_of_mathml
from enrich.text.model import Run, Style, Text

__all__ = ["read_latex", "read_markup", "read_plain"]

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
# Second renderings of what stands beside them, and what was never text.
_SILENT = re.compile(
    r"<(?:\w+:)?(?P<name>tex-math|annotation|alt-text|script|style)\b[^>]*>.*?"
    r"</(?:\w+:)?(?P=name)\s*>|<!--.*?-->|<\?.*?\?>|<!\[CDATA\[|\]\]>",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(
    r"(?P<math><(?:\w+:)?math\b[^>]*>.*?</(?:\w+:)?math\s*>)"
    r"|<(?P<end>/)?(?:[a-zA-Z]+:)?(?P<name>[a-zA-Z][\w-]*)"
    r"(?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*(?P<empty>/)?>",
    re.DOTALL,
)
# Pandoc's rule tells math from money: no space inside the dollars, no digit behind them.
_MATH = re.compile(
    r"\$\$(?P<display>[^$]+)\$\$|\\\((?P<inline>.+?)\\\)"
    r"|(?<![\\$])\$(?P<dollar>[^\s$](?:[^$]*[^\s$\\])?)\$(?!\d)",
    re.DOTALL,
)


def read_plain(raw: str) -> Text | None:
    """Read text that has no markup; none if nothing is left of it."""
    return _tidied([Run(raw)])


def read_markup(raw: str) -> Text | None:
    """Read text with JATS, HTML or MathML in it, entities escaped any number of times."""
    return _tidied(part for run in _parsed(_unescaped(raw)) for part in _with_math(run))


def read_latex(raw: str) -> Text | None:
    """Read text as arXiv gives it: plain, with LaTeX accents and `$math$`."""
    return _tidied(
        run if Style.MATH in run.styles else Run(_without_commands(run.text))
        for run in _with_math(Run(_unescaped(raw)))
    )


def _unescaped(raw: str) -> str:
    """Undo entities as often as they were escaped."""
    while (plainer := html.unescape(raw)) != raw:
        raw = plainer
    return raw


def _parsed(raw: str) -> Iterator[Run]:
    """Cut into runs at the tags; what only looks like a tag stays as it is."""
    raw = _SILENT.sub("", raw)
    styles: list[Style] = []
    at = 0
    for tag in _TAG.finditer(raw):
        yield Run(raw[at : tag.start()], tuple(styles))
        at = tag.end()
        if tag["math"]:
            yield Run(latex_of_mathml(tag["math"]), (Style.MATH,))
            continue
        name = tag["name"].lower()
        if name in _BLOCKS:
            yield Run("\n\n")
        elif name in _SPACES:
            yield Run(" ")
        elif (style := _STYLES.get(name)) and not tag["empty"]:
            _turn(styles, style, off=bool(tag["end"]))
    yield Run(raw[at:], tuple(styles))


def _turn(styles: list[Style], style: Style, *, off: bool) -> None:
    if off and style in styles:
        styles.remove(style)
    elif not off:
        styles.append(style)


def _with_math(run: Run) -> Iterator[Run]:
    """Part the math that dollars enclose from the text around it."""
    if Style.MATH in run.styles:
        yield run
        return
    at = 0
    for math in _MATH.finditer(run.text):
        yield Run(run.text[at : math.start()], run.styles)
        inner = math["display"] or math["inline"] or math["dollar"]
        yield Run(inner.strip(), (*run.styles, Style.MATH))
        at = math.end()
    yield Run(run.text[at:], run.styles)


def _without_commands(text: str) -> str:
    r"""Turn LaTeX accents and commands into the characters they stand for."""
    if "\\" not in text and "{" not in text:
        return text.replace("~", "\u00a0")
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - 30 ms, seldom needed

    try:
        return str(LatexNodes2Text(keep_comments=True).latex_to_text(text.replace("%", r"\%")))
    except (ValueError, RecursionError):
        return text


_DROPPED = dict.fromkeys(
    [*range(0x20), 0x7F, *range(0x80, 0xA0), 0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF]
)
_KEPT_SPACE = str.maketrans(dict.fromkeys("\t\r\x0b\x0c\u2028\u2029\x85", " "))
_PARAGRAPH = re.compile(r"[ \n]*\n[ ]*\n[ \n]*")


def _tidied(runs: Iterable[Run]) -> Text | None:
    """Join runs of one style and put white space in order across them."""
    parts: list[Run] = []
    for run in runs:
        text = _clean(run.text)
        if parts and parts[-1].styles == run.styles and Style.MATH not in run.styles:
            parts[-1] = Run(parts[-1].text + text, run.styles)
        elif text:
            parts.append(Run(text, run.styles))
    tidy: list[Run] = []
    for part in parts:
        text = _spaced(part.text, after=tidy[-1].text if tidy else " ")
        if text:
            tidy.append(Run(text, part.styles))
    while tidy and not tidy[-1].text.strip():
        tidy.pop()
    if not tidy:
        return None
    tidy[-1] = Run(tidy[-1].text.rstrip(), tidy[-1].styles)
    return Text(tuple(tidy))


def _clean(text: str) -> str:
    """Without control characters and the space characters that only typesetters tell apart."""
    text = unicodedata.normalize("NFC", text.translate(_KEPT_SPACE))
    kept = "".join(c for c in text if c == "\n" or ord(c) not in _DROPPED)
    return "".join(" " if unicodedata.category(c) == "Zs" else c for c in kept)


def _spaced(text: str, *, after: str) -> str:
    """With single spaces, none doubled across the seam to the run before."""
    paragraphs = (re.sub(r"\s+", " ", part) for part in _PARAGRAPH.split(text))
    joined = "\n\n".join(part if i == 0 else part.lstrip() for i, part in enumerate(paragraphs))
    if after[-1:] in {" ", "\n"}:
        return joined.lstrip(" \n")
    return joined
