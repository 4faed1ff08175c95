"""What a person decided of doubtful matches."""

from __future__ import annotations

from pathlib import Path

from enrich.decisions import read_decisions
from tests.fuzz.parsers.kept import fuzzer

__all__ = ["DECISIONS"]

_EXAMPLES = (
    (
        '{"sought":"title:deep words|he|2016","work":"doi:10.1000/x","is_it":true}\n'
        '{"sought":"title:a||","work":"arxiv:2101.00001","is_it":false}\n'
    ),
)
_PIECES = (
    *'{ } : , " \\ \\ud800 \\u0000 null true false 1 [ ] "sought" "work" "is_it"'.split(),
    *"title: | || 2016".split(),
    *"doi:10.1000/x arxiv:2101.00001 sequel:arxiv:2101.00001 99999999999999999999 -1 0".split(),
    '{"sought":"title:a||","work":"doi:10.1000/x","is_it":true}',
    "\n",
    " ",
)


def _check(file: Path) -> None:
    decisions = read_decisions(file)
    file.write_text(decisions.text, encoding="utf-8")
    assert list(decisions) == list(read_decisions(file))
    for one in decisions:
        decisions.chosen(one.sought)


DECISIONS = fuzzer("decisions.jsonl", _check, _EXAMPLES, _PIECES)
