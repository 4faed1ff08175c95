"""What a person says of works."""

from __future__ import annotations

from pathlib import Path

import msgspec

from enrich.overrides import read_overrides
from tests.fuzz.parsers.kept import TOML, fuzzer
from tests.fuzz.wording import assert_clean

__all__ = ["OVERRIDES"]

_EXAMPLES = (
    (
        '["doi:10.1000/x"]\ntitle = "A <i>b</i> $x$"\nauthors = ["Doe, Jane", {name = "G"}]\n'
        'date = 2021-02-03\nversion = "published"\nnote = "mine"\nvolume = 7\npages = "1-9"\n'
        'kind = "article"\n[he2016]\nvenue = false\nissn = ["0378-5955"]\nabstract = """a\nb"""\n'
    ),
)
_PIECES = (
    *TOML,
    *"title = authors date venue volume pages kind doi arxiv isbn issn url".split(),
    *"language editors".split(),
    *'"x" ["x"] "doi:10.1000/x" ["doi:10.1000/x"] [he2016] {family="x",given="y"}'.split(),
    *"publisher note".split(),
)


def _check(file: Path) -> None:
    for one in read_overrides(file):
        for correction in one.fields:
            if isinstance(correction.value, msgspec.Struct):
                assert_clean(correction.value)
            str(correction.value).encode()
        if one.note:
            one.note.encode()


OVERRIDES = fuzzer("overrides.toml", _check, _EXAMPLES, _PIECES)
