"""Tags of markup, whatever prefix they bear and whatever their attributes hold."""

from __future__ import annotations

import re

from enrich.entities import unescaped

__all__ = ["TAG", "attributes"]

_NAME = r"\s+[\w:.-]{1,60}\s*=\s*"
# Possessive, both: the attributes of a tag that never ends could be parted in too many ways.
_PLAIN = rf"(?:{_NAME}(?:\"[^\"<>]{{0,2000}}\"|'[^'<>]{{0,2000}}'|[^\s\"'<>=]{{1,2000}}))*+"
# A formula in an attribute may have signs that would otherwise end the tag.
_ANGLED = rf"(?:{_NAME}(?:\"[^\"]{{0,2000}}\"|'[^']{{0,2000}}'){_PLAIN}){{0,3}}+"
TAG = re.compile(
    r"<(?P<end>/)?(?P<prefix>[a-zA-Z][\w.-]{0,20}:)?(?P<name>[a-zA-Z][\w.-]{0,40})"
    rf"(?P<attributes>{_PLAIN}{_ANGLED})\s*(?P<empty>/)?>"
)
_ATTRIBUTE = re.compile(
    r"\s(?:[\w.-]+:)?(?P<name>[\w.-]+)\s*=\s*"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>\S+))"
)


def attributes(tag: re.Match[str]) -> dict[str, str]:
    """Give the attributes of a tag, by their names in lower case."""
    return {
        found["name"].lower(): unescaped(found["double"] or found["single"] or found["bare"] or "")
        for found in _ATTRIBUTE.finditer(tag["attributes"] or "")
    }
