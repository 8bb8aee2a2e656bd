"""Typing passphrases: a field, two fields for a new one, and the dialog that asks for one.

Every room may import it; it knows no case.
"""
