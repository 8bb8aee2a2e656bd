"""Verification: the chain recomputed, the journal replayed, records, documents and contents compared.

It only reads, and believes nothing that the stores say of themselves.
"""
