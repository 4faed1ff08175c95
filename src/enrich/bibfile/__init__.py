"""A user's own .bib file, completed and corrected in place."""

from enrich.bibfile.diffs import unified
from enrich.bibfile.editing import Edited, Options, Untouched, edited
from enrich.bibfile.edits import Change, Reason
from enrich.bibfile.files import EditedBytes, edit_bytes, keys_by_line

__all__ = [
    "Change",
    "Edited",
    "EditedBytes",
    "Options",
    "Reason",
    "Untouched",
    "edit_bytes",
    "edited",
    "keys_by_line",
    "unified",
]
