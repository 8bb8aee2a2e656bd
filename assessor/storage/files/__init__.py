"""Files as a whole: created, replaced in one step, locked by one writer, copied byte for byte.

It knows no record. The other rooms of the storage and `assessor.operations` come in.
"""
