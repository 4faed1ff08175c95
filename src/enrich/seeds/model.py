"""What is read out of the files in which people keep papers."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

import msgspec

from enrich.dates import PartialDate
from enrich.identifiers import Identifier, Title, Wanted
from enrich.names import read_name
from enrich.record import Kind
from enrich.text import folded

__all__ = ["Claim", "Found", "Kept", "LinkKind", "Origin", "PassedOver", "Remark", "Scan", "Seed"]


class Origin(msgspec.Struct, frozen=True, order=True):
    """Where something was written."""

    file: str
    line: int

    def __str__(self) -> str:
        """Print as editors and compilers do."""
        return f"{self.file}:{self.line}"


class Claim(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What a list says of a paper: evidence to be checked, and nothing to be printed.

    The authors are persons' names as they were written, in their order, the first one first;
    the list may be cut. The date may be that of any version.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    date: PartialDate | None = None
    venue: str | None = None
    kind: Kind | None = None

    def filled_from(self, other: Claim) -> Claim:
        """Add to what is said what the other says."""
        return Claim(
            title=self.title or other.title,
            authors=self.authors or other.authors,
            date=self.date or other.date,
            venue=self.venue or other.venue,
            kind=self.kind or other.kind,
        )


class Seed(msgspec.Struct, frozen=True, omit_defaults=True):
    """One paper somebody wants: by an identifier, or by what is said of it."""

    wanted: Identifier | None
    written: str
    origin: Origin
    # The citation key that its author already uses.
    key: str | None = None
    claim: Claim = Claim()
    # The headings it stands under, or the words it is filed under.
    tags: tuple[str, ...] = ()
    # What a reference manager keeps with it that is not bibliographic, by the field's name.
    extras: tuple[tuple[str, str], ...] = ()
    # By what else it is named there: nobody is asked for these.
    others: tuple[Identifier, ...] = ()

    @property
    def names(self) -> tuple[Identifier, ...]:
        """Every identifier by which it is named, the surest first."""
        return (*((self.wanted,) if self.wanted else ()), *self.others)

    @property
    def sought(self) -> Title | None:
        """What to look for where there is no identifier, or none that leads anywhere."""
        words = folded(self.claim.title or "")
        if not words:
            return None
        year = self.claim.date.year if self.claim.date else None
        return Title(words, self._first_family(), year)

    def _first_family(self) -> str | None:
        """Give the family name of the first author, however the name is written."""
        for author in self.claim.authors[:1]:
            family, comma, _ = author.partition(",")
            name = None if comma else read_name(author)
            return folded(name.sorting if name else family) or None
        return None

    @property
    def asked(self) -> Wanted | None:
        """What sources are asked for first."""
        return self.wanted or self.sought


class LinkKind(StrEnum):
    """What a link leads to."""

    PAPER = "paper"
    CODE = "code"
    DATA_SET = "data set"
    BLOG = "blog"
    VIDEO = "video"
    PLACEHOLDER = "placeholder"
    IN_PAGE = "in-page"
    RELATIVE = "relative"
    PAGE = "page"


class PassedOver(msgspec.Struct, frozen=True):
    """A link that leads to no paper."""

    kind: LinkKind
    written: str
    origin: Origin


class Remark(msgspec.Struct, frozen=True):
    """Something about a file that its owner should know."""

    origin: Origin
    text: str

    def __str__(self) -> str:
        """Tell it in one line."""
        return f"{self.origin}: {self.text}"


class Kept(msgspec.Struct, frozen=True):
    """What a .bib holds beside its papers, as it is written: a comment or a macro."""

    written: str
    origin: Origin


# What readers give, in the order of the file.
Found: TypeAlias = Seed | PassedOver | Remark | Kept


class Scan(msgspec.Struct, frozen=True):
    """Everything that was found in some files."""

    seeds: tuple[Seed, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    remarks: tuple[Remark, ...] = ()
    kept: tuple[Kept, ...] = ()
    # Whether any file holds more than comments and headings.
    is_blank: bool = True
