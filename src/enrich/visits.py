"""A run's visits to its sources: made when the first of them is asked, since few runs ask any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from enrich.config import Config
from enrich.manners import user_agent
from enrich.sources import Source
from enrich.turns import Clock
from enrich.watching import Listener

if TYPE_CHECKING:
    from requests import Session

    from enrich.web import Visit

__all__ = ["Visits"]


class Visits:
    """What a run has to do with each source's host."""

    def __init__(
        self,
        sources: Sequence[Source],
        config: Config,
        clock: Clock,
        watcher: Listener,
    ) -> None:
        """Know how each source is to be asked."""
        self._sources = sources
        self._config = config
        self._clock = clock
        self._watcher = watcher
        self._made: dict[str, Visit] = {}

    @property
    def requests(self) -> Mapping[str, int]:
        """Count the requests to each source."""
        made = self._made
        names = (source.name for source in self._sources)
        return {name: made[name].requests if name in made else 0 for name in names}

    @property
    def troubles(self) -> Mapping[str, str]:
        """Tell of each source that was given up why it was."""
        return {name: str(one.given_up) for name, one in self._made.items() if one.given_up}

    def open(self, session: Session) -> None:
        """Let requests to the sources out through a session, each as its manners demand."""
        from enrich.web import Visit, connect  # noqa: PLC0415 - 90 ms, only to ask

        for source in self._sources:
            visit = Visit(
                source.name,
                source.manners(),
                agent=user_agent(self._config.mailto),
                clock=self._clock,
                turns=self._config.cache.parent / f"{source.name}.turn",
                watcher=self._watcher,
                timeout=self._config.timeout,
            )
            connect(session, source.url, visit)
            self._made[source.name] = visit
