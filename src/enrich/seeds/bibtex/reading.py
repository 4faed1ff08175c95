"""Seeds from BibTeX and biblatex, as people and their reference managers write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from enrich.identifiers import Identifier
from enrich.seeds.bibtex.blocks import (
    Aside,
    Broken,
    Entry,
    expanded,
    is_overgrown,
    read_blocks,
)
from enrich.seeds.bibtex.fields import (
    claim_of,
    entry_identifiers,
    own_identifiers,
    page_of,
    plain_address,
    plain_words,
)
from enrich.seeds.entries import Draft, Keys, seed_of, split_tags
from enrich.seeds.model import Found, Kept, Origin, Remark, Seed

__all__ = ["looks_like_bibtex", "read_bibtex"]

# What our writers write, and what others call the same: the sources know it better. All else
# belongs to whoever keeps the file.
_BIBLIOGRAPHIC = frozenset(
    "abstract address archiveprefix arxivid author booksubtitle booktitle chapter crossref date day"
    " doi edition editor eid eprint eprintclass eprinttype eventdate eventtitle howpublished"
    " institution isbn issn issue journal journalsubtitle journaltitle key langid language location"
    " maintitle month note number organization origtitle pages primaryclass publisher pubstate"
    " school series shortjournal subtitle title translator type url venue volume xdata year"
    " entrysubtype".split()
)
_TAGS = ("keywords", "keyword", "groups", "mendeley-groups", "collections", "tags")
# What an entry takes over from the one it refers to, and from which of its fields.
_INHERITED = {
    "booktitle": ("booktitle", "title"),
    "journaltitle": ("journaltitle", "journal"),
    "date": ("date",),
    "year": ("year",),
    "month": ("month",),
}

_VOLUMES = frozenset({"proceedings", "mvproceedings"})
_PREAMBLE = re.compile(r"@\s*preamble\b", re.IGNORECASE)
# BibTeX knows no comment but the word for it: what stands in one may be an entry to it.
_ENTRY_WITHIN = re.compile(r"(?<!\A)@\s*\w|\A@(?!\s*(?:comment|string)\b)", re.IGNORECASE)
_HEAD = 2**16
_FIRST = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]\w*[ \t]*[{(]\s*[^\s{}()]", re.MULTILINE)
_MARKDOWN = re.compile(r"^(?:#{1,6} |[ \t]*```|[ \t]*[-*] \[)", re.MULTILINE)


def looks_like_bibtex(text: str) -> bool:
    """Whether an entry stands there, and not just as a sample in something else."""
    first = _FIRST.search(text[:_HEAD])
    return first is not None and _MARKDOWN.search(text, 0, first.start()) is None


def read_bibtex(text: str, file: str) -> Iterator[Found]:
    """Read a seed from each entry that can be read, and tell what is wrong with the others."""
    blocks = tuple(read_blocks(text))
    library = _Library(blocks)
    keys = Keys()
    if library.overgrown:
        words = "a macro made of others is longer than any text; it is left empty, so shorten it"
        yield Remark(Origin(file, library.overgrown), words)
    for block in blocks:
        if isinstance(block, Broken):
            yield Remark(Origin(file, block.line), block.reason)
        elif isinstance(block, Aside):
            yield _kept(block.written, Origin(file, block.line))
        elif not block.is_silent and not library.is_mere_parent(block):
            yield from _read(block, library, file, keys)


def _kept(written: str, origin: Origin) -> Kept | Remark:
    """Keep a comment or a macro, unless it would be more than that in another file."""
    if _PREAMBLE.match(written):
        return Remark(origin, "a preamble is left out, since LaTeX would run it")
    if _ENTRY_WITHIN.search(written):
        return Remark(origin, "a comment is left out, since BibTeX would read entries in it")
    return Kept(written, origin)


class _Library:
    """What the entries of one file take from each other."""

    def __init__(self, blocks: Iterable[Entry | Aside | Broken]) -> None:
        self.macros: dict[str, str] = {}
        # The line of the first macro that has grown too long.
        self.overgrown: int | None = None
        self._entries: dict[str, Entry] = {}
        for block in blocks:
            if isinstance(block, Aside) and block.macro:
                name, value = block.macro
                if self.overgrown is None and is_overgrown(value, self.macros):
                    self.overgrown = block.line
                self.macros[name] = expanded(value, self.macros)
            elif isinstance(block, Entry):
                self._entries.setdefault(block.key.lower(), block)
        of_papers = (one for one in self._entries.values() if one.kind not in _VOLUMES)
        self._parents = {
            expanded(value, self.macros).strip().lower()
            for one in of_papers
            for name, value in one.fields
            if name.lower() == "crossref"
        }

    def is_mere_parent(self, entry: Entry) -> bool:
        """Whether it is there only for the papers in it, and nothing to be asked for."""
        if entry.kind not in _VOLUMES or entry.key.lower() not in self._parents:
            return False
        return not any(entry_identifiers(self.fields(entry)))

    def fields(self, entry: Entry) -> dict[str, str]:
        """Give an entry's fields by their names in lower case; of two alike, the first counts."""
        return {
            name.lower(): expanded(value, self.macros) for name, value in reversed(entry.fields)
        }

    def inherited(self, fields: Mapping[str, str]) -> dict[str, str]:
        """Add to fields what the entries know that they refer to."""
        more = dict(fields)
        for key in fields.get("xdata", "").split(","):
            if parent := self._entries.get(key.strip().lower()):
                more = {**self.fields(parent), **more}
        if parent := self._entries.get(fields.get("crossref", "").strip().lower()):
            known = self.fields(parent)
            for name, sources in _INHERITED.items():
                value = next((known[one] for one in sources if known.get(one)), None)
                if value:
                    more.setdefault(name, value)
        return more


def _read(entry: Entry, library: _Library, file: str, keys: Keys) -> Iterator[Found]:
    """Read the seed of an entry, and what its owner should know about it."""
    origin = Origin(file, entry.line)
    fields = library.fields(entry)
    whole = library.inherited(fields) if "crossref" in fields or "xdata" in fields else fields
    for words in _complaints(entry, fields):
        yield Remark(origin, words)
    draft = Draft(
        origin=origin,
        claim=claim_of(entry.kind, whole),
        identifiers=entry_identifiers(whole),
        doi=plain_address(fields.get("doi", "")),
        key=entry.key or None,
        name=entry.key or "this entry",
        tags=_tags(whole),
        extras=_extras(entry, library),
        page=page_of(entry.kind, fields),
    )
    for found in seed_of(draft, keys):
        yield _with_others(found, whole) if isinstance(found, Seed) else found


def _with_others(seed: Seed, fields: Mapping[str, str]) -> Seed:
    """Note by what else an entry names its paper."""
    taken: set[Identifier] = {seed.wanted.paper} if seed.wanted else set()
    found = dict.fromkeys(one.paper for one, _ in own_identifiers(fields))
    others = tuple(one for one in found if one not in taken)
    return msgspec.structs.replace(seed, others=others) if others else seed


def _complaints(entry: Entry, fields: Mapping[str, str]) -> Iterator[str]:
    if not entry.key:
        yield "this entry has no citation key; it will be given one"
    names = [name.lower() for name, _ in entry.fields]
    if len(names) != len(fields):
        twice = ", ".join(sorted({name for name in names if names.count(name) > 1}))
        yield f"{entry.key} has {twice} twice; the first counts, so take out the other"
    for name in entry.joined:
        yield f"{entry.key} lacks the comma before {name}; write it"


def _tags(fields: Mapping[str, str]) -> Iterator[str]:
    values = (plain_words(fields[name]) for name in _TAGS if fields.get(name))
    return (tag for value in values if value for tag in split_tags(value))


def _extras(entry: Entry, library: _Library) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, expanded(value, library.macros))
        for name, value in entry.fields
        if name.lower() not in _BIBLIOGRAPHIC
    )
