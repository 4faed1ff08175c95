"""The papers that the documentation's examples find: facts of real ones, none of their abstracts.

They are those of the project's own snapshot and a few that everybody knows. One more does not
exist: nobody's work stands in the documentation as an example of a retraction.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from tests.emulator import Paper, Work, World

__all__ = ["world"]

_SNAPSHOT = Path(__file__).resolve().parents[2] / "data/snapshot.jsonl"
# What the emulator says of a work that tells nothing of it itself.
_INVENTED = """publisher issue short-container-title page volume author reference container-title
language ISSN issn-type alternative-id""".split()
Message = dict[str, Any]


def _people(*names: str) -> list[Message]:
    parts = (name.rpartition(" ") for name in names)
    return [{"given": given, "family": family} for given, _, family in parts]


def _work(doi: str, message: Message) -> Work:
    return Work(doi, dict.fromkeys(_INVENTED) | message)


_PAPERS = (
    Paper(
        "1412.6980",
        "Adam: A Method for Stochastic Optimization",
        ("Diederik P. Kingma", "Jimmy Ba"),
        versions=9,
        published="2014-12-22",
        comment="Published as a conference paper at the 3rd International Conference for Learning"
        " Representations, San Diego, 2015",
        categories=("cs.LG",),
        abstract="",
    ),
    Paper(
        "1505.04597",
        "U-Net: Convolutional Networks for Biomedical Image Segmentation",
        ("Olaf Ronneberger", "Philipp Fischer", "Thomas Brox"),
        published="2015-05-18",
        comment="conditionally accepted at MICCAI 2015",
        categories=("cs.CV",),
        abstract="",
    ),
    Paper(
        "1512.03385",
        "Deep Residual Learning for Image Recognition",
        ("Kaiming He", "Xiangyu Zhang", "Shaoqing Ren", "Jian Sun"),
        published="2015-12-10",
        comment="Tech report",
        categories=("cs.CV",),
        abstract="",
    ),
    Paper(
        "1706.03762",
        "Attention Is All You Need",
        (
            "Ashish Vaswani",
            "Noam Shazeer",
            "Niki Parmar",
            "Jakob Uszkoreit",
            "Llion Jones",
            "Aidan N. Gomez",
            "Lukasz Kaiser",
            "Illia Polosukhin",
        ),
        versions=7,
        published="2017-06-12",
        comment="15 pages, 5 figures",
        categories=("cs.CL", "cs.LG"),
        abstract="",
    ),
)
_WORKS = (
    _work(
        "10.1007/978-3-319-24574-4_28",
        {
            "type": "book-chapter",
            "title": ["U-Net: Convolutional Networks for Biomedical Image Segmentation"],
            "author": _people("Olaf Ronneberger", "Philipp Fischer", "Thomas Brox"),
            "container-title": [
                "Lecture Notes in Computer Science",
                "Medical Image Computing and Computer-Assisted Intervention – MICCAI 2015",  # noqa: RUF001 - as Crossref has it
            ],
            "page": "234-241",
            "publisher": "Springer International Publishing",
            "issued": {"date-parts": [[2015]]},
        },
    ),
    _work(
        "10.1109/cvpr.2016.90",
        {
            "type": "proceedings-article",
            "title": ["Deep Residual Learning for Image Recognition"],
            "author": _people("Kaiming He", "Xiangyu Zhang", "Shaoqing Ren", "Jian Sun"),
            "container-title": [
                "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)"
            ],
            "page": "770-778",
            "publisher": "IEEE",
            "issued": {"date-parts": [[2016, 6]]},
        },
    ),
    _work(
        "10.5555/example.retracted",
        {
            "title": ["An Example of a Paper That Was Retracted"],
            "author": _people("Ann Example", "Bob Sample"),
            "container-title": ["Journal of Examples"],
            "volume": "3",
            "page": "14-15",
            "publisher": "Example Press",
            "issued": {"date-parts": [[2021, 4]]},
            "updated-by": [
                {
                    "DOI": "10.5555/example.notice",
                    "type": "retraction",
                    "label": "Retraction",
                    "source": "publisher",
                    "updated": {"date-parts": [[2022, 3, 4]]},
                }
            ],
        },
    ),
)


@cache
def _told() -> tuple[Paper | Work, ...]:
    lines = _SNAPSHOT.read_text(encoding="utf-8").splitlines()
    return tuple(_of(json.loads(line)) for line in lines)


def _of(answer: Message) -> Paper | Work:
    body = answer["body"]
    if answer["source"] == "crossref":
        return _work(body["DOI"], body)
    identifier, _, version = str(body["id"]).partition("v")
    return Paper(
        identifier,
        body["title"],
        tuple(person["name"] for person in body.get("authors", ())),
        versions=int(version or 1),
        published=body.get("published", "2021-01-04"),
        categories=(body.get("primary_category", "cs.LG"),),
        abstract="",
    )


def world() -> World:
    """Make the world that the examples ask."""
    papers = [one for one in _told() if isinstance(one, Paper)]
    works = [one for one in _told() if isinstance(one, Work)]
    return World((*papers, *_PAPERS), (*works, *_WORKS))
