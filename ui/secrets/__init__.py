"""Passphrases as they are typed: one field, two for a new one, the dialog that asks.

Every room may import it; it knows no case.
"""
