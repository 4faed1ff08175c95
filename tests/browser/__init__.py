"""The page in a real browser: read, searched, filtered, copied from, printed."""
