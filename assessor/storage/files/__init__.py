"""Files as files: made new, replaced in one step, locked by one writer, copied byte for byte.

It knows no record.
"""
