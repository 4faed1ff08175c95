"""Seed files: which there are, how each is read, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from enrich.errors import SeedError
from enrich.seeds.markdown import read_markdown
from enrich.seeds.model import Seed
from enrich.seeds.text import read_text

__all__ = ["READERS", "read_seeds", "read_standard_input"]

READERS: dict[str, Callable[[str, str], Iterator[Seed]]] = {
    ".txt": read_text,
    ".md": read_markdown,
}
_KNOWN = " or ".join(f"*{suffix}" for suffix in READERS)
_LARGEST = 64 * 2**20


def read_seeds(paths: Iterable[Path]) -> tuple[Seed, ...]:
    """Read every seed of these files and folders, in the order of their names and lines."""
    return tuple(seed for path in paths for file in _files(path) for seed in _read(file))


def _files(path: Path) -> tuple[Path, ...]:
    try:
        if not path.is_dir():
            return (path,)
        files = tuple(sorted(file for file in path.iterdir() if _is_seed_file(file)))
    except OSError as error:
        message = f"{path}: can't be read ({error.strerror}); check its permissions"
        raise SeedError(message) from error
    if not files:
        message = f"{path}: no seed files in this folder; put {_KNOWN} files there"
        raise SeedError(message)
    for file in files:
        if not file.is_file():
            message = f"{file}: no regular file, so it can't hold seeds; take it out of the folder"
            raise SeedError(message)
    return files


def _is_seed_file(file: Path) -> bool:
    """Whether the name is a seed file's, and not that of what editors and systems leave about."""
    return file.suffix.lower() in READERS and not file.name.startswith(".")


def _read(file: Path) -> Iterator[Seed]:
    reader = READERS.get(file.suffix.lower()) if file.suffix else read_text
    if reader is None:
        message = f"{file}: no reader for {file.suffix} files; seeds are kept in {_KNOWN} files"
        raise SeedError(message)
    return reader(_text_of(file), str(file))


def read_standard_input(raw: bytes) -> tuple[Seed, ...]:
    """Read seeds one a line, as from a text file."""
    name = "standard input"
    return tuple(read_text(_decoded(raw, name), name))


def _text_of(file: Path) -> str:
    try:
        if file.stat().st_size > _LARGEST:
            message = f"{file}: larger than {_LARGEST >> 20} MB, which no seed file is; split it"
            raise SeedError(message)
        raw = file.read_bytes()
    except FileNotFoundError as error:
        message = f"{file}: no such file; check the name, or `seeds` in enrich.toml"
        raise SeedError(message) from error
    except OSError as error:
        message = f"{file}: can't be read ({error.strerror}); check its permissions"
        raise SeedError(message) from error
    return _decoded(raw, str(file))


def _decoded(raw: bytes, file: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"{file}:{line}: not UTF-8 (byte 0x{raw[error.start]:02x}); save it as UTF-8"
        raise SeedError(message) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = f"{file}:{line}: holds NUL bytes, so it is no text; save it as UTF-8 text"
        raise SeedError(message)
    return text.replace("\r\n", "\n").replace("\r", "\n")
