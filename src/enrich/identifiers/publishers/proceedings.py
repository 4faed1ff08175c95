"""Conferences that publish their own proceedings, in the order of the alphabet."""

from __future__ import annotations

import re

from enrich.identifiers.publishers.model import BY_TITLE, Publisher

__all__ = ["PROCEEDINGS"]

# The volumes of the Association for Computational Linguistics itself, all of whose papers have
# DOIs made of their ids. Left out are those of others in its anthology (LREC, COLING, RANLP),
# its journals, which MIT Press publishes, and the workshops, where some have DOIs and some none.
# https://aclanthology.org/info/ids
_ACL = (
    r"202[0-5]\.(?:acl|naacl)-(?:main|long|short|demos?|srw|industry)\.\d+"
    r"|202[0-5]\.emnlp-(?:main|demos?|industry)\.\d+"
    r"|202[0-5]\.findings-(?:acl|emnlp|naacl)\.\d+"
    r"|202[13]\.eacl-(?:main|demos?|srw)\.\d+"
    r"|202[0-5]\.conll-1\.\d+"
    r"|202[1-5]\.(?:semeval|starsem)-1\.\d+"
    r"|[PDN]1[6-9]-[1-4]\d{3}|D15-1\d{3}|K1[5-9]-1\d{3}|S1[5-9]-[12]\d{3}"
)
# DOIs of 2014 and early 2015 were registered under an older prefix.
_OLDER_ACL = r"[PD]14-[12]\d{3}|[PN]15-[12]\d{3}"


def _acl(found: re.Match[str]) -> str | None:
    paper = found["id"]
    if re.fullmatch(_ACL, paper, re.IGNORECASE):
        return f"10.18653/v1/{paper}"
    return f"10.3115/v1/{paper}" if re.fullmatch(_OLDER_ACL, paper, re.IGNORECASE) else None


PROCEEDINGS = (
    Publisher(
        "AAAI",
        "aaai.org",
        (
            (r"/(?:index\.php/|ocs/index\.php/).+/(?:view|download|viewPaper)/\d.*", BY_TITLE),
            (r"/(?:papers?|Papers)/.+", BY_TITLE),
            (r"/.+\.pdf", BY_TITLE),
        ),
    ),
    Publisher(
        "ACL Anthology",
        "aclanthology.org aclanthology.info aclweb.org",
        (
            (
                (
                    r"/(?:anthology/)?(?:papers/)?(?:[A-Z]/[A-Z]\d\d/)?"
                    r"(?P<id>[A-Z]\d\d-\d{4}|\d{4}\.[\w]+-\w+\.\d+)(?:v\d)?(?:\.\w+)?"
                ),
                _acl,
            ),
        ),
    ),
    Publisher(
        "Computer Vision Foundation",
        "openaccess.thecvf.com cv-foundation.org",
        ((r"/(?:.+/)?content\w*/.+\.(?:html|pdf)", BY_TITLE),),
    ),
    # A file is named as its DOI ends.
    Publisher(
        "Dagstuhl",
        "drops.dagstuhl.de",
        (
            (r"/storage/(?:.+/)?(?P<id>(?:LIPIcs|OASIcs)\.[A-Z\d.-]+\.\d+)\.pdf", "10.4230/{id}"),
            (r"/(?:storage|opus)/.+", BY_TITLE),
        ),
    ),
    Publisher("ECVA", "ecva.net", ((r"/papers/.+\.(?:php|pdf)", BY_TITLE),)),
    # It registers DOIs from 2017 on: https://www.ijcai.org/proceedings/2019
    Publisher(
        "IJCAI",
        "ijcai.org",
        (
            (
                r"/proceedings/(?P<year>201[7-9]|202\d)/0*(?P<id>[1-9]\d*)(?:\.pdf)?",
                "10.24963/ijcai.{year}/{id}",
            ),
            (r"/(?:proceedings|abstract)/.+/.+", BY_TITLE),
        ),
    ),
    Publisher(
        "ISCA",
        "isca-speech.org isca-archive.org",
        (
            (r"/(?:isca-)?archive/.+/.+", BY_TITLE),
            (r"/\w+_\d{4}[a-z]?/\w+\d\d\w*_\w+\.(?:html|pdf)", BY_TITLE),
            (r"/pdfs/.+/.+\.pdf", BY_TITLE),
        ),
    ),
    Publisher("JMLR", "jmlr.org", ((r"/(?:papers|beta/papers)/.+/.+", BY_TITLE),)),
    Publisher(
        "KR",
        "proceedings.kr.org",
        (
            (
                r"/(?P<year>202\d)/0*(?P<id>[1-9]\d*)(?:/.*)?",
                "10.24963/kr.{year}/{id}",
            ),
        ),
    ),
    Publisher("MLSys", "proceedings.mlsys.org", ((r"/(?:paper|paper_files)/.+", BY_TITLE),)),
    Publisher(
        "NeurIPS",
        "papers.nips.cc papers.neurips.cc proceedings.neurips.cc proceedings.nips.cc",
        ((r"/(?:paper|paper_files|book)/.+", BY_TITLE),),
    ),
    Publisher(
        "NeurIPS, ICML and ICLR, posters",
        "neurips.cc nips.cc icml.cc iclr.cc",
        (
            (r"/(?:virtual/.+|Conferences/\d{4}/Schedule\?.*showEvent=\d+)", BY_TITLE),
            (r"/(?:\d{4}/)?papers/\d+\.pdf", BY_TITLE),
        ),
    ),
    # Case counts in its ids, and no source knows them.
    Publisher(
        "OpenReview",
        "openreview.net",
        ((r"/(?:forum|pdf|attachment|references/pdf)/?\?(?:.*&)?id=[\w-]+", BY_TITLE),),
    ),
    Publisher("PMLR", "proceedings.mlr.press", ((r"/[vr]\d+/.+", BY_TITLE),)),
    Publisher("USENIX", "usenix.org", ((r"/.+/presentation/.+|/.+\.pdf", BY_TITLE),)),
    Publisher("VLDB", "vldb.org", ((r"/pvldb/.+\.pdf", BY_TITLE),)),
)
