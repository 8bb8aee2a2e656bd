"""Backups, restoring and recovery in the window, and the banner of a case that is open elsewhere.

Only `ui.window` comes in.
"""
