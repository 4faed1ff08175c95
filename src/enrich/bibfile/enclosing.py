"""What encloses values, and how each field of a file is spelled and enclosed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import msgspec

from enrich.bibfile.cutting import Item

__all__ = ["Manners", "enclosed", "marks_for", "marks_of", "month_like"]

_BRACES = "{}"
_PAIRS = ("{}", '""')
_DIGITS = re.compile(r"\d+", re.ASCII)
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_SHORT = 3
_PEOPLE = frozenset({"author", "editor"})


def marks_of(written: str) -> str | None:
    """Tell what encloses a value: `{}`, `{{}}`, `""`, `"{}"`, nothing; of a joined one, none."""
    if written[:1] not in _BRACES + '"':
        return None if "#" in written else ""
    pair = written[0] + ("}" if written[0] == "{" else '"')
    if not _is_whole(written):
        return None
    inner = written[1:-1]
    is_double = inner.startswith("{") and inner.endswith("}") and _is_whole(inner)
    return f"{pair[0]}{{}}{pair[1]}" if is_double else pair


def _is_whole(written: str) -> bool:
    """Whether what opens a value is closed at its end."""
    depth = 0
    last = len(written) - 1
    for at, mark in enumerate(written):
        depth += (mark == "{") - (mark == "}")
        closes = mark == "}" if written[0] == "{" else mark == '"' and at > 0
        if closes and depth == 0:
            return at == last
    return False


def marks_for(name: str, marks: str | None) -> str | None:
    """Take the inner braces from people's marks, in which several would be one."""
    return marks[0] + marks[-1] if marks and name in _PEOPLE else marks


def enclosed(value: str, marks: str) -> str:
    """Enclose a value; without marks stand only numbers and the names of months."""
    if not marks:
        return value if _DIGITS.fullmatch(value) else f"{{{value}}}"
    if marks.startswith('"') and (marks == '""' and _has_bare_quote(value)):
        marks = _BRACES
    half = len(marks) // 2
    return marks[:half] + value + marks[half:]


def _has_bare_quote(value: str) -> bool:
    depth = 0
    for mark in value:
        depth += (mark == "{") - (mark == "}")
        if mark == '"' and depth == 0:
            return True
    return False


def month_like(month: str, sample: str | None) -> str:
    """Write a month as another one is: by its macro, its number, its short or its whole name."""
    number = "jan feb mar apr may jun jul aug sep oct nov dec".split().index(month) + 1
    marks = marks_of(sample) if sample else ""
    if sample is None or not marks:
        is_number = sample is not None and _DIGITS.fullmatch(sample)
        return str(number) if is_number else month
    inner = sample.strip('{}"').strip()
    if _DIGITS.fullmatch(inner):
        return enclosed(f"{number:0{len(inner)}}" if inner[0] == "0" else str(number), marks)
    name = _MONTHS[number - 1]
    if len(inner.rstrip(".")) <= _SHORT and inner.lower() != "may":
        stop = "." if inner.endswith(".") else ""
        name = name[:_SHORT] + stop
    return enclosed(name if inner[:1].isupper() else name.lower(), marks)


class Manners(msgspec.Struct, frozen=True):
    """How the fields of a file are spelled and enclosed, each name for itself and on the whole."""

    spellings: dict[str, str]
    marks: dict[str, str]
    usual: str
    numbers: str
    month: str | None

    @staticmethod
    def of(items: Iterable[Item], text: str) -> Manners:
        """Read them from the entries of a file."""
        spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        marks: defaultdict[str, Counter[str]] = defaultdict(Counter)
        numbers: Counter[str] = Counter()
        months: Counter[str] = Counter()
        for item in items:
            for field in item.fields:
                name, written = field.name.lower(), text[field.value_start : field.value_end]
                spellings[name][field.name] += 1
                found = marks_of(written)
                if name == "month":
                    months[written] += 1
                # A macro says nothing of how others enclose it.
                elif found or _DIGITS.fullmatch(written):
                    marks[name][found or ""] += 1
                    numbers[found or ""] += _DIGITS.fullmatch(written.strip('{}"')) is not None
        every: Counter[str] = Counter()
        for counter in marks.values():
            for found, count in counter.items():
                every[found[:1]] += count
        return Manners(
            {name: _first(counter, name) for name, counter in spellings.items()},
            {name: _first(counter, _BRACES) for name, counter in marks.items()},
            '""' if every['"'] > every["{"] else _BRACES,
            _first(+numbers, _BRACES),
            _first(months, "") or None,
        )

    def spelled(self, name: str, item: Item) -> str:
        """Spell a name in the case of the entry's others, or else as the file does."""
        names = [field.name for field in item.fields]
        if names and all(map(str.isupper, names)):
            return name.upper()
        known = self.spellings.get(name, name)
        if names and all(map(_is_capitalized, names)):
            return known if _is_capitalized(known) and not known.isupper() else name.capitalize()
        return name if _is_capitalized(known) else known

    def enclosed(self, name: str, value: str, item: Item, text: str) -> str:
        """Enclose a value as others of its field are, in the signs that its entry uses."""
        if name == "month":
            return month_like(value, self.month)
        is_number = _DIGITS.fullmatch(value) is not None
        marks = marks_for(name, self.marks.get(name, self.numbers if is_number else _BRACES)) or ""
        if (marks or is_number) and marks not in _PAIRS:
            return enclosed(value, marks)
        own = Counter(text[field.value_start] for field in item.fields)
        is_quoted = own['"'] > own["{"] if own["{"] or own['"'] else self.usual == '""'
        return enclosed(value, '""' if is_quoted else _BRACES)


def _first(counter: Counter[str], default: str) -> str:
    return counter.most_common(1)[0][0] if counter else default


def _is_capitalized(name: str) -> bool:
    return name[:1].isupper()
