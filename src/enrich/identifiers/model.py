"""What can be asked for: papers by identifier or by title, and what a preprint became."""

from __future__ import annotations

from typing import TypeAlias
from urllib.parse import quote

import msgspec

__all__ = ["ArxivId", "Doi", "Identifier", "Pii", "Sequel", "Title", "Wanted"]


# arXiv began in 1991.
_LAST_OF_2000 = 90


class ArxivId(msgspec.Struct, frozen=True, order=True):
    """An arXiv paper, or one version of it."""

    value: str
    version: int | None = None

    @property
    def key(self) -> str:
        """The canonical form, `arxiv:2101.00001v2`."""
        return f"arxiv:{self.short}"

    @property
    def short(self) -> str:
        """The form arXiv itself prints, `2101.00001v2`."""
        return self.value if self.version is None else f"{self.value}v{self.version}"

    @property
    def month(self) -> tuple[int, int]:
        """The year and the month in which arXiv gave it out."""
        digits = self.value.rpartition("/")[2]
        year = int(digits[:2])
        return year + (1900 if year > _LAST_OF_2000 else 2000), int(digits[2:4])

    @property
    def url(self) -> str:
        """The address of the abstract page."""
        return f"https://arxiv.org/abs/{self.short}"

    @property
    def paper(self) -> ArxivId:
        """The paper itself, whatever the version."""
        return ArxivId(self.value)

    def __str__(self) -> str:
        """Print the canonical form."""
        return self.key


class Doi(msgspec.Struct, frozen=True, order=True):
    """A digital object identifier, in lower case since case does not count in one."""

    value: str

    @property
    def key(self) -> str:
        """The canonical form, `doi:10.1000/x`."""
        return f"doi:{self.value}"

    @property
    def url(self) -> str:
        """The address that resolves it."""
        return f"https://doi.org/{quote(self.value, safe='/:;()')}"

    @property
    def paper(self) -> Doi:
        """The paper itself: a DOI knows no versions."""
        return self

    def __str__(self) -> str:
        """Print the canonical form."""
        return self.key


class Pii(msgspec.Struct, frozen=True, order=True):
    """A publisher item identifier, by which Elsevier's links name an article."""

    value: str

    @property
    def key(self) -> str:
        """The canonical form, `pii:S1361841523001068`."""
        return f"pii:{self.value}"

    @property
    def url(self) -> str:
        """The address of the article's page."""
        return f"https://www.sciencedirect.com/science/article/pii/{self.value}"

    @property
    def paper(self) -> Pii:
        """The paper itself: a PII knows no versions."""
        return self

    def __str__(self) -> str:
        """Print the canonical form."""
        return self.key


class Title(msgspec.Struct, frozen=True, order=True):
    """A paper looked for by its title and, where they are known, its first author and year.

    All are folded words, the author's the family name alone, so that the same question is asked
    once however it is written.
    """

    words: str
    author: str | None = None
    year: int | None = None

    @property
    def key(self) -> str:
        """The canonical form, `title:attention is all you need|vaswani|2017`."""
        return f"title:{self.words}|{self.author or ''}|{self.year or ''}"

    @property
    def url(self) -> str:
        """The address of a search for it."""
        return f"https://search.crossref.org/?q={quote(self.words)}"

    @property
    def paper(self) -> Title:
        """The paper itself: a title knows no versions."""
        return self

    def __str__(self) -> str:
        """Print the canonical form."""
        return self.key


class Sequel(msgspec.Struct, frozen=True, order=True):
    """What a preprint became: the works that name it as theirs, whichever its version."""

    of: ArxivId

    def __post_init__(self) -> None:
        """Ask of the paper, so that the same question is asked once for all its versions."""
        if self.of.version is not None:
            msgspec.structs.force_setattr(self, "of", self.of.paper)

    @property
    def key(self) -> str:
        """The canonical form, `sequel:arxiv:2101.00001`."""
        return f"sequel:{self.of.key}"

    @property
    def preprint(self) -> str:
        """The DOI that arXiv gives the preprint, by which works name it."""
        return f"10.48550/arxiv.{self.of.value}"

    @property
    def url(self) -> str:
        """The address of the question itself."""
        filters = f"relation.type:has-preprint,relation.object:{self.preprint}"
        return f"https://api.crossref.org/works?filter={filters}"

    @property
    def paper(self) -> Sequel:
        """The question itself: it knows no versions."""
        return self

    def __str__(self) -> str:
        """Print the canonical form."""
        return self.key


Identifier: TypeAlias = ArxivId | Doi | Pii
Wanted: TypeAlias = Identifier | Sequel | Title
