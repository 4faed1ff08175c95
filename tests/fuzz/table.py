"""The fuzzers there are; a new parser is one row."""

from __future__ import annotations

from typing import Any

from tests.fuzz.parsers.atom import ATOM
from tests.fuzz.parsers.bibtex import BIBTEX
from tests.fuzz.parsers.config import CONFIG
from tests.fuzz.parsers.crossref import CROSSREF
from tests.fuzz.parsers.csl import CSL
from tests.fuzz.parsers.datacite import DATACITE
from tests.fuzz.parsers.dates import DATES
from tests.fuzz.parsers.decisions import DECISIONS
from tests.fuzz.parsers.export import EXPORT
from tests.fuzz.parsers.html import HTML
from tests.fuzz.parsers.identifiers import IDENTIFIERS
from tests.fuzz.parsers.jats import JATS
from tests.fuzz.parsers.latex import LATEX
from tests.fuzz.parsers.lock import LOCK
from tests.fuzz.parsers.markdown import MARKDOWN
from tests.fuzz.parsers.names import NAMES
from tests.fuzz.parsers.overrides import OVERRIDES
from tests.fuzz.parsers.ris import RIS
from tests.fuzz.parsers.table import TABLE
from tests.fuzz.parsers.text import TEXT
from tests.fuzz.target import Target

__all__ = ["TARGETS"]

TARGETS: tuple[Target[Any], ...] = (
    IDENTIFIERS,
    MARKDOWN,
    BIBTEX,
    JATS,
    ATOM,
    CROSSREF,
    DATACITE,
    LATEX,
    NAMES,
    DATES,
    CSL,
    RIS,
    TABLE,
    TEXT,
    HTML,
    LOCK,
    OVERRIDES,
    DECISIONS,
    CONFIG,
    EXPORT,
)
