"""Lists in plain text."""

from __future__ import annotations

from enrich.seeds.text import read_text
from tests.fuzz.parsers.lists import IDENTIFIERS, List, fuzzer

__all__ = ["TEXT"]

_EXAMPLES = (
    "# A heading\n2101.00001\n10.1000/x  # a comment\nhttps://arxiv.org/abs/2101.00001v2\n",
    "[1] K. He, X. Zhang. Deep residual words. In CVPR, 2016. doi:10.1000/x.\n[2] A. B\n",
    "Title: Words\nAuthors: Doe, J.\nDOI: 10.1000/x\n\nTitle: More\n",
    "\\bibitem{he2016} K. He, \\emph{Deep words}, arXiv:2101.00001 (2016).\n\\cite{a,b}\n",
)
_PIECES = (
    *"# [1] [ ] 1. - * : ; , . ( ) \\bibitem{a} \\cite{ \\url{ \\emph{ } { ` doi:".split(),
    *"arXiv: DOI: Title:".split(),
    *"https:// www. and et al. In Proc. pp. 1-9 vol. 2 no. 3 CVPR \u201cWords of".split(),
    *"a title,\u201d Doe,".split(),
    "J. Doe, ",
    "\n",
    "\n\n",
    " ",
    "-\n",
    *IDENTIFIERS,
)

TEXT = fuzzer(List("text", ".txt", read_text), _EXAMPLES, _PIECES)
