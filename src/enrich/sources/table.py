"""The sources there are; a new one is one file and one row."""

from __future__ import annotations

from enrich.config import Config, SourceConfig
from enrich.errors import ConfigError
from enrich.sources.arxiv import Arxiv
from enrich.sources.crossref import Crossref
from enrich.sources.model import Source

__all__ = ["make_sources"]


def make_sources(config: Config) -> tuple[Source, ...]:
    """Make every source as the configuration wants it."""
    made: tuple[Source, ...] = (
        Arxiv(_of(config, "arxiv").url),
        Crossref(_of(config, "crossref").url, config.mailto),
    )
    known = {source.name for source in made}
    if unknown := sorted(set(config.sources) - known):
        message = f"[sources.{unknown[0]}] is no source; there are {', '.join(sorted(known))}"
        raise ConfigError(message)
    return made


def _of(config: Config, name: str) -> SourceConfig:
    return config.sources.get(name, SourceConfig())
