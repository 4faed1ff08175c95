"""Answers as the DataCite REST API does."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tests.emulator.faults import EMPTY_KINDS
from tests.emulator.messages import DATACITE_PATH, Reply
from tests.emulator.world import Dataset, Message, shuffled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.emulator.faults import Fault
    from tests.emulator.messages import Asked
    from tests.emulator.world import World

JSON_API = "application/vnd.api+json; charset=utf-8"

_SINGLE = f"{DATACITE_PATH}/dois/"
_USUAL_SIZE, _LARGEST_SIZE = 25, 1000
_USUAL: Message = {
    "creators": [
        {
            "name": "Sample, Ada",
            "nameType": "Personal",
            "givenName": "Ada",
            "familyName": "Sample",
            "affiliation": [],
            "nameIdentifiers": [],
        }
    ],
    "publisher": "Invented Repository",
    "container": {},
    "publicationYear": 2021,
    "subjects": [],
    "contributors": [],
    "dates": [{"date": "2021-03-04", "dateType": "Issued"}],
    "language": None,
    "types": {"resourceTypeGeneral": "Dataset", "bibtex": "misc", "citeproc": "dataset"},
    "relatedIdentifiers": [],
    "rightsList": [],
    "descriptions": [],
    "xml": "PD94bWwgdmVyc2lvbj0iMS4wIj8+",
    "viewCount": 0,
    "state": "findable",
}
_STRANGER = Dataset("10.5072/stranger", {"titles": [{"title": "A Data Set Nobody Asked For"}]})


def ids(asked: Asked) -> tuple[str, ...]:
    """Give the DOIs a request names, in its path or in its list."""
    if asked.path.startswith(_SINGLE):
        return (unquote(asked.path.removeprefix(_SINGLE)),)
    return tuple(one for one in asked.query.get("ids", "").split(",") if one)


def answer(world: World, asked: Asked, fault: Fault) -> Reply:
    """Answer one request."""
    if asked.path.startswith(_SINGLE):
        return _single(world, ids(asked)[0], fault)
    return _list(world, asked, fault) if asked.path == f"{DATACITE_PATH}/dois" else _missing()


def refusal(identifier: str) -> Reply:
    """Refuse a whole request for one DOI."""
    return _errors(400, f"{identifier} can't be asked for.")


def _single(world: World, doi: str, fault: Fault) -> Reply:
    dataset = world.datasets.get(doi.lower())
    # Copies of other agencies' DOIs are in lists alone.
    known = dataset if dataset and dataset.is_own else None
    if (shown := fault.bend_one(known, _STRANGER)) is not None:
        return _json(200, {"data": _item(shown)})
    return _json(200, {"data": {}}) if fault.kind in EMPTY_KINDS else _missing()


def _list(world: World, asked: Asked, fault: Fault) -> Reply:
    size = asked.query.get("page[size]", str(_USUAL_SIZE))
    number = asked.query.get("page[number]", "1")
    if not (size.isdecimal() and number.isdecimal() and int(number)):
        return _errors(400, "The page is none.")
    wanted = dict.fromkeys(one.lower() for one in ids(asked))
    known = [world.datasets[one] for one in wanted or world.datasets if one in world.datasets]
    found, total = fault.bend(known, _STRANGER, _twisted)
    most = min(int(size), _LARGEST_SIZE)
    start = (int(number) - 1) * most
    items = [_item(one) for one in shuffled(found, key=lambda one: one.doi)[start : start + most]]
    meta = {"total": total, "totalPages": -(-total // most) if most else 0, "page": int(number)}
    return _json(200, {"data": items, "meta": meta, "links": {"self": asked.path}})


def _twisted(dataset: Dataset) -> Dataset:
    """Say something else of a data set."""
    titles = [{"title": "An Invented Title, Mistold"}]
    return replace(dataset, attributes=dataset.attributes | {"titles": titles})


def _item(dataset: Dataset) -> Message:
    """Lay the given attributes over those that every DOI has."""
    doi = dataset.doi.lower()
    prefix, _, suffix = doi.partition("/")
    own = {
        "doi": doi,
        "prefix": prefix,
        "suffix": suffix,
        "titles": [{"title": f"Invented Measurements Numbered {len(suffix)}"}],
        "url": f"https://repository.invalid/{suffix}",
    }
    client = {"id": "invented.repo", "type": "clients"} if dataset.is_own else None
    return {
        "id": doi,
        "type": "dois",
        "attributes": _USUAL | own | dataset.attributes,
        "relationships": {"client": {"data": client}},
    }


def _missing() -> Reply:
    return _errors(404, "The resource you are looking for doesn't exist.")


def _errors(status: int, title: str) -> Reply:
    return _json(status, {"errors": [{"status": str(status), "title": title}]})


def _json(status: int, content: Mapping[str, object]) -> Reply:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Reply(status, body.encode(), JSON_API)
