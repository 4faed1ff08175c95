"""Reading enrich.toml, that of a folder or the nearest one above it, and the environment."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import msgspec

from enrich.about import CHECKS
from enrich.config.model import Config, Ignore, Settings, SourceConfig, WrittenIgnore
from enrich.config.tables import read_table
from enrich.config.values import (
    checked_address,
    checked_days,
    checked_formats,
    checked_pattern,
    checked_place,
    checked_timeout,
    checked_url,
    place_of,
)
from enrich.errors import ConfigError
from enrich.files import NoFile, plain
from enrich.plugins import Group, names
from enrich.toml import Places, decoded, told_at

__all__ = ["load_config"]

_FILE = "enrich.toml"
# The settings that name files or folders.
_PLACES = ("seeds", "output", "cache", "snapshot", "decisions", "overrides")
_HINTS = {
    "of": "name a citation key, an identifier, a file, or a line as in list.md:12",
    "reason": "say why, for who comes after you",
}


def load_config(folder: Path | None = None, environment: Mapping[str, str] = os.environ) -> Config:
    """Read the enrich.toml of a folder or of the nearest one above it, and the environment."""
    start = Path.cwd() / (folder or "")
    home = next((at for at in (start, *start.parents) if os.path.lexists(at / _FILE)), None)
    # Named from where the user stands, paths read short.
    base = Path(os.path.relpath(home or start))
    config = _configured(base, _text(base / _FILE) if home else "", home=home)
    if address := environment.get("ENRICH_MAILTO"):
        with told_at("ENRICH_MAILTO"):
            checked_address(address)
        config = msgspec.structs.replace(config, mailto=address)
    return config


def _configured(base: Path, text: str, *, home: Path | None) -> Config:
    path = base / _FILE
    places = Places(path, text)
    table = decoded(text, path)
    read = read_table(table, Settings, places)
    _check(read, places)
    return Config(
        seeds=tuple(place_of(seed, base) for seed in read.seeds),
        output=base / read.output,
        formats=read.formats,
        cache=base / (read.cache or "cache/answers.sqlite") if home else _user_cache(),
        # Only a project's own snapshot is trusted, not one of the folder somebody stands in.
        snapshot=base / read.snapshot if home else None,
        decisions=_decisions(base, read) if home else _user_decisions(),
        overrides=_overrides(base, read) if home else None,
        key_pattern=read.key,
        absence_lifetime=timedelta(days=read.absence_lifetime),
        sources={name: _source(name, one, places) for name, one in read.sources.items()},
        policy=read.version,
        looks_for_published=read.look_for_published,
        own_fields=read.own_fields,
        title=read.title,
        mailto=read.mailto,
        timeout=read.timeout,
        ignore=tuple(_ignores(read.ignore, path, places)),
    )


def _text(path: Path) -> str:
    try:
        return plain(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"{path}:{line}: not in UTF-8; save it as that"
        raise ConfigError(message) from error
    except NoFile as error:
        raise ConfigError(str(error)) from error
    except FileNotFoundError as error:
        # It is there itself, or would not have been looked into.
        message = f"{path}: is a link to nothing; take it away, or put there what it leads to"
        raise ConfigError(message) from error
    except OSError as error:
        message = f"{path}: can't be read ({error.strerror})"
        raise ConfigError(message) from error


def _check(read: Settings, places: Places) -> None:
    for name in _PLACES:
        with told_at(places.of(name)):
            checked_place(getattr(read, name), name)
    with told_at(places.of("formats")):
        checked_formats(read.formats)
    with told_at(places.of("key")):
        checked_pattern(read.key)
    with told_at(places.of("absence_lifetime")):
        checked_days(read.absence_lifetime, "absence_lifetime")
    with told_at(places.of("timeout")):
        checked_timeout(read.timeout)
    with told_at(places.of("mailto")):
        checked_address(read.mailto)


def _source(name: str, table: dict[str, object], places: Places) -> SourceConfig:
    at = ("sources", name)
    source = read_table(table, SourceConfig, places, *at, called=f"[sources.{name}]")
    with told_at(places.of(*at, "url")):
        checked_url(source.url)
    with told_at(places.of(*at, "lifetime")):
        checked_days(source.lifetime, "lifetime")
    return source


def _ignores(tables: tuple[dict[str, object], ...], path: Path, places: Places) -> Iterator[Ignore]:
    """Read what is to be ignored, each with the line of its heading."""
    if not tables:
        return
    checks = names(Group.CHECKS, CHECKS)
    hints = {"check": f"there are {', '.join(checks)}", **_HINTS}
    for number, table in enumerate(tables):
        at = ("ignore", str(number))
        read = read_table(table, WrittenIgnore, places, *at, called="[[ignore]]", hints=hints)
        wrong = {
            "check": read.check not in checks,
            "of": not read.of.strip() or "\0" in read.of,
            "reason": not read.reason.strip(),
        }
        for name in (name for name, is_wrong in wrong.items() if is_wrong):
            said = f"{read.check[:30]!r} is none; " if name == "check" else ""
            message = f"{places.of(*at, name)}: {name}: {said}{hints[name]}"
            raise ConfigError(message)
        line = places.line(*at) or 1
        yield Ignore(read.check, read.of, read.reason, read.until, file=str(path), line=line)


def _decisions(base: Path, read: Settings) -> Path:
    return base / (read.decisions or Path(read.output) / "decisions.jsonl")


def _overrides(base: Path, read: Settings) -> Path:
    return base / (read.overrides or Path(read.output) / "overrides.toml")


def _user_cache() -> Path:
    import platformdirs  # noqa: PLC0415 - only outside a project

    return Path(platformdirs.user_cache_path("enrich")) / "answers.sqlite"


def _user_decisions() -> Path:
    """Give the file of who has no project: what lies in the folder may be anybody's word."""
    import platformdirs  # noqa: PLC0415 - only outside a project

    return Path(platformdirs.user_data_path("enrich")) / "decisions.jsonl"
