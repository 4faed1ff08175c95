"""arXiv's papers: how they are asked for, and how each is read into a record."""

from enrich.sources.arxiv.api import Arxiv

__all__ = ["Arxiv"]
