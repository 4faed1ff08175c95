"""Titles that are given to many works: those of rubrics, and of the parts of any book."""

from __future__ import annotations

import re

from enrich.text import folded

__all__ = ["is_rubric"]

_RUBRIC = re.compile(
    r"(?:(?:guest )?editorials?|editors? s? ?(?:note|introduction|page)|introduction|preface"
    r"|foreword|afterword|conclusions?|discussion|commentary|comments?|abstracts?|summary|contents"
    r"|table of contents|index|appendix|news|announcements?|obituary|in memoriam|letters?"
    r"|letters? to the editors?|correspondence|reply|response|errat(?:um|a)|corrigend(?:um|a)"
    r"|corrections?|retraction|book (?:reviews?|notices?)|books received|reviews?|notes?"
    r"|issue information|front matter|back matter|about the authors?|acknowledge?ments?"
    r"|bibliography|references|glossary|methods|results|background|overview|diagnosis"
    r"|author index|subject index|title page|masthead|editorial board)"
    r"(?: and (?:editorial|introduction|conclusions?|discussion|overview|outlook))?"
    r"|(?:this month|in this issue|image of the month|picture of the month|author index"
    r"|subject index|index (?:to|of)|contents (?:of|volume)|acknowledge?ments? (?:of|to))\b.*"
    r"|.*\b(?:quiz case|front matter|back matter|editorial board)\b.*"
)


def is_rubric(title: str) -> bool:
    """Whether a title names no work in particular."""
    return _RUBRIC.fullmatch(folded(title)) is not None
