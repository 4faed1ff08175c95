"""Formulas among the elements of JATS: in TeX, in MathML, in both, and with no space around."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from enrich.text.markup import TAG
from enrich.text.model import Run, Style

__all__ = ["HOLDERS", "redundant_tex", "spaced", "tex_of_element"]

# Elements that hold one formula, in one notation or in several.
# https://jats.nlm.nih.gov/publishing/tag-library/1.3/element/alternatives.html
HOLDERS = frozenset({"inline-formula", "disp-formula", "alternatives"})
_DELIMITERS = (("$$", "$$"), ("$", "$"), (r"\[", r"\]"), (r"\(", r"\)"))
# Crossref drops the space between words and a formula. What is part of a word stays with it.
_BEFORE = re.compile(
    r"[,;]$|\b(?!(?:poly|log|ln|exp|sin|cos|tan|max|min)$)(?:[a-z]|[A-Z][a-z])[a-z]+$"
)
_BEHIND = re.compile(r"(?!(?:th|st|nd|rd|ths|fold)\b)(?:[a-z]|[A-Z][a-z])[a-z]+\b")
# An index belongs to the word before it, unless it is the number of an isotope.
_INDEX = re.compile(r"(?!\{\}(?:_\{\d+\})?\^\{\d+\}(?:\\mathrm\{)?[A-Z])(?:\{\}|[_^'])")


def redundant_tex(raw: str, tags: list[re.Match[str]]) -> set[int]:
    """Find the TeX elements beside which MathML says the same."""
    redundant: set[int] = set()
    holders: list[tuple[list[int], list[int]]] = [([], [])]
    began = 0
    for index, tag in enumerate(tags):
        name, ends = tag["name"].lower(), bool(tag["end"])
        if name in HOLDERS and not ends:
            holders.append(([], []))
        elif name in HOLDERS and len(holders) > 1:
            redundant.update(_beside(*holders.pop()))
        elif name == "tex-math" and not ends:
            holders[-1][0].append(index)
        elif name == "math":
            if ends and TAG.sub("", raw[began : tag.start()]).strip():
                holders[-1][1].append(index)
            began = tag.end()
    return redundant.union(*(_beside(*holder) for holder in holders))


def _beside(tex: list[int], maths: list[int]) -> list[int]:
    return tex if maths else []


def tex_of_element(element: str) -> str:
    """Take the formula out of the element, and out of the document that it may be."""
    body = element[element.index(">") + 1 : element.rindex("<")]
    body = body.partition(r"\begin{document}")[2] or body
    body = body.partition(r"\end{document}")[0].strip()
    for opening, closing in _DELIMITERS:
        if body.startswith(opening) and body.endswith(closing) and len(body) > len(opening):
            return body.removeprefix(opening).removesuffix(closing).strip()
    return body


def spaced(runs: Iterable[Run]) -> Iterator[Run]:
    """Put the space back between words and a formula."""
    before, formula = "", ""
    for run in runs:
        if Style.MATH in run.styles:
            if _BEFORE.search(before[-30:]) and not _INDEX.match(run.text):
                yield Run(" ")
            before, formula = "", run.text
        elif run.text:
            if formula and not formula.endswith(r"\mu") and _BEHIND.match(run.text):
                yield Run(" ")
            before, formula = run.text, ""
        yield run
