"""What the page shows of a work, or of a seed that came to nothing: plain values and safe HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec
from markupsafe import Markup

from enrich.dates import PartialDate
from enrich.status import Status
from enrich.text import Text, without_unseen
from enrich.text.html import to_html

__all__ = ["Candidate", "Card", "Link", "Missing", "fragments", "is_web_address", "marked"]

_LONGEST_FRAGMENT = 80


class Link(msgspec.Struct, frozen=True):
    """An address on the web, and what it is called."""

    called: str
    address: str


class Candidate(msgspec.Struct, frozen=True):
    """A work that a seed may mean, and why that is in doubt."""

    what: str
    link: Link | None
    because: tuple[str, ...] = ()


class Missing(msgspec.Struct, frozen=True):
    """Why there is no entry for a seed, and what helps."""

    reason: str
    helps: str
    written: str
    candidates: tuple[Candidate, ...] = ()


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A work as the page shows it."""

    fragment: str
    status: Status
    title: Markup
    # The words of the title alone, for what can't show markup.
    named: str
    key: str | None = None
    address: str | None = None
    people: tuple[str, ...] = ()
    are_editors: bool = False
    # What the work is sorted by: its first author's family name.
    sorting: str = ""
    kind: str | None = None
    venue: Markup | None = None
    venue_named: str | None = None
    # Volume, issue and pages.
    place: str | None = None
    date: PartialDate | None = None
    # Whether the date is that of its number at arXiv: the record itself has none.
    is_dated_by_number: bool = False
    # The months it took from a preprint to print.
    waited: int | None = None
    sections: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    notices: tuple[str, ...] = ()
    perhaps: tuple[Candidate, ...] = ()
    abstract: tuple[Markup, ...] = ()
    identifiers: tuple[str, ...] = ()
    missing: Missing | None = None

    @property
    def year(self) -> int | None:
        """The year under which it is found."""
        return self.date.year if self.date else None


def marked(text: Text) -> Markup:
    """Give typed text as HTML that is known to be safe."""
    return Markup(to_html(text))  # noqa: S704 - every sign of it is escaped there


def is_web_address(address: str) -> bool:
    """Whether an address leads to the web, and does nothing else."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_clean = address == without_unseen(address) and not re.search(r"\s", address)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and is_clean


def fragments(names: Iterable[str]) -> tuple[str, ...]:
    """Name each work's place on the page after its key, no two alike."""
    # A dictionary keeps its order, and finds quickly what was given before.
    given: dict[str, None] = {}
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9._:-]+", "-", name)[:_LONGEST_FRAGMENT].strip("-") or "x"
        fragment, number = f"work-{plain}", 1
        while fragment in given:
            number += 1
            fragment = f"work-{plain}--{number}"
        given[fragment] = None
    return tuple(given)
