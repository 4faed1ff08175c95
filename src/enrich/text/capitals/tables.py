"""The tables by which words in capitals are told apart.

They were checked against the words that 5,900 titles and abstracts set in lower case, and against
those that stand there in capitals although the text around them is in normal case.
"""

from __future__ import annotations

import re

__all__ = [
    "ABBREVIATIONS",
    "ACRONYMS",
    "APOSTROPHES",
    "BOND",
    "CLOSING",
    "CODAS",
    "CONSONANTS",
    "ELISIONS",
    "EPITHETS",
    "FORMS",
    "HYPHENS",
    "JOINED",
    "LABELS",
    "LETTERED",
    "LONGEST_IN_FORMULA",
    "LONGEST_SPELT",
    "MASK",
    "NUMBERED",
    "ONSETS",
    "OPENING",
    "PARTICLES",
    "PLACES",
    "ROMAN",
    "SCOTTISH",
    "SHORT",
    "SMALL",
    "SPOKEN",
    "SPOKEN_PAIRS",
    "TAILS",
    "TURKISH",
    "VOWELS",
    "VOWELS_ALONE",
    "WITHOUT_VOWELS",
]

# Stands for a character whose case is not ours to change.
MASK = "\ue000"
# Words that a title sets in lower case unless they open it. What English titles of the corpus
# lower more often than not: prepositions up to four letters, but not "under" or "between".
SMALL = {
    language: frozenset(words.split())
    for language, words in {
        "en": "a an and as at but by for from in into nor of on onto or the to via versus vs with",
        "fr": "à au aux avec ce ces chez dans de des du en est et la le les leur ne ou où par pas"
        " pour qu que qui sa sans se ses son sous sur un une vers",
        "es": "a al ante bajo como con contra de del desde e el en entre es hacia hasta la las lo"
        " los o para pero por que se según sin sobre su sus tras u un una y",
        "pt": "a à ao aos às as até com como da das de do dos e em entre na nas no nos o os ou para"
        " pela pelas pelo pelos por que se sem sob sobre sua suas um uma",
        "it": "a ad ai al alla alle anche che col come con da dai dal dall dalla de degli dei del"
        " dell della delle dello di e ed fra gli i il in la le lo nei nel nell nella nelle nello o"
        " per su sua sue sui sul sull sulla sulle suo suoi tra un una uno",
        "de": "ab als am an auf aus bei beim bis das dem den der des die durch ein eine einem einen"
        " einer eines für gegen im in ist mit nach nicht oder ohne seit sich sind sowie um und"
        " unter vom von vor wie wird über zu zum zur zwischen",
        "nl": "aan als bij dat de den der des die door een en het in met na naar niet of om"
        " onder op over te ten ter tot tussen uit van voor zijn",
        "id": "akan antara atau atas bagi dalam dan dari dengan di kepada ke melalui oleh pada para"
        " sebagai secara serta tentang terhadap untuk yang",
        "sv": "af av den det en ett från fra för i med och og om på som till til ved över",
        "tr": "bir bu de da ile için ise ki olarak ve veya üzerine",
        "pl": "a bez dla do i jako między na nad o od oraz po pod przez przy się w z za ze",
        "ru": "а без в во для до её же за и из или их к как ко между на над не о об от по под при"  # noqa: RUF001 - Russian
        " про с со у через что",  # noqa: RUF001 - Russian
        "uk": "а або в від для до з за зі і й його та із на над о об по під при про у через що як",  # noqa: RUF001 - Ukrainian
        "el": "από για ή η και κατά με μετά μια να ο οι προς σε στα στη στην στις στο στον στους"  # noqa: RUF001 - Greek
        " τα τη την της τις το τον του τους των ως",
    }.items()
}
# Parts of foreign names and terms that English titles set in lower case, too.
PARTICLES = frozenset("da de del della der di du et van von".split())
# What French and Italian put before an apostrophe.
ELISIONS = frozenset("c d dall dell j jusqu l lorsqu m n nell puisqu qu quell s sull t un".split())
# Second words that are low, above all in the names of species; no English words, no family names.
EPITHETS = frozenset(
    "et-al aspergillus-niger canis-familiaris canis-lupus cannabis-indica mus-domesticus"
    " mycobacterium-tuberculosis zea-mays abscessus aegypti aeruginosa aestivum albicans"
    " albopictus annuum anthracis aureus avium baumannii botulinum brucei burgdorferi cerevisiae"
    " coli cruzi difficile donovani elegans enterica faecalis faecium falciparum fumigatus gambiae"
    " gondii influenzae jejuni laevis leprae lycopersicum mansoni melanogaster meningitidis"
    " monocytogenes musculus mutans neoformans norvegicus officinalis perfringens pneumoniae pombe"
    " pylori rerio sapiens sativa sativum subtilis sylvestris tabacum thaliana trachomatis"
    " tuberosum typhi typhimurium vinifera vivax vulgare vulgaris".split()
)
# Words after which a single letter is a name and no article.
LETTERED = frozenset(
    "antigen appendix case category class coenzyme factor figure globulin grade group hepatitis"
    " immunoglobulin influenza level model part phase plan protein section series size toxin type"
    " vitamin vitamina".split()
)
# What stands alone above a text and is no acronym, and journals that are called by one word.
LABELS = frozenset(
    "abstract abstracts acknowledgments addendum announcement appendix bibliography chapter"
    " comment commentary contents correction corrigendum discussion editorial epilogue errata"
    " erratum foreword index introduction lancet letters nature necrology notes obituary"
    " obituaries preface prologue references review reviews science section summary".split()
)
# Words, not initials, before a full stop or before a name.
ABBREVIATIONS = frozenset("al dr ed eds etc jr mr mrs ms no ph prof sr st vol vs".split())
# Parts of a compound, which alone would be initials.
JOINED = frozenset(
    "bi bio chi co di eco ex fi geo iso led phi pre psi re tau tri un uni wi".split()
)
# Ordinary words that would be acronyms without the word before.
SPOKEN_PAIRS = frozenset(
    "about-us among-us around-us between-us decision-aids first-aids hearing-aids help-us"
    " learning-aids let-us memory-aids teach-us teaching-aids tell-us visual-aids".split()
)
# The words of two and three letters in English; others in capitals are taken for initials. Those
# that are more often initials in titles are left out: CAS, EOS, GEO, LED, MIT, OCT, PET.
SHORT = frozenset(
    "ab ad ah al am an as at be by da de del di do du el et ex go ha he hi ho hu if in is it la"
    " le li lo lu ma me mu my no nu of oh on or ox pi re so to up we wu xu ye yu ace act add age"
    " ago aid aim air ali all and ann ant any ape app apt arc are arm art ash ask ate axe aye bad"
    " bag ban bar bat bay bed bee ben big bin bit bob bow box boy bud bug bus but buy can cap car"
    " cat chu cod cop cot cow cox cry cue cup cut dam dan das day deb dee den der dew did die dig"
    " dim din dip dis dog don dot dry due dug dye ear eat ebb eel egg ego elk elm end era eva eve"
    " eye fan far fat fax fed fee few fig fin fir fit fix flu fly fog for fox fun fur gap gas gel"
    " gem get gin god got gum gun gut guy gym had ham has hat hay hen her hex hid him hip his hit"
    " hoc hop hot how hub hue hut ian ibn ice icy ill ink inn ion iraq its ivy jam jan jar jaw jay"
    " jet jew job joe joy jug key kid kim kin kit lab lad lag lam lap law lay lea lee leg leo let"
    " lie lin lip lit log los lot low lux mad man map mat max may men met mid min mix mob mop mud"
    " mug nap neo net new nil non nor not now nun nut oak oat odd off oil old one opt ora orb ore"
    " our out owe owl own pad pan pap pay pea pen per pet phi pie pig pin pit pop pot pox pro pub"
    " pun pup put quo rad ran rao rap rat raw ray red rem rho rib rid rig rim rio rob rod roe rot"
    " row roy rub rue rug rum run rut rye sac sad sam san sap sat saw sax say sea see sen set sew"
    " sex she shy sin sir sit six ski sky sob sod sol son sow soy spa spy sub sue sum sun tab tag"
    " tam tan tap tar tau tax tea tee ten the tic tie tim tin tip toe tom ton too top tow toy try"
    " tub tug two une use van vat via vie von vow war was wat wax way web wed wet who why wig win"
    " wit woe won wye yam yes yet yew you zen zhu zoo".split()
) - {"pet"}
# Initials that read like words.
ACRONYMS = frozenset(
    "AAAI ABET ACRL ADN AFRICON AIDS AMOVA ANCOVA ANOVA ANSI APEC API ARIMA ARN ARPA ASCII ASEAN"
    " ASIACRYPT BERT CENELEC CERN CIFAR COBOL COVID CPU CRISPR CUDA DAPI DARPA DNA EBSCO EDTA"
    " EDULEARN ELISA EMBASE ENSO EPROM ESCO EURATOM EUROCRYPT FASEB FEMA FIFA GABA GAN GATT"
    " GLOBECOM GPU GWAS HAART HEPA HIPAA HIPEC ICOMOS IEEE IJCAI INFOCOM INTERREG ISIS ISO ISRN"
    " IUPAC JAMA LIGO LLM MALDI MANOVA MATLAB MEDLINE MEMS MERS MICCAI MIMO MOOC MOSFET NAACL NADH"
    " NADPH NAFTA NASA NATO NGO NIST NOAA NSAID NURBS OMIM OMS ONU OPEC ORCID OSHA OTAN PARP PISA"
    " PLOS PRISMA RANSAC RNA SARIMA SARS SAXS SCADA SCUBA SERS SIAM SIDA SIGACT SIGAI SIGAPP"
    " SIGARCH SIGBED SIGCAS SIGCHI SIGCOMM SIGCSE SIGDA SIGDOC SIGGRAPH SIGIR SIGKDD SIGMETRICS"
    " SIGMIS SIGMOBILE SIGMOD SIGOPS SIGPLAN SIGSAC SIGSAM SIGSOFT SIGSPATIAL SIGUCCS SIGWEB SMOTE"
    " SPIE STEMI SUSY SVM TESOL UAV UEFA UMAP UNEP UNESCO UNICEF UNIX UNODC US USA USAID USDA VIH"
    " WIPO XANES YOLO"
    " ВИЧ ГОСТ ДНК ЕГЭ ЕС ИИ МВД МГУ НАТО НИИ ООН РАН РНК РФ СНГ СПИД СССР США ЭВМ ЮНЕСКО"  # noqa: RUF001 - Russian
    " ΕΕ ΗΠΑ ΟΗΕ".split()  # noqa: RUF001 - Greek
)
# Names and units that are written in their own way.
FORMS = {
    form.upper(): form
    for form in "arXiv BibTeX ChatGPT CrossRef DBpedia DoD GeV GHz GitHub IaaS ImageNet IoT"
    " iPad iPhone JavaScript keV kHz lncRNA LinkedIn MeV mHealth MHz miRNA mRNA MySQL NeurIPS"
    " OpenCL OpenGL OpenMP PaaS pH PhD PostgreSQL PubMed QoL QoS rRNA SaaS scRNA siRNA snRNA TeV"
    " tRNA VoIP WhatsApp WiFi WordNet YouTube".split()
}
ROMAN = re.compile(
    r"X{0,3}(?:I[XV]|V?I{0,3})|(?=.{4})M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})"
)
NUMBERED = re.compile(r"\d+(?:ST|ND|RD|TH)|\d*\d0S")
# Latin, Greek and Cyrillic; of other scripts nothing is known.
CONSONANTS = re.compile("[BCDFGHJKLMNPQRSTVWXZΒΓΔΖΘΚΛΜΝΞΠΡΣΤΦΧΨБВГДЖЗЙКЛМНПРСТФХЦЧШЩЬЪҐ]+")  # noqa: RUF001 - other scripts
VOWELS_ALONE = re.compile("[AEIOU]{2,4}")
# In these languages R or L may be the only vowel of a word.
WITHOUT_VOWELS = frozenset("bs cs hr mk sh sk sl sr".split())
# How words begin and end in the languages of which the tables above know: what begins or ends in
# other consonants is an acronym. Longer acronyms are rare, longer words full of clusters are not.
SPOKEN = frozenset("de en es fr id it nl pt".split())
LONGEST_SPELT = 6
ONSETS = frozenset(
    " b bh bj bl br c ch chl chr cl cr cz d dh dm dr dv dw f fj fl fr g gh gl gn gr h hr hs hw j k"
    " kh kl kn kr kv kw l lj ll m n ng p pf pfl pfr ph phl phr pl pn pr ps pt q r rh s sc sch schl"
    " schm schn schr schw scr sf sh shl shm shr shw sk skr sl sm sn sp sph spl spr sq sr st str sv"
    " sw sz t th thr thw tr ts tv tw tz v vl vr w wh wr x z zd zh zl zv zw".split(" ")
)
CODAS = frozenset(
    " b bb bst bt c ch cht ck ct d dd dge dst dt dth f ff fft fs ft fth g gg gh ght gm gn gt h hl"
    " hm hn hr ht j jd jk jl jn js jt k kh kt l lb lch ld lf lff lg lk ll lm ln lp lph ls lsh lst"
    " lt lth ltz lv lx lz m mb mf mm mn mp mpf mph mpt ms mst mt n nc nch nck nd ndt nf ng ngh"
    " ngst ngt ngth nh nj nk nkt nn ns nsch nst nt nth ntz nx nz p pf ph pp ps pt pth r rb rbst rc"
    " rch rd rf rg rk rkt rl rld rm rn rnd rnst rnt rp rph rr rrh rs rsch rsh rst rt rth rtz rv rx"
    " rz rzt s sc sch sh sk sm sp ss st sth sz t tch th thm tr ts tsch tt tz v w wd wk wl wn wth x"
    " xt xth z zz".split(" ")
)
VOWELS = re.compile("[aeiouy]+")
HYPHENS = frozenset("-\u2010\u2011\u2013")
APOSTROPHES = frozenset("'\u2019\u02bc")
TAILS = frozenset("d ll m re s t ve".split())
OPENING = re.compile(
    r"[.:?!\u2026\u2014\u00bf\u00a1]|\s[-\u2013]\s|[\u201c\u201e\u00ab\u2018]\s?$|[\s(][\"']$"
)
CLOSING = frozenset(".:?!")
# What stands in a molecule's name before a part that has places in it: dodeca-1,5-diyl.
PLACES = re.compile(r"\w-[\d,]+-$")
SCOTTISH = re.compile(r"M(?:C|a?c(?=[A-Z]))(?=\w{3})")
TURKISH = str.maketrans("I\u0130", "\u0131i")
# A neighbour in a formula: $K$-RAY, CH3 + NO.
BOND = re.compile(rf"(?:{MASK}|\+ ?)\||\|(?:{MASK}| ?\+)")
LONGEST_IN_FORMULA = 4
