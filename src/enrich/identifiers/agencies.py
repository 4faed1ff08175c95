"""Which agency keeps a DOI, where its prefix alone tells.

https://www.doi.org/the-community/existing-registration-agencies/
"""

from __future__ import annotations

from enrich.identifiers.model import Doi

__all__ = ["is_surely_at_datacite"]

# Repositories that register with DataCite and nowhere else, so that Crossref need not be asked.
_AT_DATACITE = frozenset(
    {
        "10.5281",  # Zenodo
        "10.6084",  # figshare
        "10.5061",  # Dryad
        "10.48550",  # arXiv
        "10.17605",  # OSF
        "10.7910",  # Harvard Dataverse
    }
)


def is_surely_at_datacite(doi: Doi) -> bool:
    """Whether a DOI is DataCite's, if there is such a DOI at all."""
    return doi.value.partition("/")[0] in _AT_DATACITE
