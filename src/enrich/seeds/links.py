"""What a link leads to, and what it says by itself of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import SplitResult, unquote, urlsplit

from enrich.dates import PartialDate
from enrich.identifiers import parse_identifier
from enrich.identifiers.addresses import LONGEST, knows_publisher
from enrich.seeds.model import Claim, LinkKind

__all__ = ["claim_of", "kind_of"]

# What people write where a link is to come.
_PLACEHOLDER = re.compile(
    r"#?|\W+|(?:https?:)?/*|(?:https?://)?(?:todo|tb[acd]|link|url|xxx+|n/?a|none|coming[\s_-]soon"
    r"|your[\s_-]?(?:link|url)|placeholder|\.{2,})(?:[\s_-]?here)?/?|javascript:.*|about:blank"
    r"|(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf)/[xy]+\.[xy]+(?:v\d)?(?:\.pdf)?",
    re.IGNORECASE | re.DOTALL,
)
# Set apart for examples: https://www.rfc-editor.org/rfc/rfc2606
_PLACEHOLDER_HOST = re.compile(
    r"(?:.*\.)?(?:example(?:\.(?:com|org|net))?|test|invalid|localhost)|127\.0\.0\.1|\[?::1\]?"
    r"|(?:www\.)?(?:link|url|xxx+|todo|tb[ad])(?:\.com)?"
)
_PLACEHOLDER_ACCOUNT = re.compile(
    r"/(?:example|user(?:name)?|your[-_]?\w*|xxx+|todo|tb[ad]|link)(?:/.*)?", re.IGNORECASE
)

# Hosts, with all below them, by what is mostly found there.
_HOSTS = {
    LinkKind.CODE: (
        "anaconda.org bitbucket.org codeberg.org codeocean.com colab.research.google.com"
        " cran.r-project.org crates.io gitee.com github.com githubusercontent.com gitlab.com"
        " hub.docker.com huggingface.co hf.co modelscope.cn mybinder.org nbviewer.jupyter.org"
        " nbviewer.org npmjs.com pypi.org pypi.python.org replit.com sourceforge.net"
    ),
    LinkKind.DATA_SET: (
        "archive.ics.uci.edu cancerimagingarchive.net cocodataset.org data.mendeley.com"
        " datadryad.org dataverse.harvard.edu figshare.com grand-challenge.org ieee-dataport.org"
        " image-net.org isic-archive.com kaggle.com opendata.aws openml.org openneuro.org"
        " physionet.org synapse.org"
    ),
    LinkKind.BLOG: (
        "ai.googleblog.com analyticsvidhya.com blogspot.com colah.github.io dev.to ghost.io"
        " googleblog.com hashnode.dev jalammar.github.io karpathy.github.io kdnuggets.com"
        " lilianweng.github.io machinelearningmastery.com medium.com ruder.io substack.com"
        " thegradient.pub towardsai.net towardsdatascience.com tumblr.com wordpress.com"
    ),
    LinkKind.VIDEO: (
        "b23.tv bilibili.com crossminds.ai dailymotion.com loom.com slideslive.com twitch.tv"
        " videolectures.net vimeo.com youtu.be youtube-nocookie.com youtube.com"
    ),
    LinkKind.PAGE: "badge.fury.io badgen.net shields.io wikimedia.org wikipedia.org",
}
# Folders in which something else is found; the first that matches counts.
_FOLDERS = (
    ("huggingface.co hf.co", r"/datasets/.+", LinkKind.DATA_SET),
    ("huggingface.co hf.co", r"/blog(?:/.*)?", LinkKind.BLOG),
    ("huggingface.co hf.co", r"/spaces/[^/]+/.+", LinkKind.CODE),
    (
        "huggingface.co hf.co",
        r"/?|/(?:docs|learn|models|spaces|datasets|papers)(?:/.*)?",
        LinkKind.PAGE,
    ),
    ("kaggle.com", r"/(?:code/.+|.+/(?:notebook|kernels?))", LinkKind.CODE),
    ("kaggle.com", r"/?|/(?:learn|docs)(?:/.*)?", LinkKind.PAGE),
    ("mathworks.com", r"/matlabcentral/fileexchange/.+", LinkKind.CODE),
    ("paperswithcode.com", r"/datasets?/.+", LinkKind.DATA_SET),
    ("tensorflow.org", r"/datasets/.+", LinkKind.DATA_SET),
    ("ted.com", r"/talks/.+", LinkKind.VIDEO),
)
# Hosts whose first label tells what they hold.
_LABELS = {
    "blog": LinkKind.BLOG,
    "blogs": LinkKind.BLOG,
    "dataverse": LinkKind.DATA_SET,
    "git": LinkKind.CODE,
    "gitlab": LinkKind.CODE,
}
# Where nothing but papers is, though the identifier be wrong or missing.
_OF_PAPERS = re.compile(
    r"(?:(?:www|export)\.)?arxiv\.org/(?:abs|pdf)(?:/(?!\d{4}\.\d{4,5}[a-z])|$)|(?:(?:www|dx)\.)?doi\.org/+[^/]",
    re.IGNORECASE,
)
_BLOG_PATH = re.compile(r"/blogs?(?:/.*)?", re.IGNORECASE)


def kind_of(href: str) -> LinkKind:
    """Tell what a link leads to; an identifier in it makes it a paper, wherever it leads."""
    href = href.strip()
    if parse_identifier(href) is not None:
        return LinkKind.PAPER
    # What else an address leads to, its beginning tells.
    href = href[:LONGEST]
    if _PLACEHOLDER.fullmatch(href):
        return LinkKind.PLACEHOLDER
    if href.startswith("#"):
        return LinkKind.IN_PAGE
    parts = _split(href)
    if parts is None:
        return LinkKind.RELATIVE
    return _kind_at(parts) if parts.scheme in {"http", "https"} else LinkKind.PAGE


def _split(href: str) -> SplitResult | None:
    """Take a web address apart; none where there is neither a scheme nor a host."""
    if not re.match(r"[a-z][a-z\d+.-]*:|//", href, re.IGNORECASE):
        if not _begins_with_host(href):
            return None
        href = f"https://{href}"
    try:
        parts = urlsplit(href, scheme="https")
        parts.hostname  # noqa: B018 - where it is none, this says so
    except ValueError:
        return None
    return parts


def _begins_with_host(href: str) -> bool:
    host = href.partition("/")[0].lower()
    return host.startswith("www.") or next(_rows_of(host), None) is not None


def _kind_at(parts: SplitResult) -> LinkKind:
    host, path = (parts.hostname or "").rstrip("."), unquote(parts.path)
    if not host or _PLACEHOLDER_HOST.fullmatch(host):
        return LinkKind.PLACEHOLDER
    if host in {"github.com", "gitlab.com"} and _PLACEHOLDER_ACCOUNT.fullmatch(path):
        return LinkKind.PLACEHOLDER
    if knows_publisher(parts.geturl()) or _OF_PAPERS.match(f"{host}{path}"):
        return LinkKind.PAPER
    return _kind_in_tables(host, path) or _kind_by_form(host, path)


def _kind_in_tables(host: str, path: str) -> LinkKind | None:
    matching = (kind for pattern, kind in _rows_of(host) if re.fullmatch(pattern, path))
    return next(matching, None)


def _kind_by_form(host: str, path: str) -> LinkKind:
    """Tell by how the host or the path is written."""
    if kind := _LABELS.get(host.removeprefix("www.").partition(".")[0]):
        return kind
    if _BLOG_PATH.fullmatch(path) or ".blogspot." in host:
        return LinkKind.BLOG
    return LinkKind.PAPER if path.lower().endswith(".pdf") else LinkKind.PAGE


def _rows_of(host: str) -> Iterator[tuple[str, LinkKind]]:
    """Give the forms of paths at a host and above it, and what they lead to."""
    while host:
        yield from _table().get(host, ())
        host = host.partition(".")[2]


@cache
def _table() -> dict[str, list[tuple[str, LinkKind]]]:
    table: dict[str, list[tuple[str, LinkKind]]] = {}
    everything = ((hosts, r"(?s:.*)", kind) for kind, hosts in _HOSTS.items())
    for hosts, pattern, kind in (*_FOLDERS, *everything):
        for host in hosts.split():
            table.setdefault(host, []).append((pattern, kind))
    return table


# What the links of proceedings say of a paper. A year of two digits is one of this century but for
# the anthology's; JMLR's first volume is that of 2000.
# Left out are the particles that are family names too, such as Du and Le.
_PARTICLE = "(?i:de|del|della|den|der|dos|van|von)"
_CLAIMS = (
    # https://openaccess.thecvf.com: the first author, the title, cut where it is long, the venue.
    (
        r"(?:openaccess\.thecvf\.com|.*cv-foundation\.org)/.*/"
        rf"(?P<author>(?:{_PARTICLE}_)*[^_/]+)_(?P<title>[^/]+?)"
        r"_(?P<venue>[A-Z]+)_(?P<year>\d{4})_(?:paper|supplemental)\.(?:html|pdf)"
    ),
    r".*ecva\.net/papers/.*_(?P<venue>ECCV)_(?P<year>\d{4})_paper\.(?:php|pdf)",
    # Until 2016 the address was made of the title.
    r"papers\.n(?:eur)?ips\.cc/paper/\d+-(?P<title>[a-z\d-]+)(?:\.pdf)?",
    (
        r"(?:papers|proceedings)\.n(?:eur)?ips\.cc/paper(?:_files/paper)?"
        r"/(?P<year>\d{4})/(?:hash|file)/.*"
    ),
    r"proceedings\.mlr\.press/v\d+/[a-z_-]+(?P<yy>\d\d)[a-z]?(?:[./].*)?",
    r"(?:www\.)?jmlr\.org/papers/v(?:olume)?(?P<volume>\d{1,2})/.+",
    r".*acl(?:anthology|web)\.(?:org|info)/(?:.*/)?[A-Z](?P<acl>\d\d)-\d{4}(?:[./].*)?",
    r".*aclanthology\.org/(?P<year>\d{4})\.[\w-]+\.\d+(?:[./].*)?",
    r".*isca-speech\.org/.*/(?P<venue>interspeech)_(?P<year>\d{4})/.*",
)
_JMLR_BEFORE, _CENTURY, _ACL_FIRST = 1999, 2000, 60


def claim_of(href: str) -> Claim:
    """Tell what a link says by itself of the paper it leads to; mostly nothing."""
    parts = _split(href.strip()) if len(href) <= LONGEST else None
    if parts is None or not parts.hostname:
        return Claim()
    place = parts.hostname + unquote(parts.path)
    found = next((one for form in _CLAIMS if (one := re.fullmatch(form, place))), None)
    return _claim(found.groupdict()) if found else Claim()


def _claim(said: dict[str, str]) -> Claim:
    year = _year(said)
    venue = said.get("venue")
    return Claim(
        title=_words(said["title"]) if "title" in said else None,
        authors=(_words(said["author"]),) if "author" in said else (),
        date=PartialDate(year) if year else None,
        venue=f"{venue if venue.isupper() else venue.title()} {year}" if venue else None,
    )


def _words(text: str) -> str:
    return text.replace("_", " ") if "_" in text else text.replace("-", " ")


def _year(said: dict[str, str]) -> int | None:
    match said:
        case {"year": year}:
            return int(year)
        case {"yy": year}:
            return _CENTURY + int(year)
        case {"acl": year}:
            return _CENTURY + int(year) - (100 if int(year) >= _ACL_FIRST else 0)
        case {"volume": volume}:
            return _JMLR_BEFORE + int(volume)
        case _:
            return None
