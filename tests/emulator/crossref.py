"""Answers as the Crossref REST API does."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from math import log
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tests.emulator.faults import EMPTY_KINDS
from tests.emulator.messages import CROSSREF_PATH, Reply
from tests.emulator.world import Message, shuffled, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.emulator.faults import Fault
    from tests.emulator.messages import Asked
    from tests.emulator.world import World

# https://api.crossref.org/swagger-ui/index.html, the select parameter of /works,
# in one block because sixty lines would say no more.
SELECTABLE = frozenset(
    """DOI ISBN ISSN URL abstract accepted alternative-id approved archive article-number
    assertion author chair clinical-trial-number container-title content-created content-domain
    contributor created degree deposited editor event funder group-title indexed
    is-referenced-by-count issn-type issue issued license link member original-title page posted
    prefix published published-online published-print publisher publisher-location reference
    references-count relation resource score short-container-title short-title standards-body
    subject subtitle title translator type update-policy update-to updated-by volume""".split()
)

_DOI = re.compile(r"10\.\d{4,9}(\.\d+)*/\S+")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_FILTERS = (
    "doi",
    "alternative-id",
    "relation.object",
    "relation.type",
    "type",
    "from-index-date",
)
# Those whose values name works.
_NAMING = ("doi", "alternative-id", "relation.object")
_QUERIES = (
    "query",
    "query.bibliographic",
    "query.title",
    "query.author",
    "query.container-title",
)
_LIST_PARAMETERS = frozenset(("filter", "rows", "offset", "select", "cursor", "mailto", *_QUERIES))
_MOST_ROWS = 1000
_STRANGER: Message = {"DOI": "10.5555/stranger", "title": ["A Work Nobody Asked For"]}
_DATACITE_PREFIXES = ("10.48550/", "10.5281/", "10.6084/")

Failure = dict[str, str]


def ids(asked: Asked) -> tuple[str, ...]:
    """Give the ids a request names, in its path or in its filters."""
    doi, _ = _single(asked)
    if doi is not None:
        return (doi,)
    return tuple(value for name, value in _filters(asked) if name in _NAMING)


def answer(world: World, asked: Asked, fault: Fault) -> Reply:
    """Answer one request."""
    doi, agency = _single(asked)
    if doi is None:
        listed = asked.path == f"{CROSSREF_PATH}/works"
        return _list(world, asked, fault) if listed else _missing()
    unknown = [name for name in asked.query if name != "mailto"]
    if unknown:
        return _failed([_not_allowed(name) for name in unknown])
    return _agency(world, doi) if agency else _work(world, doi, fault)


def refusal(identifier: str) -> Reply:
    """Refuse a whole request for one DOI that is not one."""
    return _failed([_bad_doi(identifier)])


def _single(asked: Asked) -> tuple[str | None, bool]:
    """Read the DOI out of a path, and whether its agency is asked for."""
    prefix = f"{CROSSREF_PATH}/works/"
    if not asked.path.startswith(prefix):
        return None, False
    raw = asked.path.removeprefix(prefix)
    return unquote(raw.removesuffix("/agency")), raw.endswith("/agency")


def _work(world: World, doi: str, fault: Fault) -> Reply:
    message = world.message(doi)
    if (shown := fault.bend_one(message, _STRANGER)) is not None:
        return _ok("work", shown)
    return _ok("work", {}) if fault.kind in EMPTY_KINDS else _missing()


def _agency(world: World, doi: str) -> Reply:
    if doi.lower().startswith(_DATACITE_PREFIXES):
        agency = {"id": "datacite", "label": "DataCite"}
    elif doi.lower() in world.works:
        agency = {"id": "crossref", "label": "Crossref"}
    else:
        return _missing()
    return _ok("work-agency", {"DOI": doi.lower(), "agency": agency})


def _list(world: World, asked: Asked, fault: Fault) -> Reply:
    failures = list(_failures(asked))
    if failures:
        return _failed(failures)
    rows = int(asked.query.get("rows", "20"))
    cursor = asked.query.get("cursor")
    start = int((cursor or asked.query.get("offset", "0")).replace("*", "0"))
    # Of what has no id in the question nobody can say that it was not asked for, or is there.
    is_spared = fault.kind in {"exchanged", "empty of named"} and _asks_for_unnamed(asked)
    bent = replace(fault, kind="none") if is_spared else fault
    found, total = bent.bend(_found(world, asked), _STRANGER, _twisted)
    if not _searched(asked):
        found = shuffled(found, key=lambda work: str(work["DOI"]))
    items = found[start : start + rows]
    message: Message = {
        "facets": {},
        "total-results": total,
        "items": [_selected(work, asked.query.get("select")) for work in items],
        "items-per-page": rows,
        "query": {"start-index": start, "search-terms": asked.query.get("query")},
    }
    if cursor is not None:
        message["next-cursor"] = str(start + rows)
    return _ok("work-list", message)


def _twisted(work: Message) -> Message:
    """Say something else of a work."""
    return work | {"title": [f"{one}, Mistold" for one in work["title"]], "volume": "999"}


def _failures(asked: Asked) -> Iterator[Failure]:
    """Find everything wrong with a list request: one fault spoils the whole list."""
    yield from (_not_allowed(name) for name in asked.query if name not in _LIST_PARAMETERS)
    for name, most in (("rows", _MOST_ROWS), ("offset", 10_000)):
        value = asked.query.get(name, "0")
        if not value.isdecimal() or int(value) > most:
            yield _failure("integer-not-valid", value, f"{name} goes from 0 to {most}")
    cursor = asked.query.get("cursor", "*")
    if cursor != "*" and not cursor.isdecimal():
        yield _failure("cursor-not-valid", cursor, "no such cursor was handed out")
    for name in asked.query.get("select", "DOI").split(","):
        if name not in SELECTABLE:
            yield _failure("select-not-available", name, f"no field {name} to select")
    yield from _filter_failures(asked)


def _filter_failures(asked: Asked) -> Iterator[Failure]:
    for name, value in _filters(asked):
        if name not in _FILTERS:
            yield _failure("filter-not-available", name, f"no filter {name} on this route")
        elif name == "doi" and not _DOI.fullmatch(value):
            yield _bad_doi(value)
        elif name == "from-index-date" and not _DATE.fullmatch(value):
            yield _failure("date-not-valid", value, "a date is YYYY, YYYY-MM or YYYY-MM-DD")


def _found(world: World, asked: Asked) -> list[Message]:
    """Find what passes every filter, best match first when words are searched."""
    wanted: dict[str, list[str]] = {}
    for name, value in _filters(asked):
        wanted.setdefault(name, []).append(value.lower())
    dois = dict.fromkeys(wanted.pop("doi", world.works))
    works = [work for work in map(world.message, dois) if work is not None]
    passed = [work for work in works if all(_passes(work, *one) for one in wanted.items())]
    terms = _searched(asked)
    if not terms:
        return passed
    scored = [work | {"score": _score(world, work, terms)} for work in passed]
    hits = shuffled([work for work in scored if work["score"]], key=lambda work: str(work["DOI"]))
    return sorted(hits, key=lambda work: -work["score"])


def _passes(work: Message, name: str, values: list[str]) -> bool:
    """Tell whether a work has one of the values a filter allows."""
    if name == "type":
        return work.get("type") in values
    if name == "alternative-id":
        return any(one.lower() in values for one in work.get("alternative-id", ()))
    if name.startswith("relation."):
        return any(one in values for one in _related(work, name))
    return any(work.get("indexed", {}).get("date-time", "") >= value for value in values)


def _related(work: Message, name: str) -> Iterator[str]:
    """Give the types or the objects of a work's relations; each filter looks at them alone."""
    for kind, objects in work.get("relation", {}).items():
        for one in objects:
            yield (kind if name == "relation.type" else one["id"]).lower()


def _score(world: World, work: Message, terms: frozenset[str]) -> float:
    """Score by shared words, the rarer the better, and the more so the less else it holds."""
    held = world.work_words.get(work["DOI"].lower(), frozenset())
    count = len(world.works)
    rarity = (log(1 + count / world.word_counts[word]) for word in held & terms)
    return round(sum(rarity) * 2 / (1 + len(held) / 20), 5)


def _searched(asked: Asked) -> frozenset[str]:
    return words(*(asked.query.get(name, "") for name in _QUERIES))


def _asks_for_unnamed(asked: Asked) -> bool:
    """Whether works are looked for by their words, or by the preprints that they name."""
    sought = any(name == "relation.object" for name, _ in _filters(asked))
    return sought or bool(_searched(asked))


def _filters(asked: Asked) -> list[tuple[str, str]]:
    parts = (part.partition(":") for part in asked.query.get("filter", "").split(",") if part)
    return [(name, value) for name, _, value in parts]


def _selected(work: Message, select: str | None) -> Message:
    if select is None:
        return work
    return {name: work[name] for name in select.split(",") if name in work}


def _ok(kind: str, message: Message) -> Reply:
    envelope = {"status": "ok", "message-type": kind, "message-version": "1.0.0"}
    return _json(200, envelope | {"message": message})


def _missing() -> Reply:
    return Reply.text(404, "Resource not found.")


def _failed(failures: list[Failure]) -> Reply:
    envelope = {"status": "failed", "message-type": "validation-failure", "message": failures}
    return _json(400, envelope)


def _failure(kind: str, value: str, message: str) -> Failure:
    return {"type": kind, "value": value, "message": message}


def _bad_doi(value: str) -> Failure:
    return _failure("doi-not-valid", value, f"{value} has not the form 10.prefix/suffix")


def _not_allowed(name: str) -> Failure:
    return _failure("parameter-not-allowed", name, f"This route does not support {name}")


def _json(status: int, content: Mapping[str, object]) -> Reply:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Reply(status, body.encode(), "application/json")
