"""Plain text: one paper a line, references, and identifiers among other words."""

from __future__ import annotations

from functools import partial

import pytest

from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.seeds import Claim, LinkKind, Origin, PassedOver, Seed
from enrich.seeds.table import read_table
from enrich.seeds.text import read_text
from enrich.seeds.words.dates import date_in
from enrich.seeds.words.references import read_reference
from enrich.seeds.words.titles import label_venue
from enrich.seeds.words.venues import find_venue
from tests.readings import only_seed, seeds_in, told_of, within

ONE = ArxivId("2101.00001")
DOI = Doi("10.1000/x")

_all = partial(seeds_in, read_text)
_only = partial(only_seed, read_text, file="list.txt")


# One a line


@pytest.mark.parametrize(
    ("line", "written", "key", "title"),
    [
        ("10.1000/x", "10.1000/x", None, None),
        ("  10.1000/x  ", "10.1000/x", None, None),
        ("10.1000/x @key", "10.1000/x", "key", None),
        ("10.1000/x  @key  A title", "10.1000/x", "key", "A title"),
        ("10.1000/x\t@key\tA title", "10.1000/x", "key", "A title"),
        ("10.1000/x A title", "10.1000/x", None, "A title"),
        ("10.1000/x A title @ home", "10.1000/x", None, "A title @ home"),
        ("10.1000/x @a:b/c.d A", "10.1000/x", "a:b/c.d", "A"),
        ("doi: 10.1000/x @key A", "doi: 10.1000/x", "key", "A"),
        ("DOI:10.1000/x", "DOI:10.1000/x", None, None),
        ("10.1000/x # said someone", "10.1000/x", None, None),
        ("10.1000/x @key A title # why", "10.1000/x", "key", "A title"),
        ("10.1000/x @key A title in C#", "10.1000/x", "key", "A title in C#"),
        ("https://doi.org/10.1000/x#part", "https://doi.org/10.1000/x#part", None, None),
        ("<10.1000/x>", "<10.1000/x>", None, None),
    ],
)
def test_a_line_is_an_identifier_a_key_and_a_title(
    line: str, written: str, key: str | None, title: str | None
) -> None:
    assert Seed(DOI, written, Origin("list.txt", 1), key=key, claim=Claim(title=title)) == _only(
        line
    )


@pytest.mark.parametrize("line", ["arXiv 2101.00001", "arxiv 2101.00001 @key A title"])
def test_a_space_may_stand_behind_the_prefix(line: str) -> None:
    assert ONE == _only(line).wanted


@pytest.mark.parametrize(
    "line", ["- 2101.00001", "* 2101.00001", "1. 2101.00001", "- [ ] 2101.00001", "[1]: 2101.00001"]
)
def test_the_mark_of_a_list_is_not_what_is_wanted(line: str) -> None:
    assert ONE == _only(line).wanted


def test_the_subject_behind_an_arxiv_id_is_no_title() -> None:
    seed = _only("arXiv:2101.00001v1 [cs.LG] 1 Jan 2021")
    assert (ArxivId("2101.00001", 1), None) == (seed.wanted, seed.claim.title)


def test_a_second_identifier_on_a_line_is_not_lost() -> None:
    wanted = {seed.wanted for seed in _all("10.1000/x, 10.1000/y")}
    assert {Doi("10.1000/x"), Doi("10.1000/y")} <= wanted


@pytest.mark.parametrize("text", ["", "\n\n", "# a", "   # a\n\t#b", " \t ", "#10.1000/x"])
def test_blank_lines_and_comments_hold_no_seed(text: str) -> None:
    assert [] == list(read_text(text, "list.txt"))


def test_the_hash_that_ends_an_old_doi_is_no_comment() -> None:
    assert "10.1002/(sici)1(1998)43:3<314::aid>3.0.co;2-#" == str(
        _only("10.1002/(SICI)1(1998)43:3<314::AID>3.0.CO;2-# @key").wanted
    ).removeprefix("doi:")


@pytest.mark.parametrize("line", ["Attention is all you need", "foo", "1234.5678", "@key", "-"])
def test_a_line_that_is_no_identifier_is_a_seed_that_says_so(line: str) -> None:
    seed = _only(line)
    assert (None, line.split(maxsplit=1)[0]) == (seed.wanted, seed.written)


def test_each_seed_knows_its_line() -> None:
    text = "# c\n\n2101.00001\n  \n2101.00002 @k\r\n# d\n10.1000/x"
    assert [3, 5, 7] == [seed.origin.line for seed in read_text(text, "list.txt")]


def test_the_same_identifier_twice_is_two_seeds() -> None:
    assert [ONE, ONE] == [seed.wanted for seed in _all("2101.00001\n2101.00001")]


@pytest.mark.parametrize(
    "line",
    [
        "10.1000/x" + " " * 25_000 + "y",
        "#" + " #" * 25_000,
        " " * 25_000,
        "2101.00001 " * 3000,
        "Ann Body " + "et al., " * 3000 + "2020. A title.",
    ],
)
def test_a_line_of_spaces_is_read_in_reasonable_time(line: str) -> None:
    with within(1):
        list(read_text(line, "list.txt"))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Attention is all you need", "Attention is all you need"),
        ("- Attention is all you need", "Attention is all you need"),
        ("foo", None),
        ("1234.5678 A title", "A title"),
        ("2101.00001x @key A title", "A title"),
    ],
)
def test_the_words_of_a_line_without_identifier_are_its_title(line: str, title: str | None) -> None:
    seed = _only(f"2101.00002\n2101.00003\n{line}".split("\n", 2)[2])
    assert (None, title) == (seed.wanted, seed.claim.title)


def test_a_slip_among_identifiers_is_reported_and_not_lost() -> None:
    text = "2101.00001\n2101.00002\nAttention is all you need\n2101.00003\nDear me, a sentence."
    assert [True, True, False, True, False] == [seed.wanted is not None for seed in _all(text)]


@pytest.mark.parametrize(
    "line", ["A title of a paper 2101.00001", "A title of a paper (arXiv:2101.00001)"]
)
def test_an_identifier_may_stand_behind_the_title(line: str) -> None:
    seed = _only(line)
    assert (ONE, "A title of a paper") == (seed.wanted, seed.claim.title)


def test_an_address_that_leads_to_no_paper_is_passed_over() -> None:
    found = list(read_text("2101.00001\nhttps://github.com/someone/something", "f"))
    assert (
        PassedOver(LinkKind.CODE, "https://github.com/someone/something", Origin("f", 2))
        == found[1]
    )


# References


_KERNEL = Claim(
    title="A kernel two-sample test",
    authors=("Gretton, A.",),
    date=PartialDate(2012),
    venue="JMLR",
)
_DDPM = Claim(
    title="Denoising diffusion probabilistic models",
    authors=("J. Ho", "A. Jain", "P. Abbeel"),
    date=PartialDate(2020),
    venue="NeurIPS",
)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Gretton, A., et al. (2012). A kernel two-sample test. JMLR, 13, 723-773.", _KERNEL),
        ("Gretton, A., et al. (2012).\n  A kernel two-sample\n  test. JMLR, 13, 723-773.", _KERNEL),
        ("Gretton, A., et al. (2012).\nA kernel two-sample\ntest. JMLR, 13, 723-773.", _KERNEL),
        (f'[12] J. Ho, A. Jain, P. Abbeel, "{_DDPM.title}," in NeurIPS, 2020.', _DDPM),
        (f"J. Ho, A. Jain, and P. Abbeel. \u201c{_DDPM.title}.\u201d NeurIPS 2020.", _DDPM),
        (f"J. Ho, A. Jain and P. Abbeel. {_DDPM.title}. In NeurIPS, 2020.", _DDPM),
    ],
)
def test_a_reference_is_a_seed_by_its_words(text: str, claim: Claim) -> None:
    (seed,) = _all(text)
    assert (None, claim, 1) == (seed.wanted, seed.claim, seed.origin.line)


@pytest.mark.parametrize(
    ("text", "authors", "title", "year"),
    [
        ("I. Goodfellow et al. Generative adversarial nets. NIPS 2014.",
         ("I. Goodfellow",), "Generative adversarial nets", 2014),
        ("Ho J, Jain A, Abbeel P. Denoising diffusion models. Adv Neural. 2020;33:6840-51.",
         ("Ho J", "Jain A", "Abbeel P"), "Denoising diffusion models", 2020),
        ('Wang, Zhou, et al. "Image quality assessment." IEEE Trans 13.4 (2004): 600-612.',
         ("Wang, Zhou",), "Image quality assessment", 2004),
        ("LeCun, Y., Bengio, Y. and Hinton, G., 2015. Deep learning. Nature, 521, pp.436-444.",
         ("LeCun, Y.", "Bengio, Y.", "Hinton, G."), "Deep learning", 2015),
        ("Kingma, D.P., Ba, J.: Adam: A method for optimization. In: ICLR (2015).",
         ("Kingma, D.P.", "Ba, J."), "Adam: A method for optimization", 2015),
        ("Jonathan Ho and Tim Salimans. 2022. Classifier-free guidance. In Workshop.",
         ("Jonathan Ho", "Tim Salimans"), "Classifier-free guidance", 2022),
        ("Attention is all you need. Vaswani et al. NeurIPS 2017.",
         ("Vaswani",), "Attention is all you need", 2017),
        ("Attention is all you need (Vaswani et al., 2017)",
         ("Vaswani",), "Attention is all you need", 2017),
        ("Ho, Jonathan and Jain, Ajay. Denoising diffusion models. NeurIPS 2020.",
         ("Ho, Jonathan", "Jain, Ajay"), "Denoising diffusion models", 2020),
        ('Smith, Jr., J. and Ho, A. "Denoising diffusion models." NeurIPS 2020.',
         ("Smith, Jr., J.", "Ho, A."), "Denoising diffusion models", 2020),
        ("Vaswani A, et al. Attention is all you need. (2017).",
         ("Vaswani A",), "Attention is all you need", 2017),
    ],
)  # fmt: skip
def test_references_are_read_in_every_usual_shape(
    text: str, authors: tuple[str, ...], title: str, year: int
) -> None:
    (seed,) = _all(text)
    assert (authors, title, PartialDate(year)) == (
        seed.claim.authors,
        seed.claim.title,
        seed.claim.date,
    )


def test_a_bibliography_is_a_seed_for_each_number() -> None:
    text = (
        "References\n\n"
        '[1] J. Ho, "Denoising diffusion\n    models," in NeurIPS, 2020.\n'
        "[2] I. Goodfellow et al. Generative adversarial\n    nets. NIPS 2014.\n"
    )
    assert [(3, "Denoising diffusion models"), (5, "Generative adversarial nets")] == [
        (seed.origin.line, seed.claim.title) for seed in _all(text)
    ]


def test_a_reference_with_an_identifier_is_a_seed_by_both() -> None:
    (seed,) = _all("Ho, J. (2020). Denoising diffusion models. NeurIPS. doi:10.1000/x.")
    assert (DOI, "Denoising diffusion models") == (seed.wanted, seed.claim.title)


# Prose


@pytest.mark.parametrize(
    "text",
    [
        "See arXiv:2101.00001 for it.",
        "It was shown before (arXiv: 2101.00001).",
        "It was shown before [2101.00001], as we know.",
        "Shown at https://arxiv.org/abs/2101.00001, and\nelsewhere.",
        "Shown (https://arxiv.org/pdf/2101.00001.pdf).",
        "Shown at arxiv.org/abs/2101.00001.",
        "Shown at \u201chttps://arxiv.org/abs/2101.00001\u201d.",
        "Shown at arXiv:2101.\u200b00001, which nobody sees.",
        "Shown in CoRR abs/2101.00001, in short.",
        "Shown in an arXiv preprint arXiv:2101.00001.",
    ],
)
def test_an_identifier_within_a_sentence_is_a_seed(text: str) -> None:
    assert [ONE] == [seed.wanted for seed in _all(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Is it at https://arxiv.org/abs/2101.00001?",
        "Look at https://arxiv.org/abs/2101.00001!",
        "It was shown [at https://arxiv.org/abs/2101.00001].",
        "It was shown (doi:10.1000/x), and so on.",
        "It was shown (doi:10.1000/x(1)), and so on.",
        "It is in ~https://doi.org/10.1000/x~, we think.",
    ],
)
def test_an_identifier_ends_at_the_same_place_in_prose_and_in_a_cell(sentence: str) -> None:
    (prose,) = _all(sentence)
    (cell,) = seeds_in(read_table, f'title,link\nA title,"{sentence}"\n')
    assert (prose.wanted, prose.written) == (cell.wanted, cell.written)


def test_identifiers_in_prose_know_their_lines() -> None:
    text = "Some words first.\n\nThen doi:10.1000/x is\nnamed, and arXiv:2101.00001 too."
    assert [(DOI, 3), (ONE, 4)] == [(seed.wanted, seed.origin.line) for seed in _all(text)]


@pytest.mark.parametrize(
    "text",
    [
        "In version 1234.5678 of the software, all is well.",
        "In version 2101.00001 of the software, all is well.",
        "This paper was written in 2015. It describes a method. We like it.",
        "Ho et al. (2020) showed that it works. It does.",
        "Dear colleagues,\n\nplease send us your lists by 12.05.2020.\n\nYours, The Editors",
        "The ratio was 10.5/3 on average.",
    ],
)
def test_prose_without_identifier_holds_no_seed(text: str) -> None:
    assert [] == list(read_text(text, "f"))


def test_links_in_prose_that_lead_to_no_paper_are_passed_over() -> None:
    (found,) = read_text("The code is at https://github.com/someone/something.", "f")
    assert isinstance(found, PassedOver)
    assert (LinkKind.CODE, "https://github.com/someone/something") == (found.kind, found.written)


# Several on a line, broken over lines, and among other scripts


@pytest.mark.parametrize(
    "line",
    [
        "2305.18290, 2203.02155 and 2307.09288",
        "2305.18290 2203.02155 2307.09288",
        "2305.18290,2203.02155,2307.09288",
        "arXiv:2305.18290 and arXiv:2203.02155 and arXiv:2307.09288",
        "see 2305.18290 and 2203.02155 and 2307.09288",
        "2305.18290 & 2203.02155; https://arxiv.org/abs/2307.09288",
    ],
)
def test_every_identifier_on_a_line_is_a_seed_and_what_stands_between_is_no_title(
    line: str,
) -> None:
    expected = [(ArxivId(one), None) for one in ("2305.18290", "2203.02155", "2307.09288")]
    assert expected == [(seed.wanted, seed.claim.title) for seed in _all(line)]


@pytest.mark.parametrize(
    "line", ["2307.09288,Llama 2", "2307.09288: Llama 2", "2307.09288 - Llama 2"]
)
def test_a_stop_between_identifier_and_title_belongs_to_neither(line: str) -> None:
    assert (ArxivId("2307.09288"), "Llama 2") == (_only(line).wanted, _only(line).claim.title)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "https://arxiv.org/abs/1708.02002\uff0c\u4f55\u607a\u660e\u56e2\u961f\u3002",
            "arxiv:1708.02002",
        ),
        ("https://arxiv.org/abs/1409.1556\u3002\u4ee3\u7801", "arxiv:1409.1556"),
        ("\u8bba\u6587 https://arxiv.org/abs/1409.1556\uff09", "arxiv:1409.1556"),
        ("\u89c1 https://doi.org/10.1038/nature14539\uff0c\u597d", "doi:10.1038/nature14539"),
        ("\uff08arXiv:1409.1556\uff09", "arxiv:1409.1556"),
        ("\u300carXiv:1409.4842\u300d", "arxiv:1409.4842"),
        ("\u8bba\u6587arXiv\uff1a1409.4842", "arxiv:1409.4842"),
    ],
)
def test_wide_stops_and_brackets_belong_to_no_identifier(words: str, wanted: str) -> None:
    assert [wanted] == [str(seed.wanted) for seed in _all(words)]


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("CVPR, 2009. doi: 10.1109/CVPR.", "2009.5206848.", "doi:10.1109/cvpr.2009.5206848"),
        ("2013. https://arxiv.org/abs/", "1301.3781.", "arxiv:1301.3781"),
        ("2015. CoRR, abs/1502.03167,", "2015.", "arxiv:1502.03167"),
        (
            "2015. https://doi.org/10.1007/978-3-319-",
            "24574-4_28",
            "doi:10.1007/978-3-319-24574-4_28",
        ),
        ("2017. doi:10.1016/j.media.", "2017.07.005", "doi:10.1016/j.media.2017.07.005"),
        ("2015. arXiv:", "1301.3781", "arxiv:1301.3781"),
        ("doi:10.1038/nature14539.", "2015.", "doi:10.1038/nature14539"),
        ("2015. doi:10.1038/nature14539.", "Here it is.", "doi:10.1038/nature14539"),
    ],
)
def test_an_identifier_that_two_lines_share_is_whole(first: str, second: str, wanted: str) -> None:
    text = f"[1] A. Shepherd and B. Goat. Sheep at noon. {first}\n    {second}\n"
    assert [wanted] == [str(seed.wanted) for seed in _all(text)]


def test_of_an_identifier_that_goes_on_nowhere_nothing_is_made() -> None:
    text = "[1] A. Shepherd and B. Goat. Sheep at noon. 2009. doi:10.1109/CVPR-\n    and more.\n"
    assert [None] == [seed.wanted for seed in _all(text)]


def test_a_room_is_no_doi() -> None:
    assert [] == _all("The meeting is in room 10.1016/3 as ever, and it will be long.")


# Links in other markup, references of many shapes, and what is no paper


@pytest.mark.parametrize(
    ("line", "wanted", "title"),
    [
        (
            r"\href{https://doi.org/10.1103/x.13.508}{doi:10.1103/x.13.508}",
            "doi:10.1103/x.13.508",
            None,
        ),
        (r"- \url{https://arxiv.org/abs/1602.03837}", "arxiv:1602.03837", None),
        (r"- \doi{10.1103/x.13.508}", "doi:10.1103/x.13.508", None),
        (
            "`Sheep at Noon <https://arxiv.org/abs/1512.03385>`_",
            "arxiv:1512.03385",
            "Sheep at Noon",
        ),
        ("* :doi:`10.1023/A:1010933404324`", "doi:10.1023/a:1010933404324", None),
        ("[[doi:10.1038/nature14539][Deep Learning]]", "doi:10.1038/nature14539", "Deep Learning"),
        ("[[https://arxiv.org/abs/1406.2661][Sheep Nets]]", "arxiv:1406.2661", "Sheep Nets"),
        ("* [https://arxiv.org/abs/1706.03762 Sheep at Noon]", "arxiv:1706.03762", "Sheep at Noon"),
        ("* {{arXiv|1412.6980}}", "arxiv:1412.6980", None),
    ],
)
def test_links_in_other_markup_are_read(line: str, wanted: str, title: str | None) -> None:
    seed = _only(line)
    assert (wanted, title) == (str(seed.wanted), seed.claim.title)


def test_the_items_of_a_bibliography_in_latex_are_references() -> None:
    text = """\\begin{thebibliography}{9}
\\bibitem{higgs}
P.~W.~Higgs, ``Broken Symmetries of Sheep,'' Phys.\\ Rev.\\ Lett.\\ \\textbf{13}, 508 (1964).
\\href{https://doi.org/10.1103/x.13.508}{doi:10.1103/x.13.508}

\\bibitem[A(1998)]{m} J.~M.~Shepherd, ``The Large Flock,'' (1998) [arXiv:hep-th/9711200].
\\end{thebibliography}
"""
    assert [
        ("doi:10.1103/x.13.508", "Broken Symmetries of Sheep", ("P. W. Higgs",)),
        ("arxiv:hep-th/9711200", "The Large Flock", ("J. M. Shepherd",)),
    ] == [(str(seed.wanted), seed.claim.title, seed.claim.authors) for seed in _all(text)]


@pytest.mark.parametrize(
    ("words", "title", "authors"),
    [
        (
            "Mask R-CNN. Kaiming He, Georgia Gkioxari, Piotr Dollar. ICCV 2017.",
            "Mask R-CNN",
            ("Kaiming He", "Georgia Gkioxari", "Piotr Dollar"),
        ),
        (
            "Wasserstein GAN. Martin Arjovsky, Soumith Chintala. ICML 2017.",
            "Wasserstein GAN",
            ("Martin Arjovsky", "Soumith Chintala"),
        ),
        (
            "Focal Loss. Tsung-Yi Lin, Priya Goyal, Ross Girshick. ICCV 2017.",
            "Focal Loss",
            ("Tsung-Yi Lin", "Priya Goyal", "Ross Girshick"),
        ),
        (
            (
                "5. Rumelhart, D. E., Hinton, G. E., and Williams, R. J. Learning representations"
                " by errors. Nature, 323:533, 1986."
            ),
            "Learning representations by errors",
            ("Rumelhart, D. E.", "Hinton, G. E.", "Williams, R. J"),
        ),
        (
            (
                "van der Maaten, L. & Hinton, G. Visualizing data using sheep. J. Mach. Learn. 9,"
                " 2579 (2008)."
            ),
            "Visualizing data using sheep",
            ("van der Maaten, L.", "Hinton, G"),
        ),
        (
            "Kingma, D. P. and Ba, J. Adam: A method for sheep. Some Journal, 2014.",
            "Adam: A method for sheep",
            ("Kingma, D. P.", "Ba, J"),
        ),
        (
            "Breiman, L. (2001), Random Forests, Machine Learning 45, 5-32.",
            "Random Forests",
            ("Breiman, L.",),
        ),
        (
            "Page, L., Brin, S. (1999). The ranking of sheep in noon. Technical Report.",
            "The ranking of sheep in noon",
            ("Page, L.", "Brin, S."),
        ),
        ("World Models (Ha & Schmidhuber, 2018)", "World Models", ("Ha", "Schmidhuber")),
        (
            '"Long sheep memory", Hochreiter and Schmidhuber, Neural Computation 1997',
            "Long sheep memory",
            ("Hochreiter", "Schmidhuber"),
        ),
    ],
)
def test_titles_and_authors_are_not_taken_for_one_another(
    words: str, title: str, authors: tuple[str, ...]
) -> None:
    claim = read_reference(words)
    assert claim is not None
    assert (title, authors) == (claim.title, claim.authors)


@pytest.mark.parametrize(
    "words", ["Fast R-CNN. Ross Girshick. ICCV 2015.", "Random Forests. Leo Breiman. Sheep 2001."]
)
def test_where_title_and_author_could_be_either_neither_is_claimed(words: str) -> None:
    assert read_reference(words) is None


def test_a_week_in_a_plan_of_reading_is_a_reference() -> None:
    text = (
        "Papers for the exam.\n\n"
        "Week 3: Deep sheep. LeCun, Bengio, Hinton. Nature 2015\nWeek 4: holiday"
    )
    (seed,) = _all(text)
    claim = Claim(title="Deep sheep", date=PartialDate(2015), venue="Nature")
    assert claim == seed.claim


@pytest.mark.parametrize("heading", ["== Reading list ==", "My links:", "-----"])
def test_a_heading_in_a_list_is_no_paper(heading: str) -> None:
    assert [ONE] == [seed.wanted for seed in _all(f"{heading}\n2101.00001\n")]


def test_fields_of_an_unknown_format_are_no_titles() -> None:
    text = "- title: Sheep at noon\n  url: https://arxiv.org/abs/2101.00001\n- title: Goats\n"
    assert [(ONE, None)] == [(seed.wanted, seed.claim.title) for seed in _all(text)]
    assert [text for text in told_of(read_text, text) if "export" in text]


@pytest.mark.parametrize("label", ["DDPM", "VAE", "CLIP", "BERT", "PPO", "Ha & Schmidhuber, 2018"])
def test_what_a_label_says_is_no_venue_unless_it_is_known(label: str) -> None:
    assert label_venue(label) is None
    assert find_venue(label) is None


@pytest.mark.parametrize(
    ("words", "venue"), [("UIST'23", "UIST"), ("CVPR'17", "CVPR"), ("(UC Berkeley, 2018)", None)]
)
def test_a_venue_is_read_without_a_stroke(words: str, venue: str | None) -> None:
    assert venue == find_venue(words)


def test_two_digits_behind_a_stroke_are_a_year() -> None:
    assert PartialDate(2017) == date_in("CVPR'17")


@pytest.mark.parametrize(
    "line",
    [
        "see also 1605.00001 and my note",
        "to read: 1605.00001v2 (Ann)",
        "the one of Ann, 1605.00001, on sheep",
        "Paper 1605.00001 - a must",
        "Sheep of old times 1605.00001 by Ann",
        "my note on 0704.0001 and goats",
    ],
)
def test_the_only_identifier_among_the_words_of_a_line_is_what_is_meant(line: str) -> None:
    (seed,) = read_text(f"{line}\n", "list.txt")
    assert isinstance(seed, Seed)
    assert isinstance(seed.wanted, ArxivId)
    assert (True, None) == (seed.wanted.value in line, seed.claim.title)


@pytest.mark.parametrize(
    "line",
    [
        "costs $1605.00001 a year",
        "costs 1605.00001 dollars a year",
        "at the price 1605.00001 a year",
        "written on 2024.12345 or so",
        "tuned to 1012.34567 kHz there",
        "sheep = 1605.00001 for goats",
        "version 1605.00001 of a program",
        "from -1605.00001 to the end",
        "a ratio of 1605.00001:3 among sheep",
        "between 1605.00001 and 1999.5 sheep",
        "either 1605.00001 or 1605.00002 of these",
        "goats at 1605.000012 in the world",
        "goats at 1605.0001 in the world",
        "sheep1605.00001 in the world",
        "file-1605.00001.pdf of sheep",
        "sheep at 1605.00001.2 among goats",
    ],
)
def test_a_number_among_words_that_may_be_anything_is_no_identifier(line: str) -> None:
    assert [None] == [
        one.wanted for one in read_text(f"{line}\n", "list.txt") if isinstance(one, Seed)
    ]


def test_a_number_in_a_sentence_is_no_identifier() -> None:
    text = "We counted 1605.00001 sheep of old,\nwhich is more than anybody has ever seen. So.\n"
    assert [] == [
        one for one in read_text(text, "list.txt") if isinstance(one, Seed) and one.wanted
    ]
