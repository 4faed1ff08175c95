"""Files of seeds: which there are, what is read out of each, and what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from enrich.about import STANDARD_INPUT
from enrich.addresses import without_secrets
from enrich.errors import SeedError
from enrich.files import NoFile, plain
from enrich.seeds.encoding import decoded
from enrich.seeds.formats import Format, find_format, suffixes
from enrich.seeds.model import Found, Kept, PassedOver, Remark, Scan, Seed
from enrich.seeds.standard_input import NAME, read_standard_input

__all__ = [
    "check_lasting",
    "files_of",
    "joined",
    "may_be_list",
    "read_file",
    "scan_bytes",
    "scan_files",
]

_LARGEST = 64 * 2**20
# Who adds a paper reads all lists to know what stands there, and again once it is their turn to
# write; a long one takes seconds.
_MOST_REMEMBERED = 32
# A line that is more than a comment or a heading.
_TEXT = re.compile(r"^(?!#)\S", re.MULTILINE)
_IF_MISSING = "check the name"


def scan_files(
    places: Iterable[Path | str],
    fetch: Callable[[str], bytes] | None = None,
    *,
    if_missing: str = _IF_MISSING,
) -> Scan:
    """Read all that files, folders and addresses hold, in the order of names and lines.

    What is no path is `-`, which is standard input, or an address, for which `fetch` is asked.
    `if_missing` is what to do about a file that is not there.
    """
    every = [_scans(place, fetch, if_missing) for place in dict.fromkeys(places)]
    return joined(scan for scans in every for scan in scans)


def scan_bytes(raw: bytes, name: str) -> Scan:
    """Read what came from elsewhere, such as standard input, under this name."""
    if len(raw) > _LARGEST:
        message = f"{name}: larger than {_LARGEST >> 20} MB, which no list of papers is; split it"
        raise SeedError(message)
    text, remarks = decoded(raw, name)
    form = find_format(text, name)
    # Nobody knows whether a plugin's reader gives the same of the same text.
    read = tuple(form.read(text, name)) if form.owner else _read(form, text, name)
    found: tuple[Found, ...] = (*remarks, *read)
    return Scan(
        tuple(one for one in found if isinstance(one, Seed)),
        tuple(one for one in found if isinstance(one, PassedOver)),
        tuple(one for one in found if isinstance(one, Remark)),
        tuple(one for one in found if isinstance(one, Kept)),
        is_blank=not _TEXT.search(text),
    )


@lru_cache(maxsize=_MOST_REMEMBERED)
def _read(form: Format, text: str, name: str) -> tuple[Found, ...]:
    return tuple(form.read(text, name))


def joined(scans: Iterable[Scan]) -> Scan:
    """Put together what was found in several files."""
    every = tuple(scans)
    return Scan(
        tuple(seed for scan in every for seed in scan.seeds),
        tuple(link for scan in every for link in scan.passed_over),
        tuple(remark for scan in every for remark in scan.remarks),
        tuple(kept for scan in every for kept in scan.kept),
        is_blank=all(scan.is_blank for scan in every),
    )


def check_lasting(places: Iterable[Path | str]) -> None:
    """Refuse pipes and devices, for which one could wait for ever where nobody means them."""
    for place in places:
        try:
            if isinstance(place, Path) and not place.is_dir():
                plain(place)
        except NoFile as error:
            raise SeedError(str(error)) from error
        except OSError:
            # What else is wrong with it is told when it is read.
            continue


def _scans(
    place: Path | str, fetch: Callable[[str], bytes] | None, if_missing: str
) -> Iterator[Scan]:
    if place == STANDARD_INPUT:
        yield scan_bytes(read_standard_input(), NAME)
    elif isinstance(place, Path):
        for file in files_of(place):
            yield scan_bytes(read_file(file, if_missing), str(file))
    elif fetch is None:
        message = (
            f"{without_secrets(place)}: not asked for, since this run is offline; save it as a file"
        )
        raise SeedError(message)
    else:
        # What is kept of a list names it, and so does every message.
        yield scan_bytes(fetch(place), without_secrets(place))


def files_of(path: Path) -> tuple[Path, ...]:
    """Give the files that a path stands for: its own, or the lists in a folder."""
    try:
        if not path.is_dir():
            return (path,)
        files = tuple(sorted(file for file in path.iterdir() if may_be_list(file)))
    except OSError as error:
        message = f"{path}: can't be read ({error.strerror}); check its permissions"
        raise SeedError(message) from error
    if not files:
        known = ", ".join(f"*{suffix}" for suffix in suffixes())
        message = f"{path}: no seed files in this folder; put files there that are named {known}"
        raise SeedError(message)
    for file in files:
        if not file.is_file():
            message = f"{file}: no regular file, so it can't hold seeds; take it out of the folder"
            raise SeedError(message)
    return files


def may_be_list(file: Path) -> bool:
    """Whether the name is a seed file's, and not that of what editors and systems leave about."""
    return file.suffix.lower() in suffixes() and not file.name.startswith(".")


def read_file(file: Path, if_missing: str = _IF_MISSING) -> bytes:
    """Read a file of seeds, unless it is larger than any can be.

    `if_missing` is what to do about one that is not there.
    """
    try:
        # A pipe does not tell its size beforehand, and a device may have no end.
        with file.open("rb") as opened:
            raw = opened.read(_LARGEST + 1)
    except FileNotFoundError as error:
        message = f"{file}: no such file; {if_missing}"
        raise SeedError(message) from error
    except OSError as error:
        message = f"{file}: can't be read ({error.strerror}); check its permissions"
        raise SeedError(message) from error
    if len(raw) > _LARGEST:
        message = f"{file}: larger than {_LARGEST >> 20} MB, which no seed file is; split it"
        raise SeedError(message)
    return raw
