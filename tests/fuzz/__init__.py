"""Fuzzers for every parser of what others wrote: `python -m tests.fuzz`."""
