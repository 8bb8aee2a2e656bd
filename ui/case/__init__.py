"""The open case as a view: subjects, items and item side by side, or the overview, and what the review menu does."""
