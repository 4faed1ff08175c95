"""What a person writes for a field, read for what it is and changed in nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from enrich.dates import PartialDate, date_of_parts, parse_date
from enrich.errors import ConfigError
from enrich.identifiers import ArxivId, Doi, parse_identifier
from enrich.names import read_names
from enrich.policy import Policy
from enrich.record import Kind, Name
from enrich.text import Text, read_markup, read_plain, to_unicode

__all__ = [
    "read_arxiv",
    "read_date",
    "read_doi",
    "read_kind",
    "read_language",
    "read_line",
    "read_number",
    "read_pages",
    "read_people",
    "read_policy",
    "read_text",
    "shown",
]

# Longer than any abstract, and as much as is read of a text.
_LONGEST = 100_000
_LARGEST_NUMBER = 10**9
_LONGEST_SHOWN = 60
_DASH = re.compile(r"(?:(?<!\s)\s+)?(?:--+|[\u2010-\u2015\u2212])\s*")
_LANGUAGE = re.compile(r"[a-z]{2}")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)
# What BibTeX and biblatex call the kinds that have other names here.
_TYPES = {
    "article": Kind.ARTICLE,
    "conference": Kind.CONFERENCE_PAPER,
    "inproceedings": Kind.CONFERENCE_PAPER,
    "inbook": Kind.CHAPTER,
    "incollection": Kind.CHAPTER,
    "collection": Kind.EDITED_BOOK,
    "reference": Kind.REFERENCE_BOOK,
    "inreference": Kind.REFERENCE_ENTRY,
    "phdthesis": Kind.THESIS,
    "thesis": Kind.THESIS,
    "techreport": Kind.REPORT,
    "misc": Kind.OTHER,
}
_KINDS = {**{str(kind): kind for kind in Kind}, **_TYPES}
_POLICIES = {str(policy): policy for policy in Policy}


def read_text(value: object) -> Text:
    """Read text in which there may be `<i>` and `$x$`, as sources have it."""
    text = read_markup(_words(value))
    if text is None:
        raise _unfit(value, "text")
    return text


def read_line(value: object) -> str:
    """Read a line of plain words."""
    text = read_plain(_words(value))
    if text is None:
        raise _unfit(value, "text")
    return to_unicode(text).replace("\n\n", " ")


def read_number(value: object) -> str:
    """Read a volume, an issue or the like, be it a number or words."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST_NUMBER:
        return str(value)
    return read_line(value)


def read_pages(value: object) -> str:
    """Read pages, with a hyphen for whatever dash stands between them."""
    return _DASH.sub("-", read_number(value))


def read_language(value: object) -> str:
    """Read the code of a language."""
    code = read_line(value).lower()
    if not _LANGUAGE.fullmatch(code):
        raise _unfit(value, "language", 'write its code of two letters, such as "en"')
    return code


def read_kind(value: object) -> Kind:
    """Read a kind by our name for it, or by that of BibTeX."""
    kind = _KINDS.get(value) if isinstance(value, str) else None
    if kind is None:
        raise _unfit(value, "kind", _listed(_KINDS))
    return kind


def read_policy(value: object) -> Policy:
    """Read which version of the work is to be shown."""
    policy = _POLICIES.get(value) if isinstance(value, str) else None
    if policy is None:
        raise _unfit(value, "version", _listed(_POLICIES))
    return policy


def read_date(value: object) -> PartialDate:
    """Read a date of TOML, or a year, a month or a day in words."""
    date: PartialDate | None = None
    # A time is a date to Python, too.
    if type(value) is dt.date:
        date = date_of_parts((value.year, value.month, value.day))
    elif type(value) is int:
        date = date_of_parts((value,))
    elif isinstance(value, str) and (date := parse_date(value)) and str(date) != value.strip():
        date = None
    if date is None:
        raise _unfit(value, "date", 'write 2017, "2017-06" or 2017-06-12')
    return date


def read_doi(value: object) -> Doi:
    """Read a DOI in any form."""
    found = parse_identifier(value) if isinstance(value, str) else None
    if not isinstance(found, Doi):
        raise _unfit(value, "DOI", 'write one such as "10.1000/x"')
    return found


def read_arxiv(value: object) -> ArxivId:
    """Read an arXiv id in any form."""
    found = parse_identifier(value) if isinstance(value, str) else None
    if not isinstance(found, ArxivId):
        raise _unfit(value, "arXiv id", 'write one such as "1706.03762"')
    return found


_HOW = 'write {family = "Family", given = "Given"} or {literal = "The Group"}'


def read_people(value: object) -> tuple[Name, ...]:
    """Read a list of names, each in one line or in its parts."""
    if not isinstance(value, list) or not value:
        raise _unfit(value, "list of names", 'write ["Given Family", "Family, Given"]')
    return tuple(_in_parts(one) if isinstance(one, dict) else _spoken(one) for one in value)


def _spoken(value: object) -> Name:
    """Split a name; one that could only be read by changing it is to be told in its parts."""
    line = read_line(value)
    names = read_names(line).names
    if len(names) != 1 or _letters(str(names[0])) != _letters(line) or set(line) & set("\\{}"):
        raise _unfit(value, "name that can be split", _HOW)
    return names[0]


def _letters(name: str) -> list[str]:
    return sorted(name.replace(",", "").replace(" ", ""))


def _in_parts(table: dict[str, object]) -> Name:
    unknown = next((part for part in table if part not in Name.__struct_fields__), None)
    if unknown is not None:
        message = f"{shown(unknown)} is no part of a name; {_listed(Name.__struct_fields__)}"
        raise ConfigError(message)
    parts = {part: read_line(value) for part, value in table.items()}
    if "orcid" in parts and not _ORCID.fullmatch(parts["orcid"]):
        raise _unfit(parts["orcid"], "ORCID", 'write one such as "0000-0002-1825-0097"')
    is_group = "literal" in parts and parts.keys() <= {"literal", "orcid"}
    if not is_group and ("literal" in parts or "family" not in parts):
        raise _unfit(table, "name", _HOW)
    return Name(**parts)


def shown(value: object) -> str:
    """Show a value in a message, or say what it is where it may be long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return repr(value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}...")
    if isinstance(value, int) and abs(value) < _LARGEST_NUMBER:
        return str(value)
    if isinstance(value, (dt.date, dt.time)):
        return str(value)
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a table"
    return "such a number"


def _words(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _unfit(value, "text", "write it in quotes, or false to leave the field out")
    if len(value) > _LONGEST:
        message = f"{shown(value)} is longer than any field; shorten it"
        raise ConfigError(message)
    return value


def _unfit(value: object, wanted: str, how: str = "write some words") -> ConfigError:
    return ConfigError(f"{shown(value)} is no {wanted}; {how}")


def _listed(names: Iterable[str]) -> str:
    return f"there are {', '.join(names)}"
