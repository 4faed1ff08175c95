"""Many trials, in several processes at once; each process has a stage of its own."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.chaos.judging import Verdict
from tests.chaos.trials import Stage, Trial

__all__ = ["run_trials"]

_stages: list[Stage] = []


def run_trials(trials: Sequence[Trial], size: int, jobs: int) -> Iterator[tuple[Trial, Verdict]]:
    """Run the trials, and give each with its verdict, in their order."""
    context = multiprocessing.get_context("spawn")
    with (
        tempfile.TemporaryDirectory() as folder,
        context.Pool(min(jobs, len(trials)), _begin, (size, folder)) as pool,
    ):
        yield from pool.imap(_try, trials)
        pool.close()
        pool.join()


def _begin(size: int, folder: str) -> None:
    stage = Stage(size, Path(folder) / str(os.getpid()))
    _stages.append(stage.__enter__())


def _try(trial: Trial) -> tuple[Trial, Verdict]:
    return trial, _stages[0].try_out(trial)
