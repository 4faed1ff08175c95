"""Lists in Markdown."""

from __future__ import annotations

from enrich.seeds.markdown import read_markdown
from tests.fuzz.examples import lists
from tests.fuzz.parsers.lists import List, check_annotations, fuzzer

__all__ = ["MARKDOWN"]

_PIECES = (
    *"# ## ### - * 1. 1) + > >> | |-|-| --- === *** ` ``` ~~~ [ ] ( ) ]( ][ ]: ![ < >".split(),
    *"<!-- -->".split(),
    *"</a> <br> <b> <img <!DOCTYPE <? <![CDATA[ & &amp; &#0; &#x110000; * ** _ __ ~~".split(),
    *"$ $$ \\ \\[ [^1] [x]".split(),
    *"https://arxiv.org/abs/2101.00001 10.1000/x arXiv:2101.00001 doi:".split(),
    *"http://a.invalid/b.pdf (2021) et".split(),
    *"al. and 2021 NeurIPS [Paper] [Code] [PDF]".split(),
    *"[here](https://arxiv.org/abs/2101.00001) toml json".split(),
    '<a href="https://doi.org/10.1000/x">',
    '<a href="',
    "[p]: https://arxiv.org/abs/2101.00001\n",
    "- **A Title of Words**, Doe and Roe, *Journal*, 2021. [[paper]](https://doi.org/10.1000/x)\n",
    "| Title | Paper |\n|---|---|\n| A | [x](https://doi.org/10.1000/x) |\n",
    "Title of a Paper",
    "A. Doe, ",
    "    ",
    "\n\n",
    "\n",
    "\n> ",
    "\n  - ",
    "\t",
    "---\ntitle: x\n---\n",
    "+++\n",
    "<!-- enrich -->",
    "<!-- /enrich -->",
)


def _annotates(raw: bytes) -> None:
    check_annotations(raw.decode("utf-8", "replace").replace("\0", ""))


MARKDOWN = fuzzer(List("markdown", ".md", read_markdown), lists(), _PIECES, _annotates)
