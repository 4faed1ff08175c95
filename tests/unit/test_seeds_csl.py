"""CSL-JSON seeds: what each work wants, whichever program wrote it, and what is wrong with it."""

from __future__ import annotations

import json
from functools import partial

import pytest

from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi, Identifier
from enrich.record import Kind
from enrich.seeds.csl import looks_like_csl, read_csl
from enrich.seeds.model import Origin, Seed
from tests.readings import only_seed, seeds_in, told_of, within

NEW, FIFTH = ArxivId("1706.03762"), ArxivId("1706.03762", 5)
DOI = Doi("10.1000/x")

seeds = partial(seeds_in, read_csl, file="a.json")
told = partial(told_of, read_csl, file="a.json")


def only(**item: object) -> Seed:
    return only_seed(read_csl, json.dumps([{"title": "T", **item}]))


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        ({"DOI": "10.1000/X"}, DOI),
        ({"DOI": "https://doi.org/10.1000/x"}, DOI),
        ({"DOI": "10.48550/arXiv.1706.03762"}, NEW),
        ({"DOI": "10.1000/x", "number": "arXiv:1706.03762"}, DOI),
        ({"DOI": "10.48550/arXiv.1706.03762", "URL": "https://arxiv.org/abs/1706.03762v5"}, FIFTH),
        ({"URL": "http://arxiv.org/abs/1706.03762v5"}, FIFTH),
        ({"number": "arXiv:1706.03762"}, NEW),
        ({"archive": "arXiv", "archive_location": "1706.03762"}, NEW),
        ({"custom": {"eprint": "1706.03762v5", "eprinttype": "arxiv"}}, FIFTH),
        ({"note": "arXiv: 1706.03762"}, NEW),
        ({"note": "arXiv:1706.03762 [cs.CL]"}, NEW),
        ({"note": "PMID: 123\nDOI: 10.1000/x\nmore"}, DOI),
        ({"note": "{:DOI: 10.1000/x}"}, DOI),
        ({"note": "Retracted (doi:10.1000/r, 2021)"}, None),
        ({"id": "https://doi.org/10.1000/x"}, DOI),
        ({"URL": "https://example.org", "number": 7, "DOI": None}, None),
    ],
)
def test_an_identifier_is_found_wherever_programs_put_it(
    item: dict[str, object], wanted: Identifier | None
) -> None:
    assert wanted == only(**item).wanted


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ({"id": "vaswani2017"}, "vaswani2017"),
        ({"id": "http://zotero.org/users/1/items/ABCD1234", "citation-key": "v2017"}, "v2017"),
        ({"id": "http://zotero.org/users/1/items/ABCD1234"}, None),
        ({"id": "1234/ABCD1234"}, None),
        ({"id": "zotero-item-12"}, None),
        ({"id": 12}, None),
        ({"id": "12"}, None),
        ({"id": "doi:10.1000/x"}, None),
        ({"id": "two words"}, None),
        ({"id": "12", "note": "Citation Key: v2017\nx"}, "v2017"),
        ({}, None),
    ],
)
def test_a_key_is_what_a_person_chose(item: dict[str, object], key: str | None) -> None:
    assert key == only(**item).key


def test_a_work_is_a_claim_with_all_that_it_says() -> None:
    claim = only(
        type="paper-conference",
        title="A <i>new</i> &amp; <span class='nocase'>old</span>  word",
        author=[
            {"family": "Beethoven", "given": "L.", "non-dropping-particle": "van"},
            {"family": "King", "given": "M.", "suffix": "Jr."},
            {"literal": "The Group"},
            {},
            "x",
        ],
        issued={"date-parts": [["2020", 5]]},
    ).claim
    assert "A new & old word" == claim.title
    assert ("van Beethoven, L.", "King, Jr., M.", "The Group") == claim.authors
    assert (PartialDate(2020, 5), Kind.CONFERENCE_PAPER) == (claim.date, claim.kind)


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2020, 5, 3], [2020, 6]]}, PartialDate(2020, 5, 3)),
        ({"date-parts": [[2020, "", 3]]}, PartialDate(2020)),
        ({"raw": "2020-05-03"}, PartialDate(2020, 5, 3)),
        ({"raw": "3 May 2020"}, PartialDate(2020, 5, 3)),
        ({"literal": "Spring 2020"}, PartialDate(2020)),
        ({"date-parts": []}, None),
        ({"date-parts": [None]}, None),
        (2020, PartialDate(2020)),
        ([], None),
    ],
)
def test_a_date_is_read_in_each_of_its_forms(issued: object, date: PartialDate | None) -> None:
    assert date == only(issued=issued).claim.date


def test_each_work_knows_its_line() -> None:
    text = '[\n  {"title": "A",\n   "x": "a\\nb"},\n\n  {"title": "B"}, {"title": "C"}]'
    assert [2, 5, 5] == [seed.origin.line for seed in seeds(text)]


@pytest.mark.parametrize(
    "text",
    ['\n{"title": "T"}', '{"items":\n [{"title": "T"}]}', '\n[{"title": "T"}', '\n{"title":"T"} x'],
)
def test_one_work_and_lists_in_an_object_are_read_too(text: str) -> None:
    assert [("T", Origin("a.json", 2))] == [(one.claim.title, one.origin) for one in seeds(text)]


def test_a_broken_work_is_told_and_costs_no_other() -> None:
    text = (
        '[\n  {\n    "title": "A"\n  },\n  {\n    "title": "B\n  },\n  {\n    "title": "C"\n  }\n]'
    )
    assert ["A", "C"] == [seed.claim.title for seed in seeds(text)]
    (remark,) = told(text)
    assert remark.startswith("a.json:6: no JSON")


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '[{"a": ' * 10_000, '[{"a": ' + "9" * 5000 + "}]", "[1, 2]", '["x"]']
)
def test_what_is_no_work_is_told(text: str) -> None:
    assert ([], True) == (seeds(text), bool(told(text)))


def test_a_work_that_names_no_paper_is_told() -> None:
    text = '[\n{"id": "a"}]'
    assert ["a.json:2: this work has no identifier and no title; add one"] == told(text)


def test_a_key_given_twice_is_the_first_ones() -> None:
    text = '[{"id": "a", "title": "A"},\n{"id": "A", "title": "B"}]'
    assert ["a", None] == [seed.key for seed in seeds(text)]
    assert ["a.json:2"] == [one.partition(": ")[0] for one in told(text)]


def test_a_doi_that_is_none_is_told() -> None:
    assert ["a.json:1: the DOI of this work is none (unknown); correct it"] == told(
        '[{"title": "T", "DOI": "unknown"}]'
    )


def test_keywords_are_tags() -> None:
    assert ("a", "b c") == only(keyword="a, b c, a").tags


def test_what_only_json_can_name_is_read_as_a_space() -> None:
    text = r'[{"id": "k", "title": "T\ud800 \u001b[31m", "keyword": "a\u0007b", "note": "\u0000"}]'
    seed = only_seed(read_csl, text)
    assert ("T [31m", ("a b",)) == (seed.claim.title, seed.tags)


@pytest.mark.parametrize(
    "text", ['[{"id": "a", "type": "book"}]', '{"items": [', '\n [ \n {"title":', "[]"]
)
def test_csl_is_known_by_its_variables(text: str) -> None:
    assert looks_like_csl(text)


@pytest.mark.parametrize(
    "text", ["", "[a](b) {c}", '{"x": 1}', "[1, 2]", "@misc{k,", "[[Paper](u)]"]
)
def test_other_brackets_are_no_csl(text: str) -> None:
    assert not looks_like_csl(text)


def test_a_large_list_is_read_in_seconds() -> None:
    items = [
        {"id": f"k{n}", "title": "A title", "DOI": f"10.1000/{n}", "note": "Citation Key: x\n" * 9}
        for n in range(2000)
    ]
    with within(3):
        assert 2000 == len(seeds(json.dumps(items, indent=1)))
