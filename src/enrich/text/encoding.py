"""Letters put right that were decoded wrongly somewhere on their way."""

from __future__ import annotations

import re

__all__ = ["mended"]

# Controls, and the pairs that UTF-8 becomes where it is read as Latin-1 or Windows-1252.
_SUSPECT = re.compile(r"[\x80-\x9f]|[\xc2-\xf4][\x80-\xbf\u0152-\u2122]")
_MEANINGLESS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# An accent behind nothing, a sign or a number; over a number, a line is that of an index.
_STRAY_MARK = re.compile(
    r"(?:^|(?<=[^\w\u0300-\u036f]))[\u0300-\u036f]|(?<=\d)[\u0300-\u0303\u0306-\u036f]"
)
# A dash that no decoder knew leaves a mark where it alone can have stood.
_LOST = (
    (re.compile(r"(?<= )\ufffd(?= )"), "\u2013"),
    # An accent ring behind a number is a degree.
    (re.compile(r"(?<=\d)\s?\u02da"), "\u00b0"),
)


def mended(text: str) -> str:
    """Undo a wrong decoding where that is certain; leave other text as it is."""
    if text.isascii():
        return text
    # A control that means nothing may part what belongs together.
    text = _MEANINGLESS.sub("", text)
    if _SUSPECT.search(text):
        from ftfy import fix_encoding  # noqa: PLC0415 - 50 ms, seldom needed

        fixed = fix_encoding(text)
        # Nobody wrote an accent on what is no letter.
        strays = [len(_STRAY_MARK.findall(one)) for one in (text, fixed)]
        text = text if strays[0] < strays[1] else fixed
    if "\ufffd" in text or "\u02da" in text:
        for lost, sign in _LOST:
            text = lost.sub(sign, text)
    return text
