"""enrich.toml and the environment, as one value."""

from enrich.config.changing import configured
from enrich.config.model import Config, Ignore, SourceConfig
from enrich.config.reading import load_config
from enrich.config.values import checked_address, parse_age, place_of

__all__ = [
    "Config",
    "Ignore",
    "SourceConfig",
    "checked_address",
    "configured",
    "load_config",
    "parse_age",
    "place_of",
]
