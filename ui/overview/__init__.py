"""The overview: subjects by phases as a matrix, with the sentences of the groups.

Only `ui.case` comes in.
"""
