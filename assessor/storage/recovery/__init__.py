"""Recovery of a damaged case: what can be read of it, page by page, made into a new one.

The damaged file is only read. It uses every other room of the storage but `backups`; only
`assessor.operations` comes in.
"""
