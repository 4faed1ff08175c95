"""What lists of JSON prove: that a work is absent only where the list is whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import pytest

from enrich.errors import Garbled
from enrich.identifiers import Doi, Wanted
from enrich.sources.crossref.answers import API

WITNESS = Doi("10.5555/witness")
MISSING = [Doi(f"10.5555/{number}") for number in range(3)]


def works(*dois: str) -> list[msgspec.Raw]:
    return [msgspec.Raw(msgspec.json.encode({"DOI": doi, "reference": []})) for doi in dois]


def confirm(answered: Mapping[Wanted, bytes], *, is_whole: bool) -> Mapping[Wanted, bytes]:
    """Ask again for many, of which a list answers these."""

    def listed(asked: Sequence[Doi]) -> tuple[Mapping[Wanted, bytes], bool]:
        assert asked == [*MISSING, WITNESS]
        return answered, is_whole

    return API.confirm(MISSING, alone=lambda _: {}, listed=listed, witness=WITNESS)


def test_a_work_that_a_list_repeats_counts_once() -> None:
    assert API.is_whole(works("10.5555/a", "10.5555/b"), 2)
    assert not API.is_whole(works("10.5555/a", "10.5555/a"), 2)


def test_many_are_absent_where_a_whole_list_has_the_known_work() -> None:
    assert confirm({WITNESS: b"{}"}, is_whole=True) == {WITNESS: b"{}"}


def test_the_known_work_in_a_list_that_is_not_whole_proves_nothing() -> None:
    with pytest.raises(Garbled, match="leaves out"):
        confirm({WITNESS: b"{}"}, is_whole=False)


def test_a_whole_list_without_the_known_work_proves_nothing() -> None:
    with pytest.raises(Garbled, match="leaves out"):
        confirm({}, is_whole=True)


def test_only_what_was_asked_for_is_kept_and_of_that_only_what_may_be_read() -> None:
    chosen = API.choose(MISSING, works("10.5555/0", "10.5555/stranger"))
    assert chosen == {MISSING[0]: b'{"DOI":"10.5555/0"}'}
