"""Whole runs against sources that fail in every way there is."""
