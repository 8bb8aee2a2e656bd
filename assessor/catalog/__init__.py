"""The library of checklists and plans: finding, reading, checking its files; not what a case has frozen.

It knows `domain` and nothing of cases.
"""

from assessor.catalog.library import Library, Plan
from assessor.catalog.loading import answer_words, default_folder, load

__all__ = ["Library", "Plan", "answer_words", "default_folder", "load"]
