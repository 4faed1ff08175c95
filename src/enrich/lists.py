"""What is done with lists besides making a library of them: reviewing and annotating."""

from __future__ import annotations

import codecs

import msgspec

from enrich.annotations import annotated, placed_seeds, without_annotations
from enrich.config import Config
from enrich.errors import SeedError
from enrich.identifiers import Title
from enrich.library import Entry
from enrich.match import Match
from enrich.misses import Miss
from enrich.pipeline import Result, Watcher, resolve_seeds, scan_seeds
from enrich.seeds import Claim, Seed
from enrich.seeds.encoding import decoded
from enrich.seeds.formats import find_format
from enrich.sequels import claim_of, question_of
from enrich.text import Charset
from enrich.turns import Clock

__all__ = ["Annotated", "Case", "annotate_list", "find_doubtful", "plain_list"]

_MARKDOWN = "Markdown"
# Every byte is a character of it.
_ANY_BYTE = "latin-1"
# The mark stays part of the text, and is written back with it.
_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class Annotated(msgspec.Struct, frozen=True):
    """A list with what is known behind its papers, in its own encoding."""

    body: bytes
    result: Result


class Case(msgspec.Struct, frozen=True):
    """What a person has to decide: whether what is claimed is one of these works."""

    seed: Seed
    claim: Claim
    sought: Title
    matches: tuple[Match, ...]
    # The key of the preprint that is claimed to have become one of them.
    preprint: str | None = None


def annotate_list(
    raw: bytes,
    name: str,
    config: Config,
    *,
    watcher: Watcher | None = None,
    clock: Clock | None = None,
) -> Annotated:
    """Resolve the papers of a Markdown list, and write behind each what is known of it."""
    meant, _ = decoded(raw, name)
    found = find_format(meant, name)
    if found.name != _MARKDOWN:
        message = f"{name}: looks like {found.name}; only lists in Markdown can be annotated"
        raise SeedError(message)
    text, encoding = _as_written(raw)
    charset = Charset.ASCII if encoding == _ANY_BYTE else Charset.UTF8
    placed = placed_seeds(text, meant, name)
    result = resolve_seeds([seed for seed, _ in placed], config, watcher=watcher, clock=clock)
    written = annotated(text, placed, result.library, charset)
    return Annotated(written.encode(encoding), result)


def plain_list(raw: bytes) -> bytes:
    """Give a list without what was written behind its papers."""
    text, encoding = _as_written(raw)
    return without_annotations(text).encode(encoding)


def find_doubtful(config: Config) -> tuple[Case, ...]:
    """Find what a person has to decide, each question once; no source is asked."""
    seeds = scan_seeds(config).seeds
    library = resolve_seeds(seeds, msgspec.structs.replace(config, offline=True)).library
    # Where a source could not be asked there may be a doubt all the same.
    missed = {miss.seed.claim: _missed(miss) for miss in library.misses if miss.matches}
    followed = {entry.key: _followed(entry) for entry in library.entries if entry.may_have_become}
    return tuple(one for one in (*missed.values(), *followed.values()) if one)


def _missed(miss: Miss) -> Case | None:
    seed = miss.seed
    return Case(seed, seed.claim, seed.sought, miss.matches) if seed.sought else None


def _followed(entry: Entry) -> Case | None:
    """Ask whether a preprint has become what is near to it."""
    sought = question_of(entry.record)
    if sought is None:
        return None
    return Case(
        entry.seeds[0], claim_of(entry.record), sought, entry.may_have_become, preprint=entry.key
    )


def _as_written(raw: bytes) -> tuple[str, str]:
    """Decode a list so that every byte of it can be written back."""
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return raw.decode(encoding, errors="surrogatepass"), encoding
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return raw.decode(_ANY_BYTE), _ANY_BYTE
