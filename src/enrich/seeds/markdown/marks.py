"""The marks between which we write into a list what we know of its papers."""

from __future__ import annotations

import re

__all__ = ["BEGINS", "ENDS", "OURS"]

BEGINS, ENDS = "<!-- enrich -->", "<!-- /enrich -->"
# With the blank that parts it from the link; on one line, and with no other mark inside, so that
# of many that nothing ends each is looked at once.
OURS = re.compile(rf" ?{BEGINS}[^\r\n<]*+(?:<(?!!-- /?enrich -->)[^\r\n<]*+)*+{ENDS}")
