"""The open case behind the window: its verbs, in parts that do not know each other, and its signals.

Every room may import it, and it imports none of them. The window opens and changes cases only here.
"""
