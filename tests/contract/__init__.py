"""One test for each seam of a library that we rely on."""
