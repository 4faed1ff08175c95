"""What DataCite's words for kinds and relations mean here, and what a kind makes of a field."""

from __future__ import annotations

from enrich.record import Kind

__all__ = ["AT_INSTITUTIONS", "IN_CONTAINERS", "KINDS", "RELATIONS", "WRITTEN"]

# https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-1/resourceTypeGeneral/
KINDS = {
    "Book": Kind.BOOK,
    "BookChapter": Kind.CHAPTER,
    "ConferencePaper": Kind.CONFERENCE_PAPER,
    "ConferenceProceeding": Kind.PROCEEDINGS,
    "DataPaper": Kind.ARTICLE,
    "Dataset": Kind.DATASET,
    "Dissertation": Kind.THESIS,
    "JournalArticle": Kind.ARTICLE,
    "PeerReview": Kind.REVIEW,
    "Preprint": Kind.PREPRINT,
    "Report": Kind.REPORT,
    "Standard": Kind.STANDARD,
}
# What depositors write of a `Text`, under which everything went before 2021.
WRITTEN = (
    ("chapter", Kind.CHAPTER),
    ("section", Kind.CHAPTER),
    ("proceedings", Kind.PROCEEDINGS),
    ("conference", Kind.CONFERENCE_PAPER),
    ("thesis", Kind.THESIS),
    ("dissertation", Kind.THESIS),
    ("preprint", Kind.PREPRINT),
    ("working paper", Kind.REPORT),
    ("report", Kind.REPORT),
    ("technical note", Kind.REPORT),
    ("article", Kind.ARTICLE),
    ("book", Kind.BOOK),
    ("monograph", Kind.BOOK),
)
# Who made these accessible is where they were written or are kept, as a server or a university.
AT_INSTITUTIONS = frozenset({Kind.PREPRINT, Kind.THESIS, Kind.REPORT})
# In these the container is what they appeared in; that of any other is a series.
IN_CONTAINERS = frozenset(
    {Kind.ARTICLE, Kind.REVIEW, Kind.CHAPTER, Kind.CONFERENCE_PAPER, Kind.REFERENCE_ENTRY}
)
# In Crossref's words, where it has any.
# https://datacite-metadata-schema.readthedocs.io/en/4.6/appendices/appendix-1/relationType/
RELATIONS = {
    "HasVersion": "has-version",
    "IsDerivedFrom": "is-derived-from",
    "IsDescribedBy": "is-described-by",
    "IsIdenticalTo": "is-same-as",
    "IsNewVersionOf": "is-version-of",
    "IsPartOf": "is-part-of",
    "IsPreprintOf": "is-preprint-of",
    "IsPreviousVersionOf": "has-version",
    "IsReviewOf": "is-review-of",
    "IsSupplementTo": "is-supplement-to",
    "IsSupplementedBy": "is-supplemented-by",
    "IsTranslationOf": "is-translation-of",
    "IsVariantFormOf": "is-variant-form-of",
    "IsVersionOf": "is-version-of",
}
