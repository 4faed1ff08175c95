"""Houses that publish journals and books, in the order of the alphabet."""

from __future__ import annotations

import re

from enrich.identifiers.publishers.mdpi import mdpi_doi
from enrich.identifiers.publishers.model import BY_TITLE, Publisher

__all__ = ["JOURNALS"]

_PII = r"(?P<pii>[SB][\d()X-]{16,22})"

# Nature's links end as its DOIs do, but for three sorts that are left to the title: ids of the
# nineties with an underscore, mere numbers, and ids from which the dots around a year are gone
# (`sdata201618` is 10.1038/sdata.2016.18).
_NATURE = (
    r"(?P<id>[sd]\d{5}-\d{3}-\d{4,5}-[\da-z]|(?:sj\.)?[a-z]+(?:\.\d+)+"
    r"|(?:nature|ncomms|srep|nphys|nmat|nmeth|ng|nbt|nn|ni|nm|nr[cdgimn]|nsmb|ncb|nchembio)\d{3,5}"
    r"|\d{6}[a-z]\d?|35\d{6})"
)

# What Springer's own DOIs look like, whatever view stands behind them.
_SPRINGER = (
    r"(?P<doi>10\.\d{4,5}/(?:97[89][\dX-]{10,14}(?:_\d+)?|s\d{5}-\d{3}-\d{4,5}-[\da-z]|bf\d{8}))"
)


def _mdpi(found: re.Match[str]) -> str | None:
    return mdpi_doi(*found.group("issn", "volume", "issue", "article"))


JOURNALS = (
    Publisher("Annual Reviews", "annualreviews.org"),
    Publisher(
        "BioMed Central",
        "biomedcentral.com springeropen.com",
        ((rf"(?:/.*)?/{_SPRINGER}(?:/.*|\.pdf)?", "{doi}"),),
    ),
    Publisher(
        "Cambridge University Press",
        "cambridge.org",
        (
            (r"/core/(?:journals|books)/(?!.*10\.\d{4}/).+/[0-9A-F]{32}", BY_TITLE),
            (r"/core/(?:services/.+/view|product/identifier)/(?!.*10\.\d{4}/).+", BY_TITLE),
            (r"/core/product/[0-9A-F]{32}(?:/.*)?", BY_TITLE),
        ),
    ),
    # The name of a file is that of its DOI.
    Publisher(
        "Copernicus",
        "copernicus.org atmos-chem-phys-discuss.net atmos-meas-tech-discuss.net"
        " biogeosciences-discuss.net clim-past-discuss.net earth-syst-sci-data-discuss.net"
        " hydrol-earth-syst-sci-discuss.net",
        (
            (
                (
                    r"/(?:articles|preprints)?/?(?:\d+/\d+/\d{4}|[a-z]+-\d{4}-\d+)"
                    r"/(?P<id>[a-z]+-[\d-]+(?:-AC\d+)?)\.(?:pdf|html)"
                ),
                "10.5194/{id}",
            ),
            (
                (
                    r"[^/]*(?<![a-z])(?P<journal>[a-z]+)\.copernicus\.org"
                    r"/articles/(?P<volume>\d+)/(?P<page>\d+)/(?P<year>\d{4})"
                ),
                "10.5194/{journal}-{volume}-{page}-{year}",
            ),
            (r"/(?:articles|preprints)/.*\d.*", BY_TITLE),
        ),
    ),
    Publisher(
        "Cold Spring Harbor Laboratory Press",
        "cshlp.org",
        ((r"/content/(?!.*10\.\d{4}/)(?:\w+/)*\d+/\w+/[\w.-]+(?:/.*)?", BY_TITLE),),
    ),
    Publisher(
        "De Gruyter",
        "degruyter.com degruyterbrill.com",
        ((r"/(?:document|view)/(?!doi)(?!.*10\.\d{4}/)\w.*", BY_TITLE),),
    ),
    # Articles alone: the reviews below them, and versions, have DOIs of their own.
    Publisher(
        "eLife",
        "elifesciences.org",
        (
            (
                r"/articles/(?P<id>\d{5,6})(?:\.pdf|/(?:figures|elife-\d+-v\d\.(?:pdf|xml)))?",
                "10.7554/elife.{id}",
            ),
            (r"/(?:articles|reviewed-preprints)/\d.*", BY_TITLE),
        ),
    ),
    # Until about 1995 a PII had no letter, and the DOI is that PII with its punctuation; what DOI
    # belongs to a newer one has to be asked for.
    # https://en.wikipedia.org/wiki/Publisher_Item_Identifier
    Publisher(
        "Elsevier",
        "sciencedirect.com elsevier.com",
        (
            (r"(?:/.*)?/pii[/:]" + _PII + r"(?:/.*|\.pdf)?", "pii:{pii}"),
            (
                (
                    r"(?:/.*)?/pii[/:](?P<a>\d{4})-?(?P<b>\d{3}[\dX])\(?(?P<c>\d\d)\)?"
                    r"(?P<d>\d{5})-?(?P<e>[\dA-Z])(?:/.*|\.pdf)?"
                ),
                "10.1016/{a}-{b}({c}){d}-{e}",
            ),
            (r"(?:/.*)?/pii[/:].+", BY_TITLE),
            (r"/science/(?:article|book|chapter)/(?!.*10\.\d{4}/).+", BY_TITLE),
        ),
    ),
    Publisher(
        "Elsevier's journals of societies",
        "cell.com thelancet.com ajog.org gastrojournal.org jacionline.org"
        " redjournal.org thegreenjournal.com",
        (
            (r"/(?:.*/)?(?:pii)?" + _PII + r"(?:/.*|\.pdf)?", "pii:{pii}"),
            (r"/action/show(?:pdf|fulltext)\?(?:.*&)?pii=" + _PII, "pii:{pii}"),
        ),
    ),
    Publisher("Emerald", "emerald.com emeraldinsight.com"),
    Publisher(
        "Frontiers",
        "frontiersin.org",
        ((r"(?:/.*)?/(?P<doi>10\.3389/[a-z]+\.\d{4}\.\d+)(?:/.*)?", "{doi}"),),
    ),
    # Before 2012, and in journals that came later, DOIs are of other sorts.
    Publisher(
        "Hindawi",
        "hindawi.com",
        (
            (
                (
                    r"/journals/(?!isrn/|tswj/|jhe/201[2-6])[a-z]+/(?P<year>201[2-9]|202\d)"
                    r"/0*(?P<id>\d{5,7})(?:/(?:abs)?|\.(?:pdf|xml|html))?"
                ),
                "10.1155/{year}/{id}",
            ),
            (
                r"/archive/(?P<year>201[4-9]|202\d)/0*(?P<id>\d{5,7})(?:/(?:abs)?|\.(?:pdf|xml))?",
                "10.1155/{year}/{id}",
            ),
            (r"/(?:journals/[a-z]+|archive)/\d{4}/\d+[^/]*(?:/.*)?", BY_TITLE),
        ),
    ),
    Publisher(
        "IOS Press",
        "iospress.com iospress.nl",
        ((r"/(?:articles/[\w-]+/\w+|publication/\d+)", BY_TITLE),),
    ),
    Publisher(
        "MDPI",
        "mdpi.com",
        (
            (
                (
                    r"/(?P<issn>\d{4}-\d{3}[\dX])/(?P<volume>\d{1,3})/(?P<issue>\d{1,2})"
                    r"/(?P<article>\d{1,6})(?:/.*)?"
                ),
                _mdpi,
            ),
            (r"/(?:\d{4}-\d{3}[\dX]/\d.*|.+\.pdf|\d{4,})", BY_TITLE),
        ),
    ),
    Publisher(
        "Nature",
        "nature.com",
        (
            (rf"/articles/{_NATURE}(?:\.pdf)?(?:/.*)?", "10.1038/{id}"),
            (
                rf"/\w+/journal/v\w+/n\w+/(?:full|abs|pdf|extref)/{_NATURE}(?:_\w+)?\.\w+",
                "10.1038/{id}",
            ),
            (r"/(?:articles|\w+/journal/v\w+/n\w+/\w+)/(?!10\.).+", BY_TITLE),
        ),
    ),
    # The number behind a DOI is cut off where DOIs are read out of links.
    Publisher(
        "Oxford University Press",
        "academic.oup.com oxfordjournals.org",
        (
            (r"/(?:.+/)?(?:article|article-pdf|article-abstract|chapter)/(?!doi/).+", BY_TITLE),
            (r"/book/\d+", BY_TITLE),
        ),
    ),
    # Works of reference name the whole first, then the entry, whose DOI is a third one.
    Publisher(
        "Oxford University Press, works of reference",
        "oxfordartonline.com oxfordbibliographies.com oxforddnb.com oxfordreference.com"
        " oxfordre.com ukwhoswho.com universitypressscholarship.com",
        ((r"/(?:.+/)?(?:view|display)/.+", BY_TITLE),),
    ),
    # Reviews and corrections below an article have DOIs of their own.
    Publisher(
        "PeerJ",
        "peerj.com",
        (
            (r"/articles/(?P<id>\d+)(?:\.\w+)?", "10.7717/peerj.{id}"),
            (
                r"/articles/(?P<section>cs|pchem|achem|ichem|ochem|matsci)-(?P<id>\d+)(?:\.\w+)?",
                "10.7717/peerj-{section}.{id}",
            ),
            (
                r"/preprints/(?P<id>\d+v\d+)(?:\.(?:pdf|html|xml))?",
                "10.7287/peerj.preprints.{id}",
            ),
            (r"/(?:articles|preprints)/\w*-?\d.*", BY_TITLE),
        ),
    ),
    # The DOI stands in a parameter `id`, where any link's DOI is read.
    Publisher("PLOS", "plos.org plosone.org"),
    Publisher("SAGE", "sagepub.com"),
    Publisher(
        "Springer",
        "link.springer.com springerlink.com",
        (
            (rf"(?:/.*)?/{_SPRINGER}(?:/.*|\.(?:pdf|html?|epub))?", "{doi}"),
            (r"/content/(?!.*10\.\d{4}/)[a-z\d]{10,}(?:/.*)?", BY_TITLE),
        ),
    ),
    Publisher("Taylor & Francis", "tandfonline.com taylorfrancis.com"),
    Publisher("Wiley", "wiley.com"),
    Publisher("World Scientific", "worldscientific.com"),
)
