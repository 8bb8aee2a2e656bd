"""Widgets and looks that several rooms share.

Every room may import it; it knows no room, and of the session what it shows.
"""
