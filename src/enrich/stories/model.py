"""The story of an entry as values, of which text and JSON are made."""

from __future__ import annotations

import msgspec

__all__ = ["AnswerTold", "FieldStory", "Guess", "Other", "Story", "Taken", "Version", "WantedBy"]


class WantedBy(msgspec.Struct, frozen=True):
    """A seed that asked for the work."""

    origin: str
    written: str
    is_by_title: bool


class Version(msgspec.Struct, frozen=True):
    """A version of the work: its identifiers, and whether it is the one that is shown."""

    names: tuple[str, ...]
    is_preprint: bool
    is_shown: bool


class Guess(msgspec.Struct, frozen=True):
    """What a preprint may have become, and why that is no proof."""

    name: str
    title: str
    because: tuple[str, ...]


class AnswerTold(msgspec.Struct, frozen=True):
    """An answer that the entry rests on; the snapshot's have no day."""

    source: str
    name: str
    day: str | None
    standing: str
    # What was asked for where that was not the work's own name.
    asked: str | None = None


class Taken(msgspec.Struct, frozen=True):
    """Whose a value is, and by which rule; one by hand has a place and no name."""

    source: str
    name: str | None
    rule: str
    # What the source was asked for and when; the snapshot's answers have no day.
    asked: str | None = None
    day: str | None = None
    # Whether it is a field that the user keeps, and no source is asked for.
    is_own: bool = False


class Other(msgspec.Struct, frozen=True):
    """What another reading says instead."""

    source: str
    name: str
    value: str
    asked: str | None = None
    day: str | None = None


class FieldStory(msgspec.Struct, frozen=True):
    """A field: its value, whose that is, and what else is said; without a value it is left out."""

    field: str
    value: str | None
    taken: tuple[Taken, ...] = ()
    others: tuple[Other, ...] = ()


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Everything there is to tell of an entry."""

    key: str
    # Where it is given, if it is by a seed.
    key_from: str | None
    aliases: tuple[str, ...]
    what: str
    first_seen: str | None
    wanted_by: tuple[WantedBy, ...]
    versions: tuple[Version, ...]
    # By what the preprint is shown where there is a publication.
    shown_by: str | None
    # What shows that the versions are one work.
    since: str | None
    # What a preprint is said to have become, where it was not followed there.
    not_followed: tuple[str, ...]
    may_have_become: tuple[Guess, ...]
    answers: tuple[AnswerTold, ...]
    notices: tuple[str, ...]
    # Notices of a version that is not shown.
    other_notices: tuple[str, ...]
    # Why somebody says otherwise than the sources, and where.
    note: str | None
    by_hand: str | None
    doubts: tuple[str, ...]
    fields: tuple[FieldStory, ...]
    # The field that was asked for alone, as it was called.
    asked: str | None = None
