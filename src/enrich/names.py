"""Names of people and groups, from the free form in which arXiv prints them."""

from __future__ import annotations

import re

from enrich.record import Name
from enrich.text import read_plain, to_unicode

__all__ = ["is_group", "is_nobody", "read_name"]

_GROUP = re.compile(
    r"\b(collaborations?|consorti(?:um|a)|teams?|(?:working |study |research |task )?groups?"
    r"|committee|initiative|investigators|network|society|association|project|programme"
    r"|university|institute|laboratory|organi[sz]ation|foundation|on behalf of|for the)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:and\s+)?(?:et\.?\s+al\.?|others|et\s+alii|anonymous|none|n/?a|no author(?: listed)?"
    r"|\W*)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:[Jj]r|JR|[Ss]r|SR)\.?|II|III|IV")
_OTHERS = re.compile(r",?\s+(?:and\s+)?(?:et\.?\s+al\.?|others)$", re.IGNORECASE)
_FAMILY_FIRST, _WITH_SUFFIX = 2, 3
# Words that begin a family name even when written with a capital.
_CAPITAL_PARTICLES = frozenset(
    "Abu Al Bin Da Dal De Del Della Dello Di Do Dos Du El Ibn La Le Van Von".split()
)
_FOOTNOTES = re.compile(r"[*†‡§¶]+|(?:\s*\((?:[^()]|\([^()]*\))*\))+\s*$")


def is_group(text: str) -> bool:
    """Whether a name is that of a collaboration or an organisation."""
    return _GROUP.search(text) is not None


def is_nobody(text: str) -> bool:
    """Whether what stands for a name names no one: empty, "et al", "and others"."""
    return _NOBODY.fullmatch(text.strip()) is not None


def read_name(text: str) -> Name | None:
    """Split a free-form name the way BibTeX splits it; none if it names no one."""
    read = read_plain(_FOOTNOTES.sub("", _redecoded(text)))
    text = to_unicode(read).strip(" ,;:") if read else ""
    if is_nobody(text):
        return None
    text = _OTHERS.sub("", text)
    if is_group(text):
        return Name(literal=text)
    text, suffix = _without_suffix(text)
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == _WITH_SUFFIX and _SUFFIX.fullmatch(parts[1]):
        suffix = parts.pop(1)
    if len(parts) == _FAMILY_FIRST:
        return _person(parts[1].split(), *_parted(parts[0].split()), suffix=suffix)
    given_words, family_words = _spoken(text.replace(",", " ").split())
    return _person(given_words, *_parted(family_words), suffix=suffix)


def _without_suffix(text: str) -> tuple[str, str | None]:
    head, _, tail = text.rpartition(" ")
    if head and _SUFFIX.fullmatch(tail):
        return head.rstrip(" ,"), tail
    return text, None


def _spoken(words: list[str]) -> tuple[list[str], list[str]]:
    """Given names and family name, which begins at the first particle there is."""
    for at, word in enumerate(words[:-1]):
        if _is_particle(word) or (at and word in _CAPITAL_PARTICLES):
            return words[:at], words[at:]
    return words[:-1], words[-1:]


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    """Particles and the family name proper, which keeps at least its last word."""
    at = 0
    while at < len(words) - 1 and _is_particle(words[at]):
        at += 1
    return words[:at], words[at:]


def _is_particle(word: str) -> bool:
    """Whether a word begins in lower case, be it behind an apostrophe as in 't Hooft."""
    return word.lstrip("'\u2019`")[:1].islower()


def _redecoded(text: str) -> str:
    """Undo UTF-8 that was read as Latin-1, which control characters betray."""
    if re.search(r"[\x80-\x9f]", text):
        try:
            return text.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return text
    return text


def _person(
    given: list[str], particle: list[str], family: list[str], *, suffix: str | None
) -> Name:
    return Name(
        family=" ".join(family) or None,
        given=" ".join(given) or None,
        particle=" ".join(particle) or None,
        suffix=suffix,
    )
