"""Which works of a list a PII names: those that carry it among their publisher's own ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from enrich.errors import Garbled
from enrich.identifiers import Pii
from enrich.sources.crossref.answers import API

__all__ = ["carries", "carries_any", "works_by_pii"]


class _Primary(msgspec.Struct):
    url: str | None = msgspec.field(default=None, name="URL")


class _Resource(msgspec.Struct):
    primary: _Primary | None = None


class _Carrier(msgspec.Struct, rename="kebab"):
    """What of a work tells the PII it goes by."""

    doi: str = msgspec.field(name="DOI")
    alternative_id: list[str | None] | None = None
    resource: _Resource | None = None


def carries(work: bytes | msgspec.Raw, pii: Pii) -> bool:
    """Whether a work goes by a PII."""
    return pii.value in _carried(API.read(work, _Carrier))


def carries_any(piis: Sequence[Pii], work: msgspec.Raw) -> bool:
    """Whether a work goes by one of some PIIs."""
    return not _carried(API.read(work, _Carrier)).isdisjoint(one.value for one in piis)


def works_by_pii(items: Iterable[msgspec.Raw], piis: Sequence[Pii]) -> Mapping[Pii, msgspec.Raw]:
    """Give each PII its work; a second work under one PII is told apart by its address."""
    works: dict[Pii, dict[bytes, tuple[_Carrier, msgspec.Raw]]] = {}
    for item in items:
        carrier = API.read(item, _Carrier)
        for pii in {Pii(value) for value in _carried(carrier)}.intersection(piis):
            works.setdefault(pii, {})[bytes(item)] = (carrier, item)
    return {pii: _only(pii, tuple(found.values())) for pii, found in works.items()}


def _only(pii: Pii, found: Sequence[tuple[_Carrier, msgspec.Raw]]) -> msgspec.Raw:
    named = [one for one in found if pii.value in _squeezed(_address(one[0]))]
    for likely in (found, named):
        if len(likely) == 1:
            return likely[0][1]
    message = f"crossref: {len(found)} works go by {pii}"
    raise Garbled(message)


def _address(carrier: _Carrier) -> str:
    primary = carrier.resource.primary if carrier.resource else None
    return (primary.url if primary else None) or ""


def _carried(carrier: _Carrier) -> set[str]:
    return {_squeezed(one) for one in carrier.alternative_id or () if one}


def _squeezed(text: str) -> str:
    """Without the hyphens and brackets in which a PII is printed: S1361-8415(23)00106-8."""
    return re.sub(r"[^0-9A-Z]", "", text.upper())
