"""`enrich review`: let a person decide what the evidence leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from enrich.cli._commands import Command
from enrich.cli._interruption import INTERRUPTED
from enrich.cli._output import harmless, put, say
from enrich.cli._words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from enrich.config import Config
    from enrich.lists import Case
    from enrich.match import Match
    from enrich.text import Text

__all__ = ["review"]

_MOST_SHOWN = 3
_COLUMN = 44


@click.command(cls=Command)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--list", "only_list", is_flag=True, help="Print what is open, and ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what is open as JSON.")
def review(files: tuple[str, ...], *, only_list: bool, as_json: bool) -> int:
    """Show the matches that are in doubt, side by side, and keep your yes or no.

    What you decide is written to the project's decisions.jsonl; every later run obeys it. FILES
    are lists, as for refresh; no source is asked, so refresh first.
    """
    from enrich.cli._json import doubts_as_json
    from enrich.config import configured, load_config, place_of
    from enrich.lists import find_doubtful

    places = tuple(place_of(file) for file in files)
    config = configured(load_config(), seeds=places or None)
    open_cases = find_doubtful(config)
    if as_json:
        put(doubts_as_json(open_cases))
    elif only_list or not open_cases:
        put("".join(f"{line}\n" for miss in open_cases for line in _case(miss)).encode())
    else:
        return _decide(open_cases, config)
    say(f"{counted(len(open_cases), 'match', 'matches')} in doubt")
    return 0


def _decide(open_cases: Sequence[Case], config: Config) -> int:
    """Ask until all is answered or somebody has enough, tell what was decided, and give a code."""
    made = 0
    try:
        for _ in _decisions(open_cases, config):
            made += 1
    except KeyboardInterrupt:
        say(f"\nenrich: interrupted; {_ending(made, config)}")
        return INTERRUPTED
    say(_ending(made, config))
    return 0


def _decisions(open_cases: Sequence[Case], config: Config) -> Iterator[Match]:
    """Ask for each case, keep every answer at once, and give the works that were decided on."""
    for number, case in enumerate(open_cases, start=1):
        say(f"\n{number} of {len(open_cases)}  {case.seed.origin}")
        for match in case.matches[:_MOST_SHOWN]:
            for line in _beside(case, match):
                say(line)
            answer = _answer(case)
            if answer in "yn":
                _keep(case, match, is_it=answer == "y", config=config)
                yield match
            if answer == "q":
                return
            if answer in "ys":
                break


def _answer(case: Case) -> str:
    """Ask whether it is the work; the end of the input is the end of the review."""
    question = f"Did {case.preprint} become this work?" if case.preprint else "Is it this work?"
    while True:
        try:
            said = click.prompt(f"{question} yes, no, skip, quit", default="skip", err=True)
        except (click.Abort, RuntimeError) as error:
            # click makes one error of both that and the end of the input.
            if isinstance(error.__context__, KeyboardInterrupt):
                raise KeyboardInterrupt from None
            # A terminal that is gone, or an input that was never there.
            return "q"
        first = str(said).strip()[:1].lower()
        if first in {"y", "n", "s", "q"}:
            return first
        say("answer y, n, s or q")


def _keep(case: Case, match: Match, *, is_it: bool, config: Config) -> None:
    """Add a decision to those that are kept now, which another review may have added to."""
    from enrich.decisions import Decision, read_decisions
    from enrich.outputs import write_files
    from enrich.runs import in_turn

    work = match.record.name
    if work is None:
        return
    with in_turn(config.cache.parent / "review.lock"):
        decision = Decision(case.sought, work, is_it)
        decisions = read_decisions(config.decisions).with_one(decision)
        write_files(config.decisions.parent, {config.decisions.name: decisions.text})


def _ending(made: int, config: Config) -> str:
    if not made:
        return "nothing decided"
    return f"{config.decisions}: {counted(made, 'decision')}; `enrich refresh` obeys"


def _case(case: Case) -> Iterator[str]:
    """Give a case with all that it may mean."""
    yield f"{case.seed.origin}  {case.seed.written}"
    for match in case.matches[:_MOST_SHOWN]:
        yield from _beside(case, match)
    yield ""


def _beside(case: Case, match: Match) -> Iterator[str]:
    """Give what is claimed beside what the work is, and why that is no proof."""
    claim, record = case.claim, match.record
    rows = (
        ("", "the preprint" if case.preprint else "the list", "the work"),
        ("title", claim.title, _plain(record.title)),
        ("authors", ", ".join(claim.authors), ", ".join(map(str, record.authors))),
        ("date", claim.date, record.date),
        ("venue", claim.venue, _plain(record.venue.title)),
        ("kind", claim.kind, record.kind),
        ("link", case.seed.written, record.url),
    )
    for name, ours, theirs in rows:
        yield from _row(name, str(ours or "-"), str(theirs or "-"))
    yield from (f"  because: {reason}" for reason in match.evidence.told)


def _row(name: str, ours: str, theirs: str) -> Iterator[str]:
    from itertools import zip_longest

    left, right = _wrapped(ours), _wrapped(theirs)
    for number, (one, other) in enumerate(zip_longest(left, right, fillvalue="")):
        yield f"  {'' if number else name:8} {one:{_COLUMN}}  {other}".rstrip()


def _wrapped(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(harmless(text), _COLUMN, max_lines=4, placeholder=" \u2026") or ["-"]


def _plain(text: Text | None) -> str | None:
    from enrich.text import to_unicode

    return to_unicode(text) if text else None
