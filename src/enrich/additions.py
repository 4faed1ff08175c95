"""What somebody wants to add to a list: what it is, and whether it stands in one already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from itertools import groupby
from pathlib import Path

import msgspec

from enrich.about import STANDARD_INPUT
from enrich.answers import Reason
from enrich.config import Config
from enrich.errors import SeedError
from enrich.identifiers import Identifier, parse_identifier
from enrich.library import Entry, Library
from enrich.misses import Miss, named_alone
from enrich.outputs import write_files
from enrich.pipeline import Watcher, resolve_seeds, scan_seeds
from enrich.runs import in_turn
from enrich.seedfiles import Addition, Put, put_all_in, put_in, seed_files
from enrich.seeds import (
    Claim,
    LinkKind,
    Origin,
    PassedOver,
    Scan,
    Seed,
    check_lasting,
    read_file,
)
from enrich.seeds.markdown.written import written_title
from enrich.seeds.text.lines import read_line
from enrich.text import to_unicode

__all__ = [
    "Added",
    "Candidate",
    "Outcome",
    "Terms",
    "add_all",
    "find_candidates",
    "known_seeds",
    "seeds_of_words",
]

_FROM = "argument"
# Digits, and signs among them; no word of a title has both.
_LIKE_IDENTIFIER = re.compile(r"(?=.*\d)(?=.*[./:])\S+|\S*://\S*")
_WORD = re.compile(r"[^\W\d_]{3}")


class Candidate(msgspec.Struct, frozen=True):
    """What is wanted, what it was found to be, and where it stands already, if it does."""

    seed: Seed
    entry: Entry | None = None
    miss: Miss | None = None
    there: Origin | None = None

    @property
    def identifier(self) -> Identifier | None:
        """By what to write it down: as it was named, or else by its own name."""
        found = self.entry.record.name if self.entry else None
        is_by_title = self.entry is not None and self.seed in self.entry.by_title
        return found if is_by_title else self.seed.wanted or found

    @property
    def title(self) -> str | None:
        """What it is called."""
        title = self.entry.record.title if self.entry else None
        return to_unicode(title) if title else None


class Outcome(StrEnum):
    """What became of what somebody wanted to add."""

    ADDED = "added"
    # It would be, were the run not a dry one.
    ADDABLE = "can be added"
    THERE = "there already"
    DOUBTFUL = "doubtful"
    MISSED = "missed"
    # The list can't take it.
    REFUSED = "refused"

    @property
    def is_well(self) -> bool:
        """Whether the list has it, or can have it."""
        return self in {Outcome.ADDED, Outcome.ADDABLE, Outcome.THERE}


class Added(msgspec.Struct, frozen=True):
    """What became of it, where it stands, as what it was written, or why it was not."""

    candidate: Candidate
    outcome: Outcome
    place: Origin | None = None
    written: str | None = None
    reason: str | None = None


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """Where papers go, and which: those that nobody knows, too, and whether they are written."""

    file: Path
    section: str | None = None
    takes_unknown: bool = False
    writes: bool = True


def seeds_of_words(words: Iterable[str]) -> tuple[Seed, ...]:
    """Read what is wanted: identifiers and links each by itself, other words as one title."""
    named: list[str] = []
    for is_alone, group in groupby(words, key=_is_alone):
        parts = tuple(group)
        named += parts if is_alone else (" ".join(parts),)
    return tuple(seed for number, one in enumerate(named, start=1) for seed in _seeds(one, number))


def _is_alone(word: str) -> bool:
    """Whether a word is more than one word of a title: an identifier, be there a slip in it."""
    return _LIKE_IDENTIFIER.fullmatch(word) is not None or any(map(str.isspace, word))


def _seeds(written: str, number: int) -> Iterator[Seed]:
    origin = Origin(_FROM, number)
    if wanted := parse_identifier(written):
        yield Seed(wanted, written.strip(), origin)
        return
    for found in read_line(" ".join(written.split()), origin):
        if isinstance(found, PassedOver):
            leads = "no paper" if found.kind is LinkKind.PAGE else f"no paper ({found.kind})"
            message = f"{found.written}: leads to {leads}; give an arXiv id, a DOI or a title"
            raise SeedError(message)
        if isinstance(found, Seed):
            read = found if _is_whole(found) else _cited(written, origin) or found
            yield msgspec.structs.replace(
                read if read.asked else _titled(written, origin), written=written
            )


def _is_whole(seed: Seed) -> bool:
    """Whether a seed is no mere title."""
    return seed.wanted is not None or bool(seed.claim.authors)


def _cited(written: str, origin: Origin) -> Seed | None:
    """Read a title with authors and a year behind it, as an item of a list has them."""
    told = written_title(" ".join(written.split()), is_whole=True)
    is_whole = told and told.claim.authors and told.claim.date
    return Seed(None, written, origin, claim=told.claim) if told and is_whole else None


def _titled(written: str, origin: Origin) -> Seed:
    """Take words for a title, unless they look like an identifier with a slip in it."""
    is_title = _WORD.search(written) and not _LIKE_IDENTIFIER.fullmatch(written)
    title = written if is_title else None
    return Seed(None, written, origin, claim=Claim(title=title))


def find_candidates(
    seeds: Sequence[Seed], config: Config, *, watcher: Watcher | None = None
) -> tuple[Candidate, ...]:
    """Ask what seeds are, and look for them among those of the project, of which nobody asks."""
    asked = resolve_seeds(seeds, config, watcher=watcher).library
    old = known_seeds(config).seeds
    known = resolve_seeds((*old, *seeds), msgspec.structs.replace(config, offline=True)).library
    places = _Places(old, known)
    return tuple(places.candidate(seed, asked) for seed in seeds)


def known_seeds(config: Config) -> Scan:
    """Read the seeds of a project, as far as there are any and somebody can read them."""
    away = () if config.offline else (one for one in config.seeds if not isinstance(one, Path))
    lists = tuple(one for one in away if one != STANDARD_INPUT)
    return scan_seeds(msgspec.structs.replace(config, seeds=(*seed_files(config), *lists)))


class _Places:
    """Where works stand in the lists of a project."""

    def __init__(self, old: Sequence[Seed], known: Library) -> None:
        self._old = frozenset(old)
        self._known = known
        self._papers = _papers_of(old)

    def candidate(self, seed: Seed, asked: Library) -> Candidate:
        """Tell what a seed is, and where it stands."""
        entry = _entry_of(self._known, seed) or _entry_of(asked, seed)
        missed = () if entry else (one for one in asked.misses if one.seed == seed)
        miss = next(map(named_alone, missed), None)
        return Candidate(seed, entry, miss, self._there(seed, entry))

    def _there(self, seed: Seed, entry: Entry | None) -> Origin | None:
        beside = (one.origin for one in (entry.seeds if entry else ()) if one in self._old)
        return next(beside, None) or _place_of(seed, entry, self._papers)


def _papers_of(seeds: Sequence[Seed]) -> Mapping[Identifier, Origin]:
    """Give the papers that lists name, and where each is named first."""
    return {name.paper: one.origin for one in reversed(seeds) for name in one.names}


def _place_of(
    seed: Seed, entry: Entry | None, papers: Mapping[Identifier, Origin]
) -> Origin | None:
    records = (one.record for one in (entry.readings if entry else ()))
    names = (*(name for record in records for name in record.identifiers), *seed.names)
    return next((papers[name.paper] for name in names if name.paper in papers), None)


def _entry_of(library: Library, seed: Seed) -> Entry | None:
    return next((entry for entry in library.entries if seed in entry.seeds), None)


def add_all(candidates: Sequence[Candidate], terms: Terms, config: Config) -> tuple[Added, ...]:
    """Put into a list what was found and stands in none; whoever else adds to it has to wait."""
    with in_turn(config.cache.parent / "seeds.lock"):
        # Whoever had the turn before may have put some of them there, or into another list.
        at_hand = msgspec.structs.replace(config, offline=True)
        adding = _Adding(terms, _papers_of(known_seeds(at_hand).seeds))
        adding.put_at_once(candidates)
        added = tuple(map(adding.take, candidates))
        if terms.writes:
            adding.write()
    return added


class _Adding:
    """A list as it grows."""

    def __init__(self, terms: Terms, there: Mapping[Identifier, Origin]) -> None:
        self._terms = terms
        self._there = there
        check_lasting([terms.file])
        self._before = read_file(terms.file) if terms.file.exists() else b""
        self._body = self._before
        # What was put into it just now.
        self._new: dict[object, Origin] = {}
        self._at_once: dict[Identifier, Put] = {}

    def put_at_once(self, candidates: Iterable[Candidate]) -> None:
        """Put in all that can be, where that works: to read a long list takes its time."""
        seen: set[object] = set()
        additions: list[Addition] = []
        for one in candidates:
            marks = {*_marks(one), one.identifier}
            if self._old(one) or not self._can_take(one) or not seen.isdisjoint(marks):
                continue
            seen |= marks
            additions += self._addition(one)
        if len(additions) > 1:
            # What is wrong with one of them is told of that one.
            with suppress(SeedError):
                puts = put_all_in(self._body, str(self._terms.file), additions)
                self._body = puts[-1].body
                named = (one.identifier for one in additions)
                self._at_once = dict(zip(named, puts, strict=True))

    def take(self, candidate: Candidate) -> Added:
        """Put one in, or tell why not."""
        if there := self._old(candidate) or self._twice(candidate):
            return Added(candidate, Outcome.THERE, there)
        if not self._can_take(candidate):
            reason = candidate.miss.reason if candidate.miss else None
            is_doubtful = reason is Reason.DOUBTFUL
            return Added(candidate, Outcome.DOUBTFUL if is_doubtful else Outcome.MISSED)
        return self._put(candidate)

    def write(self) -> None:
        """Write the list, if there is anything new in it."""
        if self._body != self._before:
            write_files(self._terms.file.parent, {self._terms.file.name: self._body})

    def _old(self, candidate: Candidate) -> Origin | None:
        """Tell where it stood before, be it only since it was looked for."""
        return candidate.there or _place_of(candidate.seed, candidate.entry, self._there)

    def _can_take(self, candidate: Candidate) -> bool:
        is_known = candidate.entry is not None or self._terms.takes_unknown
        return candidate.identifier is not None and is_known

    def _addition(self, candidate: Candidate) -> Iterator[Addition]:
        if candidate.identifier is not None:
            yield Addition(
                identifier=candidate.identifier,
                title=candidate.title,
                entry=candidate.entry,
                section=self._terms.section,
            )

    def _put(self, candidate: Candidate) -> Added:
        (addition,) = self._addition(candidate)
        name = str(self._terms.file)
        put = self._at_once.get(addition.identifier)
        try:
            if put is None:
                put = put_in(self._body, name, addition)
                self._body = put.body
        except SeedError as error:
            return Added(candidate, Outcome.REFUSED, reason=str(error))
        place = Origin(name, put.line)
        self._new.update(dict.fromkeys(_marks(candidate), place))
        outcome = Outcome.ADDED if self._terms.writes else Outcome.ADDABLE
        return Added(candidate, outcome, place, put.written)

    def _twice(self, candidate: Candidate) -> Origin | None:
        """Tell where the same paper was put just now."""
        return next((self._new[mark] for mark in _marks(candidate) if mark in self._new), None)


def _marks(candidate: Candidate) -> Iterator[object]:
    if candidate.entry:
        yield candidate.entry.key
    if candidate.seed.wanted:
        yield candidate.seed.wanted.paper
