"""Languages as biblatex names them, for hyphenation and for the words of a style."""

from __future__ import annotations

__all__ = ["LANGUAGES"]

# ISO 639-1 and the names in table 2 of the manual: https://ctan.org/pkg/biblatex
LANGUAGES = {
    "bg": "bulgarian",
    "ca": "catalan",
    "hr": "croatian",
    "cs": "czech",
    "da": "danish",
    "nl": "dutch",
    "en": "english",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "gl": "galician",
    "de": "german",
    "el": "greek",
    "hu": "hungarian",
    "is": "icelandic",
    "it": "italian",
    "lv": "latvian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sk": "slovak",
    "sl": "slovene",
    "es": "spanish",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
}
