"""What the label of a link says: that it is the paper named before, or that it is no paper."""

from __future__ import annotations

import re

from enrich.identifiers import parse_identifier
from enrich.seeds.words.titles import label_venue, without_emoji
from enrich.seeds.words.venues import find_venue

__all__ = ["is_beside", "is_label"]

_LABEL = re.compile(
    r"abs|abstract|acl|acm|anthology|arxiv|biorxiv|camera|copy|cvf|doi|download|elsevier|fulltext"
    r"|full|hal|here|html|ieee|ieeexplore|jstor|journal|link|links|mdpi|medrxiv|nature|neurips|nips"
    r"|oa|online|open|openreview|paper|pdf|pmc|pmlr|preprint|ps|publication|published|publisher"
    r"|pubmed|read|ready|sciencedirect|springer|ssrn|text|the|url|version|web|website|wiley|xplore"
    r"|access|extended|official|original|v\d{1,2}|\d{1,2}|\u8bba\u6587|\u8ad6\u6587|\u94fe\u63a5"
    r"|\u539f\u6587",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 4
# What is offered together with a paper, and is mostly a PDF too.
_BESIDE = re.compile(
    r"(?:the )?(?:lecture )?(?:slides?|slide ?deck|posters?|talk|presentation|supp|suppl|supplement"
    r"|supplementary(?: (?:materials?|information|pdf))?|supplemental(?: materials?)?|appendix"
    r"|video|bib|bibtex|errata|erratum)(?: ?\(?pdf\)?)?",
    re.IGNORECASE,
)


def is_label(words: str) -> bool:
    """Whether a link with these words is the paper that is named before it."""
    bare = without_emoji(words).strip("[]() ")
    if not bare or parse_identifier(bare) or re.match(r"(?:arxiv|doi)\b", bare, re.IGNORECASE):
        return True
    parts = _WORD.findall(bare)
    if len(parts) <= _MOST_WORDS and all(map(_LABEL.fullmatch, parts)):
        return True
    venue = label_venue(bare)
    return bool(venue and (any(map(str.isdigit, venue)) or find_venue(venue)))


def is_beside(words: str) -> bool:
    """Whether a link with these words leads to what is offered together with a paper."""
    return _BESIDE.fullmatch(without_emoji(words).strip("[]()`: ")) is not None
