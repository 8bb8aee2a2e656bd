"""The library of checklists and plans: finding, reading, checking its files; not what a case has frozen.

It uses `domain` and knows no case. Operations, commands, the session and the start page come in.
"""

from assessor.catalog.library import Library, Plan
from assessor.catalog.loading import answer_words, default_folder, load

__all__ = ["Library", "Plan", "answer_words", "default_folder", "load"]
