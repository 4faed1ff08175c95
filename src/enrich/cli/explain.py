"""`enrich explain`: say where an entry and its fields come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from enrich.cli._commands import Command
from enrich.cli._output import harmless, put

if TYPE_CHECKING:
    from enrich.dates import PartialDate
    from enrich.library import Library

__all__ = ["explain"]


@click.command(cls=Command)
@click.argument("key")
@click.argument("field", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the story as JSON.")
def explain(key: str, field: str | None, *, as_json: bool) -> int:
    """Tell the story of an entry: where each value comes from, and why it is that one.

    KEY is a citation key, an old one included, or an identifier. FIELD is a field, as BibTeX or
    enrich call it, to be told in full. No source is asked, so refresh first.
    """
    from enrich.cli._findings import plain_json
    from enrich.cli._library import known_library
    from enrich.config import load_config
    from enrich.stories import find_entry, story_of, told

    library = known_library(load_config()).library
    entry = find_entry(library, key)
    story = story_of(
        entry,
        field=field,
        first_seen=_first_seen(library, entry.key),
    )
    if as_json:
        put(plain_json(story))
    else:
        put("".join(f"{harmless(line)}\n" for line in told(story)).encode())
    return 0


def _first_seen(library: Library, key: str) -> PartialDate | None:
    """Give the day on which the work was first wanted, as the lock file tells it."""
    from enrich.dates import PartialDate

    days = (one.first_seen for one in library.lock.works if one.key == key)
    return next((PartialDate.of(day) for day in days), None)
