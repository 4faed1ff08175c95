"""What is said anew for one run goes before what is configured."""

from __future__ import annotations

import msgspec

from enrich.config.model import Config
from enrich.config.values import checked_address

__all__ = ["configured"]


def configured(config: Config, **changes: object) -> Config:
    """Change what is said anew, and leave the rest as it was configured."""
    said = {name: value for name, value in changes.items() if value is not None}
    if "seeds" in said:
        said["are_seeds_named"] = True
    if isinstance(mailto := said.get("mailto"), str):
        checked_address(mailto)
    return msgspec.structs.replace(config, **said)
