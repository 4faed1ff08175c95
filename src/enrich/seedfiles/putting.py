"""Papers put into a list, so that the list read again gives those papers and the old ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from enrich.errors import SeedError
from enrich.seedfiles.bibtex import entries_in_bibtex
from enrich.seedfiles.markdown import items_in_markdown
from enrich.seedfiles.model import Addition, Draft, Put
from enrich.seedfiles.plain import lines_in_text
from enrich.seedfiles.texts import Written, lines_of, read_written, same_but_for
from enrich.seeds import Scan, Seed, scan_bytes
from enrich.text import folded

__all__ = ["put_all_in", "put_in"]

_BIBTEX = "BibTeX"
_WAYS: Mapping[str, Callable[[Written, Sequence[Addition], str], Draft]] = {
    "Markdown": items_in_markdown,
    "text": lines_in_text,
    _BIBTEX: entries_in_bibtex,
}


def put_in(raw: bytes, name: str, addition: Addition) -> Put:
    """Put a paper into a list; one that can't be told apart afterwards is refused."""
    (put,) = put_all_in(raw, name, (addition,))
    return put


def put_all_in(raw: bytes, name: str, additions: Sequence[Addition]) -> tuple[Put, ...]:
    """Put papers into a list below one heading, all or none; each of them is told where it is.

    To read a long list takes its time: it is read before, and once more for each way to write the
    papers down.
    """
    written = read_written(raw, name)
    ways = _WAYS.get(written.format)
    if ways is None:
        message = (
            f"{name}: is {written.format}, into which nothing is put here; add the paper with the"
            " program that it comes from, or name a list in Markdown, text or BibTeX"
        )
        raise SeedError(message)
    draft = ways(written, additions, name)
    forms = [_encodable(those, written) for those in draft.forms]
    before = scan_bytes(raw, name)
    while True:
        text = draft.with_these([those[0] for those in forms])
        body = written.encoded(text) or b""
        seeds = _new_seeds(before, body, text, name)
        wrong = _wrong(seeds, additions, written.format)
        if seeds is not None and not wrong:
            return _puts(body, text, seeds)
        wrong = [at for at in wrong if len(forms[at]) > 1]
        if not wrong:
            raise SeedError(_refusal(name, additions))
        for at in wrong:
            del forms[at][0]


def _encodable(forms: Sequence[str], written: Written) -> list[str]:
    """Give the ways to write a paper down that the encoding of the list has letters for."""
    return [one for one in forms if written.encoded(one) is not None] or [*forms[-1:]]


def _new_seeds(before: Scan, body: bytes, text: str, name: str) -> tuple[Seed, ...] | None:
    """Give the seeds that are new, if nothing else changed."""
    # Whether the bytes are read as the text they were made of.
    if read_written(body, name).text != text:
        return None
    return same_but_for(scan_bytes(body, name), before)


def _wrong(
    seeds: Sequence[Seed] | None, additions: Sequence[Addition], format_name: str
) -> list[int]:
    """Tell which papers are not read back as what they are; all, if that can't be told."""
    if seeds is None or len(seeds) != len(additions):
        return [*range(len(additions))]
    # An entry is written by our own writer, and names people and titles as TeX does.
    is_ours = format_name == _BIBTEX
    return [
        at
        for at, (seed, one) in enumerate(zip(seeds, additions, strict=True))
        if seed.wanted not in one.names or not (is_ours or _says_nothing_else(seed, one))
    ]


def _says_nothing_else(seed: Seed, addition: Addition) -> bool:
    """Whether what is read of a paper is its title or nothing: titles may look like names."""
    title = seed.claim.title
    is_title = title is None or folded(title) == folded(addition.title or "")
    return is_title and not seed.claim.authors


def _puts(body: bytes, text: str, seeds: Sequence[Seed]) -> tuple[Put, ...]:
    lines = lines_of(text)
    return tuple(
        Put(body, one.origin.line, lines[one.origin.line - 1].rstrip("\r\n")) for one in seeds
    )


def _refusal(name: str, additions: Sequence[Addition]) -> str:
    named = ", ".join(str(one.identifier) for one in additions)
    return (
        f"{name}: {named} can't be put there without changing how the rest is read;"
        " write it where it belongs"
    )
