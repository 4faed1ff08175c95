"""Lists in tables of any separator."""

from __future__ import annotations

from enrich.seeds.table import read_table
from tests.fuzz.parsers.lists import IDENTIFIERS, List, fuzzer

__all__ = ["TABLE"]

_EXAMPLES = (
    'Title,Authors,Year,DOI,Key\n"Deep, Words","He, K.; Li, X.",2016,10.1000/x,he2016\nB,,x,,\n',
    "sep=;\nDOI;Item Type;Url\n10.1000/x;journalArticle;https://arxiv.org/abs/2101.00001\n",
    "title\tarxiv id\tnotes\nWords\t2101.00001\ta | b\n",
)
_PIECES = (
    *', ; | "" "," sep=; sep= doi DOI title Title key year authors url notes \''.split(),
    *'="10.1000/x"'.split(),
    '"',
    '\n"',
    "\t",
    "\n",
    "\n,\n",
    *IDENTIFIERS,
)

TABLE = fuzzer(List("table", ".csv", read_table), _EXAMPLES, _PIECES)
