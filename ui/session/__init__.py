"""The open case behind the window: its verbs in parts that stand beside each other, and its signals.

Every room may import it and it imports none of them. Only here a case is opened, and written to.
"""
