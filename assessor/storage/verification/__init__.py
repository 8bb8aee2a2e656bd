"""Verification: the chain recomputed, the journal replayed, records, documents and contents compared.

It only reads, and trusts nothing that the stores say of themselves. `storage.recovery` and
`assessor.operations` come in.
"""
