"""One paper put into a list, so that the list read again gives that paper and the old ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from enrich.errors import SeedError
from enrich.seedfiles.bibtex import entries_in_bibtex
from enrich.seedfiles.markdown import items_in_markdown
from enrich.seedfiles.model import Addition, Put
from enrich.seedfiles.plain import lines_in_text
from enrich.seedfiles.texts import Written, lines_of, read_written, same_but_for
from enrich.seeds import Scan, Seed, scan_bytes
from enrich.text import folded

__all__ = ["put_in"]

_BIBTEX = "BibTeX"
_Ways = Callable[[Written, Addition, str], Iterator[str]]
_WAYS: Mapping[str, _Ways] = {
    "Markdown": items_in_markdown,
    "text": lines_in_text,
    _BIBTEX: entries_in_bibtex,
}


def put_in(raw: bytes, name: str, addition: Addition) -> Put:
    """Put a paper into a list; one that can't be told apart afterwards is refused."""
    written = read_written(raw, name)
    ways = _WAYS.get(written.format)
    if ways is None:
        message = (
            f"{name}: is {written.format}, into which nothing is put here; add the paper with the"
            " program that it comes from, or name a list in Markdown, text or BibTeX"
        )
        raise SeedError(message)
    before = scan_bytes(raw, name)
    for text in ways(written, addition, name):
        body = written.encoded(text)
        if body is None or not _is_written_back(body, text, name):
            continue
        seed = _new_seed(before, scan_bytes(body, name), addition)
        # An entry is written by our own writer, and names people and titles as TeX does.
        if seed and (written.format == _BIBTEX or _says_nothing_else(seed, addition)):
            return Put(body, seed.origin.line, _line(text, seed))
    message = (
        f"{name}: {addition.identifier} can't be put there without changing how the rest is read;"
        " write it where it belongs"
    )
    raise SeedError(message)


def _is_written_back(body: bytes, text: str, name: str) -> bool:
    """Whether the bytes are read as the text they were made of."""
    return read_written(body, name).text == text


def _new_seed(before: Scan, after: Scan, addition: Addition) -> Seed | None:
    """Give the one seed more that there is, if it is the paper, and nothing else changed."""
    more = same_but_for(after, before)
    if more is None or len(more) != 1:
        return None
    (seed,) = more
    return seed if seed.wanted in addition.names else None


def _says_nothing_else(seed: Seed, addition: Addition) -> bool:
    """Whether what is read of the paper is its title or nothing: titles may look like names."""
    said = seed.claim.title
    is_called_so = said is None or folded(said) == folded(addition.title or "")
    return is_called_so and not seed.claim.authors


def _line(text: str, seed: Seed) -> str:
    return lines_of(text)[seed.origin.line - 1].rstrip("\r\n")
