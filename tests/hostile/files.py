"""Seeds that strangers wrote, in every format that lists come in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from enrich.text import read_markup, read_plain
from tests.hostile.catalogue import KEYS, SAMPLE
from tests.hostile.places import identifiers

__all__ = ["FILES", "KEYED", "overrides"]

_BRACES = str.maketrans("{}", "()")
# The lock file, decisions and overrides name works by keys, of which these are some.
KEYED = len(KEYS)


def _without_nul(text: str) -> str:
    """Leave out what makes a file none of text."""
    return text.replace("\x00", "")


def _one_line(text: str) -> str:
    return " ".join(_without_nul(text).split())


def _bibtex(texts: Sequence[str] = SAMPLE) -> str:
    """Give users' own keys and fields, once as they are and once so that braces close."""
    entries = []
    for number, key in enumerate(KEYS):
        doi, text = identifiers(number)[1], _without_nul(texts[number])
        fields = f"doi = {{{doi}}}, keywords = {{{text}}}, file = {{{text}}}, mynote = {{{text}}}"
        entries.append(f"@article{{{_without_nul(key)},\n  {fields}\n}}\n")
    for number, text in enumerate(texts):
        said = _without_nul(text.translate(_BRACES))
        doi = identifiers(number)[1]
        fields = f"doi = {{{doi}}},\n  keywords = {{{said}}},\n  mynote = {{{said}}}"
        entries.append(f"@article{{mine{number},\n  {fields},\n  file = {{{said}}}\n}}\n")
    return '@comment{\\input{secret}}\n@preamble{"a title"}\n' + "\n".join(entries)


def _markdown(texts: Sequence[str] = SAMPLE) -> str:
    lines = ["---\ntitle: '\\input{secret.tex}'\n---\n"]
    for number, text in enumerate(texts):
        said = _one_line(text)[:2000]
        link = f"https://arxiv.org/abs/{identifiers(number)[0]}"
        lines += [f"# {said}", "", f"- [{said}]({link}) {said}, *{said}*, 2021", ""]
    return "\n".join(lines)


def _csl(texts: Sequence[str] = SAMPLE) -> str:
    items = [
        {
            "id": KEYS[number % KEYED],
            "citation-key": KEYS[number % KEYED],
            "type": text,
            "title": text,
            "author": [{"family": text, "given": text}, {"literal": text}],
            "container-title": text,
            "DOI": identifiers(number)[1],
            "URL": text,
            "note": text,
            "issued": {"date-parts": [[2020]]},
        }
        for number, text in enumerate(texts)
    ]
    return json.dumps(items)


def _ris(texts: Sequence[str] = SAMPLE) -> str:
    return "".join(
        f"TY  - JOUR\nID  - {_one_line(KEYS[number % KEYED])}\nTI  - {_one_line(text)}\n"
        f"AU  - {_one_line(text)}\nKW  - {_one_line(text)}\n"
        f"DO  - {identifiers(number)[1]}\nER  - \n"
        for number, text in enumerate(texts)
    )


def _table(texts: Sequence[str] = SAMPLE) -> str:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(("doi", "title", "authors", "key", "tags"))
    for number, text in enumerate(texts):
        said, key = _without_nul(text), _without_nul(KEYS[number % KEYED])
        rows.writerow((identifiers(number)[1], said, said, key, said))
    return written.getvalue()


def _text(texts: Sequence[str] = SAMPLE) -> str:
    lines = (
        f"{identifiers(number)[0]}  @{_one_line(KEYS[number % KEYED])}  {_one_line(text)[:500]}"
        for number, text in enumerate(texts)
    )
    return "".join(f"{line}\n" for line in lines)


FILES = {
    "own.bib": _bibtex,
    "list.md": _markdown,
    "library.json": _csl,
    "papers.ris": _ris,
    "table.csv": _table,
    "plain.txt": _text,
}


def overrides(texts: Sequence[str] = SAMPLE) -> str:
    """Correct a work by hand for each text, in every field that takes words."""
    fields = "title abstract venue short_venue series publisher place institution degree licence"
    tables = []
    for number, text in enumerate(texts):
        if not text.isprintable() or read_markup(text) is None or read_plain(text) is None:
            # It is refused, with a word about it.
            continue
        said = json.dumps(text)
        lines = [f"{name} = {said}" for name in fields.split()]
        lines += [f"authors = [{{ literal = {said} }}]", f"volume = {said}"]
        tables.append(f'["{identifiers(number)[1]}"]\n' + "".join(f"{line}\n" for line in lines))
    return "\n".join(tables)
