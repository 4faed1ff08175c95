"""A user's own lists: a paper put into one or taken out of it, every other byte left alone."""

from enrich.seedfiles.model import Addition, Left, Put, Taken
from enrich.seedfiles.places import choose_file, seed_files
from enrich.seedfiles.putting import put_all_in, put_in
from enrich.seedfiles.taking import take_out
from enrich.seedfiles.wording import Wording, wording_of, words_of

__all__ = [
    "Addition",
    "Left",
    "Put",
    "Taken",
    "Wording",
    "choose_file",
    "put_all_in",
    "put_in",
    "seed_files",
    "take_out",
    "wording_of",
    "words_of",
]
