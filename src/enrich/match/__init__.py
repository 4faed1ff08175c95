"""Whether this is the same work: evidence, not a guess."""

from enrich.match.likeness import Likeness, likeness
from enrich.match.model import Agreement, Evidence, Match, Verdict
from enrich.match.proof import prove
from enrich.match.sameness import is_same_work
from enrich.match.titles import TitleFit, title_fit

__all__ = [
    "Agreement",
    "Evidence",
    "Likeness",
    "Match",
    "TitleFit",
    "Verdict",
    "is_same_work",
    "likeness",
    "prove",
    "title_fit",
]
