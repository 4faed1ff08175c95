"""What a word in capitals becomes where it stands."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from enrich.text.capitals import tables

__all__ = ["Manner", "Word", "is_loud", "is_plain", "recased"]


class Word(NamedTuple):
    """A word, what parts it from the words beside it, and those in lower case."""

    text: str
    start: int
    lead: str
    before: str
    after: str
    previous: str
    following: str


class Manner(NamedTuple):
    """What only the whole title tells: its language, and the acronyms that it explains."""

    language: str
    acronyms: frozenset[str]

    @property
    def small(self) -> frozenset[str]:
        """The words that titles in this language set in lower case."""
        return tables.SMALL.get(self.language, frozenset())

    def lowered(self, text: str) -> str:
        """Give a word in lower case, by the rules of the language."""
        return (text.translate(tables.TURKISH) if self.language == "tr" else text).lower()


def is_loud(word: Word) -> bool:
    """Whether a word is all in capitals, but for an eszett, which had none for long."""
    letters = word.text.replace("\u00df", "")
    cased = letters.isascii() or all(one.isupper() or not one.isalpha() for one in letters)
    return cased and letters.isupper()


def is_plain(word: Word, manner: Manner) -> bool:
    """Whether a word is an ordinary one, to which capitals add nothing."""
    return (
        is_loud(word)
        and manner.lowered(word.text) not in manner.small
        and _settled(word, manner) is None
        and _capitalised(word, manner) != word.text
    )


def recased(word: Word, manner: Manner) -> str:
    """Give a word the case that it has in a title."""
    if is_loud(word) and _stays_low(word, manner):
        return manner.lowered(word.text)
    return _settled(word, manner) or _capitalised(word, manner)


def _capitalised(word: Word, manner: Manner) -> str:
    text, lowered = word.text, manner.lowered(word.text)
    if scottish := tables.SCOTTISH.match(text):
        at = scottish.end()
        return scottish[0].capitalize() + text[at] + lowered[at + 1 :]
    if not is_loud(word):
        return text
    if text[0] in "I\u0130":
        at = 2 if manner.language == "nl" and text.startswith("IJ") else 1
        return text[:at] + lowered[at:]
    # Not every script with capitals begins a word with one.
    first = lowered[0].capitalize()
    return (first if len(first) == 1 else text[0]) + lowered[1:]


def _stays_low(word: Word, manner: Manner) -> bool:
    """Whether a title sets a word in lower case where it stands."""
    lowered = manner.lowered(word.text)
    if word.before in tables.APOSTROPHES and word.previous:
        elided = len(word.previous) == 1 or word.previous in tables.ELISIONS
        if lowered in tables.TAILS or not elided:
            return True
    if _opens_sentence(word, lowered):
        return False
    if word.after in tables.APOSTROPHES and word.following:
        return lowered == "d" or (manner.language in {"fr", "it"} and lowered in tables.ELISIONS)
    epithet = not tables.EPITHETS.isdisjoint({lowered, f"{word.previous}-{lowered}"})
    if epithet or tables.PLACES.search(word.lead):
        return True
    if manner.language == "en":
        return (lowered in manner.small or lowered in tables.PARTICLES) and _is_small_english(word)
    return lowered in manner.small and _is_free(word)


def _opens_sentence(word: Word, lowered: str) -> bool:
    if not word.previous:
        return True
    if word.before.startswith(".") and (
        len(word.previous) == 1 or word.previous in tables.ABBREVIATIONS
    ):
        return lowered in {"a", "an", "the"}
    return tables.OPENING.search(word.before) is not None


def _is_free(word: Word) -> bool:
    """Whether a small word neither ends a compound, nor is a letter that names something."""
    if (word.before in tables.HYPHENS) != (word.after in tables.HYPHENS):
        return False
    return len(word.text) > 1 or (word.after[:1] == " " and word.previous not in tables.LETTERED)


def _is_small_english(word: Word) -> bool:
    """Whether a small word is free, does not end the title, and is no letter before another."""
    closes = not word.following or word.after[:1] in tables.CLOSING
    if closes and word.text.lower() not in tables.ABBREVIATIONS:
        return False
    return _is_free(word) and (len(word.text) > 1 or word.following not in tables.SMALL["en"])


def _settled(word: Word, manner: Manner) -> str | None:
    """Give the form of what is no ordinary word where it stands."""
    text, lowered = word.text, word.text.lower()
    if (not is_loud(word) and text.isalpha()) or (len(text) > 1 and lowered in manner.small):
        return None
    if text in manner.acronyms or f"{word.previous}-{lowered}" in {"the-it", "the-who"}:
        return text
    if text.removesuffix("S") in manner.acronyms:
        return f"{text[:-1]}s"
    if len(text) <= tables.LONGEST_IN_FORMULA and tables.BOND.search(f"{word.before}|{word.after}"):
        return text
    return None if _means_itself(word, manner) else _form(text, manner.language)


def _means_itself(word: Word, manner: Manner) -> bool:
    """Whether the words beside it tell that a word is no acronym, although it could be."""
    lowered = word.text.lower()
    if word.after in tables.APOSTROPHES and word.following:
        # Qur'an and Xi'an, but NASA's, and TBMM'nin.
        return len(lowered) > 1 and word.following not in tables.TAILS and manner.language != "tr"
    return (
        (
            lowered in tables.JOINED
            and not tables.HYPHENS.isdisjoint({word.before[-1:], word.after[:1]})
        )
        or (lowered in tables.ABBREVIATIONS and word.after.startswith("."))
        or f"{word.previous}-{lowered}" in tables.SPOKEN_PAIRS
    )


def _form(word: str, language: str) -> str | None:
    """Give the form of a numeral, an acronym and the like; none for what can be said as a word."""
    if any(map(str.isdigit, word)):
        return word.lower() if tables.NUMBERED.fullmatch(word) else word
    if word in tables.FORMS:
        return tables.FORMS[word]
    if language == "en" and word.lower() in tables.SHORT:
        return None
    if len(word) > len("USS") and word[-1] == "S" and word[:-1] in tables.ACRONYMS:
        return f"{word[:-1]}s"
    if language == "fr" and word[-1] == "E" and tables.ROMAN.fullmatch(word[:-1]):
        return f"{word[:-1]}e"
    known = len(word) == 1 or word in tables.ACRONYMS or tables.ROMAN.fullmatch(word)
    return word if known or _is_spelt(word, language) else None


def _is_spelt(word: str, language: str) -> bool:
    """Whether nobody can say a word but by its letters."""
    bare = "".join(filter(str.isalpha, unicodedata.normalize("NFD", word)))
    if tables.CONSONANTS.fullmatch(bare):
        return language not in tables.WITHOUT_VOWELS
    if language not in tables.SPOKEN or len(bare) > tables.LONGEST_SPELT or not bare.isascii():
        return False
    if language == "en" and len(word) <= len("art") and word.isascii():
        return True
    return bool(tables.VOWELS_ALONE.fullmatch(bare)) or not _is_speakable(bare.lower())


def _is_speakable(word: str) -> bool:
    sounds = tables.VOWELS.split(word)
    onset = sounds[0].removeprefix("mc") if len(word) > len("mcda") else sounds[0]
    return onset in tables.ONSETS and (
        sounds[-1] in tables.CODAS or sounds[-1].removesuffix("s") in tables.CODAS
    )
