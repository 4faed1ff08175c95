"""The identifiers of arXiv.

Registration began in August 1991 and changed form in April 2007 and January 2015.
https://info.arxiv.org/help/arxiv_identifier.html
"""

from __future__ import annotations

import re

from enrich.identifiers.model import ArxivId

__all__ = ["parse_arxiv_id"]

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


def parse_arxiv_id(text: str) -> ArxivId | None:
    """Read an identifier that stands alone, in the new form or the old one."""
    if new := _NEW.fullmatch(text):
        return _new(new)
    old = _OLD.fullmatch(text)
    return _old(old) if old else None


def _new(found: re.Match[str]) -> ArxivId | None:
    year, month, serial = int(found[1]), int(found[2]), found[3]
    length = 5 if (year, month) >= _FIRST_LONG else 4
    real = (year, month) >= _FIRST_NEW and year <= _LAST_NEW and 1 <= month <= _LAST_MONTH
    if not int(serial) or not real or len(serial) != length:
        return None
    return ArxivId(f"{found[1]}{found[2]}.{serial}", int(found[4]) if found[4] else None)


def _old(found: re.Match[str]) -> ArxivId | None:
    archive, year, month, serial = found[1].lower(), int(found[2]), int(found[3]), found[4]
    when = (year if year >= _FIRST_OLD[0] else year + 100, month)
    real = _FIRST_OLD <= when < (100 + _FIRST_NEW[0], _FIRST_NEW[1]) and 1 <= month <= _LAST_MONTH
    if not real or archive not in _ARCHIVES or not int(serial):
        return None
    version = int(found[5]) if found[5] else None
    return ArxivId(f"{archive}/{found[2]}{found[3]}{serial}", version)
