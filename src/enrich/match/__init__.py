"""Whether this is the same work: evidence, not a guess."""

from enrich.match.likeness import Likeness, likeness
from enrich.match.model import Agreement, Evidence, Match, Verdict
from enrich.match.notices import is_notice
from enrich.match.people import is_person
from enrich.match.proof import prove
from enrich.match.sameness import is_same_work
from enrich.match.titles import TitleFit, announces, title_fit
from enrich.match.unsure import reasons_for_doubt
from enrich.match.years import years_of

__all__ = [
    "Agreement",
    "Evidence",
    "Likeness",
    "Match",
    "TitleFit",
    "Verdict",
    "announces",
    "is_notice",
    "is_person",
    "is_same_work",
    "likeness",
    "prove",
    "reasons_for_doubt",
    "title_fit",
    "years_of",
]
