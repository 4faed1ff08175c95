"""Groups, and whoever shares a field with one: tell persons from organisations."""

from __future__ import annotations

import re

import msgspec

__all__ = ["Party", "group_in_person", "is_group", "is_nobody", "organization", "parties"]

_GROUP = re.compile(
    r"\b(?:collaborations?|consorti(?:um|a)|teams?|groups?|committee|initiative|investigators"
    r"|network|society|association|project|programme|university|institute|laboratory"
    r"|organi[sz]ation|foundation|task force|department|ministry|federation|academy|editors"
    r"|on behalf of|for the)\b|\b(?:gmbh|ltd|inc)\b\.?$",
    re.IGNORECASE,
)
# What no person is called, so that it tells a group even behind what looks like a given name.
# Persons are called Group, Network, Team or Project.
_NO_PERSON = re.compile(
    r"^(?:and|for) the\b"
    r"|\b(?:collaborations?|consorti(?:um|a)|committee|investigators|society|association"
    r"|university|institute|laborator(?:y|ies)|organi[sz]ation|foundation|department|ministry"
    r"|(?:working|study|research|trials?) (?:group|team|network)|task force|on behalf of)\b",
    re.IGNORECASE,
)
# Organisations that are no authors as often as groups are, but no persons either.
_INSTITUTION = re.compile(
    r"\b(?:facult(?:y|ies)|schools?|colleges?|cent(?:er|re)s?|hospitals?|councils?|boards?|panel"
    r"|stud(?:y|ies)|trials?|division|unit|lab|services?|company|corporation|agency|office)\b",
    re.IGNORECASE,
)
# These stand in lower case within a title or an institution, never within a name.
_PROSE = re.compile(r"(?:^|\s)(?:of|for|and|the|&)\s")
_NOBODY = re.compile(
    r"(?:and\s+)?(?:et\.?\s+al(?:\.|ii|ia)?|others|eds?\.|on behalf of|anonymous|none|unknown"
    r"|null|nil|undefined|not available"
    r"|n/a|n\.\s?a\.|no authors?(?: listed)?|author unknown|[\W\d_]*)[\s.,;]*",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s+(?:and|&)\s+")
_SEMICOLON = re.compile(r"\s*;\s+")
_BEHALF = re.compile(
    r"(?P<person>[^:]+?),?\s+(?P<link>(?i:and|(?:and\s+)?on behalf of|for(?=\s+the\b)))"
    r"\s+(?P<the>(?:the\s+)*)(?P<group>.+)"
)
# `Group, John`: a family name that is a word for a group, too.
_FAMILY_FIRST = re.compile(
    r"[^\W\d_]+, (?!(?:Inc|Ltd|LLC|GmbH|Limited|International|National)\b)"
    r"[^\W\d_][\w'\u2019-]*\.?(?: [^\W\d_][\w'\u2019-]*\.?){0,2}"
)
# `John Group` may be somebody as well.
_PERHAPS_PERSON = re.compile(
    r"(?:[A-Z]\.|[A-Z][a-z]+) (?:Groups?|Teams?|Network|Project|Initiative|Society|University)"
)
_HEADED = re.compile(r"(?P<group>[^:]+):\s+(?P<person>[^:]+)")
_INITIAL = re.compile(r"\b[^\W\d_a-z]\.")
_PREFACE = re.compile(
    r"(?i:(?:and\s+)?(?:on\s+)?behalf of|(?:and\s+)?for(?=\s+the\b))\s+(?:the\s+)*"
)
_ACRONYM = re.compile(r"\S*[A-Z]\S*[A-Z]\S*")
_AFFILIATION = re.compile(
    r"\b(?:professor|department of|faculty|lecturer|school of|research cent(?:er|re))\b.*,",
    re.IGNORECASE,
)


class Party(msgspec.Struct, frozen=True):
    """One of those whom a field names."""

    text: str
    is_group: bool = False
    doubts: tuple[str, ...] = ()


def is_group(text: str) -> bool:
    """Whether a name is that of a collaboration or an organisation."""
    return _GROUP.search(text) is not None


def is_nobody(text: str) -> bool:
    """Whether what stands for a name names no one: empty, "et al", "and others"."""
    return _NOBODY.fullmatch(text.strip()) is not None


def group_in_person(given: str, family: str) -> bool:
    """Whether the fields of a person hold a group after all."""
    if not given:
        return is_group(family)
    whole = f"{given} {family}"
    # Not by the article alone, which is a Vietnamese given name as well.
    named = given[:3].lower() == "the" and is_group(family)
    return named or _NO_PERSON.search(whole) is not None or _reads_as_prose(whole)


def parties(text: str) -> tuple[Party, ...]:
    """Tell whom a line names: a person, a group, a person and a group, several persons."""
    if ";" not in text:
        return _parties(text)
    lines = [line for line in _SEMICOLON.split(text) if any(map(str.isalpha, line))]
    return tuple(party for line in lines for party in _parties(line))


def _parties(text: str) -> tuple[Party, ...]:
    return (
        _person_for_group(text)
        or _person_with_affiliation(text)
        or _group(text)
        or _several(text)
        or (Party(text),)
    )


def _person_for_group(text: str) -> tuple[Party, ...]:
    headed = _HEADED.fullmatch(text)
    if headed and is_group(headed["group"]) and _may_be_person(headed["person"]):
        return Party(headed["group"], is_group=True), Party(headed["person"])
    found = _BEHALF.fullmatch(text)
    if not found or not _may_be_person(found["person"]) or not _may_be_group(found):
        return ()
    return Party(found["person"]), Party(found["group"], is_group=True)


def _person_with_affiliation(text: str) -> tuple[Party, ...]:
    person, _, affiliation = text.partition(",")
    if is_group(affiliation) and _may_be_person(person):
        return (Party(person, doubts=("affiliation left out",)),)
    return ()


def _group(text: str) -> tuple[Party, ...]:
    if not is_group(text) or _FAMILY_FIRST.fullmatch(text):
        return ()
    bare = _PREFACE.sub("", text, count=1) if _PREFACE.match(text) else text
    doubts = ("may be no group",) if _PERHAPS_PERSON.fullmatch(text) else ()
    return (Party(bare if is_group(bare) else text, is_group=True, doubts=doubts),)


def _several(text: str) -> tuple[Party, ...]:
    persons = _SEVERAL.split(text)
    if len(persons) > 1 and all(map(_may_be_person, persons)):
        return tuple(map(Party, persons))
    if _reads_as_prose(text):
        return (Party(text, is_group=True, doubts=("may be no group",)),)
    return ()


def organization(text: str) -> tuple[str, tuple[str, ...]]:
    """Give the name proper of what is known to be an organisation, and what is odd about it."""
    bare = _PREFACE.sub("", text, count=1) if _PREFACE.match(text) else text
    doubts = ("may be an affiliation",) if _AFFILIATION.search(text) else ()
    return (text if is_nobody(bare) else bare), doubts


def _may_be_person(text: str) -> bool:
    odd = is_nobody(text) or is_group(text) or _reads_as_prose(text) or _INSTITUTION.search(text)
    return " " in text and not odd


def _may_be_group(behalf: re.Match[str]) -> bool:
    """Whether a group follows, and not the other half of its name: Food Safety and Health Group."""
    joined = behalf["link"].lower() == "and" and not behalf["the"]
    if is_group(behalf["group"]):
        return not joined or _INITIAL.search(behalf["person"]) is not None
    return not joined and _ACRONYM.fullmatch(behalf["group"]) is not None


def _reads_as_prose(text: str) -> bool:
    return _PROSE.search(text) is not None
