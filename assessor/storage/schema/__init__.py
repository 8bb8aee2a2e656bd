"""The schema of a case file: its steps from version to version, and what a sound one looks like.

Only other rooms of the storage come in.
"""
