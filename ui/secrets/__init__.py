"""Passphrases as they are typed: one field, two for a new one, the dialog that asks. Any room may use it."""
