"""What a check looks at, and what it finds."""

from __future__ import annotations

import msgspec

from enrich.checks.faults import AnyFault, Fault
from enrich.config import Ignore
from enrich.dates import PartialDate
from enrich.identifiers import Identifier
from enrich.library import Entry, Library
from enrich.record import Kind
from enrich.seeds import Origin, PassedOver, Scan, Seed

__all__ = ["Checked", "Fault", "Finding", "Setting"]


class Setting(msgspec.Struct, frozen=True):
    """A line of enrich.toml that something is to be said of."""

    written: str
    origin: Origin


class Finding(msgspec.Struct, frozen=True):
    """Something that is wrong: with a paper, with a link to none, or with a setting.

    A paper that came to nothing has no entry.
    """

    fault: AnyFault
    about: Seed | PassedOver | Setting
    told: str
    entry: Entry | None = None
    # Why somebody wants it left alone.
    ignored: Ignore | None = None

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return self.about.origin

    @property
    def key(self) -> str | None:
        """The citation key of the work, or the one that its author wants for it."""
        if self.entry:
            return self.entry.key
        return self.about.key if isinstance(self.about, Seed) else None

    @property
    def identifier(self) -> Identifier | None:
        """The identifier of the work that is shown, or the one that was written."""
        if self.entry:
            record = self.entry.record
            # The DOI that a preprint gives is a claim.
            return record.name if record.kind is Kind.PREPRINT else record.doi or record.arxiv
        return self.about.wanted if isinstance(self.about, Seed) else None

    @property
    def written(self) -> str:
        """What was written; of a title whose first words alone were kept, all of it."""
        about = self.about
        title = about.claim.title if isinstance(about, Seed) and not about.wanted else None
        whole = title if title and title.startswith(about.written) else about.written
        return whole or "(nothing)"

    @property
    def subject(self) -> str:
        """What it is about, in a word: the key, or what was written; both where that is dead."""
        if self.key and self.fault is Fault.DEAD_IDENTIFIER:
            return f"{self.written} ({self.key})"
        return self.key or self.written

    @property
    def text(self) -> str:
        """What was written, and what is wrong with it."""
        return f"{self.written}: {self.told}"

    def __str__(self) -> str:
        """Tell it in one line, the check by the name by which it can be ignored."""
        return f"{self.origin}: {self.fault.check}: {self.text}"


class Checked(msgspec.Struct, frozen=True):
    """What was read, what came of it, and the day on which that is looked at."""

    scan: Scan
    library: Library
    today: PartialDate
