"""The sources there are, in the order in which they are asked; a new one is one row more."""

from __future__ import annotations

from collections.abc import Iterable

from enrich.config import Config, SourceConfig
from enrich.errors import ConfigError
from enrich.identifiers import Wanted
from enrich.sources.arxiv import Arxiv
from enrich.sources.crossref import Crossref
from enrich.sources.datacite import Datacite
from enrich.sources.model import Source

__all__ = ["is_known", "make_sources"]


def make_sources(config: Config) -> tuple[Source, ...]:
    """Make every source as the configuration wants it."""
    made: tuple[Source, ...] = (
        Crossref(_of(config, "crossref").url, config.mailto),
        Arxiv(_of(config, "arxiv").url),
        Datacite(_of(config, "datacite").url, config.mailto),
    )
    known = {source.name for source in made}
    if unknown := sorted(set(config.sources) - known):
        there_are = ", ".join(sorted(known))
        message = f"enrich.toml: [sources.{unknown[0]}] is no source; there are {there_are}"
        raise ConfigError(message)
    return made


def is_known(sources: Iterable[Source], name: str, identifier: Wanted) -> bool:
    """Whether there is a source of this name that may know this identifier."""
    return any(source.name == name and source.accepts(identifier) for source in sources)


def _of(config: Config, name: str) -> SourceConfig:
    return config.sources.get(name, SourceConfig())
