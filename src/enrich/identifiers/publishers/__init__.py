"""Publishers, and what their links say of the papers they lead to."""

from enrich.identifiers.publishers.model import Found, Publisher
from enrich.identifiers.publishers.table import PUBLISHERS, find_publisher

__all__ = ["PUBLISHERS", "Found", "Publisher", "find_publisher"]
