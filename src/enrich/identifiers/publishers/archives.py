"""Servers of preprints, repositories and indexes of papers, in the order of the alphabet."""

from __future__ import annotations

from enrich.identifiers.publishers.model import BY_TITLE, Form, Publisher

__all__ = ["ARCHIVES"]

_ARXIV = r"(?P<id>(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?)"


def _mirror(*folders: str) -> tuple[Form, ...]:
    """Form links in which arXiv's identifier stands behind one of some folders."""
    return ((rf"/(?:{'|'.join(folders)})/?{_ARXIV}(?:\.pdf|\.html?|/.*)?", "arxiv:{id}"),)


ARCHIVES = (
    Publisher("alphaXiv", "alphaxiv.org", _mirror("abs", "pdf", "overview", "html")),
    Publisher("ar5iv", "ar5iv.org ar5iv.labs.arxiv.org", _mirror("abs", "html", "pdf")),
    Publisher("arXiv Vanity", "arxiv-vanity.com", _mirror("papers")),
    Publisher(
        "bioRxiv and medRxiv",
        "biorxiv.org medrxiv.org",
        (
            (
                (
                    r"/content/(?:(?:bio|med)rxiv/)?early/\d{4}/\d\d/\d\d/(?P<id>\d{6}|\d{4}\.[\d.]+\d)"
                    r"(?:v\d+)?(?:\..*|/.*)?"
                ),
                "10.1101/{id}",
            ),
            (
                r"/(?:.*/)?(?P<doi>10\.(?:1101|64898)/\d[\d.]*\d)(?:v\d+)?(?:\..*|/.*)?",
                "{doi}",
            ),
        ),
    ),
    Publisher(
        "ChemRxiv",
        "chemrxiv.org",
        ((r"/engage/.+/(?:article-details|item)/\w+(?:/.*)?", BY_TITLE),),
    ),
    Publisher(
        "CiteSeerX",
        "citeseerx.ist.psu.edu",
        ((r"/(?:viewdoc/.+|pdf/.+|document|doc_view/.+)", BY_TITLE),),
    ),
    Publisher("dblp", "dblp.org dblp.uni-trier.de dblp.dagstuhl.de", ((r"/rec/.+/.+", BY_TITLE),)),
    # It has DOIs (10.23915), but not in its links.
    Publisher("Distill", "distill.pub", ((r"/\d{4}/[\w-]+", BY_TITLE),)),
    Publisher(
        "Europe PMC",
        "europepmc.org",
        ((r"/(?:article|abstract|articles)/.*\d.*", BY_TITLE),),
    ),
    Publisher("HAL", "hal.science archives-ouvertes.fr", ((r"/\w+-\d{6,}.*", BY_TITLE),)),
    Publisher("Hugging Face papers", "huggingface.co hf.co", _mirror("papers")),
    Publisher("IACR", "eprint.iacr.org", ((r"/\d{4}/\d+(?:\.pdf|/.*)?", BY_TITLE),)),
    # A stable number is the end of a DOI, beside which the publisher may have one of its own.
    Publisher(
        "JSTOR",
        "jstor.org",
        (
            (r"/stable/(?:pdf/)?(?P<id>\d{4,8})(?:\.pdf)?", "10.2307/{id}"),
            (r"/stable/(?:pdf/)?(?P<id>j\.ct[tv]\w+(?:\.\d+)?)", "10.2307/{id}"),
            (r"/(?:stable|pss)/(?!.*10\.\d{4}/).+", BY_TITLE),
        ),
    ),
    # An id at its servers is the end of a DOI, but some DOIs have a version behind it.
    Publisher("OSF", "osf.io", ((r"/preprints/(?:\w+/)?[a-z\d]{5}(?:_v\d+)?(?:/.*)?", BY_TITLE),)),
    Publisher("Papers with Code", "paperswithcode.com", ((r"/paper/[\w-]+", BY_TITLE),)),
    Publisher(
        "Preprints.org",
        "preprints.org",
        (
            (
                r"/manuscript/(?P<id>\d{6}\.\d{4})/v(?P<version>\d+)(?:/.*)?",
                "10.20944/preprints{id}.v{version}",
            ),
            (r"/manuscript/\d.*", BY_TITLE),
        ),
    ),
    Publisher(
        "PubMed and PubMed Central",
        "ncbi.nlm.nih.gov",
        (
            (r"/(?:pubmed/|pmc/articles/PMC|articles/PMC)\d+(?:/.*)?", BY_TITLE),
            (r"/\d{1,8}", BY_TITLE),
        ),
    ),
    Publisher(
        "Research Square",
        "researchsquare.com",
        (
            (
                r"/article/(?P<id>rs-\d+)/(?P<version>v\d+)(?:\.\w+|/.*)?",
                "10.21203/rs.3.{id}/{version}",
            ),
            (r"/article/rs-\d+", BY_TITLE),
        ),
    ),
    Publisher("ResearchGate", "researchgate.net", ((r"/publication/\d+.*", BY_TITLE),)),
    Publisher(
        "Rogue Scholar",
        "rogue-scholar.org",
        ((r"/posts/(?P<doi>10\.\d{4,5}/[a-z\d-]+)(?:\.\w+)?", "{doi}"),),
    ),
    Publisher("SciRate", "scirate.com", _mirror("arxiv")),
    Publisher(
        "Semantic Scholar",
        "semanticscholar.org",
        (
            *_mirror("arxiv[:/]", "paper/arxiv:"),
            (r"/(?:paper|reader)/.+|/CorpusID:\d+", BY_TITLE),
        ),
    ),
    # An abstract's number is the end of its DOI.
    Publisher(
        "SSRN",
        "ssrn.com",
        (
            (r"/(?:.+\?(?:.*&)?)?abstract(?:_?id)?=(?P<id>\d+)", "10.2139/ssrn.{id}"),
            (r"/sol3/delivery\.cfm.+", BY_TITLE),
        ),
    ),
    # A record's number is the end of its DOI.
    Publisher(
        "Zenodo",
        "zenodo.org",
        (
            (r"/(?:records?|deposit)/(?P<id>\d+)(?:/.*)?", "10.5281/zenodo.{id}"),
            (r"/badge/doi/(?P<doi>10\.\d{4,5}/zenodo\.\d+)\.svg", "{doi}"),
        ),
    ),
)
