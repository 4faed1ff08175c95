"""What came of all trials, as a table of one row a fault, and how to run again what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from statistics import mean

from enrich.answers import Reason
from tests.chaos.judging import Verdict
from tests.chaos.trials import Trial

__all__ = ["HEAD", "Row", "again", "rows_of"]

_REASONS = (
    Reason.NOT_FOUND,
    Reason.THROTTLED,
    Reason.UNREACHABLE,
    Reason.GARBLED,
    Reason.REFUSED,
)
HEAD = (
    f"{'fault':42} {'runs':>4} {'requests':>10} {'right':>7} {'lesser':>6} "
    f"{'absent':>6} {'throt.':>6} {'unrea.':>6} {'garbl.':>6} {'refus.':>6} "
    f"{'waited s':>11} {'wall s':>9}"
)


@dataclass(slots=True)
class Row:
    """All trials of one fault."""

    name: str
    verdicts: list[tuple[Trial, Verdict]] = field(default_factory=list)

    @property
    def wrong(self) -> Iterator[tuple[Trial, str]]:
        """Everything that was wrong, and in which trial."""
        for trial, verdict in self.verdicts:
            yield from ((trial, one) for one in verdict.wrong)

    def __str__(self) -> str:
        """Print as a line of the table, the means and the most of what can be much."""
        verdicts = [one for _, one in self.verdicts]
        missed = sum((one.missed for one in verdicts), Counter())
        asked = [one.requests for one in verdicts]
        waited = [one.waited_seconds for one in verdicts]
        wall = [one.wall_seconds for one in verdicts]
        reasons = " ".join(f"{missed[one]:6}" for one in _REASONS)
        return (
            f"{self.name[:42]:42} {len(verdicts):4} {mean(asked):5.0f}/{max(asked):4} "
            f"{sum(one.right for one in verdicts):7} {sum(one.lesser for one in verdicts):6} "
            f"{reasons} {mean(waited):5.0f}/{max(waited):5.0f} {mean(wall):4.1f}/{max(wall):4.1f}"
            f"  {'WRONG' if any(self.wrong) else 'as it should be'}"
        )


def rows_of(verdicts: Iterable[tuple[Trial, Verdict]]) -> Iterator[Row]:
    """Sort verdicts into rows, each as soon as it is whole."""
    for name, of_row in groupby(verdicts, key=lambda one: one[0].name):
        yield Row(name, list(of_row))


def again(trial: Trial, size: int) -> str:
    """Tell how to run one trial again."""
    library = " --with-library" if trial.has_library else ""
    return (
        f"python -m tests.chaos --only '{trial.weather}' --seed {trial.seed} --ids {size}{library}"
    )
