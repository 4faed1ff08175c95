"""Persons in a line of words: the authors of a paper as lists and references name them."""

from __future__ import annotations

import re

import msgspec

__all__ = ["Persons", "all_persons", "find_persons"]


class Persons(msgspec.Struct, frozen=True):
    """Names as they were written, and where the words go on behind them."""

    names: tuple[str, ...] = ()
    end: int = 0
    # Whether the list says that there are others.
    is_cut: bool = False


# What no line of names goes on behind: years, brackets, marks of another part, the end of a
# sentence, and words that begin a venue.
_STOP = re.compile(
    r"\(\s*(?:\w+\.?,?\s+){0,2}(?:1[89]|20)\d\d|[\[\n\x02\x03\"\u201c:|]|\b(?:1[89]|20)\d\d\b"
    r"|,?\s*\b(?:and\s+)?(?P<others>et\.?\s+al\b\.?|others\b|colleagues\b)|\.\.\.|\u2026"
    r"|\s[-\u2013\u2014]+\s"
    r"|\b(?:[Ss]ubmitted|[Pp]ublish(?:ed|er)|Accepted|Presented|Proceedings|Proc|Journal|Vol(?:ume)?"
    r"|Trans(?:actions)?|Conference|International|Advances|[Aa]r[Xx]iv|bioRxiv|medRxiv|IEEE|ACM"
    r"|Springer|Elsevier|NeurIPS|NIPS|ICML|ICLR|CVPR|MICCAI|JMLR|PMLR|[Dd]oi|DOI|https?|in|at)\b"
    r"|(?<=[^\W\d_]{2})(?<!\bJr)(?<!\bSr)(?<!\bSt)\.(?=\s|$)"
)
_AFFILIATION = re.compile(r"\([^()]*\)")
_MARK = re.compile(r"[*\u2020\u2021\u00a7\u00b6\u00b9\u00b2\u00b3\u2070-\u2079^]+\d*|(?<=[a-z])\d+")
_SEPARATOR = re.compile(r"\s*(?:,?\s*(?:&|\band\b|\bwith\b)|,|;)\s*")
_CAPITAL = r"[^\W\d_a-z\u00df-\u00f6\u00f8-\u00ff]"
_INITIALS = re.compile(rf"{_CAPITAL}\.?(?:[ -]?{_CAPITAL}\.?){{0,3}}")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_WORD = re.compile(
    r"['\u2018\u2019]?[^\W\d_](?:[^\W\d_]|[\u0300-\u036f'\u2018\u2019.\u2010\u2011-])*"
)
_LONG_WITH_STOP = re.compile(r"[^\W\d_]{4,}\.")
_BY = re.compile(r"[\s,.:;|\u2013\u2014-]*(?:(?:[Bb]y|[Aa]uthors?|[Ee]ds?\.)\b:?\s+)?")
_PARTICLES = frozenset(
    "de da do dos das del della di du des van von der den ten ter la le el al bin ibn ben abu y e f"
    " af av zu zur zum 't d' dal dello st. op in't".split()
)
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
    names: list[str] = []
    for item in _items(bare[begin:end]):
        if not _is_name(item):
            break
        names.append(item)
    if not _is_credible(names, is_cut=is_cut):
        return Persons()
    return Persons(tuple(names), stop.end() if stop and is_cut else end, is_cut)


_OTHERS = re.compile(r"(?:,|\band\b|&|\s)*\b(?:et\.?\s+al\b\.?|others\.?)\s*$")


def all_persons(text: str) -> Persons:
    """Read a text that is to consist of names and nothing else."""
    begun = _BY.sub("", text, count=1)
    bare = _blanked(begun).strip(" ,;:")
    named = _OTHERS.sub("", bare)
    items = _items(named)
    if not items or not all(map(_is_name, items)) or "\n" in named:
        return Persons()
    if not _is_credible(items, is_cut=named != bare):
        return Persons()
    return Persons(tuple(items), len(text), named != bare)


def _blanked(text: str) -> str:
    """Put blanks in the place of affiliations and marks, so that the places stay the same."""
    for pattern in (_AFFILIATION, _MARK):
        text = pattern.sub(lambda found: _blanks(found[0]), text)
    return text


def _blanks(text: str) -> str:
    # A year in brackets ends the names, so it stays.
    return text if re.search(r"(?:1[89]|20)\d\d", text) else " " * len(text)


def _items(text: str) -> list[str]:
    """Part a line of names into names, be it `Given Family` or `Family, G.`."""
    separator = re.compile(r"\s*;\s*(?:(?:&|and)\s+)?") if ";" in text else _SEPARATOR
    parts = (" ".join(part.split()).strip(" -\u2013,") for part in separator.split(text))
    whole = [part if _ends_in_initial(part) else part.rstrip(". ") for part in parts if part]
    return whole if ";" in text else _joined([part for part in whole if part])


def _ends_in_initial(part: str) -> bool:
    return re.search(r"(?:^|[\s.-])[^\W\d_]{1,2}\.$", part) is not None


def _has_initial(part: str) -> bool:
    return re.match(r"[^\W\d_]\.", part) is not None or _ends_in_initial(part)


def _joined(parts: list[str]) -> list[str]:
    """Join family names and the initials or given names behind them."""
    names: list[str] = []
    is_reversed = _is_reversed(parts)
    at = 0
    while at < len(parts):
        part, following = parts[at], parts[at + 1] if at + 1 < len(parts) else ""
        if _SUFFIX.fullmatch(part) and names:
            names[-1] += f", {part}"
        elif following and (
            (at == 0 and is_reversed) or (not _has_initial(part) and _INITIALS.fullmatch(following))
        ):
            names.append(f"{part}, {following}")
            at += 1
        else:
            names.append(part)
        at += 1
    return names


def _is_reversed(parts: list[str]) -> bool:
    """Whether only the first name is turned round, as in `Ho, Jonathan, and Ajay Jain`."""
    words = [len(part.split()) for part in parts]
    pair = [1, 1]
    return words[:2] == pair and (len(words) == len(pair) or words[2] > 1)


def _is_name(text: str) -> bool:
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= _MOST_WORDS or len(text) > _MOST_LETTERS:
        return False
    if any(word.lower() in _NO_NAME for word in words if len(word.strip(".")) > 1):
        return False
    if not all(map(_is_name_word, words)):
        return False
    return any(len(word.strip(".")) > 1 and word not in _PARTICLES for word in words)


def _is_name_word(word: str) -> bool:
    if not _WORD.fullmatch(word) or _LONG_WITH_STOP.search(word):
        return False
    first = word.lstrip("'\u2018\u2019")[0]
    return not first.islower() or word in _PARTICLES or word[1:2] in {"'", "\u2019"}


def _is_credible(names: list[str], *, is_cut: bool) -> bool:
    """Whether these are names: one word by itself is a name only where others are hinted at."""
    return bool(names) and (is_cut or any(" " in name for name in names))
