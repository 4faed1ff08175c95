"""Titles and labels: which words name a paper, and which only say that there is one."""

from __future__ import annotations

import re

from enrich.identifiers import parse_identifier
from enrich.seeds.words.acronyms import is_known

__all__ = ["find_title", "label_venue", "without_emoji"]

_LABELS = frozenset(
    "\u00a7 a abs abstract access acm amp and appendix article arxiv at author authors"
    " available bib bibtex biorxiv blog camera chapter citation cite code conference copy data"
    " dataset demo doi download elsevier extended for free from full fulltext github google"
    " here homepage html huggingface ieee implementation in journal latest link links material"
    " medrxiv my new of official on online open openreview original our page paper papers pdf"
    " post poster preprint project publication published publisher pytorch read ready repo"
    " repository scholar see slides source springer ssrn supp supplement supplementary"
    " tensorflow text the their this unofficial url version video view web website workshop"
    " xplore xxx youtube".split()
)
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\u200d"
    "\u20e3\uf8ff]|:[a-z0-9_+-]{2,40}:"
)
_QUOTES = "\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb`"
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
# MICCAI22, NeurIPS'20, CVPR2022.
_EDITION = re.compile(r"(?=[A-Za-z-]*[A-Z][A-Za-z-]*[A-Z])[A-Za-z-]{2,14}['\u2019]?(?:19|20)?\d\d")
_YEAR_BEHIND = re.compile(r"[A-Z][^.?!:]{1,40}[ ,'\u2019](?:(?:19|20)\d\d|['\u2019]\d\d)")
# Two capitals and few letters: MedIA, JBHI, TMI.
_ACRONYM = re.compile(r"(?=[A-Za-z]*[A-Z][A-Za-z]*[A-Z])[A-Za-z]{2,9}")
# CVPR 2020 Oral, 2020 - CVPR.
_DATED_LABEL = re.compile(
    r"[A-Z]{3,9} (?:19|20)\d\d [A-Za-z]+|(?:19|20)\d\d [-,|:/] [A-Z][A-Za-z]*[A-Z]"
)
_CITED = re.compile(
    r"\bet\.? al\b|^\[?\^?\d+\]?$|^[^\W\d_]+(?: (?:and|&) [^\W\d_]+)?,? \(?(?:19|20)\d\d"
)
_FEWEST_WORDS = 2
_MOST_LETTERS = 400
# With the pictures and the spaces in it.
_LONGEST = 2000
_LABEL_WORDS = 3


def without_emoji(words: str) -> str:
    """Leave out pictures, and the names of pictures between colons."""
    return " ".join(_EMOJI.sub(" ", words).split())


def _is_title(words: str) -> bool:
    """Whether words are a paper's title, and not a label, an address or an identifier."""
    bare = without_emoji(words)
    parts = _WORD.findall(bare)
    if sum(map(str.isalpha, (part[0] for part in parts))) < _FEWEST_WORDS:
        return False
    if len(bare) > _MOST_LETTERS or all(map(_is_label_word, parts)):
        return False
    if (
        label_venue(bare)
        or _CITED.search(bare)
        or "://" in bare
        or "{{" in bare
        or "\\cite" in bare
    ):
        return False
    return (
        parse_identifier(bare) is None and re.match(r"(?:arxiv|doi)\b", bare, re.IGNORECASE) is None
    )


def _is_label_word(word: str) -> bool:
    return word.lower() in _LABELS or word.isdecimal()


def find_title(words: str) -> str | None:
    """Give words as a title, without quotes around it and a stop behind it, if they are one."""
    if len(words) > _LONGEST:
        return None
    bare = without_emoji(words)
    while bare != (bare := _unwrapped(bare)):
        pass
    return bare if _is_title(bare) else None


def _unwrapped(words: str) -> str:
    words = words.strip(" \t|").removesuffix("\\").rstrip(" ,;")
    if len(words) > 1 and words[0] in _QUOTES and words[-1] in _QUOTES:
        words = words[1:-1].strip()
    if words.startswith("[") and words.endswith("]") and "[" not in words[1:]:
        words = words[1:-1].strip()
    is_stop = words.endswith(".") and not words.endswith("..") and words[-3:-2] not in {".", " "}
    return words[:-1].rstrip() if is_stop else words


def label_venue(words: str) -> str | None:
    """Give the venue that a label names: `MICCAI22`, `CVPR 2021`, `MedIA`."""
    bare = without_emoji(words).strip("[]() .,")
    parts = bare.split()
    if not parts or len(parts) > _LABEL_WORDS + 1 or bare.lower().startswith("arxiv"):
        return None
    if _DATED_LABEL.fullmatch(bare):
        return bare
    if len(parts) <= _LABEL_WORDS and any(_is_edition(part) for part in parts):
        return bare
    if _YEAR_BEHIND.fullmatch(bare):
        return None if _is_of_persons(bare) else bare
    return bare if len(parts) == 1 and _ACRONYM.fullmatch(bare) and is_known(bare) else None


def _is_edition(word: str) -> bool:
    return _EDITION.match(word) is not None and re.search(r"\d\d(?:[-/].*)?$", word) is not None


def _is_of_persons(words: str) -> bool:
    """Whether it is a citation: `Haarnoja et al. 2018`, `Ha & Schmidhuber, 2018`, `Ha 2018`."""
    if not _CITED.search(words):
        return False
    first, *others = _WORD.findall(words)
    return len(others) > 1 or not (is_known(first) or _ACRONYM.fullmatch(first))
