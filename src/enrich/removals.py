"""Works that somebody wants out of the lists: where each stands, and the lists without them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import msgspec

from enrich.additions import known_seeds
from enrich.config import Config
from enrich.errors import ConfigError, OutputError
from enrich.identifiers import Identifier, parse_identifier
from enrich.library import Entry, Library
from enrich.outputs import write_files
from enrich.pipeline import resolve_seeds
from enrich.runs import in_turn
from enrich.seedfiles import Taken, Wording, seed_files, take_out, wording_of
from enrich.seeds import Seed, check_lasting, read_file
from enrich.seeds.emptied import note_emptied
from enrich.stories import find_entry
from enrich.text import to_unicode

__all__ = ["Lessened", "Removal", "find_removals", "lessened", "write_lessened"]


_ADVICE = "`enrich list` shows what they have"


class Removal(msgspec.Struct, frozen=True):
    """What somebody named, and the seeds of that work."""

    asked: str
    seeds: tuple[Seed, ...]
    entry: Entry | None = None

    @property
    def title(self) -> str:
        """What the work is called, as far as that is known."""
        title = self.entry.record.title if self.entry else None
        return to_unicode(title) if title else ""


class Lessened(msgspec.Struct, frozen=True):
    """A list as it is, and without the works."""

    file: Path
    before: bytes
    taken: Taken


def find_removals(names: Iterable[str], config: Config) -> tuple[Removal, ...]:
    """Find works by key or identifier in the lists that are files; nobody is asked."""
    offline = msgspec.structs.replace(config, offline=True)
    library = resolve_seeds(known_seeds(offline).seeds, offline).library
    return tuple(_removal(name, library, config) for name in dict.fromkeys(names))


def _removal(name: str, library: Library, config: Config) -> Removal:
    wanted = parse_identifier(name)
    named = {wanted.paper} if wanted else set()
    try:
        entry = find_entry(library, name, advice=_ADVICE)
    except ConfigError as error:
        if seeds := _missed(library, name, named):
            return Removal(name, seeds)
        away = [place for place in config.seeds if not isinstance(place, Path)]
        if not away:
            raise
        message = f"{error}; of lists that are no files, such as {away[0]}, none can be edited here"
        raise ConfigError(message) from error
    records = (reading.record for reading in entry.readings)
    papers = {one.paper for record in records for one in record.identifiers}
    return Removal(name, (*entry.seeds, *_missed(library, name, papers | named)), entry)


def _missed(library: Library, name: str, papers: Collection[Identifier]) -> tuple[Seed, ...]:
    """Find the seeds without an entry that have this key, or name one of these papers."""
    seeds = (miss.seed for miss in library.misses)
    return tuple(
        one for one in seeds if one.key == name or any(own.paper in papers for own in one.names)
    )


def lessened(removals: Sequence[Removal], config: Config) -> tuple[Lessened, ...]:
    """Give each list without the works, as far as nothing else is lost; write nothing."""
    works: dict[Seed, Wording] = {}
    for one in removals:
        works |= dict.fromkeys(one.seeds, wording_of(one.entry) if one.entry else Wording())
    made = []
    for file in seed_files(config):
        its_own = {seed: words for seed, words in works.items() if seed.origin.file == str(file)}
        if its_own:
            before = read_file(file)
            made.append(Lessened(file, before, take_out(before, str(file), its_own)))
    return tuple(made)


def write_lessened(lists: Iterable[Lessened], config: Config) -> tuple[Path, ...]:
    """Write the lists that changed, unless somebody has changed one of them meanwhile."""
    changed = [one for one in lists if one.taken.body != one.before]
    check_lasting([one.file for one in changed])
    written: list[Path] = []
    with in_turn(config.cache.parent / "seeds.lock"):
        for one in changed:
            if read_file(one.file) != one.before:
                message = f"{one.file}: was changed meanwhile, and is left as it is; run again"
                raise OutputError(message)
        for one in changed:
            written += write_files(one.file.parent, {one.file.name: one.taken.body})
        if written:
            note_emptied(config)
    return tuple(written)
