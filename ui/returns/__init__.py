"""Returned workbooks: read, shown cell by cell, decided, taken over.

Only `ui.window` comes in.
"""
