"""What shouts, what only looks like it, and what a title in capitals becomes."""

from __future__ import annotations

import pytest

from enrich.text import Run, Style, Text, read_markup
from enrich.text.capitals import repair_capitals


def _text(words: str) -> Text:
    return Text((Run(words),))


def _repaired(words: str, language: str | None = None) -> str | None:
    repaired = repair_capitals(_text(words), language)
    return None if repaired is None else str(repaired)


# What shouts


@pytest.mark.parametrize(
    "title",
    [
        "Deep residual learning for image recognition",
        "Title Case and NSF and a DNA of HIV/AIDS",
        "RT-PCR, RNA-seq and CRISPR-Cas9 in vivo",
        "PLoS ONE",
        "IEEE INFOCOM 2024",
        "SPE Production & Operations",
        "SAE Technical Paper Series",
        "\u4e2d\u6587",
        "\u65e5\u672c\u306e VLSI \u3068 ULSI \u306e\u7814\u7a76 IEEE ACM",
        "",
        "10.1007/BF00293751",
    ],
)
def test_normal_case_does_not_shout(title: str) -> None:
    assert repair_capitals(_text(title)) is None


@pytest.mark.parametrize(
    "name",
    "JAMA, BMJ, NSF, NIMROD, CRISPR, COVID-19, PLOS ONE, PLOS BIOLOGY, ACM SIGPLAN, THE BMJ,"
    " AFRICON 2009, AFRICON 2009 (AFRICON), IEEE SOFTWARE, ACM SIGPLAN NOTICES, MDPI AG,"
    " BMC GENOMICS, J. ACM, REV BIB, THE SOAP, IN VIVO, BIG FUN".split(", "),
)
def test_what_may_be_a_name_stays(name: str) -> None:
    assert repair_capitals(_text(name)) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("EDITORIAL", "Editorial"),
        ("INDEX", "Index"),
        ("NATURE", "Nature"),
        ("THE LANCET", "The Lancet"),
        ("BOOK REVIEWS", "Book Reviews"),
        ("BUCHBESPRECHUNGEN", "Buchbesprechungen"),
        ("PHYSICAL REVIEW B", "Physical Review B"),
        ("JOURNAL OF THE ACM", "Journal of the ACM"),
        ("JAMA NETWORK OPEN", "JAMA Network Open"),
        ("DNA OF HIV IN AIDS", "DNA of HIV in AIDS"),
    ],
)
def test_short_titles_shout_when_they_hold_words(before: str, after: str) -> None:
    assert after == _repaired(before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Lectures ON DISEASES OF THE CHEST.", "Lectures on Diseases of the Chest."),
        ("CHAPTER 8. Pollen Wasps", "Chapter 8. Pollen Wasps"),
        ("AQUATIC ECOLOGY Series", "Aquatic Ecology Series"),
        ("GAMMA-RAY BURSTS 2007: A Conference", "Gamma-Ray Bursts 2007: A Conference"),
        ("NSF: WHAT TO DO: Uses of NSF", "NSF: What to Do: Uses of NSF"),
        ("A Steel(MMC-II: METALS AND ALLOYS)", "A Steel(MMC-II: Metals and Alloys)"),
        ("MANN AND OTHERS v SECRETARY OF STATE", "Mann and Others v Secretary of State"),
        ("THERMAL ANALYSIS OF ICs", "Thermal Analysis of ICs"),
        ("THE Ph.D. IN THE HUMANITIES", "The Ph.D. in the Humanities"),
    ],
)
def test_parts_of_a_title_may_shout(before: str, after: str) -> None:
    assert after == _repaired(before)


@pytest.mark.parametrize(
    "title",
    [
        '"I LOVE THIS SITE!" vs. "It\'s a little girly"',
        "Journal of AOAC INTERNATIONAL",
        "COPLAN, MANDOP and other programs",
        "SCITEPRESS - Science and Technology",
        "OCEANS 2021: San Diego",
    ],
)
def test_parts_that_may_be_names_stay(title: str) -> None:
    assert _repaired(title) is None


# Words of English titles


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("THE HISTORY OF FRANCE", "The History of France"),
        ("WHAT ARE WE LOOKING FOR? A REVIEW", "What Are We Looking For? A Review"),
        ("MUSIC: THE ART OF NOISE", "Music: The Art of Noise"),
        ("ON FIRE \u2014 IN THE WOODS - AND AFTER", "On Fire \u2014 In the Woods - And After"),
        ('"THE ART OF WAR": AN INTRODUCTION', '"The Art of War": An Introduction'),
        ("NOTES ON ROSA L. IN FRANCE. THE END", "Notes on Rosa L. in France. The End"),
        ("SMITH ET AL. AND THE LAW", "Smith et al. and the Law"),
        ("STATE-OF-THE-ART LOG-IN SYSTEMS", "State-of-the-Art Log-In Systems"),
        ("PRE- AND POST-WAR EUROPE", "Pre- and Post-War Europe"),
        ("PREDATOR\u2013PREY MODELS (J\u2013M)", "Predator\u2013Prey Models (J\u2013M)"),
        ("AND/OR TREES AND GRAPHS", "And/or Trees and Graphs"),
        ("ST. LOUIS, DR. KERR AND MS. DALLOWAY", "St. Louis, Dr. Kerr and Ms. Dalloway"),
        ("VAN DER WAALS AND THE DE BROGLIE WAVE", "Van der Waals and the de Broglie Wave"),
        ("LUDWIG VAN BEETHOVEN", "Ludwig van Beethoven"),
        ("E. COLI AND ASPERGILLUS NIGER", "E. coli and Aspergillus niger"),
        ("TRICYCLODODECA-1,5-DIYL CATIONS", "Tricyclododeca-1,5-diyl Cations"),
    ],
)
def test_title_case_of_english(before: str, after: str) -> None:
    assert after == _repaired(before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("DON'T LOOK: WHAT\u2019S NEW", "Don't Look: What\u2019s New"),
        ("THE WORK OF D'ALEMBERT", "The Work of d'Alembert"),
        ("D'ALEMBERT'S PRINCIPLE", "D'Alembert's Principle"),
        ("O'BRIEN AND THE QUR'AN", "O'Brien and the Qur'an"),
        ("NASA'S JOURNEY TO THE MOON", "NASA's Journey to the Moon"),
        ("PATIENTS' RIGHTS AND DUTIES", "Patients' Rights and Duties"),
        ("MCDONALD AND MCKAY ON ISLAM", "McDonald and McKay on Islam"),
        ("McDONALD AND MacARTHUR ON ISLAM", "McDonald and MacArthur on Islam"),
    ],
)
def test_apostrophes_and_scottish_names(before: str, after: str) -> None:
    assert after == _repaired(before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("THE ROLE OF VITAMIN A IN CHILDREN", "The Role of Vitamin A in Children"),
        ("HEPATITIS A AND B IN A SMALL TOWN", "Hepatitis A and B in a Small Town"),
        ("GLORY AND A REPLY TO X", "Glory and a Reply to X"),
        ("X-RAY STUDIES IN THE U.S. ARMY", "X-Ray Studies in the U.S. Army"),
        ("N-BODY PROBLEMS AND K-THEORY", "N-Body Problems and K-Theory"),
    ],
)
def test_single_letters_stay_unless_they_are_articles(before: str, after: str) -> None:
    assert after == _repaired(before)


# Acronyms and the like


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("HENRY VIII AND LOUIS XIV: PART II", "Henry VIII and Louis XIV: Part II"),
        ("CIVIL AND VIVID: A MIX OF LIDS", "Civil and Vivid: A Mix of Lids"),
        ("H2O AND TIO2 IN 3D GRAPHICS", "H2O and TIO2 in 3D Graphics"),
        ("A 2ND WAVE IN THE 1960S", "A 2nd Wave in the 1960s"),
        ("SOME FACTS ON FRBR AND THE UPFC", "Some Facts on FRBR and the UPFC"),
        ("NASA AND IEEE ON THE COVID-19 CRISIS", "NASA and IEEE on the COVID-19 Crisis"),
        ("GIS, MRI AND A NEW CAT", "GIS, MRI and a New Cat"),
        ("LEARNING GANS WITH GPUS AND MOOCS", "Learning GANs with GPUs and MOOCs"),
        ("THE MRNA AT PH 7 IN A PHD THESIS", "The mRNA at pH 7 in a PhD Thesis"),
        ("REACTIONS OF CH3O + NO", "Reactions of CH3O + NO"),
        ("HIDDEN OLD RULES IN ART (HORIA)", "Hidden Old Rules in Art (HORIA)"),
        ("HIDDEN OLD RULES (HOR) AND MORE HORS", "Hidden Old Rules (HOR) and More HORs"),
        ("NEW IONS, BEAMS AND SOURCES (NIBS 2020)", "New Ions, Beams and Sources (NIBS 2020)"),
        ("TOLA: TOWARDS OLD LATIN AGAIN", "TOLA: Towards Old Latin Again"),
        ("ELEMENTS IN SANTA CATARINA (BRASIL)", "Elements in Santa Catarina (Brasil)"),
    ],
)
def test_acronyms_stay(before: str, after: str) -> None:
    assert after == _repaired(before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("LET US GO: US FOREIGN POLICY", "Let Us Go: US Foreign Policy"),
        ("HOW IT WORKS IN THE IT INDUSTRY", "How It Works in the IT Industry"),
        ("WHO IS WHO IN THE WHO REPORTS", "Who Is Who in the WHO Reports"),
        ("HEARING AIDS AND AIDS RESEARCH", "Hearing Aids and AIDS Research"),
        ("CO-OPERATION ON CO EMISSIONS", "Co-Operation on CO Emissions"),
    ],
)
def test_words_beside_it_tell_what_a_word_is(before: str, after: str) -> None:
    assert after == _repaired(before)


# Other languages


@pytest.mark.parametrize(
    ("before", "after", "language"),
    [
        (
            "L'\u00c9TAT DE L'ART AU XIXE SI\u00c8CLE",
            "L'\u00c9tat de l'Art au XIXe Si\u00e8cle",
            None,
        ),
        (
            "EL NI\u00d1O Y LA NI\u00d1A EN EL PER\u00da",
            "El Ni\u00f1o y la Ni\u00f1a en el Per\u00fa",
            None,
        ),
        ("ALGORITMOS DE PRE\u00c7O E DIREITO", "Algoritmos de Pre\u00e7o e Direito", None),
        ("DI CHE COSA \u00c8 FATTA DELL'ARTE", "Di che Cosa \u00c8 Fatta dell'Arte", "it"),
        ("DIE GESCHICHTE DER STADT", "Die Geschichte der Stadt", "de"),
        ("GR\u00d6\u00dfE UND STRA\u00dfE", "Gr\u00f6\u00dfe und Stra\u00dfe", None),
        ("IJSSELMEER EN DE ZEE VAN TEXEL", "IJsselmeer en de Zee van Texel", None),
        ("ISLAM DI SULAWESI UTARA", "Islam di Sulawesi Utara", None),
        ("KADIN VE TOPLUM", "Kad\u0131n ve Toplum", "tr"),
        (
            "\u0130STANBUL \u0130\u00c7\u0130N B\u0130R PLAN",
            "\u0130stanbul i\u00e7in bir Plan",
            None,
        ),
        ("THE EFFECTS OF INSULIN", "The Effects of Insulin", "tr"),
        ("DAS LEBEN DER ANDEREN", "Das Leben der Anderen", "en"),
        ("LA NI\u00d1A AND EL NI\u00d1O EVENTS", "La Ni\u00f1a and El Ni\u00f1o Events", "en"),
        ("PRST A KRK: VLK V LESE", "Prst A Krk: Vlk V Lese", "cs"),
    ],
)
def test_small_words_and_letters_of_other_languages(
    before: str, after: str, language: str | None
) -> None:
    assert after == _repaired(before, language)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ИСТОРИЯ СССР В МИРЕ", "История СССР в Мире"),  # noqa: RUF001 - Russian
        ("ΙΣΤΟΡΙΑ ΤΗΣ ΕΛΛΑΔΟΣ", "Ιστορια της Ελλαδος"),
        ("ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝᲡ ᲘᲡᲢᲝᲠᲘᲐ", "საქართველოს ისტორია"),
    ],
    ids=["Cyrillic", "Greek", "Georgian"],
)
def test_other_scripts_with_case(before: str, after: str) -> None:
    assert after == _repaired(before)


# Runs


def test_case_runs_over_runs_and_styles_stay() -> None:
    text = read_markup(
        "LEAVES OF <i>SALIX</i> IN H<sub>2</sub>O AND TIO<sub>2</sub>: <b>TH</b>E END"
    )
    assert text is not None
    assert repair_capitals(text) == read_markup(
        "Leaves of <i>Salix</i> in H<sub>2</sub>O and TIO<sub>2</sub>: <b>Th</b>e End"
    )


def test_formulas_and_cased_words_stay() -> None:
    text = Text(
        (
            Run("DECAY OF "),
            Run("K_L", (Style.MATH,)),
            Run("-MESONS IN "),
            Run("THE GREAT", (Style.ITALIC, Style.CASED)),
            Run(" DETECTOR"),
            Run("1A", (Style.SUP,)),
        )
    )
    repaired = repair_capitals(text)
    assert repaired is not None
    words = ["Decay of ", "K_L", "-Mesons in ", "THE GREAT", " Detector", "1A"]
    assert words == [run.text for run in repaired.runs]
