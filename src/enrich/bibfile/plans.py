"""What is to be changed in one entry, and where."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import msgspec

from enrich.bibfile.contradictions import contradiction
from enrich.bibfile.courses import VENUES, Course, course_of, is_leftover, new_type
from enrich.bibfile.cutting import Field, Item
from enrich.bibfile.dialects import Dialect, others_of, written_in
from enrich.bibfile.edits import Change, Edit, File, Reason
from enrich.bibfile.enclosing import enclosed, marks_for, marks_of, month_like
from enrich.bibfile.layout import Layout, layout_of
from enrich.bibfile.meaning import Said, agreement
from enrich.bibfile.reading import read_fields
from enrich.library import Entry
from enrich.match import Agreement

__all__ = ["plan"]


def plan(item: Item, entry: Entry, file: File) -> tuple[Edit, ...] | str:
    """Give the edits that complete and correct an entry, or say why there can't be any."""
    if not file.adds_abstracts:
        # To write it would take longer than all else.
        record = msgspec.structs.replace(entry.record, abstract=None)
        entry = entry.showing(record)
    planned = _Plan(item, entry, file)
    return planned.contradiction() or tuple(planned.edits())


_EPRINT = frozenset("eprint archiveprefix eprinttype primaryclass eprintclass".split())
_OF_EPRINT = _EPRINT - {"eprint"}
# What any type has.
_GENERAL = _EPRINT | frozenset("author title year month date doi url note abstract".split())
# What an entry that refers to another does not take over from it.
_OWN = _EPRINT | frozenset({"author", "doi", "pages", "abstract"})
# The fields of a record, and those that are made of them.
_MADE_OF = {
    "authors": {"author"},
    "editors": {"editor"},
    "venue": set(VENUES),
    "issue": {"number", "issue"},
    "dates": {"year", "month", "date"},
    "article_number": {"pages", "eid"},
}
_TYPES = {"inproceedings": "InProceedings", "incollection": "InCollection"}
# What a preprint's field gives way to, even if nothing takes its place.
_KEPT = frozenset({"doi"})
# What stands where something is still to be written.
_BLANK = "{} \t\r\n?-"


class _Plan:
    """One entry held against one work."""

    def __init__(self, item: Item, entry: Entry, file: File) -> None:
        self._item, self._entry, self._file = item, entry, file
        self._fields = read_fields(item, file.text, file.macros)
        self._said = {name: said for name, (_, said) in self._fields.items()}
        self._ours = written_in(file.dialect, entry, file.charset)
        self._values = dict(self._ours.fields)
        self._venue = next((name for name in VENUES if name in self._values), None)
        self._course = self._chosen()
        self._slot = self._found_slot()

    def contradiction(self) -> str | None:
        """Say how the entry tells of another work, unless it was found by what it tells."""
        if any(seed.key == self._item.key for seed in self._entry.by_title):
            return None
        ours = {**self._elsewhere, **self._values}
        return contradiction(self._item.kind, self._said, self._entry, ours)

    def edits(self) -> Iterator[Edit]:
        """Give the edits in the order of the text."""
        yield from self._of_type()
        gone: set[str] = set()
        for name, (field, said) in self._fields.items():
            edit = None if name in self._file.protected else self._of_field(name, field, said)
            if edit:
                yield edit
                gone |= {name} if edit.change.field != name or edit.change.after is None else set()
        yield from self._additions(gone)

    def _chosen(self) -> Course:
        venue = self._values[self._venue] if self._venue else None
        record, kind = self._entry.record, self._item.kind
        course = course_of(kind, self._said, record, self._ours.kind, venue)
        retypes = course in {Course.PUBLISHED, Course.RETYPED}
        is_held = not self._file.protected.isdisjoint({*VENUES, "entrytype"})
        return Course.BESIDE if retypes and is_held else course

    def _found_slot(self) -> str | None:
        """Find the field that makes room for the venue, whose field has another name."""
        if self._venue is None or self._venue in self._said:
            return None
        if self._course is Course.RETYPED:
            return next((name for name in VENUES if name in self._said), None)
        if self._course is not Course.PUBLISHED:
            return None
        rooms = (name for name in (*VENUES, "howpublished") if name in self._said)
        return next((name for name in rooms if is_leftover(name, self._said[name])), None)

    def _of_type(self) -> Iterator[Edit]:
        old = self._item.kind
        new = new_type(old.lower(), self._ours.kind, self._course, self._entry.record.degree)
        if new == old.lower() or "entrytype" in self._file.protected:
            return
        cased = _cased_like(old, new)
        start = self._item.kind_start
        yield self._edit(start, start + len(old), cased, name="entrytype", before=old, after=cased)

    def _of_field(self, name: str, field: Field, said: Said) -> Edit | None:
        if name == self._slot:
            return self._renamed(field)
        value = self._own(name)
        if self._course is Course.PUBLISHED and is_leftover(name, said):
            return self._of_leftover(name, field, value)
        if value is None:
            is_stale = name in {"month", "day"} and self._is_wrong("year")
            return self._removed(name, field) if is_stale else None
        if not said.text.strip(_BLANK):
            return self._replaced(name, field, value) if self._may_add(name) else None
        return self._replaced(name, field, value) if self._is_wrong(name) else None

    def _of_leftover(self, name: str, field: Field, value: str | None) -> Edit | None:
        if value is not None:
            return self._replaced(name, field, value)
        return None if name in _KEPT else self._removed(name, field)

    def _own(self, name: str) -> str | None:
        """Give our value of a field, in whichever dialect it has this name."""
        return self._values[name] if name in self._values else self._elsewhere.get(name)

    @cached_property
    def _elsewhere(self) -> dict[str, str]:
        other = next(one for one in Dialect if one is not self._file.dialect)
        return dict(written_in(other, self._entry, self._file.charset).fields)

    def _is_wrong(self, name: str) -> bool:
        """Whether an entry has a field that what we know is against, and no doubt about that."""
        value = self._own(name) if name in self._said else None
        if value is None or self._course is Course.BESIDE or name in self._file.protected:
            return False
        if name in self._doubtful or (name == "title" and "subtitle" in self._said):
            return False
        found = agreement(name, self._said[name], value, self._entry.record)
        return found is Agreement.AGAINST

    @cached_property
    def _doubtful(self) -> set[str]:
        of_record = (doubt.field.partition(".")[0] for doubt in self._entry.record.doubts)
        return {name for field in of_record for name in _MADE_OF.get(field, {field})}

    def _may_add(self, name: str) -> bool:
        if name in self._file.protected:
            return False
        if not _INHERITING.isdisjoint(self._said) and name not in _OWN:
            return False
        if name in _OF_EPRINT and not self._is_eprint_ours():
            return False
        if self._course is Course.BESIDE:
            return name in _EPRINT and self._ours.kind in _PREPRINTS
        return self._course is not Course.GENERAL or name in _GENERAL

    def _is_eprint_ours(self) -> bool:
        """Whether the entry has, or will have, the eprint of which these fields tell more."""
        if "eprint" not in self._said:
            return "eprint" not in self._file.protected and "arxivid" not in self._said
        if self._is_wrong("eprint"):
            return True
        value = self._own("eprint") or ""
        found = agreement("eprint", self._said["eprint"], value, self._entry.record)
        return found is Agreement.CLEAR

    def _additions(self, gone: set[str]) -> Iterator[Edit]:
        standing = {name for name, said in self._said.items() if said.text.strip()} - gone
        taken = {*self._said} | ({self._venue} if self._slot else set())
        for name, value in self._ours.fields:
            if name in taken or not self._may_add(name) or self._is_covered(name, value, standing):
                continue
            yield self._added(name, value)

    def _is_covered(self, name: str, value: str, standing: set[str]) -> bool:
        """Whether the entry has a field under another name, or could not have it with others."""
        if name == "pages" and value != self._entry.record.article_number:
            return False
        if not standing.isdisjoint(others_of(name)):
            return True
        if name == "month" and "year" in standing and not self._is_wrong("year"):
            # Of several dates the owner may have taken another.
            return self._said["year"].plain != self._values["year"]
        return False

    def _replaced(self, name: str, field: Field, value: str) -> Edit:
        old = self._written(field)
        marks = marks_for(name, marks_of(old))
        if name == "month":
            new = month_like(value, old if marks is not None else self._file.manners.month)
        elif marks:
            new = enclosed(value, marks)
        else:
            new = self._enclosed(name, value, is_bare=old.isdigit())
        new = self._lined(new)
        shown = old if self._said[name].text.strip() else None
        return self._edit(
            field.value_start, field.value_end, new, name=name, before=shown, after=new
        )

    def _enclosed(self, name: str, value: str, *, is_bare: bool) -> str:
        return (
            value
            if is_bare and value.isdigit()
            else self._file.manners.enclosed(name, value, self._item, self._file.text)
        )

    def _renamed(self, field: Field) -> Edit:
        """Make the preprint's venue that of the publication, or give the right one its name."""
        venue = self._venue or ""
        old = self._written(field)
        if self._course is Course.RETYPED:
            new = old
        else:
            new = enclosed(self._values[venue], marks_of(old) or self._file.manners.usual)
        begin = field.name_start - self._layout.indent_before(self._file.text, field.name_start)
        line = self._layout.line(self._spelled(venue, field), self._lined(new))
        return self._edit(
            begin, field.value_end, line, name=venue, before=old, after=self._lined(new)
        )

    def _spelled(self, name: str, field: Field) -> str:
        if field.name.isupper():
            return name.upper()
        return name.capitalize() if field.name[:1].isupper() else name

    def _removed(self, name: str, field: Field) -> Edit:
        at = self._item.fields.index(field)
        begin = self._item.fields[at - 1].value_end if at else self._item.key_end
        edit = self._edit(
            begin, field.value_end, "", name=name, before=self._written(field), after=None
        )
        return msgspec.structs.replace(edit, place=field.name_start)

    def _added(self, name: str, value: str) -> Edit:
        manners, at = self._file.manners, self._item.last_end
        new = self._lined(manners.enclosed(name, value, self._item, self._file.text))
        line = self._layout.line(manners.spelled(name, self._item), new)
        return self._edit(at, at, self._layout.gap + line, name=name, before=None, after=new)

    @cached_property
    def _layout(self) -> Layout:
        return layout_of(self._item, self._file.text) or self._file.layout

    def _lined(self, written: str) -> str:
        return written.replace("\n", self._file.newline)

    def _written(self, field: Field) -> str:
        return self._file.text[field.value_start : field.value_end]

    def _edit(  # noqa: PLR0913 - a span, what is written there, and how a change tells it
        self,
        start: int,
        end: int,
        written: str,
        *,
        name: str,
        before: str | None,
        after: str | None,
    ) -> Edit:
        if before is None:
            why = Reason.ADDED
        elif self._course is Course.PUBLISHED:
            why = Reason.PUBLISHED
        else:
            why = Reason.CORRECTED
        change = Change(self._item.key, 0, name, before, after, why)
        return Edit(start, end, written, change, start)


_INHERITING = frozenset({"crossref", "xdata"})
_PREPRINTS = frozenset({"misc", "online"})


def _cased_like(old: str, new: str) -> str:
    if old.isupper():
        return new.upper()
    return _TYPES.get(new, new.capitalize()) if old[:1].isupper() else new
