"""The settings."""

from __future__ import annotations

from pathlib import Path

from enrich.config import load_config
from tests.fuzz.parsers.kept import TOML, fuzzer

__all__ = ["CONFIG"]

_EXAMPLES = (
    (
        'seeds = ["data/seeds"]\nmailto = "a@b.invalid"\nkeys = "{family}{year}{word}"\n'
        '[crossref]\nurl = "https://a.invalid"\nlifetime = "30 days"\n[[ignore]]\ncheck = "x"\n'
    ),
)
_PIECES = (
    *TOML,
    *"seeds mailto keys key formats output cache [crossref] [arxiv] [datacite]".split(),
    *"url lifetime [[ignore]]".split(),
    *'"30 days" "99999999999999999999 days" "{family" "{x}" "{family:9999}"'.split(),
    *'"https://[" "http://a:99999"'.split(),
)


def _check(file: Path) -> None:
    load_config(file.parent, {})


CONFIG = fuzzer("enrich.toml", _check, _EXAMPLES, _PIECES)
