"""A library as one looks through it: in lines, by words, and card by card."""

from enrich.catalogue.briefs import Brief, Lack, brief_of, briefs_of, lack_of
from enrich.catalogue.cards import Card, card_of, links_of
from enrich.catalogue.choosing import Choice, Order, Years, chosen, in_order, is_chosen_lack
from enrich.catalogue.searching import Words, found

__all__ = [
    "Brief",
    "Card",
    "Choice",
    "Lack",
    "Order",
    "Words",
    "Years",
    "brief_of",
    "briefs_of",
    "card_of",
    "chosen",
    "found",
    "in_order",
    "is_chosen_lack",
    "lack_of",
    "links_of",
]
