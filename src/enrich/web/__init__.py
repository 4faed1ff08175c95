"""The one way out: every request waits its host's turn, is judged, and is tried again if wise.

Each source is mounted on the session under its own address with its own manners; an address
that belongs to no source is refused, so that a redirect can't lead elsewhere.
"""

from enrich.web.gate import connect
from enrich.web.visit import Visit

__all__ = ["Visit", "connect"]
