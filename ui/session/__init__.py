"""The open case behind the window, its verbs and its signals.

Every room may import it; it imports none of them.
"""
