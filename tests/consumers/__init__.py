"""`make consumers`: other people's programs read what our writers write of the whole corpus."""
