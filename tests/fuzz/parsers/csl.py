"""Lists in CSL-JSON."""

from __future__ import annotations

import json

from enrich.seeds.csl import read_csl
from tests.fuzz.mutations import pieced
from tests.fuzz.parsers.lists import IDENTIFIERS, List, fuzzer
from tests.fuzz.trees import mutated_json

__all__ = ["CSL"]

_EXAMPLES = (
    (
        '[{"id": "he2016", "type": "article-journal", "title": "Deep Words", "DOI": "10.1000/x",'
        ' "author": [{"family": "He", "given": "K."}, {"literal": "G"}],'
        ' "issued": {"date-parts": [[2016, 1, 2]]}, "container-title": "J",'
        ' "note": "arXiv: 2101.00001\\nPMID: 1", "URL": "https://arxiv.org/abs/2101.00001"}]'
    ),
    '{"items": [{"title": "T", "issued": {"raw": "2021-02"}, "custom": {"a": [1]}}]}',
)
_PIECES = (
    *'[ ] { } : , " \\ \\u \\ud800 \\u0000 \\n null true 1e9 1e999 -0 0.1 "id"'.split(),
    *'"title": "DOI":'.split(),
    *'"items": "author":[{"family":"F"}] "issued":{"date-parts":[[2020]]} "note":'.split(),
    *"{} [] NaN".split(),
    *'"title":"T" {"title":"T"} "10.1000/x" "DOI":"10.1000/x" "custom": // /*'.split(),
    *'{"a": [[ {"id":1}'.split(),
    *IDENTIFIERS,
)

_TREES = [json.loads(one) for one in _EXAMPLES]

CSL = fuzzer(
    List("csl", ".json", read_csl),
    _EXAMPLES,
    _PIECES,
    beside=mutated_json(_TREES, pieced(IDENTIFIERS, 5)),
)
