"""The parts of a person's name: where particles go, and what looks wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from enrich.names.capitals import is_loud, settled
from enrich.names.words import CONJUNCTIONS, is_initials, is_lower, is_particle
from enrich.record import Name

__all__ = ["Draft", "finished"]

# Nothing to settle or to suspect: no digits or signs, every capital alone before small letters.
_SMALL = r"a-z\u00df-\u00f6\u00f8-\u00ff"
_SOUND = re.compile(
    rf"(?:(?:[A-Z\u00c0-\u00d6\u00d8-\u00de]?[{_SMALL}'\u2019]++|[A-Z]\.)[ -]?)++(?<=[{_SMALL}])"
)
_LOST = re.compile(r"[^\W\d_]\?|\?[^\W\d_]")
_DIGIT = re.compile(r"\d")
# Chinese, Japanese, Korean.
_CJK = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7af"))
# Not initials, unlike shorter words in capitals.
_LONG = re.compile(r"\b[^\W\d_]{4,}\b")
_LATIN = re.compile("[A-Za-z]")


class Draft(msgspec.Struct, frozen=True):
    """A person's name while it is being read, and what was odd about it."""

    given: str = ""
    family: str = ""
    suffix: str | None = None
    doubts: tuple[str, ...] = ()

    def but(self, doubt: str | None = None, **changes: str | None) -> Draft:
        """Give the draft with some parts changed, and say why if it is for a reason."""
        doubts = (*self.doubts, doubt) if doubt else self.doubts
        return msgspec.structs.replace(self, doubts=doubts, **changes)


def finished(draft: Draft, *, orcid: str | None = None) -> tuple[Name, tuple[str, ...]]:
    """Make the name of a draft, with what is to be said about it."""
    if not _SOUND.fullmatch(f"{draft.given} {draft.family}"):
        draft = _suspected(_settled(draft))
    given, dropping = _without_dropping(draft.given.split())
    particle, family = _parted(draft.family.split())
    if dropping and not given:
        particle, dropping = [*dropping, *particle], []
    name = Name(
        family=_line(family),
        given=_line(given),
        dropping=_line(dropping),
        particle=_line(particle),
        suffix=_suffix(draft.suffix),
        orcid=orcid,
    )
    return name, draft.doubts


def _suffix(suffix: str | None) -> str | None:
    return suffix.capitalize() if suffix and suffix.startswith(("JR", "SR")) else suffix


def _settled(draft: Draft) -> Draft:
    given, family = settled(draft.given, draft.family)
    if (given, family) != (draft.given, draft.family):
        return draft.but("capitals repaired", given=given, family=family)
    loud = given and any(is_loud(word) for word in (*family.split(), *_LONG.findall(given)))
    return draft.but("capitals left") if loud else draft


def _suspected(draft: Draft) -> Draft:
    whole = f"{draft.given} {draft.family}"
    for doubt, holds in (
        ("a letter is lost", _LOST.search(whole)),
        ("digit in the name", _DIGIT.search(whole)),
        ("comma in the given name", "," in draft.given),
        ("initials for a family name", all(map(is_initials, draft.family.split()))),
        ("two scripts", _LATIN.search(whole) and any(map(_is_cjk, whole))),
    ):
        if holds:
            draft = draft.but(doubt)
    return draft


def _is_cjk(letter: str) -> bool:
    return any(first <= letter <= last for first, last in _CJK)


def _without_dropping(words: list[str]) -> tuple[list[str], list[str]]:
    """Part particles from the end of given names: Ludwig van, Débora Prudêncio e."""
    at = len(words)
    while at and (is_particle(words, at - 1) or (at > 1 and words[at - 1] in CONJUNCTIONS)):
        at -= 1
    return words[:at], words[at:]


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    """Part particles from the family name proper, which keeps at least its last word."""
    at = 0
    while at < len(words) - 1 and is_lower(words[at]):
        at += 1
    return words[:at], words[at:]


def _line(words: Iterable[str]) -> str | None:
    return " ".join(words) or None
