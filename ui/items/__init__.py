"""The items of a subject as a table, with filter and search.

Only `ui.case` comes in.
"""
