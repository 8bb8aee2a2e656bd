"""Verification of a case.

The chain recomputed, the journal replayed, records, documents and contents compared.
"""
