"""What can't be mended on our side, by name, with the reason."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["ALLOWED"]

# biblatex prints any volume; only the validation of its data model wants a whole number.
_VOLUMES = {
    **dict.fromkeys(
        (
            "10.1001/jama.1883.02390060029015a",
            "10.1001/jama.1887.02400080016003",
            "10.1001/jama.1887.02400230031014",
            "10.1001/jama.1888.02400430019009",
            "10.1001/jama.1890.02410280036010",
            "10.1001/jama.1891.02410700018003",
            "10.1001/jama.1895.02430380037015",
            "10.1001/jama.1896.02430700039015",
            "10.1001/jama.1896.02430760035005",
            "10.1001/jama.1900.02460120054012",
            "10.1001/jama.1902.02480040048022",
            "10.1001/jama.1902.02480290027012",
            "10.1001/jama.1903.04480040024011",
            "10.1001/jama.1908.02530470048022",
            "10.1001/jama.1908.02540240071030",
            "10.1001/jama.1910.02550420038006",
            "10.1001/jama.1915.02570280060022",
            "10.1093/mind/xxx.117.115a",
        ),
        "the volume is a Roman numeral",
    ),
    "10.1002/jez.b.21253": "the volume is 312B",
    "10.1016/j.geoderma.2013.01.001": "the volume is 197-198",
    "10.1016/j.mee.2021.111529": "the volume is 239-240",
    "10.1016/j.scitotenv.2016.12.168": "the volume is 581-582",
    "10.1149/ma2024-013590mtgabs": "the volume is MA2024-01",
    "10.4028/www.scientific.net/amm.130-134.3736": "the volume is 130-134",
}

# Of other scripts pdfLaTeX knows no letter; the ASCII file prints these works, as do the engines
# that take any font.
_SCRIPTS = {
    "10.1246/nikkashi1898.4.1630": "a text in Japanese letters",
    "10.12737/article_5c540335bce0b3.79330897": "a text in Cyrillic letters",
    "10.15281/jplantres1887.22.259_307": "a text in Chinese letters",
    "10.17072/2219-3111-2019-2-5-13": "a text in Cyrillic letters",
    "10.17280/jdd.2009.9.2.042": "a text in Hangul letters",
    "10.22631/icceconf.2017.16416.1477": "a text in Arabic letters",
    "10.2504/kds.4.cover1": "a text in Japanese letters",
    "10.31812/123456789/5368": "a text in Cyrillic letters",
    "10.31812/123456789/5682": "a text in Cyrillic letters",
    "10.3412/jsb1917.18.1_111": "a text in Japanese letters",
    "10.3775/jie.6.509a": "a text in Japanese letters",
    "10.3788/aos202141.1406002": "a text in Chinese letters",
    "10.4286/ikakikaigaku.55.4_197_1": "a text in Japanese letters",
    "10.5105/jse.12.suppl1_158": "a text in Japanese letters",
    "10.58837/chula.the.2007.184": "a text in Thai letters",
    "10.5956/jriet.13.12": "a text in Japanese letters",
    "10.7600/jspfsm.56.60": "a text in Japanese letters",
}

# For each consumer the identifier (a DOI, an arXiv id or a key) and the reason. A row that
# nothing needs any more is a failure.
ALLOWED: Mapping[str, Mapping[str, str]] = {
    "biber": _VOLUMES,
    "biber-ascii": _VOLUMES,
    "pdflatex": _SCRIPTS,
}
