"""The story of an entry in lines that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import shorten

from enrich.answers import Standing
from enrich.stories.model import AnswerTold, FieldStory, Guess, Other, Story, Taken, Version

__all__ = ["told"]

_WIDTH = 96
_OTHERS_WIDTH = 60
_STANDINGS = {
    Standing.NEW.value: "new",
    Standing.FRESH.value: "still fresh",
    Standing.STALE.value: "past its time",
    Standing.SNAPSHOT.value: "from the snapshot, day unknown",
    Standing.LOST.value: "kept, though the source no longer knows it",
}

_TITLE = "its title"

_Row = tuple[str, str]


def told(story: Story) -> tuple[str, ...]:
    """Tell a story in lines: all of it in short, or the field that was asked for in full."""
    if story.asked is not None:
        return tuple(_asked(story))
    lines = [story.what, *_columns(_facts(story))]
    if story.fields:
        lines += ["", _heading(story)]
        lines += _columns(row for one in story.fields for row in _rows(one, story))
    return tuple(lines)


def _heading(story: Story) -> str:
    sole = _only_answer(story)
    is_corrected = any(taken.name is None for one in story.fields for taken in one.taken)
    every = "All but what is by hand" if is_corrected else "All"
    return f"{every} from {sole}:" if sole else "Field by field:"


def _columns(rows: Iterable[_Row]) -> list[str]:
    """Set what is told behind its label, which stands once."""
    every = list(rows)
    width = max((len(label) for label, _ in every), default=0)
    return [f"  {label:{width}}  {text}".rstrip() for label, text in every]


def _labelled(label: str, texts: Iterable[str]) -> Iterator[_Row]:
    for number, text in enumerate(texts):
        yield ("" if number else label, text)


def _facts(story: Story) -> Iterator[_Row]:
    yield from _labelled("key", [_key(story)])
    yield from _labelled("also", story.aliases)
    yield from _labelled("first seen", filter(None, [story.first_seen]))
    wanted = (
        f"{one.origin}  {_short(one.written)}{', found by its title' if one.is_by_title else ''}"
        for one in story.wanted_by
    )
    yield from _labelled("wanted by", wanted)
    yield from _labelled("shown", _shown(story))
    yield from _labelled("perhaps", (line for one in story.may_have_become for line in _guess(one)))
    yield from _labelled("rests on", map(_answer, story.answers))
    yield from _labelled("notices", story.notices)
    yield from _labelled("not shown", story.other_notices)
    yield from _labelled("by hand", [f"{story.by_hand}: {story.note}"] if story.note else [])
    yield from _labelled("doubts", map(_short, story.doubts))


def _key(story: Story) -> str:
    return f"{story.key}, given in {story.key_from}" if story.key_from else story.key


def _shown(story: Story) -> Iterator[str]:
    if not story.versions:
        return
    shown, *others = story.versions
    wanted = f", as {story.shown_by} says" if story.shown_by else ""
    yield f"the {_version(shown)}{wanted}"
    for other in others:
        since = f", since {story.since}" if story.since else ""
        yield f"the same work as the {_version(other)}{since}"
    yield from story.not_followed


def _version(version: Version) -> str:
    return f"{_sort(version)} {_listed(version.names)}"


def _sort(version: Version) -> str:
    return "preprint" if version.is_preprint else "publication"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _guess(guess: Guess) -> Iterator[str]:
    yield f"published as {guess.name}: {_short(guess.title)}"
    yield from (f"  that is in doubt: {reason}" for reason in guess.because)


def _answer(answer: AnswerTold) -> str:
    standing = _STANDINGS.get(answer.standing, answer.standing)
    came = f"{answer.day}, {standing}" if answer.day else standing
    asked = f", {_found(answer.asked)}" if answer.asked else ""
    return f"{answer.source} on {answer.name}: {came}{asked}"


def _found(asked: str) -> str:
    words = _in_words(asked)
    return f"found by {words}" if words in {asked, _TITLE} else f"found as {words}"


def _in_words(asked: str) -> str:
    """Say what a source was asked for, be it no identifier."""
    sort, _, rest = asked.partition(":")
    return {"title": _TITLE, "sequel": f"what {rest} became"}.get(sort, asked)


def _only_answer(story: Story) -> str | None:
    if len(story.answers) != 1:
        return None
    return f"{story.answers[0].source} on {story.answers[0].name}"


def _rows(one: FieldStory, story: Story) -> Iterator[_Row]:
    """Tell a field: its value in a line, and whose it is where that is not said already."""
    value = _short(one.value) if one.value else "left out"
    others = ", ".join(_other(other, story) for other in one.others)
    takers = _takers(one, story)
    if _only_answer(story) and all(taken.name for taken in one.taken):
        yield one.field, value
    elif not others and len(value) + len(takers) <= _WIDTH:
        yield one.field, f"{value}  ({takers})"
    else:
        yield one.field, value
        yield "", f"  {takers}"
        yield from [("", f"  not {others}")] if others else []


def _takers(one: FieldStory, story: Story) -> str:
    if not one.taken:
        return ""
    if one.taken[0].name is None:
        return f"by hand at {one.taken[0].source}"
    whose = _listed([_called(taken, story) for taken in one.taken])
    return f"from {whose}: {one.taken[0].rule}"


def _takers_asked(one: FieldStory) -> str:
    """Tell whose a value is, and what each was asked for and when."""
    first = one.taken[0]
    if first.name is None:
        return f"yours, from {first.source}" if first.is_own else f"by hand at {first.source}"
    return f"from {', and '.join(map(_when_asked, one.taken))}: {first.rule}"


def _when_asked(one: Taken | Other) -> str:
    asked = _in_words(one.asked or one.name or "?")
    return f"{one.source}, asked on {one.day or 'an unknown day'} for {asked}"


def _other(other: Other, story: Story) -> str:
    return f"\u201c{_short(other.value, _OTHERS_WIDTH)}\u201d of {_called(other, story)}"


def _called(one: Taken | Other, story: Story) -> str:
    """Call a reading by its source, its version or its name, whichever tells it from others."""
    if sum(answer.source == one.source for answer in story.answers) == 1:
        return one.source
    version = next((each for each in story.versions if each.names == (one.name,)), None)
    if version and len(story.versions) > 1:
        return f"the {_sort(version)}"
    names = sum(answer.name == one.name for answer in story.answers)
    return str(one.name) if names == 1 else f"{one.source} on {one.name}"


def _asked(story: Story) -> Iterator[str]:
    there = [one for one in story.fields if one.value or one.taken]
    there = there or [one for one in story.fields if one.others]
    if not there:
        name = story.fields[0].field if len(story.fields) == 1 else story.asked
        yield from (f"{name} of {story.key}", "  nothing is known of it")
    for one in there:
        yield f"{one.field} of {story.key}"
        if one.value is None:
            yield "  left out" if one.taken else "  nothing is known of it"
        yield from (f"  {line}".rstrip() for line in (one.value or "").splitlines())
        yield from (f"  {line}" for line in _whence(one))
        doubts = (doubt for doubt in story.doubts if doubt.startswith(f"{one.field}: "))
        yield from (f"  in doubt: {doubt.partition(': ')[2]}" for doubt in doubts)


def _whence(one: FieldStory) -> Iterator[str]:
    if one.taken:
        yield _takers_asked(one)
    for other in one.others:
        instead = "instead of" if one.taken else "of another version, and not taken:"
        yield f"{instead} \u201c{other.value}\u201d of {_when_asked(other)}"


def _short(text: str, width: int = _WIDTH) -> str:
    return shorten(text, width, placeholder=" \u2026")
