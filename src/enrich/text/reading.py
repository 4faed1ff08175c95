"""Text in, typed text out: plain, marked up, or with LaTeX in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from enrich.entities import unescaped
from enrich.text.encoding import mended
from enrich.text.math.dollars import part_formulas
from enrich.text.model import Run, Style, Text
from enrich.text.tags import PARAGRAPH, markup_runs
from enrich.text.tex import loose_runs, text_runs

__all__ = ["LONGEST", "is_simple", "read_latex", "read_markup", "read_plain"]

# Longer than any title or abstract; what is longer is cut rather than read for minutes.
LONGEST = 100_000
_SIMPLE = re.compile(r"[\w.,:;()'/?!-]+(?: [\w.,:;()'/?!-]+)*", re.ASCII)


def is_simple(raw: str) -> bool:
    """Whether a text is what most fields are: words in single spaces, nothing to be undone."""
    return "--" not in raw and _SIMPLE.fullmatch(raw) is not None


def read_plain(raw: str) -> Text | None:
    """Read text that has no markup; none if nothing is left of it."""
    raw = raw[:LONGEST]
    return Text((Run(raw),)) if is_simple(raw) else _tidied([Run(_paragraphed(mended(raw)))])


def read_markup(raw: str) -> Text | None:
    """Read text with JATS, HTML or MathML in it, entities escaped any number of times."""
    raw = raw[:LONGEST]
    if is_simple(raw):
        return Text((Run(raw),))
    runs = markup_runs(_paragraphed(_dashed(mended(unescaped(raw)))))
    parts = (part for run in runs for part in _with_math(run, loose_runs))
    text = _tidied(_with_indices(parts))
    return _without_footnotes(text) if text else None


def read_latex(raw: str) -> Text | None:
    """Read text as arXiv gives it: plain, with LaTeX commands and `$math$`."""
    raw = raw[:LONGEST]
    if is_simple(raw) and "''" not in raw:
        return Text((Run(raw),))
    source = _paragraphed(mended(unescaped(raw)))
    if "\\" not in source and "{" not in source:
        return _tidied(_with_indices(_with_math(Run(source), _ligatured)))
    return _tidied(_with_indices(_latex_with_math(source)))


# An asterisk behind a letter may well belong to a name: A*, RRT*.
_MARKS = "*\u2020\u2021\u00a7\u00b6"
_FOOTNOTE = re.compile(r"(?<=\w)\s*[\u2020\u2021\u00a7\u00b6]+$|(?<=[.?!)])\s*[*\u2020\u2021]+$")


def _without_footnotes(text: Text) -> Text | None:
    runs = list(text.runs)
    while runs and _is_footnote_mark(runs[-1]):
        runs.pop()
    if runs and Style.MATH not in runs[-1].styles and runs[-1].text[-1] in _MARKS:
        words = _FOOTNOTE.sub("", runs[-1].text)
        runs[-1:] = [Run(words, runs[-1].styles)] if words else []
    return Text(tuple(runs)) if runs else None


def _is_footnote_mark(run: Run) -> bool:
    if Style.SUP not in run.styles:
        return False
    # A note's letter has a bracket: the raised letter alone may be a charge or a power.
    words = run.text.strip(f"{_MARKS}, ")
    return not words or re.fullmatch(r"\(?[a-z1-9]\)", words) is not None


_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_DASHES = re.compile(r"(?<=\w)---?(?=\w)|(?<= )---?(?= )")


def _dashed(raw: str) -> str:
    """Write the dash that typists write as two or three hyphens."""
    if "--" not in raw:
        return raw
    return _DASHES.sub(lambda dash: "\u2014" if len(dash[0]) > 2 else "\u2013", raw)  # noqa: PLR2004 - hyphens


def _paragraphed(raw: str) -> str:
    """Put one sign where a blank line parts paragraphs."""
    return _BLANK_LINE.sub(PARAGRAPH, raw.replace("\r\n", "\n")) if "\n" in raw else raw


def _with_math(run: Run, read: Callable[[str], Iterable[Run]]) -> Iterator[Run]:
    """Part the math that dollars enclose from the text around it, and read the latter."""
    if Style.MATH in run.styles:
        yield run
        return
    for words, formula in part_formulas(run.text):
        yield from _styled(read(words), run.styles)
        if formula is not None:
            yield Run(formula, (*run.styles, Style.MATH))


def _styled(runs: Iterable[Run], styles: tuple[Style, ...]) -> Iterator[Run]:
    return (Run(run.text, (*styles, *run.styles)) for run in runs)


_LIGATURE = re.compile(r"--|`|''|~|\^[-+\d]")


def _ligatured(text: str) -> Iterator[Run]:
    """Read text that has no commands: only the dashes, quotes and ties of LaTeX."""
    return text_runs(text) if _LIGATURE.search(text) else iter([Run(text)])


# Stands for a formula while the text around it is read, whose groups may enclose formulas.
_SLOT = "\ue000"


def _latex_with_math(source: str) -> Iterator[Run]:
    parted = list(part_formulas(source.replace(_SLOT, "")))
    slotted = _SLOT.join(words for words, _ in parted)
    inner = iter([formula or "" for _, formula in parted])
    for run in text_runs(slotted):
        first, *rest = run.text.split(_SLOT)
        yield Run(first, run.styles)
        for words in rest:
            yield Run(next(inner, ""), (*run.styles, Style.MATH))
            yield Run(words, run.styles)


# Characters that are raised or lowered by themselves.
_INDICES = re.compile("([\u00b9\u00b2\u00b3\u2070-\u207f]+)|([\u2080-\u209f]+)")


def _with_indices(runs: Iterable[Run]) -> Iterator[Run]:
    """Turn raised and lowered characters into plain ones in a style."""
    for run in runs:
        if run.text.isascii() or run.styles:
            yield run
            continue
        at = 0
        for index in _INDICES.finditer(run.text):
            yield Run(run.text[at : index.start()])
            style = Style.SUP if index[1] else Style.SUB
            yield Run(unicodedata.normalize("NFKC", index[0]), (style,))
            at = index.end()
        yield Run(run.text[at:])


def _tidied(runs: Iterable[Run]) -> Text | None:
    """Put white space in order across runs, and join those of one style."""
    tidy: list[Run] = []
    gap = ""
    for run in runs:
        if Style.MATH in run.styles:
            words, before, after = _clean(run.text).strip(), "", ""
            words = " ".join(words.split())
        else:
            before, words, after = _trimmed(_clean(run.text))
        gap = max(gap, before, key=len)
        if words:
            _append(tidy, gap if tidy else "", Run(words, run.styles))
            gap = ""
        gap = max(gap, after, key=len)
    return Text(tuple(tidy)) if tidy else None


def _append(tidy: list[Run], gap: str, run: Run) -> None:
    if tidy and tidy[-1].styles == run.styles and Style.MATH not in run.styles:
        tidy[-1] = Run(tidy[-1].text + gap + run.text, run.styles)
    elif gap and run.styles:
        # White space belongs to nobody's style, so that `<i>a </i>b` is no italic space.
        if tidy and not tidy[-1].styles:
            tidy[-1] = Run(tidy[-1].text + gap)
        else:
            tidy.append(Run(gap))
        tidy.append(run)
    else:
        tidy.append(Run(gap + run.text, run.styles))


def _trimmed(text: str) -> tuple[str, str, str]:
    """Part words from the white space around them, each gap being a space or a paragraph."""
    paragraphs = [" ".join(part.split()) for part in text.split(PARAGRAPH)]
    words = "\n\n".join(part for part in paragraphs if part)
    if not words:
        return ("\n\n" if len(paragraphs) > 1 else " " if text else ""), "", ""
    before = "\n\n" if not paragraphs[0] and len(paragraphs) > 1 else " " * text[0].isspace()
    after = "\n\n" if not paragraphs[-1] and len(paragraphs) > 1 else " " * text[-1].isspace()
    return before, words, after


# Controls, spaces of all widths, marks that only steer a display, halves of characters; but not
# the joiners, which shape letters in some scripts, nor the sign that parts paragraphs.
_UNCLEAN = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u1680\u180e"
    "\u2000-\u200b\u200e\u200f\u2028\u202a-\u202f\u205f-\u206f\u3000\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)


# Hyphens and an apostrophe that differ from the common ones in nothing that a reader sees.
_ALIKE = {0x2010: "-", 0x2011: "-", 0x02BC: "\u2019"}


# To put marks in order takes the square of their number, and no script has a tenth of this on one
# letter: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_TOO_MANY_MARKS = re.compile(f"({_MARK}{{100}}){_MARK}+")


def _clean(text: str) -> str:
    """Without controls, without invisible marks, with one sort of space and one of hyphen."""
    if text.isascii() and text.isprintable():
        return text
    clean = _UNCLEAN.sub(_cleaned, text).translate(_ALIKE)
    return unicodedata.normalize("NFC", _TOO_MANY_MARKS.sub(r"\1", clean))


def _cleaned(found: re.Match[str]) -> str:
    is_space = unicodedata.category(found[0]) in {"Zs", "Zl"} or found[0] in "\t\n\r\v\f\x85"
    return " " if is_space else ""
