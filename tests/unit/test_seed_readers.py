"""Which reader a file gets: by its name, unless it looks like something else."""

from __future__ import annotations

from importlib import import_module

import pytest

from enrich.identifiers import Doi
from enrich.seeds import scan_bytes
from enrich.seeds.formats import SUFFIXES, find_format
from tests.readings import within

BIB = "@article{a,\n  title = {Sheep at noon},\n  doi = {10.5555/x},\n}\n"
CSL = '[{"id": "a", "type": "article-journal", "DOI": "10.5555/x", "title": "Sheep at noon"}]'
RIS = "TY  - JOUR\nTI  - Sheep at noon\nDO  - 10.5555/x\nER  - \n"
CSV = "title,doi\nSheep at noon,10.5555/x\n"
TSV = "Title\tDOI\nSheep at noon\t10.5555/x\n"
HTML = "<!DOCTYPE html><a href='https://doi.org/10.5555/x'>Sheep at noon</a>"
MARKDOWN = "# List\n\n- [Sheep at noon](https://doi.org/10.5555/x)\n"
TEXT = "# list\n10.5555/x  Sheep at noon\n"
LOOKS = {
    "BibTeX": BIB,
    "CSL-JSON": CSL,
    "RIS": RIS,
    "table": CSV,
    "HTML": HTML,
    "Markdown": MARKDOWN,
    "text": TEXT,
}


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("file", ["list", "list.txt", "list.data", "-"])
def test_without_a_telling_name_the_content_tells(name: str, file: str) -> None:
    assert name == find_format(LOOKS[name], file).name


@pytest.mark.parametrize(
    ("file", "text", "name"),
    [
        ("a.bib", BIB, "BibTeX"),
        ("a.json", CSL, "CSL-JSON"),
        ("a.ris", RIS, "RIS"),
        ("a.csv", CSV, "table"),
        ("a.tsv", TSV, "table"),
        ("a.html", HTML, "HTML"),
        ("a.md", MARKDOWN, "Markdown"),
        ("A.MD", MARKDOWN, "Markdown"),
        ("a.md", "Words, and no more.", "Markdown"),
        ("a.bib", MARKDOWN, "Markdown"),
        ("a.md", BIB, "BibTeX"),
        ("a.csv", "Words.", "table"),
        ("a.json", "", "CSL-JSON"),
    ],
)
def test_the_name_tells_unless_the_content_is_surely_something_else(
    file: str, text: str, name: str
) -> None:
    assert name == find_format(text, file).name


@pytest.mark.parametrize("text", LOOKS.values())
def test_every_format_gives_the_same_paper(text: str) -> None:
    (seed,) = scan_bytes(text.encode(), "list").seeds
    assert (Doi("10.5555/x"), "Sheep at noon") == (seed.wanted, seed.claim.title)


def test_no_two_readers_share_a_name() -> None:
    assert len(SUFFIXES) == len(set(SUFFIXES))


@pytest.mark.parametrize(
    ("text", "is_blank"),
    [("", True), ("# nothing yet\n", True), ("\n \n", True), ("Words.", False), ("#\nx", False)],
)
def test_comments_and_headings_alone_are_nothing(text: str, is_blank: bool) -> None:  # noqa: FBT001 - an expectation
    assert is_blank is scan_bytes(text.encode(), "list").is_blank


SIGNS = (*" [@,<-\t\"'{}(=;|#:.%", "[ ", "a ", "- ", "<!-- c --> ", '{"', "10.1234/", "http://")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("module", ["bibtex", "csl", "ris", "html", "table"])
def test_no_heap_of_one_sign_keeps_a_format_from_being_told(sign: str, module: str) -> None:
    looks = getattr(import_module(f"enrich.seeds.{module}"), f"looks_like_{module}")
    with within(2):
        looks(sign * (200_000 // len(sign)))
