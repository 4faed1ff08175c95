"""MDPI's journals: of the numbers in a link, the DOI.

A link names a journal by its ISSN, the DOI by a code: `www.mdpi.com/2313-433X/9/3/69` is
`10.3390/jimaging9030069`, the issue padded to two digits and the article to four. Since 2016
articles are numbered; before that a page stood in the number's place, padded now to four digits
and now to five, so nothing is made of those. https://www.mdpi.com/about/journals
"""

from __future__ import annotations

from functools import cache

__all__ = ["mdpi_doi"]

_FIRST_NUMBERED = 2016
# ISSN, code, and the year before the first volume. Journals that came to MDPI from elsewhere
# with DOIs of their own are left out, and so are the Proceedings, which have another rule.
_JOURNALS = """
1099-4300 e 1998             1420-3049 molecules 1995     1422-0067 ijms 1999
1424-8220 s 2000             1424-8247 ph 2007            1660-3397 md 2002
1660-4601 ijerph 2003        1996-1073 en 2007            1996-1944 ma 2007
1999-4893 a 2007             1999-4907 f 2009             1999-4915 v 2008
1999-4923 pharmaceutics 2008 1999-5903 fi 2008            2071-1050 su 2008
2072-4292 rs 2008            2072-6643 nu 2008            2072-6651 toxins 2008
2072-666X mi 2009            2072-6694 cancers 2008       2073-431X computers 2011
2073-4336 g 2009             2073-4344 catal 2010         2073-4352 cryst 2010
2073-4360 polym 2008         2073-4395 agronomy 2010      2073-4409 cells 2011
2073-4425 genes 2009         2073-4433 atmos 2009         2073-4441 w 2008
2073-445X land 2011          2073-8994 sym 2008           2075-1680 axioms 2011
2075-1702 machines 2012      2075-1729 life 2010          2075-163X min 2010
2075-4418 diagnostics 2010   2075-4426 jpm 2010           2075-4450 insects 2009
2075-4663 sports 2012        2075-4701 met 2010           2075-5309 buildings 2010
2076-0760 socsci 2011        2076-0817 pathogens 2011     2076-0825 act 2011
2076-2607 microorganisms 2012 2076-2615 ani 2010          2076-3263 geosciences 2010
2076-328X bs 2010            2076-3417 app 2010           2076-3425 brainsci 2010
2076-393X vaccines 2012      2076-3921 antiox 2011        2077-0375 membranes 2010
2077-0383 jcm 2011           2077-0472 agriculture 2010   2077-1312 jmse 2012
2077-1444 rel 2009           2078-2489 info 2009          2079-3197 computation 2012
2079-4983 jfb 2009           2079-4991 nano 2010          2079-6374 bios 2010
2079-6382 antibiotics 2011   2079-6412 coatings 2010      2079-7737 biology 2011
2079-8954 systems 2012       2079-9268 jlpea 2010         2079-9292 electronics 2011
2079-9721 diseases 2012      2218-1989 metabo 2010        2218-1997 universe 2014
2218-2004 atoms 2012         2218-273X biom 2010          2218-6581 robotics 2011
2220-9964 ijgi 2011          2223-7747 plants 2011        2224-2708 jsan 2011
2225-1146 econometrics 2012  2225-1154 cli 2012           2226-4310 aerospace 2013
2226-471X languages 2015     2227-7080 technologies 2012  2227-7102 educsci 2010
2227-7390 math 2012          2227-9032 healthcare 2012    2227-9040 chemosensors 2012
2227-9059 biomedicines 2012  2227-9067 children 2013      2227-9091 risks 2012
2227-9709 informatics 2013   2227-9717 pr 2012            2304-6732 photonics 2013
2304-6740 inorganics 2012    2304-6767 dj 2012            2304-8158 foods 2011
2305-6304 toxics 2012        2306-5338 hydrology 2013     2306-5354 bioengineering 2013
2306-5729 data 2015          2306-7381 vetsci 2013        2308-3425 jcdd 2013
2310-2861 gels 2014          2311-5521 fluids 2015        2311-7524 horticulturae 2014
2313-433X jimaging 2014      2313-7673 biomimetics 2015   2409-9287 philosophies 2015
2410-387X cryptography 2016  2411-5134 inventions 2015    2412-3811 infrastructures 2015
2414-4088 mti 2016           2414-6366 tropicalmed 2015   2504-2289 bdcc 2016
2504-3110 fractalfract 2016  2504-446X drones 2016        2504-4990 make 2018
2571-5577 asi 2017           2571-9394 forecasting 2018   2624-6511 smartcities 2017
2624-800X jcp 2020           2624-831X iot 2019           2673-2688 ai 2019
"""


def mdpi_doi(issn: str, volume: str, issue: str, article: str) -> str | None:
    """Give the DOI of an article; none where the journal is not known, or too old an issue."""
    journal = _journals().get(issn.upper())
    if journal is None or int(volume) + journal[1] < _FIRST_NUMBERED:
        return None
    return f"10.3390/{journal[0]}{int(volume)}{int(issue):02}{int(article):04}"


@cache
def _journals() -> dict[str, tuple[str, int]]:
    words = _JOURNALS.split()
    return {
        issn: (code, int(year))
        for issn, code, year in zip(words[::3], words[1::3], words[2::3], strict=True)
    }
