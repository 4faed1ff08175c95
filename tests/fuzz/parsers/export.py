"""Answers carried from one cache to another."""

from __future__ import annotations

from pathlib import Path

from enrich.answers import Answer
from enrich.carrying import read_answers
from enrich.errors import CacheError
from enrich.identifiers import parse_key
from tests.fuzz.parsers.kept import fuzzer

__all__ = ["EXPORT"]

_EXAMPLES = (
    (
        '{"source":"crossref","identifier":"doi:10.1000/x","fetched_at":"2026-11-21T00:00:00Z",'
        '"body":{"DOI":"10.1000/x","title":["T"]}}\n{"source":"arxiv","identifier":"arxiv:2101.00001",'
        '"fetched_at":null,"body":null}\n'
    ),
    (
        '{"source":"arxiv","identifier":"title:a|b|2020","fetched_at":"2026-11-21T00:00:00",'
        '"body":{"items":[]},"lost_at":"2026-11-22T00:00:00+23:59"}\n'
    ),
)
_PIECES = (
    *'{ } : , " \\ \\ud800 \\u0000 null true 1 1e999 [ ] "source": "identifier":'.split(),
    *'"fetched_at": "body"'.split(),
    *'"lost_at": "0001-01-01T00:00:00+14:00" "9999-12-31T23:59:59.999999-23:59"'.split(),
    *'"doi:10.1000/x"'.split(),
    *'"title:a||99999999999" {"a":{"a":{"a": [[[[[[[[[['.split(),
    *'"sequel:arxiv:2101.00001v2" "pii:S"'.split(),
    "\n",
    " ",
)


def _check(file: Path) -> None:
    for answer in read_answers(file, lambda source, _: bool(source)):
        _hold(answer)


def _hold(answer: Answer) -> None:
    answer.source.encode()
    assert answer.identifier == parse_key(answer.identifier.key)
    if answer.fetched_at:
        assert answer.fetched_at.tzinfo is not None


EXPORT = fuzzer("export.jsonl", _check, _EXAMPLES, _PIECES, CacheError)
