"""Abstracts in, typed text out: paragraphs, labelled sections, one language behind the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrich.entities import unescaped
from enrich.text.model import Run, Style, Text
from enrich.text.reading import LONGEST, read_latex, read_markup

__all__ = ["read_abstract", "read_latex_abstract"]

# What abstracts are headed by, and the language of those that are.
_HEADINGS = {
    "abstract": "en",
    "summary": "en",
    "resumen": "es",
    "resumo": "pt",
    "résumé": "fr",
    "riassunto": "it",
    "zusammenfassung": "de",
    "samenvatting": "nl",
    "streszczenie": "pl",
    "sammanfattning": "sv",
    "özet": "tr",
    "öz": "tr",
    "аннотация": "ru",
    "анотація": "uk",
    "摘要": "zh",
    "要旨": "ja",
    "초록": "ko",
}
_ELEMENT = r"(?:[\w.-]{1,20}:)?"
_TITLE = re.compile(
    rf"<(?P<tag>{_ELEMENT}title)\b[^<>]*>(?P<words>.{{0,1000}}?)</(?P=tag)\s*>\s*"
    rf"(?P<next><{_ELEMENT}p\b[^<>]*(?<!/)>\s*)?",
    re.DOTALL | re.IGNORECASE,
)
_LANGUAGE = re.compile(
    rf"<{_ELEMENT}(?:p|sec|abstract|trans-abstract)\b[^<>]*\sxml:lang=[\"'](?P<code>[a-z]{{2,3}})\b",
    re.IGNORECASE,
)
# A heading, and not the first word of "Abstract algebra" or "Abstract Meaning Representation".
_LEADING = re.compile(
    r"(?:abstract|ABSTRACT|Abstract)(?:\n\n|\s*[:.\u2014\u2013-]\s*|$)|ABSTRACT\s*(?=[A-Z\d])"
    r"|Abstract(?=[A-Z\d])|Abstract\s+(?=(?:Background|Here|In|It|Objectives?|Our|Purpose|The|There"
    r"|These|This|To|We)\b)"
)
_LABEL_END = (".", ":")
# What is deposited where there is no abstract.
_VOID = frozenset(
    {"n/a", "na", "none", "no abstract", "no abstract available", "abstract not available"}
    | {"not available"}
)


def read_abstract(raw: str, language: str | None = None) -> Text | None:
    """Read an abstract with markup; the part in this language comes first if there are several."""
    raw = raw[:LONGEST]
    if "<" in raw or "&" in raw:
        raw = unescaped(raw)
        parts = sorted(_parts(raw), key=lambda part: part[0] != (language or "")[:2].lower())
        raw = "".join(_TITLE.sub(_labelled, part) for _, part in parts)
    return _without_heading(read_markup(raw))


def read_latex_abstract(raw: str) -> Text | None:
    """Read an abstract as arXiv gives it: lines are broken anywhere, and paragraphs indented."""
    return _without_heading(read_latex(re.sub(r"\n[ \t]+(?=\S)", "\n\n", raw[:LONGEST])))


def _parts(raw: str) -> Iterator[tuple[str, str]]:
    """Cut where another language begins, and name each part's."""
    starts = {found.start(): found["code"][:2].lower() for found in _LANGUAGE.finditer(raw)}
    for title in _TITLE.finditer(raw):
        if code := _HEADINGS.get(_bare(title["words"])):
            starts.setdefault(title.start(), code)
    begun, language = 0, ""
    for at, code in sorted(starts.items()):
        if code != language and raw[begun:at].strip():
            yield language, raw[begun:at]
            begun = at
        language = code
    yield language, raw[begun:]


def _labelled(title: re.Match[str]) -> str:
    """Put a section's title before its first words; leave out what only heads the abstract."""
    following = title["next"] or ""
    words = title["words"].strip().rstrip(":. ")
    if not words or _bare(words) in _HEADINGS:
        return following
    label = f"<bold>{words}:</bold> "
    return f"{following}{label}" if following else f"<p>{label}</p>"


def _bare(words: str) -> str:
    return re.sub(r"<[^<>]*>", "", words).strip().rstrip(":. ").casefold()


def _without_heading(text: Text | None) -> Text | None:
    """Leave out a first word that says that it is an abstract, and labels of nothing."""
    if text is None or Style.MATH in text.runs[0].styles:
        return text
    first = text.runs[0]
    words = _LEADING.sub("", first.text, count=1) if _LEADING.match(first.text) else first.text
    runs = (Run(words, first.styles), *text.runs[1:])
    if words != first.text and not words and len(runs) > 1:
        runs = (Run(runs[1].text.lstrip(" :.\n"), runs[1].styles), *runs[2:])
    runs = tuple(run for run in _spaced(runs) if run.text)
    while runs and (_is_label(runs[-1]) or not runs[-1].text.strip()):
        # A label that nothing follows: its section was a picture.
        runs = runs[:-1]
    if not runs or "".join(run.text for run in runs).strip(" .").casefold() in _VOID:
        return None
    return Text((*runs[:-1], Run(runs[-1].text.rstrip(), runs[-1].styles)))


def _is_label(run: Run) -> bool:
    return Style.BOLD in run.styles and run.text.endswith(":")


def _spaced(runs: tuple[Run, ...]) -> Iterator[Run]:
    """Put the space that is lost where a label in a style of its own ends in a stop."""
    before = Run("\n\n")
    for at, run in enumerate(runs):
        is_label = before.styles and not run.styles and before.text.endswith(_LABEL_END)
        begins = at < 2 or runs[at - 2].text.endswith("\n\n")  # noqa: PLR2004 - two runs back
        glued = is_label and begins and run.text[:1].isalnum()
        yield Run(f" {run.text}", run.styles) if glued else run
        before = run
