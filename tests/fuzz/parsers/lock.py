"""The lock file."""

from __future__ import annotations

from pathlib import Path

from enrich.lockfile import read_lock
from tests.fuzz.parsers.kept import fuzzer

__all__ = ["LOCK"]

_EXAMPLES = (
    (
        "# What\nhe2016deep became doi:10.1109/cvpr.2016.90 author\n"
        "he2016deep first-seen 2026-11-21 as arxiv:1512.03385\nhe2016deep is arxiv:1512.03385\n"
        "he2016deep rests on crossref doi:10.1109/cvpr.2016.90 77aa0f31c2d95e64 lost\n"
        "he2016deep shows published doi:10.1109/cvpr.2016.90\nhe2016deep left 2026-11-22\n"
        "he2016deep notice retraction of doi:10.1000/x\nother first-seen 2026-11-21\n"
        "other with he2016deep\n"
    ),
)
_PIECES = (
    *"# <<<<<<< ======= he2016deep A first-seen as is became rests on shows left".split(),
    *"with notice".split(),
    *"2026-11-21 20261121 2026-W01-1 2026-02-30 arxiv:1512.03385 doi:10.1000/x".split(),
    *"doi: pii: : crossref lost".split(),
    *"author published 77aa0f31c2d95e64 title:a|b|2020 { } \\ ../x".split(),
    "a first-seen 2026-11-21\n",
    " ",
    "  ",
    "\n",
)


def _check(file: Path) -> None:
    lock = read_lock(file)
    assert lock is not None
    file.write_text(lock.text, encoding="utf-8")
    again = read_lock(file)
    assert again is not None
    assert lock.text == again.text


LOCK = fuzzer("enrich.lock", _check, _EXAMPLES, _PIECES)
