"""What publishers' links say of the papers they lead to."""

from __future__ import annotations

import time

import pytest

from enrich.identifiers import addresses, parse_identifier
from enrich.identifiers.addresses import knows_publisher
from enrich.identifiers.publishers import PUBLISHERS, Publisher, find_publisher

# The keys of identifiers, and the links that give them.
GIVEN = """
doi:10.1146/annurev-bioeng-071516-044442 https://www.annualreviews.org/doi/abs/10.1146/annurev-bioeng-071516-044442
doi:10.1146/annurev.fl.20.010188.000301 https://www.annualreviews.org/content/journals/10.1146/annurev.fl.20.010188.000301
doi:10.1186/s12859-021-04274-6 https://bmcbioinformatics.biomedcentral.com/articles/10.1186/s12859-021-04274-6
doi:10.1186/s12864-024-10471-3 https://bmcgenomics.biomedcentral.com/track/pdf/10.1186/s12864-024-10471-3.pdf
doi:10.1186/1471-2164-7-187 https://bmcgenomics.biomedcentral.com/articles/10.1186/1471-2164-7-187
doi:10.1186/s13638-020-1646-3 https://jwcn-eurasipjournals.springeropen.com/articles/10.1186/s13638-020-1646-3/peer-review
doi:10.1515/gps-2014-0032 https://www.degruyter.com/document/doi/10.1515/gps-2014-0032/html
doi:10.4159/harvard.9780674184008.c1 https://www.degruyter.com/view/book/9780674184008/10.4159/harvard.9780674184008.c1.xml
doi:10.1017/jfm.2023.138 https://www.cambridge.org/core/doi/10.1017/jfm.2023.138
doi:10.5194/mr-1-209-2020 https://mr.copernicus.org/articles/1/209/2020/mr-1-209-2020.pdf
doi:10.5194/mr-1-209-2020 https://mr.copernicus.org/articles/1/209/2020/
doi:10.5194/acp-2016-887 https://acp.copernicus.org/preprints/acp-2016-887/acp-2016-887.pdf
doi:10.5194/cpd-10-3163-2014 http://www.clim-past-discuss.net/10/3163/2014/cpd-10-3163-2014.pdf
doi:10.7554/elife.01567 https://elifesciences.org/articles/01567
doi:10.7554/elife.01567 https://elifesciences.org/articles/01567/figures#content
doi:10.7554/elife.41235 https://cdn.elifesciences.org/articles/41235/elife-41235-v3.pdf
pii:S0899707122002856 https://www.sciencedirect.com/science/article/abs/pii/S0899707122002856
pii:S1361841522001268 https://www.sciencedirect.com/science/article/pii/S1361841522001268?via%3Dihub
pii:S1361841522001268 https://www.sciencedirect.com/science/article/pii/S1361841522001268/pdfft?md5=1&pid=1-s2.0-S1361841522001268-main.pdf
pii:S0006291X14004549 https://www.sciencedirect.com/science/article/am/pii/S0006291X14004549
pii:S1361841522001268 https://linkinghub.elsevier.com/retrieve/pii/S1361841522001268
doi:10.1016/0002-9610(77)90552-9 https://linkinghub.elsevier.com/retrieve/pii/0002961077905529
doi:10.1016/0040-6090(92)90068-m https://linkinghub.elsevier.com/retrieve/pii/004060909290068M
pii:S0022354916305858 https://api.elsevier.com/content/article/PII:S0022354916305858?httpAccept=text/xml
pii:S0092867417305831 https://www.cell.com/cell/fulltext/S0092-8674(17)30583-1
pii:S0092867417305831 https://www.cell.com/cell/pdf/S0092-8674%2817%2930583-1.pdf
pii:S0092867417305831 https://www.cell.com/action/showPdf?pii=S0092-8674%2817%2930583-1
pii:S0140673617321542 https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(17)32154-2/fulltext
doi:10.1108/00400919210016692 https://www.emerald.com/insight/content/doi/10.1108/00400919210016692/full/xml
doi:10.3389/fneur.2022.755094 https://www.frontiersin.org/journals/neurology/articles/10.3389/fneur.2022.755094/full
doi:10.3389/fneur.2022.755094 https://www.frontiersin.org/articles/10.3389/fneur.2022.755094/full?utm_source=x
doi:10.3389/fpls.2018.01843 https://www.frontiersin.org/articles/10.3389/fpls.2018.01843/some-new-view
doi:10.1155/2022/7028517 https://www.hindawi.com/journals/cin/2022/7028517/
doi:10.1155/2022/7028517 https://downloads.hindawi.com/journals/cin/2022/7028517.pdf
doi:10.1155/2014/128505 https://www.hindawi.com/archive/2014/128505/abs/
doi:10.3233/faia200001 https://ebooks.iospress.nl/doi/10.3233/FAIA200001
doi:10.3390/jimaging9030069 https://www.mdpi.com/2313-433X/9/3/69
doi:10.3390/jimaging9040081 https://www.mdpi.com/2313-433x/9/4/81/htm
doi:10.3390/electronics13020395 https://www.mdpi.com/2079-9292/13/2/395
doi:10.3390/s23198328 https://www.mdpi.com/1424-8220/23/19/8328/pdf?version=1696765544
doi:10.3390/bioengineering10111258 http://mdpi.com/2306-5354/10/11/1258
doi:10.3390/ijerph182312652 https://www.mdpi.com/1660-4601/18/23/12652
doi:10.1038/s41746-021-00507-3 https://www.nature.com/articles/s41746-021-00507-3
doi:10.1038/s41598-023-34341-2 https://www.nature.com/articles/s41598-023-34341-2.pdf?origin=ppub
doi:10.1038/s41598-023-34341-2 https://www.nature.com/articles/s41598-023-34341-2/figures/1
doi:10.1038/nature14539 HTTP://WWW.NATURE.COM/articles/nature14539#Abs1
doi:10.1038/132847b0 https://www.nature.com/articles/132847b0
doi:10.1038/ng.3834 https://www.nature.com/articles/ng.3834
doi:10.1038/d41586-019-02960-3 https://www.nature.com/articles/d41586-019-02960-3
doi:10.1038/nature14539 http://www.nature.com/nature/journal/v521/n7553/full/nature14539.html
doi:10.1038/nature14539 https://www.nature.com/nature/journal/v521/n7553/pdf/nature14539.pdf
doi:10.1038/nature.2015.16920 https://www.nature.com/doifinder/10.1038/nature.2015.16920
doi:10.1093/femsec/fiy024 https://academic.oup.com/femsec/article/doi/10.1093/femsec/fiy024/4875920
doi:10.1093/mnras/stab2576 https://academic.oup.com/mnras/advance-article-pdf/doi/10.1093/mnras/stab2576/40349655/stab2576.pdf
doi:10.1093/femsec/fiv167 https://academic.oup.com/femsec/article-lookup/doi/10.1093/femsec/fiv167
doi:10.7717/peerj.10004 https://peerj.com/articles/10004/
doi:10.7717/peerj.10004 https://peerj.com/articles/10004.pdf
doi:10.7717/peerj-cs.123 https://peerj.com/articles/cs-123
doi:10.7287/peerj.preprints.734v1 https://peerj.com/preprints/734v1.pdf
doi:10.1371/journal.pone.0000217 https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0000217
doi:10.1371/journal.pone.0000217 https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0000217&type=printable
doi:10.1371/journal.pone.0000217 http://www.plosone.org/article/info%3Adoi%2F10.1371%2Fjournal.pone.0000217
doi:10.1371/annotation/53374aad-bc04-4c64-b313-8ff9b881d0da https://dx.plos.org/10.1371/annotation/53374aad-bc04-4c64-b313-8ff9b881d0da
doi:10.1177/0022022111399647 https://journals.sagepub.com/doi/full/10.1177/0022022111399647?casa_token=x
doi:10.1007/978-3-031-16452-1_4 https://link.springer.com/chapter/10.1007/978-3-031-16452-1_4
doi:10.1007/978-3-031-16452-1_42 https://link.springer.com/chapter/10.1007/978-3-031-16452-1_42
doi:10.1007/978-3-031-16452-1_42 https://link.springer.com/content/pdf/10.1007%2F978-3-031-16452-1_42.pdf
doi:10.1007/s11263-015-0816-y https://link.springer.com/article/10.1007/s11263-015-0816-y/some-new-view
doi:10.1007/978-3-319-24574-4 https://link.springer.com/book/10.1007%2F978-3-319-24574-4
doi:10.1140/epjc/s10052-020-08505-3 https://link.springer.com/article/10.1140/epjc/s10052-020-08505-3
doi:10.1023/a:1010933404324 https://link.springer.com/article/10.1023/A:1010933404324
doi:10.1080/00949655.2021.1926459 https://www.tandfonline.com/doi/full/10.1080/00949655.2021.1926459
doi:10.1201/9781003134046-5 https://www.taylorfrancis.com/books/9781003134046/chapters/10.1201/9781003134046-5
doi:10.1155/2022/7028517 https://onlinelibrary.wiley.com/doi/10.1155/2022/7028517
doi:10.1002/mp.12345 https://aapm.onlinelibrary.wiley.com/doi/pdfdirect/10.1002/mp.12345?download=true
doi:10.1142/s0218271816410224 https://www.worldscientific.com/doi/pdf/10.1142/S0218271816410224
doi:10.1145/3626193 https://dl.acm.org/doi/book/10.1145/3626193
doi:10.1145/3626193 https://dl.acm.org/doi/fullHtml/10.1145/3626193
doi:10.1145/1390156.1390294 https://dl.acm.org/citation.cfm?id=1390156.1390294
doi:10.1145/2132176.2132294 http://portal.acm.org/citation.cfm?doid=2132176.2132294&CFID=1
doi:10.1021/ac00292a720 https://pubs.acs.org/doi/abs/10.1021/ac00292a720
doi:10.1063/1.4752395 https://aip.scitation.org/doi/pdf/10.1063/1.4752395
doi:10.1063/1.4897619 https://pubs.aip.org/aip/rsi/article-pdf/doi/10.1063/1.4897619/13630509/104902_1_online.pdf
doi:10.1001/jama.1883.02390060029015a http://jama.jamanetwork.com/article.aspx?doi=10.1001/jama.1883.02390060029015a
doi:10.1103/physrevlett.116.061102 https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.116.061102
doi:10.1103/physrevlett.116.061102 https://journals.aps.org/prl/pdf/10.1103/PhysRevLett.116.061102
doi:10.1103/physreva.84.045806 https://link.aps.org/doi/10.1103/PhysRevA.84.045806
doi:10.1115/imece2003-42686 http://asmedigitalcollection.asme.org/IMECE/proceedings-pdf/doi/10.1115/IMECE2003-42686/2600322/533_1.pdf
doi:10.1109/cvpr52688.2022.01209 https://doi.ieeecomputersociety.org/10.1109/CVPR52688.2022.01209
doi:10.1049/cp:19980709 https://digital-library.theiet.org/content/conferences/10.1049/cp_19980709
doi:10.1287/mnsc.2020.3651 https://pubsonline.informs.org/doi/abs/10.1287/mnsc.2020.3651
doi:10.1088/1361-6560/ab1234 https://iopscience.iop.org/article/10.1088/1361-6560/ab1234/pdf
doi:10.1088/0022-3727/49/34/345302 https://iopscience.iop.org/article/10.1088/0022-3727/49/34/345302/meta
doi:10.1073/pnas.1525793113 https://www.pnas.org/doi/full/10.1073/pnas.1525793113
doi:10.1214/aos/1176344552 https://projecteuclid.org/euclid.aos/1176344552
doi:10.2996/kmj/1138038876 https://projecteuclid.org/journals/kodai-mathematical-journal/volume-11/issue-2/Submanifolds/10.2996/kmj/1138038876.full
doi:10.1039/c5nj01266j https://pubs.rsc.org/en/content/articlelanding/2015/nj/c5nj01266j#!divAbstract
doi:10.1039/c2cp23142e http://pubs.rsc.org/en/content/articlepdf/2012/CP/C2CP23142E
doi:10.1039/c5nj01266j http://xlink.rsc.org/?DOI=C5NJ01266J
doi:10.1039/f29787400727 http://xlink.rsc.org/?DOI=f29787400727
doi:10.1126/science.22.563.449 https://www.science.org/doi/pdf/10.1126/science.22.563.449
doi:10.1137/15m1023014 https://epubs.siam.org/doi/pdf/10.1137/15M1023014
doi:10.1117/1.jei.28.6.063006 https://www.spiedigitallibrary.org/journalArticle/Download?urlId=10.1117%2F1.JEI.28.6.063006
doi:10.1117/12.2549363 https://www.spiedigitallibrary.org/conference-proceedings-of-spie/11313/113131K/A-Title/10.1117/12.2549363.full?SSO=1
doi:10.18653/v1/p19-1001 https://aclanthology.org/P19-1001/
doi:10.18653/v1/p19-1001 https://www.aclweb.org/anthology/P19-1001.pdf
doi:10.18653/v1/n19-1423 https://aclweb.org/anthology/papers/N/N19/N19-1423/
doi:10.18653/v1/2020.acl-main.1 https://aclanthology.org/2020.acl-main.1
doi:10.18653/v1/2021.findings-emnlp.12 https://aclanthology.org/2021.findings-emnlp.12v2.pdf
doi:10.3115/v1/d14-1162 https://aclanthology.org/D14-1162
doi:10.18653/v1/d15-1166 https://aclanthology.org/D15-1166.bib
doi:10.4230/lipics.icalp.2023.1 https://drops.dagstuhl.de/entities/document/10.4230/LIPIcs.ICALP.2023.1
doi:10.4230/lipics.icalp.2023.1 https://drops.dagstuhl.de/storage/00lipics/lipics-vol261-icalp2023/LIPIcs.ICALP.2023.1/LIPIcs.ICALP.2023.1.pdf
doi:10.24963/ijcai.2019/123 https://www.ijcai.org/proceedings/2019/123
doi:10.24963/ijcai.2019/123 https://www.ijcai.org/proceedings/2019/0123.pdf
doi:10.24963/kr.2020/12 https://proceedings.kr.org/2020/12/
arxiv:2310.06825v1 https://www.alphaxiv.org/abs/2310.06825v1
arxiv:2310.06825 https://alphaxiv.org/overview/2310.06825
arxiv:2310.06825 https://ar5iv.org/abs/2310.06825
arxiv:hep-th/9901001 https://ar5iv.labs.arxiv.org/html/hep-th/9901001
arxiv:1706.03762 https://www.arxiv-vanity.com/papers/1706.03762/
doi:10.1101/2020.12.01.406702 https://www.biorxiv.org/content/10.1101/2020.12.01.406702v2.full.pdf+html
doi:10.1101/134791 https://www.biorxiv.org/content/biorxiv/early/2017/05/08/134791.full.pdf
doi:10.1101/2020.12.01.20241234 https://www.medrxiv.org/content/10.1101/2020.12.01.20241234v1.supplementary-material
doi:10.1101/224410 https://www.biorxiv.org/content/early/2018/01/01/224410
doi:10.26434/chemrxiv-2021-djssr https://chemrxiv.org/doi/full/10.26434/chemrxiv-2021-djssr
arxiv:2310.06825 https://huggingface.co/papers/2310.06825
arxiv:2310.06825 huggingface.co/papers/2310.06825
doi:10.2307/2245203 https://www.jstor.org/stable/2245203
doi:10.2307/2245203 https://www.jstor.org/stable/pdf/2245203.pdf?seq=1
doi:10.1086/475534 https://www.jstor.org/stable/10.1086/475534
doi:10.2307/j.ctt18z4gjq.12 http://www.jstor.org/stable/10.2307/j.ctt18z4gjq.12
doi:10.20944/preprints202001.0001.v1 https://www.preprints.org/manuscript/202001.0001/v1
doi:10.1093/nar/gkaa1100 https://www.ncbi.nlm.nih.gov/pmc/articles/doi/10.1093/nar/gkaa1100
doi:10.21203/rs.3.rs-123456/v1 https://www.researchsquare.com/article/rs-123456/v1.pdf
doi:10.53731/ybhah-9jy85 https://api.rogue-scholar.org/posts/10.53731/ybhah-9jy85.md
arxiv:2310.06825 https://scirate.com/arxiv/2310.06825
arxiv:2310.06825 https://www.semanticscholar.org/arxiv/2310.06825
arxiv:2310.06825 https://api.semanticscholar.org/arXiv:2310.06825
doi:10.2139/ssrn.3520189 https://papers.ssrn.com/sol3/papers.cfm?abstract_id=3520189
doi:10.2139/ssrn.3520189 https://www.ssrn.com/abstract=3520189
doi:10.2139/ssrn.3520189 https://papers.ssrn.com/sol3/Delivery.cfm/1.pdf?abstractid=3520189&mirid=1
doi:10.2307/j.ctt18z4gjq.12 https://www.jstor.org/stable/j.ctt18z4gjq.12
doi:10.1016/0142-1123(95)00063-1 https://api.elsevier.com/content/article/PII:0142-1123(95)00063-1
doi:10.1214/ss/1177012580 https://projecteuclid.org/euclid.ss/1177012580
doi:10.5281/zenodo.1234567 https://zenodo.org/record/1234567
doi:10.5281/zenodo.1234567 https://zenodo.org/records/1234567/files/data.zip?download=1
doi:10.5281/zenodo.1234567 https://zenodo.org/badge/DOI/10.5281/zenodo.1234567.svg
doi:10.5281/zenodo.1234567 https://zenodo.org/doi/10.5281/zenodo.1234567
"""

# Links of papers that hold no identifier, or one that can't be told for sure.
BY_TITLE = """
https://www.degruyter.com/view/journals/zfs/39/1/article-p1.xml
https://www.cambridge.org/core/journals/journal-of-fluid-mechanics/article/a-title/D3CFCBF437CF15D662AE73258F5110CB
https://www.cambridge.org/core/product/identifier/S0022112023001386/type/journal_article
https://acp.copernicus.org/articles/20/1/2020/acp-20-1-2020-supplement.pdf
https://elifesciences.org/articles/04601v2/peer-reviews
https://elifesciences.org/reviewed-preprints/88273
https://www.hindawi.com/journals/ecam/2010/457242/
https://www.hindawi.com/journals/tswj/2012/275809/
https://www.hindawi.com/journals/jhe/2014/120281/
https://content.iospress.com/articles/data-science/ds210053
https://www.mdpi.com/2072-4292/7/4/4390
https://www.mdpi.com/0000-0000/7/4/4390
https://www.nature.com/articles/sdata201618
https://www.nature.com/articles/1205525
https://www.nature.com/articles/nbt0899_745
https://academic.oup.com/mnras/article/507/4/6215/6368867
https://academic.oup.com/book/26897/chapter/195966152
https://oxfordbibliographies.com/view/document/obo-9780199791231/obo-9780199791231-0260.xml
http://www.oxfordartonline.com/benezit/view/10.1093/benz/9780199773787.001.0001/acref-9780199773787-e-00007206
https://peerj.com/articles/3819v0.1/reviews/2/
https://www.springerlink.com/content/a1b2c3d4e5f6g7h8/
https://linkinghub.elsevier.com/retrieve/pii/C20130112809
https://dl.acm.org/citation.cfm?id=1390294
https://pubs.aip.org/aip/jcp/article/152/4/044130/197181/A-Title
http://jamanetwork.com/journals/jamadermatology/fullarticle/1105566
http://prl.aps.org/abstract/PRL/v1/i1/p1_1
https://ieeexplore.ieee.org/document/1284395
https://ieeexplore.ieee.org/abstract/document/9770375/
https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=1284395
https://www.computer.org/csdl/journal/tp/2020/02/08510891/13rRUxAAST
http://stacks.iop.org/1402-4896/91/i=1/a=013006
https://opg.optica.org/oe/abstract.cfm?uri=oe-33-4-6709
https://www.pnas.org/content/113/45/E7022
https://science.sciencemag.org/content/313/5786/504
https://projecteuclid.org/journals/annals-of-statistics/volume-7/issue-1/A-Title
https://www.techniques-ingenieur.fr/doi/10.51257/o/42286210
https://ojs.aaai.org/index.php/AAAI/article/view/26031
https://www.aaai.org/Papers/AAAI/2008/AAAI08-227.pdf
https://aclanthology.org/L18-1001/
https://aclanthology.org/2020.lrec-1.1.pdf
https://aclanthology.org/W16-2323
https://openaccess.thecvf.com/content/CVPR2022/html/Name_A_Title_CVPR_2022_paper.html
https://www.cv-foundation.org/openaccess/content_cvpr_2016/papers/He_Deep_Residual_Learning_CVPR_2016_paper.pdf
https://www.ecva.net/papers/eccv_2020/papers_ECCV/html/123_ECCV_2020_paper.php
https://www.ijcai.org/Abstract/16/123
https://www.isca-speech.org/archive/interspeech_2020/gresse20_interspeech.html
https://www.jmlr.org/papers/volume13/gretton12a/gretton12a.pdf
https://proceedings.mlsys.org/paper/2019/hash/abc-Abstract.html
https://papers.nips.cc/paper/5423-generative-adversarial-nets
https://proceedings.neurips.cc/paper_files/paper/2022/hash/abc-Abstract-Conference.html
https://icml.cc/virtual/2023/poster/12345
https://openreview.net/forum?id=mDwURmlapW
https://openreview.net/pdf?id=mDwURmlapW
https://proceedings.mlr.press/v139/kim21a.html
https://www.usenix.org/conference/osdi16/technical-sessions/presentation/abadi
https://www.vldb.org/pvldb/vol13/p1-name.pdf
https://chemrxiv.org/engage/chemrxiv/article-details/614827ada7b2491fd331351c
http://citeseerx.ist.psu.edu/viewdoc/summary?doi=10.1.1.123.4567
https://dblp.org/rec/conf/nips/VaswaniSPUJGKP17.html
https://distill.pub/2017/momentum/
https://europepmc.org/article/MED/12345678
https://hal.science/hal-01234567v2/document
https://eprint.iacr.org/2017/715.pdf
https://genome.cshlp.org/content/27/5/801
https://osf.io/preprints/psyarxiv/abcde
https://www.isca-archive.org/interspeech_2020/gulati20_interspeech.html
https://www.isca-archive.org/pdfs/interspeech_2020/gulati20_interspeech.pdf
https://paperswithcode.com/paper/attention-is-all-you-need
https://www.jstor.org/stable/community.1234
https://www.preprints.org/manuscript/202001.0001
https://pubmed.ncbi.nlm.nih.gov/12345678/
https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/
https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/pdf/x.pdf
https://www.researchgate.net/publication/123456_A_Title
https://www.semanticscholar.org/paper/A-Title/0123456789abcdef
https://api.semanticscholar.org/CorpusID:12345
https://www.cambridge.org/core/product/D3CFCBF437CF15D662AE73258F5110CB/core-reader
https://www.sciencedirect.com/science/book/9780123735966
https://www.mdpi.com/sensors/sensors-23-08328/article_deploy/sensors-23-08328.pdf
https://academic.oup.com/book/41693
http://archopht.jamanetwork.com/article.aspx?articleid=619100
https://jamanetwork.com/journals/jama/articlepdf/2723990/jama_2019.pdf
https://asmedigitalcollection.asme.org/gasturbinespower/article/140/1/011503/374503/A-Title
https://ieeexplore.ieee.org/iel7/9669261/9669139/09669338.pdf
https://digital-library.theiet.org/content/journals/10.1049/el_19990001
https://pubs.rsc.org/en/content/chapter/bk9781849739634-00001/978-1-84973-963-4
https://cdn.aaai.org/ojs/26031/26031-13-30094-1-2-20230626.pdf
https://drops.dagstuhl.de/opus/volltexte/2018/9000/
https://icml.cc/2012/papers/123.pdf
https://www.researchsquare.com/article/rs-123456
https://papers.ssrn.com/sol3/Delivery.cfm/SSRN_ID3520189_code123.pdf
"""

# Pages at publishers' hosts that are no papers.
PAGES = """
https://www.nature.com/
https://www.nature.com/nature/
https://www.mdpi.com/journal/sensors
https://openreview.net/group?id=ICLR.cc/2024/Conference
https://zenodo.org/communities/x
https://openaccess.thecvf.com/CVPR2022
https://proceedings.mlr.press/v139/
https://huggingface.co/papers
https://huggingface.co/bert-base-uncased
https://onlinelibrary.wiley.com/journal/15214095
https://link.springer.com/journal/12080
https://ieeexplore.ieee.org/xpl/RecentIssue.jsp?punumber=42
https://paperswithcode.com/sota
https://peerj.com/computer-science/
https://www.jmlr.org/
https://aclanthology.org/events/acl-2020/
https://ssrn.com/index.cfm
"""


def _examples(publisher: Publisher) -> list[str]:
    """Give the places that the examples of a publisher lead to."""
    urls = [line.split()[-1] for line in (GIVEN + BY_TITLE).split("\n") if line]
    found = [address for url in urls if (address := addresses._read(url))]
    return [one.place for one in found if find_publisher(one.host) is publisher]


@pytest.mark.parametrize("example", GIVEN.strip().split("\n"))
def test_a_link_gives_the_identifier_it_holds(example: str) -> None:
    key, url = example.split()
    assert key == str(parse_identifier(url))
    assert knows_publisher(url)


@pytest.mark.parametrize("url", BY_TITLE.split())
def test_a_link_that_holds_no_identifier_is_known_for_a_papers(url: str) -> None:
    assert parse_identifier(url) is None
    assert knows_publisher(url)


@pytest.mark.parametrize("url", PAGES.split())
def test_a_page_at_a_publishers_is_not_taken_for_a_paper(url: str) -> None:
    assert parse_identifier(url) is None
    assert not knows_publisher(url)


@pytest.mark.parametrize(
    "url", ["https://example.org/x", "not a link", "https://[bad/", "mailto:a"]
)
def test_nobody_else_is_known(url: str) -> None:
    assert not knows_publisher(url)


@pytest.mark.parametrize("publisher", PUBLISHERS, ids=lambda one: one.name)
def test_every_publisher_has_an_example_and_so_has_every_form(publisher: Publisher) -> None:
    places = _examples(publisher)
    assert places
    deciding = set()
    for place in places:
        forms = (form for form in publisher.forms if publisher._replace(forms=(form,)).find(place))
        deciding.add(next(forms, None))
    assert [] == [form for form in publisher.forms if form not in deciding]


def test_no_host_stands_in_two_rows() -> None:
    hosts = [host for one in PUBLISHERS for host in one.hosts.split()]
    assert sorted(set(hosts)) == sorted(hosts)


def test_a_host_is_found_whole_or_by_what_it_lies_below() -> None:
    wiley = find_publisher("wiley.com")
    assert wiley is find_publisher("aapm.onlinelibrary.wiley.com")
    assert wiley is not find_publisher("notwiley.com")


@pytest.mark.parametrize("unit", ["/", "a/", "/doi/10.1093/1", "content/1/", "&id=1", "1", "a-"])
def test_a_long_link_is_read_at_once(unit: str) -> None:
    urls = [f"https://{one.hosts.split()[0]}/{unit * 2000}"[:2048] for one in PUBLISHERS]
    begun = time.process_time()
    for url in urls:
        knows_publisher(url)
    assert time.process_time() - begun < 1
