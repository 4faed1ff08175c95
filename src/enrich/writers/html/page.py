"""The page as a whole: one file with its style, its script and its data, and a strict policy."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined, select_autoescape
from markupsafe import Markup

from enrich.text import without_controls, without_unseen
from enrich.writers.contents import Contents
from enrich.writers.html.blocks import blocks_of
from enrich.writers.html.days import written_day
from enrich.writers.html.facets import facets_of
from enrich.writers.html.gathering import deal
from enrich.writers.html.health import examine
from enrich.writers.html.missing import without_passing_reasons

__all__ = ["write_page"]

_FOLDER = "templates"
# What a page is called whose owner calls it nothing, as the settings do where nobody names it.
_UNNAMED = "Library"


def write_page(contents: Contents) -> str:
    """Write a library as a page."""
    contents = without_passing_reasons(contents)
    deck = deal(contents)
    facets = facets_of(deck.cards)
    style, early, script = map(_asset, ("style.css", "early.js", "page.js"))
    return (
        _environment()
        .get_template("page.html")
        .render(
            title=without_unseen(contents.title).strip() or _UNNAMED,
            cards=deck.cards,
            facets=facets,
            blocks=blocks_of(deck, facets),
            health=examine(contents, deck),
            policy=_policy(style, early, script),
            style=style,
            early=early,
            script=script,
        )
    )


def _policy(style: str, *scripts: str) -> str:
    """Allow what the page itself holds, word for word, and nothing else."""
    allowed = " ".join(map(_source, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_source(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> Markup:
    text = files(__package__).joinpath(_FOLDER, name).read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 - a file of this package


@cache
def _environment() -> Environment:
    folder = files(__package__).joinpath(_FOLDER)
    templates = {
        one.name: one.read_text(encoding="utf-8")
        for one in folder.iterdir()
        if one.name.endswith(".html")
    }
    environment = Environment(
        loader=DictLoader(templates),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"coded": _coded, "day": written_day, "sentence": _sentence}
    return environment


def _harmless(value: object) -> object:
    """Leave out what would steer whoever looks at the page, wherever it comes from."""
    if not isinstance(value, str):
        return value
    shown = without_controls(value)
    return Markup(shown) if isinstance(value, Markup) else shown  # noqa: S704 - as safe as before


def _sentence(words: str) -> Markup:
    """Begin with a capital, end in a stop, and set commands between backticks as such."""
    told = _coded(f"{words[:1].upper()}{words[1:]}")
    return told + ("" if words.endswith((".", "?", "!")) else ".")


def _coded(words: str) -> Markup:
    """Set commands between backticks as such."""
    parts = [Markup.escape(part) for part in words.split("`")]
    commands = [Markup("<code>{}</code>").format(part) for part in parts[1::2]]
    parts[1::2] = commands if len(parts) % 2 else [Markup("`{}").format(one) for one in parts[1::2]]
    return Markup("").join(parts)
