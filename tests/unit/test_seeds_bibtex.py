"""BibTeX seeds: what each entry wants, whatever program wrote it, and what is wrong with it."""

from __future__ import annotations

import logging
from functools import partial

import pytest

from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi, Identifier
from enrich.record import Kind
from enrich.seeds import Kept, PassedOver
from enrich.seeds.bibtex import looks_like_bibtex, read_bibtex
from enrich.seeds.model import Origin, Seed
from tests.readings import only_seed, seeds_in, told_of, within

DOI = Doi("10.1000/x_y")
NEW, FIFTH = ArxivId("1706.03762"), ArxivId("1706.03762", 5)

seeds = partial(seeds_in, read_bibtex, file="a.bib")
told = partial(told_of, read_bibtex, file="a.bib")


def only(fields: str, kind: str = "misc") -> Seed:
    return only_seed(read_bibtex, f"@{kind}{{k, {fields}}}")


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("doi = {10.1000/X_y}", DOI),
        ('doi = "10.1000/x_y"', DOI),
        (r"doi = {10.1000/x\_y}", DOI),
        (r"doi = {10.1000/x{\_}y}", DOI),
        (r"doi = {10.1000/x{\textunderscore}y}", DOI),
        ("doi = {{10.1000/x_y}}", DOI),
        ("DOI = {https://doi.org/10.1000/x_y}", DOI),
        ("doi = {doi:10.1000/x_y.}", DOI),
        (r"doi = {10.1002/1{\textless}2::aid{\textgreater}3}", Doi("10.1002/1<2::aid>3")),
        ("doi = {10.48550/arXiv.1706.03762}", NEW),
        ("doi = {10.48550/arXiv.1706.03762}, eprint = {1706.03762v5}", FIFTH),
        ("doi = {10.48550/arXiv.1706.03762}, url = {https://arxiv.org/abs/1706.03762v5}", FIFTH),
        ("eprint = {1706.03762}, archiveprefix = {arXiv}", NEW),
        ("eprint = {1706.03762v5}, eprinttype = {arxiv}", FIFTH),
        ("eprint = {arXiv:1706.03762}", NEW),
        ("eprint = {1706.03762}, doi = {10.1000/x_y}", DOI),
        ("eprint = {9901001}, primaryclass = {hep-th}", ArxivId("hep-th/9901001")),
        ("eprint = {12345678}, eprinttype = {pubmed}", None),
        ("arxivid = {1706.03762}", NEW),
        ("url = {http://arxiv.org/pdf/1706.03762v5.pdf}", FIFTH),
        (r"howpublished = {\url{https://arxiv.org/abs/1706.03762}}", NEW),
        (r"howpublished = {\href{https://doi.org/10.1000/x\_y}{here}}", DOI),
        ("journal = {arXiv preprint arXiv:1706.03762}", NEW),
        ("journal = {CoRR, abs/1706.03762}", NEW),
        ("journal = {CoRR}, volume = {abs/1706.03762}", NEW),
        ("note = {arXiv:1706.03762 [cs.CL]}", NEW),
        ("note = {Accepted; preprint at arXiv:1706.03762v5, 15 pages}", FIFTH),
        ("note = {Available at https://doi.org/10.1000/x_y.}", DOI),
        ("note = {Retracted (doi:10.1000/r, 2021)}", None),
        ("note = {Erratum in 10.1000/e}", None),
        ("pmid = {12345}, url = {https://example.org}", None),
    ],
)
def test_an_identifier_is_found_wherever_programs_put_it(
    fields: str, wanted: Identifier | None
) -> None:
    assert wanted == only(f"title = {{T}}, {fields}").wanted


def test_an_entry_is_a_seed_with_all_that_it_says() -> None:
    (seed,) = seeds(
        "% a list\n\n@inproceedings{vaswani2017,\n"
        "  title = {Attention {Is} All You Need},\n"
        "  author = {Vaswani, Ashish and Noam Shazeer and {The Brain and Co Group} and others},\n"
        "  booktitle = {Advances in {NeurIPS}},\n  year = 2017,\n  month = dec\n}\n"
    )
    assert ("vaswani2017", Origin("a.bib", 3), None) == (seed.key, seed.origin, seed.wanted)
    claim = seed.claim
    assert "Attention Is All You Need" == claim.title == seed.written
    assert ("Vaswani, Ashish", "Noam Shazeer", "The Brain and Co Group") == claim.authors
    assert (PartialDate(2017, 12), "Advances in NeurIPS") == (claim.date, claim.venue)
    assert Kind.CONFERENCE_PAPER is claim.kind


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("{A {GAN} of {{Two}}}", "A GAN of Two"),
        ('"A {"}quoted{"} word"', 'A "quoted" word'),
        (r"{Schr{\"o}dinger \& Co}", "Schrödinger & Co"),
        (r"{Caf\'e -- so $x^2$}", "Café \u2013 so x^2"),
        ("{Broken\n   over lines}", "Broken over lines"),
        ("{A}, subtitle = {B}", "A: B"),
        ('"Sch" # "ön"', "Schön"),
    ],
)
def test_a_title_is_read_without_its_latex(written: str, title: str) -> None:
    assert title == (only(f"title = {written}").claim.title or "").replace("x²", "x^2")


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2020", PartialDate(2020)),
        ("year = {c. 2020}", PartialDate(2020)),
        ("year = {in press}", None),
        ("year = {2020}, month = {Marginal}", PartialDate(2020)),
        ("year = {2020}, month = {10~Jan.}", PartialDate(2020, 1)),
        ("year = {2020}, month = jan", PartialDate(2020, 1)),
        ("year = {2020}, month = {January}", PartialDate(2020, 1)),
        ("year = {2020}, month = {1}", PartialDate(2020, 1)),
        ('year = {2020}, month = jan # "~31"', PartialDate(2020, 1)),
        ("year = {2020}, month = 5, day = 3", PartialDate(2020, 5, 3)),
        ("date = {2020-05-03}", PartialDate(2020, 5, 3)),
        ("date = {2020-05-03/2020-05-07}", PartialDate(2020, 5, 3)),
        ("date = {2020-05?}", PartialDate(2020, 5)),
        ("date = {2020-05}, year = {1999}", PartialDate(2020, 5)),
    ],
)
def test_a_date_is_as_precise_as_it_was_given(fields: str, date: PartialDate | None) -> None:
    assert date == only(f"title = {{T}}, {fields}").claim.date


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("article", Kind.ARTICLE),
        ("Conference", Kind.CONFERENCE_PAPER),
        ("INBOOK", Kind.CHAPTER),
        ("mastersthesis", Kind.THESIS),
        ("report", Kind.REPORT),
        ("online", None),
        ("unpublished", None),
    ],
)
def test_the_type_of_an_entry_is_the_kind_claimed(kind: str, expected: Kind | None) -> None:
    assert expected == only("title = {T}", kind).claim.kind


def test_a_preprint_server_is_no_journal() -> None:
    claim = only("title = {T}, journal = {arXiv preprint arXiv:1706.03762}", "article").claim
    assert (None, Kind.PREPRINT) == (claim.venue, claim.kind)


def test_macros_are_looked_up_whatever_their_case_and_joined() -> None:
    (seed,) = seeds(
        '@string{pre = "Journal of "}\n@STRING{J = pre # {X}}\n'
        '@article{k, title = {T}, journal = j # ", Part B", owner = pre # unknown}'
    )
    assert "Journal of X, Part B" == seed.claim.venue
    assert (("owner", "Journal of unknown"),) == seed.extras


def test_an_entry_inherits_from_the_one_it_refers_to() -> None:
    child, parent = seeds(
        "@inproceedings{c, title = {Child}, crossref = {P}}\n"
        "@proceedings{p, title = {Book}, year = 2020, doi = {10.1000/p}}"
    )
    assert (None, "Book", PartialDate(2020)) == (child.wanted, child.claim.venue, child.claim.date)
    assert ("p", Doi("10.1000/p")) == (parent.key, parent.wanted)


def test_what_is_shared_by_xdata_is_every_entrys_and_no_paper() -> None:
    text = "@xdata{x, journaltitle = {J}}\n@article{k, title = {T}, xdata = {x, y}}"
    (seed,) = seeds(text)
    assert ("k", "J") == (seed.key, seed.claim.venue)


def test_keywords_and_groups_are_tags() -> None:
    seed = only("title = {T}, keywords = {a, b c, a}, groups = {G; H, I}")
    assert ("a", "b c", "G", "H, I") == seed.tags


def test_extras_are_the_owners_own_fields_in_order_and_as_written() -> None:
    seed = only(
        r"title = {T}, file = {:C\:/a_b.pdf:PDF}, year = 2020, annote = {See {X} \& Y},"
        " abstract = {Words}, Bdsk-Url-1 = {u}, mynote = {N}, eprint = {1706.03762}"
    )
    assert (
        ("file", r":C\:/a_b.pdf:PDF"),
        ("annote", r"See {X} \& Y"),
        ("Bdsk-Url-1", "u"),
        ("mynote", "N"),
    ) == seed.extras


def test_what_stands_between_entries_is_kept_as_written() -> None:
    text = (
        "% Mine\n@string{a = {b}}\n@misc{k, title = {T}}\n@comment{jabref-meta: {x};}\n"
        '@preamble{"\\newcommand" # a}\n@IEEEtranBSTCTL{c, x = "y"}\nwords\n'
    )
    assert (
        "% Mine",
        "@string{a = {b}}",
        "@comment{jabref-meta: {x};}",
        "words",
    ) == tuple(one.written for one in read_bibtex(text, "f.bib") if isinstance(one, Kept))
    assert ["k"] == [seed.key for seed in seeds(text)]


GOOD = "\n@misc{good, title = {Good}}\n"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (
            "@misc{bad, title = {open\n  year = 2020\n}\n",
            "@misc{bad lacks a closing brace or quote",
        ),
        ('@misc{bad, title = "open {x},\n}\n', "@misc{bad lacks a closing brace or quote"),
        ("@misc{bad, title {x}}", "@misc{bad has a field without `=`"),
        ("@misc{title = {x}}", "@misc{title = has no citation key"),
    ],
)
def test_a_broken_entry_is_named_and_costs_no_other(broken: str, said: str) -> None:
    text = f"@misc{{first, title = {{F}}}}\n{broken}{GOOD}"
    assert ["first", "good"] == [seed.key for seed in seeds(text)]
    (remark,) = told(text)
    assert remark.startswith(f"a.bib:2: {said}")


def test_a_missing_comma_costs_no_field() -> None:
    text = "@misc{k,\n title = {T}\n year = {2020}\n doi = {10.1000/x_y},\n note = {n}}" + GOOD
    seed, good = seeds(text)
    assert ("T", PartialDate(2020), DOI) == (seed.claim.title, seed.claim.date, seed.wanted)
    assert ["a.bib:1: k lacks the comma before year", "a.bib:1: k lacks the comma before doi"] == [
        one.partition(";")[0] for one in told(text)
    ]
    assert "good" == good.key


def test_a_brace_too_many_is_told() -> None:
    text = "@misc{k, title = {T}},\n year = {2020}}" + GOOD
    assert ["k", "good"] == [seed.key for seed in seeds(text)]
    assert "fields stand behind the end of an entry" in " ".join(told(text))


def test_a_backslash_before_a_brace_does_not_hide_it() -> None:
    text = "@misc{k, file = {C:\\papers\\}, title = {T}}" + GOOD
    assert ["k", "good"] == [seed.key for seed in seeds(text)]
    assert (("file", "C:\\papers\\"),) == seeds(text)[0].extras


def test_a_field_given_twice_counts_as_first_written() -> None:
    text = "@misc{k, title = {One}, Title = {Two}}"
    assert ["One"] == [seed.claim.title for seed in seeds(text)]
    assert ["a.bib:1: k has title twice"] == [one.partition(";")[0] for one in told(text)]


def test_a_key_given_twice_is_the_first_ones() -> None:
    text = "@misc{k, title = {One}}\n@misc{K, title = {Two}}\n@misc{k, title = {Three}}"
    assert ["k", None, None] == [seed.key for seed in seeds(text)]
    assert ["a.bib:2", "a.bib:3"] == [one.partition(": ")[0] for one in told(text)]


def test_an_entry_without_a_key_is_a_seed_without_one() -> None:
    text = "@misc{, title = {One}}\n@misc{, title = {Two}}"
    assert [None, None] == [seed.key for seed in seeds(text)]
    assert 2 == len(told(text))


def test_an_entry_that_names_no_paper_is_told() -> None:
    assert [] == seeds("@misc{k}\n@misc{l, year = 2020}")
    assert ["a.bib:1: k has no", "a.bib:2: l has no"] == [
        one.partition(" identifier")[0] for one in told("@misc{k}\n@misc{l, year = 2020}")
    ]


def test_a_doi_that_is_none_is_told_beside_an_address_that_is_one() -> None:
    text = "@misc{k, title = {T}, doi = {unknown}, url = {https://doi.org/10.1000/x_y}}"
    assert [DOI] == [seed.wanted for seed in seeds(text)]
    assert ["a.bib:1: the DOI of k is none (unknown); correct it"] == told(text)


def test_a_doi_that_is_none_is_told_and_the_title_stays() -> None:
    text = "@misc{k, title = {T}, doi = {unknown}}"
    assert [(None, "T")] == [(seed.wanted, seed.claim.title) for seed in seeds(text)]
    assert ["a.bib:1: the DOI of k is none (unknown); correct it"] == told(text)


@pytest.mark.parametrize(
    "text", ["@misc(k, title = {T})", "@ misc {k,title={T}}", "@MISC{k,title={T},}"]
)
def test_entries_are_read_in_any_layout(text: str) -> None:
    assert ["k"] == [seed.key for seed in seeds(text.replace("@ misc", "@misc"))]


def test_nothing_is_said_behind_our_back(caplog: pytest.LogCaptureFixture) -> None:
    # bibtexparser logs each broken block; without a handler, Python would print that.
    assert logging.getLogger("bibtexparser").handlers
    list(read_bibtex("@misc{k, title = {open" + GOOD, "a.bib"))
    assert [] == [one for one in caplog.records if not one.name.startswith("bibtexparser")]


@pytest.mark.parametrize(
    "text",
    [
        "@article{k, title={T}}",
        "% Encoding: UTF-8\n\n@Article{k,",
        "words\n\n  @string{a = {b}}",
        "@article{10.1000/x,\n",
        "@comment{x}",
    ],
)
def test_bibtex_is_known_by_its_entries(text: str) -> None:
    assert looks_like_bibtex(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10.1000/x @key A title",
        "# Papers\n\n```bibtex\n@article{k, title={T}}\n```",
        "me@example.org {x}",
        "- [a](b)\n\n@misc{k,",
        "@key",
    ],
)
def test_what_only_shows_an_entry_is_no_bibtex(text: str) -> None:
    assert not looks_like_bibtex(text)


@pytest.mark.parametrize(
    "piece", ["@a{", "{", '"', "@misc{k,a={", " and ", "\\{", "@misc{a,b={c} d={e}}\n", " ", "= "]
)
def test_nonsense_is_read_in_reasonable_time(piece: str) -> None:
    with within(5):
        list(read_bibtex("@misc{k, author = {" + piece * 3000, "a.bib"))
        list(read_bibtex("@misc{k, author = {" + piece * 3000 + "}}", "a.bib"))


def test_a_large_library_is_read_in_seconds() -> None:
    entry = (
        "@article{{Key{0},\n  title = {{A Title of {{GAN}} {0}}},\n  author = {{Family, Given and"
        ' M{{\\"u}}ller, J.}},\n  journal = {{Journal}},\n  year = {{2020}},\n  month = jan,\n'
        "  doi = {{10.1000/x{0}}},\n  keywords = {{a, b}}\n}}\n\n"
    )
    text = "".join(entry.format(number) for number in range(2000))
    with within(5):
        assert 2000 == len(seeds(text))


def test_macros_that_double_one_another_grow_no_further_than_any_text() -> None:
    macros = "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, 40))
    text = f'@string{{a0 = "sheep "}}\n{macros}@misc{{k, title = a39, doi = {{10.1000/x}}}}'
    with within(2):
        (seed,) = seeds(text)
        assert 1 == sum("longer than any text" in words for words in told(text))
    assert (Doi("10.1000/x"), None) == (seed.wanted, seed.claim.title)


@pytest.mark.parametrize(
    "entry",
    [
        "@software{a, title = {Flock}, url = {https://github.com/a/flock}}",
        "@misc{a, title = {Flock}, howpublished = {\\url{https://github.com/a/flock}}}",
        "@online{a, title = {Flock}, url = {https://sheep.example.com/blog/flock}}",
    ],
)
def test_a_program_or_a_page_is_no_paper(entry: str) -> None:
    (found,) = read_bibtex(entry, "a.bib")
    assert isinstance(found, PassedOver)


def test_a_program_with_an_identifier_is_asked_for() -> None:
    text = "@software{a, title = {Flock}, url = {https://github.com/a/f}, doi = {10.1000/x_y}}"
    assert [DOI] == [seed.wanted for seed in seeds(text)]


def test_a_volume_that_is_there_for_its_papers_is_none_of_them() -> None:
    text = "@inproceedings{c, title = {Child}, crossref = {p}}\n@proceedings{p, title = {Book}}"
    assert ["Child"] == [seed.claim.title for seed in seeds(text)]


def test_an_entry_keeps_by_what_else_its_fields_name_it_and_nothing_of_its_notes() -> None:
    fields = "doi={10.5555/a}, eprint={2101.00001v2}, url={https://doi.org/10.5555/A}"
    found = only(f"{fields}, note={{see arXiv:2101.00002}}")
    assert (Doi("10.5555/a"), (ArxivId("2101.00001"),)) == (found.wanted, found.others)
    assert (Doi("10.5555/a"), ArxivId("2101.00001")) == found.names
