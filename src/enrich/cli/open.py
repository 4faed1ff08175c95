"""`enrich open`: the page of a work in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from enrich.cli._commands import Command
from enrich.cli._ink import put_lines
from enrich.cli._options import EXIT_IMPERFECT
from enrich.cli._output import put, say

if TYPE_CHECKING:
    from enrich.catalogue.cards import Link
    from enrich.library import Entry

__all__ = ["open_"]


@click.command("open", cls=Command)
@click.argument("key")
@click.option("--pdf", "is_pdf", is_flag=True, help="Open the PDF on arXiv.")
@click.option("--print", "is_printed", is_flag=True, help="Print the address, and open nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the address as JSON.")
def open_(key: str, *, is_pdf: bool, is_printed: bool, as_json: bool) -> int:
    """Open the page of a work in the browser: of the publication, or of the preprint on arXiv.

    KEY is a citation key, an old one included, or an identifier. BROWSER names the program, where
    it is set. Exit code 1 says that no browser could be opened.
    """
    from enrich.cli._library import known_library
    from enrich.config import load_config
    from enrich.stories import find_entry

    entry = find_entry(known_library(load_config()).library, key)
    link = _link(entry, is_pdf=is_pdf)
    is_opened = not is_printed and _is_opened(link.url)
    if as_json:
        from enrich.cli._reports import page_as_json

        put(page_as_json(entry.key, link, is_opened=is_opened))
    elif not is_opened:
        put_lines([[link.url]])
    if is_opened:
        say(f"opened {link.url}")
    elif not is_printed:
        say("no browser could be opened, so this is the address; BROWSER names a program to use")
    return 0 if is_opened or is_printed else EXIT_IMPERFECT


def _link(entry: Entry, *, is_pdf: bool) -> Link:
    """Give an address made of an identifier of the work; sources give none that is opened."""
    from enrich.catalogue import links_of
    from enrich.errors import ConfigError

    links = links_of(entry.record)
    if is_pdf:
        links = tuple(one for one in links if one.name == "PDF")
    if not links:
        lacks = (
            "arXiv id, so that no PDF is known; leave out --pdf" if is_pdf else "DOI or arXiv id"
        )
        message = f"{entry.key}: has no {lacks}"
        raise ConfigError(message)
    return links[0]


def _is_opened(address: str) -> bool:
    import webbrowser

    try:
        return address.startswith("https://") and webbrowser.open(address)
    except (webbrowser.Error, OSError, ValueError):
        # What BROWSER names can't be run, or is no command.
        return False
