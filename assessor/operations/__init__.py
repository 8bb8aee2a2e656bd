"""The verbs: what a user does to an inspection, one module or room for each task.

The command line and the window come in. Only these rooms use the storage.
"""
