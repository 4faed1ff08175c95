"""What sources say of people in the same way: names in fields, an ORCID beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from enrich.names import Named, read_person
from enrich.record import Doubt
from enrich.sources.lines import read_line

__all__ = ["People", "name_all", "read_contributor", "read_orcid"]

# https://support.orcid.org/hc/en-us/articles/360006897674, ISO 7064 mod 11-2.
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)


class People(NamedTuple):
    """Whom a work names, by the part they had in it."""

    authors: Named = Named()
    editors: Named = Named()
    translators: Named = Named()
    chairs: Named = Named()

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What was doubtful of any of them."""
        return name_all(self).doubts


def name_all(people: Iterable[Named]) -> Named:
    """Put together whom several fields name, with what was doubtful of each."""
    every = tuple(people)
    if len(every) == 1:
        return every[0]
    return Named(
        tuple(name for one in every for name in one.names),
        tuple(doubt for one in every for doubt in one.doubts),
    )


def read_contributor(  # noqa: PLR0913 - the fields as they come
    *,
    given: str | None = None,
    family: str | None = None,
    suffix: str | None = None,
    name: str | None = None,
    orcid: str | None = None,
    field: str = "authors",
) -> Named:
    """Read somebody out of fields that may hold markup, and whose ORCID may be an address."""
    return read_person(
        given=_hyphenated(read_line(given)),
        family=_hyphenated(read_line(family)),
        suffix=read_line(suffix),
        name=read_line(name),
        orcid=read_orcid(orcid),
        field=field,
    )


def read_orcid(address: str | None) -> str | None:
    """Read an ORCID whose check digit is right; any other is somebody else's, or nobody's."""
    number = (address or "").strip().rpartition("/")[2].upper()
    if not _ORCID.fullmatch(number):
        return None
    total = 0
    for digit in number.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return number if number[-1] == ("X" if check == 10 else str(check)) else None  # noqa: PLR2004 - ten


def _hyphenated(name: str | None) -> str | None:
    """Write the hyphen of a double name that some write as a dash."""
    return name.replace("\u2013", "-") if name else None
