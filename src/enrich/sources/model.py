"""What a source supplies: how to ask a batch, and how to read one answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from enrich.answers import Answer
from enrich.errors import CutShort
from enrich.identifiers import Wanted
from enrich.manners import Manners
from enrich.record import Record

if TYPE_CHECKING:
    import requests

__all__ = ["LeftOut", "Source"]


class LeftOut(CutShort):
    """A list that holds fewer than it says there are; these it has answered."""

    def __init__(self, message: str, answered: Mapping[Wanted, bytes]) -> None:
        """Take what to say, and what was answered all the same."""
        super().__init__(message)
        self.answered = answered


class Source(Protocol):
    """One API that knows papers by their identifiers."""

    name: str
    url: str
    lifetime: dt.timedelta

    def accepts(self, identifier: Wanted) -> bool:
        """Whether the source may know this identifier."""
        ...

    def manners(self) -> Manners:
        """How the source wants to be asked."""
        ...

    def batches(self, identifiers: Sequence[Wanted]) -> Iterator[tuple[Wanted, ...]]:
        """Cut identifiers into lots that one request can hold."""
        ...

    def ask(self, session: requests.Session, batch: Sequence[Wanted]) -> Mapping[Wanted, bytes]:
        """Ask for a batch in one request, and give what was answered under the ids asked.

        Raise `LeftOut` where the source itself says that its list is not whole.
        """
        ...

    def confirm(
        self, session: requests.Session, missing: Sequence[Wanted]
    ) -> Mapping[Wanted, bytes]:
        """Ask again for what was not answered, in a way that tells absence from failure."""
        ...

    def read(self, answer: Answer) -> Record:
        """Read the work that an identifier names."""
        ...

    def read_found(self, answer: Answer) -> tuple[Record, ...]:
        """Read the works that a search for a title found, the likeliest first."""
        ...
