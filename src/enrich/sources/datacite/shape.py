"""The typed shape of a DataCite DOI's attributes: the fields that we read, and no others.

https://datacite-metadata-schema.readthedocs.io/en/4.6/
"""

from __future__ import annotations

import msgspec

from enrich.decoding import UNREADABLE
from enrich.errors import Garbled

__all__ = [
    "KEPT",
    "Attributes",
    "Container",
    "Creator",
    "Dated",
    "Related",
    "Titled",
    "Types",
    "decode_attributes",
]


class Titled(msgspec.Struct, rename="camel"):
    """A title, and of which sort it is unless it is the title itself."""

    title: str | None = None
    title_type: str | None = None


class NameIdentifier(msgspec.Struct, rename="camel"):
    """An identifier of a person or a group."""

    name_identifier: str | None = None
    name_identifier_scheme: str | None = None


class Creator(msgspec.Struct, rename="camel"):
    """Somebody, or a group, that had a part in the work."""

    name: str | None = None
    name_type: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    name_identifiers: list[NameIdentifier] | None = None
    contributor_type: str | None = None


class Dated(msgspec.Struct, rename="camel"):
    """A date, or a range with a slash, and what happened then."""

    date: str | None = None
    date_type: str | None = None


class Publisher(msgspec.Struct):
    """A publisher, as the newer schema has it."""

    name: str | None = None


class Container(msgspec.Struct, rename="camel"):
    """The journal, volume or series that a work is in."""

    type: str | None = None
    title: str | None = None
    volume: str | None = None
    issue: str | None = None
    first_page: str | None = None
    last_page: str | None = None


class Types(msgspec.Struct, rename="camel"):
    """The sort of work, by the controlled list and in the depositor's words."""

    resource_type_general: str | None = None
    resource_type: str | None = None


class Description(msgspec.Struct, rename="camel"):
    """A text about the work."""

    description: str | None = None
    description_type: str | None = None


class Subject(msgspec.Struct):
    """A subject, in whatever scheme."""

    subject: str | None = None


class Rights(msgspec.Struct, rename="camel"):
    """A licence."""

    rights_uri: str | None = None


class Related(msgspec.Struct, rename="camel"):
    """Another work that this one stands in a relation to."""

    related_identifier: str | None = None
    related_identifier_type: str | None = None
    relation_type: str | None = None


class Attributes(msgspec.Struct, rename="camel"):
    """What is said of a DOI."""

    doi: str
    titles: list[Titled] | None = None
    creators: list[Creator] | None = None
    contributors: list[Creator] | None = None
    publication_year: int | None = None
    dates: list[Dated] | None = None
    publisher: Publisher | str | None = None
    container: Container | None = None
    types: Types | None = None
    descriptions: list[Description] | None = None
    subjects: list[Subject] | None = None
    rights_list: list[Rights] | None = None
    language: str | None = None
    related_identifiers: list[Related] | None = None


# The whole as XML and the figures of its use are not among these.
KEPT = frozenset(Attributes.__struct_encode_fields__)


def decode_attributes(body: bytes) -> Attributes:
    """Decode what is said of a DOI; an unexpected shape is an error, not a guess."""
    try:
        return msgspec.json.decode(body, type=Attributes, strict=False)
    except UNREADABLE as error:
        message = f"datacite: a work in an unexpected shape ({error})"
        raise Garbled(message) from error
