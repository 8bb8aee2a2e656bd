"""The steps from one schema version to the next; a released one is never edited.

Only `migrations` beside this room comes in.
"""
