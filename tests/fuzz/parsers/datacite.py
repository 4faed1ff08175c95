"""DataCite's works and lists."""

from __future__ import annotations

from typing import Any, cast

from enrich.errors import Garbled
from enrich.identifiers import ArxivId, Doi
from enrich.sources.datacite import Datacite
from enrich.sources.datacite.work import read_work
from tests.fuzz.examples import datasets
from tests.fuzz.mutations import pieced
from tests.fuzz.parsers.answering import asked, hold_record
from tests.fuzz.parsers.crossref import WORDS
from tests.fuzz.target import Target
from tests.fuzz.trees import Tree, holders, mutated_json

__all__ = ["DATACITE"]

_LISTS = datasets()


_WORKS = tuple(
    cast("list[Tree]", [one["attributes"] for one in cast("dict[str, Any]", _LISTS[0])["data"]])
)
_WORDS = (*WORDS, *"Issued Created Submitted 2021/2022 DOI arXiv IsVersionOf Personal".split())
_BATCHES = (
    (Doi("10.5281/zenodo.1"), ArxivId("2101.00001")),
    (Doi("10.5281/zenodo.1"),),
    (Doi("10.5281/a,b"),),
    (Doi("10.5281/zenodo.1"), Doi("10.5281/zenodo.2"), Doi("10.5281/zenodo.3")),
)


def _check(raw: bytes) -> None:
    if b'"data"' in raw[:40]:
        asked(Datacite(), raw, _BATCHES)
        return
    hold_record(read_work(raw))


DATACITE = Target(
    name="datacite",
    inputs=mutated_json(_WORKS, pieced(_WORDS, 8)) | mutated_json(_LISTS, pieced(_WORDS, 8)),
    check=_check,
    errors=(Garbled,),
    pieces=(*_WORDS, "a", "9", "(("),
    holders=tuple(holder for work in _WORKS for holder in holders(work)),
)
