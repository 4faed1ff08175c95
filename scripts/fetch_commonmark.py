"""Fetch CommonMark's own examples, which the sources of the Markdown parser carry with them.

They are under another licence than the project, so they are fetched and not kept here.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

__all__ = ["fetch_examples"]

_EXAMPLES = "tests/test_cmark_spec/commonmark.json"


def fetch_examples(target: Path) -> None:
    """Put the examples where the tests look for them."""
    package = f"markdown-it-py=={version('markdown-it-py')}"
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "download"]
        options = ["--no-deps", "--no-binary", ":all:", "--dest", folder]
        subprocess.run([*pip, *options, package], check=True)  # noqa: S603 - our own command
        (archive,) = Path(folder).glob("*.tar.gz")
        with tarfile.open(archive) as packed:
            member = next(one for one in packed.getnames() if one.endswith(_EXAMPLES))
            examples = packed.extractfile(member)
            if examples is None:
                message = f"{archive.name}: {member} is no file"
                raise SystemExit(message)
            target.write_bytes(examples.read())


if __name__ == "__main__":
    fetch_examples(Path(sys.argv[1]))
