"""What sort of work a Crossref work is, and where it appeared.

https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from enrich.record import Event, Kind, Venue
from enrich.sources.crossref.event import event_of, has_event
from enrich.sources.crossref.numbers import isbns_of, issns_of
from enrich.sources.crossref.shape import Work
from enrich.sources.lines import read_line
from enrich.text import Text, folded, read_markup

__all__ = ["kind_of", "venue_of"]

_KINDS = {
    "journal-article": Kind.ARTICLE,
    "proceedings-article": Kind.CONFERENCE_PAPER,
    "posted-content": Kind.PREPRINT,
    "book": Kind.BOOK,
    "monograph": Kind.BOOK,
    "edited-book": Kind.EDITED_BOOK,
    "reference-book": Kind.REFERENCE_BOOK,
    "book-chapter": Kind.CHAPTER,
    "book-section": Kind.CHAPTER,
    "book-part": Kind.CHAPTER,
    "book-track": Kind.CHAPTER,
    "proceedings": Kind.PROCEEDINGS,
    "dissertation": Kind.THESIS,
    "report": Kind.REPORT,
    "report-component": Kind.REPORT,
    "dataset": Kind.DATASET,
    "database": Kind.DATASET,
    "standard": Kind.STANDARD,
    "peer-review": Kind.REVIEW,
    "reference-entry": Kind.REFERENCE_ENTRY,
}
# https://www.crossref.org/documentation/schema-library/markup-guide-record-types/posted-content-includes-preprints/
# The rest, letters and blog posts and figures, is no preprint of anything.
_POSTED = {
    None: Kind.PREPRINT,
    "preprint": Kind.PREPRINT,
    "working_paper": Kind.PREPRINT,
    "working-paper": Kind.PREPRINT,
    "dissertation": Kind.THESIS,
    "report": Kind.REPORT,
}
# In these the container is a volume, which may stand in a series.
_IN_VOLUMES = frozenset({Kind.CHAPTER, Kind.CONFERENCE_PAPER, Kind.REFERENCE_ENTRY, Kind.OTHER})
# These are volumes themselves, so that their container is a series.
_IN_SERIES = frozenset(
    {Kind.BOOK, Kind.EDITED_BOOK, Kind.REFERENCE_BOOK, Kind.PROCEEDINGS, Kind.REPORT, Kind.STANDARD}
)
# Series of proceedings, as their publishers name them in `container-title`: a chapter in one is a
# conference paper, and none of them is a volume.
_OF_PROCEEDINGS = re.compile(
    r"lecture notes (?:in|of|on) |communications in computer and information science$"
    r"|advances in intelligent systems (?:and computing|research)$"
    r"|ifip (?:advances in information|-+ the international federation|international federation)"
    r"|springer proceedings in |(?:electronic )?workshops in computing$"
    r"|(?:aip|asp) conference (?:proceedings|series)$|spie proceedings$|proceedings of spie$"
    r"|leibniz international proceedings in informatics|balisage series on markup technologies$"
    r"|ceramic engineering and science proceedings$|proceedings of symposia in "
    r"|developments in marketing science: proceedings of ",
    re.IGNORECASE,
)
# Other series, named so that no volume is named so; those not here are told by their place.
_SERIES = re.compile(
    r"springerbriefs\b|springer (?:theses$|(?:series|tracts|texts|handbooks|monographs) (?:in|on) )"
    r"|studies in (?:computational intelligence|fuzziness and soft computing|big data"
    r"|health technology and informatics|systems, decision and control|surface science)\b"
    r"|smart innovation, systems and technologies$|advances in (?:soft computing$|intelligent and )"
    r"|methods in (?:molecular (?:biology|medicine)|enzymology)$|acs symposium series$"
    r"|contemporary mathematics$|(?:under)?graduate texts in |international review of "
    r"|nato (?:asi|science) series\b|ergebnisse der "
    r"|\w+er (?:schriften|studien|beitr\u00e4ge) zu[rm]? ",
    re.IGNORECASE,
)
_MEETING = r"(?:conference|symposium|workshops?|congress|colloquium)"
_CONFERENCE = re.compile(
    rf"^proceedings\b|\bproceedings of\b|\bconference proceedings\b|\bannual meeting\b"
    rf"|\b{_MEETING} on\b|\b(?:\d+(?:st|nd|rd|th)|international|annual|european|asian|ieee|acm)"
    rf" (?:(?!(?:an?|and|for|in|of|on|the|to)\b)[\w,&/-]+ ){{0,5}}{_MEETING}\b"
    r"|(?:conference|symposium|workshop|kolloquium|konferenz|tagung|congreso|congresso"
    r"|simp[\u00f3o]sio|colloque|convegno)\b.{0,99}\b(?:19[7-9]|20[0-4])\d\b",
    re.IGNORECASE,
)
# The sessions of a meeting, under which OnePetro files its papers, and addresses.
_NO_TITLE = re.compile(
    r"all days|day \d+ (?:mon|tue|wed|thu|fri|sat|sun)\b.*|https?://\S+", re.IGNORECASE
)
# "Proceedings of the 2012 iConference on - iConference '12": ACM's subject was empty.
_WITHOUT_SUBJECT = re.compile(r" on(?= - (?:(?! - ).)*['\u2019]\d\d\b)")
_ABBREVIATED = re.compile(r"\w\.(?:\s|$)")


def kind_of(work: Work) -> Kind:
    """Go by the type, but for chapters of proceedings and for what is posted and no preprint."""
    kind = _KINDS.get(work.type or "", Kind.OTHER)
    if kind is Kind.PREPRINT:
        return _POSTED.get(work.subtype, Kind.OTHER)
    if kind is Kind.CHAPTER and (has_event(work) or _is_in_proceedings(work)):
        return Kind.CONFERENCE_PAPER
    return kind


def venue_of(work: Work, kind: Kind) -> Venue:
    """Read the volume or journal, the series, the event and the numbers."""
    event = event_of(work) if kind in _IN_VOLUMES or work.event else None
    title, series = _containers(_titles(work), kind, event)
    return Venue(
        title=title,
        short=_short(work, title),
        series=series,
        event=event,
        issns=issns_of(work),
        isbns=isbns_of(work),
    )


def _is_in_proceedings(work: Work) -> bool:
    lines = (read_line(title) for title in work.container_title or ())
    return any(line and (_OF_PROCEEDINGS.match(line) or _CONFERENCE.search(line)) for line in lines)


def _titles(work: Work) -> list[Text]:
    """Read the titles, each once, without those that name nothing."""
    titles = [
        text
        for title in work.container_title or ()
        if title and not _NO_TITLE.fullmatch(title) and (text := read_markup(_whole(title)))
    ]
    if len(titles) > 1:
        return list({folded(str(text)): text for text in reversed(titles)}.values())[::-1]
    return titles


def _whole(title: str) -> str:
    return _WITHOUT_SUBJECT.sub("", " ".join(title.split())) if " on " in title else title


def _containers(
    titles: Sequence[Text], kind: Kind, event: Event | None
) -> tuple[Text | None, Text | None]:
    """Tell the title of the journal or the volume, and that of the series."""
    if not titles:
        return None, None
    if kind in _IN_SERIES:
        return None, titles[0]
    if len(titles) == 1:
        is_series = kind in _IN_VOLUMES and _OF_PROCEEDINGS.match(str(titles[0]))
        return (None, titles[0]) if is_series else (titles[0], None)
    return _volume_and_series(titles, event) if kind in _IN_VOLUMES else (_uncut(titles), None)


def _volume_and_series(titles: Sequence[Text], event: Event | None) -> tuple[Text, Text]:
    """Tell the volume, the innermost container, from the series, the outermost.

    The answers of today list the containers in the order of the deposit, from without to within:
    https://data.crossref.org/reports/help/schema_doc/5.3.1/index.html, `book_series_metadata`.
    Those indexed before 2024 list them in the order of a hash set, which tells nothing
    (`formats/citeproc.clj` in https://github.com/CrossRef/cayenne), hence the other signs.
    """
    outer, inner = titles[0], titles[-1]
    if _is_reversed(str(outer), str(inner), event):
        return outer, inner
    return inner, outer


def _is_reversed(outer: str, inner: str, event: Event | None) -> bool:
    """Whether a name, the event or a number tells that the first title is the volume's."""
    if _is_series(outer) != _is_series(inner):
        return _is_series(inner)
    if event and event.name:
        name = folded(str(event.name))
        named = [name in folded(title) for title in (outer, inner)]
        if any(named) and not all(named):
            return named[0]
    return _is_number_of(outer, inner)


def _is_series(title: str) -> bool:
    return bool(_OF_PROCEEDINGS.match(title) or _SERIES.match(title))


def _is_number_of(title: str, series: str) -> bool:
    """Whether one title is the other with a number: `EDULEARN19 Proceedings`."""
    bare = re.sub(r"\d+", " ", title)
    return bare != title and folded(series) in folded(bare)


def _uncut(titles: Sequence[Text]) -> Text:
    """Choose among a journal's titles the first that neither is nor looks cut."""
    for title in titles:
        words = str(title)
        is_cut = any(one is not title and str(one).startswith(words) for one in titles)
        if not is_cut and not _ABBREVIATED.search(words):
            return title
    return titles[0]


def _short(work: Work, title: Text | None) -> Text | None:
    """Read the abbreviated title; ACM gives an acronym too, in either order."""
    raws = work.short_container_title
    if not raws or title is None or any(raw in (work.container_title or ()) for raw in raws):
        return None
    full = str(title).casefold()
    shorts = {str(text): text for raw in raws if raw and (text := read_markup(raw))}
    fitting = [words for words in shorts if len(words) < len(full)]
    if not fitting or any(words.casefold() == full for words in shorts):
        return None
    return shorts[next((words for words in fitting if "." in words), fitting[0])]
