"""Seed files as bytes: which encoding each is in, and which are no text at all."""

from __future__ import annotations

import codecs
import re

from enrich.errors import SeedError
from enrich.seeds.encoding.controls import without_controls
from enrich.seeds.encoding.mending import mended_lines
from enrich.seeds.model import Origin, Remark

__all__ = ["decoded"]

# How files begin that are often given by mistake, and what to do with each.
_TEXT_OF_IT = "save its list as a text, Markdown or CSV file and give that"
_UNPACK = "unpack it and give the files inside"
_PICTURE = "give a text file with the identifiers or titles it shows"
_EXPORT = "export the list from the program it belongs to, as BibTeX or CSV"
_MAGIC = (
    (b"%PDF-", "a PDF", "give its DOI or arXiv identifier in a text file"),
    (b"\x1f\x8b", "compressed with gzip", _UNPACK),
    (b"BZh", "compressed with bzip2", _UNPACK),
    (b"\xfd7zXZ\x00", "compressed with xz", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x89PNG\r\n", "a picture", _PICTURE),
    (b"\xff\xd8\xff", "a picture", _PICTURE),
    (b"GIF87a", "a picture", _PICTURE),
    (b"GIF89a", "a picture", _PICTURE),
    (b"SQLite format 3\x00", "a database", _EXPORT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel document", _TEXT_OF_IT),
    (b"{\\rtf", "a rich text document", _TEXT_OF_IT),
)
_ZIPPED = (
    (b"word/", "a Word document", _TEXT_OF_IT),
    (b"xl/", "an Excel workbook", "save the sheet as CSV and give that"),
    (b"opendocument.spreadsheet", "a spreadsheet", "save the sheet as CSV and give that"),
    (b"opendocument.text", "a text document", _TEXT_OF_IT),
    (b"epub", "an e-book", _TEXT_OF_IT),
    (b"", "a ZIP archive", _UNPACK),
)
# The mark of UTF-32 begins as that of UTF-16 does.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 2**16
_CONTROLS = bytes({*range(0x20)} - set(b"\t\n\v\f\r\x1a\x1b"))


def decoded(raw: bytes, file: str) -> tuple[str, tuple[Remark, ...]]:
    """Read bytes as text with plain line ends, and tell what had to be guessed or mended."""
    _refuse_by_magic(raw, file)
    text, remarks = _text_of(raw, file)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = f"{file}:{line}: holds NUL bytes, so it is no text; save it as UTF-8 text"
        raise SeedError(message)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return without_controls(text), remarks
    # What was decoded wrongly may have become controls.
    text, mending = mended_lines(text)
    text = without_controls(text)
    told = (Remark(Origin(file, line), words) for line, words in mending)
    return text, (*remarks, *told)


def _refuse_by_magic(raw: bytes, file: str) -> None:
    """Refuse what is known by its first bytes."""
    rows: tuple[tuple[bytes, str, str], ...] = _MAGIC
    if raw.startswith(b"PK\x03\x04"):
        # The names of the files inside stand at the end once more.
        names = raw[:_HEAD] + raw[-_HEAD:]
        rows = tuple((b"PK", what, advice) for sign, what, advice in _ZIPPED if sign in names)
    for sign, what, advice in rows:
        if raw.startswith(sign):
            message = f"{file}: {what}, not a list of papers; {advice}"
            raise SeedError(message)


def _text_of(raw: bytes, file: str) -> tuple[str, tuple[Remark, ...]]:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _marked(raw[len(mark) :], name, file)
    if b"\0" in raw and (wide := _unmarked_utf16(raw)):
        return _marked(raw, wide, file)
    head = raw[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    # One in a hundred bytes; a stray form feed or two in a long text is nothing.
    if b"\0" not in raw and controls > max(8, len(head) // 100):
        message = f"{file}: holds control characters all over, so it is no text; {_EXPORT}"
        raise SeedError(message)
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _by_lines(raw, file)


def _marked(raw: bytes, name: str, file: str) -> tuple[str, tuple[Remark, ...]]:
    """Decode what says itself which encoding it is in; where it lies, go line by line."""
    try:
        return raw.decode(name), ()
    except UnicodeDecodeError:
        if name == "utf-8":
            return _by_lines(raw, file)
    text = raw.decode(name, errors="replace")
    line = text.count("\n", 0, max(0, text.find("\ufffd"))) + 1
    told = f"not whole {name.upper()}; some characters are lost, so save it as UTF-8"
    return text, (Remark(Origin(file, line), told),)


def _unmarked_utf16(raw: bytes) -> str | None:
    """Tell UTF-16 by where its NUL bytes stand: beside most characters, all on one side."""
    head = raw[:_HEAD]
    first, second = head[::2].count(0), head[1::2].count(0)
    # In two characters of three at least.
    if second * 3 > len(head) and first * 20 < second:
        return "utf-16-le"
    return "utf-16-be" if first * 3 > len(head) and second * 20 < first else None


# What was in use before UTF-8, the likeliest first.
_OLD = (("cp1252", "Windows-1252"), ("latin-1", "Latin-1"), ("mac_roman", "Mac Roman"))


def _by_lines(raw: bytes, file: str) -> tuple[str, tuple[Remark, ...]]:
    """Decode each line that is UTF-8 as such, and the others in the likeliest old encoding."""
    lines = re.split(rb"(?<=\n)|(?<=\r)(?!\n)", raw)
    strange = [number for number, line in enumerate(lines) if not _is_utf8(line)]
    sample = b"".join(lines[number] for number in strange[:1000])
    codec, name = max(_OLD, key=lambda one: _plausibility(sample, one[0]))
    for number in strange:
        # Windows-1252 leaves five bytes undefined.
        lines[number] = lines[number].decode(codec, errors="replace").encode()
    count = f"{len(strange)} lines are" if len(strange) > 1 else "this line is"
    told = f"{count} not UTF-8; read as {name}, so check the letters, and save it as UTF-8"
    return b"".join(lines).decode(), (Remark(Origin(file, strange[0] + 1), told),)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _plausibility(sample: bytes, codec: str) -> float:
    """Judge a decoding by what stands inside and around words, for each strange character."""
    text = sample.decode(codec, errors="replace")
    return sum(_judged(text, at.start()) for at in re.finditer(r"[^\x00-\x7f]", text))


_INSIDE = re.compile(r"[A-Za-z]")
_COMMON = frozenset("áàâäãåæçéèêëíìîïñóòôöõøúùûüýÿßœšžÁÅÄÉÖØÜŠŽÇÑ")
_POINTS = frozenset("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0\u00ab\u00bb")


def _judged(text: str, at: int) -> float:
    character = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if character == "\ufffd" or character < "\xa0":
        return -2
    if character in _COMMON:
        misplaced = character.isupper() and before.islower()
        return -1 if misplaced else 1
    if character in _POINTS:
        return 1
    return -1 if character.isalpha() or _within(before, after) else 0


def _within(before: str, after: str) -> bool:
    return bool(_INSIDE.match(before) and _INSIDE.match(after))
