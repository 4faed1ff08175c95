"""A list as its owner wrote it: its text, its lines, its encoding; and what is read out of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from enrich.bibfile.files import decoded_bytes
from enrich.errors import SeedError
from enrich.seeds import Scan, Seed
from enrich.seeds.encoding import decoded
from enrich.seeds.formats import find_format

__all__ = ["Written", "is_blank", "lines_of", "read_written", "same_but_for"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


class Written(msgspec.Struct, frozen=True):
    """A text, how it became bytes, and the name of its format."""

    text: str
    encoding: str
    format: str

    @property
    def newline(self) -> str:
        """What its lines end in."""
        return next((end for end in ("\r\n", "\n", "\r") if end in self.text), "\n")

    def encoded(self, text: str) -> bytes | None:
        """Give another text in the same encoding, if that has all its letters."""
        try:
            return text.encode(
                self.encoding, "surrogatepass" if "16" in self.encoding else "strict"
            )
        except UnicodeEncodeError:
            return None


def read_written(raw: bytes, name: str) -> Written:
    """Decode a list so that every byte of it can be written back."""
    meant, _ = decoded(raw, name)
    text, encoding = decoded_bytes(raw)
    if "\0" in text:
        message = f"{name}: is in UTF-16 or UTF-32 and does not say so; save it as UTF-8"
        raise SeedError(message)
    return Written(text, encoding, find_format(meant, name).name)


def lines_of(text: str) -> list[str]:
    """Part a text into its lines, each with its end."""
    return _LINE.findall(text)


def is_blank(line: str) -> bool:
    """Whether a line shows nothing."""
    return not line.strip(" \t\r\n\v\f\ufeff")


def same_but_for(whole: Scan, rest: Scan) -> tuple[Seed, ...] | None:
    """Give the seeds that one scan has beyond another; none at all if they differ in more."""
    if _besides(whole) != _besides(rest):
        return None
    wanted = iter([*map(_essence, rest.seeds)])
    following = next(wanted, None)
    more: list[Seed] = []
    for seed in whole.seeds:
        if following is not None and _essence(seed) == following:
            following = next(wanted, None)
        else:
            more.append(seed)
    return tuple(more) if following is None else None


def _essence(seed: Seed) -> object:
    """Give all of a seed but the line on which it stands."""
    return tuple(getattr(seed, field) for field in seed.__struct_fields__ if field != "origin")


def _besides(scan: Scan) -> Sequence[object]:
    """Give what a scan holds besides seeds, wherever it stands."""
    return (
        [(one.kind, one.written) for one in scan.passed_over],
        [one.text for one in scan.remarks],
        # Comments between which an entry stood are one without it.
        [part for one in scan.kept for line in one.written.splitlines() if (part := line.strip())],
    )
