"""Typed text as Hayagriva's strings, which Typst prints.

In such a string braces keep the case of what they enclose, and Typst runs what stands between two
dollar signs as math, code in it included. What comes from a source is therefore escaped; between
dollar signs stands only what is put together here, out of names, letters and words in quotes.
Italic and bold words have no place in the format: they are written as they stand.

https://github.com/typst/hayagriva/blob/main/docs/file-format.md#formattable-string
https://typst.app/docs/reference/math
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from enrich.text.math.prose import is_prose
from enrich.text.math.typst import typst_math
from enrich.text.model import Run, Style, Text
from enrich.text.writing import to_unicode

__all__ = ["escape_typst", "to_typst"]

_CONTROL = re.compile(r"[\\{}$]")
_WORD = re.compile(r"\S+")
_CORE = re.compile(r"(?P<before>\W*)(?P<core>.*?)(?P<behind>[^\w+#]*)", re.DOTALL)
# A part whose capitals a style must not lower: GANs, iPhone, 3D, mRNA, the U of U-Net.
_MEANING = re.compile(r"[^\W_].*[A-Z].*")
_LONE_CAPITAL = re.compile(r"(?:^|-)[A-Z](?:-|$)")
_LONE_NAME = re.compile(r"[B-Z](?:[+#]*|\d+)|A[+#\d]+")
# What stands on the line.
_NORMAL = re.compile(r"[A-Za-z0-9]")
_SCRIPTS = {Style.SUB: "_", Style.SUP: "^"}


def escape_typst(text: str) -> str:
    """Write text so that it means just that."""
    return _CONTROL.sub(r"\\\g<0>", text)


def to_typst(text: Text, *, protect: bool) -> str:
    """Write as a formattable string; where asked, with braces around capitals that carry meaning.

    Formulas become Typst's where that is sure, else readable characters.
    """
    is_loud = text.is_upper and " " in str(text)
    words = _protected if protect and not is_loud else escape_typst
    return "".join(_written(run, words(run.text) if not run.styles else None) for run in text.runs)


def _written(run: Run, words: str | None) -> str:
    if words is not None:
        return words
    if Style.MATH in run.styles:
        return _formula(run)
    shown = to_unicode(Text((run,)))
    mark = _SCRIPTS.get(run.styles[-1])
    # Where no character is raised or lowered by itself, Typst does it.
    if mark and shown == run.text.replace("\u2212", "-") and _is_quotable(run.text):
        return f'$zws{mark}"{run.text}"$'
    return f"{{{escape_typst(shown)}}}" if Style.CASED in run.styles else escape_typst(shown)


def _formula(run: Run) -> str:
    """Write a formula; one that is a mere index has characters of its own, if there are any."""
    shown = to_unicode(Text((run,)))
    math = None if is_prose(run.text) else typst_math(run.text)
    if math is None or (math.startswith("zws") and not _NORMAL.search(shown)):
        return escape_typst(shown)
    return f"${math}$"


def _is_quotable(text: str) -> bool:
    """Whether words mean themselves in a string of Typst's."""
    categories = {unicodedata.category(one)[0] for one in text}
    return categories <= set("LNZ") and bool(text.strip())


def _protected(text: str) -> str:
    """Escape text, with braces around the words whose capitals carry meaning."""
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    at = 0
    for word in _WORD.finditer(text):
        if not _is_ordinary(word[0]) and (parts := _CORE.fullmatch(word[0])):
            core = _kept_case(parts["core"])
            yield escape_typst(text[at : word.start()] + parts["before"])
            yield core + escape_typst(parts["behind"])
            at = word.end()
    yield escape_typst(text[at:])


def _is_ordinary(word: str) -> bool:
    """Whether a word has no capital, or none but its first letter."""
    return word.islower() or ("-" not in word and word[1:].islower())


def _kept_case(core: str) -> str:
    """Enclose the parts of a compound that need it, or the whole where a letter stands alone."""
    if _LONE_NAME.fullmatch(core) or ("-" in core and _LONE_CAPITAL.search(core)):
        return f"{{{escape_typst(core)}}}"
    return "".join(
        f"{{{escape_typst(part)}}}" if _MEANING.fullmatch(part) else escape_typst(part)
        for part in re.split("(-+)", core)
    )
