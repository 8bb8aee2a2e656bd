"""The open case as a view: subjects, items and item side by side, or the overview; and the review menu.

It composes the rooms `subjects`, `items`, `item` and `overview`; only `ui.window` comes in.
"""
