"""Papers put into a list, so that the list read again gives those papers and the old ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from enrich.errors import SeedError
from enrich.seedfiles.bibtex import entries_in_bibtex
from enrich.seedfiles.markdown import items_in_markdown
from enrich.seedfiles.model import Addition, Put
from enrich.seedfiles.plain import lines_in_text
from enrich.seedfiles.texts import Written, lines_of, read_written, same_but_for
from enrich.seeds import Scan, Seed, scan_bytes
from enrich.text import folded

__all__ = ["put_all_in", "put_in"]

_BIBTEX = "BibTeX"
_Ways = Callable[[Written, Sequence[Addition], str], Iterator[str]]
_WAYS: Mapping[str, _Ways] = {
    "Markdown": items_in_markdown,
    "text": lines_in_text,
    _BIBTEX: entries_in_bibtex,
}


def put_in(raw: bytes, name: str, addition: Addition) -> Put:
    """Put a paper into a list; one that can't be told apart afterwards is refused."""
    (put,) = put_all_in(raw, name, (addition,))
    return put


def put_all_in(raw: bytes, name: str, additions: Sequence[Addition]) -> tuple[Put, ...]:
    """Put papers into a list below one heading, all or none; each of them is told where it is."""
    written = read_written(raw, name)
    ways = _WAYS.get(written.format)
    if ways is None:
        message = (
            f"{name}: is {written.format}, into which nothing is put here; add the paper with the"
            " program that it comes from, or name a list in Markdown, text or BibTeX"
        )
        raise SeedError(message)
    before = scan_bytes(raw, name)
    for text in ways(written, additions, name):
        body = written.encoded(text)
        if body is None or not _is_written_back(body, text, name):
            continue
        seeds = _new_seeds(before, scan_bytes(body, name), additions)
        # An entry is written by our own writer, and names people and titles as TeX does.
        if seeds and (written.format == _BIBTEX or _say_nothing_else(seeds, additions)):
            lines = lines_of(text)
            return tuple(
                Put(body, one.origin.line, lines[one.origin.line - 1].rstrip("\r\n"))
                for one in seeds
            )
    named = ", ".join(str(one.identifier) for one in additions)
    message = (
        f"{name}: {named} can't be put there without changing how the rest is read;"
        " write it where it belongs"
    )
    raise SeedError(message)


def _is_written_back(body: bytes, text: str, name: str) -> bool:
    """Whether the bytes are read as the text they were made of."""
    return read_written(body, name).text == text


def _new_seeds(before: Scan, after: Scan, additions: Sequence[Addition]) -> tuple[Seed, ...] | None:
    """Give the seeds that are new, if they are the papers in order, and nothing else changed."""
    more = same_but_for(after, before)
    if more is None or len(more) != len(additions):
        return None
    pairs = zip(more, additions, strict=True)
    return more if all(seed.wanted in addition.names for seed, addition in pairs) else None


def _say_nothing_else(seeds: Sequence[Seed], additions: Sequence[Addition]) -> bool:
    """Whether what is read of each is its title or nothing: titles may look like names."""
    pairs = zip(seeds, additions, strict=True)
    return all(
        not seed.claim.authors
        and (seed.claim.title is None or folded(seed.claim.title) == folded(one.title or ""))
        for seed, one in pairs
    )
