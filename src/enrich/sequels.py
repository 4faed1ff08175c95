"""What preprints became: what there is to ask, and what the answers prove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from enrich.decisions import Decisions
from enrich.identifiers import ArxivId, Doi, Identifier, Sequel, Title, Wanted, parse_key
from enrich.lockfile import Became, Lock
from enrich.match import (
    Evidence,
    Match,
    Verdict,
    is_same_work,
    likeness,
    prove,
    reasons_for_doubt,
)
from enrich.merge import Reading
from enrich.packing import Records
from enrich.record import Kind, Record
from enrich.seeds import Claim
from enrich.text import folded, to_unicode
from enrich.versions import Followed, Rung, follow_preprints, is_told_published, sequels_named

__all__ = ["Sequels", "claim_of", "question_of"]


class Sequels:
    """Follows preprints to what they became, and publications back to their eprints."""

    def __init__(self, decisions: Decisions, lock: Lock, *, looks: bool) -> None:
        """Go by what was decided before; look for more if that is wanted."""
        # What preprints became by a person's word, by proof, or as was decided before.
        self.became: dict[Identifier, Followed] = {}
        # What else they may have become.
        self.may_have_become: dict[Identifier, tuple[Match, ...]] = {}
        # What preprints have not become, as somebody said.
        self.refused: set[tuple[Identifier, Identifier]] = set()
        self._decisions = decisions
        self._before = _decided_before(lock)
        self._preprints = _preprints_before(self._before)
        self._looks = looks
        self._papers: dict[Title, dict[Identifier, Record]] = {}
        self._proved: set[Doi] = set()
        self._sought: set[Wanted] = set()

    def reveal(self, record: Record, asked: Wanted) -> Iterator[Wanted]:
        """Give what else is to be asked for, now that a record is known that was asked for."""
        if record.doi and (isinstance(asked, Sequel) or record.doi in self._proved):
            # From now on it is asked for by its own name.
            yield record.doi
        if record.arxiv and record.doi:
            # What a preprint became has a record of its own.
            yield record.doi
        yield from sequels_named(record)
        if record.kind is not Kind.PREPRINT:
            yield from _eprints(record)
            names = self._preprints.get(record.doi.key, ()) if record.doi else ()
            yield from (paper for name in names if (paper := parse_key(name)))
            return
        name = record.name and record.name.paper
        sought = question_of(record)
        if name and sought:
            self.refused |= {(name, work) for work in self._decisions.refused(sought)}
        if name and (before := self._decided(name, sought)):
            self.became[name] = before
            yield before.published
        elif isinstance(name, ArxivId) and record.doi is None and self._may_be_published(record):
            yield Sequel(name)

    def sought(self, readings: Mapping[Identifier, Reading]) -> tuple[Wanted, ...]:
        """Give what else there is to ask for, once all that was revealed is known.

        That is what else a paper became where what was decided before does not hold any more, and
        the titles of papers that are told to be published, nobody says where. What is published
        under the same title is there already, if the lists name it too.
        """
        if not self._looks:
            return ()
        records = Records({name: one.packed for name, one in readings.items()})
        followed = follow_preprints(records, self.became, self.refused)
        wanted: list[Wanted] = []
        titles: list[Title] = []
        for name in records:
            paper = name.paper
            if paper in followed or not isinstance(paper, ArxivId):
                continue
            record = records[name]
            if self.became.pop(paper, None) and record.doi is None:
                wanted.append(Sequel(paper))
            elif is_told_published(record) and (sought := question_of(record)):
                self._papers.setdefault(sought, {})[paper] = record
                titles.append(sought)
        if titles:
            published = set(map(_words, records.published.values()))
            wanted += [one for one in titles if one.words not in published]
        new = tuple(one for one in dict.fromkeys(wanted) if one not in self._sought)
        self._sought.update(new)
        return new

    def prove(self, sought: Title, found: Sequence[Reading]) -> Iterator[Reading]:
        """Prove by what a search found what papers became; what is in doubt is for review."""
        for paper, preprint in self._papers.get(sought, {}).items():
            candidates = [one for one in found if self._may_be(sought, one.record)]
            same = [one for one in candidates if is_same_work(preprint, one.record)]
            if len(same) == 1 and (name := same[0].record.doi):
                self.became[paper] = Followed(name, Rung.TITLE)
                self._proved.add(name)
                yield same[0]
            elif matches := _doubtful(preprint, [one.record for one in candidates]):
                self.may_have_become[paper] = matches

    def _may_be_published(self, record: Record) -> bool:
        """Whether it is worth a question: what was withdrawn became nothing."""
        return self._looks and not record.notices

    def _may_be(self, sought: Title, record: Record) -> bool:
        name = record.name
        return (
            isinstance(name, Doi)
            and record.kind is not Kind.PREPRINT
            and not self._decisions.is_refused(sought, name)
        )

    def _decided(self, paper: Identifier, sought: Title | None) -> Followed | None:
        """Take a person's word, or else what was decided before unless somebody said no to it."""
        chosen = self._decisions.chosen(sought) if sought else None
        if isinstance(chosen, Doi):
            return Followed(chosen, Rung.DECISION)
        told = self._before.get(paper.key)
        before = _followed(told) if told else None
        return None if before and (paper, before.published) in self.refused else before


def _decided_before(lock: Lock) -> dict[str, Became]:
    """Give for each name of a work, under whichever of its keys, what its preprints became."""
    became = {one.key: one.became for one in lock.kept if one.became}
    decided: dict[str, Became] = {}
    for one in lock.kept:
        if (told := became.get(one.main or one.key)) and told.rung in _RUNGS:
            decided |= {name: told for name in one.names if name != told.name}
    return decided


def _preprints_before(decided: Mapping[str, Became]) -> dict[str, list[str]]:
    """Give for each publication the preprints that were found to have become it."""
    preprints: dict[str, list[str]] = {}
    for name, told in decided.items():
        preprints.setdefault(told.name, []).append(name)
    return preprints


_RUNGS = frozenset(rung.value for rung in Rung)


def _followed(told: Became) -> Followed | None:
    """Read what a preprint became as the lock file has it."""
    published = parse_key(told.name)
    return Followed(published, Rung(told.rung)) if isinstance(published, Doi) else None


def _eprints(published: Record) -> Iterator[ArxivId]:
    for one in published.relations:
        if one.kind == "has-preprint" and isinstance(one.identifier, ArxivId):
            yield one.identifier.paper


def _words(record: Record) -> str:
    return folded(to_unicode(record.title)) if record.title else ""


def question_of(record: Record) -> Title | None:
    """Ask by title and first author; the year is not that of the preprint."""
    words = _words(record)
    family = folded(record.authors[0].sorting) if record.authors else ""
    return Title(words, family or None) if words else None


def claim_of(preprint: Record) -> Claim:
    """Take what is known of a preprint for a claim that a publication is to be held against."""
    return Claim(
        title=to_unicode(preprint.title) if preprint.title else None,
        authors=tuple(map(str, preprint.authors)),
        date=preprint.date,
    )


def _doubtful(preprint: Record, records: Sequence[Record]) -> tuple[Match, ...]:
    """Give what a person has to decide: whatever agrees in part, but proves nothing."""
    claim = claim_of(preprint)
    return tuple(
        Match(match.record, _reasoned(match.evidence, preprint, match.record), Verdict.DOUBTFUL)
        for match in prove(claim, records)
        if match.verdict is not Verdict.NONE or _is_near(preprint, match.record)
    )


def _reasoned(evidence: Evidence, preprint: Record, published: Record) -> Evidence:
    """Add why there is a doubt where every part agrees: of a preprint more is asked for."""
    if evidence.told:
        return evidence
    told = tuple(reasons_for_doubt(preprint, published)) or ("another work fits as well",)
    return msgspec.structs.replace(evidence, told=told)


def _is_near(preprint: Record, published: Record) -> bool:
    """Whether the title or the authors may have changed until a paper was published, not both."""
    alike = likeness(preprint, published)
    return alike.is_plausible and alike.count > 0
