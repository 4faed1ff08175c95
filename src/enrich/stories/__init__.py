"""The story of an entry: where each of its values comes from, and why it is that one."""

from enrich.stories.finding import find_entry
from enrich.stories.making import story_of
from enrich.stories.model import FieldStory, Story
from enrich.stories.telling import told

__all__ = ["FieldStory", "Story", "find_entry", "story_of", "told"]
