"""The sources there are, in the order in which they are asked; a new one is one row more.

Those of plugins come last: what ours know is asked of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from enrich.config import Config, SourceConfig
from enrich.errors import ConfigError
from enrich.identifiers import Wanted
from enrich.plugins import Group, Plugin, names, plugged
from enrich.sources.arxiv import Arxiv
from enrich.sources.crossref import Crossref
from enrich.sources.datacite import Datacite
from enrich.sources.guest import Guest
from enrich.sources.model import Source

__all__ = ["Row", "is_known", "make_sources"]


class Row(msgspec.Struct, frozen=True):
    """A source by its name, and what makes it of the address to ask and the mail address to give.

    Neither need be configured.
    """

    name: str
    make: Callable[[str | None, str | None], Source]


_ROWS = (
    Row("crossref", Crossref),
    Row("arxiv", lambda url, _: Arxiv(url)),
    Row("datacite", Datacite),
)
# What every source has.
_PARTS = (*Source.__annotations__, *(part for part in vars(Source) if not part.startswith("_")))


def make_sources(config: Config) -> tuple[Source, ...]:
    """Make every source as the configuration wants it."""
    own = tuple(row.name for row in _ROWS)
    known = names(Group.SOURCES, own)
    if unknown := sorted(set(config.sources) - set(known)):
        there_are = ", ".join(sorted(known))
        message = f"enrich.toml: [sources.{unknown[0]}] is no source; there are {there_are}"
        raise ConfigError(message)
    others = (_plugged(*one, config) for one in plugged(Group.SOURCES, own, Row))
    return (*(_made(row, config) for row in _ROWS), *others)


def is_known(sources: Iterable[Source], name: str, identifier: Wanted) -> bool:
    """Whether there is a source of this name that may know this identifier."""
    return any(source.name == name and source.accepts(identifier) for source in sources)


def _made(row: Row, config: Config) -> Source:
    return row.make(config.sources.get(row.name, SourceConfig()).url, config.mailto)


def _plugged(plugin: Plugin, row: Row, config: Config) -> Source:
    with plugin.at_work():
        source = _made(row, config)
    if lacking := next((part for part in _PARTS if not hasattr(source, part)), None):
        plugin.refuse(f"{plugin.value} makes no source: it lacks {lacking}")
    if source.name != plugin.name:
        plugin.refuse(f"{plugin.value} makes a source that calls itself {source.name!r}")
    return Guest(plugin, source)
