"""Questionnaires to be sent: their export, and the state of their collection.

What comes back is in `ui.returns`. Only `ui.window` comes in.
"""
