"""What links lead to, and what they say of a paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrich.dates import PartialDate
from enrich.identifiers import parse_identifier
from enrich.seeds.links import claim_of, kind_of
from enrich.seeds.model import Claim, LinkKind
from tests.readings import within

LINKS = {
    LinkKind.PAPER: """
        10.1000/xyz 2101.00001 https://doi.org/10.1000/xyz http://arxiv.org/abs/2308.12453v1
        https://www.sciencedirect.com/science/article/abs/pii/S0899707122002856
        https://ieeexplore.ieee.org/document/1284395 https://openreview.net/forum?id=mDwURmlapW
        https://huggingface.co/papers/2310.06825 https://zenodo.org/records/1234567
        https://figshare.com/articles/dataset/x/1?doi=10.6084/m9.figshare.1
        https://www.kaggle.com/x/10.34740/kaggle/dsv/1
        https://distill.pub/2017/momentum/ https://cs.example.edu/~someone/paper.pdf
        https://www.example.edu/Paper.PDF?download=1 https://blogs.example.edu/x/10.1000/xyz
    """,
    LinkKind.CODE: """
        https://github.com/ZhuoxuCui/Self-Score github.com/a/b
        https://github.com/AgaMiko/debiasing-effect-of-gans.
        https://github.com/mah533/Synthetic-ECG-Generation---GAN-Models-Comparison
        https://github.com/batmanlab/HA-GAN/tree/master https://gist.github.com/a/1
        https://github.com/a/b/blob/main/paper.pdf https://github.com/exampleorg/code
        https://raw.githubusercontent.com/a/b/main/paper.pdf https://gitlab.com/a/b
        https://gitlab.inria.fr/a/b https://git.example.edu/a/b https://bitbucket.org/a/b
        https://codeberg.org/a/b https://sourceforge.net/projects/a/
        https://colab.research.google.com/drive/1 https://huggingface.co/a/b
        https://huggingface.co/spaces/a/b https://pypi.org/project/a/
        https://www.kaggle.com/code/a/b
    """,
    LinkKind.DATA_SET: """
        https://www.kaggle.com/datasets/a/b https://www.kaggle.com/c/a
        https://huggingface.co/datasets/a/b https://hf.co/datasets/a/b
        https://physionet.org/content/mimiciv/2.2/ https://dataverse.nl/dataset.xhtml
        https://figshare.com/articles/dataset/Title/1234567 https://openneuro.org/datasets/ds1
        https://paperswithcode.com/dataset/imagenet
    """,
    LinkKind.BLOG: """
        https://blog.paperspace.com/review-metrics-image-synthesis-models/
        https://medium.com/@a/b https://a.medium.com/b https://towardsdatascience.com/a
        https://a.substack.com/p/b https://a.wordpress.com/b https://a.blogspot.de/b
        https://openai.com/blog/a https://lilianweng.github.io/posts/2021-07-11-diffusion-models/
        https://huggingface.co/blog/a https://bair.berkeley.edu/blog/2020/a
    """,
    LinkKind.VIDEO: """
        https://www.youtube.com/watch?v=a https://youtu.be/a https://vimeo.com/1
        https://www.bilibili.com/video/a https://slideslive.com/1 http://videolectures.net/a/
    """,
    LinkKind.PLACEHOLDER: """
        # https://example.com https://www.example.org/paper http://example.net
        https://github.com/example https://github.com/username/repository TODO tba link url xxx
        https:// http:// javascript:void(0) http://localhost:8000/a https://127.0.0.1/a
        https://link https://todo
    """,
    LinkKind.IN_PAGE: "#anomaly-detection #a",
    LinkKind.RELATIVE: "CONTRIBUTING.md ../x LICENSE yES docs/paper.pdf /assets/a.png ?tab=readme",
    LinkKind.PAGE: """
        https://en.wikipedia.org/wiki/Peak_signal-to-noise_ratio mailto:someone@example.edu
        ftp://ftp.example.edu/paper.pdf https://img.shields.io/badge/arXiv-2101.00001-b31b1b.svg
        https://a.github.io/b/ https://www.nature.com/ https://arxiv.org/list/cs.LG/recent
        https://huggingface.co https://huggingface.co/papers https://huggingface.co/docs/a
        www.example.edu/x //example.edu/x https://drive.google.com/file/d/1/view
    """,
}


@pytest.mark.parametrize(
    ("kind", "href"), [(kind, href) for kind, links in LINKS.items() for href in links.split()]
)
def test_what_a_link_leads_to_is_told_by_its_form(kind: LinkKind, href: str) -> None:
    assert kind is kind_of(href)


@pytest.mark.parametrize(
    ("kind", "href"),
    [
        (LinkKind.PLACEHOLDER, ""),
        (LinkKind.PLACEHOLDER, "  "),
        (LinkKind.PLACEHOLDER, "coming soon"),
        (LinkKind.RELATIVE, "Original method"),
        (LinkKind.CODE, " https://github.com/a/b\n"),
        (LinkKind.PAPER, "arXiv:2101.00001 [cs.LG]"),
    ],
)
def test_spaces_in_a_link_do_no_harm(kind: LinkKind, href: str) -> None:
    assert kind is kind_of(href)


@given(st.text() | st.from_regex(r"(https?:)?//[\w.@:\[\]%-]{0,20}(/\S{0,20})?"))
def test_any_link_has_a_kind_and_an_identifier_makes_it_a_paper(href: str) -> None:
    kind = kind_of(href)
    if parse_identifier(href) is not None:
        assert LinkKind.PAPER is kind
    assert isinstance(claim_of(href), Claim)


_CVF = "https://openaccess.thecvf.com/"
CLAIMS = [
    (
        _CVF + "content/CVPR2022W/NTIRE/html/Wyatt_AnoDDPM_Anomaly_Detection_With_Denoising"
        "_Diffusion_Probabilistic_Models_Using_Simplex_CVPRW_2022_paper.html",
        Claim(
            title="AnoDDPM Anomaly Detection With Denoising Diffusion Probabilistic Models Using"
            " Simplex",
            authors=("Wyatt",),
            date=PartialDate(2022),
            venue="CVPRW 2022",
        ),
    ),
    (
        _CVF + "content_cvpr_2018/papers/Van_Horn_The_INaturalist_Species_CVPR_2018_paper.pdf",
        Claim(
            title="The INaturalist Species",
            authors=("Van Horn",),
            date=PartialDate(2018),
            venue="CVPR 2018",
        ),
    ),
    (
        (
            "https://www.cv-foundation.org/openaccess/content_cvpr_2016/html/"
            "He_Deep_Residual_Learning_CVPR_2016_paper.html"
        ),
        Claim(
            title="Deep Residual Learning",
            authors=("He",),
            date=PartialDate(2016),
            venue="CVPR 2016",
        ),
    ),
    (
        "https://www.ecva.net/papers/eccv_2020/papers_ECCV/html/123_ECCV_2020_paper.php",
        Claim(date=PartialDate(2020), venue="ECCV 2020"),
    ),
    (
        "http://papers.nips.cc/paper/5423-generative-adversarial-nets.pdf",
        Claim(title="generative adversarial nets"),
    ),
    (
        "https://proceedings.neurips.cc/paper_files/paper/2022/hash/abc-Abstract-Conference.html",
        Claim(date=PartialDate(2022)),
    ),
    ("https://papers.nips.cc/paper/2014/file/abc-Paper.pdf", Claim(date=PartialDate(2014))),
    ("https://proceedings.mlr.press/v139/kim21a.html", Claim(date=PartialDate(2021))),
    ("http://proceedings.mlr.press/v37/sohl-dickstein15.pdf", Claim(date=PartialDate(2015))),
    ("https://proceedings.mlr.press/v139/kim21a/kim21a.pdf", Claim(date=PartialDate(2021))),
    (
        "https://www.jmlr.org/papers/volume13/gretton12a/gretton12a.pdf",
        Claim(date=PartialDate(2012)),
    ),
    ("http://jmlr.org/papers/v21/20-074.html", Claim(date=PartialDate(2020))),
    ("https://aclanthology.org/P19-1001/", Claim(date=PartialDate(2019))),
    ("https://www.aclweb.org/anthology/P98-1001.pdf", Claim(date=PartialDate(1998))),
    ("https://aclanthology.org/2020.lrec-1.1.pdf", Claim(date=PartialDate(2020))),
    (
        "https://www.isca-speech.org/archive/interspeech_2020/gresse20_interspeech.html",
        Claim(date=PartialDate(2020), venue="Interspeech 2020"),
    ),
]


@pytest.mark.parametrize(("href", "claim"), CLAIMS)
def test_a_link_to_proceedings_says_something_of_the_paper(href: str, claim: Claim) -> None:
    assert claim == claim_of(href)


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#",
        "x.pdf",
        "https://openreview.net/forum?id=mDwURmlapW",
        "https://ieeexplore.ieee.org/document/1284395",
        "https://openaccess.thecvf.com/CVPR2022",
        "https://example.org/v139/kim21a.html",
        "https://[bad/",
    ],
)
def test_other_links_say_nothing(href: str) -> None:
    assert Claim() == claim_of(href)


@pytest.mark.parametrize(
    "href",
    [
        "https://arxiv.org/abs/2113.12345",
        "https://arxiv.org/abs/",
        "https://arxiv.org/pdf/1.pdf",
        "https://doi.org/10.5555",
        "https://genome.cshlp.org/content/27/5/801",
        "https://osf.io/preprints/psyarxiv/abcde",
        "https://www.isca-archive.org/interspeech_2020/gulati20_interspeech.html",
        "https://eprint.iacr.org/2017/715.pdf",
    ],
)
def test_a_link_to_where_only_papers_are_is_of_a_paper_without_identifier_too(href: str) -> None:
    assert (LinkKind.PAPER, None) == (kind_of(href), parse_identifier(href))


@pytest.mark.parametrize(
    "href",
    ["https://arxiv.org", "https://arxiv.org/list/cs", "https://doi.org/", "https://osf.io/abcde"],
)
def test_the_other_pages_of_such_hosts_are_pages(href: str) -> None:
    assert LinkKind.PAGE == kind_of(href)


def test_an_arxiv_link_of_crosses_is_a_placeholder() -> None:
    assert LinkKind.PLACEHOLDER == kind_of("https://arxiv.org/abs/xxxx.xxxxx")


def test_of_an_address_longer_than_any_only_the_beginning_counts() -> None:
    href = f"https://{'a.' * 100_000}com/x"
    with within(1):
        assert (LinkKind.PAGE, Claim()) == (kind_of(href), claim_of(href))
