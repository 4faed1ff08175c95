"""A loopback arXiv API and Crossref REST API for end-to-end tests."""

from tests.emulator.faults import Fault
from tests.emulator.log import Logged
from tests.emulator.server import Emulator
from tests.emulator.world import Paper, Work, World

__all__ = ["Emulator", "Fault", "Logged", "Paper", "Work", "World"]
