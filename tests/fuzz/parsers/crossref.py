"""Crossref's works and lists."""

from __future__ import annotations

from enrich.errors import Garbled
from enrich.identifiers import ArxivId, Doi, Pii, Sequel, Title
from enrich.sources.crossref import Crossref
from enrich.sources.crossref.work import read_work
from tests.fuzz.examples import crossref_works
from tests.fuzz.mutations import mutated, pieced
from tests.fuzz.parsers.answering import asked, hold_record
from tests.fuzz.target import Target
from tests.fuzz.trees import Tree, holders, mutated_json

__all__ = ["CROSSREF", "WORDS"]

# What the fields of works are made of.
WORDS = (
    *"<i> </i> <jats:p> &amp; &lt; $ x WORDS of The A Journal Proceedings Conference".split(),
    *"on Vol. vol. 12".split(),
    *"no. 3 Issue pp. 1-9 S12 e123 12-9 1,2 1st 3rd 20th 2021 (2021) 21 '21 Suppl.".split(),
    *"Part Series Lecture".split(),
    *"International Symposium Workshop Annual ( ) [ ] - \u2013 : ; , . / & and in: In".split(),
    *"eds. Springer PhD".split(),
    *"Jr. III van de la O' Dr. Prof. MD et al. Group Consortium for behalf of the ET".split(),
    *"AL. Retracted:".split(),
    *"RETRACTION Erratum Correction to 10.1000/x https://doi.org/10.1000/x 2101.00001".split(),
    *"0378-5955 978".split(),
    *"http://id.crossref.org/isbn/9780306406157 https://orcid.org/0000-0002-1825-0097".split(),
    *"journal-article".split(),
    *"book-chapter proceedings-article posted-content dissertation standard".split(),
    *"peer-review en null void".split(),
    " ",
    "\n",
)
_TYPES = (
    "journal-article book-chapter proceedings-article posted-content dissertation standard report"
    " book monograph edited-book reference-entry dataset peer-review grant component journal-issue"
).split()
_WORKS = crossref_works()
_BATCHES = (
    (Doi("10.5555/rich"), Doi("10.5555/poor")),
    (Doi("10.5555/rich"),),
    (Doi("10.5555/a,b"),),
    (Doi("10.5555/rich"), Doi("10.5555/poor"), Doi("10.1000/x")),
    (Pii("S1361841523001068"),),
    (Sequel(ArxivId("2101.00001")),),
    (Title("in vivo nmr of h 2 o"),),
)


def _listed(works: list[Tree], total: Tree = None) -> Tree:
    message: Tree = {"total-results": len(works) if total is None else total, "items": works}
    return {"status": "ok", "message-type": "work-list", "message": message}


def _check(raw: bytes) -> None:
    if b'"message"' in raw[:80]:
        asked(Crossref(), raw, _BATCHES)
        return
    hold_record(read_work(raw))


_lists = (_listed(list(_WORKS[:2])), _listed([]), {"message": _WORKS[0]})
_texts = pieced(WORDS, 10) | mutated(tuple(_TYPES), WORDS)

CROSSREF = Target(
    name="crossref",
    inputs=mutated_json(_WORKS, _texts)
    | mutated_json(_WORKS[:2], _texts)
    | mutated_json(_lists, _texts),
    check=_check,
    errors=(Garbled,),
    pieces=(*WORDS, "a", "A", "9", "((", "\u00e9"),
    holders=(*holders(_WORKS[0]), *holders(_listed([_WORKS[0]]))),
)
