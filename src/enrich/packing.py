"""Records packed into bytes, in which a library of a hundred thousand works is held.

A record is a tree of some thirty objects, which take ten times the room of its words. It is packed
once and unpacked when somebody looks at it; those that were looked at last stay unpacked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import TypeAlias

import msgspec

from enrich.identifiers import ArxivId, Doi, Identifier, parse_key
from enrich.record import Kind, Record, Relation

__all__ = ["Packed", "Records"]

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
    # Whether it tells of another work: a DOI beside its arXiv id, or a relation.
    is_linked: bool
    name: ArxivId | Doi | None

    @classmethod
    def of(cls, record: Record) -> Packed:
        """Pack a record."""
        bare, related = record, [(one.kind, one.identifier.key) for one in record.relations]
        if related:
            bare = msgspec.structs.replace(record, relations=())
        body = _ENCODER.encode((bare, related))
        is_linked = bool(related) or len(record.identifiers) > 1
        return cls(body, record.kind is Kind.PREPRINT, is_linked, record.name)

    @property
    def record(self) -> Record:
        """The record."""
        return _unpacked(self.body)

    @property
    def digest(self) -> str:
        """What tells this record from another."""
        return sha256(msgspec.json.encode(self.record)).hexdigest()[:_DIGITS]


class Records(Mapping[Identifier, Record]):
    """Many records by the names they were read under, each unpacked as it is looked at."""

    def __init__(self, packed: Mapping[Identifier, Packed]) -> None:
        """Look at these."""
        self._packed = packed

    @property
    def linked(self) -> Records:
        """Those that tell of another work."""
        return self._those(lambda one: one.is_linked)

    @property
    def preprints(self) -> Records:
        """Those of preprints."""
        return self._those(lambda one: one.is_preprint)

    @property
    def published(self) -> Records:
        """Those that are not of preprints."""
        return self._those(lambda one: not one.is_preprint)

    def _those(self, are_meant: Callable[[Packed], bool]) -> Records:
        return Records({name: one for name, one in self._packed.items() if are_meant(one)})

    def __getitem__(self, name: Identifier) -> Record:
        """Give the record that was read under an identifier."""
        return self._packed[name].record

    def __iter__(self) -> Iterator[Identifier]:
        """Give every identifier."""
        return iter(self._packed)

    def __len__(self) -> int:
        """Count them."""
        return len(self._packed)


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
