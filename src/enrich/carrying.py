"""Answers carried from one cache to another, as lines of JSON: snapshots, exports, imports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from enrich.answers import Answer, Standing
from enrich.cache import AnswerCache
from enrich.cache.rows import can_be_told
from enrich.decoding import UNREADABLE
from enrich.errors import CacheError
from enrich.files import NoFile, plain
from enrich.identifiers import Wanted, parse_key

__all__ = ["count_news", "export_answers", "import_answers", "is_export", "read_answers"]

_LARGEST = 4 * 2**30
_LONGEST_LINE = 16 * 2**20
# As much as is kept in memory until it is stored.
_LOT, _LARGEST_LOT = 500, 32 * 2**20
_NO_BODY = b"null"


class _Row(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One line; without a time the answer is of no known age and counts as stale."""

    source: str
    identifier: str
    fetched_at: dt.datetime | None
    body: msgspec.Raw
    # Where the source said later that it does not know any more what the body is of.
    lost_at: dt.datetime | None = None

    @property
    def is_consistent(self) -> bool:
        """Whether only an answer with a body and a time is lost."""
        has_body = bytes(self.body) != _NO_BODY
        return self.lost_at is None or (has_body and self.fetched_at is not None)


def export_answers(cache: AnswerCache, file: IO[bytes]) -> int:
    """Write every answer of a cache, in the order of the keys, and count them.

    One that makes a longer line than an import takes is left out: it can be asked for again.
    """
    count = 0
    for answer in cache.answers():
        row = _Row(
            answer.source,
            answer.identifier.key,
            answer.fetched_at,
            msgspec.Raw(answer.body or _NO_BODY),
            answer.lost_at,
        )
        line = msgspec.json.encode(row) + b"\n"
        if len(line) <= _LONGEST_LINE:
            file.write(line)
            count += 1
    return count


def is_export(path: Path) -> bool:
    """Whether a file is an export by its first line, or empty."""
    try:
        with plain(path).open("rb") as file:
            line = file.readline(_LONGEST_LINE + 1)
        return not line or bool(_read(line, str(path)))
    except (OSError, CacheError):
        return False


def import_answers(cache: AnswerCache, answers: Iterable[Answer]) -> int:
    """Take the answers that are newer than what the cache holds, and count them."""
    lot: dict[tuple[str, Wanted], Answer] = {}
    count = size = 0
    for answer in answers:
        place = answer.source, answer.identifier
        kept = lot.get(place) or cache.get(*place)
        if _is_news(answer, kept):
            lot[place] = answer.after(kept)
            count += 1
            size += len(answer.body or b"")
        if len(lot) == _LOT or size > _LARGEST_LOT:
            cache.save(lot.values(), _of_no_age)
            lot, size = {}, 0
    cache.save(lot.values(), _of_no_age)
    return count


def count_news(cache: AnswerCache, answers: Iterable[Answer]) -> int:
    """Count the answers that are newer than what the cache holds."""
    return sum(_is_news(one, cache.get(one.source, one.identifier)) for one in answers)


def read_answers(path: Path, accepts: Callable[[str, Wanted], bool]) -> Iterator[Answer]:
    """Read a file of answers, which may come from anywhere: each line is checked.

    `accepts` tells whether a source of this name may know an identifier.
    """
    try:
        _check_size(path)
        with path.open("rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE + 1), b""), 1):
                answer = _read(line, f"{path}:{number}")
                if not accepts(answer.source, answer.identifier):
                    message = (
                        f"{path}:{number}: {answer.source} is no source of {answer.identifier}"
                    )
                    raise CacheError(message)
                yield answer
    except NoFile as error:
        message = f"{path}: is no file, so it can't be read twice; save the export as one"
        raise CacheError(message) from error
    except FileNotFoundError as error:
        message = f"{path}: no such file; check the name, or `enrich cache export` makes one"
        raise CacheError(message) from error
    except OSError as error:
        message = f"{path}: can't be read ({error.strerror}); check its permissions"
        raise CacheError(message) from error


def _check_size(path: Path) -> None:
    if plain(path).stat().st_size > _LARGEST:
        message = f"{path}: larger than {_LARGEST >> 30} GB; split it by its lines"
        raise CacheError(message)


def _read(line: bytes, place: str) -> Answer:
    if len(line) > _LONGEST_LINE:
        message = f"{place}: longer than {_LONGEST_LINE >> 20} MB, which no line of an export is"
        raise CacheError(message)
    try:
        row = msgspec.json.decode(line, type=_Row)
        body = bytes(row.body)
        if body != _NO_BODY:
            msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except UNREADABLE as error:
        message = f"{place}: no line of an export ({error})"
        raise CacheError(message) from error
    identifier = parse_key(row.identifier)
    if identifier is None:
        message = f"{place}: {row.identifier[:80]!r} is no identifier"
        raise CacheError(message)
    if not row.is_consistent:
        message = f"{place}: no line of an export (lost, though there was no answer)"
        raise CacheError(message)
    return Answer(
        row.source,
        identifier,
        None if body == _NO_BODY else body,
        _in_utc(row.fetched_at, place),
        Standing.LOST if row.lost_at else Standing.NEW,
        _in_utc(row.lost_at, place),
    )


def _in_utc(time: dt.datetime | None, place: str) -> dt.datetime | None:
    """Give a time as the cache tells it."""
    if time is None:
        return None
    if can_be_told(time):
        told = time.replace(tzinfo=time.tzinfo or dt.UTC).astimezone(dt.UTC)
        if can_be_told(told):
            return told
    message = f"{place}: no line of an export (nothing was told at {time})"
    raise CacheError(message)


def _of_no_age(_: Answer) -> dt.timedelta:
    """Let the store take an import for stale; whether it is, its date tells."""
    return dt.timedelta(0)


def _is_news(answer: Answer, kept: Answer | None) -> bool:
    if kept is None:
        return True
    if answer.told_at is None:
        return kept.told_at is None and kept.body != answer.body
    return kept.told_at is None or answer.told_at > kept.told_at
