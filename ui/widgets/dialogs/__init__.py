"""Dialogs: forms that say what is missing, messages, lists of problems, choosers of files, and their size.

Every room may import it; it uses the looks, the lists and the widgets beside it.
"""
