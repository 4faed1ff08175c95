"""A run that would change nothing is not made; what it would say is said all the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from enrich.cli._output import say
from enrich.seals import Sight, read_seal, write_seal

if TYPE_CHECKING:
    from pathlib import Path

    from enrich.config import Config
    from enrich.pipeline import Result

__all__ = ["Sealing"]


class Sealing:
    """The seal of the last run, for one that is about to be made."""

    def __init__(self, config: Config, command: str, **options: object) -> None:
        """Look at what a run of this configuration and these options is going to read."""
        self._now = dt.datetime.now(dt.UTC)
        self._config = config
        self._sight = Sight.of(config, command, options, today=self._now.date())

    def told_again(self) -> int | None:
        """Say what the last run said, if there is nothing to do, and give its exit code."""
        seal = read_seal(self._file) if self._sight else None
        if not (seal and self._sight and seal.is_whole(self._sight, self._config.cache, self._now)):
            return None
        for line in seal.told:
            say(line)
        return seal.code

    def seal(self, result: Result, report: Callable[[Result, Callable[[str], None]], int]) -> None:
        """Seal a run after which there is nothing to do, with what the next one would report."""
        from enrich.lockfile import LOCK_FILE
        from enrich.outputs import JOURNALS
        from enrich.writers import find_format

        if self._sight is None or result.tally.until is None:
            return
        told: list[str] = []
        code = report(result.again, told.append)
        files = (LOCK_FILE, *(find_format(name).file for name in self._config.formats))
        write_seal(
            self._file,
            self._sight,
            cache=self._config.cache,
            outputs=[self._config.output / name for name in (*files, *JOURNALS)],
            until=result.tally.until,
            told=tuple(told),
            code=code,
        )

    @property
    def _file(self) -> Path:
        return self._config.cache.parent / "run.seal"
