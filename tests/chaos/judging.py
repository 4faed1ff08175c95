"""Holding a run against the truth: whatever is wrong with it, in one line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from enrich.answers import Answer, Reason
from enrich.identifiers import Title
from enrich.library import Entry
from enrich.misses import Miss
from tests.chaos.home import Home, Night
from tests.chaos.truth import (
    Truth,
    asked,
    bare,
    entries_by_place,
    name_of,
    place_of,
    readings_of,
    reasons_by_place,
    title_name,
)
from tests.chaos.weather import Weather

__all__ = ["Scene", "Verdict", "judge_bounds", "judge_keeping", "judge_night", "judge_recovery"]

_SHOWN = 3
# What a source that fails for good may be asked: each attempt of each lot until it is given up,
# and twice as much as that where it follows redirects in a circle.
_ATTEMPTS_UNTIL_GIVEN_UP = 60
# Attempts for a request that a fault befell, and the halves of the lots that were given up.
_ATTEMPTS = 8
# The pace, and the mean of what is waited between two attempts, for one request.
_SECONDS_EACH = 8.0


@dataclass(frozen=True, slots=True)
class Scene:
    """One night: what was right, what was made of it, and who failed how."""

    truth: Truth
    home: Home
    night: Night
    weather: Weather
    apis: Collection[str]


@dataclass(slots=True)
class Verdict:
    """What was wrong with a run, and how its ids ended."""

    wrong: list[str] = field(default_factory=list)
    right: int = 0
    lesser: int = 0
    missed: Counter[Reason] = field(default_factory=Counter)
    requests: int = 0
    waited_seconds: float = 0.0
    wall_seconds: float = 0.0

    def add(self, what: str, found: Collection[object]) -> None:
        """Note what is wrong, with a few examples."""
        if found:
            some = "; ".join(str(one)[:300] for one in list(found)[:_SHOWN])
            self.wrong.append(f"{what}: {len(found)} ({some})")


def judge_night(verdict: Verdict, scene: Scene) -> None:
    """Every id is the right entry or a miss with the right reason; nothing wrong is cached."""
    truth, result = scene.truth, scene.night.result
    stored = scene.home.stored()
    entries = entries_by_place(result)
    _judge_entries(verdict, truth, entries, {name_of(one) for one in stored})
    misses = {place_of(one.seed): one for one in result.library.misses}
    verdict.missed.update(one.reason for one in misses.values())
    ends = Counter([*entries, *misses])
    verdict.add("ends", [one for one in truth.lists.wanted if ends[one] != 1])
    verdict.add("reasons", list(_wrong_reasons(scene, misses)))
    verdict.add("cached", list(_wrong_answers(truth, stored)))
    verdict.add("went elsewhere", scene.home.emulator.strays)


def _judge_entries(
    verdict: Verdict, truth: Truth, entries: Mapping[str, Entry], kept: Collection[str]
) -> None:
    nowhere, another = [], []
    for place, entry in entries.items():
        whole = truth.entries.get(place)
        if whole is None:
            nowhere.append(f"{place} {entry.record.title}")
        elif bare(entry) == bare(whole):
            verdict.right += 1
        else:
            verdict.lesser += 1
            if _rests(whole) <= set(kept) or not _is_part(entry, truth):
                another.append(f"{place} {entry.key} {entry.record.title}")
    verdict.add("an entry for what is not there", nowhere)
    verdict.add("another entry", another)


def _rests(entry: Entry) -> set[str]:
    return {f"{one.source}:{one.asked.key}" for one in entry.readings if one.asked}


def _is_part(entry: Entry, truth: Truth) -> bool:
    """Whether an entry that lacks an answer is made of right ones."""
    return all(truth.readings.get(key, record) == record for key, record in readings_of(entry))


def _wrong_reasons(scene: Scene, misses: Mapping[str, Miss]) -> Iterator[str]:
    for place, miss in misses.items():
        wanted = scene.truth.lists.wanted[place]
        is_told = miss.source in scene.apis and scene.weather.allows(miss.reason, miss.source)
        if not is_told and (wanted.exists or miss.reason is not Reason.NOT_FOUND):
            yield f"{place} {wanted.written}: {miss.source}: {miss.reason}: {miss.detail}"


def _wrong_answers(truth: Truth, stored: Collection[Answer]) -> Iterator[str]:
    for one in stored:
        right = truth.body_of(one)
        if one.lost_at is not None:
            yield f"{name_of(one)} lost"
        elif one.body != right:
            yield f"{name_of(one)} {_short(one.body)} instead of {_short(right)}"


def _short(body: bytes | None) -> str:
    return "an absence" if body is None else repr(body[:100])


def judge_bounds(verdict: Verdict, scene: Scene) -> None:
    """The run asked, waited and lasted within bounds."""
    night = scene.night
    verdict.requests = len(night.log)
    verdict.waited_seconds = night.waited_seconds
    verdict.wall_seconds = night.wall_seconds
    most = _ATTEMPTS * scene.truth.requests + 3 * _ATTEMPTS_UNTIL_GIVEN_UP
    most += scene.weather.requests_for_each * len(scene.truth.lists.wanted)
    if verdict.requests > most:
        verdict.wrong.append(f"{verdict.requests} requests where {most} are enough")
    # What was refused was never logged.
    longest = (_SECONDS_EACH + scene.weather.waits) * (verdict.requests + _ATTEMPTS)
    if night.waited_seconds > longest:
        verdict.wrong.append(f"waited {night.waited_seconds:.0f} s where {longest:.0f} s suffice")


def judge_recovery(verdict: Verdict, scene: Scene, before: Collection[Answer]) -> None:
    """A healthy run asked only for what was missing, and the library is as it should be."""
    truth, night, home = scene.truth, scene.night, scene.home
    known = {name_of(one) for one in before}
    known |= {
        title_name(one.identifier, one.source)
        for one in before
        if isinstance(one.identifier, Title)
    }
    verdict.add("asked again", sorted(asked(night.log) & known))
    entries = entries_by_place(night.result)
    differs = (place for place, one in truth.entries.items() if not _same(entries.get(place), one))
    verdict.add("not completed", list(differs))
    past = (place for place, one in entries.items() if one.standing.is_past)
    verdict.add("not renewed", list(past))
    nowhere = {place for place, one in truth.lists.wanted.items() if not one.exists}
    missed = reasons_by_place(night.result)
    verdict.add("not missed", sorted(nowhere ^ set(missed)))
    verdict.add("not found", [one for one in missed.items() if one[1] is not Reason.NOT_FOUND])
    files = home.files
    verdict.add("files differ", [one for one in truth.files if files.get(one) != truth.files[one]])


def judge_keeping(verdict: Verdict, scene: Scene) -> None:
    """A library that was there keeps every entry and every key."""
    truth, night, home = scene.truth, scene.night, scene.home
    entries = entries_by_place(night.result)
    lost = [place for place, one in truth.entries.items() if not _same(entries.get(place), one)]
    verdict.add("lost from the library", lost)
    verdict.add("held back", night.result.held_back_for)
    former, files = truth.files, home.files
    shown = [one for one in former if one.startswith("library.") and files.get(one) != former[one]]
    verdict.add("files changed", shown)


def _same(entry: Entry | None, other: Entry) -> bool:
    return entry is not None and bare(entry) == bare(other)
