"""Learned societies and institutes that publish, in the order of the alphabet."""

from __future__ import annotations

from enrich.identifiers.publishers.model import BY_TITLE, Publisher

__all__ = ["SOCIETIES"]

SOCIETIES = (
    # A mere number names a paper, but lacks that of the proceedings, which its DOI begins with.
    Publisher(
        "ACM",
        "acm.org",
        (
            (
                r"/citation\.cfm\?(?:.*&)?(?:id|doid)=(?:10\.1145/)?(?P<id>\d+\.\d+)",
                "10.1145/{id}",
            ),
            (r"/(?:citation|ft_gateway)\.cfm\?(?:.*[&;])?(?:id|doid)=\d+", BY_TITLE),
        ),
    ),
    Publisher("ACS", "pubs.acs.org"),
    Publisher(
        "AIP",
        "pubs.aip.org aip.scitation.org",
        ((r"/.+/article(?:-pdf|-abstract)?/(?!doi/).+", BY_TITLE),),
    ),
    Publisher(
        "American Medical Association",
        "jamanetwork.com",
        (
            (r"/journals/\w+/(?:full)?article(?:-?[a-z]+)?/\d.*", BY_TITLE),
            (r"/article\.aspx\?(?:.*&)?articleid=\d+", BY_TITLE),
        ),
    ),
    Publisher("American Physical Society", "aps.org", ((r"/abstract/\w+/v\w+/.+", BY_TITLE),)),
    Publisher(
        "ASME",
        "asmedigitalcollection.asme.org",
        ((r"/.+/(?:article|proceedings)(?:-pdf|-abstract)?/(?!doi/).+", BY_TITLE),),
    ),
    # A document's number is the end of some DOIs, but not of all.
    Publisher(
        "IEEE",
        "ieeexplore.ieee.org xplorestaging.ieee.org",
        (
            (r"/(?:abstract/|rest/)?document/\d+(?:/.*)?", BY_TITLE),
            (r"/(?:.+/)?\w+\.(?:jsp|html?)\?(?:.*&)?arnumber=\d+", BY_TITLE),
            (r"/ie[el]\w*/.+\.pdf", BY_TITLE),
        ),
    ),
    Publisher(
        "IEEE Computer Society",
        "computer.org ieeecomputersociety.org",
        ((r"/csdl/(?!.*10\.\d{4}/).+/.+/.+", BY_TITLE),),
    ),
    # It writes a colon in a DOI as an underscore.
    Publisher(
        "IET",
        "digital-library.theiet.org",
        (
            (r"/content/(?:conferences|proceedings)/10\.1049/cp_(?P<id>\d+)", "10.1049/cp:{id}"),
            (r"/content/.+/10\.1049/[a-z-]+_\d+", BY_TITLE),
        ),
    ),
    Publisher("INFORMS", "pubsonline.informs.org"),
    # A journal's ISSN may change, and the DOIs of old articles don't.
    Publisher(
        "IOP",
        "iopscience.iop.org stacks.iop.org",
        ((r"/\d{4}-\d{3}[\dX]/.+", BY_TITLE),),
    ),
    Publisher(
        "Optica",
        "opg.optica.org osapublishing.org",
        ((r"/.*(?:abstract|fulltext|viewmedia)\.cfm\?(?:.*&)?uri=[\w-]+", BY_TITLE),),
    ),
    Publisher(
        "PNAS", "pnas.org", ((r"/content/(?:\w+/)*\d+/\w+/[\w.-]+(?:\.\w+)*(?:/.*)?", BY_TITLE),)
    ),
    # Of the old papers of the Institute of Mathematical Statistics, a number ends link and DOI.
    Publisher(
        "Project Euclid",
        "projecteuclid.org",
        (
            (
                r"/euclid\.(?P<journal>aoap|aoas|aoms|aop|aos|ss)/(?P<id>\d{10})",
                "10.1214/{journal}/{id}",
            ),
            (r"/(?:euclid\.|journals/.+/issue-)(?!.*10\.\d{4}/).+", BY_TITLE),
        ),
    ),
    # The last part of a link is that of the DOI; case does not count in either.
    Publisher(
        "Royal Society of Chemistry",
        "pubs.rsc.org xlink.rsc.org",
        (
            (
                r"/[a-z]{2}/content/article\w+/\d{4}/\w{2}/(?P<id>[a-z]\w{8,11})(?:/.*)?",
                "10.1039/{id}",
            ),
            (r"/?\?(?:.*&)?doi=(?P<id>[a-z]\w{8,11})", "10.1039/{id}"),
            (r"/[a-z]{2}/content/(?:article|chapter|ebook)\w*/(?!.*10\.\d{4}/).+", BY_TITLE),
        ),
    ),
    Publisher(
        "Science", "science.org sciencemag.org", ((r"/content/(?:\w+/)*\d+/\d+/.+", BY_TITLE),)
    ),
    Publisher("SIAM", "epubs.siam.org"),
    Publisher(
        "SPIE",
        "spiedigitallibrary.org",
        ((r"/journalarticle/download\?(?:.*&)?urlid=(?P<doi>10\.1117/[\w.]+)", "{doi}"),),
    ),
    # It writes the hyphen of its DOIs as a slash.
    Publisher(
        "Techniques de l'ingénieur", "techniques-ingenieur.fr", ((r"/doi/10\..+", BY_TITLE),)
    ),
)
