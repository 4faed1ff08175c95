"""enrich.toml and the environment, as one value."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import msgspec

from enrich.errors import ConfigError

__all__ = ["Config", "SourceConfig", "load_config", "parse_age"]

_FILE = "enrich.toml"
_LONGEST_LIFE = 36500.0
_ADDRESS = re.compile(r"[^@\s<>()\[\],;:\"\\]+@[^@\s<>()\[\],;:\"\\]+\.[^@\s<>()\[\],;:\"\\]+")


class SourceConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the user says of one source: another address, or another lifetime in days."""

    url: str | None = None
    lifetime: float | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What enrich.toml may hold."""

    mailto: str | None = None
    seeds: tuple[str, ...] = ("data/seeds",)
    output: str = "data"
    formats: tuple[str, ...] = ("bibtex", "csl")
    cache: str | None = None
    snapshot: str = "data/snapshot.jsonl"
    key: str = "{family}{year}{word}"
    absence_lifetime: float = 1.0
    sources: dict[str, SourceConfig] = {}


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a run needs to know besides its seeds."""

    seeds: tuple[Path, ...]
    output: Path
    formats: tuple[str, ...]
    cache: Path
    snapshot: Path
    key_pattern: str
    absence_lifetime: timedelta
    sources: Mapping[str, SourceConfig]
    mailto: str | None = None
    offline: bool = False
    max_age: timedelta | None = None


def load_config(folder: Path | None = None, environment: Mapping[str, str] = os.environ) -> Config:
    """Read the enrich.toml of a folder or of the nearest one above it, and the environment."""
    start = folder or Path.cwd()
    home = next((at for at in (start, *start.parents) if (at / _FILE).is_file()), None)
    read = _decoded(home / _FILE) if home else _File()
    base = Path(os.path.relpath(home or start))
    cache = base / (read.cache or "cache/answers.sqlite") if home else _user_cache()
    return Config(
        seeds=tuple(base / seed for seed in read.seeds),
        output=base / read.output,
        formats=read.formats,
        cache=cache,
        snapshot=base / read.snapshot,
        key_pattern=_checked_pattern(read.key),
        absence_lifetime=timedelta(days=read.absence_lifetime),
        sources=_checked_sources(read.sources),
        mailto=checked_address(environment.get("ENRICH_MAILTO") or read.mailto),
    )


def checked_address(address: str | None) -> str | None:
    """Refuse what can't be a mail address before a source is told it."""
    if address is not None and not _ADDRESS.fullmatch(address):
        message = f"{address!r} is no mail address; give one that reaches you, or none"
        raise ConfigError(message)
    return address


def parse_age(text: str) -> timedelta:
    """Read an age such as `12h`, `7d` or `0`."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhdw]?)", text.strip().lower())
    if found is None:
        message = f"{text!r} is no age; write a number with s, m, h, d or w, such as 12h or 7d"
        raise ConfigError(message)
    units = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks", "": "days"}
    try:
        return timedelta(**{units[found[2]]: float(found[1])})
    except OverflowError as error:
        message = f"{text!r} is longer than any age; write a smaller one"
        raise ConfigError(message) from error


def _decoded(file: Path) -> _File:
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _File)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{file}: not valid TOML: {error}"
        raise ConfigError(message) from error
    except msgspec.ValidationError as error:
        message = f"{file}: {str(error)[0].lower()}{str(error)[1:]}"
        raise ConfigError(message) from error
    except OSError as error:
        message = f"{file}: can't be read ({error.strerror})"
        raise ConfigError(message) from error


def _checked_pattern(pattern: str) -> str:
    try:
        pattern.format(family="x", year="2000", word="x")
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        message = f"{pattern!r} is no key pattern; use {{family}}, {{year}} and {{word}}"
        raise ConfigError(message) from error
    return pattern


def _checked_sources(sources: dict[str, SourceConfig]) -> dict[str, SourceConfig]:
    for name, source in sources.items():
        if source.url is not None and not re.match(r"https?://[^/\s]+", source.url):
            message = f"[sources.{name}] url: {source.url!r} is no address; it begins with https://"
            raise ConfigError(message)
        if source.lifetime is not None and not 0 <= source.lifetime <= _LONGEST_LIFE:
            message = f"[sources.{name}] lifetime: {source.lifetime} is no number of days"
            raise ConfigError(message)
    return sources


def _user_cache() -> Path:
    import platformdirs  # noqa: PLC0415 - only outside a project

    return Path(platformdirs.user_cache_path("enrich")) / "answers.sqlite"
