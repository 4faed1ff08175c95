"""`enrich refresh --in-place` and `--diff`: a user's own .bib files, and what is told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from enrich.cli._options import EXIT_IMPERFECT, EXIT_NOTHING
from enrich.cli._output import put, say
from enrich.cli._talk import Loudness, Talk
from enrich.cli._words import counted, shortened
from enrich.completing import Completed, complete_files, write_completed
from enrich.config import Config
from enrich.seeds import check_lasting

__all__ = ["complete"]


def complete(config: Config, loudness: Loudness, *, writes: bool, diff: bool, strict: bool) -> int:
    """Complete the files that are the seeds; write them, or print the difference."""
    files = [place for place in config.seeds if isinstance(place, Path) and not place.is_dir()]
    if len(files) < len(config.seeds) or not files:
        message = "--in-place and --diff are for .bib files; name them"
        raise click.UsageError(message)
    if writes or not config.are_seeds_named:
        check_lasting(files)
    with Talk(loudness) as talk:
        completed, result = complete_files(files, config, watcher=talk)
    if diff:
        # What was a stray byte stays one.
        put("".join(one.diff for one in completed).encode(errors="surrogateescape"))
    if writes:
        write_completed(completed, config)
    talk.tell_problems(result)
    talk.tell_findings(result)
    for one in completed:
        _tell(one, loudness, writes=writes)
    library = result.library
    if library.misses and not library.entries:
        return EXIT_NOTHING
    return EXIT_IMPERFECT if strict and not result.is_perfect else 0


def _tell(completed: Completed, loudness: Loudness, *, writes: bool) -> None:
    """Tell what is changed in a file, and what was left alone."""
    left = (
        f"{completed.file}:{one.line}: {f'{one.key}: ' if one.key else ''}left alone: {one.reason}"
        for one in completed.untouched
    )
    for line in shortened(left, loudness.most_lines, "-v lists"):
        say(line)
    if loudness.tells_all:
        for change in completed.changes:
            say(f"  {completed.file}:{change.line}: {change.key}: {change.field} {change.why}")
    if not loudness.is_still:
        say(f"{completed.file}: {_counts(completed)}{'' if writes else '; nothing was written'}")


def _counts(completed: Completed) -> str:
    kinds = Counter(str(one.why) for one in completed.changes)
    told: Sequence[str] = [f"{counted(count, 'field')} {kind}" for kind, count in kinds.items()]
    return ", ".join(told) or "nothing to change"
