"""What this program calls itself, its formats and checks: all that is known without an import."""

__all__ = ["CHECKS", "FORMATS", "NAME", "STANDARD_INPUT", "VERSION"]

NAME = "enrich-bib"
VERSION = "0.1.0"
# The formats by name; how each is written stands in the table of the writers.
FORMATS = (
    "bibtex",
    "bibtex-ascii",
    "biblatex",
    "biblatex-ascii",
    "csl",
    "json",
    "hayagriva",
    "ris",
    "csv",
    "html",
)
# The checks by name, the worst first; what each means stands beside the faults.
CHECKS = (
    "retracted",
    "withdrawn",
    "wrong-link",
    "dead-identifier",
    "missed",
    "concern",
    "doubtful-match",
    "lost",
    "superseded-preprint",
    "wrong-title",
    "impossible-date",
    "duplicate",
    "placeholder",
    "in-two-lists",
    "notice",
    "corrected",
    "incomplete",
    "suspicious-date",
    "unchecked",
    "stale-ignore",
)
# What stands for standard input where a file is named.
STANDARD_INPUT = "-"
