"""Write the JSON Schemas of our files into docs/schemas; a test holds that they are up to date."""

from __future__ import annotations

from pathlib import Path

from enrich.schemas import config_schema, lock_schema

__all__ = ["SCHEMAS", "main"]

FOLDER = Path(__file__).parent.parent / "docs/schemas"
SCHEMAS = {FOLDER / "enrich.toml.json": config_schema, FOLDER / "enrich.lock.json": lock_schema}


def main() -> None:
    """Write each."""
    FOLDER.mkdir(exist_ok=True)
    for file, schema in SCHEMAS.items():
        file.write_bytes(schema())


if __name__ == "__main__":
    main()
