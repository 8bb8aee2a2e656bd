"""Verification of a case: the chain recomputed, the journal replayed, records, documents and contents compared."""
