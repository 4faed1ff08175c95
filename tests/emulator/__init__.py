"""The APIs of arXiv, Crossref and DataCite on loopback for end-to-end tests."""

from tests.emulator.faults import Fault
from tests.emulator.log import Logged
from tests.emulator.server import Emulator
from tests.emulator.world import Dataset, Paper, Work, World

__all__ = ["Dataset", "Emulator", "Fault", "Logged", "Paper", "Work", "World"]
