"""The seed files of a project: which there are, and into which one a paper goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from enrich.config import Config
from enrich.errors import ConfigError, SeedError
from enrich.seedfiles.sections import has_section
from enrich.seedfiles.texts import read_written
from enrich.seeds import read_file
from enrich.seeds.formats import suffixes

__all__ = ["choose_file", "seed_files"]

# What a list is called that is made in a folder of lists.
_NEW_LIST = "papers.md"
# What lists are called into which papers are put.
_TAKING = (".md", ".txt", ".bib")
_MOST_NAMED = 6


def seed_files(config: Config) -> tuple[Path, ...]:
    """Give the seed files that are there, those of folders included."""
    places = (place for place in config.seeds if isinstance(place, Path))
    return tuple(dict.fromkeys(file for place in places for file in _files(place)))


def _files(place: Path) -> Iterator[Path]:
    try:
        if not place.is_dir():
            yield from (place,) if place.is_file() else ()
            return
        for file in sorted(place.iterdir()):
            is_hidden = file.name.startswith(".")
            if file.suffix.lower() in suffixes() and not is_hidden and file.is_file():
                yield file
    except OSError as error:
        message = f"{place}: can't be read ({error.strerror}); check its permissions"
        raise SeedError(message) from error


def choose_file(config: Config, named: Path | None, section: str | None = None) -> Path:
    """Give the file into which a paper goes: the one that is named, or the only one there is."""
    if named is not None:
        return _checked(config, named)
    files = seed_files(config)
    if len(files) == 1:
        return files[0]
    if not files:
        return _to_make(config)
    having = [file for file in files if section and _has_section(file, section)]
    if len(having) == 1:
        return having[0]
    shown = ", ".join(map(str, files[:_MOST_NAMED]))
    more = f" and {len(files) - _MOST_NAMED} more" if len(files) > _MOST_NAMED else ""
    message = f"there are {len(files)} seed files, {shown}{more}; name one with --file"
    raise ConfigError(message)


def _checked(config: Config, named: Path) -> Path:
    """Refuse a file that no run would read."""
    places = [place.resolve() for place in config.seeds if isinstance(place, Path)]
    file = named.resolve()
    if not file.exists() and file.suffix.lower() not in suffixes():
        endings = " or ".join(_TAKING)
        message = f"{named}: is no name of a list; give it one that ends in {endings}"
        raise ConfigError(message)
    if file in places or file in {one.resolve() for one in seed_files(config)}:
        return named
    is_seen = file.suffix.lower() in suffixes() and not file.name.startswith(".")
    if not file.exists() and file.parent in places and is_seen:
        return named
    message = f"{named}: is none of the seeds that enrich.toml names; write it into `seeds` there"
    raise ConfigError(message)


def _to_make(config: Config) -> Path:
    """Give a file that is not there yet, where the configuration looks for one."""
    places: Sequence[Path] = [place for place in config.seeds if isinstance(place, Path)]
    if not places:
        message = "enrich.toml names no file of seeds; write one into `seeds`, such as papers.md"
        raise ConfigError(message)
    place = places[0]
    return place if place.suffix.lower() in suffixes() else place / _NEW_LIST


def _has_section(file: Path, section: str) -> bool:
    raw = read_file(file)
    written = read_written(raw, str(file))
    return written.format == "Markdown" and has_section(written.text, section)
