"""The documentation's pages, and the projects in which their examples run."""

from tests.docs.pages import Block, blocks
from tests.docs.running import ExampleError, filled, ready

__all__ = ["Block", "ExampleError", "blocks", "filled", "ready"]
