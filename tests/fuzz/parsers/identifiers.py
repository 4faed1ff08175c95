"""Identifiers and links."""

from __future__ import annotations

from hypothesis import strategies as st

from enrich.identifiers import parse_identifier, parse_key
from enrich.identifiers.addresses import LONGEST, knows_publisher
from enrich.identifiers.publishers import PUBLISHERS
from enrich.seeds.links import claim_of, kind_of
from tests.fuzz.mutations import mutated, pieced
from tests.fuzz.target import Target
from tests.fuzz.wording import assert_clean

__all__ = ["IDENTIFIERS"]

_HOSTS = [host for one in PUBLISHERS for host in one.hosts.split()]
_EXAMPLES = (
    "arXiv:2101.00001v2 [cs.LG] 3 Jan 2021",
    "https://arxiv.org/abs/hep-th/9901001v1",
    "https://www.google.com/url?q=https%3A%2F%2Farxiv.org%2Fpdf%2F2101.00001.pdf&sa=D",
    "doi: 10.1016/S0140-6736(17)32154-2).",
    "https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15<1>3.0.CO;2-#",
    "https://academic.oup.com/bioinformatics/article-pdf/doi/10.1093/bib/bba001/123456/x.pdf",
    "https://link-springer-com.proxy.example.org/article/10.1007/s00330-020-1?a=b#c",
    "https://www.nature.com/articles/s41586-020-2649-2",
    "https://www.sciencedirect.com/science/article/abs/pii/S1361841523001068?via%3Dihub",
    "https://openaccess.thecvf.com/content_cvpr_2016/html/He_Deep_Residual_CVPR_2016_paper.html",
    "https://aclanthology.org/2020.acl-main.1/",
    "title:attention is all you need|vaswani|2017",
    "sequel:arxiv:2101.00001",
    "pii:S1361841523001068",
)
_PIECES = (
    *"https:// http:// // www. arxiv.org doi.org / /abs/ /pdf/ /doi/ .pdf v1 v 10.".split(),
    *"10.1000/ x ?".split(),
    *"= & # % %2F %252F &lt; &amp;lt; ( ) [ ] < > { } . , ; : | - _ ~ @ title:".split(),
    *"sequel: pii: 2017".split(),
    *"doi: arXiv: urn: info: [cs.LG] 2101.00001 math.GT/0309136 S1361841523001068".split(),
    *"doi= id= url= q=".split(),
    *"10.1093/ 10.1101/ 10.48550/arXiv. /article/ /full /123456/ 1 0 a A * ' \" ` \\".split(),
    *"+ $ ! [::1]".split(),
    *_HOSTS[::3],
)


def _check(text: str) -> None:
    kind_of(text)
    claim_of(text)
    knows_publisher(text)
    if named := parse_key(text):
        assert named == parse_key(named.key)
        assert named.url.startswith("https://")
    if found := parse_identifier(text):
        assert_clean(found)
        assert not any(c.isspace() for c in found.key)
        assert found == parse_identifier(found.key) == parse_key(found.key)
        # Escaped, one of signs alone may be longer than any address.
        assert found == parse_identifier(found.url) or len(found.url) > LONGEST
        assert found.url.isascii()


_texts = (
    mutated(_EXAMPLES, _PIECES)
    | pieced(_PIECES, 12)
    | st.text(max_size=40).map("10.1000/{}".format)
    | st.tuples(st.sampled_from(_HOSTS), pieced(_PIECES, 8)).map("/".join).map("https://{}".format)
)

IDENTIFIERS = Target(
    name="identifiers",
    inputs=_texts,
    check=_check,
    pieces=_PIECES,
    holders=(str, "https://doi.org/{}".format, "https://www.nature.com/{}".format),
)
