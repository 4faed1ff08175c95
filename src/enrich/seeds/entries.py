"""What the fields of a reference manager say, in whichever format it keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from enrich.identifiers import ArxivId, Identifier, parse_identifier
from enrich.seeds.links import kind_of
from enrich.seeds.model import Claim, Found, LinkKind, Origin, PassedOver, Remark, Seed
from enrich.seeds.words.mentions import find_mentions
from enrich.text import read_markup, to_unicode

__all__ = [
    "Draft",
    "Keys",
    "Written",
    "chosen",
    "extra_lines",
    "identifiers_in",
    "key_of",
    "noted_identifiers",
    "seed_of",
    "split_tags",
    "title_of",
]

# An identifier, and how it was written.
Written = tuple[Identifier, str]

# Longer than any field that is looked through for identifiers.
_LONGEST = 20_000


def identifiers_in(text: str) -> Iterator[Written]:
    """Find every identifier that a text names, or is."""
    mentions = tuple(find_mentions(text[:_LONGEST]))
    # Of two with a comma between, the whole might be read as one.
    if len(mentions) <= 1 and (whole := parse_identifier(text)):
        yield whole, text.strip()
        return
    yield from ((one.wanted, one.written) for one in mentions if one.wanted)


# What may stand beside a DOI in a note without making it that of another work: an erratum's,
# a review's.
_PLAIN_WORDS = frozenset(
    "a access accessed arxiv as at available biorxiv chemrxiv doi early from https http id in link"
    " medrxiv on online paper preprint published see ssrn the url via".split()
)


def noted_identifiers(note: str) -> Iterator[Written]:
    """Find the identifiers in a note that are those of the work itself."""
    found = list(identifiers_in(note))
    rest = note
    for _, written in found:
        rest = rest.replace(written, " ")
    plain = set(re.findall(r"[^\W\d_]+", rest.lower())) <= _PLAIN_WORDS
    yield from (one for one in found if plain or isinstance(one[0], ArxivId))


def chosen(found: Iterable[Written]) -> Written | None:
    """Choose the first, but rather another that tells the version of the same paper."""
    first: Written | None = None
    for one in found:
        if first is None:
            first = one
        elif isinstance(one[0], ArxivId) and one[0].version and one[0].paper == first[0]:
            return one
    return first


def title_of(text: str | None) -> str | None:
    """Read a title without its markup, in single spaces."""
    if text is None:
        return None
    if "<" in text or "&" in text:
        read = read_markup(text)
        text = to_unicode(read) if read else ""
    return " ".join(text.split()) or None


# A letter, and nothing that TeX or BibTeX take for something else.
_KEY = re.compile(r"(?=.*[A-Za-z])[^\s\"#%'(),={}~\\]+")
# Zotero's own, of the library and the entry in it, and the address of that.
_ZOTERO = re.compile(r"(?:zotero-)?(?:item-)?\d+(?:/[A-Z0-9]{8})?|\d+_?[A-Z0-9]{8}|https?:.*")


def key_of(text: str | None) -> str | None:
    """Read a citation key; what a program made up for itself is none."""
    text = (text or "").strip()
    usable = _KEY.fullmatch(text) and not _ZOTERO.fullmatch(text)
    return text if usable and parse_identifier(text) is None else None


class Keys:
    """The keys of one file so far: programs take no two that differ in case alone."""

    def __init__(self) -> None:
        """Begin with none."""
        self._taken: set[str] = set()

    def complaint(self, key: str) -> str | None:
        """Take a key, or tell that it is taken."""
        if key.casefold() in self._taken:
            return f"the key {key} is taken by an entry above; this one will be given another"
        self._taken.add(key.casefold())
        return None


# Lines in notes that stand for fields a program has not got, as Zotero and citeproc read them.
# https://www.zotero.org/support/kb/item_types_and_fields#citing_fields_from_extra
_LINE = re.compile(
    r"^(?:\{:)?[ \t]*([A-Za-z][A-Za-z -]{0,40}?)[ \t]{0,9}:[ \t]*(\S.*)$", re.MULTILINE
)


def extra_lines(note: str) -> dict[str, str]:
    """Read the `Citation Key: x` lines of a note, by their names in lower case without signs."""
    lines = _LINE.findall(note[:_LONGEST])
    return {
        re.sub(r"[ -]+", " ", name.lower()): value.strip().removesuffix("}").strip()
        for name, value in reversed(lines)
    }


def split_tags(text: str) -> Iterator[str]:
    """Part keywords at semicolons or, where there are none, at commas."""
    parts = (" ".join(one.split()) for one in re.split(r"[;\n]" if ";" in text else r"[,\n]", text))
    return (one for one in parts if one)


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry says, of which a seed is to be made."""

    origin: Origin
    claim: Claim
    # The surest first.
    identifiers: Iterable[Written]
    # What stands where its DOI is to stand.
    doi: str = ""
    key: str | None = None
    # What it is called where something is wrong with it.
    name: str = "this entry"
    tags: Iterable[str] = ()
    extras: tuple[tuple[str, str], ...] = ()
    # Where it leads to, if what it is may be no paper: a program, a page.
    page: str = ""


def seed_of(draft: Draft, keys: Keys) -> Iterator[Found]:
    """Make the seed of an entry, and tell what its owner should know about it."""
    wanted, written = chosen(draft.identifiers) or (None, draft.claim.title)
    doi = draft.doi.strip()
    if len(doi) > len("n/a") and not any(identifiers_in(doi)):
        yield Remark(draft.origin, f"the DOI of {draft.name} is none ({doi[:80]}); correct it")
    if wanted is None and draft.page and (kind := kind_of(draft.page)) is not LinkKind.PAPER:
        yield PassedOver(kind, draft.page, draft.origin)
        return
    if not written:
        yield Remark(draft.origin, f"{draft.name} has no identifier and no title; add one")
        return
    complaint = keys.complaint(draft.key) if draft.key else None
    if complaint:
        yield Remark(draft.origin, complaint)
    yield Seed(
        wanted,
        written,
        draft.origin,
        key=None if complaint else draft.key,
        claim=draft.claim,
        tags=tuple(dict.fromkeys(draft.tags)),
        extras=draft.extras,
    )
