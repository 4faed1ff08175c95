"""A source of a plugin, which may fail in any way, and print what it likes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from enrich.answers import Answer
from enrich.errors import SourceError
from enrich.identifiers import Wanted
from enrich.manners import Manners
from enrich.plugins import Plugin
from enrich.record import Record
from enrich.sources.model import Source

if TYPE_CHECKING:
    import requests

__all__ = ["Guest"]


class Guest:
    """A plugin's source: what goes wrong in it is told in one line that names whose it is.

    That a source did not answer as it should is said as ours say it.
    """

    def __init__(self, plugin: Plugin, source: Source) -> None:
        """Let this source answer."""
        self.name, self.url, self.lifetime = source.name, source.url, source.lifetime
        self._plugin, self._source = plugin, source

    def accepts(self, identifier: Wanted) -> bool:
        """Whether the source may know this identifier."""
        with self._plugin.at_work():
            return bool(self._source.accepts(identifier))

    def manners(self) -> Manners:
        """How the source wants to be asked."""
        with self._plugin.at_work():
            made = self._source.manners()
            guarded = self._plugin.guarded
            return msgspec.structs.replace(
                made,
                judge=guarded(made.judge, SourceError),
                is_alone=guarded(made.is_alone),
                width=guarded(made.width),
            )

    def batches(self, identifiers: Sequence[Wanted]) -> Iterator[tuple[Wanted, ...]]:
        """Cut identifiers into lots that one request can hold."""
        with self._plugin.at_work():
            return iter(tuple(self._source.batches(identifiers)))

    def ask(self, session: requests.Session, batch: Sequence[Wanted]) -> Mapping[Wanted, bytes]:
        """Ask for a batch in one request."""
        with self._plugin.at_work(SourceError):
            return dict(self._source.ask(session, batch))

    def confirm(
        self, session: requests.Session, missing: Sequence[Wanted]
    ) -> Mapping[Wanted, bytes]:
        """Ask again for what was not answered."""
        with self._plugin.at_work(SourceError):
            return dict(self._source.confirm(session, missing))

    def read(self, answer: Answer) -> Record:
        """Read the work that an identifier names."""
        with self._plugin.at_work(SourceError):
            record = self._source.read(answer)
        if not isinstance(record, Record):
            self._plugin.refuse(f"it read no record, but a {type(record).__qualname__}")
        return record

    def read_found(self, answer: Answer) -> tuple[Record, ...]:
        """Read the works that a search for a title found."""
        with self._plugin.at_work(SourceError):
            return tuple(self._source.read_found(answer))
