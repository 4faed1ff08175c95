"""Lists of papers, in each format there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from hypothesis import strategies as st

from enrich.annotations import annotated, placed_seeds, without_annotations
from enrich.errors import SeedError
from enrich.identifiers import parse_key
from enrich.library import Library
from enrich.seeds import Seed, scan_bytes
from enrich.seeds.formats import find_format
from enrich.seeds.model import Claim, Found
from enrich.text import Charset
from tests.fuzz.mutations import mutated, mutated_bytes, pieced
from tests.fuzz.target import Target
from tests.fuzz.wording import assert_clean, texts_in

__all__ = ["IDENTIFIERS", "List", "check_annotations", "fuzzer"]

# What a piece of any list may be.
IDENTIFIERS = (
    *"10.1000/x 2101.00001 https://doi.org/10.1000/x arXiv:2101.00001 2021".split(),
    *"A Title of Words".split(),
)


class List(NamedTuple):
    """A format: its name, how its files end, and what reads it."""

    name: str
    suffix: str
    read: Callable[[str, str], Iterator[Found]]


def _check(of: List, raw: bytes) -> None:
    """Read bytes by the name of the format, as a text without a name, and as what it is."""
    scan = scan_bytes(raw, f"list{of.suffix}")
    for seed in scan.seeds:
        _hold(seed)
    text = raw.decode("utf-8", "replace").replace("\0", "")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    find_format(text, "list")
    for found in of.read(text, "list"):
        assert 1 <= found.origin.line <= text.count("\n") + 1


def _hold(seed: Seed) -> None:
    if seed.asked is not None:
        assert seed.asked == parse_key(seed.asked.key), seed.asked
    for words in texts_in(msgspec.to_builtins(seed)):
        words.encode()
    # A field that is kept as it is written may have tabs.
    assert_clean(msgspec.structs.replace(seed, written="", claim=Claim()), fine="\n\t")


def check_annotations(text: str) -> None:
    """Hold that a list that nothing is known of is written as it is."""
    library = Library((), ())
    placed = placed_seeds(text, text, "list.md")
    bare = without_annotations(text)
    if bare == text:
        assert text == annotated(text, placed, library, Charset.UTF8)


def fuzzer(
    of: List,
    examples: Sequence[str],
    pieces: Sequence[str],
    also: Callable[[bytes], None] | None = None,
    beside: st.SearchStrategy[bytes] | None = None,
) -> Target[bytes]:
    """Make the fuzzer of a format, which may hold more than what is true of all."""
    inputs = mutated_bytes(mutated(examples, pieces) | pieced(pieces))

    def check(raw: bytes) -> None:
        if also:
            also(raw)
        _check(of, raw)

    return Target(
        name=of.name,
        inputs=inputs if beside is None else inputs | beside,
        check=check,
        errors=(SeedError,),
        pieces=pieces,
        holders=(str.encode, lambda text: f"{examples[0]}\n{text}".encode()),
    )
