"""What becomes of each field: from which versions it may come, and by which rule it is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

import msgspec

from enrich.merge.authors import choose_authors
from enrich.merge.dates import choose_date
from enrich.merge.model import Rule
from enrich.merge.said import Choice, Choose, Ranked, Said, first
from enrich.merge.titles import choose_title

__all__ = ["ROWS", "Row", "Versions"]


class Versions(Enum):
    """Of which versions a field may come, besides the one shown."""

    NONE = auto()
    ANY = auto()
    PREPRINTS = auto()
    PUBLICATIONS = auto()

    def allow(self, one: Ranked) -> bool:
        """Whether a field of this reading may be taken."""
        if one.is_shown or self is Versions.ANY:
            return True
        return self is (Versions.PREPRINTS if one.is_preprint else Versions.PUBLICATIONS)


class Row(msgspec.Struct, frozen=True):
    """A field of a record, or a part of its dates or its venue as in `dates.posted`."""

    name: str
    choose: Choose = first
    versions: Versions = Versions.NONE


def _added_up(said: Sequence[Said]) -> Choice:
    """Take all, since what one source says does not unsay what another does."""
    values: dict[object, None] = {}
    for one in said:
        values.update(dict.fromkeys(one.value))  # type: ignore[call-overload]
    return Choice(tuple(values), tuple(one.of for one in said), Rule.ADDED_UP)


# In the order of the record. What tells where and by whom a version was brought out is of that
# version alone. The licence is that under which it may be read; a server's licence does not hold
# for the publisher's. A preprint's authors and title may serve a publication, by their own rules.
#
# What became of a preprint, such as its withdrawal from arXiv, says nothing of the publication:
# it is withdrawn for having appeared, or for a flaw that the publication has not. What became of
# the publication is told beside a preprint, too: a reader of either must know that it was
# retracted.
ROWS = (
    Row("kind"),
    Row("arxiv", versions=Versions.ANY),
    Row("doi"),
    Row("title", choose_title, Versions.ANY),
    Row("original_title", versions=Versions.ANY),
    Row("authors", choose_authors, Versions.ANY),
    Row("editors"),
    Row("translators"),
    Row("chairs"),
    Row("dates.printed", choose_date),
    Row("dates.online", choose_date),
    Row("dates.issued", choose_date),
    Row("dates.posted", choose_date, Versions.PREPRINTS),
    Row("dates.revised", choose_date, Versions.PREPRINTS),
    Row("venue.title"),
    Row("venue.short"),
    Row("venue.series"),
    Row("venue.event"),
    Row("venue.issns"),
    Row("venue.isbns"),
    Row("volume"),
    Row("issue"),
    Row("pages"),
    Row("article_number"),
    Row("edition"),
    Row("publisher"),
    Row("publisher_place"),
    Row("institution"),
    Row("group"),
    Row("degree"),
    Row("abstract", versions=Versions.ANY),
    Row("language", versions=Versions.ANY),
    Row("categories", versions=Versions.ANY),
    Row("subjects", versions=Versions.ANY),
    Row("licence"),
    Row("comment", versions=Versions.ANY),
    Row("journal_reference", versions=Versions.ANY),
    Row("relations", _added_up, Versions.ANY),
    Row("notices", _added_up, Versions.PUBLICATIONS),
    Row("announces"),
)
