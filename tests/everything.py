"""Imports all that a command may import."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

import enrich

for _module in walk_packages(enrich.__path__, f"{enrich.__name__}."):
    if not _module.name.endswith("__main__"):
        import_module(_module.name)
