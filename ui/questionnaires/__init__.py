"""Questionnaires on their way out: written, and who has answered.

What comes back is in `ui.returns`. Only `ui.window` comes in.
"""
