"""Persons in a line of words: the authors of a paper as lists and references name them."""

from __future__ import annotations

import re
from itertools import takewhile

import msgspec

from enrich.seeds.words.names import OTHERS, PARTICLES, split_names, without_others
from enrich.seeds.words.slants import SLANT_BEGINS, SLANT_ENDS

__all__ = ["Persons", "all_persons", "are_surely", "cited_persons", "find_persons"]


class Persons(msgspec.Struct, frozen=True):
    """Names as they were written, and where the words go on behind them."""

    names: tuple[str, ...] = ()
    end: int = 0
    # Whether the list says that there are others.
    is_cut: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether no word is in capitals throughout, as an acronym is."""
        words = (word for name in self.names for word in re.split(r"[\s-]", name))
        return not any(word.isupper() and word.isalpha() and len(word) > 1 for word in words)


# What no line of names goes on behind: years, brackets, marks of another part, the end of a
# sentence, and words that begin a venue.
_STOP = re.compile(
    r"\(\s*(?:\w+\.?,?\s+){0,2}(?:1[89]|20)\d\d|\b(?:1[89]|20)\d\d\b"
    rf"|[\[\n{SLANT_BEGINS}{SLANT_ENDS}\"\u201c:|]"
    rf"|,?\s*\b(?:and\s+)?(?P<others>{OTHERS}|colleagues\b)|\.\.\.|\u2026"
    r"|\s[-\u2013\u2014]+\s"
    r"|\b(?:[Ss]ubmitted|[Pp]ublish(?:ed|er)|Accepted|Presented|Proceedings|Proc|Journal|Vol(?:ume)?"
    r"|Trans(?:actions)?|Conference|International|Advances|[Aa]r[Xx]iv|bioRxiv|medRxiv|IEEE|ACM"
    r"|Springer|Elsevier|NeurIPS|NIPS|ICML|ICLR|CVPR|MICCAI|JMLR|PMLR|[Dd]oi|DOI|https?|in|at)\b"
    r"|(?<=[^\W\d_]{2})(?<!\bJr)(?<!\bSr)(?<!\bSt)\.(?=\s|$)"
)
_AFFILIATION = re.compile(r"\([^()]*\)")
_MARK = re.compile(r"[*\u2020\u2021\u00a7\u00b6\u00b9\u00b2\u00b3\u2070-\u2079^]+\d*|(?<=[a-z])\d+")
_WORD = re.compile(
    r"['\u2018\u2019]?[^\W\d_](?:[^\W\d_]|[\u0300-\u036f'\u2018\u2019.\u2010\u2011-])*"
)
_LONG_WITH_STOP = re.compile(r"[^\W\d_]{4,}\.")
_BY = re.compile(r"[\s,.:;|\u2013\u2014-]*(?:(?:[Bb]y|[Aa]uthors?|[Ee]ds?\.)\b:?\s+)?")
# Words that begin with capitals in headings, journals and offices, and are nobody's name.
_NO_NAME = frozenset(
    "a the this that these those we our you your it its is are was of for with from or not no"
    " new each see also here more read paper papers code official implementation award best"
    " survey review overview data dataset datasets research university institute department"
    " laboratory laboratories lab school college hospital center centre group team google"
    " deepmind openai microsoft facebook meta nvidia journal medicine imaging letters reports"
    " report computing computer computers science sciences nature vision learning model models"
    " image images medical network networks neural deep systems system analysis processing"
    " technology engineering press workshop symposium preprint abstract version website page"
    " link project pdf slides video oral poster spotlight highlight tutorial blog wikipedia"
    " foundation biology physics chemistry cell lancet radiology communications access"
    " advances digital publishing publication publications open source pytorch tensorflow"
    " library toolkit framework generative diffusion adversarial using via towards toward".split()
)
_MOST_WORDS = 7
_MOST_LETTERS = 60


def find_persons(text: str) -> Persons:
    """Read the names with which a text begins; where in doubt, fewer of them."""
    lead = _BY.match(text)
    begin = lead.end() if lead else 0
    bare = _blanked(text)
    stop = _STOP.search(bare, begin)
    end = stop.start() if stop else len(text)
    is_cut = bool(stop and stop["others"])
    names = tuple(takewhile(_is_name, split_names(bare[begin:end])))
    if not _is_credible(names, is_cut=is_cut):
        return Persons()
    return Persons(names, stop.end() if stop and is_cut else end, is_cut)


def all_persons(text: str) -> Persons:
    """Read a text that is to consist of names and nothing else."""
    begun = _BY.sub("", text, count=1)
    bare = _blanked(begun).strip(" ,;:")
    named = without_others(bare)
    names = split_names(named)
    if not names or not all(map(_is_name, names)) or "\n" in named:
        return Persons()
    if not _is_credible(names, is_cut=named != bare):
        return Persons()
    return Persons(names, len(text), named != bare)


_REVERSED = re.compile(r"[^\W\d_]+, (?:[A-Z]\.[ -]?){1,4}")
_INITIAL = re.compile(r"\b[^\W\d_]\.|,|[^\W\d_]{2} (?:[A-Z]-?){1,2}$")
_TWO = re.compile(r"([^\W\d_][\w'\u2019-]+),? (?:&|and) ([^\W\d_][\w'\u2019-]+)")


def are_surely(persons: Persons) -> bool:
    """Whether these are persons and no words with capitals: several of them, or with initials."""
    if len(persons.names) > 1 or persons.is_cut:
        return True
    return any(_INITIAL.search(name) for name in persons.names)


def cited_persons(text: str) -> Persons:
    """Read the names of a citation, which may be those of two families: `Ha & Schmidhuber`."""
    two = _TWO.fullmatch(text.strip(" ,"))
    if two and all(map(_is_name, two.groups())):
        return Persons(two.groups(), len(text))
    return all_persons(text)


def _blanked(text: str) -> str:
    """Put blanks in the place of affiliations and marks, so that the places stay the same."""
    for pattern in (_AFFILIATION, _MARK):
        text = pattern.sub(lambda found: _blanks(found[0]), text)
    return text


def _blanks(text: str) -> str:
    # A year in brackets ends the names, so it stays.
    return text if re.search(r"(?:1[89]|20)\d\d", text) else " " * len(text)


def _is_name(text: str) -> bool:
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= _MOST_WORDS or len(text) > _MOST_LETTERS:
        return False
    # Page, L. is a person.
    long = (word for word in words if len(word.strip(".")) > 1)
    if any(word.lower() in _NO_NAME for word in long) and not _REVERSED.fullmatch(text):
        return False
    if not all(map(_is_name_word, words)):
        return False
    return any(len(word.strip(".")) > 1 and word not in PARTICLES for word in words)


def _is_name_word(word: str) -> bool:
    if not _WORD.fullmatch(word) or _LONG_WITH_STOP.search(word):
        return False
    first = word.lstrip("'\u2018\u2019")[0]
    return not first.islower() or word in PARTICLES or word[1:2] in {"'", "\u2019"}


def _is_credible(names: tuple[str, ...], *, is_cut: bool) -> bool:
    """Whether these are names: one word by itself is a name only where others are hinted at."""
    return bool(names) and (is_cut or any(" " in name for name in names))
