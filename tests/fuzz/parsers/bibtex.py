"""BibTeX: read for seeds, and written back as it is or completed."""

from __future__ import annotations

from enrich.bibfile import Edited, edit_bytes, keys_by_line
from enrich.bibfile.cutting import Item, cut
from enrich.bibfile.files import decoded_bytes
from enrich.seeds.bibtex import read_bibtex
from tests.fuzz.examples import bib_files
from tests.fuzz.parsers.lists import List, fuzzer
from tests.records import FULL, entry_of

__all__ = ["BIBTEX"]

_PIECES = (
    *'@ { } ( ) , = # " \\ \\" \\{ \\\\ % @misc{a, @article{b, @Article(b, @string{j='.split(),
    *"@comment{ @preamble{".split(),
    *"@comment @string( title author year month doi eprint url journal crossref xdata".split(),
    *"keywords".split(),
    *"jan 2021 1999 {A} {{A}} and others von {\\'e} \\'e \\i $x^2$ ~ -- & \\& \\url{".split(),
    *"\\href{ abs/2101.00001".split(),
    *"title={T}, doi={10.1000/x}, eprint={2101.00001}, archivePrefix={arXiv},".split(),
    *"year=2021, month=jan, :".split(),
    "@article{he2016,\n  title = {Deep {R}esidual},\n  author = {He, K. and Zhang, X.},\n}\n",
    '@misc{a, title="T" # j # " U"}',
    "\n",
    "\n\n",
    " ",
)
_MOST = 3


def _edits(raw: bytes) -> None:
    assert raw == edit_bytes(raw, {}).body
    text, _ = decoded_bytes(raw)
    blocks = list(cut(text))
    assert text == "".join(text[one.start : one.end] for one in blocks)
    keys_by_line(raw)
    keys = [one.key for one in blocks if isinstance(one, Item)][:_MOST]
    library = {key: entry_of(FULL, key) for key in keys}
    once = edit_bytes(raw, library)
    again = edit_bytes(once.body, library)
    assert once.body == again.body
    assert () == again.outcome.changes
    after, _ = decoded_bytes(once.body)
    assert keys == [one.key for one in cut(after) if isinstance(one, Item)][:_MOST]
    assert isinstance(again.outcome, Edited)


BIBTEX = fuzzer(List("bibtex", ".bib", read_bibtex), bib_files(), _PIECES, _edits)
