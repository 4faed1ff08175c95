"""`enrich cache`: look at the cache, carry it elsewhere, clear it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from enrich.cache import AnswerCache

__all__ = ["cache"]


@click.group()
def cache() -> None:
    """Look at the cache, carry it elsewhere, clear it."""


@cache.command()
def info() -> None:
    """Say what the cache holds."""
    from collections import Counter  # noqa: PLC0415 - `--help` shall not wait for it

    from enrich.answers import Standing  # noqa: PLC0415

    with _opened() as opened:
        kinds = Counter(
            (
                answer.source,
                "from the snapshot"
                if answer.standing is Standing.SNAPSHOT
                else "answers"
                if answer.body is not None
                else "known to be absent",
            )
            for answer in opened.answers()
        )
        size = opened.path.stat().st_size
        click.echo(f"{opened.path}: {kinds.total()} answers, {size / 2**20:.1f} MB")
    for (source, kind), count in sorted(kinds.items()):
        click.echo(f"  {source}: {count} {kind}")


@cache.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
def export_cache(file: Path) -> None:
    """Write every answer to FILE (- for standard output), for `cache import` elsewhere."""
    from enrich.carrying import export_answers  # noqa: PLC0415 - `--help` shall not wait for it
    from enrich.errors import OutputError  # noqa: PLC0415

    with _opened() as opened:
        if str(file) == "-":
            count = export_answers(opened, sys.stdout.buffer)
        else:
            try:
                with click.open_file(str(file), "wb", atomic=True) as out:
                    count = export_answers(opened, out)
            except OSError as error:
                message = f"{file}: can't be written ({error.strerror})"
                raise OutputError(message) from error
    click.echo(f"{file}: {count} answers", err=True)


@cache.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def import_cache(file: Path) -> None:
    """Take the answers of FILE that are newer than the cache's own."""
    from enrich.carrying import import_answers, read_answers  # noqa: PLC0415 - as above

    with _opened() as opened:
        count = import_answers(opened, read_answers(file))
    click.echo(f"{file}: {count} answers were new", err=True)


@cache.command()
@click.confirmation_option(
    "-y", "--yes", prompt="Everything will have to be asked for again. Clear the cache?"
)
def clear() -> None:
    """Delete the cache, readable or not."""
    from enrich.cache import delete_cache  # noqa: PLC0415 - `--help` shall not wait for it
    from enrich.config import load_config  # noqa: PLC0415

    path = load_config().cache
    there = delete_cache(path)
    click.echo(f"{path}: {'deleted' if there else 'there was none'}", err=True)


def _opened() -> AnswerCache:
    from enrich.cache import AnswerCache  # noqa: PLC0415 - `--help` shall not wait for it
    from enrich.config import load_config  # noqa: PLC0415

    return AnswerCache(load_config().cache)
