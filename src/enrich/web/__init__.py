"""The one way out: every request waits its host's turn, is judged, and is tried again if wise.

Each source is mounted on the session under its own address with its own manners; an address
that belongs to no source is refused, so that a redirect can't lead elsewhere.
"""

from enrich.web.gate import connect
from enrich.web.manners import Manners, Pace, user_agent
from enrich.web.signs import CutShort, TooLong
from enrich.web.visit import Visit

__all__ = ["CutShort", "Manners", "Pace", "TooLong", "Visit", "connect", "user_agent"]
