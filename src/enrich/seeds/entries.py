"""What the fields of a reference manager say, in whichever format it keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from enrich.dates import PartialDate, date_of_parts
from enrich.identifiers import ArxivId, Identifier, parse_identifier
from enrich.text import read_markup, to_unicode

__all__ = [
    "Keys",
    "Written",
    "chosen",
    "extra_lines",
    "identifiers_in",
    "key_of",
    "month_of",
    "noted_identifiers",
    "read_date",
    "split_names",
    "split_tags",
    "title_of",
    "year_of",
]

# An identifier, and how it was written.
Written = tuple[Identifier, str]

# Longer than any field that is looked through for identifiers.
_LONGEST = 20_000
# Up to what begins the next one, where a comma or a bracket parts two of them.
_REST = r"(?:(?!\]\(|[,;|]{1,3}(?:https?:|doi:|10\.\d{4}|arxiv))\S)+"
_WRITTEN = re.compile(
    rf"(?P<address>https?://{_REST})"
    r"|(?:\barxiv(?:[ .]preprint)?[ :.]{0,3}(?:arxiv:[ ]?)?|\babs/)"
    r"(?P<arxiv>(?:[a-z-]+(?:\.[a-z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d{1,3})?)(?![\d/])"
    rf"|(?<![\w./])(?P<doi>10\.\d{{4,9}}(?:\.\d{{1,9}})*/{_REST})",
    re.IGNORECASE | re.ASCII,
)


def identifiers_in(text: str) -> Iterator[Written]:
    """Find every identifier that a text names, or is."""
    text = text[:_LONGEST]
    if whole := _one(text):
        yield whole, text.strip()
        return
    for match in _WRITTEN.finditer(text):
        form = f"arxiv:{match['arxiv']}" if match["arxiv"] else match[0]
        if found := parse_identifier(form):
            yield found, _trimmed(match[0])


def _trimmed(written: str) -> str:
    """Take off what belongs to the sentence around an address."""
    while written[-1] in ".,;:'\"*" or (
        written[-1] == ")" and written.count("(") < written.count(")")
    ):
        written = written[:-1]
    return written


def _one(text: str) -> Identifier | None:
    """Read a text that is one identifier, and not two with a comma between."""
    matches = [match.start() for match in _WRITTEN.finditer(text)]
    return parse_identifier(text) if len(matches) < 2 else None  # noqa: PLR2004 - one or none


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


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"(?<![a-z])(?:{'|'.join(_MONTHS)})", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|2[01])\d{2}(?!\d)", re.ASCII)
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)", re.ASCII)
_NUMBERS = re.compile(
    r"\D{0,3}?(\d{4})(?:[-/. ](\d{1,2})(?!\d)(?:[-/. ](\d{1,2})(?!\d))?)?", re.ASCII
)


def year_of(text: str) -> int | None:
    """Find the one year that a text names first."""
    found = _YEAR.search(text)
    return int(found[0]) if found else None


def month_of(text: str) -> int | None:
    """Read a month by its number or its English name, long or short."""
    if found := _MONTH.search(text):
        return _MONTHS.index(found[0].lower()) + 1
    number = _DAY.search(text)
    return int(number[0]) if number else None


def read_date(text: str) -> PartialDate | None:
    """Read a date in any of the forms in which programs and people write it."""
    text = text[:200]
    if _MONTH.search(text):
        day = _DAY.search(_YEAR.sub(" ", text))
        return date_of_parts([year_of(text), month_of(text), day[0] if day else None])
    numbers = _NUMBERS.match(text)
    read = date_of_parts(numbers.groups()) if numbers else None
    # Of 3/4/2021 nothing but the year is sure.
    return read or date_of_parts([year_of(text)])


_OTHERS = re.compile(r"^(?:et\.? al\.?|and others|others|\u2026|\.\.\.)$", re.IGNORECASE)
_CUT = re.compile(r"[\s,;]{1,4}(?:et\.? al\b\.?|and others\b|\u2026|\.\.\.)\s*$", re.IGNORECASE)
_INITIALS = re.compile(r"[A-Z\xc0-\xde]\.?(?:[ -]?[A-Z\xc0-\xde]\.?){0,3}")


def split_names(text: str) -> tuple[str, ...]:
    """Part the names of a list as people write it: by semicolons, by `and`, or by commas."""
    text = _CUT.sub("", " ".join(text.split())[:_LONGEST])
    if ";" in text:
        names = text.split(";")
    elif re.search(r"\s(?:and|&)\s", text) and not re.search(r",\s*(?:and|&)\s", text):
        # A comma before it parts names too, unless each name has one.
        names = [n for part in re.split(r"\s(?:and|&)\s", text) for n in _by_commas(part)]
    else:
        names = _by_commas(re.sub(r",?\s(?:and|&)\s", ", ", text))
    stripped = (name.strip(" ,") for name in names)
    return tuple(name for name in stripped if name and not _OTHERS.match(name))


def _by_commas(text: str) -> list[str]:
    """Part names at commas, but not a family name from what is given."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    seconds = parts[1::2]
    pairs = len(parts) % 2 == 0 and all(_INITIALS.fullmatch(one) for one in seconds)
    # `Family, Given` by itself; of two whole names, each has a space.
    alone = len(parts) == 2 and " " not in parts[0]  # noqa: PLR2004 - a pair
    if parts and (pairs or alone):
        return [", ".join(pair) for pair in zip(parts[::2], seconds, strict=True)]
    return parts


def split_tags(text: str) -> Iterator[str]:
    """Part keywords at semicolons or, where there are none, at commas."""
    parts = (" ".join(one.split()) for one in re.split(r"[;\n]" if ";" in text else r"[,\n]", text))
    return (one for one in parts if one)
