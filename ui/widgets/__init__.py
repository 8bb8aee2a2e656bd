"""Widgets and looks that several rooms share; `looks`, `lists` and `dialogs` within.

Every room may import it; it knows no room, and of the session what it shows.
"""
