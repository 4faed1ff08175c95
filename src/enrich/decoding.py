"""What decoders say of bytes that are no message."""

from __future__ import annotations

import msgspec

__all__ = ["UNREADABLE"]

# Of another form, no UTF-8, or brackets in brackets beyond any use.
UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
