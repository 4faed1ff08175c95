"""What must not be left in a printed reference, and what must be in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from enrich.record import Record
from enrich.text import to_unicode
from tests.consumers.corpus import Corpus
from tests.consumers.outcomes import Complaint

__all__ = ["complaints_of"]

_MARKUP = {
    "a tag": re.compile(r"</?[A-Za-z][^<>]{0,200}>"),
    "an entity": re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w{1,10});"),
    "TeX": re.compile(r"\\[A-Za-z]{2,}|[_^]\{"),
    "a program's error": re.compile(r"\[object |CSL STYLE ERROR|\?\?\?"),
}
# Words of a program that found nothing, unless they are the author's.
_NOTHING = re.compile(r"\b(?:undefined|NaN|null)\b")


def complaints_of(key: str, printed: str, corpus: Corpus) -> Iterator[Complaint]:
    """Look a printed reference over."""
    record = corpus.record(key)
    text = _without_addresses(printed, record)
    for kind, pattern in _MARKUP.items():
        if found := pattern.search(text):
            yield Complaint(f"{kind} is left", key, _around(text, found))
    if (found := _NOTHING.search(text)) and found[0] not in _words(record):
        yield Complaint(f"{found[0]} is printed", key, _around(text, found))
    if record.title and _letters(to_unicode(record.title)) not in _letters(printed):
        yield Complaint("the title is not printed", key, f"{to_unicode(record.title)} / {text}")


def _without_addresses(printed: str, record: Record) -> str:
    """Leave out identifiers, some of which look like tags."""
    for identifier in record.identifiers:
        printed = re.sub(re.escape(identifier.value), "", printed, flags=re.IGNORECASE)
    return printed


def _words(record: Record) -> str:
    texts = (record.title, record.venue.title, record.venue.series)
    return " ".join(to_unicode(text) for text in texts if text)


def _letters(text: str) -> str:
    """Reduce to what no style changes."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 60) : found.end() + 40].strip()
