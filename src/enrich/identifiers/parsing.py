"""Identifiers out of texts and addresses.

An identifier is read from what people write down and from nothing else: what is not one is
`None`, never a guess.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from enrich.entities import unescaped
from enrich.identifiers.model import ArxivId, Doi, Identifier, Pii, Title, Wanted

__all__ = ["parse_identifier", "parse_key"]


def parse_identifier(text: str) -> Identifier | None:
    """Read the one identifier that a text consists of, in any form people write it."""
    if len(text) > _LONGEST:
        return None
    text = _unwrapped(text)
    if "://" in text[:10] or _HOST_FIRST.match(text):
        return _from_url(text)
    return _from_words(text)


def parse_key(key: str) -> Wanted | None:
    """Read back the canonical form of what can be asked for."""
    kind, _, value = key.partition(":")
    if kind == "title":
        return _title(value)
    return _pii(value) if kind == "pii" else parse_identifier(key)


def _title(text: str) -> Title | None:
    words, *rest = text.split("|")
    if not words or len(rest) != len(("author", "year")):
        return None
    author, year = rest
    if year and not (year.isascii() and year.isdecimal()):
        return None
    return Title(words, author, int(year) if year else None)


# Elsevier's: a letter for serial or book, an ISSN with year and number or an ISBN, a check digit.
_PII = re.compile(r"(?:S\d{15}[\dX]|B\d{12}[\dX]\d{3,6}[\dX]?)", re.ASCII)


def _pii(text: str) -> Pii | None:
    squeezed = re.sub(r"[-()]", "", text).upper()
    return Pii(squeezed) if _PII.fullmatch(squeezed) else None


# Longer than any identifier and any address of one.
_LONGEST = 2048
_HOST_FIRST = re.compile(
    r"(?:[\w-]+\.)*(?:arxiv|doi)\.org/|(?:[\w-]+\.)+[a-z]{2,}/\S*10\.\d{4}", re.IGNORECASE
)
_CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<"}
_QUOTES = "\u2018\u2019\u201c\u201d\u00ab\u00bb"
_INVISIBLE = "\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_BLANKS = " \t\r\n\v\f\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202e"
_BLANKS += "\u2060\u2066\u2069\ufeff"
_PROSE_STARTS = _BLANKS + "\"'`<([{*_|" + _QUOTES
_PROSE_ENDS = _BLANKS + ".,;:!?'\"`\u2026*_\\|" + _QUOTES


def _unwrapped(text: str) -> str:
    """Without the quotes, brackets and stops that prose puts around an identifier."""
    text = text.strip(_BLANKS)
    while len(text) > 1 and _CLOSERS.get(text[-1]) == text[0]:
        text = text[1:-1].strip(_BLANKS)
    text = text.lstrip(_PROSE_STARTS).rstrip(_PROSE_ENDS)
    while text and text[-1] in _CLOSERS and _overclosed(text, text[-1]):
        text = text[:-1].rstrip(_PROSE_ENDS)
    return text


def _overclosed(text: str, closer: str) -> bool:
    return text.count(closer) > text.count(_CLOSERS[closer])


def _from_words(text: str) -> Identifier | None:
    prefix = re.match(
        r"(?:urn:|info:)?(arxiv|doi)(?:\s*[:=/.]\s*|\s+|(?=10\.))", text, re.IGNORECASE
    )
    if prefix is None:
        return _doi(text) or _arxiv_id(_without_subject(text).removesuffix(".pdf"))
    rest = text[prefix.end() :]
    if re.match(r"https?://", rest, re.IGNORECASE):
        return _from_url(rest)
    return _doi(rest) if prefix[1].lower() == "doi" else _arxiv_id(_without_subject(rest))


def _without_subject(text: str) -> str:
    """Without the `[cs.LG]` that arXiv prints behind its identifiers."""
    return re.sub(r"\s*\[[A-Za-z.-]+\](\s+\d{1,2} \w{3} \d{4})?$", "", text)


# Registration began in August 1991 and changed form in April 2007 and January 2015.
# https://info.arxiv.org/help/arxiv_identifier.html
_NEW = re.compile(r"(\d{2})(\d{2})\.(\d{4,5})(?:v([1-9]\d{0,2}))?", re.ASCII | re.IGNORECASE)
_OLD = re.compile(
    r"([a-z-]+)(?:\.[a-z]{2})?/(\d{2})(\d{2})(\d{3})(?:v([1-9]\d{0,2}))?", re.ASCII | re.IGNORECASE
)
_FIRST_NEW, _FIRST_LONG, _FIRST_OLD = (7, 4), (15, 1), (91, 8)
# The years 91 to 99 were written in the old form alone; the new one will not reach them soon.
_LAST_NEW = 90
_LAST_MONTH = 12
_ARCHIVES = frozenset(
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas"
    " cond-mat cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin"
    " nucl-ex nucl-th patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int supr-con".split()
)


def _arxiv_id(text: str) -> ArxivId | None:
    if new := _NEW.fullmatch(text):
        return _new_arxiv_id(new)
    old = _OLD.fullmatch(text)
    return _old_arxiv_id(old) if old else None


def _new_arxiv_id(found: re.Match[str]) -> ArxivId | None:
    year, month, serial = int(found[1]), int(found[2]), found[3]
    length = 5 if (year, month) >= _FIRST_LONG else 4
    real = (year, month) >= _FIRST_NEW and year <= _LAST_NEW and 1 <= month <= _LAST_MONTH
    if not int(serial) or not real or len(serial) != length:
        return None
    return ArxivId(f"{found[1]}{found[2]}.{serial}", int(found[4]) if found[4] else None)


def _old_arxiv_id(found: re.Match[str]) -> ArxivId | None:
    archive, year, month, serial = found[1].lower(), int(found[2]), int(found[3]), found[4]
    when = (year if year >= _FIRST_OLD[0] else year + 100, month)
    real = _FIRST_OLD <= when < (100 + _FIRST_NEW[0], _FIRST_NEW[1]) and 1 <= month <= _LAST_MONTH
    if not real or archive not in _ARCHIVES or not int(serial):
        return None
    version = int(found[5]) if found[5] else None
    return ArxivId(f"{archive}/{found[2]}{found[3]}{serial}", version)


_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+", re.ASCII)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
# These never belong to one, and could harm what prints it.
_NEVER_IN_DOI = re.compile(
    rf"[\x00-\x20\x7f-\xa0\"\\{{}}^`|{_INVISIBLE}\ufff0-\uffff\ud800-\udfff]"
)


def _doi(text: str) -> Identifier | None:
    # In lower case before it is decoded too, since case counts in the name of an entity.
    text = _unwrapped(_decoded(_lowered(text)))
    if not _DOI.fullmatch(text) or _NEVER_IN_DOI.search(text):
        return None
    if arxiv := _ARXIV_DOI.fullmatch(text):
        return _arxiv_id(arxiv[1])
    return Doi(_lowered(text))


def _decoded(text: str) -> str:
    """Undo percent and entity encoding as often as it was done."""
    while (plainer := unescaped(unquote(text))) != text:
        text = plainer
    return text


def _lowered(text: str) -> str:
    """In lower case as far as a DOI ignores case: ASCII only."""
    if text.isascii():
        return text.lower()
    return "".join(c.lower() if c.isascii() else c for c in text)


_ARXIV_HOST = re.compile(r"(?:[a-z]{2,8}\.)?arxiv\.org|xxx\.lanl\.gov", re.IGNORECASE)
_DOI_HOST = re.compile(r"(?:www\.|dx\.)?doi\.org", re.IGNORECASE)
# A folder named like a DOI is none.
_CODE_HOST = re.compile(r"(?:[\w-]+\.)*(?:github|gitlab|bitbucket|codeberg)\.\w+", re.IGNORECASE)
_ARXIV_VIEW = re.compile(r"/+(?:abs|pdf|html|format|ps|src|e-print|bibtex)/+(.+?)(?:\.pdf)?/*")
_DOI_IN_PATH = re.compile(r"(?:^|[/=:])(10\.\d{4,9}(?:\.\d+)*/.+)", re.ASCII)
# What publishers put behind a DOI in their addresses; none of it belongs to the DOI.
_VIEW = re.compile(
    r"(?:/(?:full|pdf|pdfft|epdf|abstract|abs|html|fulltext|full-text|meta|metrics|summary"
    r"|references|citations?|(?:figures|tables)(?:/\d+)?|supplementary-material|pdfdirect"
    r"|e?reader|download|asset|file|suppl_file/[\w.-]+)"
    r"|\.(?:pdf|html?|xml|epub|full|abstract|short|full-text))/?$",
    re.IGNORECASE,
)
_PREPRINT_VERSION = re.compile(r"^(10\.1101/.+?)v\d+$")


def _from_url(text: str) -> Identifier | None:
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"}:
        return None
    if _ARXIV_HOST.fullmatch(host):
        view = _ARXIV_VIEW.fullmatch(unquote(parts.path))
        return _arxiv_id(view[1]) if view else None
    if _DOI_HOST.fullmatch(host):
        return _doi(parts.path.lstrip("/") + _sici_tail(text))
    if _CODE_HOST.fullmatch(host):
        return None
    return _doi_in_path(parts.path, _sici_tail(text)) or _doi_in_query(parts.query)


def _sici_tail(url: str) -> str:
    """Give back the `#` in which some SICI DOIs end and which a URL takes for a fragment."""
    return "#" if url.endswith(";2-#") else ""


def _doi_in_path(path: str, tail: str) -> Identifier | None:
    found = _DOI_IN_PATH.search(unquote(path))
    if found is None:
        return None
    text = found[1].rstrip("/")
    while (shorter := _VIEW.sub("", text)) != text:
        text = shorter
    if version := _PREPRINT_VERSION.fullmatch(text):
        text = version[1]
    return _doi(text + tail)


def _doi_in_query(query: str) -> Identifier | None:
    values = (value for name, value in parse_qsl(query) if name.lower() in {"doi", "id"})
    found = {identifier for value in values if (identifier := _doi(value))}
    return found.pop() if len(found) == 1 else None
