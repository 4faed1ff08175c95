"""A user's own .bib file, completed and corrected in place."""

from enrich.bibfile.diffs import unified
from enrich.bibfile.editing import Change, Edited, Options, Untouched, edited
from enrich.bibfile.files import EditedBytes, edit_bytes

__all__ = [
    "Change",
    "Edited",
    "EditedBytes",
    "Options",
    "Untouched",
    "edit_bytes",
    "edited",
    "unified",
]
