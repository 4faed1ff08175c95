"""What can go wrong, as one tree.

    EnrichError
    ├── ConfigError        enrich.toml or an option says something we can't follow
    ├── SeedError          a seed file that can't be read
    ├── CacheError         the cache can't be opened, read or written
    ├── OutputError        the library can't be written
    └── SourceError        a source did not answer as it should
        ├── Refused        it said that the request itself is wrong
        ├── Throttled      it said that we ask too much
        ├── Unreachable    it could not be talked to at all
        ├── Garbled        it answered with something that is no answer
        └── TooLong        the question may have been too long
            ├── BrokenOff  Unreachable, too: it did not finish its answer
            └── CutShort   Garbled, too: it gave the beginning of one, or failed over it

An expected absence is no error: it is a `Miss`.
"""

from __future__ import annotations

__all__ = [
    "BrokenOff",
    "CacheError",
    "ConfigError",
    "CutShort",
    "EnrichError",
    "Garbled",
    "OutputError",
    "Refused",
    "SeedError",
    "SourceError",
    "Throttled",
    "TooLong",
    "Unreachable",
]


class EnrichError(Exception):
    """Everything this package raises on purpose."""


class ConfigError(EnrichError):
    """The configuration says something that can't be followed."""


class SeedError(EnrichError):
    """A seed file can't be read."""


class CacheError(EnrichError):
    """The cache can't be opened, read or written."""


class OutputError(EnrichError):
    """The library can't be written."""


class SourceError(EnrichError):
    """A source did not answer as it should."""


class Refused(SourceError):
    """The source said that the request itself is wrong."""


class Throttled(SourceError):
    """The source said that we ask too much."""


class Unreachable(SourceError):
    """The source could not be talked to."""


class Garbled(SourceError):
    """The source answered with something that is no answer."""


class TooLong(SourceError):
    """The question may have been too long: a shorter one may be answered."""


class BrokenOff(TooLong, Unreachable):
    """It did not finish its answer, or not in time."""


class CutShort(TooLong, Garbled):
    """It failed over an answer, or gave the beginning of one."""
