"""One test file a module."""
