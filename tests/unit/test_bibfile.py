"""A user's own .bib file, completed and corrected in place, whichever program wrote it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from enrich.answers import Standing
from enrich.bibfile import Change, Edited, Options, Reason, edit_bytes, edited, unified
from enrich.bibfile.cutting import Broken, Item, cut
from enrich.bibfile.meaning import Said, agreement
from enrich.dates import PartialDate
from enrich.identifiers import ArxivId, Doi
from enrich.library import Entry
from enrich.match import Agreement
from enrich.merge import Reading
from enrich.record import Dates, Doubt, Kind, Name, Record, Venue
from enrich.seeds import Origin, Seed
from tests.records import entry_of, event, numbers, plain, record_of


def names(line: str) -> tuple[Name, ...]:
    """Read names from a line in the order in which they are sorted."""
    parts = (one.split(", ") for one in line.split("; "))
    return tuple(Name(family=family, given=given) for family, given in parts)


CVPR = "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)"
RESNET = record_of(
    Kind.CONFERENCE_PAPER,
    "Deep Residual Learning for Image Recognition",
    authors=names("He, Kaiming; Zhang, Xiangyu; Ren, Shaoqing; Sun, Jian"),
    venue=Venue(title=plain(CVPR), event=event(CVPR, "Las Vegas, NV, USA")),
    pages="770-778",
    dates=Dates(printed=PartialDate(2016, 6), posted=PartialDate(2015, 12, 10)),
    publisher="IEEE",
    doi=Doi("10.1109/cvpr.2016.90"),
    arxiv=ArxivId("1512.03385"),
    categories=("cs.CV",),
)
SUPERNOVAE = record_of(
    Kind.ARTICLE,
    "Measurements of \u03a9 and \u039b from 42 High-Redshift Supernovae",
    authors=names("Perlmutter, S.; Aldering, G.; Goldhaber, G."),
    venue=Venue(title=plain("The Astrophysical Journal"), issns=numbers("0004-637X", "1538-4357")),
    volume="517",
    issue="2",
    pages="565-586",
    dates=Dates(printed=PartialDate(1999, 6)),
    publisher="American Astronomical Society",
    doi=Doi("10.1086/307221"),
    arxiv=ArxivId("astro-ph/9812133"),
    categories=("astro-ph",),
)
GANS = record_of(
    Kind.ARTICLE,
    "Generative adversarial networks",
    authors=names("Goodfellow, Ian; Pouget-Abadie, Jean; Mirza, Mehdi"),
    venue=Venue(
        title=plain("Communications of the ACM"),
        short=plain("Commun. ACM"),
        issns=numbers("0001-0782", "1557-7317"),
    ),
    volume="63",
    issue="11",
    pages="139-144",
    dates=Dates(printed=PartialDate(2020, 10, 22), online=PartialDate(2020, 10, 22)),
    publisher="Association for Computing Machinery (ACM)",
    doi=Doi("10.1145/3422622"),
    language="en",
)
WAVES = record_of(
    Kind.ARTICLE,
    "An Undulatory Theory of the Mechanics of Atoms and Molecules",
    authors=names("Schr\u00f6dinger, E."),
    venue=Venue(title=plain("Physical Review"), issns=numbers("0031-899X")),
    volume="28",
    issue="6",
    pages="1049-1070",
    dates=Dates(printed=PartialDate(1926, 12, 1)),
    publisher="American Physical Society (APS)",
    doi=Doi("10.1103/physrev.28.1049"),
    language="en",
)
FOLD = record_of(
    Kind.ARTICLE,
    "Highly accurate protein structure prediction with AlphaFold",
    authors=names("Jumper, John; Evans, Richard; Pritzel, Alexander; Green, Tim"),
    venue=Venue(title=plain("Nature"), issns=numbers("0028-0836", "1476-4687")),
    volume="596",
    issue="7873",
    pages="583-589",
    dates=Dates(printed=PartialDate(2021, 8, 26), online=PartialDate(2021, 7, 15)),
    publisher="Springer Science and Business Media LLC",
    doi=Doi("10.1038/s41586-021-03819-2"),
    language="en",
)


def library(**records: Record) -> dict[str, Entry]:
    """Give entries by their keys."""
    return {key: entry_of(record, key) for key, record in records.items()}


def difference(text: str, entries: dict[str, Entry], options: Options | None = None) -> str:
    """Give what editing changes as a diff, and see that editing again changes nothing."""
    once = edited(text, entries, options)
    assert edited(once.text, entries, options) == Edited(once.text, (), once.untouched)
    return unified(text, once.text, "thesis.bib")


def body(diff: str) -> list[str]:
    """Give the lines that were taken out and those that were put in."""
    return [line for line in diff.split("\n")[2:] if line[:1] in {"+", "-"}]


def shown(text: str) -> str:
    """Put tabs, and spaces at the end of lines, where editors would not leave them."""
    return text.replace("<tab>", "\t").replace("<space>", " ")


JABREF = r"""% Encoding: UTF-8

@Article{waves,
  author   = {Erwin Schrödinger},
  title    = {An Undulatory Theory of the Mechanics of Atoms and Molecules},
  journal  = {Phys. Rev.},
  year     = {1927},
  volume   = {28},
  pages    = {1049-70},
  groups   = {quantum},
  owner    = {me},
}

@InProceedings{resnet,
  author    = {He, Kaiming and Zhang, Xiangyu and others},
  title     = {Deep residual learning for image recognition},
  booktitle = {CVPR},
  year      = {2016},
  file      = {:papers/resnet.pdf:PDF},
}

@Comment{jabref-meta: databaseType:bibtex;}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:quantum\;0\;1\;\;\;\;;
}
"""
JABREF_CHANGE = shown(r"""--- a/thesis.bib
+++ b/thesis.bib
@@ -4,11 +4,16 @@
   author   = {Erwin Schrödinger},
   title    = {An Undulatory Theory of the Mechanics of Atoms and Molecules},
   journal  = {Phys. Rev.},
-  year     = {1927},
+  year     = {1926},
   volume   = {28},
   pages    = {1049-70},
   groups   = {quantum},
   owner    = {me},
+  number   = {6},
+  publisher = {American Physical Society (APS)},
+  month    = dec,
+  doi      = {10.1103/physrev.28.1049},
+  issn     = {0031-899X},
 }
<space>
 @InProceedings{resnet,
@@ -17,6 +22,13 @@
   booktitle = {CVPR},
   year      = {2016},
   file      = {:papers/resnet.pdf:PDF},
+  pages     = {770--778},
+  publisher = {IEEE},
+  month     = jun,
+  doi       = {10.1109/cvpr.2016.90},
+  eprint    = {1512.03385},
+  archiveprefix = {arXiv},
+  primaryclass = {cs.CV},
 }
<space>
 @Comment{jabref-meta: databaseType:bibtex;}
""")


def test_jabref_takes_its_alignment_and_keeps_groups_and_metadata() -> None:
    assert JABREF_CHANGE == difference(JABREF, library(waves=WAVES, resnet=RESNET))


ZOTERO = r"""@inproceedings{resnet,
  title = {{Deep Residual Learning for Image Recogniton}},
  booktitle = {2016 {{IEEE Conference}} on {{Computer Vision}} ({{CVPR}})},
  author = {He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing},
  date = {2016-06},
  pages = {770--778},
  doi = {10.1109/CVPR.2016.90},
  url = {http://ieeexplore.ieee.org/document/7780459/},
  urldate = {2021-03-04},
  eventtitle = {2016 {{IEEE Conference}} on {{Computer Vision}} ({{CVPR}})},
  langid = {english},
  keywords = {vision},
  file = {/home/me/Zotero/storage/AB12CD34/He et al. - 2016.pdf}
}

@article{fold,
  title = {Highly Accurate Protein Structure Prediction with {{AlphaFold}}},
  author = {Jumper, John and Evans, Richard and Pritzel, Alexander and Green, Tim},
  date = {2021-08-26},
  journaltitle = {Nature},
  shortjournal = {Nature},
  volume = {596},
  number = {7873},
  pages = {583--589},
  issn = {0028-0836, 1476-4687},
  doi = {10.1038/s41586-021-03819-2},
  langid = {english}
}
"""
ZOTERO_CHANGE = shown(r"""--- a/thesis.bib
+++ b/thesis.bib
@@ -1,7 +1,7 @@
 @inproceedings{resnet,
-  title = {{Deep Residual Learning for Image Recogniton}},
+  title = {{Deep Residual Learning for Image Recognition}},
   booktitle = {2016 {{IEEE Conference}} on {{Computer Vision}} ({{CVPR}})},
-  author = {He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing},
+  author = {He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing and Sun, Jian},
   date = {2016-06},
   pages = {770--778},
   doi = {10.1109/CVPR.2016.90},
@@ -10,7 +10,12 @@
   eventtitle = {2016 {{IEEE Conference}} on {{Computer Vision}} ({{CVPR}})},
   langid = {english},
   keywords = {vision},
-  file = {/home/me/Zotero/storage/AB12CD34/He et al. - 2016.pdf}
+  file = {/home/me/Zotero/storage/AB12CD34/He et al. - 2016.pdf},
+  venue = {Las Vegas, NV, USA},
+  publisher = {IEEE},
+  eprint = {1512.03385},
+  eprinttype = {arxiv},
+  eprintclass = {cs.CV}
 }
<space>
 @article{fold,
""")


def test_zotero_is_biblatex_with_double_braces_and_without_a_last_comma() -> None:
    assert ZOTERO_CHANGE == difference(ZOTERO, library(resnet=RESNET, fold=FOLD))


MENDELEY = r"""Automatically generated by Mendeley Desktop 1.19.8
Any changes to this file will be lost if it is regenerated by Mendeley.

BibTeX export options can be customized via Options -> BibTeX in Mendeley Desktop

@article{Schrodinger1926,
abstract = {Own words.},
author = {Schr{\"{o}}dinger, E.},
doi = {10.1103/PhysRev.28.1049},
file = {:home/me/waves.pdf:pdf},
issn = {0031899X},
journal = {Physical Review},
mendeley-groups = {quantum},
month = {dec},
number = {6},
pages = {1049--1070},
title = {{An Undulatory Theory of the Mechanics of Atoms and Molecules}},
url = {https://link.aps.org/doi/10.1103/PhysRev.28.1049},
volume = {82},
year = {1926}
}
@article{Perlmutter1999,
archivePrefix = {arXiv},
arxivId = {astro-ph/9812133},
author = {Perlmutter, S. and Aldering, G. and Goldhaber, G.},
eprint = {9812133},
journal = {The Astrophysical Journal},
month = {jun},
primaryClass = {astro-ph},
title = {{Measurements of $\Omega$ and $\Lambda$ from 42 High-Redshift Supernovae}},
volume = {517},
year = {1999}
}
"""
MENDELEY_CHANGE = r"""--- a/thesis.bib
+++ b/thesis.bib
@@ -16,8 +16,9 @@
 pages = {1049--1070},
 title = {{An Undulatory Theory of the Mechanics of Atoms and Molecules}},
 url = {https://link.aps.org/doi/10.1103/PhysRev.28.1049},
-volume = {82},
-year = {1926}
+volume = {28},
+year = {1926},
+publisher = {American Physical Society (APS)}
 }
 @article{Perlmutter1999,
 archivePrefix = {arXiv},
@@ -29,5 +30,10 @@
 primaryClass = {astro-ph},
 title = {{Measurements of $\Omega$ and $\Lambda$ from 42 High-Redshift Supernovae}},
 volume = {517},
-year = {1999}
+year = {1999},
+number = {2},
+pages = {565--586},
+publisher = {American Astronomical Society},
+doi = {10.1086/307221},
+issn = {0004-637X, 1538-4357}
 }
"""


def test_mendeley_keeps_accents_groups_and_its_own_identifiers() -> None:
    assert MENDELEY_CHANGE == difference(
        MENDELEY, library(Schrodinger1926=WAVES, Perlmutter1999=SUPERNOVAE)
    )


SCHOLAR = r"""@article{he2015deep,
  title={Deep residual learning for image recognition},
  author={He, K and Zhang, X and Ren, S and Sun, J},
  journal={arXiv preprint arXiv:1512.03385},
  year={2015}
}

@article{jumper2021highly,
  title={Highly accurate protein structure prediction with AlphaFold},
  author={Jumper, John and Evans, Richard and Pritzel, Alexander and Green, Tim and others},
  journal={nature},
  volume={596},
  number={7873},
  pages={583--589},
  year={2021},
  publisher={Nature Publishing Group UK London}
}
"""
SCHOLAR_CHANGE = shown(r"""--- a/thesis.bib
+++ b/thesis.bib
@@ -1,8 +1,15 @@
-@article{he2015deep,
+@inproceedings{he2015deep,
   title={Deep residual learning for image recognition},
   author={He, K and Zhang, X and Ren, S and Sun, J},
-  journal={arXiv preprint arXiv:1512.03385},
-  year={2015}
+  booktitle={2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)},
+  year={2016},
+  pages={770--778},
+  publisher={IEEE},
+  month=jun,
+  doi={10.1109/cvpr.2016.90},
+  eprint={1512.03385},
+  archiveprefix={arXiv},
+  primaryclass={cs.CV}
 }
<space>
 @article{jumper2021highly,
@@ -13,5 +20,8 @@
   number={7873},
   pages={583--589},
   year={2021},
-  publisher={Nature Publishing Group UK London}
+  publisher={Nature Publishing Group UK London},
+  month=aug,
+  doi={10.1038/s41586-021-03819-2},
+  issn={0028-0836, 1476-4687}
 }
""")


def test_google_scholar_leaves_preprints_that_become_papers() -> None:
    assert SCHOLAR_CHANGE == difference(SCHOLAR, library(he2015deep=RESNET, jumper2021highly=FOLD))


DBLP = shown(r"""@article{DBLP:journals/corr/HeZRS15,
  author    = {Kaiming He and
               Xiangyu Zhang and
               Shaoqing Ren and
               Jian Sun},
  title     = {Deep Residual Learning for Image Recognition},
  journal   = {CoRR},
  volume    = {abs/1512.03385},
  year      = {2015},
  url       = {http://arxiv.org/abs/1512.03385},
  eprinttype = {arXiv},
  eprint    = {1512.03385},
  timestamp = {Wed, 25 Jan 2023 11:01:16 +0100},
  biburl    = {https://dblp.org/rec/journals/corr/HeZRS15.bib},
  bibsource = {dblp computer science bibliography, https://dblp.org}
}

@article{DBLP:journals/cacm/GoodfellowPMXWO20,
  author<tab>= "Ian J. Goodfellow and
<tab><tab>   Jean Pouget{-}Abadie and
<tab><tab>   Mehdi Mirza",
  title<tab><tab>= "Generative adversarial networks",
  journal<tab>= "Commun. {ACM}",
  volume<tab>= "63",
  pages<tab><tab>= "139--144",
  year<tab><tab>= "2020",
  bibsource<tab>= "dblp computer science bibliography, https://dblp.org"
}
""")
DBLP_CHANGE = shown(r"""--- a/thesis.bib
+++ b/thesis.bib
@@ -1,18 +1,22 @@
-@article{DBLP:journals/corr/HeZRS15,
+@inproceedings{DBLP:journals/corr/HeZRS15,
   author    = {Kaiming He and
                Xiangyu Zhang and
                Shaoqing Ren and
                Jian Sun},
   title     = {Deep Residual Learning for Image Recognition},
-  journal   = {CoRR},
-  volume    = {abs/1512.03385},
-  year      = {2015},
+  booktitle = {2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)},
+  year      = {2016},
   url       = {http://arxiv.org/abs/1512.03385},
   eprinttype = {arXiv},
   eprint    = {1512.03385},
   timestamp = {Wed, 25 Jan 2023 11:01:16 +0100},
   biburl    = {https://dblp.org/rec/journals/corr/HeZRS15.bib},
-  bibsource = {dblp computer science bibliography, https://dblp.org}
+  bibsource = {dblp computer science bibliography, https://dblp.org},
+  pages     = {770--778},
+  publisher = {IEEE},
+  month     = jun,
+  doi       = {10.1109/cvpr.2016.90},
+  primaryclass = {cs.CV}
 }
<space>
 @article{DBLP:journals/cacm/GoodfellowPMXWO20,
@@ -24,5 +28,10 @@
   volume<tab>= "63",
   pages<tab><tab>= "139--144",
   year<tab><tab>= "2020",
-  bibsource<tab>= "dblp computer science bibliography, https://dblp.org"
+  bibsource<tab>= "dblp computer science bibliography, https://dblp.org",
+  number<tab>= "11",
+  publisher<tab>= "Association for Computing Machinery (ACM)",
+  month<tab><tab>= oct,
+  doi<tab><tab>= "10.1145/3422622",
+  issn<tab><tab>= "0001-0782, 1557-7317"
 }
""")


def test_dblp_names_corr_which_gives_way_and_quotes_with_tabs() -> None:
    assert DBLP_CHANGE == difference(
        DBLP,
        {
            "DBLP:journals/corr/HeZRS15": entry_of(RESNET),
            "DBLP:journals/cacm/GoodfellowPMXWO20": entry_of(GANS),
        },
    )


ADS = r"""@ARTICLE{1999ApJ...517..565P,
       author = {{Perlmutter}, S. and {Aldering}, G. and {Goldhaber}, G. and et al.},
        title = "{Measurements of {$\Omega$} and {$\Lambda$} from 42 High-Redshift Supernovae}",
      journal = {\apj},
     keywords = {Astrophysics},
         year = 1998,
        month = jun,
       volume = {517},
        pages = {565-586},
archivePrefix = {arXiv},
       eprint = {astro-ph/9812133},
 primaryClass = {astro-ph},
       adsurl = {https://ui.adsabs.harvard.edu/abs/1999ApJ...517..565P},
      adsnote = {Provided by the SAO/NASA Astrophysics Data System}
}
"""
ADS_CHANGE = r"""--- a/thesis.bib
+++ b/thesis.bib
@@ -3,7 +3,7 @@
         title = "{Measurements of {$\Omega$} and {$\Lambda$} from 42 High-Redshift Supernovae}",
       journal = {\apj},
      keywords = {Astrophysics},
-         year = 1998,
+         year = 1999,
         month = jun,
        volume = {517},
         pages = {565-586},
@@ -11,5 +11,9 @@
        eprint = {astro-ph/9812133},
  primaryClass = {astro-ph},
        adsurl = {https://ui.adsabs.harvard.edu/abs/1999ApJ...517..565P},
-      adsnote = {Provided by the SAO/NASA Astrophysics Data System}
+      adsnote = {Provided by the SAO/NASA Astrophysics Data System},
+       number = {2},
+    publisher = {American Astronomical Society},
+          doi = {10.1086/307221},
+         issn = {0004-637X, 1538-4357}
 }
"""


def test_ads_aligns_names_to_the_right_and_writes_numbers_and_macros_bare() -> None:
    assert ADS_CHANGE == difference(ADS, {"1999ApJ...517..565P": entry_of(SUPERNOVAE)})


ACM = r"""@article{10.1145/3422622,
author = {Goodfellow, Ian and Pouget-Abadie, Jean and Mirza, Mehdi},
title = {Generative adversarial networks},
year = {2020},
issue_date = {November 2020},
publisher = {Association for Computing Machinery},
address = {New York, NY, USA},
volume = {63},
number = {12},
issn = {0001-0782},
url = {https://doi.org/10.1145/3422622},
doi = {10.1145/3422622},
journal = {Commun. ACM},
month = {oct},
pages = {139-144},
numpages = {6}
}
"""
ACM_CHANGE = r"""--- a/thesis.bib
+++ b/thesis.bib
@@ -6,7 +6,7 @@
 publisher = {Association for Computing Machinery},
 address = {New York, NY, USA},
 volume = {63},
-number = {12},
+number = {11},
 issn = {0001-0782},
 url = {https://doi.org/10.1145/3422622},
 doi = {10.1145/3422622},
"""


def test_acm_keeps_its_own_counts_and_abbreviations() -> None:
    assert ACM_CHANGE == difference(ACM, {"10.1145/3422622": entry_of(GANS)})


IEEE = shown(r"""@INPROCEEDINGS{7780459,
  author={K. {He} and X. {Zhang} and S. {Ren} and J. {Sun}},
  booktitle={2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)},<space>
  title={Deep Residual Learning for Image Recognition},<space>
  year={2016},
  volume={},
  number={},
  pages={},
  keywords={Training;Degradation},
  doi={10.1109/CVPR.2016.90}}

""")
IEEE_CHANGE = shown(r"""--- a/thesis.bib
+++ b/thesis.bib
@@ -5,7 +5,12 @@
   year={2016},
   volume={},
   number={},
-  pages={},
+  pages={770--778},
   keywords={Training;Degradation},
-  doi={10.1109/CVPR.2016.90}}
+  doi={10.1109/CVPR.2016.90},
+  publisher={IEEE},
+  month=jun,
+  eprint={1512.03385},
+  archiveprefix={arXiv},
+  primaryclass={cs.CV}}
<space>
""")


def test_ieee_leaves_fields_empty_that_are_filled_in() -> None:
    assert IEEE_CHANGE == difference(IEEE, {"7780459": entry_of(RESNET)})


HAND = r"""@string{apj = "Astrophys. J."}
@string(ieee = {IEEE})
@preamble{ "\newcommand{\noop}[1]{}" }

% the one with the residuals, see also foo@example.org
@InProceedings {resnet ,
    Author =   "K. He and X. Zhang and S. Ren and J. Sun"
  , TITLE = "Deep Residual Learning for " # "Image Recognition"
  , booktitle = "Proc. " # ieee # " Conf. on Computer Vision and Pattern Recognition"
  , year=2015
  , Note = {read twice}
}

   @article(super,author={Perlmutter, Saul and others},journal=apj,volume=571,year="1999")
@misc{ mine, title = {My own notes}, }
"""
HAND_CHANGE = shown(r"""--- a/thesis.bib
+++ b/thesis.bib
@@ -7,9 +7,16 @@
     Author =   "K. He and X. Zhang and S. Ren and J. Sun"
   , TITLE = "Deep Residual Learning for " # "Image Recognition"
   , booktitle = "Proc. " # ieee # " Conf. on Computer Vision and Pattern Recognition"
-  , year=2015
+  , year=2016
   , Note = {read twice}
+  , pages = "770--778"
+  , publisher = "IEEE"
+  , month = jun
+  , doi = "10.1109/cvpr.2016.90"
+  , eprint = "1512.03385"
+  , archiveprefix = "arXiv"
+  , primaryclass = "cs.CV"
 }
<space>
-   @article(super,author={Perlmutter, Saul and others},journal=apj,volume=571,year="1999")
+   @article(super,author={Perlmutter, Saul and others},journal=apj,volume=517,year="1999",title={Measurements of \ensuremath{\Omega} and \ensuremath{\Lambda} from 42 High-Redshift Supernovae},number=2,pages={565--586},publisher={American Astronomical Society},month=jun,doi={10.1086/307221},eprint={astro-ph/9812133},archiveprefix={arXiv},primaryclass={astro-ph},issn={0004-637X, 1538-4357})
 @misc{ mine, title = {My own notes}, }
""")  # noqa: E501 - one line of a file


def test_what_is_written_by_hand_stays_as_odd_as_it_is() -> None:
    assert HAND_CHANGE == difference(HAND, library(resnet=RESNET, super=SUPERNOVAE))


BROKEN = r"""@article{unclosed,
  title = {An Undulatory Theory,
  year = {1900}
}

@article{nocomma,
  title = {Wrong}
  year = {1900}
}

@article{twin,
  title = {Wrong},
}
@article{twin,
  title = {Wrong},
}

@article{double,
  year = {1900},
  year = {1901},
}

stray } text {
@article{spilt,
  title = {Wrong}},
  year = {1900},
}

@article{fold,
  title = {Highly accurate protein structure prediction with {AlphaFold}},
  year = {1900},
}
"""
BROKEN_CHANGE = shown(r"""--- a/thesis.bib
+++ b/thesis.bib
@@ -28,5 +28,14 @@
<space>
 @article{fold,
   title = {Highly accurate protein structure prediction with {AlphaFold}},
-  year = {1900},
+  year = {2021},
+  author = {Jumper, John and Evans, Richard and Pritzel, Alexander and Green, Tim},
+  journal = {Nature},
+  volume = {596},
+  number = {7873},
+  pages = {583--589},
+  publisher = {Springer Science and Business Media LLC},
+  month = aug,
+  doi = {10.1038/s41586-021-03819-2},
+  issn = {0028-0836, 1476-4687},
 }
""")


def test_what_is_broken_is_left_and_told() -> None:
    entries = library(
        unclosed=WAVES, nocomma=WAVES, twin=WAVES, double=WAVES, spilt=WAVES, fold=FOLD
    )
    assert BROKEN_CHANGE == difference(BROKEN, entries)
    told = [(one.line, one.key, one.reason) for one in edited(BROKEN, entries).untouched]
    assert [
        (1, "unclosed", "lacks a closing brace or quote; write it"),
        (
            6,
            "nocomma",
            "lacks a comma, or has something that is no field, at 'year = {1900}'; put that right",
        ),
        (11, "twin", "another entry has the same key; give each its own"),
        (14, "twin", "another entry has the same key; give each its own"),
        (18, "double", "has year twice; take one out"),
        (24, "spilt", "has fields behind its end; take out a brace before them"),
    ] == told


@pytest.mark.parametrize(
    "text", [JABREF, ZOTERO, MENDELEY, SCHOLAR, DBLP, ADS, ACM, IEEE, HAND, BROKEN]
)
def test_without_entries_nothing_changes(text: str) -> None:
    assert text == edited(text, {}).text


@pytest.mark.parametrize(
    "text", [JABREF, ZOTERO, MENDELEY, SCHOLAR, DBLP, ADS, ACM, IEEE, HAND, BROKEN]
)
def test_the_blocks_joined_are_the_text(text: str) -> None:
    assert text == "".join(text[block.start : block.end] for block in cut(text))


FINISHED = r"""@article{fold,
  author  = {J. Jumper and R. Evans and A. Pritzel and T. Green},
  title   = {Highly accurate protein structure prediction with {AlphaFold}},
  journal = "Nature",
  volume  = 596,
  number  = {7873},
  pages   = {583-9},
  publisher = {Springer},
  year    = 2021, month = aug,
  doi     = {https://doi.org/10.1038/S41586-021-03819-2},
  issn    = {00280836},
}
"""


def test_what_agrees_in_meaning_is_not_touched() -> None:
    assert Edited(FINISHED) == edited(FINISHED, library(fold=FOLD))


def test_a_change_tells_key_line_field_values_and_reason() -> None:
    text = "@article{fold,\n  year = {2020},\n" + FINISHED.split("\n", 1)[1].replace(
        "year    = 2021, month = aug,", "annote = {mine},"
    ).replace("volume  = 596,\n", "").replace('"Nature"', "{arXiv preprint arXiv:2101.00001}")
    assert (
        Change("fold", 2, "year", "{2020}", "{2021}", Reason.PUBLISHED),
        Change(
            "fold", 5, "journal", "{arXiv preprint arXiv:2101.00001}", "{Nature}", Reason.PUBLISHED
        ),
        Change("fold", 11, "volume", None, "{596}", Reason.ADDED),
        Change("fold", 11, "month", None, "aug", Reason.ADDED),
    ) == edited(text, library(fold=FOLD)).changes


def test_a_protected_field_is_neither_corrected_nor_added() -> None:
    text = (
        "@article{fold,\n  year = {1900},\n  title = {Highly accurate structure prediction},\n}\n"
    )
    options = Options(protected=frozenset({"YEAR", "doi", "author"}))
    lines = body(difference(text, library(fold=FOLD), options))
    assert not [line for line in lines if "year" in line or "doi" in line or "author" in line]
    assert "-  title = {Highly accurate structure prediction}," in lines


def test_an_abstract_is_added_only_on_demand() -> None:
    dates = Dates(printed=PartialDate(2020))
    record = record_of(authors=names("He, Kaiming"), abstract=plain("Words."), dates=dates)
    text = "@article{k,\n  title = {A Title},\n  author = {He, K.},\n  year = {2020}\n}\n"
    assert "" == difference(text, library(k=record))
    added = ["-  year = {2020}", "+  year = {2020},", "+  abstract = {Words.}"]
    assert added == body(difference(text, library(k=record), Options(adds_abstracts=True)))


def test_a_field_in_doubt_corrects_nothing() -> None:
    text = "@article{fold,\n  title = {Highly accurate structure prediction},\n" + FINISHED.split(
        "\n", 1
    )[1].replace(
        "  title   = {Highly accurate protein structure prediction with {AlphaFold}},\n", ""
    )
    doubted = record_of(
        FOLD.kind,
        FOLD.title or "",
        doubts=(Doubt("title", "all capitals", "HIGHLY"),),
    )
    assert Edited(text) == edited(text, library(fold=doubted))


def test_what_its_owner_says_is_published_is_not_made_a_preprint() -> None:
    text = "@article{k,\n  title = {A Title},\n  journal = {Nature},\n  year = {2023}\n}\n"
    preprint = record_of(
        Kind.PREPRINT, arxiv=ArxivId("2101.00001"), dates=Dates(posted=PartialDate(2021, 1))
    )
    added = [
        "-  year = {2023}",
        "+  year = {2023},",
        "+  eprint = {2101.00001},",
        "+  archiveprefix = {arXiv}",
    ]
    assert added == body(difference(text, library(k=preprint)))


def test_a_paper_of_a_book_that_stands_as_an_article_gets_its_type_and_keeps_its_venue() -> None:
    text = """@Article{resnet,
  author  = {Kaiming He and others},
  title   = {Deep Residual Learning for Image Recognition},
  journal = {Conference on Computer Vision and Pattern Recognition (CVPR)},
  year    = {2016},
}
"""
    lines = body(difference(text, library(resnet=RESNET)))
    assert [
        "-@Article{resnet,",
        "+@InProceedings{resnet,",
        "-  journal = {Conference on Computer Vision and Pattern Recognition (CVPR)},",
        "+  booktitle = {Conference on Computer Vision and Pattern Recognition (CVPR)},",
    ] == lines[:4]


@pytest.mark.parametrize("kind", ["conference", "incollection", "InBook"])
def test_a_type_that_is_as_good_stays(kind: str) -> None:
    text = f"@{kind}{{resnet,\n  booktitle = {{CVPR}}\n}}\n"
    assert f"@{kind}{{" in edited(text, library(resnet=RESNET)).text


def test_the_month_of_a_wrong_year_goes_where_nobody_knows_the_right_one() -> None:
    record = record_of(authors=names("He, Kaiming"), dates=Dates(printed=PartialDate(2016)))
    text = "@article{k,\n  author = {He, K.},\n  year = 2015,\n  month = dec,\n}\n"
    assert [
        "-  year = 2015,",
        "-  month = dec,",
        "+  year = 2016,",
        "+  title = {A Title},",
    ] == body(difference(text, library(k=record)))


def test_an_entry_that_refers_to_another_takes_over_what_that_has() -> None:
    text = "@inproceedings{resnet,\n  title = {Deep Residual Learning},\n  crossref = {cvpr}\n}\n"
    names_added = {one.field for one in edited(text, library(resnet=RESNET)).changes}
    assert {"title", "author", "pages", "doi", "eprint", "archiveprefix", "primaryclass"} == (
        names_added
    )


def test_lines_end_and_bytes_stand_as_before() -> None:
    text = "\ufeff@misc{x,\r\n note = {\u00e9}\r\n}\r\n@article{waves,\r\n  year = 1926\r\n}"
    raw = text.encode()
    body_now = edit_bytes(raw, library(waves=WAVES)).body
    assert body_now.startswith(raw[:-5])
    assert "author = {Schr\u00f6dinger, E.},\r\n".encode() in body_now
    assert body_now.count(b"\n") == body_now.count(b"\r\n")


@pytest.mark.parametrize("strange", [b"\xe9", b"\x93x\x94", b"\x81\x8d", b"\xff\xfe\x00"])
def test_a_file_that_is_not_utf8_takes_ascii_and_keeps_every_byte(strange: bytes) -> None:
    raw = b"% " + strange + b"\n@article{waves,\n  year = 1926\n}\n"
    outcome = edit_bytes(raw, library(waves=WAVES))
    assert outcome.body.startswith(raw[:-4])
    assert b'author = {Schr{\\"{o}}dinger, E.}' in outcome.body


def test_utf16_is_written_back_as_it_was() -> None:
    raw = b"\xff\xfe" + "@article{waves,\n  year = 1926\n}\n".encode("utf-16-le")
    outcome = edit_bytes(raw, library(waves=WAVES))
    assert outcome.body == b"\xff\xfe" + outcome.outcome.text[1:].encode("utf-16-le")
    assert outcome.outcome.changes


@pytest.mark.parametrize(("year", "is_written"), [("192", True), ("1926", False)])
def test_what_only_begins_like_utf16_never_becomes_that(year: str, *, is_written: bool) -> None:
    """It is none for its odd length, to which its entry may add an odd number of bytes."""
    entry = f"@article{{waves,\n  year = {year}\n}}\n"
    raw = b"\xfe\xff" + entry.encode() + b"%" * ((len(entry) + 1) % 2)
    outcome = edit_bytes(raw, library(waves=WAVES))
    assert 1 == len(outcome.body) % 2
    assert is_written is (outcome.body != raw)
    left = [one.reason for one in outcome.outcome.untouched]
    told = "the file begins like UTF-16 and is none; save it as UTF-8"
    assert ([] if is_written else [told]) == left


def test_what_is_commented_out_is_no_entry() -> None:
    text = "% @article{waves, year = 1900}\n@comment{@article{waves, year = 1900}}\n"
    assert Edited(text) == edited(text, library(waves=WAVES))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("@misc{a, title = {x @misc{b} y}}", [Item]),
        ("@misc{a, title = {x\n@misc{b, title = {y}}", [Broken, Item]),
        (r"@misc{a, title = {x \} y}}", [Broken]),
        ('@misc{a, title = "x {"} y"}', [Item]),
        ("@misc{a, title = {x},, year = 1}", [Broken]),
        ("@misc{, title = {x}}", [Broken]),
    ],
)
def test_entries_end_where_bibtex_ends_them(text: str, kinds: list[type]) -> None:
    assert kinds == [type(block) for block in cut(text)]


CLEAR, OPEN, AGAINST = Agreement.CLEAR, Agreement.OPEN, Agreement.AGAINST


@pytest.mark.parametrize(
    ("name", "said", "ours", "record", "expected"),
    [
        ("author", "He, K. and Zhang, X. and others", "", RESNET, CLEAR),
        ("author", "K. {He} and X. Zhang and S. Ren and J. Sun", "", RESNET, CLEAR),
        ("author", "He, K. and Zhang, X.", "", RESNET, AGAINST),
        (
            "author",
            "family=He, given=Kaiming and family={Zhang}, given=X and others",
            "",
            RESNET,
            OPEN,
        ),
        ("author", "{K. He, X. Zhang, and J. Sun}", "", RESNET, AGAINST),
        ("author", "{NASA}", "", WAVES, OPEN),
        ("author", "NASA", "", WAVES, AGAINST),
        (
            "author",
            "Kaiming He and Shaoqing Ren and Xiangyu Zhang and Jian Sun",
            "",
            RESNET,
            AGAINST,
        ),
        (
            "author",
            "He, K. and Zhang, X. and Ren, S. and Sun, J. and Someone, Else",
            "",
            RESNET,
            OPEN,
        ),
        (
            "author",
            "{The CVPR Collaboration} and He, K. and Zhang, X. and others",
            "",
            RESNET,
            CLEAR,
        ),
        ("author", r"Erwin Schr\"odinger", "", WAVES, CLEAR),
        ("title", "{DEEP} {RESIDUAL} Learning, for image-recognition.", "", RESNET, CLEAR),
        ("title", "Deep Residual Learning", "", RESNET, AGAINST),
        ("title", "Deep Residual Learning for Image Recognition: A Study", "", RESNET, OPEN),
        ("title", "Towards Deep Residual Learning for Image Recognition", "", RESNET, OPEN),
        ("journal", "Astrophys. J.", "The Astrophysical Journal", SUPERNOVAE, CLEAR),
        ("journal", "ApJ", "The Astrophysical Journal", SUPERNOVAE, CLEAR),
        ("journal", r"\apj", "The Astrophysical Journal", SUPERNOVAE, CLEAR),
        ("journal", r"\mnras", "The Astrophysical Journal", SUPERNOVAE, AGAINST),
        ("journal", r"\unheardof", "The Astrophysical Journal", SUPERNOVAE, OPEN),
        ("journal", "Nature", "Nature Communications", record_of(), AGAINST),
        ("journal", "Science", "Nature", FOLD, AGAINST),
        ("journal", "Phys. Rev. A", "Physical Review Letters", record_of(), AGAINST),
        ("journal", "Phys. Rev. Lett.", "Physical Review Letters", record_of(), CLEAR),
        ("journal", "J. Phys. A", "Journal of Physics A: Mathematical", record_of(), OPEN),
        ("journal", "PNAS", "Proceedings of the National Academy of Sciences", record_of(), CLEAR),
        ("booktitle", "CVPR", CVPR, RESNET, CLEAR),
        ("booktitle", "Computer Vision and Pattern Recognition", CVPR, RESNET, CLEAR),
        ("booktitle", "Workshop on Computer Vision", CVPR, RESNET, OPEN),
        ("booktitle", "Symposium on Cheese", CVPR, RESNET, AGAINST),
        ("pages", "1\u20139", "1--9", record_of(), CLEAR),
        ("pages", "pp. 101-9", "101--109", record_of(), CLEAR),
        ("pages", "101", "101--109", record_of(), CLEAR),
        ("pages", "12:1--12:25", "1--25", record_of(), CLEAR),
        ("pages", "1--25", "046402", record_of(article_number="046402"), OPEN),
        ("pages", "1--9", "101--109", record_of(), AGAINST),
        ("pages", "101--109, 120", "101--109", record_of(), OPEN),
        ("volume", "Vol. 07", "7", record_of(), CLEAR),
        ("volume", "VII", "7", record_of(), OPEN),
        ("number", "3-4", "4", record_of(), CLEAR),
        ("number", "5", "4", record_of(), AGAINST),
        ("month", "August", "aug", FOLD, CLEAR),
        ("month", "07", "aug", FOLD, CLEAR),
        ("month", "mar", "aug", FOLD, AGAINST),
        ("year", "2015", "2016", RESNET, AGAINST),
        ("year", "in press", "2016", RESNET, AGAINST),
        ("year", "soon", "2016", RESNET, OPEN),
        ("date", "2021-08", "2021-08-26", FOLD, CLEAR),
        ("date", "2021-09", "2021-08-26", FOLD, AGAINST),
        ("edition", "2nd", "Second", record_of(), CLEAR),
        ("edition", "3", "Second", record_of(), AGAINST),
        ("doi", "https://doi.org/10.1109/CVPR.2016.90", "", RESNET, CLEAR),
        ("doi", "10.5555/other", "", RESNET, AGAINST),
        ("eprint", "arXiv:1512.03385v2", "", RESNET, CLEAR),
        ("eprint", "12345", "", RESNET, OPEN),
        ("publisher", "Institute", "IEEE", RESNET, OPEN),
        ("issn", "1476-4687", "", FOLD, CLEAR),
        ("note", "mine", "theirs", record_of(), OPEN),
    ],
)
def test_values_are_compared_by_what_they_mean(
    name: str, said: str, ours: str, record: Record, expected: Agreement
) -> None:
    title = str(record.title) if name == "title" else ours
    assert expected == agreement(name, Said(said), title, record)


def test_a_diff_can_be_applied_though_no_newline_ends_the_file(tmp_path: Path) -> None:
    before, after = "a\nb\x0cc\nd", "a\nB\x0cc\nd\n"
    (tmp_path / "x.bib").write_bytes(before.encode())
    diff = unified(before, after, "x.bib")
    assert (
        "--- a/x.bib\n+++ b/x.bib\n@@ -1,3 +1,3 @@\n a\n-b\x0cc\n-d\n"
        "\\ No newline at end of file\n+B\x0cc\n+d\n"
    ) == diff
    command = ["patch", "-s", "-p1", "-d", str(tmp_path)]
    subprocess.run(command, input=diff, text=True, check=True)
    assert after == (tmp_path / "x.bib").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["my thesis.bib", "part one/my thesis.bib"])
def test_a_diff_can_be_applied_though_the_name_has_spaces(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("a\n")
    command = ["patch", "-s", "-p1", "-d", str(tmp_path)]
    subprocess.run(command, input=unified("a\n", "b\n", name), text=True, check=True)
    assert "b\n" == (tmp_path / name).read_text()


def test_a_diff_names_no_file_from_the_root() -> None:
    assert "--- a/home/x.bib\n+++ b/home/x.bib\n" in unified("a\n", "b\n", "/home/x.bib")


def test_texts_that_are_the_same_have_no_diff() -> None:
    assert "" == unified("a\n", "a\n", "x.bib")


def test_a_month_is_not_added_to_a_year_that_is_that_of_another_date() -> None:
    dates = Dates(printed=PartialDate(2021, 1), online=PartialDate(2020, 11))
    record = record_of(authors=names("He, Kaiming"), volume="7", dates=dates)
    text = "@article{k,\n  title = {A Title},\n  author = {He},\n  volume = 7,\n  year = 2020,\n}\n"
    assert Edited(text) == edited(text, library(k=record))
    of_print = text.replace("2020", "2021")
    assert ["+  month = jan,"] == body(difference(of_print, library(k=record)))


def test_the_eprint_of_another_archive_is_left_to_itself() -> None:
    text = "@misc{k,\n  title = {A Title},\n  author = {He},\n  eprint = {4711},\n}\n"
    record = record_of(Kind.OTHER, authors=names("He, Kaiming"), arxiv=ArxivId("2101.00001"))
    assert {"url"} == {change.field for change in edited(text, library(k=record)).changes}


def test_a_file_whose_last_sign_of_its_dialect_is_corrected_is_of_the_other_one() -> None:
    text = "@article{resnet,\n  journaltitle = {CVPR},\n  year = {2016},\n}\n"
    options = Options(protected=frozenset({"eprint"}))
    lines = body(difference(text, library(resnet=RESNET), options))
    assert "+  month = jun," in lines
    assert not [line for line in lines if "eventtitle" in line]


def test_jabref_says_which_dialect_a_file_is() -> None:
    text = "@misc{resnet}\n\n@Comment{jabref-meta: databaseType:biblatex;}\n"
    fields = {change.field for change in edited(text, library(resnet=RESNET)).changes}
    assert {"date", "eprinttype"} <= fields
    assert fields.isdisjoint({"year", "archiveprefix"})


def test_names_that_take_the_place_of_one_in_double_braces_stand_in_single_ones() -> None:
    text = "@inproceedings{resnet,\n  author = {{K. He, X. Zhang, and J. Sun}},\n}\n"
    lines = body(difference(text, library(resnet=RESNET)))
    assert "+  author = {He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing and Sun, Jian}," in lines
    group = "@misc{other,\n  author = {{NASA}},\n}\n@article{fold,\n  journal = {Nature},\n}\n"
    added = body(difference(group, library(fold=FOLD)))
    names_added = "{Jumper, John and Evans, Richard and Pritzel, Alexander and Green, Tim}"
    assert f"+  author = {names_added}," in added


OTHER_WORKS = [
    ("author = {Goodfellow, Ian and Mirza, Mehdi}, year = {2020}", "other authors"),
    ("title = {Generative adversarial networks}", "another title"),
    (f"title = {{{FOLD.title}: Supplement}}, year = 2021", "another title"),
    (f"title = {{{FOLD.title} (Part II)}}, author = {{Jumper, John}}", "another title"),
    (f"title = {{Comment on ``{FOLD.title}''}}, year = 2021", "another title"),
    (f"title = {{{FOLD.title} 3}}, author = {{Jumper, John}}", "another title"),
    ("title = {Generative adversarial networks}, author = {Jumper, John}", "another title"),
    (
        "title = {Highly accurate protein structure}, author = {Goodfellow, Ian}, year = 2021",
        "other authors",
    ),
    (
        f"title = {{{FOLD.title}}}, author = {{Goodfellow, Ian}}, year = 1999, volume = 3",
        "other authors",
    ),
    ("year = 1988, volume = 3, journal = {Science}", "nothing in common with what stands here"),
]


@pytest.mark.parametrize(("fields", "has"), OTHER_WORKS)
def test_an_entry_that_tells_of_another_work_is_left_and_told(fields: str, has: str) -> None:
    text = f"\n@article{{fold, {fields}, doi = {{10.1038/s41586-021-03819-2}}}}\n"
    outcome = edited(text, library(fold=FOLD))
    assert (text, ()) == (outcome.text, outcome.changes)
    (told,) = outcome.untouched
    assert (2, "fold") == (told.line, told.key)
    leads = "its identifier leads to 'Highly accurate protein structure prediction with AlphaFold'"
    assert told.reason.startswith(f"{leads}, which has {has}; ")


@pytest.mark.parametrize(
    "fields",
    [
        "title = {{Highly acurate protein structure prediction with AlphaFold}}",
        f"title = {{{FOLD.title}}}, author = {{Smith, Jon}}, year = 2021, volume = 3",
        "author = {Green, Tim}, year = 1988, journal = {Science}",
        "author = {others}, year = 2021, volume = 3, pages = {7}",
        "author = {J. Jumper et al.}",
        "author = {{NASA}}, volume = 3, number = 7873",
        "title = nobodys, volume = 596, year = 1999",
        "volume = 3",
    ],
)
def test_an_entry_with_a_slip_or_two_is_that_of_the_work(fields: str) -> None:
    text = f"@article{{fold, {fields}, doi = {{10.1038/s41586-021-03819-2}}}}\n"
    outcome = edited(text, library(fold=FOLD))
    assert outcome.changes
    assert () == outcome.untouched


def test_what_was_found_by_what_it_says_is_no_other_work() -> None:
    text = "@article{fold,\n  title = {Die Faltung},\n  year = 2020,\n}\n"
    seed = Seed(None, "Die Faltung", Origin("thesis.bib", 1), "fold")
    found = replace(entry_of(FOLD, "fold"), by_title=(seed,))
    assert "+  year = 2021," in body(difference(text, {"fold": found}))


def test_the_titles_of_all_versions_are_those_of_the_work() -> None:
    text = "@article{fold,\n  title = {Folding Before It Was Named},\n  year = 2020,\n}\n"
    preprint = record_of(Kind.PREPRINT, "Folding before it was named", arxiv=ArxivId("2101.00001"))
    entry = replace(
        entry_of(FOLD, "fold"), readings=(Reading.of("arxiv", preprint, Standing.FRESH),)
    )
    assert "+  year = 2021," in body(difference(text, {"fold": entry}))


def test_keys_that_differ_in_case_alone_are_one_key() -> None:
    text = "@article{Fold,\n  year = 2020,\n}\n@article{fold,\n  year = 2020,\n}\n"
    outcome = edited(text, library(Fold=FOLD, fold=FOLD))
    assert text == outcome.text
    assert [(1, "Fold"), (4, "fold")] == [(one.line, one.key) for one in outcome.untouched]


@pytest.mark.parametrize("kind", ["dataset", "software"])
def test_what_a_paper_is_about_is_not_made_the_paper(kind: str) -> None:
    text = f"@{kind}{{fold,\n  author = {{Jumper, John and others}},\n  year = 2020,\n}}\n"
    assert "" == difference(text, library(fold=FOLD))


@pytest.mark.parametrize("places", ["howpublished = {YouTube}", "howpublished = {Talk in Bern}"])
def test_what_was_made_known_elsewhere_is_not_made_the_paper(places: str) -> None:
    text = f"@misc{{fold,\n  author = {{Jumper, John and others}},\n  {places},\n}}\n"
    assert "" == difference(text, library(fold=FOLD))


def test_an_address_tells_no_other_place_than_that_of_the_paper() -> None:
    text = "@misc{fold,\n  howpublished = {\\url{https://nature.com/x%20y_z}},\n}\n"
    lines = body(difference(text, library(fold=FOLD)))
    assert ["-@misc{fold,", "+@article{fold,"] == lines[:2]
    assert not [line for line in lines if "howpublished" in line]


@pytest.mark.parametrize("blank", ["{}", "{?}", '"??"', "{?--?}", "{--}"])
def test_what_is_still_to_be_written_is_written(blank: str) -> None:
    text = f"@article{{fold,\n  title = {{{FOLD.title}}},\n  pages = {blank},\n}}\n"
    assert f"-  pages = {blank}," in body(difference(text, library(fold=FOLD)))


def test_an_article_in_no_journal_with_an_eprint_is_a_preprint() -> None:
    text = "@article{resnet,\n  eprint = {1512.03385},\n  year = {2015},\n}\n"
    lines = body(difference(text, library(resnet=RESNET)))
    assert {"+@inproceedings{resnet,", "+  year = {2016},", "+  pages = {770--778},"} < {*lines}
    printed = text.replace("eprint", "pages = {1--9},\n  eprint")
    assert "@article{resnet," in edited(printed, library(resnet=RESNET)).text


VERSIONS = record_of(
    Kind.PREPRINT,
    arxiv=ArxivId("2101.00001"),
    dates=Dates(posted=PartialDate(2021, 1, 5), revised=PartialDate(2023, 3, 7)),
)


@pytest.mark.parametrize(
    ("name", "said", "expected"),
    [
        ("year", "2022", OPEN),
        ("date", "2022-05-06", OPEN),
        ("date", "2021-02", OPEN),
        ("date", "2023-03-08", AGAINST),
        ("year", "2020", AGAINST),
        ("date", "2020-12-31", AGAINST),
        ("year", "2023", CLEAR),
    ],
)
def test_a_preprint_may_be_cited_in_any_of_its_versions(
    name: str, said: str, expected: Agreement
) -> None:
    assert expected == agreement(name, Said(said), "2021", VERSIONS)


@pytest.mark.parametrize(
    "piece",
    [
        "@comment{",
        '% @article{a,\n title="{}',
        "@article{a,\n x={",
        "@article{a, x={",
        "@a{b}@a{b}",
    ],
)
def test_thousands_of_blocks_that_never_end_take_no_time(piece: str) -> None:
    assert piece * 20_000 == edited(piece * 20_000, {}).text


def test_a_comment_ends_where_it_ends_though_another_before_it_never_does() -> None:
    inside = "@article{fold,\n  year = {1900},\n}\n"
    text = f"@comment{{ never closed\n@misc{{x}}\n@comment{{\n{inside}{inside}}}\n"
    assert Edited(text) == edited(text, library(fold=FOLD))


def test_a_month_is_not_added_beside_a_date() -> None:
    text = "@article{fold,\n  journal = {Nature},\n  date = {2021-08},\n  year = {1985},\n}\n"
    lines = body(difference(text, library(fold=FOLD)))
    assert "+  year = {2021}," in lines
    assert not [line for line in lines if "month" in line]


def test_a_volume_that_is_an_eprint_gives_way() -> None:
    text = "@article{resnet,\n  journal = {arXiv},\n  volume = {1512.03385v1},\n}\n"
    assert "-  volume = {1512.03385v1}," in body(difference(text, library(resnet=RESNET)))
