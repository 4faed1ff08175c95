"""The marks between which we write into a list what we know of its papers."""

from __future__ import annotations

import re

__all__ = ["BEGINS", "ENDS", "OURS"]

BEGINS, ENDS = "<!-- enrich -->", "<!-- /enrich -->"
# With the blank that parts it from the link; on one line.
OURS = re.compile(rf" ?{BEGINS}[^\r\n]*?{ENDS}")
