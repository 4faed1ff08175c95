"""Every place that a source fills, filled with one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.emulator import Dataset, Paper, Work, World
from tests.emulator.world import Message
from tests.hostile.catalogue import ALL, for_xml

__all__ = ["dataset_of", "every_identifier", "identifiers", "paper_of", "work_of", "world_of"]

# So that every table of types in the writers has its turn.
_CROSSREF_TYPES = (
    "journal-article",
    "book-chapter",
    "book",
    "posted-content",
    "proceedings-article",
    "dissertation",
    "report",
    "dataset",
    "standard",
    "edited-book",
    "reference-entry",
    "proceedings",
    "peer-review",
    "other",
)
_DATACITE_TYPES = ("Dataset", "JournalArticle", "Dissertation", "BookChapter", "Software", "Text")


def identifiers(number: int) -> tuple[str, str, str]:
    """Give the names of the paper, the work and the data set with this number."""
    return f"2105.{number + 1:05}", f"10.5555/hostile.{number}", f"10.5281/zenodo.{900000 + number}"


def paper_of(number: int, text: str) -> Paper:
    """Fill every element of arXiv's."""
    said = for_xml(text)
    return Paper(
        identifiers(number)[0],
        said,
        (said, f"Ada {said}", f"{said} Lovelace"),
        abstract=said,
        doi=said or None,
        journal_ref=said,
        comment=said,
        categories=(said, "cs.DL"),
    )


def work_of(number: int, text: str) -> Work:
    """Fill every field of Crossref's, one that tells the type aside."""
    people = [
        {"given": text, "family": text, "suffix": text, "ORCID": text, "sequence": "first"},
        {"given": "Ada", "family": text},
        {"given": text, "family": "Lovelace", "suffix": text},
        {"name": text},
    ]
    date = {"date-parts": [[2020, number % 12 + 1]]}
    message: Message = {
        "type": _CROSSREF_TYPES[number % len(_CROSSREF_TYPES)],
        "subtype": text,
        "issued": date,
        "posted": date,
        "language": text,
        "URL": text,
        "resource": {"primary": {"URL": text}},
        "link": [{"URL": text, "content-type": text}],
        "license": [{"URL": text, "content-version": "vor"}, {"URL": f"https://x.invalid/{text}"}],
        "event": {
            "name": text,
            "location": text,
            "acronym": text,
            "number": text,
            "theme": text,
            "start": {"date-parts": [[2020, 1, 2]]},
        },
        "institution": [
            {"name": text, "acronym": [text], "place": [text], "department": [text]},
        ],
        "standards-body": {"name": text, "acronym": text},
        "assertion": [{"name": text, "value": text, "label": text}],
        "relation": {text: [{"id": text, "id-type": "doi", "asserted-by": "subject"}]},
        "update-to": [{"type": text, "DOI": text, "updated": date}],
        "updated-by": [{"type": text, "DOI": text, "updated": date}],
        "issn-type": [{"value": text, "type": text}],
        "isbn-type": [{"value": text, "type": text}],
        "journal-issue": {"issue": text, "published-print": date},
    }
    lists = (
        "title subtitle short-title original-title container-title short-container-title ISSN ISBN"
        " subject degree alternative-id archive"
    )
    lines = (
        "volume issue page article-number edition-number publisher publisher-location group-title"
        " abstract source prefix member"
    )
    message |= {name: [text] for name in lists.split()}
    message |= dict.fromkeys(lines.split(), text)
    message |= dict.fromkeys(("author", "editor", "translator", "chair"), people)
    return Work(identifiers(number)[1], message)


def dataset_of(number: int, text: str) -> Dataset:
    """Fill every attribute of DataCite's."""
    people: list[Message] = [
        {"name": text, "givenName": text, "familyName": text, "nameType": "Personal"},
        {"name": text, "nameType": "Organizational"},
        {"name": f"{text}, Ada", "nameIdentifiers": [{"nameIdentifier": text}]},
        {"name": text},
    ]
    return Dataset(
        identifiers(number)[2],
        {
            "titles": [{"title": text}, {"title": text, "titleType": "Subtitle"}],
            "creators": people,
            "contributors": [
                one | {"contributorType": role}
                for one in people
                for role in ("Editor", "Translator")
            ],
            "publisher": {"name": text} if number % 2 else text,
            "container": {
                "type": "Journal",
                "title": text,
                "volume": text,
                "issue": text,
                "firstPage": text,
                "lastPage": text,
            },
            "types": {
                "resourceTypeGeneral": _DATACITE_TYPES[number % len(_DATACITE_TYPES)],
                "resourceType": text,
            },
            "descriptions": [{"description": text, "descriptionType": "Abstract"}],
            "subjects": [{"subject": text}, {"subject": f"{text} (cs.{text})"}],
            "rightsList": [{"rightsUri": text}, {"rightsUri": f"https://x.invalid/{text}"}],
            "language": text,
            "dates": [{"date": text, "dateType": text}, {"date": "2021-03", "dateType": "Issued"}],
            "relatedIdentifiers": [
                {
                    "relatedIdentifier": text,
                    "relatedIdentifierType": "DOI",
                    "relationType": "IsVersionOf",
                }
            ],
            "url": text,
        },
    )


def world_of(texts: Iterable[str] = ALL) -> World:
    """Make a world of three works for each text, one at each source."""
    numbered = list(enumerate(texts))
    return World(
        [paper_of(*one) for one in numbered],
        [work_of(*one) for one in numbered],
        [dataset_of(*one) for one in numbered],
    )


def every_identifier(texts: Iterable[str] = ALL) -> Iterator[str]:
    """Name all that is in such a world."""
    for number, _ in enumerate(texts):
        yield from identifiers(number)
