"""Backups of a case file: copies, how many are kept, and restoring from one."""
