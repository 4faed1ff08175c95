"""The fields a Crossref work has when a test does not say otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zlib import crc32

from tests.emulator.people import family_name, given_name

_EPOCH = datetime(2023, 1, 2, 9, 30, tzinfo=UTC)


def complete(doi: str, given: dict[str, Any]) -> dict[str, Any]:
    """Lay the given fields over those every work has; None takes a field away."""
    number = crc32(doi.encode())
    message = _usual(doi, number) | _dates(number, given) | given
    message = {name: value for name, value in message.items() if value is not None}
    count = len(message.get("reference", ()))
    return {"reference-count": count, "references-count": count} | message


def _usual(doi: str, number: int) -> dict[str, Any]:
    prefix = doi.partition("/")[0]
    url = f"https://doi.org/{doi}"
    return {
        "indexed": _moment(number % 1000 + 400),
        "publisher": "Invented Press",
        "issue": str(number % 12 + 1),
        "content-domain": {"domain": [], "crossmark-restriction": False},
        "short-container-title": ["J. Inv. Res."],
        "DOI": doi,
        "type": "journal-article",
        "created": _moment(number % 300),
        "page": f"{number % 900 + 1}-{number % 900 + 1 + number % 17}",
        "source": "Crossref",
        "is-referenced-by-count": number % 50,
        "title": [f"An Invented Work Numbered {number}"],
        "prefix": prefix,
        "volume": str(number % 90 + 1),
        "author": [_author(number % 5000, "first"), _author(number % 4999, "additional")],
        "member": str(number % 9000 + 1),
        "reference": [_reference(number, position) for position in (1, 2, 3)],
        "container-title": ["Journal of Invented Research"],
        "language": "en",
        "deposited": _moment(number % 300 + 50),
        "score": 1.0,
        "resource": {"primary": {"URL": f"https://publisher.invalid/{number}"}},
        "subtitle": [],
        "short-title": [],
        "ISSN": ["0000-0000"],
        "issn-type": [{"value": "0000-0000", "type": "print"}],
        "alternative-id": [f"S{number:016}"],
        "URL": url,
        "relation": {},
    }


def _dates(number: int, given: dict[str, Any]) -> dict[str, Any]:
    """Date a work once, so that a test that sets one date contradicts no other."""
    invented = {"date-parts": [[1980 + number % 45, number % 12 + 1]]}
    date = given.get("issued") or given.get("published-print") or invented
    if date.get("date-parts") == [[None]]:
        return {"issued": date}
    return {"issued": date, "published-print": date, "published": date}


def _moment(days: int) -> dict[str, Any]:
    moment = _EPOCH + timedelta(days=days)
    return {
        "date-parts": [[moment.year, moment.month, moment.day]],
        "date-time": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "timestamp": int(moment.timestamp() * 1000),
    }


def _author(number: int, sequence: str) -> dict[str, Any]:
    return {
        "given": given_name(number),
        "family": family_name(number),
        "sequence": sequence,
        "affiliation": [],
    }


def _reference(number: int, position: int) -> dict[str, Any]:
    return {
        "key": f"ref{position}",
        "doi-asserted-by": "publisher",
        "DOI": f"10.5555/cited.{number % 10_000 + position}",
        "author": family_name(number % 1000 + position),
        "year": str(1970 + number % 40 + position),
    }
