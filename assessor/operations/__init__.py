"""The verbs: what a user does to an inspection, one module or room per journey.

The command line and the window come in here, and only from here the storage is used.
"""
