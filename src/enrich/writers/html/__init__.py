"""The page: a library as one HTML file that is read, searched and cited from without a network."""

from enrich.writers.html.page import write_page

__all__ = ["write_page"]
