"""Backups of a case file: copies, how many are kept, and restoring from one.

It uses `storage.files`, `schema` and `stores`. Only `assessor.operations` comes in.
"""
