"""One plugin of each sort for enrich."""
