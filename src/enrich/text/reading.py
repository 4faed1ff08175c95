"""Text in, typed text out: plain, marked up, or with LaTeX in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from enrich.entities import unescaped
from enrich.text.model import Run, Style, Text
from enrich.text.tags import PARAGRAPH, markup_runs
from enrich.text.tex import text_runs

__all__ = ["read_latex", "read_markup", "read_plain"]

# Longer than any title or abstract; what is longer is cut rather than read for minutes.
_LONGEST = 100_000
# What most fields are: words in single spaces, in which nothing is to be undone.
_SIMPLE = re.compile(r"[\w.,:;()'/?!-]+(?: [\w.,:;()'/?!-]+)*", re.ASCII)
# Pandoc's rule tells math from money: no space inside the dollars, no digit behind them.
_MATH = re.compile(
    r"\$\$(?P<display>[^$]+)\$\$|\\\((?P<inline>[^$]{1,2000}?)\\\)"
    r"|(?<![\\$])\$(?P<dollar>[^\s$](?:[^$]*[^\s$\\])?)\$(?![\d$])"
)


def read_plain(raw: str) -> Text | None:
    """Read text that has no markup; none if nothing is left of it."""
    return _tidied([Run(_paragraphed(raw[:_LONGEST]))])


def read_markup(raw: str) -> Text | None:
    """Read text with JATS, HTML or MathML in it, entities escaped any number of times."""
    if _SIMPLE.fullmatch(raw):
        return Text((Run(raw),))
    runs = markup_runs(_paragraphed(unescaped(raw[:_LONGEST])))
    text = _tidied(part for run in runs for part in _with_math(run, lambda text: [Run(text)]))
    return _without_footnotes(text) if text else None


def read_latex(raw: str) -> Text | None:
    """Read text as arXiv gives it: plain, with LaTeX commands and `$math$`."""
    source = _paragraphed(unescaped(raw[:_LONGEST]))
    if "\\" not in source and "{" not in source:
        return _tidied(_with_math(Run(source), _ligatured))
    return _tidied(_latex_with_math(source))


# An asterisk behind a letter may well belong to a name: A*, RRT*.
_FOOTNOTE = re.compile(r"(?<=\w)\s*[\u2020\u2021\u00a7\u00b6]+$|(?<=[.?!)])\s*[*\u2020\u2021]+$")


def _without_footnotes(text: Text) -> Text | None:
    runs = list(text.runs)
    while runs and _is_footnote_mark(runs[-1]):
        runs.pop()
    if runs and Style.MATH not in runs[-1].styles:
        words = _FOOTNOTE.sub("", runs[-1].text)
        runs[-1:] = [Run(words, runs[-1].styles)] if words else []
    return Text(tuple(runs)) if runs else None


def _is_footnote_mark(run: Run) -> bool:
    return Style.SUP in run.styles and not run.text.strip("*\u2020\u2021\u00a7\u00b6, ")


def _paragraphed(raw: str) -> str:
    """Put one sign where a blank line parts paragraphs."""
    return re.sub(r"\n[ \t\r]*\n", PARAGRAPH, raw.replace("\r\n", "\n"))


def _with_math(run: Run, read: Callable[[str], Iterable[Run]]) -> Iterator[Run]:
    """Part the math that dollars enclose from the text around it, and read the latter."""
    if Style.MATH in run.styles:
        yield run
        return
    at = 0
    for math in _MATH.finditer(run.text):
        yield from _styled(read(run.text[at : math.start()]), run.styles)
        inner = math["display"] or math["inline"] or math["dollar"]
        yield Run(inner.strip(), (*run.styles, Style.MATH))
        at = math.end()
    yield from _styled(read(run.text[at:]), run.styles)


def _styled(runs: Iterable[Run], styles: tuple[Style, ...]) -> Iterator[Run]:
    return (Run(run.text, (*styles, *run.styles)) for run in runs)


def _ligatured(text: str) -> Iterator[Run]:
    """Read text that has no commands: only the dashes, quotes and ties of LaTeX."""
    return text_runs(text) if re.search(r"--|``|''|~", text) else iter([Run(text)])


# Stands for a formula while the text around it is read, whose groups may enclose formulas.
_SLOT = "\ue000"


def _latex_with_math(source: str) -> Iterator[Run]:
    formulas = list(_MATH.finditer(source.replace(_SLOT, "")))
    slotted = _MATH.sub(_SLOT, source.replace(_SLOT, ""))
    inner = iter([one["display"] or one["inline"] or one["dollar"] for one in formulas])
    for run in text_runs(slotted):
        first, *rest = run.text.split(_SLOT)
        yield Run(first, run.styles)
        for words in rest:
            yield Run(next(inner, "").strip(), (*run.styles, Style.MATH))
            yield Run(words, run.styles)


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


def _clean(text: str) -> str:
    """Without controls, without invisible marks, and with one sort of space."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", "".join(map(_cleaned, text)))


# Joiners shape letters in some scripts; all other format characters only steer a display.
_JOINERS = "\u200c\u200d"


def _cleaned(character: str) -> str:
    if character == PARAGRAPH or " " <= character <= "~":
        return character
    category = unicodedata.category(character)
    if category in {"Zs", "Zl", "Zp"} or character in "\t\n\r\v\f\x85":
        return " "
    if category in {"Cc", "Cs"} or (category == "Cf" and character not in _JOINERS):
        return ""
    return character
