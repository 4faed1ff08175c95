"""What mkdocs is told of our pages: files of the repository are part of the site.

A page links to the repository's own files as they lie beside it (`../../examples/nightly/crontab`),
which works wherever the repository is looked at. In the site such files lie under `repository/`,
and the links lead there; one of Markdown is a page, whose links are followed likewise. What sets up
a page's examples is left out. The button that copies an example takes of a console the commands
alone.
"""

from __future__ import annotations

import html
import importlib
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
# See tests/docs/pages.py.
_DIRECTION = re.compile(r"^<!-- (?:project|file|run|exit|on): .*?-->\n", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<=\]\()(?P<path>[^)#\s:]+)(?=[)#])")
_COPIES = "repository/"
_CONSOLE = re.compile(
    r'(?P<head><div class="language-console highlight")(?P<shown>>.*?</pre>)', re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")
_PROMPT = "$ "


class _Page(Protocol):
    """What we look at of a page of mkdocs."""

    @property
    def file(self) -> _File: ...

    meta: dict[str, Any]


class _File(Protocol):
    """What we look at of a file of mkdocs."""

    src_uri: str


class _Config(Protocol):
    """What we look at of the settings of mkdocs."""

    # As mkdocs.yml has it: pages, and titles of pages and of lists of them.
    nav: list[Any]


class _Files(Protocol):
    """What we look at of the files of a site."""

    def append(self, file: object) -> None: ...


def outside(text: str, source: str) -> Iterator[tuple[str, PurePosixPath]]:
    """Give the links of a page that lead out of the documentation, and where to."""
    page = ROOT / source.removeprefix(_COPIES) if source.startswith(_COPIES) else DOCS / source
    folder = page.parent
    for found in _LINK.finditer(text):
        path = Path(os.path.normpath(folder / found["path"]))
        if path.is_file() and ROOT in path.parents and DOCS not in path.parents:
            yield found["path"], PurePosixPath(path.relative_to(ROOT).as_posix())


def linked(text: str, source: str) -> str:
    """Let links that lead out of the documentation lead to their copies in the site."""
    places = {written: _place(path) for written, path in outside(text, source)}
    up = "../" * source.count("/")
    return _LINK.sub(lambda one: f"{up}{places[one[0]]}" if one[0] in places else one[0], text)


def _place(path: PurePosixPath) -> str:
    # A file without an ending would be served as something to download.
    return f"{_COPIES}{path}" if path.suffix in {".md", ".json"} else f"{_COPIES}{path}.txt"


def with_commands_to_copy(content: str) -> str:
    """Give the theme's button to copy a console what is typed there, not what is printed."""
    return _CONSOLE.sub(_to_copy, content)


def _to_copy(console: re.Match[str]) -> str:
    lines = html.unescape(_TAG.sub("", console["shown"].lstrip(">"))).splitlines()
    typed = (line.removeprefix(_PROMPT) for line in lines if line.startswith(_PROMPT))
    # The theme takes this attribute for the text: see its `data-copy`.
    commands = html.escape("\n".join(typed)).replace("\n", "&#10;")
    return f'{console["head"]} data-copy="{commands}"{console["shown"]}'


def on_config(config: _Config) -> _Config:
    """Let the navigation list each file of a folder that it names."""
    _spread(config.nav)
    return config


def _spread(entries: list[Any]) -> None:
    for entry in entries:
        for title, named in entry.items() if isinstance(entry, dict) else ():
            if isinstance(named, list):
                _spread(named)
            elif str(named).endswith("/"):
                pages = (DOCS / named).glob("[0-9]*.md")
                entry[title] = [
                    f"{named}index.md",
                    *(f"{named}{one.name}" for one in sorted(pages)),
                ]


def on_files(files: _Files, config: object) -> _Files:
    """Take the files of the repository that pages link to into the site."""
    module = importlib.import_module("mkdocs.structure.files")
    for path in sorted(_wanted()):
        made = module.File.generated(config, _place(path), abs_src_path=str(ROOT / path))
        made.inclusion = module.InclusionLevel.NOT_IN_NAV
        files.append(made)
    return files


def _wanted() -> set[PurePosixPath]:
    """Give the files that pages link to, and those that these link to."""
    wanted: set[PurePosixPath] = set()
    ahead = [(page, page.relative_to(DOCS).as_posix()) for page in DOCS.rglob("*.md")]
    while ahead:
        page, source = ahead.pop()
        linked_to = {path for _, path in outside(page.read_text(encoding="utf-8"), source)}
        new = linked_to - wanted
        wanted |= new
        ahead += [(ROOT / path, _place(path)) for path in new if path.suffix == ".md"]
    return wanted


def on_page_markdown(markdown: str, page: _Page, **_: object) -> str:
    """Show a page without what sets up its examples, and with its links as they are in the site."""
    if page.file.src_uri == "index.md":
        # The first page has neither neighbours nor sections to choose from.
        page.meta["hide"] = ["navigation", "toc"]
    return linked(_DIRECTION.sub("", markdown), page.file.src_uri)


def on_page_content(content: str, **_: object) -> str:
    """Let what is copied of a page's consoles be their commands."""
    return with_commands_to_copy(content)
