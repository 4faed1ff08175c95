"""enrich.toml and the environment, as one value."""

from __future__ import annotations

import datetime as dt
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from string import Formatter
from urllib.parse import urlsplit

import msgspec

from enrich.about import CHECKS, FORMATS, STANDARD_INPUT
from enrich.errors import ConfigError
from enrich.policy import Policy

__all__ = ["Config", "Ignore", "SourceConfig", "load_config", "parse_age", "place_of"]

_FILE = "enrich.toml"
_IGNORE = re.compile(r"\s*\[\[\s*(?:ignore|\"ignore\"|'ignore')\s*\]\]")
_LONGEST_LIFE = 36500.0
_ADDRESS = re.compile(r"[^@\s<>()\[\],;:\"\\]+@[^@\s<>()\[\],;:\"\\]+\.[^@\s<>()\[\],;:\"\\]+")


class SourceConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the user says of one source: another address, or another lifetime in days."""

    url: str | None = None
    lifetime: float | None = None


class _WrittenIgnore(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a table of enrich.toml says that is to be ignored."""

    check: str
    # A citation key, an identifier, a file, or a line of one.
    of: str
    reason: str
    # The last day on which it counts.
    until: dt.date | None = None


class Ignore(_WrittenIgnore, frozen=True, kw_only=True):
    """What `enrich check` is to leave alone: what one check finds of one paper or place."""

    # Where that is said.
    file: str
    line: int


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What enrich.toml may hold; the tables of the sources are read one by one."""

    mailto: str | None = None
    seeds: tuple[str, ...] = ("data/seeds",)
    output: str = "data"
    formats: tuple[str, ...] = ("bibtex", "csl")
    cache: str | None = None
    snapshot: str = "data/snapshot.jsonl"
    decisions: str | None = None
    overrides: str | None = None
    key: str = "{family}{year}{word}"
    version: Policy = Policy.PUBLISHED
    look_for_published: bool = True
    own_fields: tuple[str, ...] = ()
    absence_lifetime: float = 1.0
    sources: dict[str, dict[str, object]] = {}
    ignore: tuple[dict[str, object], ...] = ()


# The settings that name files or folders.
_PLACES = ("seeds", "output", "cache", "snapshot", "decisions", "overrides")


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a run needs to know besides its seeds."""

    # Files and folders as paths; addresses of pages, and - for standard input, as they stand.
    seeds: tuple[Path | str, ...]
    output: Path
    formats: tuple[str, ...]
    cache: Path
    snapshot: Path | None
    # What a person decided about doubtful matches.
    decisions: Path
    # What a person says of works, before any source; only a project has such a file.
    overrides: Path | None = None
    key_pattern: str
    absence_lifetime: timedelta
    sources: Mapping[str, SourceConfig]
    # Which version of a work is shown, and whether preprints are followed that nobody relates.
    policy: Policy = Policy.PUBLISHED
    looks_for_published: bool = True
    # The fields of a user's own .bib that nobody else touches.
    own_fields: tuple[str, ...] = ()
    mailto: str | None = None
    offline: bool = False
    max_age: timedelta | None = None
    # What `enrich check` is to leave alone.
    ignore: tuple[Ignore, ...] = ()


def load_config(folder: Path | None = None, environment: Mapping[str, str] = os.environ) -> Config:
    """Read the enrich.toml of a folder or of the nearest one above it, and the environment."""
    start = Path.cwd() / (folder or "")
    home = next((at for at in (start, *start.parents) if (at / _FILE).is_file()), None)
    # Named from where the user stands, paths read short.
    base = Path(os.path.relpath(home or start))
    try:
        config = _configured(base, _text(base / _FILE) if home else "", home=home)
    except ConfigError as error:
        message = f"{base / _FILE}: {error}"
        raise ConfigError(message) from error
    if address := environment.get("ENRICH_MAILTO"):
        try:
            checked_address(address)
        except ConfigError as error:
            message = f"ENRICH_MAILTO: {error}"
            raise ConfigError(message) from error
        config = msgspec.structs.replace(config, mailto=address)
    return config


def _configured(base: Path, text: str, *, home: Path | None) -> Config:
    read = _decoded(text)
    for setting in _PLACES:
        if "\0" in "".join(getattr(read, setting) or ()):
            message = f"{setting}: a file name can't hold a NUL character"
            raise ConfigError(message)
    cache = base / (read.cache or "cache/answers.sqlite") if home else _user_cache()
    return Config(
        seeds=tuple(place_of(seed, base) for seed in read.seeds),
        output=base / read.output,
        formats=_checked_formats(read.formats),
        cache=cache,
        # Only a project's own snapshot is trusted, not one of the folder somebody stands in.
        snapshot=base / read.snapshot if home else None,
        decisions=_decisions(base, read) if home else _user_decisions(),
        overrides=_overrides(base, read) if home else None,
        key_pattern=_checked_pattern(read.key),
        absence_lifetime=timedelta(days=_checked_days(read.absence_lifetime, "absence_lifetime")),
        sources={name: _source(name, table) for name, table in read.sources.items()},
        policy=read.version,
        looks_for_published=read.look_for_published,
        own_fields=read.own_fields,
        mailto=checked_address(read.mailto),
        ignore=tuple(_ignores(read.ignore, text, base / _FILE)),
    )


def checked_address(address: str | None) -> str | None:
    """Refuse what can't be a mail address before a source is told it."""
    if address is not None and not (address.isascii() and _ADDRESS.fullmatch(address)):
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


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        message = f"not valid TOML: {error}"
        raise ConfigError(message) from error
    except OSError as error:
        message = f"can't be read ({error.strerror})"
        raise ConfigError(message) from error


def _decoded(text: str) -> _File:
    try:
        return msgspec.convert(tomllib.loads(text), _File)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"not valid TOML: {error}"
        raise ConfigError(message) from error
    except msgspec.ValidationError as error:
        raise ConfigError(_lowered(str(error))) from error


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]


def _checked_formats(names: tuple[str, ...]) -> tuple[str, ...]:
    unknown = next((name for name in names if name not in FORMATS), None)
    if unknown is not None or not names:
        said = f"{unknown!r} is none" if unknown is not None else "none is named"
        message = f"formats: {said}; there are {', '.join(FORMATS)}"
        raise ConfigError(message)
    return names


def _checked_pattern(pattern: str) -> str:
    message = f"key: {pattern!r} is no key pattern; use {{family}}, {{year}} and {{word}}"
    try:
        fields = [field for field in Formatter().parse(pattern) if field[1] is not None]
    except ValueError as error:
        raise ConfigError(message) from error
    for _, name, form, conversion in fields:
        # A form may cut a part short, as in {word:.8}, and do nothing else.
        cuts = re.fullmatch(r"(?:\.\d{1,2})?", form or "")
        if name not in {"family", "year", "word"} or conversion or not cuts:
            raise ConfigError(message)
    if not fields:
        raise ConfigError(message)
    return pattern


def _source(name: str, table: dict[str, object]) -> SourceConfig:
    place = f"[sources.{name}]"
    try:
        source = msgspec.convert(table, SourceConfig)
    except msgspec.ValidationError as error:
        message = f"{place} {_lowered(str(error))}"
        raise ConfigError(message) from error
    if source.url is not None and not _is_address(source.url):
        message = f"{place} url: {source.url!r} is no address; it begins with https://"
        raise ConfigError(message)
    if source.lifetime is not None:
        _checked_days(source.lifetime, f"{place} lifetime")
    return source


def _ignores(tables: tuple[dict[str, object], ...], text: str, file: Path) -> Iterator[Ignore]:
    """Read what is to be ignored, each with the line of its heading."""
    headings = [
        number for number, line in enumerate(text.split("\n"), start=1) if _IGNORE.match(line)
    ]
    # Written in another way, they are somewhere in the file.
    lines = headings if len(headings) == len(tables) else [1] * len(tables)
    for table, line in zip(tables, lines, strict=True):
        try:
            read = msgspec.convert(table, _WrittenIgnore)
            _check_ignore(read)
        except (msgspec.ValidationError, ConfigError) as error:
            message = f"[[ignore]] in line {line}: {_lowered(str(error))}"
            raise ConfigError(message) from error
        yield Ignore(read.check, read.of, read.reason, read.until, file=str(file), line=line)


def _check_ignore(read: _WrittenIgnore) -> None:
    if read.check not in CHECKS:
        message = f"check: {read.check!r} is none; there are {', '.join(CHECKS)}"
        raise ConfigError(message)
    if not read.of.strip() or "\0" in read.of:
        message = "of: name a citation key, an identifier, a file, or a line as in list.md:12"
        raise ConfigError(message)
    if not read.reason.strip():
        message = "reason: say why, for who comes after you"
        raise ConfigError(message)


def place_of(written: str, base: Path = Path()) -> Path | str:
    """Read where seeds are kept: a path, or as it stands the address of a page, or `-`."""
    return written if written == STANDARD_INPUT or _is_address(written) else base / written


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and url.isprintable()


def _checked_days(days: float, name: str) -> float:
    if not 0 <= days <= _LONGEST_LIFE:
        message = f"{name}: {days} is no number of days"
        raise ConfigError(message)
    return days


def _decisions(base: Path, read: _File) -> Path:
    return base / (read.decisions or Path(read.output) / "decisions.jsonl")


def _overrides(base: Path, read: _File) -> Path:
    return base / (read.overrides or Path(read.output) / "overrides.toml")


def _user_cache() -> Path:
    import platformdirs  # noqa: PLC0415 - only outside a project

    return Path(platformdirs.user_cache_path("enrich")) / "answers.sqlite"


def _user_decisions() -> Path:
    """Give the file of who has no project: what lies in the folder may be anybody's word."""
    import platformdirs  # noqa: PLC0415 - only outside a project

    return Path(platformdirs.user_data_path("enrich")) / "decisions.jsonl"
