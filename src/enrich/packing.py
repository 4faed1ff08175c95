"""Records packed into bytes, in which a library of a hundred thousand works is held.

A record is a tree of some thirty objects, which take ten times the room of its words. It is packed
once and unpacked when somebody looks at it; those that were looked at last stay unpacked.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import TypeAlias

import msgspec

from enrich.identifiers import ArxivId, Doi, parse_key
from enrich.record import Kind, Record, Relation

__all__ = ["Packed"]

# As many as most libraries have, so that each is unpacked once.
_UNPACKED = 16_384
_DIGITS = 16

# A relation is to one of two sorts of identifiers, which msgpack can't tell apart.
_Parts: TypeAlias = tuple[Record, tuple[tuple[str, str], ...]]
_ENCODER = msgspec.msgpack.Encoder()
_DECODER: msgspec.msgpack.Decoder[_Parts] = msgspec.msgpack.Decoder(_Parts)


class Packed(msgspec.Struct, frozen=True, gc=False):
    """A record as bytes, equal where the records are, and what is asked of it most often."""

    body: bytes
    is_preprint: bool
    name: ArxivId | Doi | None

    @classmethod
    def of(cls, record: Record) -> Packed:
        """Pack a record."""
        bare, related = record, [(one.kind, one.identifier.key) for one in record.relations]
        if related:
            bare = msgspec.structs.replace(record, relations=())
        body = _ENCODER.encode((bare, related))
        return cls(body, record.kind is Kind.PREPRINT, record.name)

    @property
    def record(self) -> Record:
        """The record."""
        return _unpacked(self.body)

    @property
    def digest(self) -> str:
        """What tells this record from another."""
        return sha256(msgspec.json.encode(self.record)).hexdigest()[:_DIGITS]


@lru_cache(_UNPACKED)
def _unpacked(body: bytes) -> Record:
    record, related = _DECODER.decode(body)
    if not related:
        return record
    relations = tuple(
        Relation(kind, identifier)
        for kind, key in related
        if isinstance(identifier := parse_key(key), (ArxivId, Doi))
    )
    return msgspec.structs.replace(record, relations=relations)
