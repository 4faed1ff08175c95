"""`enrich cache`: look at the cache, carry it elsewhere, clear it."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enrich.cli._commands import Group, check_command_named
from enrich.cli._output import put, say
from enrich.cli._words import counted

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from enrich.answers import Answer

__all__ = ["cache"]

_ANSWERS = "answers"
# The sorts of answers, and what is told of each that is more than an answer.
_SORTS = {
    _ANSWERS: "",
    "snapshot": "from the snapshot",
    "absent": "known to be absent",
    "lost": "lost by the source",
}


@click.group(cls=Group)
@click.pass_context
def cache(context: click.Context) -> None:
    """Look at the cache, carry it elsewhere, clear it."""
    check_command_named(context)


@cache.command()
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def info(*, as_json: bool) -> None:
    """Say what the cache holds."""
    from collections import Counter

    from enrich.cache import reading_cache
    from enrich.config import load_config

    path = load_config().cache
    with reading_cache(path) as opened:
        kinds = Counter((answer.source, _sort(answer)) for answer in opened.answers())
        size = opened.path.stat().st_size
    if as_json:
        from enrich.cli._reports import cache_as_json

        put(cache_as_json(path, size, kinds))
        return
    lines = [f"{path}: {counted(kinds.total(), 'answer')}, {size / 2**20:.1f} MB"]
    told = sorted((source, _told(count, sort)) for (source, sort), count in kinds.items())
    lines += [f"  {source}: {words}" for source, (_, words) in told]
    put("".join(f"{line}\n" for line in lines).encode())


@cache.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
def export_cache(file: Path) -> None:
    """Write every answer to FILE (- for standard output), for `cache import` elsewhere."""
    from enrich.cache import reading_cache
    from enrich.carrying import count_news, export_answers, is_export, read_answers
    from enrich.config import load_config
    from enrich.errors import OutputError

    if file.is_file() and not is_export(file):
        message = f"{file}: is there, and is no export of a cache; name another, or move it away"
        raise click.UsageError(message)
    with reading_cache(load_config().cache) as opened:
        there = read_answers(file, lambda *_: True) if file.is_file() else ()
        if news := count_news(opened, there):
            message = (
                f"{file}: holds {counted(news, 'answer')} that the cache has not;"
                f" `enrich cache import {file}` takes them in, or name another file"
            )
            raise click.UsageError(message)
        if str(file) == "-":
            written = io.BytesIO()
            export_answers(opened, written)
            put(written.getvalue())
            return
        try:
            # What is no plain file, such as a pipe, is written to and not replaced.
            atomic = file.is_file() or not file.exists()
            with click.open_file(str(file), "wb", atomic=atomic) as out:
                count = export_answers(opened, out)
        except OSError as error:
            message = f"{file}: can't be written ({error.strerror})"
            raise OutputError(message) from error
    say(f"{file}: {counted(count, 'answer')}")


@cache.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def import_cache(file: Path) -> None:
    """Take the answers of FILE that are newer than the cache's own."""
    from collections import deque
    from functools import partial

    from enrich.cache import AnswerCache
    from enrich.carrying import import_answers, read_answers
    from enrich.config import load_config
    from enrich.runs import alone
    from enrich.sources import is_known, make_sources

    config = load_config()
    accepts = partial(is_known, make_sources(config))
    # Every line is checked before the first is taken.
    deque(read_answers(file, accepts), maxlen=0)
    # A run at work would be sealed as if it had read what comes meanwhile.
    with alone(config.cache.parent / "run.lock"), AnswerCache(config.cache) as opened:
        count = import_answers(opened, read_answers(file, accepts))
    say(f"{file}: {counted(count, 'answer was', 'answers were')} new")


@cache.command()
@click.option("-y", "--yes", is_flag=True, help="Don't ask whether it is meant.")
def clear(*, yes: bool) -> None:
    """Delete the cache, readable or not."""
    if not yes:
        question = "Everything will have to be asked for again. Clear the cache?"
        try:
            click.confirm(question, abort=True, err=True)
        except click.Abort as error:
            if isinstance(error.__context__, KeyboardInterrupt):
                raise
            message = "not cleared; --yes clears it without asking"
            raise click.UsageError(message) from error
    from enrich.cache import delete_cache
    from enrich.config import load_config

    path = load_config().cache
    with _alone_at(path):
        there = delete_cache(path)
    say(f"{path}: {'deleted' if there else 'there was none'}")


def _sort(answer: Answer) -> str:
    """Tell of what sort an answer is."""
    from enrich.answers import Standing

    if answer.standing is Standing.SNAPSHOT:
        return "snapshot"
    if answer.body is None:
        return "absent"
    return "lost" if answer.lost_at else _ANSWERS


def _told(count: int, sort: str) -> tuple[int, str]:
    """Give the place of a sort among the lines of its source, and the words of its line."""
    words = counted(count, "answer") if sort == _ANSWERS else f"{count} {_SORTS[sort]}"
    return list(_SORTS).index(sort), words


def _alone_at(path: Path) -> AbstractContextManager[None]:
    """Keep runs away from a cache, unless its folder isn't there or can't be written to."""
    from contextlib import nullcontext

    from enrich.runs import alone

    is_open = os.access(path.parent, os.W_OK)
    return alone(path.parent / "run.lock") if is_open else nullcontext()
