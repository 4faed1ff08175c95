"""Repairs of names that come in fields, as Crossref passes them on from publishers."""

from __future__ import annotations

import re
from collections.abc import Callable

from enrich.names.groups import is_nobody
from enrich.names.parts import Draft
from enrich.names.spoken import read_spoken
from enrich.names.words import (
    CERTAIN_DEGREE,
    DEGREE,
    GENERATION,
    KINSHIP,
    SUFFIX,
    TITLE,
    begins_family,
    is_initials,
)

__all__ = ["repaired"]

_MARKS_BEHIND = re.compile(r"[\s*\u2020\u2021\u00a7\u00b6#|\d\u00b9\u00b2\u00b3\u2070-\u2079,;:]+$")
_MARKS_BEFORE = re.compile(r"^[\s*\u2020\u2021\u00a7\u00b6#|\d,;:.]+")
_OTHERS = re.compile(r"[,\s]*\b(?:and\s+)?(?:et\.?\s+al|others)[\s.,;]*$", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ROLE = re.compile(r"author|editor|reviewer|manager|translator|corresponding.*", re.IGNORECASE)
# Without a dot these may be the rest of O'Brien, D'Souza, L'Hermite, or be words.
_NO_INITIAL = frozenset("DELOY")


def repaired(draft: Draft) -> Draft:
    """Put right what is certainly wrong in the fields of a person."""
    for repair in _REPAIRS:
        draft = repair(draft)
    return draft


def _without_marks(draft: Draft) -> Draft:
    given, family = map(_unmarked, (draft.given, draft.family))
    marked = _has_mark(draft.given, given) or _has_mark(draft.family, family)
    return draft.but("mark left out" if marked else None, given=given, family=family)


def _unmarked(text: str) -> str:
    bare = _MARKS_BEFORE.sub("", _MARKS_BEHIND.sub("", text))
    return bare if any(map(str.isalpha, bare)) else ""


def _has_mark(text: str, bare: str) -> bool:
    return bool(bare) and len(text.strip(" ,;:.")) > len(bare.strip(" ."))


def _without_others(draft: Draft) -> Draft:
    """Leave out "et al" and what else names no one, from either field or from both together."""
    whole = f"{draft.given} {draft.family}"
    if is_nobody(whole) or (is_nobody(draft.given) and is_nobody(draft.family)):
        return draft.but(given="", family="")
    if _OTHERS.search(whole):
        given, family = _OTHERS.sub("", draft.given), _OTHERS.sub("", draft.family)
        return draft.but("others left out", given=given, family=family)
    if draft.given and is_nobody(draft.family):
        return draft.but(family="")
    return draft


def _without_title(draft: Draft) -> Draft:
    given = TITLE.sub("", draft.given)
    return draft if given == draft.given else draft.but("title left out", given=given)


def _without_commas(draft: Draft) -> Draft:
    """Sort out what stands behind a comma, where the name before it is whole without."""
    for field, other in (("family", draft.given), ("given", draft.family)):
        head, *behind = (part.strip() for part in str(getattr(draft, field)).split(","))
        if not behind or not other:
            continue
        kept = [head]
        for part in filter(None, behind):
            if GENERATION.fullmatch(part):
                draft = draft.but(suffix=draft.suffix or part)
            elif _is_degree(part, field):
                draft = draft.but("degree left out")
            elif _ROLE.fullmatch(part):
                draft = draft.but("role left out")
            else:
                kept.append(part)
        joint = " " if field == "family" else ", "
        doubt = "comma in the family name" if len(kept) > 1 and field == "family" else None
        draft = draft.but(doubt, **{field: joint.join(kept)})
    return draft


def _is_degree(part: str, field: str) -> bool:
    """Whether this is a degree, which behind given names may be initials."""
    return (DEGREE if field == "family" else CERTAIN_DEGREE).fullmatch(part) is not None


def _with_suffix(draft: Draft) -> Draft:
    """Find the suffix, whichever field it is in, and leave out what stands in its stead."""
    first = re.split(r"[,;]\s*", draft.suffix or "")[0]
    if first != draft.suffix and GENERATION.fullmatch(first):
        # A degree behind the suffix is none of it.
        draft = draft.but(suffix=first)
    elif draft.suffix and not GENERATION.fullmatch(draft.suffix):
        draft = draft.but("suffix left out", suffix=None)
    for field in ("family", "given"):
        head, _, tail = str(getattr(draft, field)).rpartition(" ")
        is_initial = tail.isupper() and " " not in head and not draft.given
        if head and not draft.suffix and not is_initial and SUFFIX.fullmatch(tail):
            draft = draft.but(suffix=tail, **{field: head.rstrip(" ,")})
    if draft.given and SUFFIX.fullmatch(draft.family):
        return draft.but(suffix=draft.suffix or draft.family, family="")
    return draft


def _without_degree(draft: Draft) -> Draft:
    for field in ("family", "given"):
        head, _, tail = str(getattr(draft, field)).rpartition(" ")
        if head and CERTAIN_DEGREE.fullmatch(tail):
            draft = draft.but("degree left out", **{field: head.rstrip(" ,")})
    return draft


def _parted_whole(draft: Draft) -> Draft:
    """Part a whole name that came in one field, unless it is uncertain where."""
    if bool(draft.family) == bool(draft.given):
        return draft
    whole = draft.family or draft.given
    words = whole.split()
    if len(words) == 1:
        return draft if draft.family else draft.but("only a given name", given="", family=whole)
    if "," not in whole and not _can_be_parted(words):
        return draft.but("whole name in one field", given="", family=whole)
    spoken = read_spoken(whole)
    doubts = (*draft.doubts, "whole name in one field", *spoken.doubts)
    return Draft(spoken.given, spoken.family, draft.suffix or spoken.suffix, doubts)


def _can_be_parted(words: list[str]) -> bool:
    """Whether the last word of a whole name is the family name, as far as one can tell."""
    return (
        not is_initials(words[-1])
        and not begins_family(["", *words], 1)
        and _LATIN.search(words[-1]) is not None
    )


def _with_initial(draft: Draft) -> Draft:
    """Give initials that begin a family name back to the given names."""
    words = draft.family.split()
    at = 0
    while at < len(words) and is_initials(words[at]) and words[at] not in _NO_INITIAL:
        at += 1
    if not draft.given or not 0 < at < len(words):
        return draft
    given = " ".join([draft.given, *words[:at]])
    return draft.but("initial in the family name", given=given, family=" ".join(words[at:]))


def _with_kinship(draft: Draft) -> Draft:
    kin = draft.given and draft.family in KINSHIP
    return draft.but("half a family name") if kin else draft


# The order matters: marks hide suffixes, and suffixes and degrees hide where a name is whole.
_REPAIRS: tuple[Callable[[Draft], Draft], ...] = (
    _without_marks,
    _without_others,
    _without_title,
    _without_commas,
    _with_suffix,
    _without_degree,
    _parted_whole,
    _with_initial,
    _with_kinship,
)
