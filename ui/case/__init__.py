"""The open case as a view.

Subjects, items and item side by side, or the overview, and what the review menu does.
"""
