"""Records in bytes."""

from __future__ import annotations

from enrich.identifiers import ArxivId, Doi
from enrich.packing import Packed
from enrich.record import Relation
from tests.records import FULL, record_of

RELATED = record_of(
    relations=(
        Relation("is-preprint-of", Doi("10.5555/x")),
        Relation("has-preprint", ArxivId("2101.00001", 2)),
    )
)


def test_every_record_comes_out_as_it_went_in() -> None:
    for record in (FULL, RELATED, record_of()):
        assert record == Packed.of(record).record


def test_equal_records_are_equal_packed() -> None:
    again = Packed.of(FULL).record
    assert again is not FULL
    assert Packed.of(FULL) == Packed.of(again)


def test_a_digest_tells_records_apart() -> None:
    assert Packed.of(FULL).digest != Packed.of(RELATED).digest
