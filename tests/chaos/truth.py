"""What is right: the library, and each answer, that the same world gives in good health."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import requests

from enrich.answers import Answer, Reason
from enrich.identifiers import Sequel, Title
from enrich.library import Entry
from enrich.pipeline import Result
from enrich.record import Record
from enrich.seeds import Seed
from enrich.sources import make_sources
from enrich.sources.found import keep_candidates
from tests.chaos.home import Home
from tests.chaos.world import Lists
from tests.configs import config_for
from tests.emulator import Emulator, Logged

__all__ = [
    "Truth",
    "asked",
    "bare",
    "entries_by_place",
    "find_truth",
    "name_of",
    "place_of",
    "readings_of",
    "reasons_by_place",
    "title_name",
]

_WITNESSES = frozenset(
    {
        "arxiv:arxiv:0704.0001",
        "crossref:doi:10.1038/171737a0",
        "crossref:pii:S0022354916305858",
        "datacite:doi:10.5438/0012",
    }
)
_SORTS = {"doi": "doi", "alternative-id": "pii", "relation.object": "sequel"}


@dataclass(slots=True)
class Truth:
    """The right outcome, and the right answer to whatever is asked."""

    lists: Lists
    emulator: Emulator
    home: Home
    entries: Mapping[str, Entry]
    files: Mapping[str, bytes]
    # What each answer says, by its source and what was asked.
    readings: Mapping[tuple[str, str], Record]
    requests: int
    _answers: dict[str, bytes | None]

    def body_of(self, answer: Answer) -> bytes | None:
        """Give the right body for a question; what nobody asked yet is asked for now."""
        name = name_of(answer)
        if name not in self._answers:
            self._answers[name] = self._asked(answer)
        return self._answers[name]

    def _asked(self, answer: Answer) -> bytes | None:
        config = config_for(self.home.folder, self.emulator)
        source = next(one for one in make_sources(config) if one.name == answer.source)
        with requests.Session() as session:
            session.trust_env = False
            wanted = answer.identifier
            body = source.ask(session, [wanted]).get(wanted)
        is_question = isinstance(wanted, Sequel)
        return keep_candidates([]) if body is None and is_question else body


def find_truth(folder: Path, lists: Lists, emulator: Emulator) -> Truth:
    """Let the lists be refreshed in good health, until there is nothing more to ask."""
    home = Home(folder, lists, emulator)
    first = home.refresh()
    while home.refresh().log:
        continue
    entries = entries_by_place(first.result)
    _check_healthy(lists, first.result, entries)
    answers = {name_of(one): one.body for one in home.stored()}
    readings = {key: record for one in entries.values() for key, record in readings_of(one)}
    return Truth(lists, emulator, home, entries, home.files, readings, len(first.log), answers)


def _check_healthy(lists: Lists, result: Result, entries: Mapping[str, Entry]) -> None:
    there = {place for place, one in lists.wanted.items() if one.exists}
    assert there == set(entries), sorted(there ^ set(entries))
    nowhere = dict.fromkeys(set(lists.wanted) - there, Reason.NOT_FOUND)
    assert nowhere == reasons_by_place(result)


def name_of(answer: Answer) -> str:
    """Name the question that an answer is for."""
    return f"{answer.source}:{answer.identifier.key}"


def place_of(seed: Seed) -> str:
    """Give the place at which a seed is written, wherever the lists lie."""
    return f"{Path(seed.origin.file).name}:{seed.origin.line}"


def entries_by_place(result: Result) -> Mapping[str, Entry]:
    """Give the entry of each seed that has one, as bare of circumstances as can be."""
    return {place_of(seed): one for one in result.library.entries for seed in one.seeds}


def reasons_by_place(result: Result) -> Mapping[str, Reason]:
    """Give the reason of each seed that has no entry."""
    return {place_of(one.seed): one.reason for one in result.library.misses}


def readings_of(entry: Entry) -> Iterator[tuple[tuple[str, str], Record]]:
    """Give what each answer that an entry rests on says."""
    for one in entry.readings:
        if one.asked:
            yield (f"{one.source}:{one.asked.key}", str(one.record.name)), one.record


def asked(log: tuple[Logged, ...]) -> frozenset[str]:
    """Name what was asked for as the cache does, but for the witnesses."""
    return frozenset(name for one in log for name in _asked(one)) - _WITNESSES


def title_name(title: Title, source: str) -> str:
    """Name a search as `asked` does."""
    words = " ".join(str(one) for one in (title.words, title.author, title.year) if one)
    return f"{source}:title:{words}"


def _asked(one: Logged) -> Iterator[str]:
    if "query.bibliographic" in one.query:
        yield f"crossref:title:{one.query['query.bibliographic']}"
    elif "filter" in one.query:
        for part in one.query["filter"].split(","):
            name, _, value = part.partition(":")
            if name in _SORTS:
                eprint = value.removeprefix("10.48550/arxiv.")
                sort = "sequel:arxiv" if name == "relation.object" else _SORTS[name]
                yield f"crossref:{sort}:{eprint}"
    else:
        for name in one.ids:
            eprint = name.removeprefix("10.48550/arxiv.")
            is_paper = one.api == "arxiv" or eprint != name
            yield f"{one.api}:{'arxiv' if is_paper else 'doi'}:{eprint}"


def bare(entry: Entry) -> object:
    """Give what of an entry must be the same whoever answered when."""
    return msgspec.structs.asdict(entry.record), entry.key
