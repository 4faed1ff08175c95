"""The typed shape of a Crossref work's JSON: the fields that we read, and no others.

https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md
"""

from __future__ import annotations

import msgspec

from enrich.decoding import UNREADABLE
from enrich.errors import Garbled

__all__ = [
    "Assertion",
    "Contributor",
    "Event",
    "Institution",
    "Issue",
    "Licence",
    "PartedDate",
    "Related",
    "Serial",
    "Update",
    "Work",
    "decode_work",
]


class PartedDate(msgspec.Struct, rename="kebab"):
    """A date, or a range of two, as lists of year, month and day."""

    date_parts: list[list[int | str | None] | None] | None = None


class Contributor(msgspec.Struct):
    """Somebody, or a group, that had a part in the work."""

    given: str | None = None
    family: str | None = None
    name: str | None = None
    suffix: str | None = None
    orcid: str | None = msgspec.field(default=None, name="ORCID")


class Event(msgspec.Struct):
    """A conference."""

    name: str | None = None
    location: str | None = None
    acronym: str | None = None
    number: str | None = None
    theme: str | None = None
    start: PartedDate | None = None
    end: PartedDate | None = None


class Institution(msgspec.Struct):
    """A university, a preprint server, a body that sets standards."""

    name: str | None = None
    acronym: list[str] | str | None = None
    place: list[str] | None = None
    department: list[str] | None = None


class Assertion(msgspec.Struct):
    """Something the publisher says beside the fields there are."""

    name: str | None = None
    value: str | int | float | None = None
    label: str | None = None


class Related(msgspec.Struct, rename="kebab"):
    """Another work that this one stands in a relation to."""

    id: str | None = None
    id_type: str | None = None


class Update(msgspec.Struct):
    """A notice: its sort, the other work's DOI, its date."""

    type: str | None = None
    doi: str | None = msgspec.field(default=None, name="DOI")
    updated: PartedDate | None = None


class Licence(msgspec.Struct, rename="kebab"):
    """The address of a licence, and the version of the text it is for."""

    url: str | None = msgspec.field(default=None, name="URL")
    content_version: str | None = None


class Serial(msgspec.Struct):
    """An ISSN or an ISBN with its medium."""

    value: str
    type: str | None = None


class Issue(msgspec.Struct, rename="kebab"):
    """A journal's issue, with dates of its own."""

    issue: str | None = None
    published_print: PartedDate | None = None
    published_online: PartedDate | None = None


class Work(msgspec.Struct, rename="kebab"):
    """A work."""

    doi: str = msgspec.field(name="DOI")
    type: str | None = None
    subtype: str | None = None
    title: list[str | None] | None = None
    subtitle: list[str | None] | None = None
    original_title: list[str | None] | None = None
    author: list[Contributor] | None = None
    editor: list[Contributor] | None = None
    translator: list[Contributor] | None = None
    chair: list[Contributor] | None = None
    issued: PartedDate | None = None
    published_print: PartedDate | None = None
    published_online: PartedDate | None = None
    published_other: PartedDate | None = None
    posted: PartedDate | None = None
    published: PartedDate | None = None
    approved: PartedDate | None = None
    container_title: list[str | None] | None = None
    short_container_title: list[str | None] | None = None
    journal_issue: Issue | None = None
    event: Event | None = None
    assertion: list[Assertion] | None = None
    issn: list[str] | None = msgspec.field(default=None, name="ISSN")
    isbn: list[str] | None = msgspec.field(default=None, name="ISBN")
    issn_type: list[Serial] | None = None
    isbn_type: list[Serial] | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    article_number: str | None = None
    edition_number: str | None = None
    publisher: str | None = None
    publisher_location: str | None = None
    institution: list[Institution] | Institution | None = None
    standards_body: Institution | None = None
    group_title: str | None = None
    degree: list[str] | None = None
    abstract: str | None = None
    language: str | None = None
    subject: list[str] | None = None
    license: list[Licence] | None = None
    relation: dict[str, list[Related]] | None = None
    updated_by: list[Update] | None = None
    update_to: list[Update] | None = None


def decode_work(body: bytes) -> Work:
    """Decode a work message; a field in an unexpected shape is an error, not a guess."""
    try:
        return msgspec.json.decode(body, type=Work, strict=False)
    except UNREADABLE as error:
        message = f"crossref: a work in an unexpected shape ({error})"
        raise Garbled(message) from error
