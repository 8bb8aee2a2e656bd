"""Signing off, withdrawing signatures, and the check of the record's integrity.

Only `ui.window` comes in.
"""
