"""Lists in RIS, and as PubMed and EndNote write them."""

from __future__ import annotations

from enrich.seeds.ris import read_ris
from tests.fuzz.parsers.lists import IDENTIFIERS, List, fuzzer

__all__ = ["RIS"]

_EXAMPLES = (
    (
        "TY  - JOUR\nID  - he2016\nTI  - Deep\n  Words\nAU  - He, K.\nAU  - Li, X.\n"
        "PY  - 2016/01/02/\nDO  - 10.1000/x\nUR  - https://arxiv.org/abs/2101.00001\n"
        "N1  - note\nKW  - a\nER  - \n"
    ),
    (
        "PMID- 123\nTI  - Words of\n      a title\nFAU - Doe, Jane\nLID - 10.1000/x [doi]\n"
        "DP  - 2021 Jan\n"
    ),
    "%0 Journal Article\n%T Words\n%A Doe, J.\n%D 2021\n%R 10.1000/x\n%U https://a.invalid\n",
)
_PIECES = (
    *"TY ER TI T1 DO PMID LID AU A1 PY Y1 DA JOUR ID N1 KW UR L1 %0 %T %A %D %R -".split(),
    *"[doi]".split(),
    "  - ",
    "- ",
    "\nTY  - JOUR\n",
    "\nER  - \n",
    "\nTI  - ",
    "\nAU  - ",
    "\n%0 ",
    "\n      ",
    "\n",
    *IDENTIFIERS,
)

RIS = fuzzer(List("ris", ".ris", read_ris), _EXAMPLES, _PIECES)
