"""`enrich search`: works of the library by words that occur in them."""

from __future__ import annotations

import click

from enrich.cli._commands import Command
from enrich.cli._options import EXIT_IMPERFECT
from enrich.cli._output import put, say
from enrich.cli._words import counted

__all__ = ["search"]


@click.command(cls=Command)
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, the best match first.")
def search(words: tuple[str, ...], *, as_json: bool) -> int:
    """Find works by words in their title, authors, venue, abstract, key, identifiers or section.

    All WORDS must occur, or be part of what does; neither case nor accents count. The best matches
    come first, in the lines of `enrich list`. No source is asked. The exit code is 1 where there
    is none.
    """
    from enrich.catalogue import Words, briefs_of, found
    from enrich.cli._library import known_library
    from enrich.config import load_config

    wanted = Words.read(" ".join(words))
    library = known_library(load_config()).library
    briefs = found(briefs_of(library), wanted)
    if as_json:
        from enrich.cli._findings import plain_json

        put(plain_json(briefs))
    else:
        from enrich.cli._cards import put_briefs

        put_briefs(briefs, marked=wanted)
    works = counted(len(library.entries), "work")
    if not briefs:
        say(f"{' '.join(words)!r}: in none of {works}; all words have to occur, try fewer")
        return EXIT_IMPERFECT
    say(f"{len(briefs)} of {works}")
    return 0
