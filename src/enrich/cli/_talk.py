"""What a run says: progress while it goes on, a summary at its end, all on standard error."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Self

from enrich.answers import Outcome, Standing
from enrich.changes import Change, Turn
from enrich.checks import AnyFault, Fault
from enrich.cli._changes import changes_as_lines
from enrich.cli._options import log_of_run
from enrich.cli._output import say
from enrich.cli._painting import Murmur, Painter, is_drawable, is_terminal
from enrich.cli._progress import Progress
from enrich.cli._words import counted, shortened
from enrich.config import Config
from enrich.library import Library
from enrich.pipeline import Result, Tally
from enrich.seeds import Seed
from enrich.watching import Asked, Pause

__all__ = ["Loudness", "Talk"]

_SHOWN = 20
_MOST_NAMED = 3
_WORTH_SAYING = 5.0
_NO_PAPER = "no paper there, so the library is as it was; `enrich add` puts one into the list"


class Loudness(Enum):
    """How much is said."""

    # What went wrong, in short.
    QUIET = "quiet"
    # All that went wrong, and nothing else.
    PROBLEMS = "problems"
    USUAL = "usual"
    EVERYTHING = "everything"

    @property
    def is_still(self) -> bool:
        """Whether nothing is said while all goes well."""
        return self in {Loudness.QUIET, Loudness.PROBLEMS}

    @property
    def tells_all(self) -> bool:
        """Whether lists are given whole."""
        return self in {Loudness.PROBLEMS, Loudness.EVERYTHING}

    @property
    def most_lines(self) -> int | None:
        """How many lines of a list are given, if not all."""
        return None if self.tells_all else _SHOWN


class Talk:
    """A run's voice; it watches the run, tells, and has it written down where a log is kept."""

    def __init__(
        self, loudness: Loudness = Loudness.USUAL, tell: Callable[[str], None] = say
    ) -> None:
        """Say as much as this, line by line."""
        self._loudness = loudness
        self._say = tell
        self._log = log_of_run()
        self._progress: Progress | None = None
        self._shown: Painter | Murmur | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Clear the progress away, however the run ended."""
        if self._shown:
            self._shown.stop()

    def begins(self, wanted: int) -> None:
        """Show on a terminal how far it is, as long as anything is wanted."""
        if not wanted or self._progress or self._loudness is Loudness.QUIET or not is_terminal():
            return
        self._progress = progress = Progress(time.monotonic, is_plain=not _knows_lines())
        if is_drawable():
            self._shown = Painter(progress.lines).start()
        elif not self._loudness.is_still:
            self._shown = Murmur(progress.told).start()

    def comes(self, outcome: Outcome) -> None:
        """Count what came."""
        if self._progress:
            self._progress.comes()
        if self._log:
            self._log.comes(outcome)

    def expects(self, source: str, count: int) -> None:
        """Count what a source is to be asked for."""
        if self._progress:
            self._progress.expects(source, count)

    def answers(self, source: str, count: int) -> None:
        """Count what it was asked for."""
        if self._progress:
            self._progress.answers(source, count)

    def asks(self, source: str) -> None:
        """Show that a request is under way."""
        if self._progress:
            self._progress.asks(source)

    def asked(self, asked: Asked) -> None:
        """Show that it is answered."""
        if self._progress:
            self._progress.asked(asked)
        if self._log:
            self._log.asked(asked)

    def waits(self, source: str, seconds: float, why: Pause) -> None:
        """Say what is waited for, when it is long enough to wonder."""
        if self._log:
            self._log.waits(source, seconds, why)
        if self._progress:
            self._progress.waits(source, seconds, why)
        if isinstance(self._shown, Painter) or self._loudness.is_still:
            return
        if seconds >= _WORTH_SAYING:
            self._say(f"{source}: waiting {seconds:.0f} s before the next request")

    def gives_up(self, source: str, why: str) -> None:
        """Show that a source is not asked any more; at the end it is told why."""
        if self._progress:
            self._progress.gives_up(source)
        if self._log:
            self._log.gives_up(source, why)

    def resolves(self, library: Library) -> None:
        """Have it written down."""
        if self._log:
            self._log.resolves(library)

    def writes(self, files: Sequence[Path]) -> None:
        """Have it written down."""
        if self._log:
            self._log.writes(files)

    def sum_up(self, result: Result, config: Config) -> None:
        """Tell what was made, of what, and what is missing."""
        self.tell_problems(result)
        if self._loudness is not Loudness.QUIET:
            self._list(result.library.about_keys)
        if self._loudness.is_still and not result.held_back_for:
            self._tell_changes(one for one in result.changes if one.is_grave)
            return
        self.tell_findings(result)
        self._tell_doubts(result.library)
        self.tell_changes(result)
        asked = result.tally.requests.get("crossref") and "crossref" not in result.tally.troubles
        if config.mailto is None and asked and not self._loudness.is_still:
            self._say(
                "crossref: asked at the public pool's pace; a mail address in enrich.toml,"
                " ENRICH_MAILTO or --mailto makes it three times as fast"
            )
        self._say(_answers(result.tally))
        entries, missed = len(result.library.entries), len(result.library.misses)
        if not entries and not result.written:
            last = "nothing could be written; the last library is as it was"
            self._say(last if missed else _NO_PAPER)
            return
        if keys := result.held_back_for:
            instead = "run without --offline" if config.offline else "run again later"
            named = ", ".join((*keys[:_MOST_NAMED], *("..." for _ in keys[_MOST_NAMED:][:1])))
            self._say(
                f"{config.output}: left as it was; it holds {counted(len(keys), 'work')} ({named})"
                f" for which no source answered just now; {instead}"
            )
            return
        written = counted(len(result.written), "file") + " changed" if result.written else ""
        self._say(
            f"{config.output}: {counted(entries, 'entry', 'entries')},"
            f" {counted(missed, 'seed')} missed, {written or 'nothing changed'}"
        )

    def tell_changes(self, result: Result) -> None:
        """Tell what became of the library; of a new one, only how much is in it."""
        fresh = len(result.changes) == len(result.library.entries)
        if fresh and all(one.turns == (Turn.ADDED,) for one in result.changes):
            return
        self._tell_changes(result.changes)

    def _tell_changes(self, changes: Iterable[Change]) -> None:
        """Tell changes, which no later run tells again."""
        every = tuple(changes)
        if every:
            self._say(f"{counted(len(every), 'work')} changed")
            for line in changes_as_lines(every, most=self._loudness.most_lines):
                self._say(line)

    def tell_troubles(self, result: Result) -> None:
        """Tell which sources were given up; stale answers served in the place of theirs."""
        for trouble in result.tally.troubles.values():
            self._say(f"{trouble}; given up for this run")

    def tell_problems(self, result: Result) -> None:
        """Tell what went wrong: sources given up, seeds missed, entries on old answers."""
        library = result.library
        self.tell_troubles(result)
        if self._loudness is not Loudness.QUIET:
            self._list([*map(str, result.scan.remarks), *library.remarks])
        reasons = Counter((miss.reason, miss.hint) for miss in library.misses)
        for (reason, hint), count in reasons.most_common():
            missed = [miss for miss in library.misses if (miss.reason, miss.hint) == (reason, hint)]
            self._say(f"{count} missed: {reason} - {hint}")
            self._list(
                f"  {miss.seed.origin}: {_wanted(miss.seed)}"
                + (f" ({miss.detail})" if miss.detail else "")
                for miss in missed
            )
        for standing, words in _OLD.items():
            keys = [entry.key for entry in library.entries if entry.standing is standing]
            if keys:
                rest = counted(len(keys), "entry rests", "entries rest")
                self._say(f"{rest} on {words}{self._named(keys)}")

    def tell_findings(self, result: Result) -> None:
        """Tell what the lists themselves have wrong, sort by sort."""
        # Of these it was told that they are missed.
        missed = {miss.seed for miss in result.library.misses}
        by_fault: dict[AnyFault, list[str]] = {fault: [] for fault in Fault}
        for finding in result.findings:
            if finding.fault is not Fault.DEAD_IDENTIFIER or finding.about not in missed:
                by_fault[finding.fault].append(f"  {finding.origin}: {finding.text}")
        for fault, lines in by_fault.items():
            if lines:
                self._say(f"{fault}: {len(lines)}")
                self._list(lines)

    def _tell_doubts(self, library: Library) -> None:
        """Tell what was repaired or looks wrong; it is written all the same."""
        doubted = [entry for entry in library.entries if entry.record.doubts]
        if not doubted:
            return
        count = sum(len(entry.record.doubts) for entry in doubted)
        ends = "" if self._loudness.tells_all else "; -v lists them"
        self._say(f"{counted(count, 'field')} repaired or doubtful{ends}")
        if self._loudness.tells_all:
            self._list(f"  {one.key}: {doubt}" for one in doubted for doubt in one.record.doubts)

    def _named(self, keys: Iterable[str]) -> str:
        return f": {', '.join(keys)}" if self._loudness.tells_all else "; -v names them"

    def _list(self, lines: Iterable[str]) -> None:
        for line in shortened(lines, self._loudness.most_lines, "-v lists"):
            self._say(line)


def _knows_lines() -> bool:
    """Whether what is said may hold more than ASCII."""
    return (getattr(sys.stderr, "encoding", None) or "").lower().startswith("utf")


def _wanted(seed: Seed) -> str:
    """Tell what was written, and what was said of it."""
    title = seed.claim.title or ""
    return title if title.startswith(seed.written) else f"{seed.written}  {title}".rstrip()


_OLD = {
    Standing.STALE: "answers that are past their time",
    Standing.LOST: "answers that their sources have lost since",
    Standing.SNAPSHOT: "the snapshot, which a run that reaches the sources renews",
}


def _answers(tally: Tally) -> str:
    """Count requests and answers."""
    asked = ", ".join(f"{name} {count}" for name, count in sorted(tally.requests.items()))
    words = {
        Standing.NEW: "new",
        Standing.FRESH: "from the cache",
        Standing.STALE: "stale, from the cache",
        Standing.LOST: "lost by the source, from the cache",
        Standing.SNAPSHOT: "from the snapshot",
    }
    counts = [f"{tally.standings[one]} {words[one]}" for one in Standing if one in tally.standings]
    return f"requests: {asked}; answers: {', '.join(counts) or 'none'}"
